"""The watch-list: what would change the answer, whether it would, and which statements mention it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.insight.results.section import Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True)
class Turned:
    """Whether a zone exists under a view, and whether it does once the judgement is moved."""

    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement that holds one of the words watched for: it need not say that what is watched for has happened."""

    id: str
    document: str
    who: str
    date: datetime.date | None
    text: str
    """The part of it that holds the words."""


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """One thing to watch for."""

    text: str
    path: str | None
    to: float | None
    words: str
    """What it would do, in words."""
    verdicts: dict[str, Turned]
    """By view; empty where no judgement is named."""
    mentions: tuple[Mention, ...]
    """The latest few."""
    count: int
    """Of all mentions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSection(Section):
    key: ClassVar[str] = "watch"
    entries: tuple[WatchEntry, ...]
    notes: tuple[int, ...] = ()

    @property
    def cited(self) -> tuple[int, ...]:
        return self.notes


def _any(case: Case) -> bool:
    return bool(case.watch)


RECORD = SectionRecord(WatchSection, "parley.insight.sections.watch:section", _any, screen=False)
