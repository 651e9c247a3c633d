"""The non-compensatory check: does the zone survive if no essential interest may be traded away?

Additive scoring lets enough small gains outweigh the loss of anything. With every further issue there is more to trade,
so a zone becomes likelier by arithmetic alone. The check holds each party's essential interests to a floor: on the
issues that matter most to it, an option that it scores below the floor is not tradeable, whatever else is offered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import Score
from parley.case.types import Case
from parley.deals.problem import Bools
from parley.model.compose import counts, kind_of, problem, weights
from parley.model.no_deal import own_or_principals

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.model.modes import RedLines

FLOOR = 20.0
"""Points of 100 below which an option of an essential issue is not tradeable in the check."""
ESSENTIAL = 0.5
"""A party's essential issues: the weightiest ones that together carry at least this part of its weight."""


@dataclass(frozen=True, slots=True)
class FloorCheck:
    """Whether a zone exists as scored, and with essential interests held to the floor. ``essential``: party → issues."""

    issues: int
    stated_floors: int
    essential: dict[str, tuple[str, ...]]
    floor: float
    as_scored: bool | None
    with_floors: bool | None


def essential_issues(case: Case, draws: Draws, party: str, kind: str) -> tuple[str, ...]:
    """The fewest weightiest issues of the kind that together carry at least half of the party's weight."""
    issues = case.kinds[kind].issues
    w = weights(case, draws, party, issues)[0]
    order = sorted(range(len(issues)), key=lambda j: (-w[j], j))
    chosen: list[int] = []
    total = 0.0
    for j in order:
        if total >= ESSENTIAL * float(w.sum()) - 1e-12:
            break
        chosen.append(j)
        total += float(w[j])
    return tuple(issues[j] for j in sorted(chosen))


def floor_check(
    case: Case, kind: str | None = None, beliefs: str = "own", red_lines: RedLines = "weighed", floor: float = FLOOR
) -> FloorCheck:
    """Test the zone at the medians as scored and with floors under the essential issues of every required party."""
    from parley.case.chance.sampling import medians
    from parley.deals.zone import zone

    chosen = kind_of(case, kind)
    draws = medians(case)
    plain = problem(case, draws, chosen.key, beliefs, red_lines)
    essential = {party: essential_issues(case, draws, party, chosen.key) for party in case.required}
    allowed = _allowed(case, draws, chosen.key, essential, floor)
    if plain.allowed is not None:
        allowed = allowed & plain.allowed
    floored = replace(plain, allowed=allowed)
    return FloorCheck(
        issues=len(chosen.issues),
        stated_floors=sum(1 for f in case.floors.values() if f.issue in chosen.issues and counts(case, f.party)),
        essential=essential,
        floor=floor,
        as_scored=zone(plain).exists,
        with_floors=zone(floored).exists,
    )


def _allowed(case: Case, draws: Draws, kind: str, essential: dict[str, tuple[str, ...]], floor: float) -> Bools:
    chosen = case.kinds[kind]
    flags = []
    for issue in chosen.issues:
        for option in chosen.only[issue]:
            low = any(
                issue in essential[party]
                and float(own_or_principals(case, draws, Score(party, issue, option))[0]) < floor
                for party in case.required
            )
            flags.append(not low)
    return np.array([flags], dtype=np.bool_)
