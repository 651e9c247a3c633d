"""parley no-deal: the no-deal side of a case, and the sentences that it makes testable."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.case.chance.sampling import sample
from parley.cli.no_deal import command
from parley.core.errors import ParleyError
from parley.model.no_deal import war
from parley.nodeal.campaign import Campaign
from parley.outlook.going_on import GoingOn, going_on


@pytest.fixture(scope="module")
def campaign() -> Path:
    return Path(__file__).resolve().parents[2] / "examples" / "ukraine-2022-23" / "campaign.yaml"


@pytest.fixture(scope="module")
def base(campaign: Path) -> GoingOn:
    return going_on(open_source(campaign))


def by_name(made: GoingOn) -> dict[str, float]:
    return {g.party: g.own for g in made.parties}


def test_own_beliefs_exceed_the_analysts_where_both_are_hopeful(base: GoingOn) -> None:
    for g in base.parties:
        assert g.misperception is not None and g.misperception > 0
        assert g.seen_by[g.party] == g.own
        assert min(g.seen_by.values()) < g.own
    for e in base.holders:
        assert sum(e.ends.values()) == pytest.approx(1)
        assert e.months is not None and 0 < e.months <= 18


def test_in_denial_correcting_one_side_opens_a_zone_once_lines_are_soft(base: GoingOn) -> None:
    assert base.zone_without_lines is False
    corrected = {c.party: c for c in base.corrected}
    assert corrected["russia"].opens_without_lines is True


def test_a_standstill_is_little_movement_and_opens_what_hope_of_movement_closed(campaign: Path, base: GoingOn) -> None:
    still = going_on(open_source(campaign), "after-milley")
    assert still.zone is True and base.zone is False
    for holder, positions in still.movement.items():
        assert abs(positions) < abs(base.movement[holder])
    assert all(by_name(still)[p] < by_name(base)[p] for p in by_name(base))


def test_dragging_out_pays_for_the_side_that_expects_support_to_end(base: GoingOn) -> None:
    curve = base.fatigue["western-aid"]
    values = [r for _, r in curve]
    assert values == sorted(values) and values[-1] > values[0] + 1


def test_success_asks_more_of_the_loser_the_more_the_winner_learns(base: GoingOn) -> None:
    needed = [p.needed for p in base.pace if p.needed is not None]
    assert len(needed) > 2 and needed == sorted(needed)
    assert needed[0] > 0


def test_on_a_front_of_1916_costs_rise_and_the_line_stands(campaign: Path) -> None:
    like = going_on(open_source(campaign), "like-1916")
    assert all(abs(m) < 0.1 for m in like.movement.values())
    assert all(g.month is not None and g.month > 1 for g in like.parties)
    assert like.zone is True


def test_compliance_is_a_set_of_levels_of_the_full_case(examples: Path) -> None:
    made = going_on(open_source(examples / "ukraine-2022-23"))
    for low, high in made.compliance_without_lines:
        assert 0 <= low <= high <= 1
    assert made.optimism is not None
    text = CliRunner().invoke(command, [str(examples / "ukraine-2022-23")], catch_exceptions=False).output
    assert "a month without a deal" in text and "in others' eyes" in text
    assert not re.search(r"probabilit|likelihood of peace", text)


def test_what_a_kind_or_model_cannot_give_is_empty(examples: Path) -> None:
    made = going_on(open_source(examples / "ukraine-2022-23"), kind="limited")
    assert made.compliance == () and made.broken == {} and made.movement == {} and made.fatigue == {}
    assert going_on(open_source(examples / "iran-2012")).zone is not None


def test_the_command_prints_json_that_repeats(campaign: Path) -> None:
    words = [str(campaign), "--json"]
    first, second = (CliRunner().invoke(command, words, catch_exceptions=False).output for _ in range(2))
    assert first == second
    assert json.loads(first)["model"] == "campaign"


def test_draws_of_a_case_reach_every_part_of_the_model(campaign: Path) -> None:
    case = open_source(campaign).case()
    model, parties, holders = war(case, sample(case, 256, 0))
    assert isinstance(model, Campaign)
    assert (parties, holders) == (("ukraine", "russia"), ("ukraine", "russia", "analyst"))
    r = model.reservation([0, 1])
    assert r.shape == (256, 2) and np.isfinite(r).all() and r.std(axis=0).min() > 0.5
    np.testing.assert_allclose(model.ends(2).sum(axis=1), 1, atol=1e-9)
    np.testing.assert_allclose(model.mirrored().reservation([0, 1]), r, atol=1e-6)


def test_a_pause_that_lets_one_side_rebuild_is_asked_as_a_shift_of_the_odds(campaign: Path, base: GoingOn) -> None:
    assert base.regroup == ()  # no zone at any shift while both hope
    corrected = {"no_deal.beliefs.russia.theta": 0.56, "no_deal.beliefs.russia.western-aid-ends": 0.02}
    made = going_on(open_source(campaign), sets=corrected)
    assert made.regroup and made.regroup[0][0] == 0
    truce = going_on(open_source(campaign), kind="ceasefire", sets=corrected)
    assert truce.regroup == () and truce.zone_without_lines is False
    given = [f"--set={path}={value}" for path, value in corrected.items()]
    text = CliRunner().invoke(command, [str(campaign), *given], catch_exceptions=False).output
    assert "odds shifted against Ukraine" in text


@pytest.mark.parametrize("old, new, words", [
    ("positions: 10", "positions: 0", "whole number"), ("pace: 0.8 to 1.2", "pace: -1", "below 0"),
    ("western-aid-ends: 0.04 to 0.08", "western-aid-ends: 1.2", "between 0 and 1"), ("start: 6", "start: 12", "between 0 and 10"),
    ("theta: 0.34 to 0.46", "theta: 1.4", "between 0 and 1"), ("steps: 2", "steps: 0", "whole number"),
    ("pace: 0.8 to 1.2", "pace: 9", "steps a month"),
])  # fmt: skip
def test_a_number_that_no_war_can_have_is_refused(
    campaign: Path, tmp_path: Path, old: str, new: str, words: str
) -> None:
    text = campaign.read_text(encoding="utf-8")
    assert old in text
    shutil.copytree(campaign.parent / "sources", tmp_path / "sources")
    (tmp_path / "case.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ParleyError, match=words):
        going_on(open_source(tmp_path))


def test_months_and_lives_until_the_end_that_each_expects(base: GoingOn) -> None:
    for g in base.parties:
        month, whole = g.rates["casualties"]
        months = next(e.months for e in base.holders if e.holder == g.party)
        assert months is not None and whole == pytest.approx(month * months)


def test_no_deal_at_every_place_of_the_line_and_cost_in_others_eyes(campaign: Path, base: GoingOn) -> None:
    for g in base.parties:
        worth = base.everywhere[g.party]
        assert len(worth) == 11 and worth[6] == pytest.approx(g.own)
        rising = np.diff(worth) > 0
        assert rising.all() if g.party == "ukraine" else not rising.any()
        moved = going_on(open_source(campaign), sets={"no_deal.campaign.start": 3})
        assert by_name(moved)[g.party] == pytest.approx(worth[3])
        assert g.cost_seen_by[g.party] == g.cost and set(g.cost_seen_by) == set(g.seen_by)
