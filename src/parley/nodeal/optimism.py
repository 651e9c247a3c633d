"""Who expects what: misperception, mutual optimism, and beliefs that must keep pace with one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, finite, normalised, within
from parley.nodeal.commitment import tipping


def misperception(own: ArrayLike, analyst: ArrayLike) -> Floats:
    """R^own − R^analyst in points: positive where a party expects more from going on than the analyst thinks it gets."""
    result: Floats = finite("own", own) - finite("analyst", analyst)
    return result


def mutual_optimism(success: ArrayLike) -> Floats:
    """Σ_p π_p(own success) − 1 over the last axis: above 0 they cannot all be right (Blainey 1973).

    For successes that exclude one another. At 0 or below nothing follows: whole distributions may clash all the same
    (:func:`total_variation`).
    """
    result: Floats = within("success", success, 0, 1).sum(axis=-1) - 1
    return result


def total_variation(own: ArrayLike, other: ArrayLike) -> Floats:
    """½ Σ_o |π_own(o) − π_other(o)| = Σ_o max(π_own(o), π_other(o)) − 1 over the last axis, the outcomes: 0 to 1.

    The largest difference between the chances that two holders give to any event made of outcomes. 0: they believe the same;
    above 0 they cannot both be right; 1: what one thinks possible the other rules out. Splitting an outcome in the same parts for
    both changes nothing. Raises InputError for beliefs that do not sum to 1.
    """
    a, b = normalised("own", own), normalised("other", other)
    result: Floats = np.abs(a - b).sum(axis=-1) / 2
    return result


@dataclass(frozen=True, slots=True)
class Furthest:
    """The outcome on which two holders differ most. ``first`` and ``second``: the chance that each gives it, 0 to 1."""

    outcome: int
    first: float
    second: float

    @property
    def apart(self) -> float:
        """The difference, 0 to 1: at most the total variation."""
        return abs(self.first - self.second)


def furthest(own: ArrayLike, other: ArrayLike) -> Furthest:
    """The outcome with the largest difference between two distributions (K,); of equal ones, the first."""
    a, b = normalised("own", own), normalised("other", other)
    at = int(np.argmax(np.round(np.abs(a - b), 12)))
    return Furthest(at, float(a[at]), float(b[at]))


def paid(costs: ArrayLike, stakes: ArrayLike) -> Floats:
    """Σ_p c_p / (best_p − worst_p) over the last axis: what fighting costs as parts of what is fought over.

    With two ends that exclude one another, a divisible stake and no other obstacle, no deal exists iff
    π_A + π_B > 1 + paid (Fearon 1995; Wittman 1979).
    """
    result: Floats = (within("costs", costs, 0, np.inf) / within("stakes", stakes, 1e-12, np.inf)).sum(axis=-1)
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
