"""Random-walk war: closed forms against linear algebra and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.errors import InputError
from parley.core.seeds import generator
from parley.nodeal import walk

SETS = [(0.55, 10, 5), (0.5, 10, 3), (0.45, 8, 6), (0.6, 12, 6), (0.51, 40, 11)]


def solved(p: float, n: int, drawn: float = 0.0, patience: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """P and E at k = 1 … n − 1 from the linear system."""
    matrix, win, ones = np.eye(n - 1) * (1 - patience * drawn), np.zeros(n - 1), np.ones(n - 1)
    up, down = patience * (1 - drawn) * p, patience * (1 - drawn) * (1 - p)
    for i in range(n - 1):
        if i + 1 < n - 1:
            matrix[i, i + 1] -= up
        else:
            win[i] = up
        if i > 0:
            matrix[i, i - 1] -= down
    return np.linalg.solve(matrix, win), np.linalg.solve(matrix, ones)


@pytest.mark.parametrize("p, n, k", SETS)
@pytest.mark.parametrize("drawn", [0.0, 0.3])
def test_ruin_solves_its_system(p: float, n: int, k: int, drawn: float) -> None:
    wins, battles = solved(p, n, drawn)
    assert tuple(walk.ruin(p, n, k, drawn)) == pytest.approx((wins[k - 1], battles[k - 1]), abs=1e-8)


@pytest.mark.parametrize("p, n, k", SETS)
@pytest.mark.parametrize("patience", [0.97, 0.8])
def test_discounted_victory_solves_its_system(p: float, n: int, k: int, patience: float) -> None:
    assert walk.discounted_win(p, n, k, patience) == pytest.approx(solved(p, n, patience=patience)[0][k - 1], abs=1e-10)


def test_printed_examples() -> None:
    assert tuple(walk.ruin(0.55, 10, 5)) == pytest.approx((0.731717, 23.1717), abs=5e-5)
    assert tuple(walk.ruin(0.5, 10, 3)) == pytest.approx((0.3, 21))
    assert tuple(walk.ruin(0.45, 8, 6)) == pytest.approx((0.586355, 13.0916), abs=5e-5)
    assert walk.ruin(0.55, 10, 5, 0.3).battles == pytest.approx(33.1025, abs=5e-5)
    assert walk.discounted_win(0.55, 10, 5, 0.97) == pytest.approx(0.404727, abs=5e-7)
    whole = walk.range_at(0.55, 10, 5, 0.01, 0.02, clip=False)
    assert tuple(whole) == pytest.approx((0.5, 1.195), abs=5e-4)
    assert walk.range_at(0.55, 10, 5, 0.01, 0.02).high == 1
    assert walk.agreement_gap(0.6, 0.4, 10, 5, 0, 0) == pytest.approx(0.767273, abs=5e-7)
    assert walk.ruin(0.6, 10, 5).battles == pytest.approx(19.1818, abs=5e-5)
    assert walk.least_total_cost(0.6, 10, 5) == pytest.approx(0.04)
    assert walk.range_at(0.5, 10, 5, 0.01, 0.02, subsidy=0.015, clip=False).width == pytest.approx(0.375)
    assert tuple(walk.brownian(0.1, 1, 2, 3)) == pytest.approx((0.521546, 6.0773), abs=5e-5)


@pytest.mark.parametrize("p, n, c_a, c_b", [(0.55, 10, 0.01, 0.02), (0.4, 7, 0.03, 0.0), (0.5, 12, 0.005, 0.02)])
def test_one_more_battle_costs_each_side_half_the_sum_at_every_interior_position(
    p: float, n: int, c_a: float, c_b: float
) -> None:
    share = walk.settlement(p, n, np.arange(n + 1), c_a, c_b)
    after = p * share[2:] + (1 - p) * share[:-2]
    np.testing.assert_allclose(share[1:-1] - (after - c_a), walk.one_more_battle(c_a, c_b), atol=1e-10)
    np.testing.assert_allclose((1 - share[1:-1]) - (1 - after - c_b), walk.one_more_battle(c_a, c_b), atol=1e-10)


@pytest.mark.parametrize("p_a, n", [(0.6, 10), (0.55, 6), (0.7, 20)])
def test_least_total_cost_of_agreement(p_a: float, n: int) -> None:
    least = float(walk.least_total_cost(p_a, n, n // 2))
    assert least == pytest.approx(2 * (2 * p_a - 1) / n)
    assert walk.agreement_gap(p_a, 1 - p_a, n, n // 2, least / 2, least / 2) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("drift, sd, down, up", [(0.1, 1, 2, 3), (-0.2, 1.5, 4, 2), (0.0, 1, 2, 3)])
def test_many_small_battles_approach_the_brownian_limit(drift: float, sd: float, down: float, up: float) -> None:
    h = 0.01
    seen = walk.ruin(0.5 * (1 + drift * h / sd**2), round((down + up) / h), round(down / h))
    limit = walk.brownian(drift, sd, down, up)
    assert limit.a_wins == pytest.approx(float(seen.a_wins), abs=2e-3)
    assert limit.battles == pytest.approx(float(seen.battles) * h * h / sd**2, abs=2e-3)


@pytest.mark.parametrize("p, n, k", SETS[:4])
def test_simulation_within_four_standard_errors(p: float, n: int, k: int) -> None:
    stream, runs = generator(5, "walk", str(p)), 4000
    at, battles, going = np.full(runs, k), np.zeros(runs), np.ones(runs, bool)
    while going.any():
        at = at + np.where(going, np.where(stream.random(runs) < p, 1, -1), 0)
        battles += going
        going &= (at > 0) & (at < n)
    seen = walk.ruin(p, n, k)
    assert abs((at == n).mean() - seen.a_wins) < 4 * np.sqrt(seen.a_wins * (1 - seen.a_wins) / runs)
    assert abs(battles.mean() - seen.battles) < 4 * battles.std() / np.sqrt(runs)


@given(st.floats(0.05, 0.95), st.integers(2, 60))
def test_relabelling_and_monotone(p: float, n: int) -> None:
    k = np.arange(n + 1)
    wins = walk.ruin(p, n, k).a_wins
    np.testing.assert_allclose(wins, 1 - walk.ruin(1 - p, n, n - k).a_wins, atol=1e-9)
    assert (np.diff(wins) >= 0).all() and wins[0] == 0 and wins[-1] == pytest.approx(1)


def test_a_line_without_positions_is_refused() -> None:
    with pytest.raises(InputError, match="N at least 1"):
        walk.ruin(0.5, 0, 0)
