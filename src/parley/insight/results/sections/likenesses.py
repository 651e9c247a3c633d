"""Claims of likeness, feature by feature, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.insight.results.section import Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Likenesses(Section):
    key: ClassVar[str] = "likenesses"
    tally: dict[str, dict[str, int]]
    """Analogy → "shared", "not" or "disputed" → how many features."""
    notes: tuple[int, ...] = ()

    @property
    def cited(self) -> tuple[int, ...]:
        return self.notes


def _any(case: Case) -> bool:
    return bool(case.analogies)


RECORD = SectionRecord(
    Likenesses, "parley.insight.sections.two_levels:analogies", _any, screen=False, without_numbers=True
)
