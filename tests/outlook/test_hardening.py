"""Lines and demands that harden with success, and leaders who lose office with the war: from a case to the verdict."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.case.chance.sampling import medians
from parley.case.file.source import CaseSource
from parley.case.observations.records import Engagement
from parley.cli.no_deal import command
from parley.core.errors import CaseError
from parley.model.compose import reservations
from parley.model.evaluate import point
from parley.outlook.going_on import going_on
from parley.outlook.hardening import hardened, hardens, success
from parley.outlook.replay import ZoneTest, replay

CASE = """
parley: 1
title: A border war
question: Should anybody call for talks?
as_of: 2022-03-01
main_kind: settlement
law: {short: none, text: None is stated., sources: [ours]}
parties:
  north: {title: North, role: principal}
  south: {title: South, role: principal}
  assembly: {title: Assembly, role: ratifier, ratifies_for: north}
issues:
  land: {title: Land, options: {kept: Kept, most: Most of it, half: Shared, lost: Given up}}
kinds: {settlement: {title: Settlement, only: {land: all}}}
values:
  north: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 100, most: 70, half: 50, lost: 0}}}
  south: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 0, most: 30, half: 50, lost: 100}}}
  assembly: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 100, most: 70, half: 50, lost: 0}}}
red_lines:
  whole:
    party: north
    title: No land is shared
    declared: {who: ours, date: 2022-02-01}
    rules_out: [{land: [half, lost]}]
    holds: {value: 0.4, because: ours}
no_deal:
  because: ours
  model: costly-lottery
  sides: {a: north, b: south}
  beliefs: {north: {chance: 0.5, strength: 4}, south: {chance: 0.5, strength: 4}, analyst: {chance: 0.5}}
  values: {north: {a-wins: 100, b-wins: 0}, south: {a-wins: 0, b-wins: 100}, assembly: {a-wins: 100, b-wins: 0}}
  costs: {north: 10, south: 10, assembly: 10}
