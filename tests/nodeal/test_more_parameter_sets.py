"""Closed forms beyond the printed example: each at several parameter sets, against a computation of another kind."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from parley.nodeal import collapse, learning, signalling

N = 200_000


def four_errors(share: float, n: int) -> float:
    return 4 * np.sqrt(max(share * (1 - share), 1e-4) / n)


@pytest.mark.parametrize("prior, weak, tough", [(0.5, 0.7, 0.4), (0.3, 0.9, 0.2), (0.8, 0.55, 0.5), (0.1, 0.6, 0.05)])
def test_weak_after_a_loss_against_counting(prior: float, weak: float, tough: float) -> None:
    rng = np.random.default_rng(11)
    is_weak = rng.random(N) < prior
    lost = rng.random(N) >= np.where(is_weak, weak, tough)
    expected = float(learning.weak_after_loss(prior, weak, tough))
    assert is_weak[lost].mean() == pytest.approx(expected, abs=four_errors(expected, int(lost.sum())))


@pytest.mark.parametrize("prior, k_weak, k_tough", [(0.5, 0.25, 0.35), (0.7, 0.5, 0.1), (0.2, 0.05, 0.6)])
def test_belief_after_a_surviving_battle_against_counting(prior: float, k_weak: float, k_tough: float) -> None:
    rng = np.random.default_rng(12)
    is_weak = rng.random(N) < prior
    survived = rng.random(N) >= np.where(is_weak, k_weak, k_tough)
    expected = float(collapse.belief_after_survival(prior, k_weak, k_tough))
    assert is_weak[survived].mean() == pytest.approx(expected, abs=four_errors(expected, int(survived.sum())))


@pytest.mark.parametrize(
    "mean, variance, seen, noise",
    [
        (0.0, 4.0, [1.0, 2.0, 3.0], 1.0),
        (2.0, 0.5, [1.0], 2.0),
        (-1.0, 3.0, [0.5, 0.7, -2.0, 4.0], 0.3),
        (5.0, 1.0, [], 1.0),
    ],
)
def test_normal_learning_against_quadrature(mean: float, variance: float, seen: list[float], noise: float) -> None:
    def weight(level: float) -> float:
        return float(norm.pdf(level, mean, variance**0.5) * np.prod(norm.pdf(seen, level, noise**0.5)))

    posterior, spread = learning.normal(mean, variance, seen, noise)
    low, high = posterior - 12 * spread**0.5, posterior + 12 * spread**0.5
    mass = quad(weight, low, high, points=[posterior])[0]
    first = quad(lambda x: x * weight(x), low, high, points=[posterior])[0] / mass
    second = quad(lambda x: (x - first) ** 2 * weight(x), low, high, points=[posterior])[0] / mass
    assert (posterior, spread) == pytest.approx((first, second), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("believed, not_believed", [(0.6, 0.4), (0.75, 0.1), (0.5, 0.5), (0.3, 0.6)])
def test_least_sunk_cost_against_a_search(believed: float, not_believed: float) -> None:
    """The smallest cost on a grid at which the weak type no longer gains by paying it to be believed."""
    costs = np.linspace(0, 1, 10_001)
    tempted = believed - costs > not_believed + 1e-12
    least = costs[np.argmin(tempted)]
    assert float(signalling.least_sunk_cost(believed, not_believed)) == pytest.approx(least, abs=1e-4)
