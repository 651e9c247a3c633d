"""Verdicts without invented numbers: ranked packages, and weights of which only the order is known."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from brute_deals import random_problem
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parley.core.errors import InputError
from parley.deals.ordinal import ordered_weights, ranked_packages, vertices, weighted
from parley.deals.problem import DealProblem
from parley.deals.zone import exists_draws, zone


def test_ranked_packages() -> None:
    found = ranked_packages(
        {
            "a": [["freeze"], ["istanbul", "swap"], ["no deal"], ["1991"]],
            "b": [["1991", "swap"], ["freeze"], ["no deal"], ["istanbul"]],
        }
    )
    assert found.verdict == "every"
    assert set(found.accepted) == {"freeze", "swap"}
    assert set(found.best) == {"freeze", "swap"}
    assert found.refused_by == {"1991": ("a",), "istanbul": ("b",)}


def test_unranked_packages_leave_the_verdict_open_and_ties_with_no_deal_accept() -> None:
    assert ranked_packages({"a": [["x", "no deal"]], "b": [["no deal"]]}).verdict == "some"
    assert ranked_packages({"a": [["x", "no deal"]], "b": [["x"], ["no deal"]]}).verdict == "every"
    assert ranked_packages({"a": [["no deal"], ["x"]], "b": [["x"], ["no deal"]]}).verdict == "none"


@pytest.mark.parametrize("rankings", [{}, {"a": [["x"]]}, {"a": [["x"], ["x", "no deal"]]}])
def test_a_ranking_that_cannot_be_used_is_refused(rankings: dict[str, list[list[str]]]) -> None:
    with pytest.raises(InputError):
        ranked_packages(rankings)


def test_vertices_of_a_full_order_are_rank_averages() -> None:
    assert vertices(((2,), (0,), (1,)), 3) == pytest.approx(np.array([[0, 0, 1], [0.5, 0, 0.5], [1 / 3] * 3]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_vertices_span_exactly_the_consistent_weights(seed: int) -> None:
    """Every vertex respects the order, and every consistent weighting is a convex combination of them."""
    from scipy.optimize import linprog

    rng = np.random.default_rng(seed)
    issues = int(rng.integers(1, 6))
    tiers = random_order(rng, issues)
    corner = vertices(tiers, issues)
    for above, below in pairwise(tiers):
        assert (corner[:, above].min(axis=1) >= corner[:, below].max(axis=1) - 1e-12).all()
    cuts = np.sort(rng.random(issues))[::-1]
    weights = np.zeros(issues)
    at = 0
    for tier in tiers:
        weights[list(tier)] = rng.permutation(cuts[at : at + len(tier)])
        at += len(tier)
    weights /= weights.sum()
    found = linprog(
        np.zeros(len(corner)), A_eq=np.vstack([corner.T, np.ones(len(corner))]), b_eq=[*weights, 1.0], method="highs"
    )
    assert found.status == 0


def random_order(rng: np.random.Generator, issues: int) -> tuple[tuple[int, ...], ...]:
    order = [int(j) for j in rng.permutation(issues)]
    tiers, at = [], 0
    while at < issues:
        size = int(rng.integers(1, 3))
        tiers.append(tuple(order[at : at + size]))
        at += size
    return tuple(tiers)


def ordinal_case(seed: int) -> tuple[DealProblem, np.ndarray, list[tuple[tuple[int, ...], ...]]]:
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, parties=int(rng.integers(1, 4)), draws=1, most=30)
    scores = rng.uniform(0, 100, problem.values.shape[1:])
    orders = [random_order(rng, len(problem.issues)) for _ in problem.parties]
    level = rng.choice([25.0, 40.0, 50.0, 60.0])
    return replace(problem, reservation=np.full_like(problem.reservation, level)), scores, orders


@settings(max_examples=40, deadline=None)
@example(1_907_201_005)  # HiGHS answers its programme with an error where it presolves
@given(st.integers(0, 2**32 - 1))
def test_ordinal_verdicts_equal_sampling_of_consistent_weights(seed: int) -> None:
    problem, scores, orders = ordinal_case(seed)
    found = ordered_weights(problem, scores, orders)
    rng = np.random.default_rng(seed)
    corner = [vertices(o, len(problem.issues)) for o in orders]
    sampled = np.stack([rng.dirichlet(np.full(len(c), 0.5), size=200) @ c for c in corner], axis=1)
    exists, _ = exists_draws(weighted(problem, scores, sampled))
    if found.verdict == "every":
        assert exists.all()
        if found.deal is not None:
            one = weighted(problem, scores, sampled)
            from parley.deals.values import values_of

            assert (values_of(one, np.array([found.deal]))[:, 0] >= one.reservation - 1e-6).all()
    elif found.verdict == "none":
        assert not exists.any()
    else:
        assert found.verdict == "some"
        assert found.weights_with is not None and found.weights_without is not None
        assert zone(weighted(problem, scores, found.weights_with[None])).exists
        assert not zone(weighted(problem, scores, found.weights_without[None])).exists
        for weights in (found.weights_with, found.weights_without):
            assert weights.sum(axis=1) == pytest.approx(np.ones(len(orders)))


def test_a_zone_at_every_vertex_is_not_yet_a_zone_everywhere() -> None:
    """One party, two issues in no order, three deals; between the vertices neither extreme deal is good enough."""
    problem = DealProblem(
        parties=("a",),
        issues=("i", "j"),
        options=(("x", "y"), ("x", "y")),
        values=np.zeros((1, 1, 4)),
        offset=np.zeros((1, 1)),
        reservation=np.array([[60.0]]),
        scale=np.array([100.0]),
        forbidden=(((0, frozenset({0})), (1, frozenset({0}))), ((0, frozenset({1})), (1, frozenset({1})))),
    )
    scores = np.array([[100.0, 0.0, 100.0, 0.0]])
    found = ordered_weights(problem, scores, [((0, 1),)])
    assert found.verdict == "some"
    assert found.weights_without is not None
    assert found.weights_without[0] == pytest.approx([0.5, 0.5], abs=0.11)
    easier = ordered_weights(replace(problem, reservation=np.array([[50.0]])), scores, [((0, 1),)])
    assert easier.verdict == "every" and easier.deal is None


@pytest.mark.parametrize("status", [1, 4])
def test_a_search_that_was_stopped_says_nothing_of_every_weight(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended by its seconds or its nodes without weights that reject the deals: that is not to have shown that there are none."""
    problem, scores, orders = next(c for c in map(ordinal_case, range(50)) if ordered_weights(*c).verdict == "every")

    class Stopped:
        x = None

    Stopped.status = status  # type: ignore[attr-defined]
    monkeypatch.setattr("parley.deals.milp.programme", lambda *_: Stopped)
    found = ordered_weights(problem, scores, orders)
    assert found.verdict is None and found.method.endswith("not settled within the budget")


def test_known_weights_may_stand_beside_orders() -> None:
    problem, scores, orders = ordinal_case(3)
    weights = np.full(len(problem.issues), 1 / len(problem.issues))
    mixed = [weights, *orders[1:]]
    assert ordered_weights(problem, scores, mixed).verdict in ("every", "some", "none")  # type: ignore[arg-type]
    with pytest.raises(InputError):
        ordered_weights(problem, scores, orders[:-1])
