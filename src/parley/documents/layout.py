"""Lines into pieces: headings, list items, paragraphs, with hard-wrapped lines and broken paragraphs joined.

A piece is a stretch of the text and what its form alone says about it. What it *is* (byline, caption, sidebar) is
judged afterwards, in :mod:`parley.documents.pieces` and :mod:`parley.documents.furniture`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parley.core.spans import Span, Spans
from parley.documents import dates
from parley.documents.markup import is_list_item, is_rule
from parley.documents.view import words_of

Form = Literal["heading", "paragraph", "list"]

_EOL = re.compile(r"\r\n|\n|\r|\u2028|\u2029|\f")
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}(?:[ \t]|$)")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)[^*\n]{1,150}(?:\*\*|__)\s*$")
_UNDERLINE = re.compile(r"^[ ]{0,3}(?:={3,}|-{3,})[ \t]*$")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]*_]*\s*(?:\[\d+\]\s*)?$")
_SIGNED = re.compile(r"^(?:by|from|written by|reported by|edited by)\s", re.I)
_LABELLED = re.compile(r"^[A-Z][\w'’-]*(?: [\w'’-]+){0,5}:\s")
_SPEAKER = re.compile(r"^[A-Z][A-Za-z.'’ \-]{0,40}:(?:\s|$)")
_WIDEST = 120
_SHORTEST_BROKEN = 40


@dataclass(frozen=True, slots=True)
class Aside:
    """What a web page itself sets beside its article: its kind, by what it was told, the number of the item in it."""

    kind: str
    why: str
    item: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, its words without markup, and its form; ``aside`` where its page sets it beside."""

    span: Span
    words: str
    form: Form
    lines: int = 1
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def _lines(text: str, start: int) -> Iterator[_Line]:
    at = start
    for m in _EOL.finditer(text, start):
        yield _Line(at, m.start(), text[at : m.start()])
        at = m.end()
    if at < len(text):
        yield _Line(at, len(text), text[at:])


def _first_word(line: str) -> int:
    head = line.split(None, 1)
    return len(head[0]) if head else 0


def _joined(upper: _Line, lower: _Line, width: int | None) -> bool:
    """True where two adjacent lines belong to one paragraph. ``width`` is that of a hard-wrapped text, else None."""
    if is_list_item(lower.text) or is_rule(lower.text) or is_rule(upper.text) or _BOLD_LINE.match(upper.text):
        return False
    above, below = upper.text.rstrip(), lower.text.strip()
    if above.endswith(","):
        return True
    if below[:1].islower() and not _ENDED.search(above) and not _SIGNED.match(below):
        return True
    if width is None or upper.text.endswith("  ") or dates.only(below) or dates.only(above.strip()):
        return False
    if _SPEAKER.match(below) and (_ENDED.search(above) or _SPEAKER.match(above.strip())):
        return False
    return len(above) + 1 + _first_word(below) > width - 12


def _width(lines: list[_Line]) -> int | None:
    """The width to which a text is wrapped by hand; None where each line is a paragraph of its own."""
    longest = max((len(line.text.rstrip()) for line in lines if "://" not in line.text), default=0)
    if longest > _WIDEST:
        return None
    inner = [upper for upper, lower in pairwise(lines) if not upper.blank and not lower.blank]
    closed = sum(ended(line.text.rstrip()) for line in inner)
    return None if len(inner) >= 2 and closed > 0.6 * len(inner) else longest


def _groups(lines: list[_Line]) -> Iterator[tuple[list[_Line], Form]]:
    width = _width(lines)
    current: list[_Line] = []
    form: Form = "paragraph"
    for line in lines:
        if current and (line.blank or not _joined(current[-1], line, width) or _HEADING.match(line.text)):
            if not line.blank and _UNDERLINE.match(line.text) and len(current) == 1 and form == "paragraph":
                yield current, "heading"  # Setext: a line underlined
                current = []
                continue
            yield current, form
            current = []
        if line.blank or is_rule(line.text):
            continue
        if not current:
            form = "paragraph"
            if _HEADING.match(line.text) or _BOLD_LINE.match(line.text):
                yield [line], "heading"
                continue
            if is_list_item(line.text):
                form = "list"
        current.append(line)
    if current:
        yield current, form


def pieces(text: str, markup: Spans, start: int = 0) -> list[Piece]:
    """All pieces from ``start`` on that hold words, in order; a paragraph broken over empty lines is one piece.

    A page that was saved to text may break a sentence by an empty line. A long piece that ends without sentence
    punctuation, followed by one that starts in lower case, is one paragraph.
    """
    out: list[Piece] = []
    for lines, form in _groups(list(_lines(text, start))):
        span = trimmed(text, Span(lines[0].start, lines[-1].end))
        words = words_of(text, span, markup)
        if not any(c.isalnum() for c in words):
            continue
        piece = Piece(span, words, form, len(lines))
        if out and continues(out[-1], piece):
            before = out.pop()
            whole = Span(before.span.start, span.end)
            piece = Piece(whole, f"{before.words} {words}", before.form, before.lines + len(lines))
        out.append(piece)
    return out


def continues(before: Piece, after: Piece) -> bool:
    """True where a page broke one paragraph in two: no end of a sentence before, a small letter after."""
    if before.form == "heading" or after.form != "paragraph" or not after.words[:1].islower():
        return False
    if len(before.words) < _SHORTEST_BROKEN or _ENDED.search(before.words) or _SIGNED.match(after.words):
        return False
    return not re.match(r"[a-z]+://|www\.", after.words)


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def ended(words: str) -> bool:
    """True where the words end like a sentence."""
    return _ENDED.search(words) is not None


def labelled(words: str) -> bool:
    """True where the words start with a short capitalised label and a colon ("In the East: …")."""
    return _LABELLED.match(words) is not None
