"""What an extractor hands over: parts of a page in order, and the facts that its metadata state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from parley.core.spans import Span, Spans
from parley.documents.frontmatter import Front
from parley.documents.layout import Aside, Form, Piece, continues
from parley.documents.model import Found


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text with its pieces, facts found in metadata (``title``, ``authors``, ``outlet``, ``date``), the rest as text.

    :func:`compose` makes text and pieces from paragraphs. ``given`` facts win over those that stand in the words.
    """

    text: str
    pieces: list[Piece]
    given: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    language: str = "en"
    meta: dict[str, str] = field(default_factory=dict)
    marks: Spans = ()
    """Spans of the text that are markup, not words."""
    entities: bool = False
    """``&amp;`` in the text stands for ``&``."""
    front: Front | None = None
    """What stands before the text, where the text keeps it."""
    name: str | None = None
    """Of one of several documents in a source: what lists call it; else the source's name."""
    path: str | None = None
    """Of one of several: its own address, the same whenever the source is read again; else the source's path."""


def compose(parts: Iterable[tuple[Form, str] | tuple[Form, str, Aside | None]]) -> tuple[str, list[Piece]]:
    """Parts joined by empty lines, white space folded; parts without words are left out, broken paragraphs mended."""
    pieces: list[Piece] = []
    for form, words, *beside in parts:
        folded = " ".join(words.split())
        if not any(c.isalnum() for c in folded):
            continue
        piece = Piece(Span(0, len(folded)), folded, form, aside=beside[0] if beside else None)
        if pieces and pieces[-1].aside == piece.aside and continues(pieces[-1], piece):
            piece = replace(piece, words=f"{pieces.pop().words} {folded}")
        start = pieces[-1].span.end + 2 if pieces else 0
        pieces.append(replace(piece, span=Span(start, start + len(piece.words))))
    return "\n\n".join(piece.words for piece in pieces), pieces
