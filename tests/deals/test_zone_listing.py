"""The programmes equal plain listing: rules, blocks, lines, floors, interactions, security, ties, one to five parties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute_deals import Brute, brute, colliding, random_problem
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.deals import examples, lines, solve, structure
from parley.deals.budget import DEFAULT, Budget
from parley.deals.draws import compiled_draws
from parley.deals.examples import diverse
from parley.deals.frontier import frontier
from parley.deals.problem import DealProblem
from parley.deals.results import WhyEmpty, ZoneResult
from parley.deals.structure import build
from parley.deals.values import ranges, utilities, values_of
from parley.deals.zone import exists_draws, one_draw, zone, zone_draws

SEEDS = st.integers(0, 2**32 - 1)


def near(a: float | None, b: float | None, tol: float = 1e-7) -> bool:
    return (a is None) == (b is None) and (a is None or b is None or abs(a - b) < tol)


def problem_of(seed: int, **changes: object) -> DealProblem:
    return random_problem(np.random.default_rng(seed), coarse=seed % 3 == 0, **changes)  # type: ignore[arg-type]


def check_zone(z: ZoneResult, b: Brute, tol: float = 1e-7) -> None:
    assert z.exists == bool(b.zone)
    assert z.why_empty == (WhyEmpty(b.why) if b.why else None)
    assert all(near(x, y, tol) for x, y in zip(z.gap, b.gap, strict=True)), (z.gap, b.gap)
    assert near(z.shortfall, b.shortfall, tol)
    assert set(z.blocking) == b.blocking


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_zone_equals_listing(seed: int) -> None:
    problem = problem_of(seed)
    for d in range(problem.draws):
        b, z = brute(problem, d), zone(problem, d)
        check_zone(z, b)
        counts = (z.deals.value, z.admissible.value, z.possible.value)
        assert counts == (len(b.zone), len(b.admissible), len(b.possible))
        if b.possible:
            assert z.example in (b.zone or b.admissible or b.floored or b.possible)
            assert z.example_values == pytest.approx(b.values[z.example])


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_compiled_draws_equal_listing(seed: int) -> None:
    problem = problem_of(seed, draws=4)
    found, (exists, decided) = zone_draws(problem), exists_draws(problem)
    assert found.decided.all() and decided.all()
    for d in range(problem.draws):
        b = brute(problem, d)
        assert bool(found.exists[d]) == bool(exists[d]) == bool(b.zone)
        assert found.why[d] == (list(WhyEmpty).index(WhyEmpty(b.why)) if b.why else -1)
        assert all(near(None if np.isnan(x) else x, y) for x, y in zip(found.gap[d], b.gap, strict=True))
        assert near(None if np.isnan(found.shortfall[d]) else found.shortfall[d], b.shortfall)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_branch_and_bound_equals_listing(seed: int) -> None:
    problem = problem_of(seed, draws=1)
    kept = solve.SEARCH_FROM
    try:
        solve.SEARCH_FROM = -1
        z = zone(problem, budget=Budget(frontier=0))
    finally:
        solve.SEARCH_FROM = kept
    check_zone(z, brute(problem, 0))


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_integer_programme_equals_listing(seed: int) -> None:
    problem = replace(problem_of(seed, draws=1), security=None)
    z, b = zone(problem, budget=Budget(block=0)), brute(problem, 0)
    assert z.method.startswith("MILP")
    check_zone(z, b, 1e-6)
    assert z.deals.low <= len(b.zone) <= z.deals.high
    assert z.possible.low <= len(b.possible) <= z.possible.high


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_frontier_equals_listing(seed: int) -> None:
    problem = problem_of(seed, draws=2)
    for d in range(2):
        b, f = brute(problem, d), frontier(problem, d)
        assert f.exact and f.deals == len(b.possible)
        assert f.over == ("admissible" if b.admissible else "possible")
        assert {tuple(round(v, 8) + 0.0 for v in p.values): p.deals_at_point for p in f.points} == b.frontier
        assert list(f.points) == sorted(f.points, key=lambda p: p.values)
        for p in f.points:
            assert values_of(problem, np.array([p.deal]))[d, 0] == pytest.approx(p.values)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.booleans())
def test_lines_and_examples_equal_listing(seed: int, listed: bool) -> None:
    problem = problem_of(seed, draws=1)
    kept = lines.LISTED, examples.LISTED
    try:
        if not listed:
            lines.LISTED, examples.LISTED = 0, 0
        b = brute(problem, 0)
        assert set(lines.softening(problem)) == b.softening
        shown = diverse(problem, 0, 3)
        assert bool(shown) == bool(b.zone)
        assert set(shown) <= set(b.zone) and len(set(shown)) == len(shown) <= 3
    finally:
        lines.LISTED, examples.LISTED = kept
    assert set(lines.colliding(problem)) == colliding(problem)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_ranges_are_those_of_listed_utilities(seed: int) -> None:
    problem = problem_of(seed, draws=1)
    possible = brute(problem, 0).possible
    if possible:
        u = utilities(problem, np.array(possible))[0]
        assert ranges(problem) == pytest.approx(np.ptp(u, axis=0))
        assert ranges_by_programme(problem) == pytest.approx(np.ptp(u, axis=0), abs=1e-6)


def ranges_by_programme(problem: DealProblem) -> np.ndarray:
    from parley.deals.values import _ranges_milp

    return _ranges_milp(replace(problem, security=None))


def test_draws_that_share_arrays_are_answered_alone_and_together_alike() -> None:
    """Warm starts from draw to draw change no answer."""
    problem = problem_of(12, draws=60)
    together = compiled_draws(problem, build(problem), False, DEFAULT)
    for d in range(60):
        z = zone(problem, d)
        assert bool(together.exists[d]) == z.exists
        assert np.allclose(together.gap[d], [np.nan if g is None else g for g in z.gap], equal_nan=True)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_few_draws_are_asked_of_existence_alone_with_the_answer_of_the_whole_test(seed: int) -> None:
    problem = problem_of(seed)
    single = [one_draw(problem, d) for d in range(min(3, problem.draws))]
    for one in single:
        (exists, decided), whole = exists_draws(one), zone(one)
        assert bool(exists[0]) == bool(whole.exists) and bool(decided[0]) == (whole.exists is not None)


def test_problems_that_differ_in_numbers_alone_are_taken_apart_once() -> None:
    problem = problem_of(7)
    structure._taken_apart.cache_clear()
    first = build(problem)
    again = build(replace(problem, values=problem.values * 2.0, reservation=problem.reservation + 1.0))
    assert structure._taken_apart.cache_info().misses == 1 and again.core is first.core
    assert not any(block.combos.flags.writeable or block.crossed.flags.writeable for block in first.everything)
    none = frozenset(range(len(problem.options[0])))
    barred = build(replace(problem, forbidden=(*problem.forbidden, ((0, none),))))
    assert structure._taken_apart.cache_info().misses == 2 and barred.possible() == 0 < first.possible()
