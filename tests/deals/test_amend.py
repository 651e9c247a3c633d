"""Amendments of a deal beside a search of every deal by plain loops."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from brute_deals import brute, random_problem
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.deals.amend import Amended, amendments, neighbours
from parley.deals.budget import Budget
from parley.deals.examples import diverse
from parley.deals.listing import inside, only
from parley.deals.problem import DealProblem, Line, Security
from parley.deals.values import by_holding, values_of
from parley.deals.zone import exists_draws, zone
from parley.insight.views.on_frontier import on_frontier

seeds = st.integers(0, 2**32 - 1)


def some_deal(problem: DealProblem, rng: np.random.Generator) -> tuple[int, ...]:
    return tuple(int(rng.integers(len(options))) for options in problem.options)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_what_mends_a_deal_is_what_a_search_of_every_deal_finds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, draws=1)
    deal = some_deal(problem, rng)
    truth = set(brute(problem, 0).zone)
    found = amendments(problem, deal, most=10_000)
    if deal in truth:
        assert found.shown == () and found.fewest == 0
        return

    def changed(x: tuple[int, ...]) -> frozenset[tuple[int, int]]:
        return frozenset((j, o) for j, o in enumerate(x) if o != deal[j])

    near = {changed(x) for x in truth if len(changed(x)) <= 2}
    minimal = {c for c in near if not any(other < c for other in near)}
    assert found.mending == len(minimal)
    if minimal:
        assert {frozenset(a.change) for a in found.shown} == minimal
        assert all(a.in_zone for a in found.shown)
        assert [len(a.change) for a in found.shown] == sorted(len(a.change) for a in found.shown)
    assert found.fewest == min((len(changed(x)) for x in truth), default=None)
    assert found.zone == bool(truth)
    for a in found.shown:
        assert (a.deal in truth) == a.in_zone
        assert changed(a.deal) == frozenset(a.change)


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_a_deal_is_inside_where_every_deal_looked_at_says_so(seed: int) -> None:
    """One deal alone, asked of the listing and of the engine that tests draws, beside plain loops."""
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, draws=3)
    every = list(itertools.product(*(range(len(o)) for o in problem.options)))
    deals = np.array(every, dtype=np.int64)
    for d in range(3):
        truth = set(brute(problem, d).zone)
        assert {every[i] for i in np.flatnonzero(inside(problem, deals, d))} == truth
    one = some_deal(problem, rng)
    found, decided = exists_draws(only(problem, one))
    assert decided.all()
    assert found.tolist() == [one in set(brute(problem, d).zone) for d in range(3)]


def plain(values: list[list[float]], reservation: list[float], **more: object) -> DealProblem:
    """Two parties, three issues of two options each."""
    return DealProblem(
        parties=("a", "b"),
        issues=("x", "y", "z"),
        options=(("0", "1"),) * 3,
        values=np.array([values], dtype=np.float64),
        offset=np.zeros((1, 2)),
        reservation=np.array([reservation], dtype=np.float64),
        scale=np.array([100.0, 100.0]),
        **more,  # type: ignore[arg-type]
    )


A, B = [0, 30, 0, 50, 0, 20], [50, 0, 30, 0, 20, 0]
"""What each option is worth: a wants the second of every issue, b the first."""


def test_one_change_before_two_and_what_costs_the_others_least_first() -> None:
    problem = plain([A, B], [20, 20])
    found = amendments(problem, (0, 0, 0))  # a has 0, b 100
    assert [a.change for a in found.shown[:3]] == [((2, 1),), ((1, 1),), ((0, 1),)]
    # a 20 and b 80, a 50 and b 70, a 30 and b 50: b loses 20, 30, 50, although the second leaves most to spare
    assert [round(a.loss, 6) for a in found.shown[:3]] == [0.2, 0.3, 0.5]
    assert [round(a.shortfall, 6) for a in found.shown[:3]] == [0.0, -0.3, -0.1]
    assert found.mending == 3 and found.fewest == 1  # changes of two that hold one of these are not minimal


def test_what_a_firmer_deal_adds_and_what_its_options_are_worth_make_the_whole() -> None:
    values = [[0, -4, 0, 0, 0, 0], [0] * 6]
    effect = np.zeros((1, 2, 6))
    effect[:, :, 1] = 2.0  # the second option of x makes the deal likelier to hold
    firm = Security(np.zeros((1, 2)), effect, np.zeros((1, 2)), np.zeros((1, 2, 6)))
    at = replace(plain(values, [0, 0]), offset=np.full((1, 2), 50.0), security=firm)
    both = np.array([[0, 0, 0], [1, 0, 0]])
    (worth,) = np.diff(values_of(at, both)[0, :, 0])
    firmer = by_holding(at, both)[0, 0, 0]
    assert (
        worth > 0 and firmer > worth
    )  # the option by itself takes 2: half of 4, at an even chance that the deal holds
    assert worth - firmer == pytest.approx(-2.0)


def test_where_two_changes_are_needed_no_single_one_is_told() -> None:
    found = amendments(plain([A, B], [45, 20]), (0, 0, 1))  # a has 20
    assert [a.change for a in found.shown] == [((1, 1),), ((0, 1),)]
    found = amendments(plain([A, B], [70, 25]), (0, 0, 0))
    assert [a.change for a in found.shown] == [((1, 1), (2, 1))]  # 50 + 20 and b keeps 50
    assert found.fewest == 2


def test_where_nothing_within_two_changes_mends_it_the_nearest_deal_of_the_zone_is_told() -> None:
    found = amendments(plain([A, [5, 0, 5, 0, 5, 0]], [100, -50]), (0, 0, 0))
    assert found.mending == 0 and found.fewest == 3
    assert found.shown[0] == Amended(((0, 1), (1, 1), (2, 1)), (1, 1, 1), True, pytest.approx(0.15), pytest.approx(0.0))
    assert not any(a.in_zone for a in found.shown[1:])


def test_without_a_zone_what_comes_nearer_is_told_and_never_called_a_remedy() -> None:
    found = amendments(plain([A, B], [90, 90]), (0, 0, 0))
    assert found.fewest is None and found.mending == 0
    assert found.shown and not any(a.in_zone for a in found.shown)
    assert found.shown[0].shortfall < 0.9  # the deal itself leaves a 90 short of 100
    assert [a.shortfall for a in found.shown] == sorted(a.shortfall for a in found.shown)


def test_a_line_that_holds_is_mended_before_points() -> None:
    line = Line("never", 1, (((0, frozenset({1})),),))
    problem = plain([A, B], [0, 0], lines=(line,), lines_hold=np.array([[True]]))
    found = amendments(problem, (1, 0, 0))
    assert [a.change for a in found.shown] == [((0, 0),)]
    assert amendments(plain([A, B], [0, 0], lines=(line,), lines_hold=np.array([[False]])), (1, 0, 0)).shown == ()


def test_past_the_budget_pairs_are_left_out_and_it_is_said() -> None:
    found = amendments(plain([A, B], [70, 25]), (0, 0, 0), budget=Budget(enumerate=2))
    assert (found.searched, found.mending, found.fewest) == (0, 0, None)
    assert [a.change for a in found.shown] == [((1, 1), (2, 1))]  # from the engine, which lists nothing


def test_neighbours_differ_in_as_many_issues_as_asked() -> None:
    problem = plain([A, B], [0, 0])
    assert neighbours(problem, (0, 1, 0), 1).tolist() == [[1, 1, 0], [0, 0, 0], [0, 1, 1]]
    assert len(neighbours(problem, (0, 1, 0), 2)) == 3
    assert neighbours(problem, (0, 1, 0), 0).tolist() == [[0, 1, 0]]


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_examples_of_the_zone_are_inside(seed: int) -> None:
    problem = random_problem(np.random.default_rng(seed), draws=1)
    shown = diverse(problem)
    assert bool(shown) == bool(zone(problem).exists)
    if shown:
        assert inside(problem, np.array(shown)).all()


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_where_a_deal_stands_to_the_frontier(seed: int) -> None:
    """Efficient where no deal that keeps the lines (none, where it crosses one itself) is better for one and worse for none."""
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, draws=1)
    truth = brute(problem, 0)
    if not truth.possible:
        return
    deal = truth.possible[int(rng.integers(len(truth.possible)))]
    found = on_frontier(problem, deal)
    pool = truth.admissible if deal in truth.admissible else truth.possible
    assert found.over == ("admissible" if deal in truth.admissible else "possible")
    mine = np.array(truth.values[deal])
    gains = [np.array(truth.values[x]) - mine for x in pool]
    near = 1e-6
    dominated = any((g >= -near).all() and (g > near).any() for g in gains)
    if found.exact and found.efficient is dominated:
        # the two may part only on what rounding decides
        assert any((g >= -near).all() and (g > -near).any() and abs(g).max() < 1e-5 for g in gains)
    if not found.efficient:
        best = tuple(int(o[1:]) for o in (found.better or {}).values())
        assert best in pool
        gain = np.array(truth.values[best]) - mine
        assert list(found.gains.values()) == pytest.approx(gain.tolist(), abs=1e-6)
        unit = np.where(problem.scale > 0, problem.scale, 1.0)
        most = max(float((g / unit).min()) for g in gains)
        assert found.distance == pytest.approx(max(0.0, most), abs=1e-6)
