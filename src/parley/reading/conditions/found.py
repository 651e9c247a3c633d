"""Which statements set a condition, for what, and what must come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from parley.core.spans import Span, Spans
from parley.reading.acts.naming import Actor, Naming, phrase
from parley.reading.conditions import wordings
from parley.reading.conditions.marked import Found, conditions
from parley.reading.conditions.setters import another, set_by, subject_of
from parley.reading.model import Condition, Stance, Statement
from parley.reading.parsed_text import ParsedText
from parley.reading.rules.row import table

if TYPE_CHECKING:
    from spacy.tokens import Token

PROPOSITIONS = {"talks": "talks-now", "truce": "ceasefire-in-place"}


def with_conditions(text: ParsedText, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each with the conditions that its words set."""
    made: dict[int, list[Condition]] = {}
    naming: Naming | None = None
    for paragraph, found in told(text):
        holder = holder_of(text, statements, paragraph, found)
        if holder is None:
            continue
        one = condition(text, paragraph, found, statements[holder])
        if _strays(one, statements[holder]):
            continue
        spurned = _spurned(text, paragraph, found)
        if spurned is not None:
            holds = any(s.overlaps(spurned) for s in statements[holder].source)
            whose = spurned.of(text.document.text).strip()
            one = one if holds else replace(one, setter=(spurned,), setter_text=whose)
            made.setdefault(holder, []).append(one)
            continue
        who = subject_of(text.parses[paragraph].doc, found)
        if who is not None and within(text, statements[holder], paragraph, who) and another(statements[holder], who):
            naming = naming or Naming(text, statements)
            one = _set_by(one, naming.actor(paragraph, phrase(who, who.head.i)), statements[holder])
        made.setdefault(holder, []).append(one)
    return tuple(sided(replace(s, conditions=tuple(made[i]))) if i in made else s for i, s in enumerate(statements))


def _spurned(text: ParsedText, paragraph: int, found: Found) -> Span | None:
    """Whose demand is told as rejected ("rejected the government's demand that …"): the words that name them."""
    words = text.parts[paragraph].text
    hit = wordings.spurned(words, found.sentence.start, found.marker.start)
    return text.at(paragraph, Span(*hit.span("whose"))) if hit is not None and hit["whose"].strip() else None


def _strays(one: Condition, holder: Statement) -> bool:
    """What would hang on it is told before the speaker begins: "while advisers believe in talks, they said that … while …"."""
    begins = min(s.start for s in (*holder.source, *holder.cue, *holder.content))
    return holder.within is not None and bool(one.thing_words) and one.thing_words[-1].end <= begins


def within(text: ParsedText, holder: Statement, paragraph: int, who: Token) -> bool:
    """Whether somebody is named in what the speaker says, and is not the speaker."""
    at = text.at(paragraph, Span(who.idx, who.idx + len(who.text)))
    return any(s.contains(at) for s in holder.content) and not any(s.overlaps(at) for s in holder.source)


def _set_by(one: Condition, actor: Actor, holder: Statement) -> Condition:
    if actor.party is not None and actor.party == holder.party:
        return one
    if actor.name is not None and actor.name == holder.resolved:
        return one
    return replace(one, setter=(actor.span,), setter_text=actor.name or actor.words, setter_party=actor.party)


def told(text: ParsedText) -> list[tuple[int, Found]]:
    """Every condition in the text with its paragraph."""
    return [(i, f) for i, p in enumerate(text.parses) if not text.parts[i].heading for f in conditions(p.doc)]


def holder_of(text: ParsedText, statements: Sequence[Statement], paragraph: int, found: Found) -> int | None:
    """The statement in whose words a condition stands: the fewest around its marker, else around its thing or its terms."""
    marker, thing, terms = (text.at(paragraph, s) for s in (found.marker, found.thing_at, found.terms))
    who = subject_of(text.parses[paragraph].doc, found)
    for at in (marker, terms, thing) if found.row.gives["terms"] == "before" else (marker, thing, terms):
        best, size = None, 1 << 60
        for i, s in enumerate(statements):
            if any(c.overlaps(at) for c in s.content):
                length = sum(c.end - c.start for c in s.content)
                if length < size and (at is marker or who is None or _of(text, s, paragraph, who)):
                    best, size = i, length
        if best is not None:
            return best
    return None


def _of(text: ParsedText, holder: Statement, paragraph: int, who: Token) -> bool:
    """Whether who refuses or asks speaks here, or is spoken of."""
    at = text.at(paragraph, Span(who.idx, who.idx + len(who.text)))
    return any(s.overlaps(at) for s in (*holder.source, *holder.content))


def condition(text: ParsedText, paragraph: int, found: Found, holder: Statement | None) -> Condition:
    """A condition as the model has it; its terms within the words of who sets it."""
    terms = text.at(paragraph, found.terms)
    marker = text.at(paragraph, found.marker)
    if holder is not None:
        for span in holder.content:
            if span.overlaps(marker) and span.overlaps(terms) and terms.start < span.end < terms.end:
                terms = Span(terms.start, span.end)
    spans: Spans = (terms,)
    by = set_by(text.parses[paragraph].doc, found)
    whose = text.at(paragraph, by) if by is not None else None
    words = " ".join(terms.of(text.document.text).split()).strip(' ,.;:”“"')
    return Condition(
        found.thing,
        (text.at(paragraph, found.thing_at),),
        (marker,),
        spans,
        words,
        found.status,
        f"{found.row.table}/{found.row.name}",
        setter=(whose,) if whose is not None else (),
        setter_text=whose.of(text.document.text) if whose is not None else None,
    )


@cache
def _kept() -> frozenset[str]:
    """Rules of conditions on how a thing is to be held: who sets one is for the thing all the same."""
    return frozenset(f"{r.table}/{r.name}" for r in table("conditions") if r.gives.get("kept"))


def sided(statement: Statement) -> Statement:
    """Who sets a condition on talks or a truce is for it on a condition."""
    dropped = {PROPOSITIONS.get(c.thing) for c in statement.conditions if c.status == "dropped"}
    stances = [x for x in statement.stances if x.side != "conditional" or x.proposition not in dropped]
    for c in statement.conditions:
        proposition = PROPOSITIONS.get(c.thing)
        if proposition is None or c.status == "dropped" or statement.negated or c.setter or c.rule in _kept():
            continue
        side = Stance(proposition, "conditional", tuple(sorted({*c.thing_words, *c.marker, *c.terms})))
        known = next((i for i, x in enumerate(stances) if x.proposition == proposition), None)
        if known is None:
            stances.append(side)
        elif stances[known].side in ("for", "against", "ambiguous"):
            stances[known] = side
    return replace(statement, stances=tuple(stances))


__all__ = ["condition", "holder_of", "sided", "told", "with_conditions"]
