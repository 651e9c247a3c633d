"""The words of a document without markup, and the way back to the characters of its text.

The view joins the blocks by an empty line; inside a block every run of white space is one space, so that a paragraph
that was hard-wrapped or broken over an empty line reads as one. Offsets of the view are never stored: map them back.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from parley.core.spans import Span, Spans
from parley.documents.model import Block, Document

_SPACE = re.compile(r"\s+")
# where the words are not the characters: white space that is not one plain space, signs without width, entities
_TURN = re.compile(r"[^\S ]\s*| \s+|[\u200b\u2060\ufeff\u00ad]+")
_TURN_ENTITY = re.compile(
    r"[^\S ]\s*| \s+|[\u200b\u2060\ufeff\u00ad]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_BREAK = re.compile(r"<(?:br|p|/p|div|/div)\b", re.I)


@dataclass(frozen=True, slots=True)
class ViewBlock:
    """A block of the document and where its words stand in the view."""

    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class View:
    """Clean text; code point ``i`` of it stands for ``starts[i]:ends[i]`` of the document's text."""

    text: str
    starts: array[int]
    ends: array[int]
    blocks: tuple[ViewBlock, ...]

    def raw(self, span: Span) -> Span:
        """The span of the document's text that holds these words of the view, markup in between included."""
        if span.end <= span.start:
            at = self.starts[span.start] if span.start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def from_raw(self, span: Span) -> Span:
        """The words of the view that lie in a span of the document's text; empty where it holds only markup."""
        start = bisect_right(self.ends, span.start)
        end = bisect_left(self.starts, span.end)
        return Span(start, max(start, end))

    def clean(self, span: Span) -> str:
        """The words in a span of the document's text."""
        return self.from_raw(span).of(self.text)


def view(document: Document) -> View:
    """Build the view of a document. Linear in its length."""
    out: list[str] = []
    starts, ends = array("L"), array("L")
    blocks: list[ViewBlock] = []
    for block in document.blocks:
        words, where_start, where_end = words_and_offsets(document.text, block.span, document.markup, document.entities)
        if not words:
            continue
        if out:  # the gap between two blocks stands for what lies between them
            out.append("\n\n")
            starts.extend((ends[-1], ends[-1]))
            ends.extend((where_start[0], where_start[0]))
        begin = len(starts)
        out.append(words)
        starts.extend(where_start)
        ends.extend(where_end)
        blocks.append(ViewBlock(Span(begin, len(starts)), block))
    return View("".join(out), starts, ends, tuple(blocks))


def plain(document: Document, span: Span) -> str:
    """The words in a span as a reader would see them: markup removed, white space folded."""
    return words_and_offsets(document.text, span, document.markup, document.entities)[0]


def words_of(text: str, span: Span, markup: Spans) -> str:
    """As :func:`plain`, before there is a document."""
    return words_and_offsets(text, span, markup, True)[0]


def _kept(text: str, span: Span, markup: Spans) -> Iterator[tuple[int, int, bool]]:
    """Stretches of ``span`` that are not markup; the flag says that a line break in the markup came before."""
    at, broken = span.start, False
    index = bisect_right(markup, span.start, key=lambda s: s.end)
    while at < span.end:
        if index < len(markup) and markup[index].start < span.end:
            mark = markup[index]
            if mark.start > at:
                yield at, mark.start, broken
                broken = False
            broken = broken or _BREAK.match(text, mark.start) is not None
            at, index = max(at, mark.end), index + 1
        else:
            yield at, span.end, broken
            return


def words_and_offsets(text: str, span: Span, markup: Spans, entities: bool) -> tuple[str, array[int], array[int]]:
    """The words of ``span``, and for each of their code points where it starts and ends in ``text``."""
    out: list[str] = []
    starts, ends = array("L"), array("L")
    turn = _TURN_ENTITY if entities else _TURN
    spaced = True  # so that leading white space is dropped

    def put(start: int, end: int) -> bool:
        """Characters that stand for themselves; they hold no two spaces in a row."""
        if spaced and start < end and text[start] == " ":
            start += 1
        if start == end:
            return spaced
        out.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))
        return text[end - 1] == " "

    def put_as(words: str, start: int, end: int) -> bool:
        """Characters that stand for others; nothing where they would double a space."""
        if spaced and words == " ":
            return True
        out.append(words)
        starts.extend([start] * len(words))
        ends.extend([end] * len(words))
        return words == " "

    for start, end, broken in _kept(text, span, markup):
        if broken:
            spaced = put_as(" ", start, start)
        at = start
        for m in turn.finditer(text, start, end):
            spaced = put(at, m.start())
            at = m.end()
            if text[m.start()] == "&":
                spaced = put_as(_SPACE.sub(" ", html.unescape(m.group())), *m.span())
            elif text[m.start()].isspace():
                spaced = put_as(" ", *m.span())
        spaced = put(at, end)
    if spaced and out:
        out[-1] = out[-1][:-1]
        starts.pop()
        ends.pop()
    return "".join(out), starts, ends
