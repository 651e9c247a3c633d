"""Hostile sizes and numbers: right answers, stated bounds, or one clear message; never a hang or lost memory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counted import counting
from parley.core.errors import BudgetError, InputError
from parley.deals.budget import Budget
from parley.deals.examples import diverse
from parley.deals.frontier import frontier
from parley.deals.lines import colliding, softening
from parley.deals.problem import DealProblem, Interaction, Line, Security
from parley.deals.solutions import solutions
from parley.deals.values import ranges, values_of
from parley.deals.zone import exists_draws, zone, zone_draws


def opposed(parties: int, issues: int, options: int, *, reservation: float, equal: bool = False) -> DealProblem:
    rng = np.random.default_rng(issues)
    weights = np.full((parties, issues), 1 / issues) if equal else rng.dirichlet(np.ones(issues), size=parties)
    scores = rng.uniform(0, 100, (parties, issues, options))
    if parties > 1:
        scores[1] = 100 - scores[0]
    return plain((weights[:, :, None] * scores).reshape(1, parties, -1), [options] * issues, reservation)


def plain(values: np.ndarray, sizes: list[int], reservation: float) -> DealProblem:
    n, parties, _ = values.shape
    return DealProblem(
        parties=tuple(f"p{k}" for k in range(parties)),
        issues=tuple(f"i{k}" for k in range(len(sizes))),
        options=tuple(tuple(f"o{k}" for k in range(s)) for s in sizes),
        values=values,
        offset=np.zeros((n, parties)),
        reservation=np.full((n, parties), reservation),
        scale=np.full(parties, 100.0),
    )


@pytest.mark.parametrize("parties, issues, options", [(2, 60, 5), (3, 60, 4), (2, 10, 200), (3, 10, 200), (4, 20, 6)])
def test_sizes_past_listing_are_exact(parties: int, issues: int, options: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = opposed(parties, issues, options, reservation=55.0)
    merged = counting(monkeypatch, "parley.deals.engine.merge")
    searched = counting(monkeypatch, "parley.deals.solve.optimum")
    found = zone(problem)
    # a merge an issue, a question a party and one in common (each of at most search.NODES nodes), with lines and without
    assert len(merged) <= 2 * issues and len(searched) <= 2 * (2 * parties + 1)
    assert all(len(front.values) <= Budget().points(parties, 10**9) for front, *_ in merged)
    assert found.exists and found.example is not None
    assert found.possible.value == options**issues
    worth = values_of(problem, np.array([found.example]))[0, 0]
    assert (worth >= 55.0 - 1e-6).all()
    assert found.shortfall == pytest.approx(((55.0 - worth) / 100).max())
    assert found.deals.low <= found.deals.high and (found.deals.exact or found.deals.value is None)
    for p, g in enumerate(found.gap):
        if g is None:  # not settled within the budget: then bounds are given, and close
            assert found.gap_bounds is not None
            bounds = found.gap_bounds[p]
            assert bounds is not None and 0 <= bounds[1] - bounds[0] < 1e-3
            g = bounds[0]
        assert g <= (55.0 - worth[p]) / 100 + 1e-9
    none = zone(replace(problem, reservation=np.full((1, parties), 99.0)))
    assert none.exists is False and none.shortfall is not None and none.shortfall > 0
    assert none.deals.value == 0


def test_zero_sum_equal_weights_has_a_frontier_as_large_as_the_deals() -> None:
    small = opposed(2, 7, 4, reservation=50.0, equal=True)
    whole = frontier(small)
    assert whole.exact and len(whole.points) == 4**7
    thinned = frontier(opposed(2, 40, 4, reservation=50.0, equal=True), budget=Budget(frontier=2000))
    assert not thinned.exact and 100 < len(thinned.points) <= 2000
    assert "no value left out exceeds" in thinned.method
    assert all(p.deals_at_point is None for p in thinned.points)
    for reservation, exists in ((49.0, True), (51.0, False)):
        found = zone(opposed(2, 40, 3, reservation=reservation, equal=True))
        assert found.exists is exists
        assert found.shortfall == pytest.approx((reservation - 50) / 100, abs=1e-6)


def test_ties_are_one_point_with_their_number() -> None:
    rng = np.random.default_rng(0)
    problem = plain(rng.integers(0, 3, (1, 2, 40)).astype(float), [4] * 10, 5.0)
    front = frontier(problem)
    assert front.exact
    values = [p.values for p in front.points]
    assert len(set(values)) == len(values)
    zero = frontier(plain(np.zeros((1, 3, 40)), [4] * 10, 0.0))
    assert [(p.values, p.deals_at_point) for p in zero.points] == [((0.0, 0.0, 0.0), 4**10)]
    tenths = np.array([[[0.1, 0.2, 0.3, 0.0, 0.1, 0.2], [0.3, 0.2, 0.1, 0.2, 0.1, 0.0]]])  # 0.1 + 0.2 is not 0.3
    assert sum(p.deals_at_point or 0 for p in frontier(plain(tenths, [3, 3], 0.0)).points) == 9


def test_differences_of_a_million_millionth_count() -> None:
    e = 1e-12
    problem = plain(np.array([[[50, 50 + e, 0, 0], [50, 50 - e, 0, e]]]), [2, 2], 0.0)
    assert len(frontier(problem).points) == 2
    assert len(frontier(plain(np.array([[[50, 50 + e], [50, 50 + e]]]), [2], 0.0)).points) == 1


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("field", ["values", "offset", "reservation", "scale"])
def test_numbers_that_are_not_finite_are_refused_by_name(bad: float, field: str) -> None:
    problem = opposed(2, 3, 3, reservation=50.0)
    array = getattr(problem, field).copy()
    array.flat[0] = bad
    broken = replace(problem, **{field: array})
    for ask in (zone, zone_draws, exists_draws, frontier, solutions, softening, colliding, diverse):
        with pytest.raises(InputError, match=field):
            ask(broken)


def test_arrays_of_the_wrong_shape_are_refused() -> None:
    problem = opposed(2, 3, 3, reservation=50.0)
    line = Line("l", 5, ((),))
    for broken in (
        replace(problem, reservation=np.zeros((1, 3))),
        replace(problem, lines=(line,)),
        replace(problem, lines=(replace(line, party=0),), lines_hold=np.ones((1, 2), dtype=bool)),
        replace(problem, forbidden=(((9, frozenset({0})),),)),
        replace(problem, forbidden=(((0, frozenset({7})),),)),
        replace(problem, interactions=(Interaction((), np.zeros((2, 2))),)),
        replace(problem, scale=np.array([-1.0, 1.0])),
    ):
        with pytest.raises(InputError):
            zone(broken)


def chained(problem: DealProblem) -> DealProblem:
    last = len(problem.issues) - 1
    return replace(problem, forbidden=tuple(((j, frozenset({0})), (j + 1, frozenset({0}))) for j in range(last)))


def test_issues_tied_together_past_listing_go_to_an_integer_programme() -> None:
    problem = chained(opposed(2, 20, 4, reservation=50.0))
    found = zone(problem)
    assert found.exists and found.method.startswith("MILP")
    assert found.example is not None
    assert not any(found.example[j] == 0 == found.example[j + 1] for j in range(19))
    assert (ranges(problem) > 0).all()
    assert zone(replace(problem, reservation=np.full((1, 2), 95.0))).exists is False
    with pytest.raises(BudgetError, match="tie 20 issues together"):
        frontier(problem)


def test_security_tied_to_too_much_is_refused_in_one_sentence() -> None:
    problem = chained(opposed(2, 20, 4, reservation=50.0))
    effect = np.zeros(problem.values.shape)
    effect[:, :, 1] = 1.0
    secured = replace(problem, security=Security(np.zeros((1, 2)), effect, np.zeros((1, 2)), np.zeros_like(effect)))
    with pytest.raises(BudgetError, match="joint options"):
        zone(secured)


def test_a_rule_that_every_deal_breaks_and_a_line_that_every_deal_crosses() -> None:
    problem = opposed(2, 3, 3, reservation=0.0)
    nothing = zone(replace(problem, forbidden=((),)))
    assert nothing.exists is False and nothing.possible.value == 0 and nothing.example is None
    crossed = replace(problem, lines=(Line("all", 0, ((),)),))
    assert zone(crossed).why_empty == "ruled_out"
    assert zone_draws(crossed).why.tolist() == [0]
    assert colliding(crossed) == (frozenset({0}),) and softening(crossed) == (frozenset({0}),)
    many = tuple(Line(f"l{k}", 0, (((0, frozenset({k % 3})),),)) for k in range(70))  # more lines than bits in a word
    values = np.repeat(problem.values, 8, axis=0)
    held = np.zeros((8, 70), dtype=bool)
    held[::2, 67:] = True
    wide = replace(plain(values, [3] * 3, 0.0), lines=many, lines_hold=held)
    assert zone_draws(wide).exists.tolist() == [False, True] * 4


def test_draws_past_the_budget_are_said_to_be_undecided() -> None:
    problem = opposed(3, 14, 4, reservation=50.0)
    many = replace(
        problem,
        values=np.repeat(problem.values, 30, axis=0),
        offset=np.zeros((30, 3)),
        reservation=np.full((30, 3), 50.0),
    )
    found = zone_draws(many, budget=Budget(alone=10))
    assert found.decided.sum() == 10 and "20 draws past the budget" in found.method
    assert found.exists[:10].all() and not found.exists[10:].any()


def test_diverse_examples_differ_and_satisfy_everyone_at_any_size() -> None:
    problem = opposed(2, 40, 4, reservation=52.0)
    shown = diverse(problem, 0, 4)
    assert len(shown) == 4
    assert (values_of(problem, np.array(shown))[0] >= 52.0 - 1e-6).all()
    assert min((np.array(a) != np.array(b)).sum() for a in shown for b in shown if a != b) >= 5


def test_loops_compile_where_no_cache_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    import numba

    from parley.deals import jit

    def read_only(**options: object) -> object:
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return numba.njit(**options)

    monkeypatch.setattr(jit, "numba", SimpleNamespace(njit=read_only))

    def double(x: int) -> int:
        return 2 * x

    assert jit.compiled(double)(21) == 42
