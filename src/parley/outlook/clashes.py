"""Whose expectations of going on cannot both be right: whole distributions compared, and the classical sum of two hopes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from parley.case.types import Case
from parley.model.no_deal import better_end, worths
from parley.nodeal.optimism import furthest, mutual_optimism, paid, total_variation

ALIKE = 0.005
"""Distributions nearer than half a hundredth are the same to a reader."""
SAME = 0.05
"""Points: less is no difference between what two holders expect for a party."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two parties whose beliefs about how it ends cannot both be right."""

    holders: tuple[str, str]
    total: float
    """Total variation of the two distributions, 0 to 1; see :func:`parley.nodeal.optimism.total_variation`."""
    end: str
    """The end on which they differ most, in the case's words."""
    chances: tuple[float, float]
    """What each gives that end."""
    hopes: bool | None
    """True: each expects more for itself than the other expects for it; False: each less; None: neither, or not known."""


def clashes(seen: Mapping[str, Mapping[str, float]], ends: Mapping[str, Mapping[str, float]]) -> tuple[Clash, ...]:
    """Every two parties whose distributions over the ends differ, furthest apart first.

    ``seen``: party → holder → the party's no-deal value as the holder sees it, points; ``ends``: holder → end → chance.
    """
    found = []
    for a, b in combinations([holder for holder in ends if holder in seen], 2):
        one, two = (np.array(list(ends[holder].values())) for holder in (a, b))
        one, two = one / one.sum(), two / two.sum()
        total = float(total_variation(one, two))
        if total < ALIKE:
            continue
        most = furthest(one, two)
        hopes = {_hopes(seen[p], p, q) for p, q in ((a, b), (b, a))}
        told = hopes.pop() if len(hopes) == 1 else None
        found.append(Clash((a, b), total, list(ends[a])[most.outcome], (most.first, most.second), told))
    return tuple(sorted(found, key=lambda clash: -clash.total))


def _hopes(seen: Mapping[str, float], party: str, other: str) -> bool | None:
    """Whether a party expects more for itself than the other expects for it; None where they expect the same."""
    if party not in seen or other not in seen or abs(seen[party] - seen[other]) < SAME:
        return None
    return seen[party] > seen[other]


def hopes(case: Case, ends: Mapping[str, Mapping[str, float]], sides: tuple[str, str]) -> float | None:
    """Each side's chance of its own success, as its model has it; added up, less 1. None where both have the same success."""
    own = [better_end(case, side) for side in sides]
    if any(side not in ends for side in sides) or len({*own} - {None}) < len(sides):
        return None
    return float(
        mutual_optimism(
            [list(ends[side].values())[end] for side, end in zip(sides, own, strict=True) if end is not None]
        )
    )


def costs_of_stakes(case: Case, costs: Mapping[str, float], ends: int, sides: tuple[str, str]) -> float | None:
    """Σ of costs over stakes; None unless the model has two ends and each side values them differently."""
    worth = [tuple(worths(case, side).values()) for side in sides]
    stakes = [max(w) - min(w) if len(w) == 2 else 0.0 for w in worth]
    if ends != 2 or min(stakes) <= 0 or any(side not in costs for side in sides):
        return None
    return float(paid([max(costs[side], 0.0) for side in sides], stakes))
