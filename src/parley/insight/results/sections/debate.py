"""The debate as the documents show it: who stands where on what, who turned, and the camps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parley.insight.results.section import Section, SectionRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Debate(Section):
    key: ClassVar[str] = "debate"
    turns: tuple[tuple[str, str, str, str], ...]
    """Who, on what, when, and from which side to which."""
    camps: tuple[tuple[str, ...], ...]
    """Largest first."""
    agreement: tuple[tuple[str, str, int], ...]
    """Pairs with a tie: above 0 agreeing, below 0 opposed."""
    camps_exact: bool
    leads: dict[str, dict[str, int]]
    """Party → member → how often others turned after it."""


RECORD = SectionRecord(Debate, "parley.insight.sections.debate:section", screen=False, without_numbers=True)
