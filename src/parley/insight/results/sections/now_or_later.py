"""Now or later: talks now against waiting, for each principal by its own beliefs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from parley.insight.results.section import Section, SectionRecord
from parley.insight.results.sections.outlook import states_outlook

Better = Literal["now", "later", "either"]


@dataclass(frozen=True, slots=True)
class NowOrLater:
    """One principal under one view, in points of its own scale."""

    now: float
    later: float
    better: Better
    zone_now: bool
    failing: float | None
    """The price of talks that fail, where the case states one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NowOrLaterSection(Section):
    key: ClassVar[str] = "now_or_later"
    views: dict[str, dict[str, NowOrLater]]
    """View → principal."""
    rule: str
    """How waiting is taken to end."""


RECORD = SectionRecord(
    NowOrLaterSection,
    "parley.insight.sections.outlook:now_or_later",
    states_outlook,
    by_numbers=True,
    screen=False,
)
