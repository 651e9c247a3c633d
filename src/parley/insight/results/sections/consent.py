"""Whose consent else: who must supply what an option needs, and who can break or assure a deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parley.case.consent import suppliers
from parley.insight.results.section import Section, SectionRecord

if TYPE_CHECKING:
    from parley.case.types import Case


@dataclass(frozen=True, slots=True)
class Supplier:
    """What one option asks of one party beside those required; base case."""

    party: str
    issue: str
    option: str
    worth: float
    """Points that supplying the option by itself is worth to it against not supplying, at the middle number."""
    refused: float | None
    """Share of the combinations in which that is below zero; None where none were drawn."""
    short: float | None
    """Points by which it falls short at the median of those combinations: its price; None where it never does."""
    kinds: tuple[str, ...]
    """Kinds of deal that have the option and would have a zone, lines set aside, if every supplier supplied, but have none."""


@dataclass(frozen=True, slots=True)
class Sway:
    """What a spoiler or a mediator does to the log-odds that a deal is kept."""

    party: str
    role: str
    amount: float | None
    """At the middle number; None where the case states none: named only, in no number."""
    low: float | None
    high: float | None
    lines: tuple[str, ...]
    """Of a spoiler: the lines by which it chooses what to break; none: every deal that is not secure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Section):
    key: ClassVar[str] = "consent"
    suppliers: tuple[Supplier, ...]
    sways: tuple[Sway, ...]


def _any(case: Case) -> bool:
    return bool(suppliers(case)) or any(party.role in ("spoiler", "mediator") for party in case.parties.values())


RECORD = SectionRecord(Consent, "parley.insight.sections.consent:section", _any, by_numbers=True, screen=False)
