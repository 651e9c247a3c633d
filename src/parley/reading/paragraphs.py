"""The paragraphs of a document that may hold statements, in the coordinates of its clean view."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import View
from parley.reading.english.quotation_marks import SIGNATURE, lone

LONGEST = 1500
"""Characters read at one go. The parser's work on one sentence grows with the square of its length, so that a paragraph
without an end is cut, at a sentence's end where there is one."""
_LONG_WORD = re.compile(r"\S{200,}")
_SENTENCE_END = re.compile(r"[.?!][”\"’)]*\s+")
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
    only = not any(b.block.kind in _READ for b in view.blocks)  # a page of one line is no title of nothing
    for block in view.blocks:
        heading = block.block.kind not in _READ and not (only and block.block.kind == "heading")
        if heading and not (out and _signature(out[-1].text, block.span.of(view.text))):
            continue
        furniture, date = block.block.furniture, None
        for item in document.furniture:
            if item.span.overlaps(block.block.span):
                furniture, date = True, item.date or date
        for span in _pieces(view.text, block.span):
            out.append(Paragraph(len(out), span, span.of(view.text), furniture, date, heading))
    return out


def _signature(above: str, line: str) -> bool:
    """A name alone below a quotation that stands alone, which looks like a heading."""
    return len(line) < 120 and lone(above) is not None and SIGNATURE.fullmatch(line.strip()) is not None


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A paragraph as stretches that can be parsed: no word over 200 characters, none longer than ``LONGEST``."""
    at = span.start
    for word in _LONG_WORD.finditer(text, span.start, span.end):
        yield from _cut(text, at, word.start())
        at = word.end()
    yield from _cut(text, at, span.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start + LONGEST // 2, start + LONGEST)]
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = ends[-1] if ends else blank + 1 if blank > 0 else start + LONGEST
        yield Span(start, stop)
        start = stop
    if text[start:end].strip():
        yield Span(start, end)
