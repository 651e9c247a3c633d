"""What must hold of any zone, whatever the numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute_deals import brute, random_problem
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parley.deals.problem import DealProblem, Line, Security
from parley.deals.zone import zone, zone_draws

SEEDS = st.integers(0, 2**32 - 1)


def problem_of(seed: int, **changes: object) -> tuple[DealProblem, np.random.Generator]:
    rng = np.random.default_rng(seed)
    return random_problem(rng, **changes), rng  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_lowering_a_reservation_value_never_removes_a_deal(seed: int) -> None:
    problem, rng = problem_of(seed, draws=1)
    lower = replace(problem, reservation=problem.reservation - rng.exponential(5, problem.reservation.shape))
    assert set(brute(problem, 0).zone) <= set(brute(lower, 0).zone)
    a, b = zone(problem), zone(lower)
    assert (b.deals.value or 0) >= (a.deals.value or 0)
    if a.shortfall is not None and b.shortfall is not None:
        assert b.shortfall <= a.shortfall + 1e-12


@settings(max_examples=100, deadline=None)
@given(SEEDS)
@example(164)
def test_one_more_required_party_never_adds_a_deal(seed: int) -> None:
    problem, _ = problem_of(seed, draws=1, parties=int(np.random.default_rng(seed).integers(2, 5)))
    keep = np.arange(len(problem.parties) - 1)
    security = problem.security
    fewer = replace(
        problem,
        parties=problem.parties[:-1],
        values=problem.values[:, keep],
        offset=problem.offset[:, keep],
        reservation=problem.reservation[:, keep],
        scale=problem.scale[keep],
        lines=tuple(replace(x, party=0) for x in problem.lines),
        interactions=tuple(replace(i, amounts=i.amounts[:, keep]) for i in problem.interactions),
        security=security
        and Security(
            security.logit[:, keep],
            security.effect[:, keep],
            security.broken[:, keep],
            security.broken_effect[:, keep],
            tuple(replace(s, amount=s.amount[:, keep]) for s in security.shifts),
        ),
    )
    assert (zone(problem).deals.value or 0) <= (zone(fewer).deals.value or 0)


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_one_more_line_never_adds_a_deal(seed: int) -> None:
    problem, rng = problem_of(seed, draws=1)
    issue = int(rng.integers(len(problem.issues)))
    line = Line("one-more", 0, (((issue, frozenset({int(rng.integers(len(problem.options[issue])))})),),))
    held = np.zeros((1, 0), dtype=bool) if problem.lines_hold is None else problem.lines_hold
    more = replace(problem, lines=(*problem.lines, line), lines_hold=np.hstack([held, [[True]]]))
    a, b = zone(problem), zone(more)
    assert (b.deals.value or 0) <= (a.deals.value or 0)
    assert (b.admissible.value or 0) <= (a.admissible.value or 0)
    assert b.gap_without_lines == pytest.approx(a.gap_without_lines)


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_one_more_option_never_removes_a_deal(seed: int) -> None:
    problem, rng = problem_of(seed, draws=1)
    j = int(rng.integers(len(problem.issues)))
    at = int(problem.starts[j + 1])

    def widen(array: np.ndarray, new: float | bool) -> np.ndarray:
        return np.insert(array, at, new, axis=-1)

    security = problem.security
    wider = replace(
        problem,
        options=tuple((*o, "new") if k == j else o for k, o in enumerate(problem.options)),
        values=widen(problem.values, float(rng.uniform(0, 30))),
        allowed=None if problem.allowed is None else widen(problem.allowed, True),
        security=security
        and replace(security, effect=widen(security.effect, 0.0), broken_effect=widen(security.broken_effect, 0.0)),
    )
    assert set(brute(problem, 0).zone) <= set(brute(wider, 0).zone)
    assert (zone(wider).deals.value or 0) >= (zone(problem).deals.value or 0)


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.floats(0.01, 100), st.floats(-500, 500))
def test_positive_affine_change_of_a_scale_changes_nothing(seed: int, stretch: float, shift: float) -> None:
    """U, R, B, interactions and range of one party transformed together: existence, gaps and shortfall stay."""
    problem, rng = problem_of(seed, draws=2)
    p = int(rng.integers(len(problem.parties)))
    factor = np.ones(len(problem.parties))
    factor[p] = stretch
    moved = np.zeros(len(problem.parties))
    moved[p] = shift
    security = problem.security
    other = replace(
        problem,
        values=problem.values * factor[:, None],
        offset=problem.offset * factor + moved,
        reservation=problem.reservation * factor + moved,
        scale=problem.scale * factor,
        interactions=tuple(replace(i, amounts=i.amounts * factor) for i in problem.interactions),
        security=security
        and replace(
            security,
            broken=security.broken * factor + moved,
            broken_effect=security.broken_effect * factor[:, None],
        ),
    )
    for d in range(2):
        a, b = zone(problem, d), zone(other, d)
        assert a.exists == b.exists and a.why_empty == b.why_empty and a.blocking == b.blocking
        assert [g is None for g in a.gap] == [g is None for g in b.gap]
        assert [g or 0.0 for g in a.gap] == pytest.approx([g or 0.0 for g in b.gap], abs=1e-7)
        assert (a.shortfall is None) == (b.shortfall is None)
        assert (a.shortfall or 0.0) == pytest.approx(b.shortfall or 0.0, abs=1e-7)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_deal_that_nobody_breaks_reproduces_the_plain_test(seed: int) -> None:
    problem, rng = problem_of(seed, draws=4)
    shape = problem.values.shape
    certain = replace(
        problem,
        security=Security(
            np.full(problem.offset.shape, 60.0),
            rng.uniform(0, 1, shape),
            rng.uniform(0, 40, problem.offset.shape),
            rng.uniform(-5, 5, shape),
        ),
    )
    a, b = zone_draws(replace(problem, security=None)), zone_draws(certain)
    assert (a.exists == b.exists).all() and (a.why == b.why).all()
    assert np.allclose(a.gap, b.gap, equal_nan=True) and np.allclose(a.shortfall, b.shortfall, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_gap_is_at_most_zero_exactly_where_a_zone_exists(seed: int) -> None:
    problem, _ = problem_of(seed, draws=4)
    found = zone_draws(problem)
    for d in range(4):
        for g in found.gap[d][~np.isnan(found.gap[d])]:
            assert (g <= problem.tolerance * 1.001) == bool(found.exists[d])
        if (problem.scale > 0).all() and not np.isnan(found.shortfall[d]):
            assert (found.shortfall[d] <= problem.tolerance * 1.001) == bool(found.exists[d])


def test_two_runs_give_the_same_bytes() -> None:
    problem, _ = problem_of(5, draws=50)
    a, b = zone_draws(problem), zone_draws(problem)
    assert a.gap.tobytes() == b.gap.tobytes() and a.shortfall.tobytes() == b.shortfall.tobytes()
    assert zone(problem) == zone(problem)


def test_more_issues_manufacture_zones_and_floors_take_them_away() -> None:
    """Random opposed three-option issues, both reservation values .60: likelier with every issue added."""
    shares = []
    for count in (1, 3, 5, 8):
        rng, n = np.random.default_rng(count), 2000
        middle = rng.uniform(0, 1, (n, 2, count))
        scores = np.stack([np.zeros_like(middle), middle, np.ones_like(middle)], axis=3)
        scores[:, 1] = scores[:, 1, :, ::-1]
        weights = rng.dirichlet(np.ones(count), size=(n, 2))
        problem = DealProblem(
            parties=("a", "b"),
            issues=tuple(f"i{j}" for j in range(count)),
            options=tuple(("x", "y", "z") for _ in range(count)),
            values=(weights[..., None] * scores).reshape(n, 2, 3 * count),
            offset=np.zeros((n, 2)),
            reservation=np.full((n, 2), 0.6),
            scale=np.ones(2),
        )
        shares.append(zone_draws(problem).exists.mean())
        floors = (scores >= 0.3).all(axis=1).reshape(n, 3 * count)
        floored = zone_draws(replace(problem, allowed=floors)).exists.mean()
        assert floored < shares[-1] or count == 1
    assert shares == sorted(shares)
    assert shares[0] < 0.25 and shares[1] > 0.4 and shares[-1] > 0.9
