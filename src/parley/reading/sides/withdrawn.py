"""Statements that their own document goes on to call withdrawn or walked back: both stay, the first marked.

A statement is taken back by a later act of the same speaker ("retracted the statement"): the one whose words that act
repeats, else the nearest before it; or in so many words soon after it ("the remarks were later withdrawn").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parley.core.spans import Span, Spans
from parley.documents.model import Document
from parley.reading.english.retracting import WALKED_BACK, WITHDRAWN
from parley.reading.model import Statement

NEAR, SOON, OF_A_TEXT = 600, 260, 400
"""Characters between a statement and the act that takes it back; words that say so; the same of a letter."""
MOST = 0.5
"""Share of the words by which an act names what it takes back that the statement must have."""
_NAMES = 1
_NOT = re.compile(r"\b(?:never|not|hardly|nearly|almost)\b|n['’]t\b", re.I)
_IF = re.compile(
    r"\b(?:if|unless|whether|should|were|had|until|demanded that|insisted that|asked that)\W+(?:\w+\W+){0,3}$", re.I
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_POINTS = frozenset(
    ["statement", "statements", "remark", "remarks", "comment", "comments", "claim", "claims", "call", "calls", "offer", "offers",
     "demand", "words", "that", "this", "their", "those", "these", "with", "about", "later", "letter", "report"]
)  # fmt: skip
"""Words that point to what was said, and say nothing of it."""


def marked(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The same statements, those that are taken back in the document with the words that say so."""
    back: dict[str, Spans] = {}
    acts = [
        s for s in statements if s.act == "retract" and not s.negated and not _supposed(s, statements, document.text)
    ]
    for act in acts:
        meant = _meant(act, statements)
        if meant is not None:
            back.setdefault(meant.id, tuple(sorted((*act.cue, *act.content))))
        for inner in statements:  # "retracted her claim that …": the claim that it names
            if inner.act != "retract" and all(
                any(w.start <= c.start and c.end <= w.end for w in act.content) for c in inner.content
            ):
                back.setdefault(inner.id, act.cue)
    for found in WALKED_BACK.finditer(document.text):
        if _NOT.search(found.group()) or _IF.search(document.text[max(0, found.start() - 60) : found.start()]):
            continue
        if not any(cue.start < found.end() and found.start() < cue.end for act in acts for cue in act.cue):
            meant = _nearest(found.start(), SOON, statements)
            if meant is not None and meant.footing.kind != "document":
                back.setdefault(meant.id, (Span(*found.span()),))
    for statement in statements:
        if statement.footing.kind == "document" and statement.id not in back:
            end = statement.content[-1].end
            said = WITHDRAWN.search(document.text, end, min(len(document.text), end + OF_A_TEXT))
            if said:
                back[statement.id] = (Span(*said.span()),)
    return tuple(replace(s, taken_back=back[s.id]) if s.id in back else s for s in statements)


def _supposed(act: Statement, statements: Sequence[Statement], text: str) -> bool:
    """True where the taking back is only spoken of: supposed, asked for, or denied by whoever tells of it."""
    holder = next((s for s in statements if s.id == act.within), None)
    if holder is not None and (holder.negated or holder.act in ("deny", "ask", "want", "demand")):
        return True
    start = min(s.start for s in (*act.source, *act.cue))
    return bool(_IF.search(text[max(0, start - 20) : start]))


def _meant(act: Statement, statements: Sequence[Statement]) -> Statement | None:
    """What an act of taking back means: by the same speaker, with most of the words that the act names, else the nearest."""
    at = min(s.start for s in (*act.cue, *act.content))
    mine = [s for s in statements if s.act != "retract" and s.content[-1].end <= at and speaker(s) == speaker(act)]
    wanted = _words(act)
    if len(wanted) < _NAMES:
        return _nearest(at, NEAR, mine)
    alike = max(mine, key=lambda s: (len(wanted & _words(s)), s.content[-1].end), default=None)
    return alike if alike is not None and len(wanted & _words(alike)) >= MOST * len(wanted) else None


def _nearest(at: int, within: int, statements: Sequence[Statement]) -> Statement | None:
    before = [s for s in statements if s.act != "retract" and 0 <= at - s.content[-1].end <= within]
    return max(before, key=lambda s: (s.content[-1].end, -s.content[0].start), default=None)


def _words(statement: Statement) -> set[str]:
    return {w.lower() for w in _WORD.findall(" ".join(statement.content_text))} - _POINTS


def speaker(statement: Statement) -> str:
    """Who speaks, for telling two speakers apart."""
    return (statement.resolved or statement.footing.described or statement.source_text).lower()


__all__ = ["marked", "speaker"]
