"""Whether what a statement or an act tells is its source's own, and of today: no question, no advice to it, no supposition, no history."""

from __future__ import annotations

import re

from parley.documents.model import Document
from parley.reading.model import Statement

_BOUND = re.compile(r"[.!?…][”\"’)]*\s+(?=[“\"‘(]?[A-Z])|\n")
_TOLD_TO = re.compile(
    r"^(?:must|should|ought to|needs? to|ha(?:s|ve) to|would (?:have|need) to|could|might)\b|\bwould (?:have|need) to\b",
    re.I,
)
"""Reporting words that tell what their subject ought to do, by somebody else's lights."""
_SUPPOSED = re.compile(
    r"\b(?:if|unless|should|must|ought to|could|might|would (?:have|need) to)\b[^;:“”\"]*,\s*$", re.I
)
"""Before a participle ("…, offering talks"): it is advised or supposed with its clause."""
_YEAR = re.compile(
    r"\b(?i:in|during|since|until|before|by) (?:early |late |mid-?)?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December),? )?((?:19|20)\d\d)\b(?! (?:talks|agreement|accord|deal|treaty|truce|ceasefire|borders?|lines?|resolution))"
)
_LONG_AGO = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|several|many|some) (?:years|decades) ago\b|\b(?:years|decades|a decade|a century) ago\b",
    re.I,
)
_WHICH_HAD = re.compile(r"\b(?:which|who)\s*$", re.I)
_BY_AFTER = 16
"""Characters after the reporting words within which a year is theirs ("agreed in 2011 to")."""
_PAST_YEARS = 2
"""A year so far back is history."""


def is_own(document: Document, statement: Statement) -> bool:
    """Whether the source does what is told: it is not asked whether it did, told what it should do, or supposed to do it."""
    if not statement.cue or statement.form == "direct":
        return True
    text, cue = document.text, statement.cue[0]
    if _TOLD_TO.search(statement.cue_text):
        return False
    if statement.cue_text.lower().endswith("ing") and _SUPPOSED.search(text[_begins(text, cue.start) : cue.start]):
        return False
    end = max(s.end for s in (*statement.cue, *statement.content))
    return not _asks(text, end)


def is_history(document: Document, statement: Statement) -> bool:
    """Whether the words say that it was years ago ("in 2011", "decades ago"), or before what is told ("which had refused to")."""
    if not statement.cue:
        return False
    text, cue = document.text, statement.cue[0]
    begins = _begins(text, cue.start)
    if statement.cue_text.lower().startswith("had ") and _WHICH_HAD.search(text[begins : cue.start]):
        return True
    told = text[begins : statement.cue[-1].end + _BY_AFTER]
    if statement.form == "indirect" and _LONG_AGO.search(text[_begins(text, begins - 2) : cue.end]):
        return True
    if document.on is None:
        return False
    years = [int(m.group(1)) for m in _YEAR.finditer(told)]
    return bool(years) and max(years) <= document.on.year - _PAST_YEARS


def _begins(text: str, at: int) -> int:
    """Where the sentence that holds the character begins."""
    last = 0
    for found in _BOUND.finditer(text, max(0, at - 600), max(0, at)):
        last = found.end()
    return last or max(0, at - 600)


def _asks(text: str, at: int) -> bool:
    """Whether the sentence that goes on at a character is a question."""
    found = re.search(r"[.!?\n]", text[max(0, at - 1) : at + 300])
    return found is not None and found.group() == "?"


__all__ = ["is_history", "is_own"]
