"""The tree of a query: numbers, conditions, and what they range over (docs/claims.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.insight.asking.evaluator import Ask

Sign = Literal[">", ">=", "<", "<="]
Way = Literal["raises", "lowers", "leaves"]
Why = Literal["ruled_out", "squeezed", "no_deal_preferred", "withheld"]
Extent = Literal["any", "every"]


# numbers
@dataclass(frozen=True, slots=True)
class Const:
    value: float


@dataclass(frozen=True, slots=True)
class At:
    """The judgement at a path."""

    path: str


@dataclass(frozen=True, slots=True)
class Reservation:
    party: str
    holder: str = "own"


@dataclass(frozen=True, slots=True)
class Measure:
    """gap, best (of a party), shortfall or share of a kind."""

    what: Literal["gap", "best", "shortfall", "share"]
    ask: Ask
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    party: str


@dataclass(frozen=True, slots=True)
class Opening:
    ask: Ask
    weeks: float


@dataclass(frozen=True, slots=True)
class Change:
    act: str
    of: Number


@dataclass(frozen=True, slots=True)
class Arithmetic:
    sign: Literal["+", "-", "*"]
    left: Number
    right: Number


Number = Const | At | Reservation | Measure | Readiness | Opening | Change | Arithmetic


# conditions
@dataclass(frozen=True, slots=True)
class Zone:
    ask: Ask
    why: Why | None = None
    """None: a zone exists; else: none does, for this reason."""
    lines: Extent | None = None
    """Asked of any, or of every, set of lines that may hold: with none of them, or with all, since a line only takes deals away."""


@dataclass(frozen=True, slots=True)
class EveryDeal:
    """A zone exists, and no deal of it lies outside of ``having`` on any of its issues."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class InViews:
    """The condition in every view, or in some: the base case and the views that are not dated after the question."""

    extent: Literal["some", "every"]
    of: Query


@dataclass(frozen=True, slots=True)
class Denial:
    party: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Moves:
    act: str
    party: str
    way: Way


@dataclass(frozen=True, slots=True)
class Compare:
    sign: Sign
    left: Number
    right: Number


@dataclass(frozen=True, slots=True)
class Join:
    how: Literal["and", "or", "because"]
    left: Query
    right: Query


@dataclass(frozen=True, slots=True)
class Not:
    of: Query


@dataclass(frozen=True, slots=True)
class After:
    act: str
    of: Query


@dataclass(frozen=True, slots=True)
class With:
    path: str
    value: Number
    of: Query


@dataclass(frozen=True, slots=True)
class Corrected:
    party: str
    of: Query


Query = Zone | EveryDeal | InViews | Denial | Moves | Compare | Join | Not | After | With | Corrected
