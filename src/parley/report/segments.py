"""A document's text in stretches within which nothing begins or ends, so that a page marks statements without counting characters.

A browser counts UTF-16 units, offsets are code points: each stretch carries the code point at which it begins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from parley.core.spans import Span
from parley.documents.model import Document
from parley.reading.model import Statement
from parley.report.formats import clean


@dataclass(frozen=True)
class Segment:
    """A stretch of text within which nothing begins or ends. ``start`` counts code points of the document."""

    start: int
    text: str
    roles: tuple[str, ...]
    """Of which parts of statements it is: "source", "cue", "content"."""
    statements: tuple[str, ...]
    furniture: bool = False
    hidden: bool = False
    """Markup, not words."""


def segments(document: Document, statements: Iterable[Statement], within: Span | None = None) -> tuple[Segment, ...]:
    """The document's text (or a part) cut where any statement's part, piece of markup or furniture begins or ends.

    The segments' texts join to the text itself (control characters become spaces, one for one).
    """
    whole = within or Span(0, len(document.text))
    layers: list[tuple[Span, str, str]] = []
    for s in statements:
        for role in ("source", "cue", "content"):
            layers += [(span, role, s.id) for span in getattr(s, role)]
    layers += [(span, "markup", "") for span in document.markup]
    layers += [(f.span, "furniture", "") for f in document.furniture]
    layers = [(span, role, of) for span, role, of in layers if span.overlaps(whole) and span.end > span.start]
    begins: dict[int, list[tuple[str, str]]] = {}
    ends: dict[int, list[tuple[str, str]]] = {}
    for span, role, of in layers:
        begins.setdefault(max(span.start, whole.start), []).append((role, of))
        ends.setdefault(min(span.end, whole.end), []).append((role, of))
    cuts = sorted({whole.start, whole.end, *begins, *ends})
    open_now: list[tuple[str, str]] = []
    out = []
    for start, end in itertools.pairwise(cuts):
        for item in ends.get(start, ()):
            open_now.remove(item)
        open_now += begins.get(start, ())
        roles = tuple(dict.fromkeys(role for role, of in open_now if of))
        out.append(
            Segment(
                start,
                clean(document.text[start:end]),
                roles,
                tuple(dict.fromkeys(of for _, of in open_now if of)),
                any(role == "furniture" for role, _ in open_now),
                any(role == "markup" for role, _ in open_now),
            )
        )
    return tuple(out)


__all__ = ["Segment", "segments"]
