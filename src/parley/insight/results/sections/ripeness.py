"""Ripeness beside the zone: in which corner of the square each view stands. A labelled heuristic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parley.insight.results.section import Section, SectionRecord


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a view stands in the square, with the readiness of each principal."""

    ripe: bool
    zone: bool
    advice: str
    readiness: dict[str, float]


@dataclass(frozen=True, slots=True)
class Advice:
    """What a corner of the square advises."""

    ripe: bool
    zone: bool
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripeness(Section):
    key: ClassVar[str] = "ripeness"
    cells: dict[str, Standpoint]
    """By view."""
    threshold: float
    heuristic: bool
    advice: tuple[Advice, ...]


RECORD = SectionRecord(
    Ripeness,
    "parley.insight.sections.ripeness:section",
    by_numbers=True,
    template="ripeness.html.j2",
    screen=False,
)
