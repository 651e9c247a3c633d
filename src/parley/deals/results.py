"""What the deal engines answer. Frozen; ``None`` means "not defined" or "not decided within the budget", never zero."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.deals.problem import Bools, Floats


class WhyEmpty(enum.StrEnum):
    """Why there is no zone (DESIGN 4.7). Different remedies: always say which."""

    RULED_OUT = "ruled_out"  # no possible deal crosses none of the lines that hold
    SQUEEZED = "squeezed"  # admissible deals exist, none acceptable to all; without red lines one would be
    NO_DEAL_PREFERRED = "no_deal_preferred"  # none is acceptable to all even without red lines


@dataclass(frozen=True, slots=True)
class Count:
    """How many deals: ``value`` where exact, else None with ``low ≤ count ≤ high``."""

    value: int | None
    low: int
    high: int
    exact: bool


@dataclass(frozen=True, slots=True)
class ZoneResult:
    """The zone test for one draw. Gaps and shortfall in units of each party's scale (0.05 = 5 % of its range)."""

    exists: bool | None
    why_empty: WhyEmpty | None
    gap: tuple[float | None, ...]
    gap_without_lines: tuple[float | None, ...]
    shortfall: float | None
    """min over admissible deals of max over parties of (R − V)/scale; None where no deal is admissible."""
    shortfall_without_lines: float | None
    deals: Count
    """Deals in the zone."""
    admissible: Count
    possible: Count
    example: tuple[int, ...] | None
    """A deal in the zone; where there is none, the admissible deal (or, where none is, the possible deal) of least shortfall."""
    example_values: tuple[float, ...] | None
    blocking: tuple[frozenset[int], ...]
    """Minimal sets of parties that no admissible deal satisfies together."""
    method: str
    """How it was decided: "dynamic programme", "branch and bound", "MILP, gap 1e-9", with the budget where it was reached."""
    gap_bounds: tuple[tuple[float, float] | None, ...] | None = None
    """Where a gap was not settled within the budget: bounds on it, (least, greatest); None where all were settled."""
    shortfall_bounds: tuple[float, float] | None = None
    """The same for the shortfall."""


@dataclass(frozen=True, slots=True)
class ZoneDraws:
    """The zone test for every draw. ``why`` holds indexes into ``list(WhyEmpty)``, −1 where a zone exists."""

    exists: Bools
    why: NDArray[np.int8]
    gap: Floats  # (n, P), NaN where not defined
    shortfall: Floats  # (n,), NaN where no deal is admissible
    decided: Bools
    """False where the budget was reached: such draws count for neither side and are reported."""
    method: str


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """A non-dominated value; ``deals_at_point`` is None where they were not counted."""

    values: tuple[float, ...]
    deal: tuple[int, ...]
    deals_at_point: int | None


@dataclass(frozen=True, slots=True)
class Solutions:
    """Reference points over listed deals (no lotteries); None where there is no zone (utilitarian: no possible deal)."""

    nash: FrontierPoint | None
    kalai_smorodinsky: FrontierPoint | None
    egalitarian: FrontierPoint | None
    utilitarian: FrontierPoint | None


@dataclass(frozen=True, slots=True)
class Frontier:
    """Every distinct non-dominated value once, sorted by the first party's value. ``over`` says over which deals."""

    over: str  # "admissible" or "possible" (where nothing is admissible)
    deals: int
    points: tuple[FrontierPoint, ...]
    exact: bool
    method: str
