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


RECORD = SectionRecord(Softening, "parley.insight.sections.softening:section", by_numbers=True, screen=False, memo=True)
