"""A statement in its paragraph, as segments of text: a browser needs no offsets, and none can be miscounted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import plain
from parley.reading.model import Statement

Part = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words, and which part of the statement it is; ``covers`` lists every part, where they overlap."""

    text: str
    part: Part | None
    covers: tuple[Part, ...] = ()


def segments(document: Document, statement: Statement) -> tuple[Segment, ...]:
    """The words of the blocks that the statement touches, cut where a part begins or ends; markup removed."""
    parts: list[tuple[Part, Span]] = []
    names: tuple[Part, ...] = ("source", "cue", "content")
    for name in names:
        parts += [(name, span) for span in getattr(statement, name)]
    said = [span for _, span in parts]
    blocks = [b.span for b in document.blocks if any(b.span.overlaps(s) for s in said)] or [Span(0, len(document.text))]
    out: list[Segment] = []
    for number, block in enumerate(blocks):
        cuts = sorted({block.start, block.end, *(c for s in said for c in s if block.start < c < block.end)})
        if number:
            out.append(Segment("\n\n", None))
        for start, end in pairwise(cuts):
            covers = tuple(dict.fromkeys(name for name, s in parts if s.start <= start and end <= s.end))
            words = plain(document, Span(start, end))
            raw = document.text[start:end]
            if words:  # the view folds white space at the ends of a stretch; give one space back
                words = (" " if raw[:1].isspace() and start > block.start else "") + words
                words += " " if raw[-1:].isspace() and end < block.end else ""
            elif raw.isspace():
                words = " "
            if words:
                out.append(Segment(words, covers[0] if covers else None, covers))
    return tuple(out)
