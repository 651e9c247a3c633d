"""Ripeness and readiness: heuristics, not closed forms, and separate from the bargaining zone.

Zartman: ripe = a perceived mutually hurting stalemate and a perceived way out; about starting talks, not their success.
Pruitt: readiness of each side = motivation to end × optimism about the other. The theories fix signs, not sizes; so do these.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.nodeal.arrays import Floats, within


def readiness(motivation: ArrayLike, optimism: ArrayLike) -> Floats:
    """√(motivation × optimism), 0 to 1 (heuristic): 0 if either is 0, not falling in either.

    ``motivation``: how costly going on is felt to be, 0 to 1; ``optimism``: how likely the other side is thought to deal.
    """
    result: Floats = np.sqrt(within("motivation", motivation, 0, 1) * within("optimism", optimism, 0, 1))
    return result


def motivation(monthly_cost: ArrayLike, months: ArrayLike, at_stake: ArrayLike) -> Floats:
    """Cost of going on over ``months`` as a share c/(c + stake) of what is at stake (heuristic), 0 to 1."""
    cost = within("monthly_cost", monthly_cost, 0, np.inf) * within("months", months, 0, np.inf)
    result: Floats = cost / (cost + within("at_stake", at_stake, np.finfo(float).tiny, np.inf))
    return result


def hurting_stalemate(
    expected_movement: ArrayLike, monthly_cost: ArrayLike, *, still: float = 0.5, hurts: float = 0.0
) -> NDArray[np.bool_]:
    """True where |expected movement| (positions to the horizon) is below ``still`` and the cost above ``hurts``: it needs both.

    A standstill is pace, not an even fight: θ = ½ with frequent decisive engagements moves the line.
    """
    if still <= 0:
        within("still", still, np.finfo(float).tiny, np.inf)
    quiet = np.abs(np.asarray(expected_movement, dtype=float)) < still
    result: NDArray[np.bool_] = quiet & (within("monthly_cost", monthly_cost, 0, np.inf) > hurts)
    return result


def ripe(hurting: Sequence[bool], way_out: Sequence[bool]) -> bool:
    """True where every party perceives both a hurting stalemate and a way out."""
    return bool(hurting) and len(hurting) == len(way_out) and all(hurting) and all(way_out)
