"""Acts and futures: no effect on beliefs, no effect at all; a push may backfire; beliefs are fair bets; openness counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from parley.case import CaseSource, open_source
from parley.case.chance.distributions import parse
from parley.case.chance.sampling import medians, sample
from parley.case.schema.quantities import Quantity
from parley.case.types import Judgement, Shift
from parley.model.compose import reservations
from parley.outlook.futures import Horizon, futures, has_outlook, paths
from parley.outlook.shifts import applied, beliefs_only

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


def shift(path: str, op: str, text: str) -> Shift:
    amount = Judgement(f"courses.x.changes.{path}", parse(text), None)
    bounds = open_source(MINI).quantities.get(path, Quantity("points"))
    return Shift(path, op, amount, bounds.low, bounds.high)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def mini() -> CaseSource:
    return open_source(MINI)


@pytest.fixture(scope="module")
def ukraine(examples: Path) -> CaseSource:
    return open_source(examples / "ukraine-2022-23")


@pytest.mark.parametrize(("op", "text", "expected"), [("add", "2", 7.0), ("multiply", "0.5", 2.5), ("set", "1", 1.0)])
def test_each_step_does_what_it_says(mini: CaseSource, op: str, text: str, expected: float) -> None:
    at = medians(mini.case())
    after = applied(at, [shift("no_deal.costs.north", op, text)])
    assert after.get("no_deal.costs.north").tolist() == [expected]
    untouched = [p for p in at.paths if p != "no_deal.costs.north"]
    assert all(after.get(p).tolist() == at.get(p).tolist() for p in untouched)


def test_level_zero_is_no_act_and_levels_scale(mini: CaseSource) -> None:
    at = medians(mini.case())
    for op, text in (("add", "2"), ("multiply", "0.5"), ("set", "1")):
        step = [shift("no_deal.costs.north", op, text)]
        assert applied(at, step, level=0.0).values.tolist() == at.values.tolist()
        assert applied(at, step, level=1.0).values.tolist() == applied(at, step).values.tolist()


def test_probabilities_stay_within_bounds(mini: CaseSource) -> None:
    at = medians(mini.case())
    path = "no_deal.beliefs.south.south-gains"
    assert applied(at, [shift(path, "add", "5")]).get(path).tolist() == [1.0]
    assert applied(at, [shift(path, "add", "-5")]).get(path).tolist() == [0.0]
    assert mini.quantities["values.north.weights.bank"].kept(-1.0) == 0.0
    assert mini.quantities["no_deal.values.north.south-gains"].kept(1e9) == 1e9
    assert mini.quantities[path].kept(np.array([-1.0, 0.5, 2.0])).tolist() == [0.0, 0.5, 1.0]


def test_bounds_are_those_that_the_model_declares(examples: Path) -> None:
    source = open_source(examples / "ukraine-2022-23" / "campaign.yaml")

    def bounds(path: str) -> tuple[float, float]:
        return source.quantities[path].low, source.quantities[path].high

    assert bounds("no_deal.campaign.start") == (0.0, source.case().no_deal_options["positions"])
    assert bounds("no_deal.beliefs.russia.strength") == (1e-6, np.inf)
    assert bounds("no_deal.aversion.russia") == (-20.0, 20.0)
    assert bounds("no_deal.office.russia.fighting") == (0.0, 1.0)
    assert bounds("no_deal.costs.russia") == (0.0, np.inf)


def test_a_signal_that_moves_no_beliefs_moves_nothing(mini: CaseSource) -> None:
    at = medians(mini.case())
    assert applied(at, []) is at


def test_a_signal_moves_beliefs_and_nothing_else(ukraine: CaseSource) -> None:
    case = ukraine.case()
    for signal in case.signals.values():
        assert beliefs_only(signal.shifts)


def test_a_push_that_tells_the_adversary_to_wait_backfires(ukraine: CaseSource) -> None:
    case = ukraine.case()
    at = medians(case)
    push = case.signals["american-call"].shifts
    before, after = (reservations(case, d)[0] for d in (at, applied(at, push)))
    russia = case.required.index("russia")
    assert after[russia] > before[russia]


def test_sizes_are_drawn_alike_under_every_view(ukraine: CaseSource) -> None:
    base, view = (sample(ukraine.case(view=v), 32, 0) for v in (None, "after-milley"))
    push = ukraine.case().signals["american-call"].shifts
    path = "no_deal.costs.russia"
    step = [shift(path, "add", "1 to 2")]
    moved = [applied(d, step, how="drawn", seed=3).get(path) - d.get(path) for d in (base, view)]
    assert np.allclose(moved[0], moved[1])
    assert (
        applied(base, push, how="drawn", seed=3).values.tolist()
        == applied(base, push, how="drawn", seed=3).values.tolist()
    )


def test_a_case_without_outlook_says_so(mini: CaseSource, ukraine: CaseSource) -> None:
    assert not has_outlook(mini.case())
    assert has_outlook(ukraine.case())


def test_by_ones_own_belief_and_bayes_rule_nothing_is_expected_to_change(ukraine: CaseSource) -> None:
    case = ukraine.case()
    times = np.array([0.0, 13.0, 52.0])
    r = paths(case, medians(case), times, 20_000, 0, "russia")
    russia = case.required.index("russia")
    start = r[0, 0, russia]
    error = r[:, :, russia].std(axis=0) / np.sqrt(len(r))
    assert np.all(np.abs(r[:, :, russia].mean(axis=0) - start) <= 4 * error + 1e-9)


def test_a_party_that_takes_in_no_news_does_not_move(ukraine: CaseSource) -> None:
    case = ukraine.case(sets={"outlook.openness.russia": "0"})
    r = paths(case, medians(case), np.array([0.0, 52.0, 104.0]), 50, 0, "analyst")
    russia = case.required.index("russia")
    assert np.ptp(r[:, :, russia]) < 1e-9


def test_without_news_nothing_opens_that_was_shut(ukraine: CaseSource) -> None:
    case = ukraine.case(sets={"outlook.evidence_strength": "0"})
    found = futures(case, medians(case), "settlement", Horizon(52, count=20))
    assert set(found.open_by) <= {0.0, 1.0}
    assert len(set(found.open_by)) == 1


def test_once_opened_counts_for_good_and_the_same_seed_gives_the_same(ukraine: CaseSource) -> None:
    case = ukraine.case()
    a, b = (futures(case, medians(case), "settlement", Horizon(52, count=100), seed=5) for _ in range(2))
    assert a == b
    assert list(a.open_by) == sorted(a.open_by)
    assert all(at <= by + 1e-12 for at, by in zip(a.open_at, a.open_by, strict=True))
    assert a.open_by[0] == a.open_at[0]


def test_waiting_starts_when_it_starts(ukraine: CaseSource) -> None:
    case = ukraine.case(view="after-milley")
    found = futures(case, medians(case), "settlement", Horizon(52, count=50, not_before=13))
    early = [by for week, by in zip(found.weeks, found.open_by, strict=True) if week < 13]
    assert set(early) == {0.0}


def test_a_wait_costs_by_the_month(ukraine: CaseSource) -> None:
    dear = ukraine.case(sets={"outlook.costs.ukraine": "2"})
    cheap = ukraine.case(sets={"outlook.costs.ukraine": "1"})
    waits = [futures(c, medians(c), "settlement", Horizon(52, count=100)).wait["ukraine"] for c in (dear, cheap)]
    assert waits[0] is not None
    assert waits[0] == pytest.approx(2 * waits[1])


def test_columns_follow_paths(mini: CaseSource) -> None:
    at = medians(mini.case())
    assert all(at.paths[i] == p for p, i in at.columns.items())
    assert replace(at, values=at.values).paths == at.paths
