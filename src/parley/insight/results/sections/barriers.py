"""The barrier audit: what keeps the parties from a deal, removed alone and in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parley.insight.results.section import Section, SectionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Barriers(Section):
    key: ClassVar[str] = "barriers"
    minimal_sets: tuple[tuple[str, ...], ...]
    """Titles of barriers whose joint removal opens a zone, and no part of which does."""
    minimal_sets_lines_aside: tuple[tuple[str, ...], ...]
    minimal_paths: tuple[tuple[tuple[str, ...], ...], ...]
    """The judgements behind each barrier of each set."""
    exact: bool
    """Whether all sets were tried."""
    largest: int
    kind: str
    keys: tuple[str, ...]


RECORD = SectionRecord(Barriers, "parley.insight.sections.barriers:section", by_numbers=True, screen=False)
