"""Under which conditions: boxes in the space of judgements where an answer holds, in words, with coverage and density.

The patient rule induction method (PRIM; Friedman & Fisher 1999, Statistics and Computing 9) as used for scenario
discovery (Bryant & Lempert 2010, Technological Forecasting and Social Change 77): peel off, a slice of α at a time, the
side whose removal gains most density for the points that it costs (the lenient criterion of Kwakkel & Jaxa-Rozen 2016).
Of n points with h cases of interest, a box holding n_b points and h_b cases has

    coverage = h_b / h        density = h_b / n_b        mass = n_b / n

and a limit's quasi-p-value is the chance of at least h_b cases among n_b points if the limit did nothing, that is,
binomially with the density of the box without that limit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import InputError
from parley.deals.problem import Bools, Floats


@dataclass(frozen=True, slots=True)
class Limit:
    """One side of a box: variable's index, the least or the most that it may be, and its quasi-p-value."""

    variable: int
    low: float | None
    high: float | None
    p_low: float | None
    p_high: float | None


@dataclass(frozen=True, slots=True)
class Box:
    """A step of the trajectory: its limits and how well it picks out the cases of interest."""

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float
    points: int
    cases: int

    @property
    def dimensions(self) -> int:
        """How many variables are limited."""
        return len(self.limits)


def peel(x: Floats, y: Bools, *, alpha: float = 0.1, least_mass: float = 0.05) -> tuple[Box, ...]:
    """The peeling trajectory, from all points to the last box of at least ``least_mass``.

    ``x``: (n, k) inputs, ``y``: (n,) whether a point is of interest. Empty where no or every point is. Raises
    :class:`InputError` for shapes that do not fit, numbers that are not finite, or α outside (0, ½).
    """
    _check(x, y, alpha)
    total = int(np.count_nonzero(y))
    if total in (0, len(y)):
        return ()
    low, high = np.full(x.shape[1], -np.inf), np.full(x.shape[1], np.inf)
    inside = np.arange(len(y))
    boxes = [_box(x, y, low, high)]
    while True:
        limited = np.isfinite(low) | np.isfinite(high)
        best = _best_peel(x, y, inside, limited, alpha, least_mass * len(y))
        if best is None:
            return tuple(boxes)
        variable, side, at, inside = best
        if side < 0:
            low[variable] = at
        else:
            high[variable] = at
        boxes.append(_box(x, y, low, high))


def choose(
    x: Floats, y: Bools, boxes: tuple[Box, ...], *, most_dimensions: int = 3, significance: float = 0.05
) -> Box | None:
    """The box to show, or None: each step of the trajectory without the limits that do nothing, and of those with at
    most ``most_dimensions`` variables the one of largest harmonic mean of coverage and of what its density gains on
    the overall share b, (density − b)/(1 − b)."""
    base = float(np.mean(y))

    def worth(b: Box) -> float:
        gain = (b.density - base) / (1.0 - base) if base < 1.0 else 0.0
        return 2 * b.coverage * gain / (b.coverage + gain) if gain > 0 else 0.0

    trimmed = [dropped(x, y, b, significance) for b in boxes]
    fit = [b for b in trimmed if 0 < b.dimensions <= most_dimensions and worth(b) > 0]
    return max(fit, key=worth, default=None)


def dropped(x: Floats, y: Bools, box: Box, significance: float = 0.05) -> Box:
    """The box without the limits whose quasi-p-value exceeds ``significance``, worst first, until all are below."""
    low, high = _bounds(box, x.shape[1])
    while True:
        current = _box(x, y, low, high)
        sides = [
            (p, limit.variable, side)
            for limit in current.limits
            for p, side in ((limit.p_low, -1), (limit.p_high, 1))
            if p is not None
        ]
        worst = max(sides, default=None)
        if worst is None or worst[0] <= significance:
            return current
        if worst[2] < 0:
            low[worst[1]] = -np.inf
        else:
            high[worst[1]] = np.inf


def rule(box: Box, labels: tuple[str, ...], digits: int = 3) -> str:
    """The box as words: "A at least 0.3, and B at most 12"."""
    return ", and ".join(rule_part(labels[limit.variable], limit, digits) for limit in box.limits) or "everywhere"


