"""Two levels: each ratifier's win-set, and what it would strike out under each view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.core.jsonio import bare_name
from parley.insight.results.section import Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True)
class Veto:
    """What one ratifier's consent would change of one kind under one view: counts of deals (None: not counted)."""

    __pydantic_config__: ClassVar = {"alias_generator": bare_name}

    kind: str
    view: str | None
    ratifier: str
    for_: str | None
    """The principal for which it ratifies."""
    possible: int | None
    win_set: int | None
    principal: int | None
    """Deals that its principal would take."""
    killed: int | None
    open_without: bool
    open_with: bool
    zone: int | None
    zone_killed: int | None
    closed: tuple[str, ...]
    """Titles of the options with which its principal would take some deal, and it none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLevels(Section):
    key: ClassVar[str] = "two_levels"
    vetoes: tuple[Veto, ...]
    notes: tuple[int, ...] = ()

    @property
    def cited(self) -> tuple[int, ...]:
        return self.notes


def _any(case: Case) -> bool:
    return any(party.role == "ratifier" for party in case.parties.values())


RECORD = SectionRecord(TwoLevels, "parley.insight.sections.two_levels:section", _any, screen=False)
