"""Transcripts and written questions: paragraphs that begin with a speaker's name and a colon.

A turn is taken only where the document is a transcript or has at least two such paragraphs; "Q:" asks, and what is asked
is kept as the question that the next turn answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.core.spans import Span
from parley.reading.drafts import Draft
from parley.reading.lexicon import PRONOUNS
from parley.reading.paragraphs import Paragraph
from parley.reading.resolve import NAMED, Place
from parley.reading.roles import word_kind

_TURN = re.compile(
    r"(?P<who>(?:[A-Z][\w.’'-]*|of|the|de|van|al)(?:[ ](?:[A-Z(][\w.’')-]*|of|the|for|and|de|van|al)){0,7}):\s+(?=\S)"
)
ASKS = re.compile(r"(?:Q|QUESTION|Question|Reporter|REPORTER|Interviewer|INTERVIEWER)$")
_LEAST = 3
"""Words of a turn."""


def turns(parts: Sequence[Paragraph], parses: Sequence[Place], *, transcript: bool) -> list[Draft]:
    """A draft for each turn, with the question before it."""
    found = [(p, m) for p in parts if not p.furniture and (m := _TURN.match(p.text))]
    names = {m.group("who") for _, m in found if not ASKS.match(m.group("who"))}
    if not found or (not transcript and (len(found) < 2 or not names)):
        return []
    out: list[Draft] = []
    asked: tuple[int, Span] | None = None
    for part, match in found:
        words = Span(match.end(), len(part.text))
        if ASKS.match(match.group("who")):
            asked = (part.index, words)
            continue
        if len(words.of(part.text).split()) < _LEAST or not _is_name(match, parses[part.index]):
            continue
        colon = match.end("who")
        source = Span(match.start("who"), colon)
        head = parses[part.index].doc.char_span(source.start, source.end, alignment_mode="expand")
        draft = Draft(
            part.index, Span(colon, colon + 1), "say", -1, ":", Span(0, len(part.text)), source=[source], content=[words],
            quoted=[words], source_head=head.root.i if head is not None else None, clause=Span(0, colon + 1),
        )  # fmt: skip
        if asked is not None and asked[0] == part.index - 1:
            draft.asked_before = asked
        asked = None
        out.append(draft)
    return out


def _is_name(match: re.Match[str], place: Place) -> bool:
    """Every word a name or title, none a preposition that opens a heading ("In the East:")."""
    if NAMED.search(match.group("who")):
        return True
    first = match.group("who").split()[0].lower()
    if first == "the":  # "The PRIME MINISTER:"
        return any(w.isupper() or word_kind(w.lower()) == "office" for w in match.group("who").split()[1:])
    return first not in ("in", "on", "at", "the", "of", "for", "to", "a", "an", "note", "update", "source", "photo")


def is_question(text: str) -> bool:
    """A paragraph that asks ("Q: …"): its words are nobody's statement."""
    match = _TURN.match(text)
    return match is not None and ASKS.match(match.group("who")) is not None


def asks(draft: Draft, text: str) -> bool:
    """Words of a questioner's turn that are nobody's statement: all but what others are named as having said."""
    if not is_question(text):
        return False
    told = bool(draft.source) and draft.source[0].of(text).lower() not in PRONOUNS
    return not told or draft.sentence.of(text).rstrip().endswith("?")
