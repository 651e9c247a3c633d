"""Sensitivity and scenario discovery against closed forms and constructed truths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.errors import InputError
from parley.insight.sensitivity.scenario import choose, peel, rule
from parley.insight.sensitivity.variance import pawn, total_effects


def ishigami(a: float, b: float):
    def f(u: np.ndarray) -> np.ndarray:
        x = np.pi * (2 * u - 1)
        return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])

    return f


def ishigami_closed(a: float, b: float) -> tuple[np.ndarray, np.ndarray]:
    """First-order and total indices of the Ishigami function (Homma & Saltelli 1996)."""
    p = np.pi
    v1, v2, v13 = 0.5 * (1 + b * p**4 / 5) ** 2, a**2 / 8, b**2 * p**8 * (1 / 18 - 1 / 50)
    v = v1 + v2 + v13
    return np.array([v1, v2, 0]) / v, np.array([v1 + v13, v2, v13]) / v


@pytest.mark.parametrize("a, b", [(7.0, 0.1), (5.0, 0.1), (7.0, 0.05), (2.0, 0.2)])
def test_ishigami(a: float, b: float) -> None:
    first, total = ishigami_closed(a, b)
    found = total_effects(ishigami(a, b), 3, n=16384, seed=1)
    assert np.all(np.abs(found.total - total) <= np.maximum(4 * found.total_error, 0.005))
    assert np.all(np.abs(found.first - first) <= np.maximum(4 * found.first_error, 0.005))


def test_a_group_is_one_input() -> None:
    _, total = ishigami_closed(7, 0.1)
    found = total_effects(ishigami(7, 0.1), 3, groups=[[0, 2], [1]], n=8192)
    assert found.total[0] == pytest.approx(1 - total[1], abs=0.02)
    assert found.total[1] == pytest.approx(total[1], abs=0.02)


def test_an_input_that_does_nothing_and_a_function_that_never_moves() -> None:
    found = total_effects(lambda u: u[:, 0], 2, n=512)
    assert found.total[1] == 0.0
    assert total_effects(lambda u: np.ones(len(u)), 2, n=512).total.tolist() == [0.0, 0.0]
    with pytest.raises(InputError):
        total_effects(lambda u: u[:, 0], 2, n=8)


def test_pawn_ranks_and_knows_a_dummy() -> None:
    rng = np.random.default_rng(0)
    x = rng.random((5000, 3))
    y = 4 * x[:, 0] + x[:, 1]
    found = pawn(x, y)
    assert found.index[0] > found.index[1] > found.index[2]
    assert found.index[2] < 2.5 * found.dummy
    # only where the first is small, the second takes over
    assert np.argmax(pawn(x, y, where=x[:, 0] < 0.05).index) == 1
    with pytest.raises(InputError):
        pawn(x[:5], y[:5])


def test_pawn_of_a_uniform_sum_is_the_distance_of_the_conditional_distribution() -> None:
    """Y = X1: given a slice of width 1/10 at the edge, the distance of the two distribution functions is 0.9."""
    x = np.linspace(0, 1, 10_001)[:, None]
    assert pawn(x, x[:, 0], statistic="max").index[0] == pytest.approx(0.9, abs=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.15, 0.45), st.floats(0.5, 0.85))
def test_a_box_in_the_data_is_found(seed: int, width: float, start: float) -> None:
    rng = np.random.default_rng(seed)
    x = rng.random((4000, 6))
    y = (x[:, 1] >= start) & (x[:, 4] <= width)
    boxes = peel(x, y, alpha=0.05, least_mass=0.01)
    best = choose(x, y, boxes)
    assert best is not None
    assert {limit.variable for limit in best.limits} == {1, 4}
    assert best.density > 0.8
    assert best.coverage > 0.8


def test_coverage_and_density_are_what_they_say() -> None:
    rng = np.random.default_rng(3)
    x = rng.random((1000, 3))
    y = x[:, 0] + 0.3 * rng.random(1000) > 0.8
    for box in peel(x, y):
        inside = np.ones(len(y), dtype=bool)
        for limit in box.limits:
            inside &= x[:, limit.variable] >= (-np.inf if limit.low is None else limit.low)
            inside &= x[:, limit.variable] <= (np.inf if limit.high is None else limit.high)
        assert box.coverage == pytest.approx(y[inside].sum() / y.sum())
        assert box.density == pytest.approx(y[inside].mean())
        assert box.mass == pytest.approx(inside.mean())


def test_nothing_to_find_and_bad_input() -> None:
    x = np.zeros((10, 1))
    assert peel(x, np.zeros(10, dtype=bool)) == ()
    assert choose(x, np.zeros(10, dtype=bool), ()) is None
    with pytest.raises(InputError):
        peel(np.full((10, 1), np.nan), np.ones(10, dtype=bool))
    with pytest.raises(InputError):
        peel(x, np.ones(9, dtype=bool))


def test_a_rule_in_words() -> None:
    rng = np.random.default_rng(5)
    x = rng.random((3000, 2))
    y = x[:, 0] > 0.7
    best = choose(x, y, peel(x, y))
    assert best is not None
    assert rule(best, ("Kyiv's hope", "other")).startswith("Kyiv's hope at least 0.")
