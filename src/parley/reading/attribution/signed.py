"""Quotations that stand alone with a name below them: pull quotes, mottos, the block quotations of web pages.

A paragraph that is one quotation, and after it a line with nothing but a name ("— Ann Lee", "Ann Lee, chief negotiator"),
is that person's, whoever spoke before.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.drafts import Draft, Place
from parley.reading.english import grammar
from parley.reading.english.quotation_marks import SIGNATURE, lone
from parley.reading.paragraphs import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc


def signed(parts: Sequence[Paragraph], parses: Sequence[Place]) -> dict[int, Draft]:
    """By the number of its paragraph, each quotation that the line below it gives to somebody."""
    found: dict[int, Draft] = {}
    for part, below in itertools.pairwise(parts):
        quote, line = lone(part.text), SIGNATURE.fullmatch(below.text.strip())
        if quote is None or line is None or part.furniture != below.furniture:
            continue
        bare = line.end("who") == len(line.group()) and not line.start("who")
        if bare and not any(line.group("who").split()[-1] in p.text for p in parts if p not in (part, below)):
            continue  # a heading
        at = below.text.index(line.group("who"))
        who = Span(at, at + len(line.group("who")))
        head = _head(parses[below.index].doc, who)
        if head is None:
            continue
        span, end = Span(0, len(part.text)), quote.span.end
        draft = Draft(
            part.index,
            Span(end, end),
            "say",
            -1,
            "",
            span,
            source=[who],
            content=[quote.span],
            quoted=[quote.span],
        )
        draft.source_paragraph, draft.source_head, draft.clause = below.index, head, Span(end, end)
        found[part.index] = draft
    return found


def _head(doc: Doc, who: Span) -> int | None:
    """The last word of the name, where every word of it is a name's."""
    words = grammar.tokens_of(doc, who)
    if words is None or any(t.tag_[:2] == "VB" and t.text.islower() for t in doc):
        return None
    names = [t for t in words if t.text[:1].isupper()]
    return names[-1].i if names and all(t.pos_ in ("PROPN", "NOUN", "ADJ") for t in names) else None


__all__ = ["signed"]
