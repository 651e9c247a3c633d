"""Which statements set a condition, for what, and what must come first."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reading.model import Statement
from parley.reading.parsed_text import ParsedText


def with_conditions(text: ParsedText, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each with the conditions that its words set."""
    return tuple(statements)


__all__ = ["with_conditions"]
