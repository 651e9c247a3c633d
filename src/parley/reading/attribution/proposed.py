"""Attributions that somebody else proposes (a network, a reader elsewhere), as drafts: speakers, footing and stance are
then found as for the rules' own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from parley.core.spans import Span
from parley.reading.drafts import Draft, Place
from parley.reading.english import grammar, lexicon
from parley.reading.paragraphs import Paragraph

_Spans = tuple[tuple[int, int], ...]


class Proposal(Protocol):
    """Spans in the coordinates of the view, and how sure the proposer is."""

    @property
    def source(self) -> _Spans:
        """Who."""

    @property
    def cue(self) -> _Spans:
        """The reporting words."""

    @property
    def content(self) -> _Spans:
        """What was said."""

    @property
    def sure(self) -> float:
        """Log-odds; 0 where the proposer tells none."""


def drafts(
    tagged: Sequence[Proposal], parts: Sequence[Paragraph], parses: Sequence[Place]
) -> list[tuple[Draft, float]]:
    """Attributions in the view's coordinates as drafts of their paragraphs, each with its log-odds, in order."""
    starts = [p.span.start for p in parts]
    found = [(_draft(t, starts, parts, parses), t.sure) for t in tagged]
    out = [(d, sure) for d, sure in found if d is not None]
    return sorted(out, key=lambda d: (d[0].paragraph, d[0].cue.start))


def _where(starts: list[int], at: int) -> int:
    return max(0, bisect_right(starts, at) - 1)


def _draft(tagged: Proposal, starts: list[int], parts: Sequence[Paragraph], parses: Sequence[Place]) -> Draft | None:
    if not tagged.content or not tagged.cue:
        return None
    home = _where(starts, tagged.cue[0][0])
    cue = _local(tagged.cue[0], parts[home])
    phrase = grammar.tokens_of(parses[home].doc, cue) if cue is not None else None
    if cue is None or phrase is None:
        return None
    root = phrase.root
    lemma = root.lemma_.lower()
    known = lexicon.verbs().get(lemma) or lexicon.nouns().get(lemma)
    text = cue.of(parts[home].text).lower()
    made = Draft(
        home, cue, known.kind if known else "say", root.i, lemma, Span(root.sent.start_char, root.sent.end_char),
        negated=any(w in text.split() for w in ("not", "never", "declined", "refused")) or "n't" in text or "n’t" in text,
        hedged=bool(set(text.split()) & lexicon.HEDGES),
    )  # fmt: skip
    if tagged.source:
        _take_source(made, tagged, starts, parts, parses)
    for span in tagged.content:
        number = _where(starts, span[0])
        local = _local(span, parts[number])
        if local is None:
            continue
        if number == home:
            made.content.append(local)
            if local.of(parts[home].text)[:1] in "“\"'‘":
                made.quoted.append(local)
        else:
            made.elsewhere.append((number, local))
    return made if made.content or made.elsewhere else None


def _take_source(
    made: Draft, tagged: Proposal, starts: list[int], parts: Sequence[Paragraph], parses: Sequence[Place]
) -> None:
    number = _where(starts, tagged.source[0][0])
    local = _local(tagged.source[0], parts[number])
    phrase = grammar.tokens_of(parses[number].doc, local) if local is not None else None
    if local is None or phrase is None:
        return
    made.source = [local]
    made.source_head = phrase.root.i
    if number != made.paragraph:
        made.source_paragraph = number


def _local(span: tuple[int, int], part: Paragraph) -> Span | None:
    low, high = max(span[0], part.span.start), min(span[1], part.span.end)
    return Span(low - part.span.start, high - part.span.start) if high > low else None
