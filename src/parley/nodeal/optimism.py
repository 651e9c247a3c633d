"""Who expects what: misperception, mutual optimism, and beliefs that must keep pace with one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, finite, within
from parley.nodeal.commitment import tipping


def misperception(own: ArrayLike, analyst: ArrayLike) -> Floats:
    """R^own − R^analyst in points: positive where a party expects more from going on than the analyst thinks it gets."""
    result: Floats = finite("own", own) - finite("analyst", analyst)
    return result


def mutual_optimism(success: ArrayLike) -> Floats:
    """Σ_p π_p(own success) − 1 over the last axis: above 0 they cannot all be right (Blainey 1973)."""
    result: Floats = within("success", success, 0, 1).sum(axis=-1) - 1
    return result


def toward(own: ArrayLike, target: ArrayLike, share: ArrayLike) -> Floats:
    """A belief moved by ``share`` of the way (0 to 1) from ``own`` to ``target``."""
    part = within("share", share, 0, 1)
    result: Floats = (1 - part) * finite("own", own) + part * finite("target", target)
    return result


@dataclass(frozen=True, slots=True)
class Pace:
    """If one side's belief moves by ``share`` of the way, the other's must move by at least ``needed`` (None: no move suffices)."""

    share: float
    needed: float | None


def keeping_pace(
    zone: Callable[[float, float], bool], shares: Sequence[float], *, steps: int = 32, accuracy: float = 1e-4
) -> tuple[Pace, ...]:
    """The learning-rate condition as a curve: for each share that the winner updates, the least that the loser must.

    ``zone(winner, loser)`` says whether a zone exists when the two have moved by those shares (0 to 1) toward a common view.
    Success alone slides the range toward the winner; a zone opens only if the loser's R falls faster than the winner's rises.
    """
    for share in shares:
        if not 0 <= share <= 1:
            raise InputError.one(f"a share lies between 0 and 1, not {share:g}")

    def needed(share: float) -> float | None:
        return tipping(lambda loser: zone(share, loser), 0.0, 1.0, steps=steps, accuracy=accuracy)

    return tuple(Pace(share, needed(share)) for share in shares)


def convergence_of(own: ArrayLike) -> Floats:
    """Largest difference between holders' chances of the same event, over the last axis; 0 where they agree."""
    chances = within("own", own, 0, 1)
    result: Floats = chances.max(axis=-1) - chances.min(axis=-1)
    return np.asarray(result)