def rule_part(name: str, limit: Limit, digits: int = 3) -> str:
    """One variable's limits as words."""
    if limit.low is not None and limit.high is not None:
        return f"{name} between {limit.low:.{digits}g} and {limit.high:.{digits}g}"
    if limit.low is not None:
        return f"{name} at least {limit.low:.{digits}g}"
    return f"{name} at most {limit.high:.{digits}g}"


def _check(x: Floats, y: Bools, alpha: float) -> None:
    if x.ndim != 2 or y.shape != (x.shape[0],):
        raise InputError.one(f"scenario discovery needs (n, k) inputs and (n,) answers, not {x.shape} and {y.shape}")
    if not np.isfinite(x).all():
        raise InputError.one("scenario discovery needs finite inputs")
    if not 0 < alpha < 0.5:
        raise InputError.one(f"a peel takes between 0 and half of the points, not {alpha}")


def _best_peel(
    x: Floats, y: Bools, inside: NDArray[np.int64], limited: Bools, alpha: float, least: float
) -> tuple[int, int, float, NDArray[np.int64]] | None:
    """The peel of largest gain in density per point lost; of equals, one that limits no further variable. None where
    nothing is gained, or too little would be left."""
    best: tuple[float, bool, int, int, float] | None = None
    n, mean = len(inside), float(np.mean(y[inside]))
    for variable in range(x.shape[1]):
        column = x[inside, variable]
        ordered = np.sort(column)
        for side in (-1, 1):
            at = _cut(ordered, alpha if side < 0 else 1.0 - alpha, side)
            keep = column >= at if side < 0 else column <= at
            left = int(np.count_nonzero(keep))
            if left == n or left < least:
                continue
            gain = (float(np.mean(y[inside][keep])) - mean) / (n - left)
            if gain > 0 and (best is None or (gain, bool(limited[variable])) > best[:2]):
                best = (gain, bool(limited[variable]), variable, side, at)
    if best is None:
        return None
    _, _, variable, side, at = best
    column = x[inside, variable]
    return variable, side, at, inside[column >= at if side < 0 else column <= at]


def _cut(ordered: Floats, quantile: float, side: int) -> float:
    """Halfway between the two distinct neighbours at the quantile, so that ties are peeled together."""
    position = (len(ordered) - 1) * quantile
    below, above = math.floor(position), math.ceil(position)
    if side < 0:
        while ordered[below] == ordered[above] and above < len(ordered) - 1:
            above += 1
    else:
        while ordered[below] == ordered[above] and below > 0:
            below -= 1
    return float((ordered[below] + ordered[above]) / 2)


def _member(x: Floats, low: Floats, high: Floats, without: tuple[int, int] | None = None) -> Bools:
    lo, hi = low, high
    if without is not None:
        variable, side = without
        lo, hi = low.copy(), high.copy()
        if side < 0:
            lo[variable] = -np.inf
        else:
            hi[variable] = np.inf
    limited = np.flatnonzero(np.isfinite(lo) | np.isfinite(hi))
    within = (x[:, limited] >= lo[limited]) & (x[:, limited] <= hi[limited])
    return np.asarray(within.all(axis=1), dtype=np.bool_)


def _box(x: Floats, y: Bools, low: Floats, high: Floats) -> Box:
    inside = _member(x, low, high)
    points, cases = int(np.count_nonzero(inside)), int(np.count_nonzero(y & inside))

    def p(variable: int, side: int) -> float:
        from scipy.special import bdtrc

        wider = _member(x, low, high, (variable, side))
        return float(bdtrc(cases - 1, points, float(np.mean(y[wider])))) if cases else 1.0

    limits = tuple(
        Limit(
            v,
            float(low[v]) if np.isfinite(low[v]) else None,
            float(high[v]) if np.isfinite(high[v]) else None,
            p(v, -1) if np.isfinite(low[v]) else None,
            p(v, 1) if np.isfinite(high[v]) else None,
        )
        for v in map(int, np.flatnonzero(np.isfinite(low) | np.isfinite(high)))
    )
    total = int(np.count_nonzero(y))
    return Box(limits, cases / total, cases / points if points else 0.0, points / len(y), points, cases)


def _bounds(box: Box, k: int) -> tuple[Floats, Floats]:
    low, high = np.full(k, -np.inf), np.full(k, np.inf)
    for limit in box.limits:
        low[limit.variable] = -np.inf if limit.low is None else limit.low
        high[limit.variable] = np.inf if limit.high is None else limit.high
    return low, high
