"""Phrases of diplomacy: who used each, what it is taken to mean, and whether a zone holds a deal that meets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.insight.results.section import Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True)
class MetIn:
    """The views in which a zone for one kind of deal meets a formula, as declared and with lines set aside."""

    declared: tuple[str, ...]
    none: tuple[str, ...]
    shortfall: float | None
    """The least of such a deal, base case, lines set aside."""


@dataclass(frozen=True, slots=True)
class FormulaStanding:
    """A formula, and where it is met."""

    title: str
    means: tuple[dict[str, tuple[str, ...]], ...]
    """Issue → the options that fit; one mapping for each reading."""
    because: str | None
    kinds: dict[str, MetIn]
    recognises_conquest: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulas(Section):
    key: ClassVar[str] = "formulas"
    formulas: dict[str, FormulaStanding]
    notes: tuple[int, ...] = ()

    @property
    def cited(self) -> tuple[int, ...]:
        return self.notes


def _any(case: Case) -> bool:
    return bool(case.formulas)


RECORD = SectionRecord(Formulas, "parley.insight.sections.two_levels:formulas", _any, screen=False)
