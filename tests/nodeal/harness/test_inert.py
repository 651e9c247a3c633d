"""Numbers that change nothing are doubted, and only those: found by moving them, in every light in which a command may show the case."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import siege
import tiny_case

from parley.case import open_source
from parley.case.chance.sampling import sample
from parley.case.file.source import CaseSource
from parley.model.no_deal import reservation
from parley.nodeal import registry
from parley.outlook.inert import inert


def source(folder: Path, text: str) -> CaseSource:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return open_source(path)


def without(text: str, group: str) -> str:
    """The case without one flow mapping of ``no_deal``."""
    found = re.sub(rf", {group}: {{[^}}]*}}", "", text)
    assert found != text
    return found


def campaign() -> str:
    """A campaign whose sides do not discount."""
    return without(tiny_case.written(registry.record("campaign")), "patience")


def test_a_burden_that_nobody_discounts_changes_nothing_and_check_says_what_would(tmp_path: Path) -> None:
    found = {one.path: one for one in inert(source(tmp_path, campaign()))}
    assert set(found) == {"no_deal.costs.north", "no_deal.costs.south"}
    for party in ("north", "south"):
        assert found[f"no_deal.costs.{party}"].doubt == (
            f"no_deal.costs.{party}: changes nothing; it would with a number for no_deal.patience.{party}, such as 0.5"
        )


@pytest.mark.parametrize("more", [
    "views: {hasty: {title: Hasty, because: x, no_deal.patience.north: 0.9, no_deal.patience.south: 0.9}}",
    "courses: {urge: {title: Urge, changes: {no_deal.patience.north: '0.9', no_deal.patience.south: '0.9'}}}",
    "levers: {urge: {title: Urge, changes: {no_deal.patience.north: 'x 0.9', no_deal.patience.south: 'x 0.9'}}}",
])  # fmt: skip
def test_what_is_felt_only_under_a_view_or_after_an_act_is_felt(tmp_path: Path, more: str) -> None:
    assert inert(source(tmp_path, campaign() + more + "\n")) == ()


def test_a_season_outside_the_horizon_is_felt_from_another_date(tmp_path: Path) -> None:
    text = tiny_case.written(registry.record("campaign")).replace("horizon: 6 months", "horizon: 2 months")
    made = source(tmp_path, text)
    assert "no_deal.campaign.season.dec" in made.case().judgements
    assert inert(made) == ()


def test_groups_that_a_model_accepts_but_does_not_use(tmp_path: Path) -> None:
    found = inert(source(tmp_path, tiny_case.written(registry.record("costly-lottery"))))
    assert {one.path.rsplit(".", 1)[0] for one in found} == {"no_deal.tolls", "no_deal.patience"}
    assert all(one.with_path is None for one in found)


def test_what_only_an_engagement_moves_is_felt(tmp_path: Path) -> None:
    text = tiny_case.written(registry.record("outcomes"))
    assert "no_deal.likelihood.forward" in source(tmp_path, text).case().judgements
    assert inert(source(tmp_path, text)) == ()


def test_a_ratifier_beside_the_verdicts_feels_its_own_numbers_and_a_bystander_none(tmp_path: Path) -> None:
    text = tiny_case.written(registry.record("outcomes"))
    third = "values: {assembly: {forward: 60, back: 30}, mediator: {forward: 1, back: 2}, "
    at = text.index("no_deal:")
    text = text[:at] + text[at:].replace("values: {", third, 1)
    roles = "  assembly: {title: Assembly, role: ratifier, ratifies_for: north, binding: false}\n  mediator:"
    found = inert(source(tmp_path, text.replace("  mediator:", roles, 1)))
    assert [one.path for one in found] == ["no_deal.values.mediator.forward", "no_deal.values.mediator.back"]


def test_the_only_outcome_there_is_is_no_judgement(tmp_path: Path) -> None:
    text = tiny_case.written(registry.record("outcomes"))
    alone = re.sub(r"back: [\d.]+", "", text).replace(", back: Back", "")
    # how likely engagements are to be won on the only path there is, on the other hand, tells nobody anything
    assert [one.path for one in inert(source(tmp_path, alone))] == ["no_deal.likelihood.forward"]


def test_a_share_beside_zeros_is_no_judgement_that_moves_by_itself_and_a_rate_is_told_as_it_is(tmp_path: Path) -> None:
    text = tiny_case.written(registry.record("outcomes"))
    sure = text.replace("north: {forward: 0.6, back: 0.4}", "north: {forward: 1, back: 0}")
    assert sure != text
    told = sure.replace("likelihood: {", "rates: {lives: {mediator: 3, north: 200}}, likelihood: {")
    assert told != sure
    assert inert(source(tmp_path, told)) == ()


def test_nothing_is_said_while_numbers_are_unset(tmp_path: Path) -> None:
    text = re.sub(r"pace: [\d.]+", "pace: ?", campaign())
    assert inert(source(tmp_path, text)) == ()


def test_a_number_that_a_strangers_model_forgets_is_found(tmp_path: Path) -> None:
    class Deaf(siege.Siege):
        def __post_init__(self) -> None:
            object.__setattr__(self, "toll", self.toll * 0)

    def build(read: object) -> Deaf:
        return Deaf(**vars(siege._build(read)))  # type: ignore[arg-type]

    from dataclasses import replace

    with registry.registered(replace(siege.RECORD, name="deaf", build=build)) as record:
        found = inert(source(tmp_path, tiny_case.written(record)))
    assert [one.path for one in found] == ["no_deal.tolls.north", "no_deal.tolls.south"]


def test_a_cure_is_a_case_that_the_model_can_work_out(tmp_path: Path) -> None:
    """One belief of somebody who has no others is refused by the model: that is not being felt."""
    text = tiny_case.written(registry.record("campaign"))
    kept = text.replace("costs: {", "office: {north: {worth: 5, fighting: 1, settling: 1}}, costs: {", 1)
    assert kept != text
    assert [one.doubt for one in inert(source(tmp_path, kept))] == ["no_deal.office.north.worth: changes nothing"]


def test_tolls_after_a_support_ends_need_no_tolls_before(tmp_path: Path) -> None:
    text = without(tiny_case.written(registry.record("campaign")), "tolls")
    made = source(tmp_path, text.replace("shift: ", "tolls: {north: 1 to 3}, shift: ", 1))
    draws = sample(made.case(), 8, 0)
    assert np.ptp(reservation(made.case(), draws, "north", "north")) > 0
    inert(made)
