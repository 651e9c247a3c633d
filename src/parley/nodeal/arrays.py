"""Shapes and checks that every model of no-deal shares.

Symbols. n draws, P parties, H holders of beliefs (the parties first, then others such as the analyst), S outcomes.
Points: 0 and 100 are a party's own anchors; an outcome of war may lie outside them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.core.errors import InputError

Floats = NDArray[np.float64]

SUM_TOLERANCE = 1e-9


def finite(name: str, value: ArrayLike) -> Floats:
    """``value`` as floats; raises :class:`InputError` where one is not a finite number."""
    array = np.asarray(value, dtype=np.float64)
    if not np.isfinite(array).all():
        raise InputError.one(f"{name} must be finite numbers", hint="a missing number is written ? in a draft case")
    return array


def within(name: str, value: ArrayLike, low: float, high: float) -> Floats:
    """``value`` as floats, all of them in [low, high]; otherwise :class:`InputError` naming the worst."""
    array = finite(name, value)
    if array.size and (array.min() < low or array.max() > high):
        worst = array.min() if array.min() < low else array.max()
        raise InputError.one(f"{name} must lie between {low:g} and {high:g}, not {worst:g}")
    return array


def normalised(name: str, beliefs: ArrayLike) -> Floats:
    """``beliefs`` as floats at least 0 whose last axis sums to 1; otherwise :class:`InputError`."""
    array = within(name, beliefs, 0.0, np.inf)
    if array.size and np.abs(array.sum(axis=-1) - 1.0).max() > SUM_TOLERANCE:
        raise InputError.one(f"{name} must sum to 1 over outcomes", hint="divide by their sum")
    return array


def holder_indexes(holders: Sequence[int], parties: int, known: int) -> NDArray[np.intp]:
    """One holder for each party, each in [0, known); otherwise :class:`InputError`."""
    indexes = np.asarray(holders, dtype=np.intp)
    if indexes.shape != (parties,) or (parties and (indexes.min() < 0 or indexes.max() >= known)):
        raise InputError.one(f"one holder of beliefs (0 to {known - 1}) is needed for each of the {parties} parties")
    return indexes
