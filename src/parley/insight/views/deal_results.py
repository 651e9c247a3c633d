"""What is said of one deal: plain frozen data, from which the screen and the JSON are made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from parley.case.consent import Mark, Need
from parley.case.types import LineBasis
from parley.model.modes import RedLines


@dataclass(frozen=True, slots=True)
class PartyStanding:
    """What the deal is worth to a party beside no deal, in points of the party's own scale, at the middle numbers."""

    value: float
    reservation: float
    short: float
    """R − V where it falls short, else 0."""


@dataclass(frozen=True, slots=True)
class Share:
    """In how many of the combinations of the stated ranges; of the analyst's own ranges, not a chance of anything."""

    share: float | None
    share_se: float | None
    suits: dict[str, float]
    """By party: where it does not fall short."""
    suits_se: dict[str, float]
    draws: int
    varies: bool
    """False: no number that the verdict reads has a range, so that the share says nothing."""


@dataclass(frozen=True, slots=True)
class InView:
    """The deal under one view."""

    title: str
    date: datetime.date | None
    late: bool
    """The view is dated after the question."""
    in_zone: bool
    parties: dict[str, PartyStanding]
    held: tuple[str, ...]
    """Of the lines that it crosses, those that count at the middle numbers."""
    floors: tuple[str, ...]
    """Issues whose option lies below a floor of the analyst's."""
    refused: tuple[str, ...]
    """Suppliers who would not supply what it needs of them."""
    share: Share | None


@dataclass(frozen=True, slots=True)
class Crossed:
    """A red line that the deal crosses, of whichever basis."""

    line: str
    title: str
    party: str
    holds: float | None
    """The chance that it holds, at the middle number; None where it is not yet said."""
    declared: str | None
    """In whose words, when; None: nothing is cited."""
    required: bool
    """False: the line of a party whose consent is not required; it rules nothing out."""
    basis: LineBasis = "declared"


@dataclass(frozen=True, slots=True)
class KindFit:
    """Whether the deal can be one of a kind."""

    title: str
    allowed: bool
    why: tuple[str, ...]
    """What speaks against it."""
    in_zone: bool | None
    """Under the view of the verdict; None where the kind does not allow it, or without numbers."""
    brief: str = ""
    """What speaks against it in a few words, issues counted."""


@dataclass(frozen=True, slots=True)
class OnFrontier:
    """Where the deal stands to the deals that cannot be bettered for one party without costing another."""

    over: str
    """Among which deals: "admissible" (within the lines that hold), or "possible" where the deal itself is not admissible."""
    efficient: bool
    distance: float
    """The part of its own range that every party could gain at once; 0 for an efficient deal."""
    better: dict[str, str] | None
    """An efficient deal that no party likes less."""
    gains: dict[str, float]
    """By party, in points: what that deal gives above this one."""
    firmer: dict[str, float]
    """By party: how much of the gain comes from a deal likelier, or less likely, to hold (see :class:`Amendment`)."""
    exact: bool
    method: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of few options."""

    change: dict[str, str]
    was: dict[str, str]
    in_zone: bool
    moves: dict[str, float]
    """By party: points gained or lost against the deal as it stands."""
    firmer: dict[str, float]
    """By party: how much of that comes from the deal being likelier (or less likely) to hold, or from what a broken one leaves; the
    rest is what the options themselves are worth, at the chance that the deal as it stands holds."""
    spare: dict[str, float]
    """By party: how far the amended deal lies above no deal; below it where negative."""
    short: dict[str, float]
    crosses: tuple[str, ...]
    unlawful: tuple[Mark, ...]
    views: dict[str, bool]
    """View → whether the amended deal is in the zone at its middle numbers."""


@dataclass(frozen=True, slots=True)
class Before:
    """An issue beside how it stood before the war."""

    before: str
    deal: str
    same: bool
    moves: dict[str, float]
    """By party: points that the difference is worth, of the issue by itself; empty without numbers."""


@dataclass(frozen=True, slots=True)
class Tested:
    """Everything that is said of one deal."""

    case: str
    title: str
    name: str | None
    kind: str
    view: str
    beliefs: str
    red_lines: RedLines
    deal: dict[str, str]
    filled: tuple[str, ...]
    """Issues that were left open and completed (``--open``)."""
    in_zone: bool | None
    reason: str
    """Why it is not in the zone, or why that cannot be said; empty where it is."""
    parties: dict[str, PartyStanding]
    crosses: tuple[str, ...]
    """Declared lines of the parties whose consent is required."""
    lines: tuple[Crossed, ...]
    """The same and those of other parties, with whose they are and in which words they were declared."""
    needs: tuple[str, ...]
    """Suppliers and ratifiers beside the principals."""
    consent: tuple[Need, ...]
    """The same, with what for."""
    signatures: tuple[str, ...]
    """The principals."""
    unlawful: tuple[Mark, ...]
    kinds: dict[str, KindFit]
    views: dict[str, InView]
    share: Share | None
    """Under the view of the verdict."""
    frontier: OnFrontier | None
    amendments: tuple[Amendment, ...]
    mending: int | None
    """How many changes of one or two options mend it (none of them holds another); None where it was not asked."""
    searched: int | None
    """Every change of at most so many options was looked at: two, or fewer where those were too many."""
    fewest: int | None
    """The fewest changes that bring it into the zone; None where no deal of its kind is there, or it was not settled."""
    zone: bool | None
    """Whether any deal of its kind is in the zone; None where it was not asked or not settled."""
    ratifiers: dict[str, float]
    """Ratifiers whose veto is told beside the verdicts → by how many points each falls short, at the middle numbers."""
    before: dict[str, Before]
    package: str | None
    """The package of the case that this deal is."""
    orders: dict[str, str]
    """Party → whether it ranks that package above, level with or below no deal."""
    unset: tuple[str, ...]
    """Numbers that are not yet said."""
    command: str = ""
    """What makes this again."""
    if_softened: tuple[str, ...] = ()
    """The lines of which each would have to soften, and which together bring this very deal into the zone; empty where it is there,
    and where softening lines does not bring it there."""
