"""Deals that will not be kept: shifting power, and how sure a deal must be.

Fearon (1995), Powell (2006) for preventive war; Wolford, Reiter and Carrubba (2011) for information with commitment, in their style.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, finite, within


def best_peace(p_next: ArrayLike, c_b: ArrayLike, patience: ArrayLike) -> Floats:
    """(1 − δ) + δ(p_{t+1} + c_B): the most that declining A can get without war: all today, B's reservation after."""
    delta = within("patience", patience, 0, 1)
    result: Floats = (1 - delta) + delta * (within("p_next", p_next, 0, 1) + finite("c_b", c_b))
    return result


def preventive_slack(
    p_now: ArrayLike, p_next: ArrayLike, c_a: ArrayLike, c_b: ArrayLike, patience: ArrayLike
) -> Floats:
    """p_t − c_A − best peace = δΔ − [(1 − δ)(1 − p_t) + c_A + δ c_B]: A fights now iff it is positive."""
    result: Floats = within("p_now", p_now, 0, 1) - finite("c_a", c_a) - best_peace(p_next, c_b, patience)
    return result


def critical_shift(p_now: ArrayLike, c_a: ArrayLike, c_b: ArrayLike, patience: ArrayLike) -> Floats:
    """Δ* = [(1 − δ)(1 − p_t) + c_A + δ c_B]/δ: the coming loss of chance above which war is preferred; c_A + c_B as δ → 1."""
    delta = within("patience", patience, 1e-12, 1)
    result: Floats = (
        (1 - delta) * (1 - within("p_now", p_now, 0, 1)) + finite("c_a", c_a) + delta * finite("c_b", c_b)
    ) / delta
    return result


def fights_on_after_learning(
    rising: ArrayLike, shift: ArrayLike, p_now: ArrayLike, c_a: ArrayLike, c_b: ArrayLike, patience: ArrayLike
) -> NDArray[np.bool_]:
    """True where the expected shift at the posterior Pr(other side is rising) exceeds Δ*. More information can lengthen a war."""
    expected = within("rising", rising, 0, 1) * finite("shift", shift)
    result: NDArray[np.bool_] = expected > critical_shift(p_now, c_a, c_b, patience)
    return result


Interval = tuple[float, float]


def holding_set(
    holds: Callable[[float], bool], low: float = 0.0, high: float = 1.0, *, steps: int = 64, accuracy: float = 1e-6
) -> tuple[Interval, ...]:
    """The set of q in [low, high] at which ``holds(q)`` (say, "a zone exists at compliance q"), as closed intervals.

    Ends are found by bisection to ``accuracy`` between points of a grid of ``steps``; an interval narrower than a step may be
    missed, so the answer is a search, not a proof. One end of each change is always a point where ``holds`` is True.
    """
    if not low < high or steps < 1:
        raise InputError.one("a search needs low < high and at least one step")
    grid = [low + (high - low) * i / steps for i in range(steps + 1)]
    flags = [holds(q) for q in grid]
    found: list[Interval] = []
    start = grid[0] if flags[0] else None
    for i in range(steps):
        if flags[i] == flags[i + 1]:
            continue
        edge = _edge(holds, grid[i], grid[i + 1], flags[i], accuracy)
        if flags[i] and start is not None:
            found.append((start, edge))
            start = None
        else:
            start = edge
    if start is not None:
        found.append((start, grid[-1]))
    return tuple(found)


def _edge(holds: Callable[[float], bool], left: float, right: float, left_holds: bool, accuracy: float) -> float:
    """The last point on the holding side of one change between ``left`` and ``right``."""
    inside, outside = (left, right) if left_holds else (right, left)
    while abs(outside - inside) > accuracy:
        middle = (inside + outside) / 2
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return inside


def tipping(
    holds: Callable[[float], bool], low: float, high: float, *, steps: int = 64, accuracy: float = 1e-6
) -> float | None:
    """Least value in [low, high] from which ``holds`` first becomes True; None where it never does on the grid.

    For example the shift in strength during a pause at which a ceasefire is worth less than fighting on.
    """
    found = holding_set(holds, low, high, steps=steps, accuracy=accuracy)
    return found[0][0] if found else None
