"""Quotation marks: around what somebody said, never around words of a summary of ours.

Every page that shows a case's evidence asks here, so that the same words are told alike everywhere. In a document that is
a summary of ours only what the summary itself puts in quotation marks is somebody's own.
"""

from __future__ import annotations

import re

from parley.documents.same_words import find, plain

OPENING = ("“", '"')
OURS = "(our words)"


def said(words: str, verbatim: bool, *, lead: bool = False) -> str:
    """The words as a page shows them: in quotation marks if somebody said them, else marked as ours.

    ``lead``: the mark stands before, for where the words end a line.

    >>> said("we hold", True), said("They would hold.", False), said("They would hold.", False, lead=True)
    ('“we hold”', 'They would hold. (our words)', 'in our words: They would hold.')
    """
    text = " ".join(words.split())
    if not verbatim:
        return f"in our words: {text}" if lead else f"{text} {OURS}"
    return text if text.startswith(OPENING) else f"“{text}”"


def overlap(passage: str, quote: str) -> bool:
    """Whether one of two passages of a document holds the other, as they read."""
    one, other = (plain(" ".join(text.split())).casefold() for text in (passage, quote))
    return one in other or other in one


def own_words(summary: bool, text: str, quote: str) -> bool:
    """Whether a passage is somebody's own: not of a summary of ours, or within quotation marks there. ``text``: the document's."""
    if not summary or quote[:1] in OPENING or _marks_closed(quote):
        return True
    found = find(text, quote)
    if found is None:
        return False
    first, _ = paragraph(text, *found)
    return _inside(text[first : found.start])


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph around a passage begins and ends."""
    blank = re.compile(r"\r?\n[ \t]*\r?\n")
    first = max((m.end() for m in blank.finditer(text, 0, start)), default=0)
    following = blank.search(text, end)
    return first, following.start() if following else len(text)


def _inside(before: str) -> bool:
    """Whether a quotation is open at the end of ``before``."""
    open_now = False
    for sign in before:
        if sign == '"':
            open_now = not open_now
        elif sign in "“”":
            open_now = sign == "“"
    return open_now


def _marks_closed(quote: str) -> bool:
    """Whether the passage itself holds a whole quotation: its own marks say whose words are whose."""
    return "“" in quote or quote.count('"') >= 2
