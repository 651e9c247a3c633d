"""Closed forms of bargaining over a pie, A's share x and B's 1 − x, on a fine grid of deals."""

from __future__ import annotations

import math

import numpy as np
import pytest

from parley.deals.frontier import frontier
from parley.deals.listing import possible_deals
from parley.deals.problem import DealProblem
from parley.deals.results import FrontierPoint
from parley.deals.solutions import solutions
from parley.deals.values import values_of
from parley.deals.zone import zone

GRID = 2000
SHARES = np.linspace(0, 1, GRID + 1)
STEP = 1 / GRID


def pie(reservation: list[float], *utilities: np.ndarray) -> DealProblem:
    """One issue, the share; ``utilities`` by party over SHARES (by default x and 1 − x)."""
    u = np.array(utilities or (SHARES, 1 - SHARES))[None]
    parties = len(reservation)
    return DealProblem(
        parties=tuple("ABCD"[:parties]),
        issues=("share",),
        options=(tuple(f"{x:.4f}" for x in SHARES),),
        values=u,
        offset=np.zeros((1, parties)),
        reservation=np.array([reservation]),
        scale=np.ones(parties),
    )


def ends(problem: DealProblem) -> tuple[float, float] | None:
    """The least and greatest share in the zone."""
    values = values_of(problem, possible_deals(problem))[0]
    inside = SHARES[(values >= problem.reservation[0] - 1e-9).all(axis=1)]
    found = zone(problem)
    assert found.exists == bool(len(inside))
    assert found.deals.value == len(inside)
    return (float(inside.min()), float(inside.max())) if len(inside) else None


def share(point: FrontierPoint | None) -> float:
    assert point is not None
    return float(SHARES[point.deal[0]])


@pytest.mark.parametrize("p, ca, cb", [(0.6, 0.1, 0.15), (0.5, 0.02, 0.3), (0.3, 0.25, 0.05), (0.95, 0.1, 0.1)])
def test_costly_lottery_leaves_a_range_of_the_summed_costs(p: float, ca: float, cb: float) -> None:
    problem = pie([p - ca, 1 - p - cb])
    low, high = max(0.0, p - ca), min(1.0, p + cb)
    assert ends(problem) == pytest.approx((low, high), abs=STEP)
    gap = zone(problem).gap
    assert gap == pytest.approx((-(high - p + ca), -(1 - low - (1 - p - cb))), abs=STEP)
    if high < 1:
        assert share(solutions(problem).nash) == pytest.approx(p + (cb - ca) / 2, abs=STEP)


@pytest.mark.parametrize("pa, pb, ca, cb", [(0.8, 0.5, 0.1, 0.15), (0.7, 0.5, 0.1, 0.15), (0.9, 0.2, 0.3, 0.3)])
def test_optimism_closes_the_zone_when_it_exceeds_the_costs(pa: float, pb: float, ca: float, cb: float) -> None:
    problem = pie([pa - ca, 1 - pb - cb])
    found = ends(problem)
    if pa - pb <= ca + cb:
        assert found == pytest.approx((pa - ca, pb + cb), abs=STEP)
    else:
        assert found is None
        missing = pa - pb - ca - cb
        z = zone(problem)
        assert z.gap == pytest.approx((missing, missing), abs=STEP)
        assert z.shortfall == pytest.approx(missing / 2, abs=STEP)
        assert z.blocking == (frozenset({0, 1}),)


@pytest.mark.parametrize(
    "p, ca, cb, a, b", [(0.6, 0.1, 0.15, 0.5, 0.8), (0.5, 0.1, 0.1, 0.7, 0.7), (0.4, 0.2, 0.1, 1, 0.5)]
)
def test_risk_aversion_widens_the_range(p: float, ca: float, cb: float, a: float, b: float) -> None:
    problem = pie([p - ca, 1 - p - cb], SHARES**a, (1 - SHARES) ** b)
    expected = ((p - ca) ** (1 / a), 1 - (1 - p - cb) ** (1 / b))
    assert ends(problem) == pytest.approx(expected, abs=STEP)


@pytest.mark.parametrize("pf, ps, ca, cb", [(0.65, 0.45, 0.1, 0.15), (0.7, 0.4, 0.1, 0.1), (0.55, 0.5, 0.2, 0.05)])
def test_first_strike_advantage(pf: float, ps: float, ca: float, cb: float) -> None:
    found = ends(pie([pf - ca, 1 - ps - cb]))
    if pf - ps > ca + cb + 1e-12:
        assert found is None
    else:
        assert found == pytest.approx((pf - ca, ps + cb), abs=STEP)


@pytest.mark.parametrize("d1, d2", [(0.1, 0.3), (0.0, 0.0), (0.25, 0.5)])
def test_straight_frontier_all_three_solutions_agree(d1: float, d2: float) -> None:
    s = solutions(pie([d1, d2]))
    expected = d1 + (1 - d1 - d2) / 2
    assert (share(s.nash), share(s.kalai_smorodinsky), share(s.egalitarian)) == pytest.approx([expected] * 3, abs=STEP)


