"""Sobol points: those of scipy unscrambled, and balanced, uniform and deterministic when scrambled."""

from __future__ import annotations

import numpy as np
import pytest

from parley.case.chance.sobol import BITS, MOST, directions, integers, scrambled


@pytest.mark.parametrize(("d", "m"), [(1, 4), (7, 9), (160, 7), (MOST, 5)])
def test_the_points_are_those_of_scipy(d: int, m: int) -> None:
    from scipy.stats import qmc

    theirs = qmc.Sobol(d, scramble=False).random_base2(m)
    ours = integers(1 << m, directions(d)) * 2.0**-BITS
    order = lambda x: x[np.lexsort(x.T[::-1])]  # noqa: E731  # scipy walks in Gray-code order
    assert np.array_equal(order(ours), order(theirs))


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("m", [1, 4, 8])
def test_every_dimension_is_stratified(seed: int, m: int) -> None:
    n = 1 << m
    u = scrambled(n, 200, np.random.default_rng(seed))
    assert np.all((u > 0) & (u < 1))
    cells = np.sort(np.floor(u * n).astype(int), axis=0)
    assert np.array_equal(cells, np.tile(np.arange(n)[:, None], (1, 200)))


def test_first_pairs_fill_every_box() -> None:
    """Dimensions 1 and 2 are a (0, m, 2)-net: one point in each box of area 2^-m."""
    u = scrambled(256, 2, np.random.default_rng(5))
    for a in range(9):
        boxes = np.floor(u[:, 0] * (1 << a)) * (1 << (8 - a)) + np.floor(u[:, 1] * (1 << (8 - a)))
        assert len(np.unique(boxes)) == 256


def test_a_longer_design_begins_with_the_shorter_one() -> None:
    short, long = (scrambled(n, 30, np.random.default_rng(3)) for n in (100, 128))
    assert np.array_equal(short, long[:100])


def test_points_are_uniform_over_scramblings() -> None:
    u = np.stack([scrambled(4, 3, np.random.default_rng(s)) for s in range(4000)])
    assert u.mean(axis=0) == pytest.approx(0.5, abs=0.03)
    assert u.var(axis=0) == pytest.approx(1 / 12, abs=0.01)
    with pytest.raises(ValueError, match="1112 dimensions"):
        scrambled(4, MOST + 1, np.random.default_rng(0))
