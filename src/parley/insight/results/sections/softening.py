"""What must soften: the smallest sets of declared lines whose lifting opens a zone, under each view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parley.insight.results.section import Section, SectionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Softening(Section):
    key: ClassVar[str] = "softening"
    sets: dict[str, tuple[tuple[str, ...], ...]]
    """View → the sets, each of keys of lines."""
    shut: str
    """The views in which nothing need soften, or no softening helps, in sentences: what the table has no row for."""

    @property
    def in_memo(self) -> str:
        return self.shut if self.rows else self.text


RECORD = SectionRecord(Softening, "parley.insight.sections.softening:section", by_numbers=True, screen=False, memo=True)
