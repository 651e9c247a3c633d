"""One risk curve for war and for breakdown: constant absolute risk aversion in points, fixed at 0 and at 100.

Pratt (1964); Arrow (1965). An outcome of war may lie outside 0 to 100, where a power curve has no value; this one does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from parley.nodeal.arrays import Floats, finite

SCALE = 100.0
NEARLY_NEUTRAL = 1e-9


def utility(points: ArrayLike, aversion: ArrayLike) -> Floats:
    """u(z) = 100 (1 − e^{−a z/100}) / (1 − e^{−a}); u(z) = z where a = 0.

    ``aversion`` a: 0 neutral, 1 to 3 cautious, negative for a gambler; broadcast against ``points``. u(0) = 0, u(100) = 100.
    """
    z, a = np.broadcast_arrays(finite("points", points), finite("aversion", aversion))
    neutral = np.abs(a) < NEARLY_NEUTRAL
    safe = np.where(neutral, 1.0, a)
    curved = SCALE * np.expm1(-safe * z / SCALE) / np.expm1(-safe)
    result: Floats = np.where(neutral, z, curved)
    return result


def certain(value: ArrayLike, aversion: ArrayLike) -> Floats:
    """Points for certain that are worth ``value``: the inverse of :func:`utility`.

    A gambler's curve (a < 0) has no value below 100/(1 − e^{−a}); a cautious one none above it: there the result is ∓∞.
    """
    v, a = np.broadcast_arrays(finite("value", value), finite("aversion", aversion))
    neutral = np.abs(a) < NEARLY_NEUTRAL
    safe = np.where(neutral, 1.0, a)
    inside = v / SCALE * np.expm1(-safe)
    curved = np.where(inside > -1, -SCALE * np.log1p(np.where(inside > -1, inside, 0.0)) / safe, np.inf * np.sign(safe))
    result: Floats = np.where(neutral, v, curved)
    return result
