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
PART = 0.25
"""Of the narrower of two ranges that overlap: a smaller difference of their middle numbers is as good as none."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ranges:
    """5th to 95th percentile over the stated ranges, by the keys of what :func:`clashes` is given."""

    worth: Mapping[str, Mapping[str, Range]]
    """Party → holder → its no-deal value as the holder sees it, points."""
    ends: Mapping[str, Mapping[str, Range]]
    """Holder → end → chance."""


@dataclass(frozen=True, slots=True)
class Hope:
    """What a party expects for itself beside what the other expects for it, in points at the middle numbers."""

    party: str
    own: float
    other: float
    near: bool
    """The two differ by less than the stated ranges tell apart: as good as equal."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two parties whose beliefs about how it ends differ."""

    holders: tuple[str, str]
    total: float
    """Total variation of the two distributions, 0 to 1; see :func:`parley.nodeal.optimism.total_variation`."""
    end: str
    """The end on which they differ most, in the case's words."""
    chances: tuple[float, float]
    """What each gives that end."""
    hopes: bool | None
    """True: each expects more for itself than the other expects for it; False: each less; None: neither, or not known. What is
    as good as equal by the ranges is neither."""
    each: tuple[Hope, ...] = ()
    """Of the two, where known."""
    overlap: bool = False
    """The stated ranges of the two chances overlap: the middle numbers differ, and both may be right."""


def clashes(
    seen: Mapping[str, Mapping[str, float]], ends: Mapping[str, Mapping[str, float]], ranges: Ranges | None = None
) -> tuple[Clash, ...]:
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
        each = tuple(hope for p, q in ((a, b), (b, a)) if (hope := _hope(seen[p], p, q, ranges)) is not None)
        ways = {None if hope.near else hope.own > hope.other for hope in each}
        told = ways.pop() if len(ways) == 1 and len(each) == 2 else None
        end = list(ends[a])[most.outcome]
        common = ranges is not None and _overlap(ranges.ends[a][end], ranges.ends[b][end])
        found.append(Clash((a, b), total, end, (most.first, most.second), told, each, common))
    return tuple(sorted(found, key=lambda clash: -clash.total))


def _hope(seen: Mapping[str, float], party: str, other: str, ranges: Ranges | None) -> Hope | None:
    """What a party expects for itself beside what the other expects for it; None where either is not known."""
    if party not in seen or other not in seen:
        return None
    apart = abs(seen[party] - seen[other])
    least = SAME
    if ranges is not None:
        mine, theirs = (ranges.worth[party][holder] for holder in (party, other))
        if _overlap(mine, theirs):
            least = max(SAME, PART * min(high - low for low, high in (mine, theirs)))
    return Hope(party, seen[party], seen[other], apart < least)


def _overlap(one: Range, two: Range) -> bool:
    """Whether two ranges have more than a point in common."""
    return min(one[1], two[1]) > max(one[0], two[0])


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
