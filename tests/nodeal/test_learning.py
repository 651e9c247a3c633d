"""Beliefs after battles: Bayes by hand, quadrature and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from parley.core.errors import InputError
from parley.core.seeds import generator
from parley.nodeal import learning


@pytest.mark.parametrize(
    "prior, high, low, won, lost", [(0.5, 0.65, 0.45, 7, 3), (0.2, 0.8, 0.3, 2, 5), (0.9, 0.55, 0.5, 0, 9)]
)
def test_two_types_do_not_care_about_order(prior: float, high: float, low: float, won: int, lost: int) -> None:
    for outcomes in ([1] * won + [0] * lost, [0] * lost + [1] * won):
        belief = prior
        for o in outcomes:
            there, elsewhere = (high, low) if o else (1 - high, 1 - low)
            belief = belief * there / (belief * there + (1 - belief) * elsewhere)
        assert learning.two_types(prior, high, low, won, lost) == pytest.approx(belief)
    mean_win = prior * high + (1 - prior) * low
    expected = mean_win * learning.two_types(prior, high, low, 1, 0) + (1 - mean_win) * learning.two_types(
        prior, high, low, 0, 1
    )
    assert expected == pytest.approx(prior)


def test_printed_examples() -> None:
    assert learning.two_types(0.5, 0.65, 0.45, 7, 3) == pytest.approx(0.771732, abs=5e-7)
    assert learning.drift(0.65, 0.45) == pytest.approx(0.0808263, abs=5e-8)
    assert learning.net_wins(0.6, 0.9) == pytest.approx((6, 0.919294, 25.1576), abs=5e-5)
    after = learning.updated(learning.beta(0.5, 4), 6, 4)
    assert (after.mean, after.above(0.5)) == pytest.approx((0.571429, 0.709473), abs=5e-7)
    np.testing.assert_allclose(
        learning.predictive(after, 5), [0.0294, 0.1176, 0.2353, 0.2941, 0.2311, 0.0924], atol=5e-5
    )
    assert learning.convergence(8, 3, 10, 0.2) == 15
    a, b = learning.Beta(np.array(8.0), np.array(2.0)), learning.Beta(np.array(12.0), np.array(28.0))
    assert learning.belief_gap(a, b, 12, 8) == pytest.approx(0.266667, abs=5e-7)
    assert learning.normal(0, 4, [1, 2, 3], 1) == pytest.approx((1.84615, 0.307692), abs=5e-6)
    assert learning.kalman_steady(1, 2) == pytest.approx((2, 0.5))
    assert learning.weak_after_loss(0.5, 0.7, 0.4) == pytest.approx(1 / 3)


@pytest.mark.parametrize("high, low", [(0.65, 0.45), (0.9, 0.5), (0.3, 0.6)])
def test_log_odds_drift_is_the_divergence(high: float, low: float) -> None:
    won = generator(3, "drift").random(100_000) < high
    steps = np.where(won, np.log(high / low), np.log((1 - high) / (1 - low)))
    assert abs(learning.drift(high, low) - steps.mean()) < 4 * steps.std() / np.sqrt(steps.size)


@pytest.mark.parametrize("p, target, needed", [(0.6, 0.9, 6), (0.55, 0.8, 7), (0.7, 0.95, 4)])
def test_net_wins_needed(p: float, target: float, needed: int) -> None:
    found = learning.net_wins(p, target)
    assert found.needed == needed
    assert learning.two_types(0.5, p, 1 - p, needed + 3, 3) >= target - 1e-12
    assert learning.two_types(0.5, p, 1 - p, needed + 2, 3) < target


@pytest.mark.parametrize("mean, strength, won, lost", [(0.5, 4, 6, 4), (0.3, 10, 2, 8), (0.8, 3, 0, 5)])
def test_beta_agrees_with_quadrature(mean: float, strength: float, won: int, lost: int) -> None:
    after = learning.updated(learning.beta(mean, strength), won, lost)

    def weight(t: float) -> float:
        return stats.beta.pdf(t, mean * strength, (1 - mean) * strength) * t**won * (1 - t) ** lost

    total = integrate.quad(weight, 0, 1)[0]
    assert after.mean == pytest.approx(integrate.quad(lambda t: t * weight(t), 0, 1)[0] / total, abs=1e-7)
    assert after.above(0.5) == pytest.approx(integrate.quad(weight, 0.5, 1)[0] / total, abs=1e-7)
    np.testing.assert_allclose(
        learning.predictive(after, 4), stats.betabinom.pmf(np.arange(5), 4, float(after.a), float(after.b)), atol=1e-9
    )
    assert after.quantile(after.above(0.4)) == pytest.approx(
        stats.beta.ppf(float(after.above(0.4)), float(after.a), float(after.b))
    )


@pytest.mark.parametrize("a, b, s, cost", [(8, 3, 10, 0.2), (6, 2, 8, 0.3), (9, 1, 12, 0.15), (5, 4.9, 10, 0.2)])
def test_the_zone_opens_on_the_convergence_date_whatever_the_battles(a: float, b: float, s: float, cost: float) -> None:
    date = learning.convergence(a, b, s, cost)
    stream = generator(1, "convergence")
    for _ in range(100):
        won = np.concatenate([[0], np.cumsum(stream.random(80) < stream.random())])
        n = np.arange(81)
        gap = (a + won) / (s + n) - (b + won) / (s + n)
        assert n[gap <= cost + 1e-12][0] == date


@given(st.floats(0.05, 0.95), st.floats(1, 50), st.integers(0, 20), st.integers(0, 20), st.floats(0.05, 1))
def test_only_strength_over_openness_matters_for_the_mean(
    mean: float, s: float, won: int, lost: int, lam: float
) -> None:
    slow = learning.updated(learning.beta(mean, s), won, lost, lam)
    strong = learning.updated(learning.beta(mean, s / lam), won, lost)
    assert slow.mean == pytest.approx(float(strong.mean))


def test_good_news_may_count_for_more() -> None:
    hopeful = learning.updated(learning.beta(0.5, 4), 5, 5, 1.0, 0.2)
    assert hopeful.mean > 0.5
    closed = learning.updated(learning.beta(0.5, 4), 5, 5, 0.0)
    assert closed.mean == 0.5


@pytest.mark.parametrize("mean, strength", [(0.5, 4), (0.3, 10), (0.7, 6)])
def test_the_grid_agrees_with_the_beta(mean: float, strength: float) -> None:
    grid = (np.arange(2000) + 0.5) / 2000
    prior = stats.beta.pdf(grid, mean * strength, (1 - mean) * strength)
    after = learning.on_grid(prior / prior.sum(), grid**6 * (1 - grid) ** 4, 0.5)
    assert (after * grid).sum() == pytest.approx(
        float(learning.updated(learning.beta(mean, strength), 6, 4, 0.5).mean), abs=1e-5
    )


@pytest.mark.parametrize("q, r", [(1, 2), (0.1, 5), (3, 0.5)])
def test_kalman_settles(q: float, r: float) -> None:
    variance = 5.0
    for _ in range(2000):
        variance = variance - variance**2 / (variance + r) + q
    assert learning.kalman_steady(q, r)[0] == pytest.approx(variance)


@pytest.mark.parametrize("n", [10, 100, 1000])
def test_shared_data_draw_beliefs_together_and_learning_stops_informing(n: int) -> None:
    a, b = learning.beta(0.8, 10), learning.beta(0.3, 30)
    assert abs(learning.belief_gap(a, b, 0.6 * n, 0.4 * n)) < abs(learning.belief_gap(a, b, 0.06 * n, 0.04 * n))


def test_an_event_held_impossible_is_named() -> None:
    with pytest.raises(InputError, match="held impossible"):
        learning.on_grid([1.0, 0.0], [0.0, 1.0])
    with pytest.raises(InputError, match="openness"):
        learning.updated(learning.beta(0.5, 2), 1, 1, 1.5)
