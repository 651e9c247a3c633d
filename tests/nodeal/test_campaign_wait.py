"""What waiting for a settlement is worth in a campaign: nothing more than R where no zone can open, never less where one may."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from parley.case import open_source
from parley.case.chance.sampling import medians
from parley.model.no_deal import war
from parley.nodeal.campaign import Campaign
from parley.nodeal.campaign_wait import _Plan, _side
from parley.outlook.waiting import _mind, waiting


@pytest.fixture(scope="module")
def source() -> object:
    return open_source(Path(__file__).resolve().parents[2] / "examples" / "ukraine-2022-23" / "campaign.yaml")


@pytest.mark.parametrize("view, sets", [
    (None, {}), ("like-1916", {}), (None, {"no_deal.support.western-aid.shift": -2, "no_deal.beliefs.russia.western-aid-ends": 0.3}),
])  # fmt: skip
def test_where_no_deal_is_possible_waiting_is_worth_exactly_r(source: object, view: str | None, sets: dict) -> None:
    case = source.case(view, sets)  # type: ignore[attr-defined]
    model, parties, _ = war(case, medians(case))
    assert isinstance(model, Campaign)
    plan = _Plan(model, np.empty((0, 2)), [_side(_mind(case, p, i == 0)) for i, p in enumerate(parties)], np.zeros(2))
    r = model.reservation([0, 1])[0]
    for i in range(2):
        found = plan.expect(i, float(r[i]))
        assert found.value == pytest.approx(r[i], abs=1e-8)
        assert found.opened == 0
        assert found.months == pytest.approx(float(model.duration(i)[0]), abs=1e-8)


def test_a_zone_that_is_open_now_is_settled_now(source: object) -> None:
    found = waiting(source.case("after-milley"))  # type: ignore[attr-defined]
    for w in found.values():
        assert w.months == 0 and w.opened == pytest.approx(1)
        assert w.value > w.fight


def test_each_expects_to_gain_by_waiting_since_each_expects_the_other_to_come_its_way(source: object) -> None:
    found = waiting(source.case(), red_lines="none")  # type: ignore[attr-defined]
    assert set(found) == {"ukraine", "russia"}
    for w in found.values():
        assert w.value > w.fight and 0 < w.opened < 1 and 0 < w.months < 18
    weighed = waiting(source.case())  # type: ignore[attr-defined]
    assert all(weighed[p].opened <= found[p].opened + 1e-9 for p in found)


def test_where_the_rule_does_not_apply_nothing_is_said(source: object, examples: Path) -> None:
    assert waiting(open_source(examples / "iran-2012").case()) == {}
    averse = source.case(None, {"no_deal.aversion.ukraine": 1.0})  # type: ignore[attr-defined]
    assert waiting(averse) == {}
