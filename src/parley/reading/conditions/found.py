"""Which statements set a condition, for what, and what must come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.core.spans import Span, Spans
from parley.reading.conditions.marked import Found, conditions
from parley.reading.model import Condition, Stance, Statement
from parley.reading.parsed_text import ParsedText

PROPOSITIONS = {"talks": "talks-now", "truce": "ceasefire-in-place"}


def with_conditions(text: ParsedText, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each with the conditions that its words set."""
    made: dict[int, list[Condition]] = {}
    for paragraph, found in told(text):
        holder = holder_of(text, statements, paragraph, found)
        if holder is not None:
            made.setdefault(holder, []).append(condition(text, paragraph, found, statements[holder]))
    return tuple(_sided(replace(s, conditions=tuple(made[i]))) if i in made else s for i, s in enumerate(statements))


def told(text: ParsedText) -> list[tuple[int, Found]]:
    """Every condition in the text with its paragraph."""
    return [(i, f) for i, p in enumerate(text.parses) if not text.parts[i].heading for f in conditions(p.doc)]


def holder_of(text: ParsedText, statements: Sequence[Statement], paragraph: int, found: Found) -> int | None:
    """The statement in whose words a condition stands: the fewest around its marker, else around its thing or its terms."""
    for span in (found.marker, found.thing_at, found.terms):
        at = text.at(paragraph, span)
        best, size = None, 1 << 60
        for i, s in enumerate(statements):
            if any(c.overlaps(at) for c in s.content):
                length = sum(c.end - c.start for c in s.content)
                if length < size:
                    best, size = i, length
        if best is not None:
            return best
    return None


def condition(text: ParsedText, paragraph: int, found: Found, holder: Statement | None) -> Condition:
    """A condition as the model has it; its terms within the words of who sets it."""
    terms = text.at(paragraph, found.terms)
    marker = text.at(paragraph, found.marker)
    if holder is not None:
        for span in holder.content:
            if span.overlaps(marker) and span.overlaps(terms) and terms.start < span.end < terms.end:
                terms = Span(terms.start, span.end)
    spans: Spans = (terms,)
    words = " ".join(terms.of(text.document.text).split()).strip(" ,.;:”“\"")
    return Condition(found.thing, (text.at(paragraph, found.thing_at),), (marker,), spans, words, found.status, f"{found.row.table}/{found.row.name}")


def _sided(statement: Statement) -> Statement:
    """Who sets a condition on talks or a truce is for it on a condition."""
    stances = list(statement.stances)
    for c in statement.conditions:
        proposition = PROPOSITIONS.get(c.thing)
        if proposition is None or c.status == "dropped" or statement.negated:
            continue
        side = Stance(proposition, "conditional", tuple(sorted({*c.thing_words, *c.marker, *c.terms})))
        known = next((i for i, x in enumerate(stances) if x.proposition == proposition), None)
        if known is None:
            stances.append(side)
        elif stances[known].side in ("for", "against"):
            stances[known] = side
    return replace(statement, stances=tuple(stances))


__all__ = ["condition", "holder_of", "told", "with_conditions"]
