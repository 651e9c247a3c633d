"""Levers: what each would do at each level, and the smallest bundles within the limits that open a zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.insight.results.section import Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True)
class Bundle:
    """Levers pulled together, each at a level."""

    levers: tuple[str, ...]
    titles: tuple[str, ...]
    levels: tuple[float, ...]
    cost: float | None
    """Points of the decider; None where one lever's is not stated."""
    delay_weeks: int
    """Of the slowest."""
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LimitSize:
    """A limit on what levers may use together."""

    title: str
    at_most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers(Section):
    key: ClassVar[str] = "levers"
    bundles: tuple[Bundle, ...]
    """Cheapest first."""
    bundles_exact: bool
    kind: str
    limits: dict[str, LimitSize]


def _any(case: Case) -> bool:
    return bool(case.levers)


RECORD = SectionRecord(Levers, "parley.insight.sections.levers:section", _any, by_numbers=True, screen=False)
