"""Transcripts and written questions: paragraphs that begin with a speaker's name and a colon.

A turn is taken only where the document is a transcript or has at least two such paragraphs; "Q:" asks, and what is asked
is kept as the question that the next turn answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.attribution import candidates, quoting
from parley.reading.drafts import Draft, Place
from parley.reading.english import grammar
from parley.reading.english.lexicon import PRONOUNS
from parley.reading.english.parse import parsed
from parley.reading.english.quotation_marks import quotes
from parley.reading.english.roles import word_kind
from parley.reading.paragraphs import Paragraph
from parley.reading.sources.resolver import NAMED

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = r"(?:[A-Z][\w.’'-]*|of|the|for|and|de|van|al)"
_BRACKETS = r"(?:[ ]\([^()\n]{1,60}\))"
_TURN = re.compile(
    rf"(?P<who>{_WORD}(?:(?:,?[ ]{_WORD}){{0,14}}{_BRACKETS}{{1,2}}|(?:[ ]{_WORD}){{0,7}})(?:[ ]{_WORD}){{0,3}}):\s+(?=\S)"
)
_HOLDER = re.compile(r"[ ]\((?P<name>[A-Z][\w.’'-]*(?:[ ](?:[A-Z][\w.’'-]*|de|van|al|of)){1,3})\)")
_TITLE = re.compile(r"(?:MR|MRS|MS|DR|Mr|Mrs|Ms|Dr)\.?[ ]")
_BRACKET = re.compile(r"[ ]\(")
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
        source = _named(match)
        head = grammar.tokens_of(parses[part.index].doc, source)
        draft = Draft(
            part.index, Span(colon, colon + 1), "say", -1, ":", Span(0, len(part.text)), source=[source], content=[words],
            quoted=[words], source_head=head.root.i if head is not None else None, clause=Span(0, colon + 1),
        )  # fmt: skip
        if asked is not None and asked[0] == part.index - 1:
            draft.asked_before = asked
        asked = None
        out.append(draft)
        out += _without_label(part, parses[part.index].doc, words)
    return out


def _without_label(part: Paragraph, doc: Doc, words: Span) -> list[Draft]:
    """What others are told to have said at the start of a turn, read again with the label away: the parser takes
    "Ann Lee (Lab): The minister told us" for one clause, in which Ann Lee or both of them told."""
    misread = [
        d for d in candidates.candidates(doc, quotes(part.text), part.index) if d.content and _in_label(d, part.text)
    ]
    if not misread:
        return []
    speech = words.of(part.text)
    alone, marks = next(iter(parsed([speech]))), quotes(speech)
    found = candidates.candidates(alone, marks, part.index)
    quoting.assign(alone, speech, marks, found, part.index)
    cues = {d.cue.start for d in misread}
    return [
        _shifted(d, words.start, alone, doc)
        for d in found
        if d.source and d.content and d.source_paragraph is None and d.cue.start + words.start in cues
    ]


def _shifted(draft: Draft, by: int, alone: Doc, doc: Doc) -> Draft:
    """A draft of the words behind a label as one of the paragraph, its tokens those at the same characters."""
    tokens = {t.idx: t.i for t in doc}

    def span(one: Span) -> Span:
        return Span(one.start + by, one.end + by)

    def token(index: int | None) -> int | None:
        return None if index is None or index < 0 else tokens.get(alone[index].idx + by)

    cue = token(draft.cue_token)
    return replace(
        draft, cue=span(draft.cue), cue_token=-1 if cue is None else cue, sentence=span(draft.sentence),
        source=[span(s) for s in draft.source], source_head=token(draft.source_head), content=[span(s) for s in draft.content],
        quoted=[span(s) for s in draft.quoted], clause=draft.clause and span(draft.clause),
        context=draft.context and span(draft.context), question=draft.question and span(draft.question),
    )  # fmt: skip


def _named(match: re.Match[str]) -> Span:
    """The words of a label that name: what stands before brackets that tell party, state or office ("Rosa Linden (Lab)"),
    or the holder in brackets behind an office ("The Secretary of State for Trade (Marcus Fell)")."""
    who, bracket = match.group("who"), _BRACKET.search(match.group("who"))
    whole = Span(match.start("who"), match.end("who"))
    if bracket is None or NAMED.search(who):
        return whole
    words = who[: bracket.start()].lower().split()
    holder = _HOLDER.match(who, bracket.start())
    office = [word_kind(w) == "office" for w in words]
    if holder is not None and any(office) and (words[0] == "the" or office[-1] or {"of", "for"} & set(words)):
        return Span(whole.start + holder.start("name"), whole.start + holder.end("name"))
    title = _TITLE.match(who)
    return Span(whole.start + (title.end() if title else 0), whole.start + bracket.start())


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
    """Drafts that are nobody's statement: words of a questioner's turn, but for what others are named as having said, and
    what is read out of the label of a turn ("Ann Lee: I doubt it" is no doubt about Ann Lee)."""
    if _in_label(draft, text):
        return True
    if not is_question(text):
        return False
    told = bool(draft.source) and draft.source[0].of(text).lower() not in PRONOUNS
    return not told or draft.sentence.of(text).rstrip().endswith("?")


def _in_label(draft: Draft, text: str) -> bool:
    """Whether the source or what is reported stands in the label, the cue behind it."""
    match = _TURN.match(text)
    if match is None or draft.cue.start <= match.end("who"):
        return False
    source = draft.source if draft.source_paragraph is None else []
    return any(s.start < match.end("who") for s in (*source, *draft.content))
