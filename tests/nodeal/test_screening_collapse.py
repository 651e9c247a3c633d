"""Screening by one offer, and by fighting: thresholds against direct maximisation, values against simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize

from parley.core.errors import InputError
from parley.core.seeds import generator
from parley.nodeal import collapse, screening


@pytest.mark.parametrize("p, c_a, top", [(0.6, 0.1, 0.4), (0.3, 0.05, 0.2), (0.5, 0.3, 0.2), (0.7, 0.0, 0.3)])
def test_uniform_costs_agree_with_a_search_for_the_best_demand(p: float, c_a: float, top: float) -> None:
    z = np.linspace(0, top, 200_001)
    pay = (1 - z / top) * (p + z) + z / top * (p - c_a)
    found = screening.uniform_cost(p, c_a, top)
    assert found.excess == pytest.approx(z[np.argmax(pay)], abs=1e-5)
    assert found.value == pytest.approx(pay.max(), abs=1e-9)
    assert found.war == pytest.approx(max(0, (1 - c_a / top) / 2))


def test_printed_screening_examples() -> None:
    assert tuple(screening.uniform_cost(0.6, 0.1, 0.4)) == pytest.approx((0.15, 0.375, 0.65625))
    assert screening.risky_if_costs(0.05, 0.25, 0.1) == pytest.approx(0.4286, abs=5e-5)
    assert screening.risky_if_strength(0.75, 0.55, 0.1, 0.1) == pytest.approx(0.5)


@pytest.mark.parametrize("tough, weak, own", [(0.05, 0.25, 0.1), (0.1, 0.2, 0.02), (0.0, 0.5, 0.3)])
def test_cost_types_are_indifferent_at_the_threshold(tough: float, weak: float, own: float) -> None:
    q = float(screening.risky_if_costs(tough, weak, own))
    assert q * (0.6 + weak) + (1 - q) * (0.6 - own) == pytest.approx(0.6 + tough)


@pytest.mark.parametrize("p_w, p_s, c_a, c_b", [(0.75, 0.55, 0.1, 0.1), (0.9, 0.4, 0.05, 0.2), (0.6, 0.5, 0.02, 0.03)])
def test_strength_types_are_indifferent_at_the_threshold(p_w: float, p_s: float, c_a: float, c_b: float) -> None:
    q = float(screening.risky_if_strength(p_w, p_s, c_a, c_b))
    assert q * (p_w + c_b) + (1 - q) * (p_s - c_a) == pytest.approx(p_s + c_b)


@pytest.mark.parametrize("p_d, q, war", [(0.5, 0.5, 0), (0.55, 0.5, 0.125), (0.8, 0.5, 0.375)])
def test_war_needs_a_disparity_of_power_and_share(p_d: float, q: float, war: float) -> None:
    y = np.linspace(q, 1, 100_001)
    rejected = np.clip((p_d - y) / 0.4, 0, 1)
    utility = (1 - y) * (1 - rejected) + (1 - p_d - 0.1) * rejected
    assert screening.disparity_war(p_d, q, 0.1, 0.4) == pytest.approx(war)
    assert rejected[np.argmax(utility)] == pytest.approx(war, abs=3e-5)


HAZARDS = [(0.2, 0.1, 0.03, 0.02), (0.05, 0.05, 0.01, 0.04), (0.3, 0.5, 0.0, 0.1)]


@pytest.mark.parametrize("k_a, k_b, c_a, c_b", HAZARDS)
def test_finish_agrees_with_simulation_within_four_standard_errors(
    k_a: float, k_b: float, c_a: float, c_b: float
) -> None:
    found = collapse.finish(k_a, k_b, c_a, c_b)
    stream = generator(11, "collapse")
    rounds = stream.geometric(k_a + k_b, 200_000)
    won = stream.random(rounds.size) < k_b / (k_a + k_b)
    for closed, seen in (
        (found.value_a, won - c_a * rounds),
        (found.value_b, 1 - won - c_b * rounds),
        (found.rounds, rounds),
    ):
        assert abs(closed - seen.mean()) < 4 * seen.std() / np.sqrt(seen.size)
    assert 1 - found.value_a - found.value_b == pytest.approx(float(found.width))


def test_printed_collapse_examples() -> None:
    found = collapse.finish(0.2, 0.1, 0.03, 0.02)  # A is D of the source: it collapses with 0.2, S with 0.1
    assert (found.value_a, found.value_b, found.rounds, found.width) == pytest.approx((7 / 30, 0.6, 10 / 3, 1 / 6))
    assert collapse.discounted_value(0.1, 0.2, 0.4, 0.03, 0.95) == pytest.approx(0.338806, abs=5e-7)
    assert collapse.discounted_surplus(0.2, 0.1, 1.0, 0.05, 0.95) == pytest.approx(0.0074627, abs=5e-8)
    seen = collapse.screening(0.15, 0.05, 0.2, 0.02, 0.03)
    assert seen.first_offer == pytest.approx(0.277143, abs=5e-7)
    assert (seen.threshold, seen.threshold_to_finish) == pytest.approx((0.432099, 0.352113), abs=5e-7)
    assert collapse.belief_after_survival(0.5, 0.25, 0.35) == pytest.approx(0.535714, abs=5e-7)


@pytest.mark.parametrize(
    "k_t, k_w, k_d, c_s, c_d",
    [(0.15, 0.05, 0.2, 0.02, 0.03), (0.3, 0.1, 0.1, 0.05, 0.01), (0.2, 0.15, 0.05, 0.01, 0.01)],
)
def test_screening_by_battle_is_indifferent_at_its_thresholds(
    k_t: float, k_w: float, k_d: float, c_s: float, c_d: float
) -> None:
    seen = collapse.screening(k_t, k_w, k_d, c_s, c_d)
    v_t, v_w = float(seen.value_tough), float(seen.value_weak)
    once_tough = -c_s + k_d + (1 - k_t - k_d) * (1 - v_t)
    q = optimize.brentq(lambda q: q * (1 - float(seen.first_offer)) + (1 - q) * once_tough - (1 - v_t), 0, 1)
    assert seen.threshold == pytest.approx(q)
    to_end = (k_d - c_s) / (k_t + k_d)
    q = optimize.brentq(lambda q: q * (1 - v_w) + (1 - q) * to_end - (1 - v_t), 0, 1)
    assert seen.threshold_to_finish == pytest.approx(q)


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.99])
def test_discounted_values_solve_their_recursion_and_the_surplus_vanishes_with_patience(beta: float) -> None:
    value = 0.0
    for _ in range(20_000):
        value = (1 - beta) * (0.4 - 0.03) + beta * (0.1 + 0.7 * value)
    assert collapse.discounted_value(0.1, 0.2, 0.4, 0.03, beta) == pytest.approx(value)
    assert collapse.discounted_surplus(0.2, 0.1, 1.0, 0.05, 1.0) == 0
    both = value + float(collapse.discounted_value(0.2, 0.1, 0.6, 0.02, beta))
    assert collapse.discounted_surplus(0.2, 0.1, 1.0, 0.05, beta) == pytest.approx(1 - both)


def test_impossible_hazards_are_named() -> None:
    with pytest.raises(InputError, match="must not exceed 1"):
        collapse.finish(0.7, 0.6, 0, 0)
    with pytest.raises(InputError, match="never ends"):
        collapse.finish(0, 0, 0, 0)
    with pytest.raises(InputError, match="between 0 and 1"):
        collapse.finish(1.2, 0, 0, 0)
