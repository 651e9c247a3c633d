"""Conditions that nobody's reported words hold ("the Front has made a withdrawal a condition for any talks"): acts that are told.

An act that the text tells there already takes the condition up; else a record of its own is made, ``deed.act`` "condition".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.acts.doers import acts as acting
from parley.reading.acts.naming import Actor, Naming, phrase
from parley.reading.conditions.found import condition, holder_of, sided, told
from parley.reading.conditions.marked import NAMING, Found
from parley.reading.conditions.setters import subject_of
from parley.reading.conditions.wordings import REFUSALS
from parley.reading.english import grammar
from parley.reading.model import Condition, Deed, Footing, Statement, statement_id
from parley.reading.parsed_text import ParsedText

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD_OUT = frozenset(
    {
        "if-then-willing",
        "as-long-as",
        "provided",
        "without",
        "except",
        "while",
        "first-then",
        "after-it",
        "must-be-held",
        "any-that",
    }
)
"""Rows that need somebody who holds the thing out: told by nobody they only tell what follows what."""


def with_narrated(
    text: ParsedText, statements: Sequence[Statement], acts: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The acts, with the conditions that stand outside of all reported words; acts that double a statement's condition left out."""
    out = list(acts)
    naming: Naming | None = None
    for paragraph, found in told(text):
        marker = text.at(paragraph, found.marker)
        if holder_of(text, statements, paragraph, found) is not None:
            out = [a for a in out if a.source or a.deed is None or a.deed.act != "condition" or not _touches(a, marker)]
            continue
        made = condition(text, paragraph, found, None)
        known = _taken_up(out, text.at(paragraph, found.sentence), marker, made)
        if known is None and found.row.name in NAMING:
            known = _announced(out, text.at(paragraph, Span(0, found.marker.start)))
        if known is not None:
            out[known] = sided(replace(out[known], conditions=(*out[known].conditions, made)))
            continue
        who = subject_of(text.parses[paragraph].doc, found)
        told_of = found.row.name in NAMING or (who is not None and found.row.name in REFUSALS)
        if (found.thing == "other" and not told_of) or (who is None and found.row.name in _HELD_OUT):
            continue
        naming = naming or Naming(text, statements)
        made_of = _record(text, naming, paragraph, found, made, _noun(who))
        out.append(sided(made_of) if made_of.source else made_of)
    return tuple(out)


def _noun(who: Token | None) -> Token | None:
    """ "Rebels insisted they would not talk": the rebels."""
    if who is None or who.lower_ not in ("it", "they", "he", "she"):
        return who
    verb = who.head
    while verb.head.i != verb.i:
        verb = verb.head
        above = grammar.subject(verb) if verb.pos_ in ("VERB", "AUX") else None
        if above is not None and above.i < who.i and above.pos_ in ("NOUN", "PROPN") and acting(above):
            return above
    return who


def _touches(act: Statement, marker: Span) -> bool:
    return any(s.overlaps(marker) for s in (*act.cue, *act.content))


def _taken_up(acts: Sequence[Statement], sentence: Span, marker: Span, made: Condition) -> int | None:
    """The act around the marker: what is refused, demanded or made a condition there."""
    best: tuple[int, int] | None = None
    for i, act in enumerate(acts):
        if act.record != "act" or act.deed is None or not act.cue or not sentence.contains(act.cue[0]):
            continue
        if _touches(act, marker) or any(s.overlaps(t) for s in act.content for t in made.thing_words):
            size = sum(s.end - s.start for s in act.content)
            rank = (0 if act.deed.act == "condition" else 1, size)
            if not any(t.contains(act.cue[0]) for t in made.terms) and (best is None or rank < best):
                best, at = rank, i
    return at if best is not None else None


def _announced(acts: Sequence[Statement], before: Span) -> int | None:
    """The act that says that conditions were set, whose terms the sentence after it tells ("set three conditions. They include …")."""
    for i, act in reversed(list(enumerate(acts))):
        if act.record == "act" and act.deed is not None and act.deed.act == "condition" and not act.conditions:
            return i if act.cue and before.contains(act.cue[0]) else None
    return None


def _record(
    text: ParsedText, naming: Naming, paragraph: int, found: Found, made: Condition, who: Token | None
) -> Statement:
    whole, part = text.document.text, text.parts[paragraph]
    actor: Actor | None = (
        naming.actor(paragraph, phrase(who, text.parses[paragraph].doc[who.i].head.i)) if who is not None else None
    )
    source = (actor.span,) if actor is not None else ()
    content = tuple(
        s
        for s in (
            Span(min(made.thing_words[0].start, made.terms[0].start), max(made.thing_words[0].end, made.terms[0].end)),
        )
    )
    deed = Deed(
        "condition", made.marker, about=made.thing_words, about_text=made.thing_words[0].of(whole), thing=made.thing, rule=made.rule
    )  # fmt: skip
    return Statement(
        id=statement_id(text.document.id, source, made.marker, content), document=text.document.id, source=source, cue=made.marker, content=content,
        source_text=" … ".join(s.of(whole) for s in source), cue_text=made.marker[0].of(whole), content_text=tuple(s.of(whole) for s in content),
        form="indirect", footing=Footing("author"), resolved=actor.name if actor else None, party=actor.party if actor else None,
        role=actor.role if actor else None, furniture=part.furniture, date=part.date if part.furniture else text.document.on,
        act="condition", record="act", deed=deed, conditions=(made,),
    )  # fmt: skip


__all__ = ["with_narrated"]
