"""Scoring rules: printed examples and integration of the definition at several parameter sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from parley.core.errors import InputError
from parley.validate import scores


def integral(cdf: object, seen: float, low: float, high: float) -> float:
    left = integrate.quad(lambda x: cdf(x) ** 2, low, seen, limit=400)[0]  # type: ignore[operator]
    return left + integrate.quad(lambda x: (cdf(x) - 1) ** 2, seen, high, limit=400)[0]  # type: ignore[operator]


@pytest.mark.parametrize("mean, sd, seen", [(0, 2, 1), (3, 0.5, 2), (-1, 4, 6)])
def test_normal(mean: float, sd: float, seen: float) -> None:
    exact = integral(lambda x: stats.norm.cdf(x, mean, sd), seen, mean - 20 * sd, mean + 20 * sd)
    assert scores.crps_normal(mean, sd, seen) == pytest.approx(exact, abs=1e-6)


@pytest.mark.parametrize("df, location, scale, seen", [(5, 0, 1, 1.3), (3, 1, 2, -4), (30, 0, 0.5, 0.2)])
def test_student(df: float, location: float, scale: float, seen: float) -> None:
    exact = integral(lambda x: stats.t.cdf(x, df, location, scale), seen, -600, 600)
    assert scores.crps_t(df, location, scale, seen) == pytest.approx(exact, abs=2e-5)


@pytest.mark.parametrize("members, seen", [([1, 2, 4], 3), ([0, 0, 5], -1), ([2.5], 4), ([-1, 0, 1, 9], 0.5)])
def test_ensemble(members: list, seen: float) -> None:
    x = np.array(members, float)
    by_pairs = np.abs(x - seen).mean() - np.abs(x[:, None] - x[None]).mean() / 2
    assert scores.crps_ensemble(x, seen) == pytest.approx(by_pairs)
    doubled = scores.crps_ensemble(np.repeat(x, 2), seen)
    assert doubled == pytest.approx(scores.crps_ensemble(x, seen, np.full(x.size, 3.0)))


def test_printed_examples() -> None:
    assert scores.crps_normal(0, 2, 1) == pytest.approx(0.662807, abs=5e-7)
    assert scores.crps_t(5, 0, 1, 1.3) == pytest.approx(0.812722, abs=5e-7)
    assert scores.crps_ensemble([1, 2, 4], 3) == pytest.approx(2 / 3)
    assert scores.crps_point(2, 5) == 3 == scores.crps_ensemble([2], 5)
    found = scores.brier([0.1, 0.1, 0.4, 0.4, 0.8, 0.8, 0.8, 0.8], [0, 0, 0, 1, 1, 1, 0, 1])
    assert found.score == pytest.approx(0.1625)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=40))
def test_brier_is_the_sum_of_its_parts(pairs: list[tuple[float, bool]]) -> None:
    found = scores.brier([f for f, _ in pairs], [float(o) for _, o in pairs])
    assert found.score == pytest.approx(found.reliability - found.resolution + found.uncertainty, abs=1e-12)


def test_a_large_sample_scores_as_its_distribution() -> None:
    sample = np.random.default_rng(1).normal(0, 2, 40_000)
    assert scores.crps_ensemble(sample, 1) == pytest.approx(0.662807, abs=0.02)
    assert scores.covered(sample, 0) and not scores.covered(sample, 10)


def test_out_of_sample_r2_and_bad_input() -> None:
    assert scores.out_of_sample_r2([1, 2, 3], [1, 2, 3], [2, 2, 2]) == 1
    assert scores.out_of_sample_r2([1, 2, 3], [2, 2, 2], [2, 2, 2]) == 0
    with pytest.raises(InputError):
        scores.crps_ensemble([], 1)
    with pytest.raises(InputError):
        scores.brier([0.5], [0, 1])
    with pytest.raises(InputError):
        scores.crps_normal(0, -1, 0)
