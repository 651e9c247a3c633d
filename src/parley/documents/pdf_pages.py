"""The pages of a PDF as one text: heads and feet taken off, notes after the text, sentences joined over the break.

What repeats at the edge of pages, a page's number, and a short line in smaller letters that white divides from the text
are no words of the text; they are told beside it. Notes at the foot of a page would stand in the middle of a sentence:
they follow after the last page, in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from parley.core.spans import Span
from parley.documents import dates
from parley.documents.layout import Piece, ended
from parley.documents.pdf_layout import Fragment, Paragraph, in_order, paragraphs, text_of, words_in

NUMBER = re.compile(r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.I)
_NOTE = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§]+)\s?\S")
_EDGE = 2
_LONGEST_HEAD = 12
"""Words."""
_SMALL = 0.88


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a PDF with its pieces, and what stands at the edges of its pages, each once."""

    text: str
    pieces: list[Piece]
    heads: tuple[str, ...]


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip()).lower()


def text(pages: Sequence[Sequence[Fragment]]) -> Text:
    """All pages in reading order."""
    sizes = [f.size for page in pages for f in page for _ in range(len(f.text))]
    body = median_high(sizes) if sizes else 1.0
    rest, heads = _without_heads(pages, body)
    flow: list[Paragraph] = []
    notes: list[Paragraph] = []
    for number, page in enumerate(rest):
        main, foot = _divided(page, body)
        flow += paragraphs(in_order(main), body, number)
        notes += paragraphs([foot], body, number) if foot else []
    whole = words_in(line for p in flow for line in p.lines)
    made = [(p, text_of(p.lines, whole)) for p in (*_joined(flow), *_joined(notes))]
    pieces: list[Piece] = []
    at = 0
    for p, words in made:
        said = " ".join(words.split())
        if not any(c.isalnum() for c in said):
            continue
        form = "heading" if p.head and len(p.lines) <= 3 and len(said) <= 200 else "paragraph"
        pieces.append(Piece(Span(at, at + len(said)), said, form, len(p.lines)))  # type: ignore[arg-type]
        at += len(said) + 2
    return Text("\n\n".join(piece.words for piece in pieces), pieces, heads)


def _without_heads(pages: Sequence[Sequence[Fragment]], body: float) -> tuple[list[list[Fragment]], tuple[str, ...]]:
    """The fragments of every page without those at its edges that are no text, and these, each once, numbers left out."""
    ordered = [sorted(page, key=lambda f: (-f.y, f.left)) for page in pages]
    seen = Counter(k for page in ordered for k in {_key(f.text) for f in (*_top(page), *_bottom(page))})
    often = {k for k, n in seen.items() if n >= 3 and 2 * n >= len(pages)} | {
        k for k, n in seen.items() if n >= 2 and n == len(pages) and len(k.split()) <= _LONGEST_HEAD
    }
    rest: list[list[Fragment]] = []
    heads: dict[str, None] = {}
    for page in ordered:
        kept = list(page)
        for from_top in (True, False):
            while kept:
                edge = _top(kept)[:1] if from_top else _bottom(kept)[:1]
                f = edge[0]
                if not (NUMBER.match(f.text) or _key(f.text) in often or _apart(f, kept, body)):
                    break
                kept.remove(f)
                if not NUMBER.match(f.text):
                    heads.setdefault(f.text)
        rest.append(kept)
    return rest, tuple(heads)


def _top(page: Sequence[Fragment]) -> list[Fragment]:
    return list(page[:_EDGE])


def _bottom(page: Sequence[Fragment]) -> list[Fragment]:
    return list(reversed(page[-_EDGE:]))


def _apart(f: Fragment, page: Sequence[Fragment], body: float) -> bool:
    """A short line in smaller letters that white divides from all else: the name of a paper, a running title."""
    if (
        f.size > _SMALL * body
        or len(f.text.split()) > _LONGEST_HEAD
        or _NOTE.match(f.text)
        or ended(f.text)
        or dates.only(f.text)
    ):
        return False
    others = [abs(o.y - f.y) for o in page if o is not f and abs(o.y - f.y) > 0.3 * f.size]
    return bool(others) and min(others) >= 1.6 * body


def _divided(page: Sequence[Fragment], body: float) -> tuple[list[Fragment], list[Fragment]]:
    """The text of a page, and the notes at its foot: smaller letters below all of it, begun by a number or a sign."""
    low = min((f.y for f in page if f.size > _SMALL * body), default=None)
    if low is None:
        return list(page), []
    below = sorted((f for f in page if f.y < low and f.size <= _SMALL * body), key=lambda f: (-f.y, f.left))
    first = next((i for i, f in enumerate(below) if _NOTE.match(f.text)), None)
    foot = below[first:] if first is not None else []
    return [f for f in page if f not in foot], foot


def _joined(flow: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that a page or a column broke, made whole."""
    out: list[Paragraph] = []
    for p in flow:
        if out and _continues(out[-1], p):
            before = out[-1]
            before.lines += p.lines
            before.room, before.page, before.column, before.bottom = p.room, p.page, p.column, p.bottom
        else:
            out.append(p)
    return out


def _continues(before: Paragraph, after: Paragraph) -> bool:
    if min(before.size, after.size) < 0.92 * max(before.size, after.size) or before.head != after.head:
        return False
    if before.head:  # a heading of several lines
        return before.page == after.page and 0 < before.bottom - after.top <= 1.6 * after.size
    if (before.page, before.column) == (after.page, after.column):
        return False
    last, first = before.lines[-1], after.lines[0]
    if re.search(r"\w[-‐\u00ad]$", last) and first[:1].islower():
        return True
    if ended(last) or dates.only(last) or dates.only(first):
        return False
    alike = min(before.width, after.width) >= 0.7 * max(before.width, after.width)
    no_room = before.room < len(first.split(" ", 1)[0]) + 1
    return first[:1].islower() or (alike and no_room and len(before.lines) + len(after.lines) > 2)
