"""Stretches between double quotation marks, the journalists' way: a quotation of several paragraphs opens each anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parley.core.spans import Span

_OPEN, _CLOSE = "“«„‟", "”»"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """``span`` with its marks, ``inner`` without; ``closed`` false where the paragraph ends inside it."""

    span: Span
    inner: Span
    closed: bool
    words: int


def quotes(text: str) -> list[Quote]:
    """The quotations of one paragraph, in order. Straight marks alternate; two single marks count as a double one."""
    out: list[Quote] = []
    start: int | None = None
    width = 1
    index = 0
    while index < len(text):
        char = text[index]
        size = 2 if char in "'`" and text[index : index + 2] in ("''", "``") else 1
        straight = char == '"' or size == 2
        if start is None and (char in _OPEN or straight or (char == "”" and _opens(text, index))):
            start, width = index, size
        elif start is not None and (char in _CLOSE or straight):
            out.append(_quote(text, start, width, index, index + size, True))
            start = None
        index += size
    if start is not None and len(text) - start > 3:
        out.append(_quote(text, start, width, len(text), len(text), False))
    return [q for q in out if q.words and not (q.words <= 2 and _nickname(text, q))]


_NICK = re.compile(r"[A-Z][\w.’'-]* $")


def _nickname(text: str, quote: Quote) -> bool:
    """Kevin "Coach" Long: part of a name."""
    before, after = text[max(0, quote.span.start - 25) : quote.span.start], text[quote.span.end : quote.span.end + 2]
    inner = quote.inner.of(text)
    named = _NICK.search(before) is not None and after[:1] == " " and after[1:].isupper()
    return named and inner[:1].isupper() and inner[-1:].isalnum()


def _opens(text: str, index: int) -> bool:
    """A closing mark that is meant as an opening one: space or nothing before it, a word after it."""
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    return before.isspace() and not after.isspace()


def _quote(text: str, start: int, width: int, inner_end: int, end: int, closed: bool) -> Quote:
    inner = Span(min(start + width, inner_end), inner_end)
    return Quote(Span(start, end), inner, closed, len(_WORD.findall(inner.of(text))))


SIGNATURE = re.compile(
    r"(?:[—–―-]+\s*)?(?P<who>[^\W\d_a-z][\w.’'-]*(?:\s+(?:[^\W\d_a-z][\w.’'-]*|of|de|van|von|bin|al|der|the)){1,5})(?:,\s*[^.!?“”\"]{2,80})?"
)
"""A line that is nothing but a name: "— Ann Lee", "Ann Lee, chief negotiator"."""
_LEAST = 3
"""Words of a quotation that stands alone."""


def lone(text: str) -> Quote | None:
    """The quotation that a paragraph consists of, and of nothing else."""
    found = quotes(text) if text.lstrip()[:1] in '"“«„‟' else []
    whole = len(found) == 1 and found[0].closed and found[0].words >= _LEAST
    return found[0] if whole and len(text.strip()) <= found[0].span.end - found[0].span.start + 2 else None


def final(text: str, quote: Quote) -> str:
    """The last character said, "," or "." or "?"; empty for none."""
    said = quote.inner.of(text).rstrip()
    return said[-1] if said else ""