"""


@pytest.fixture
def source(tmp_path: Path) -> CaseSource:
    return written(tmp_path)


def written(folder: Path, more: str = "") -> CaseSource:
    path = folder / "case.yaml"
    path.write_text(CASE.lstrip() + more, encoding="utf-8")
    return open_source(path)


@pytest.mark.parametrize("rate, points, chance", [(1.0, 0.0, 0.8), (0.5, 3.0, 0.9), (2.0, 1.0, 0.2)])
def test_a_lines_odds_move_with_the_odds_of_success(
    source: CaseSource, rate: float, points: float, chance: float
) -> None:
    case = source.case(None, {"outlook.hardening.north": rate, "outlook.demands.north": points})
    grown = math.log(chance / (1 - chance))
    found = {h.path: h for h in hardened(case, {"no_deal.beliefs.north.chance": chance})}
    odds = 0.4 / 0.6 * math.exp(rate * grown)
    assert found["red_lines.whole.holds"].after == pytest.approx(odds / (1 + odds))
    if points:
        assert found["no_deal.asks.north"].after == pytest.approx(points * max(0, grown))
    assert hardens(case) and not hardens(source.case())


def test_success_is_the_own_sides_and_a_ratifiers_is_its_principals(source: CaseSource) -> None:
    case = source.case()
    moved = {"no_deal.beliefs.north.chance": 0.8, "no_deal.beliefs.south.chance": 0.8}
    assert success(case, "north", moved) == pytest.approx(math.log(4))
    assert success(case, "south", moved) == pytest.approx(-math.log(4))
    assert success(case, "assembly", moved) == pytest.approx(math.log(4))
    assert success(case, "north", {"no_deal.beliefs.north.chance": 1.0}) == pytest.approx(math.log(99))


def battles(count: int) -> list[Engagement]:
    return [
        Engagement(datetime.date(2022, 3, 1) + datetime.timedelta(weeks=i), "north", "", i + 2) for i in range(count)
    ]


def test_victories_harden_the_line_and_close_the_zone(source: CaseSource) -> None:
    sets = {"outlook.openness.north": 0.1, "outlook.openness.south": 0.5, "outlook.openness.assembly": 0.1}
    plain = replay(source, battles(3), ZoneTest(sets=sets))
    hard = replay(source, battles(3), ZoneTest(sets={**sets, "outlook.hardening.north": 4.0}))
    assert plain.hardened == () and plain.dates[-1].exists is True
    (line,) = hard.hardened
    assert line.before == 0.4 and line.after > 0.5
    assert hard.dates[0].exists is True
    assert hard.dates[-1].reservation == plain.dates[-1].reservation


def test_bad_news_may_be_taken_in_less(source: CaseSource) -> None:
    made = replay(source, battles(4), ZoneTest(sets={"outlook.openness.south": 1.0, "outlook.openness_bad.south": 0.0}))
    after = {m.holder: m.posterior for m in made.moved if m.name == "chance"}
    assert after["south"] == 0.5  # every engagement was South's defeat
    assert after["north"] == pytest.approx((2 + 4) / (4 + 4))


def test_office_at_stake_raises_what_is_asked_and_closes_a_zone(source: CaseSource, tmp_path: Path) -> None:
    base = source.case()
    r = reservations(base, medians(base))[0]
    assert point(base, None, "own", "none").point.exists is True
    office = "  office: {because: ours, south: {worth: 40, fighting: 0.9, settling: 0.4}}\n"
    case = written(tmp_path, office).case()
    now = reservations(case, medians(case))[0]
    assert now - r == pytest.approx([0, 20, 0])
    assert point(case, None, "own", "none").point.exists is False
    kept = source.case(None, {"no_deal.office.south.worth": 40})
    assert reservations(kept, medians(kept))[0] == pytest.approx(r)
    half = source.case(None, {"no_deal.office.south.worth": 40, "no_deal.office.south.settling": 0.5})
    assert reservations(half, medians(half))[0] - r == pytest.approx([0, 20, 0])
    made = going_on(written(tmp_path, office))
    assert {g.party: g.asked for g in made.parties} == pytest.approx({"north": 0, "south": 20, "assembly": 0})
    assert {g.party: g.own for g in made.parties}["south"] == pytest.approx(r[1])


@pytest.mark.parametrize("text, words", [
    ("  office: {south: {worth: 40}}\n", "fighting, settling"),
    ("  office: {sout: {worth: 40, fighting: 1, settling: 0}}\n", "south"),
    ("  office: {because: ours, south: {worth: 40, fighting: 1.2, settling: 0}}\n", "1.2"),
    ("outlook: {because: ours, hardening: {south: -1}}\n", "-1"),
    ("outlook: {because: ours, demands: {sout: 1}}\n", "sout"),
])  # fmt: skip
def test_bad_numbers_are_named_with_their_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CaseError, match=r"case\.yaml:") as caught:
        written(tmp_path, text).case()
    assert words in str(caught.value)


def test_the_curve_is_shown_with_and_without_hardening(examples: Path) -> None:
    path = str(examples / "ukraine-2022-23" / "campaign.yaml")
    words = [path, "--set", "outlook.hardening.russia=1", "--set", "outlook.demands.ukraine=2"]
    shown = CliRunner().invoke(command, words, catch_exceptions=False).output
    assert "red lines that stay as they are" in shown and "harden with success" in shown
    made = going_on(open_source(path), sets={"outlook.hardening.russia": 1, "outlook.demands.ukraine": 2})
    assert all(p.needed is None for p in made.pace_with_lines)
    soft = [p.needed for p in made.pace_hardening]
    hard = [p.needed for p in made.pace]
    assert all(x is None or (y is not None and x >= y) for x, y in zip(soft, hard, strict=True))
    assert any(x is not None for x in soft)
