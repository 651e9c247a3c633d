"""What an extractor hands over: parts of a page in order, and the facts that its metadata state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.core.spans import Span
from parley.documents.layout import Form, Piece
from parley.documents.model import Found


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text with its pieces, facts found in metadata (``title``, ``authors``, ``outlet``, ``date``), the rest as text."""

    text: str
    pieces: list[Piece]
    given: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    language: str = "en"
    meta: dict[str, str] = field(default_factory=dict)


def compose(parts: Iterable[tuple[Form, str]]) -> tuple[str, list[Piece]]:
    """Parts joined by empty lines, white space folded; parts without words are left out."""
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for form, words in parts:
        folded = " ".join(words.split())
        if not any(c.isalnum() for c in folded):
            continue
        pieces.append(Piece(Span(at, at + len(folded)), folded, form))
        texts.append(folded)
        at += len(folded) + 2
    return "\n\n".join(texts), pieces
