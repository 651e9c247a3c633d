"""What is open to ask: the numbers not yet said, and for which verdict each is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parley.case.types import Case
from parley.insight.results.section import Section, SectionRecord


@dataclass(frozen=True, slots=True)
class OpenNumber:
    """A number not yet said."""

    path: str
    question: str
    kinds: tuple[str, ...]
    """The kinds of deal whose verdict reads it; empty where none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAsk(Section):
    key: ClassVar[str] = "to_ask"
    numbers: tuple[OpenNumber, ...]
    """In the order in which they would be asked."""


def _any(case: Case) -> bool:
    return any(judgement.distribution is None for judgement in case.judgements.values())


RECORD = SectionRecord(ToAsk, "parley.insight.sections.to_ask:section", _any, without_numbers=True)