@pytest.mark.parametrize("a, b, d1, d2", [(1.0, 2.0, 0.1, 0.1), (0.5, 1.0, 0.2, 0.3), (2.0, 1.0, 0.05, 0.4)])
def test_sloped_frontier(a: float, b: float, d1: float, d2: float) -> None:
    """A·u1 + B·u2 = 1: Nash = Kalai–Smorodinsky, u1 = (1 + A d1 − B d2)/2A; egalitarian gain (1 − A d1 − B d2)/(A + B)."""
    s = solutions(pie([d1, d2], SHARES / a, (1 - SHARES) / b))
    assert s.nash is not None and s.kalai_smorodinsky is not None and s.egalitarian is not None
    expected = (1 + a * d1 - b * d2) / (2 * a)
    assert s.nash.values[0] == pytest.approx(expected, abs=STEP / a)
    assert s.kalai_smorodinsky.values[0] == pytest.approx(expected, abs=STEP / a)
    gain = (1 - a * d1 - b * d2) / (a + b)
    assert s.egalitarian.values == pytest.approx((d1 + gain, d2 + gain), abs=2 * STEP / min(a, b))


@pytest.mark.parametrize("cap", [0.6, 0.75, 0.9])
def test_a_cap_moves_kalai_smorodinsky_and_leaves_nash(cap: float) -> None:
    s = solutions(pie([0.0, 0.0], SHARES, np.minimum(1 - SHARES, cap)))
    assert s.nash is not None and s.kalai_smorodinsky is not None
    assert s.nash.values == pytest.approx((0.5, 0.5), abs=STEP)
    assert s.kalai_smorodinsky.values == pytest.approx((1 / (1 + cap), cap / (1 + cap)), abs=2 * STEP)


@pytest.mark.parametrize("power", [0.5, 0.25, 0.8])
def test_curved_frontier(power: float) -> None:
    """u1 = x, u2 = (1 − x)^a: Nash x = 1/(1 + a); utilitarian x = 1 − a^(1/(1 − a))."""
    s = solutions(pie([0.0, 0.0], SHARES, (1 - SHARES) ** power))
    assert share(s.nash) == pytest.approx(1 / (1 + power), abs=STEP)
    assert share(s.utilitarian) == pytest.approx(1 - power ** (1 / (1 - power)), abs=2 * STEP)
    if power == 0.5:
        assert share(s.kalai_smorodinsky) == pytest.approx((math.sqrt(5) - 1) / 2, abs=STEP)
        assert share(s.egalitarian) == pytest.approx((math.sqrt(5) - 1) / 2, abs=STEP)


@pytest.mark.parametrize("stretch, shift", [(3.0, 10.0), (0.2, -4.0), (50.0, 0.0)])
def test_scale_invariance_of_nash_and_kalai_smorodinsky(stretch: float, shift: float) -> None:
    plain = solutions(pie([0.1, 0.2], SHARES, np.sqrt(1 - SHARES)))
    other = solutions(pie([0.1, 0.2 * stretch + shift], SHARES, np.sqrt(1 - SHARES) * stretch + shift))
    assert share(plain.nash) == pytest.approx(share(other.nash), abs=STEP)
    assert share(plain.kalai_smorodinsky) == pytest.approx(share(other.kalai_smorodinsky), abs=STEP)
    assert abs(share(plain.egalitarian) - share(other.egalitarian)) > 10 * STEP  # not invariant, and is not to be


def test_independence_of_irrelevant_alternatives_and_pareto() -> None:
    full = pie([0.1, 0.1], SHARES, np.sqrt(1 - SHARES))
    nash = solutions(full).nash
    assert nash in frontier(full).points
    fewer = np.arange(GRID + 1) % 3 == SHARES.searchsorted(share(nash)) % 3
    from dataclasses import replace

    assert solutions(replace(full, allowed=fewer[None])).nash == nash


@pytest.mark.parametrize(
    "p, ca, cb, ra, rb",
    [(0.5, 0.1, 0.1, 0.55, 0.3), (0.5, 0.1, 0.1, 0.65, 0.3), (0.4, 0.2, 0.3, 0.1, 0.45), (0.5, 0.2, 0.2, 0.2, 0.1)],
)
def test_ratifiers_cut_the_win_set(p: float, ca: float, cb: float, ra: float, rb: float) -> None:
    """[max(p − cA, rA), min(p + cB, 1 − rB)]; ratifiers are required parties with R the value of rejection."""
    problem = pie([p - ca, 1 - p - cb, ra, rb], SHARES, 1 - SHARES, SHARES, 1 - SHARES)
    low, high = max(p - ca, ra), min(p + cb, 1 - rb)
    if low > high + 1e-12:
        assert ends(problem) is None
        blocking = zone(problem).blocking
        assert frozenset({1, 2}) in blocking  # B and A's ratifier
        return
    assert ends(problem) == pytest.approx((low, high), abs=STEP)
    principals = solutions(pie([p - ca, 1 - p - cb])).nash
    clipped = min(max(share(principals), low), high)
    assert low - STEP <= clipped <= high + STEP
    assert clipped == pytest.approx(min(max(p + (cb - ca) / 2, low), high), abs=STEP)
