"""What the deal engines answer. Frozen; ``None`` means "not defined" or "not decided within the budget", never zero."""

from __future__ import annotations

import enum
import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from parley.deals.problem import Bools, Floats


class WhyEmpty(enum.StrEnum):
    """Why there is no zone (docs/deals.md, definition 7). Different remedies: always say which."""

    RULED_OUT = "ruled_out"  # no possible deal crosses none of the lines that hold
    SQUEEZED = "squeezed"  # admissible deals exist, none acceptable to all; without red lines one would be
    NO_DEAL_PREFERRED = "no_deal_preferred"  # none is acceptable to all even without red lines
    WITHHELD = "withheld"  # one would be, if everybody supplied what it needs of them


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


class Points(Sequence[FrontierPoint]):
    """The points of a frontier, kept as arrays; each becomes a :class:`FrontierPoint` when looked at."""

    __slots__ = ("counts", "deals", "values")

    def __init__(self, values: Floats, deals: NDArray[np.int64], counts: Floats | None) -> None:
        self.values = values
        """(m, P)"""
        self.deals = deals
        """(m, J)"""
        self.counts = counts
        """(m,) deals at each point; None where not counted."""

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> FrontierPoint: ...
    @overload
    def __getitem__(self, index: slice) -> Points: ...
    def __getitem__(self, index: int | slice) -> FrontierPoint | Points:
        counts = None if self.counts is None else self.counts[index]
        if isinstance(index, slice):
            return Points(self.values[index], self.deals[index], counts)
        many = None if counts is None else int(counts)
        return FrontierPoint(tuple(self.values[index].tolist()), tuple(self.deals[index].tolist()), many)

    def __iter__(self) -> Iterator[FrontierPoint]:
        counts = [None] * len(self) if self.counts is None else [int(c) for c in self.counts.tolist()]
        for value, deal, count in zip(self.values.tolist(), self.deals.tolist(), counts, strict=True):
            yield FrontierPoint(tuple(value), tuple(deal), count)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(operator.eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Points({list(self)!r})"


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
    points: Sequence[FrontierPoint]
    """As a rule :class:`Points`."""
    exact: bool
    method: str
