"""Costly lottery: the printed examples of Fearon's model and grid searches at several parameter sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from parley.core.errors import InputError
from parley.nodeal import costly_lottery as cl

SETS = [(0.6, 0.1, 0.15), (0.3, 0.05, 0.02), (0.5, 0.2, 0.2), (0.95, 0.1, 0.1)]
GRID = np.linspace(0, 1, 200_001)


@pytest.mark.parametrize("p, c_a, c_b", SETS)
def test_range_split_and_offers_agree_with_a_grid(p: float, c_a: float, c_b: float) -> None:
    accepted = GRID[(p - c_a <= GRID) & (1 - p - c_b <= 1 - GRID)]
    found = cl.bargaining_range(p, c_a, c_b)
    assert (found.low, found.high) == pytest.approx((accepted.min(), accepted.max()), abs=1e-5)
    whole = cl.bargaining_range(p, c_a, c_b, clip=False)
    assert whole.width == pytest.approx(c_a + c_b)
    for weight in (0.5, 0.7):
        product = weight * np.log(np.maximum(GRID - (p - c_a), 1e-15)) + (1 - weight) * np.log(
            np.maximum(p + c_b - GRID, 1e-15)
        )
        assert cl.split(p, c_a, c_b, weight=weight) == pytest.approx(GRID[np.argmax(product)], abs=1e-4)
    assert cl.split(p, c_a, c_b, weight=1) == pytest.approx(min(1, p + c_b))
    assert cl.split(p, c_a, c_b, weight=0) == pytest.approx(max(0, p - c_a))


def test_printed_examples() -> None:
    assert cl.split(0.6, 0.1, 0.15) == pytest.approx(0.625)
    assert cl.split(0.6, 0.1, 0.15, weight=0.7) == pytest.approx(0.675)
    assert tuple(cl.bargaining_range(0.95, 0.1, 0.1)) == pytest.approx((0.85, 1))
    assert tuple(cl.bargaining_range(0.7, 0.1, 0.15, 0.5)) == pytest.approx((0.6, 0.65))
    assert cl.bargaining_range(0.8, 0.1, 0.15, 0.5).empty
    assert np.isnan(cl.split(0.8, 0.1, 0.15, 0.5))
    assert (cl.costs_from_stakes(0.4, 4), cl.costs_from_stakes(0.3, 2)) == pytest.approx((0.1, 0.15))
    assert tuple(cl.averse_range(0.6, 0.1, 0.15, 0.5, 0.8)) == pytest.approx((0.25, 0.8232), abs=5e-5)
    assert tuple(cl.first_strike_range(0.65, 0.45, 0.1, 0.15)) == pytest.approx((0.55, 0.6))
    assert not cl.war_beats_armed_peace(0.1, 0.1, 0.1, 0.15)
    assert cl.war_beats_armed_peace(0.2, 0.1, 0.1, 0.15)


@pytest.mark.parametrize("p_a, p_b, empty", [(0.8, 0.5, True), (0.7, 0.5, False), (0.75, 0.5, False), (0.9, 0.2, True)])
def test_divergent_beliefs_leave_a_range_only_within_the_costs(p_a: float, p_b: float, empty: bool) -> None:
    assert bool(cl.bargaining_range(p_a, 0.1, 0.15, p_b).empty) is empty
    assert (cl.optimism_gap(p_a, p_b, 0.1, 0.15) > 1e-12) == empty


@pytest.mark.parametrize(
    "p, c_a, c_b, a, b", [(0.6, 0.1, 0.15, 0.5, 0.8), (0.5, 0.1, 0.1, 1, 1), (0.7, 0.2, 0.05, 0.9, 0.3)]
)
def test_risk_averse_points_solve_their_indifference(p: float, c_a: float, c_b: float, a: float, b: float) -> None:
    low = optimize.brentq(lambda x: x**a - (p - c_a), 0, 1)
    high = optimize.brentq(lambda x: (1 - x) ** b - (1 - p - c_b), 0, 1)
    found = cl.averse_range(p, c_a, c_b, a, b)
    assert tuple(found) == pytest.approx((low, high), abs=1e-9)
    assert found.width >= c_a + c_b - 1e-9


@pytest.mark.parametrize("p, c_a, c_b, subsidy, shift, expected", [
    (0.6, 0.1, 0.15, 0.1, 0, (0.5, 0.65)), (0.6, 0.1, 0.15, 0.1, 0.05, (0.45, 0.6)), (0.6, 0.1, 0.15, 0.3, 0, (0.5, 0.45)),
])  # fmt: skip
def test_a_subsidy_narrows_and_a_shift_slides(
    p: float, c_a: float, c_b: float, subsidy: float, shift: float, expected: tuple
) -> None:
    found = cl.subsidised_range(p, c_a, c_b, subsidy, shift)
    assert tuple(found) == pytest.approx(expected)
    assert found.width == pytest.approx(c_a + c_b - subsidy)
    assert bool(found.empty) == (subsidy > c_a + c_b)
    patron_inside = 1 - ((p - c_a) + (1 - p - c_b + subsidy) + (0 - subsidy))
    assert cl.surplus_with_patron(c_a, c_b, subsidy) == pytest.approx(patron_inside)


def test_only_a_side_below_its_war_value_threatens() -> None:
    assert [bool(x) for x in cl.dissatisfied(0.4, 0.6, 0.1, 0.15)] == [True, False]
    assert [bool(x) for x in cl.dissatisfied(0.8, 0.6, 0.1, 0.15)] == [False, True]
    assert [bool(x) for x in cl.dissatisfied(0.6, 0.6, 0.1, 0.15)] == [False, False]


@given(st.floats(0.25, 0.75), st.floats(0, 0.2), st.floats(0, 0.2))
def test_relabelling_the_sides_mirrors_the_range(p: float, c_a: float, c_b: float) -> None:
    here, there = cl.bargaining_range(p, c_a, c_b), cl.bargaining_range(1 - p, c_b, c_a)
    assert (here.low, here.high) == pytest.approx((1 - there.high, 1 - there.low), abs=1e-12)
    moved = cl.bargaining_range(p + 0.05, c_a, c_b)
    assert moved.low - here.low == pytest.approx(0.05)


def test_a_chance_above_one_is_refused() -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        cl.bargaining_range(1.2, 0, 0)


@pytest.mark.parametrize("p, c_a, c_b", SETS)
def test_the_model_in_points_is_the_closed_form_on_a_scale_of_100(p: float, c_a: float, c_b: float) -> None:
    model = cl.CostlyLottery(
        np.array([[p, p]]), np.array([[100.0, 0.0]]), np.array([[0.0, 100.0]]), np.array([[100 * c_a, 100 * c_b]])
    )
    r_a, r_b = model.reservation([0, 1])[0] / 100
    assert (r_a, 1 - r_b) == pytest.approx(tuple(cl.bargaining_range(p, c_a, c_b, clip=False)))


def test_striking_first_is_each_sides_alternative_and_a_patron_pays() -> None:
    model = cl.CostlyLottery(
        np.array([[0.65, 0.65]]), np.array([[100.0, 0.0]]), np.array([[0.0, 100.0]]), np.array([[10.0, 15.0]]),
        subsidy=np.array([[0.0, 5.0]]), struck_first=np.array([[0.45, 0.45]]), side_b=frozenset({1}),
    )  # fmt: skip
    np.testing.assert_allclose(model.reservation([0, 1]), [[55, 55 - 15 + 5]])
