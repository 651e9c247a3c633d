"""The paragraphs of a document that may hold statements, in the coordinates of its clean view."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import View

_READ = frozenset({"paragraph", "list"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: where it stands in the view, its words, and whether it is page furniture (with its own date)."""

    index: int
    span: Span
    text: str
    furniture: bool
    date: datetime.date | None
    heading: bool = False


def paragraphs(document: Document, view: View) -> list[Paragraph]:
    """Paragraphs and list items in order. Headings, bylines, captions and credits say nothing of their own."""
    out: list[Paragraph] = []
    for block in view.blocks:
        if block.block.kind not in _READ:
            continue
        furniture, date = block.block.furniture, None
        for item in document.furniture:
            if item.span.overlaps(block.block.span):
                furniture, date = True, item.date or date
        out.append(Paragraph(len(out), block.span, block.span.of(view.text), furniture, date))
    return out
