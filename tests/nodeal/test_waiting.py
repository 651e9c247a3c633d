"""The value of waiting for a settlement: its date does not hang on the battles, and each side expects the other to come its way."""

from __future__ import annotations

import numpy as np
import pytest

from parley.core.seeds import generator
from parley.nodeal import learning, waiting

SETS = [(0.7, 0.4, 10, 0.1, 0.1), (0.6, 0.45, 6, 0.05, 0.05), (0.55, 0.5, 20, 0.05, 0.05), (0.65, 0.35, 4, 0.1, 0.15)]


@pytest.mark.parametrize("p_a, p_b, s, c_a, c_b", SETS)
def test_equal_strengths_settle_at_the_convergence_date_at_the_closed_form(
    p_a: float, p_b: float, s: float, c_a: float, c_b: float
) -> None:
    a, b = learning.beta(p_a, s), learning.beta(p_b, s)
    seen = waiting.value_of_waiting(a, b, c_a, c_b, 0.01, 0.01)
    date = float(learning.convergence(a.a, b.a, s, c_a + c_b))
    assert seen.settled == pytest.approx((1, 1))
    assert seen.battles == pytest.approx((date, date))
    assert seen.opens_at[int(date)] == pytest.approx(1)
    assert seen.share[0] == pytest.approx(waiting.expected_share(a, b, c_a, c_b, int(date))[0], abs=0.02)
    if p_b > 0.25 and p_a < 0.75 and s >= 6:  # no end of the range is cut, or hardly ever
        assert seen.value[0] == pytest.approx(
            waiting.expected_share(a, b, c_a, c_b, int(date))[0] - 0.01 * date, abs=0.01
        )


def test_without_cutting_the_closed_form_is_exact() -> None:
    a, b = learning.beta(0.5, 200), learning.beta(0.45, 200)
    seen = waiting.value_of_waiting(a, b, 0.02, 0.02, 0.001, 0.002)
    share_a, as_b = waiting.expected_share(a, b, 0.02, 0.02, 50)
    assert learning.convergence(100, 90, 200, 0.04) == 50
    assert seen.battles == pytest.approx((50, 50))
    assert seen.share == pytest.approx((share_a, 1 - as_b), abs=1e-12)
    assert seen.gain[0] == pytest.approx(share_a - 0.05 - 0.48)


@pytest.mark.parametrize("strength_a, strength_b", [(4, 12), (20, 5), (8, 8)])
def test_unequal_strengths_agree_with_simulation(strength_a: float, strength_b: float) -> None:
    a, b = learning.beta(0.7, strength_a), learning.beta(0.4, strength_b)
    seen = waiting.value_of_waiting(a, b, 0.05, 0.05, 0.01, 0.01, most=60)
    stream, runs = generator(9, "waiting"), 20_000
    chance = stream.beta(float(a.a), float(a.b), runs)  # as A expects
    won, opened, share = np.zeros(runs), np.full(runs, -1), np.zeros(runs)
    for n in range(61):
        p_a, p_b = (a.a + won) / (a.strength + n), (b.a + won) / (b.strength + n)
        new = (opened < 0) & (p_a - p_b <= 0.1 + 1e-12)
        share[new] = waiting.nash_share(p_a, p_b, 0.05, 0.05)[new]
        opened[new] = n
        if n == 60:
            share[opened < 0] = (p_a - 0.05)[opened < 0]
            opened[opened < 0] = 60
        won += stream.random(runs) < chance
    assert abs(seen.share[0] - share.mean()) < 4 * share.std() / np.sqrt(runs) + 1e-12
    assert abs(seen.battles[0] - opened.mean()) < 4 * opened.std() / np.sqrt(runs) + 1e-12


def test_agreed_beliefs_settle_at_once_and_dearer_battles_never_help() -> None:
    same = learning.beta(0.5, 10)
    at_once = waiting.value_of_waiting(same, same, 0.1, 0.1, 0.01, 0.01)
    assert at_once.battles == (0, 0)
    assert at_once.gain == pytest.approx((0.1, 0.1))
    a, b = learning.beta(0.7, 10), learning.beta(0.4, 10)
    values = [waiting.value_of_waiting(a, b, 0.1, 0.1, c, 0.01).value[0] for c in (0, 0.01, 0.05)]
    assert values == sorted(values, reverse=True)
