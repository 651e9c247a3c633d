"""Outlook: in how many futures a zone opens by when, under each view, and what the wait costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.insight.results.section import Chart, Line, Number, Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True)
class ViewOutlook:
    """The futures of one view. Shares are of the futures drawn."""

    weeks: tuple[int, ...]
    open_by: tuple[float, ...]
    """Share in which a zone has opened by each week."""
    open_at: tuple[float, ...]
    """Share in which one is open in that week; it may close again."""
    error: float
    first: tuple[Number | None, Number | None, Number | None]
    """Week of first opening: quartiles over all futures; None where later than the last week."""
    stays: float | None
    """Weeks that a zone stays open, mean."""
    terms: dict[str, str] | None
    """The deal most often at the Nash point when the zone first opens."""
    wait: dict[str, float | None]
    """Party → points that the wait costs it."""
    fan: dict[str, tuple[tuple[float, ...], ...]]
    """Party → five rows over the weeks: quantiles of its own no-deal value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook(Section):
    key: ClassVar[str] = "outlook"
    kind: str
    views: dict[str, ViewOutlook]
    quantiles: tuple[int, ...]
    """Per cent, of the rows of each fan."""
    futures: int
    """How many were drawn for each view."""

    @property
    def chart(self) -> Chart | None:
        """Of 100 futures, in how many a zone has opened by each week; a line a view."""
        lines = tuple(
            Line(key, v.weeks, tuple(100 * share for share in v.open_by))
            for key, v in self.views.items()
            if v.weeks and v.open_by
        )
        if not lines:
            return None
        return Chart("week", "of 100 futures, a zone has opened", lines, 0.0, 100.0, stepped=True)


def states_outlook(case: Case) -> bool:
    """Whether the case says how news comes in."""
    from parley.outlook.futures import has_outlook

    return has_outlook(case)


RECORD = SectionRecord(
    Outlook,
    "parley.insight.sections.outlook:section",
    states_outlook,
    by_numbers=True,
    template="outlook.html.j2",
    screen=False,
)
