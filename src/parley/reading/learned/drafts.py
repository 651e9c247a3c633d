"""The network's attributions as drafts, so that speakers, footing and stance are found as for the rules' own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from parley.core.spans import Span
from parley.reading import lexicon
from parley.reading.drafts import Draft
from parley.reading.learned.tagger import Tagged
from parley.reading.paragraphs import Paragraph
from parley.reading.resolve import Place

SURE = 3.0
"""Log-odds above which an attribution that only the network sees is taken."""


def drafts(tagged: Sequence[Tagged], parts: Sequence[Paragraph], parses: Sequence[Place]) -> list[tuple[Draft, float]]:
    """Attributions in the view's coordinates as drafts of their paragraphs, each with its log-odds, in order."""
    starts = [p.span.start for p in parts]
    found = [(_draft(t, starts, parts, parses), t.sure) for t in tagged]
    out = [(d, sure) for d, sure in found if d is not None]
    return sorted(out, key=lambda d: (d[0].paragraph, d[0].cue.start))


def _where(starts: list[int], at: int) -> int:
    return max(0, bisect_right(starts, at) - 1)


def _draft(tagged: Tagged, starts: list[int], parts: Sequence[Paragraph], parses: Sequence[Place]) -> Draft | None:
    if not tagged.content or not tagged.cue:
        return None
    home = _where(starts, tagged.cue[0][0])
    cue = _local(tagged.cue[0], parts[home])
    phrase = _phrase(parses[home].doc, cue)
    if cue is None or phrase is None:
        return None
    root = phrase.root
    lemma = str(root.lemma_.lower())
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
    made: Draft, tagged: Tagged, starts: list[int], parts: Sequence[Paragraph], parses: Sequence[Place]
) -> None:
    number = _where(starts, tagged.source[0][0])
    local = _local(tagged.source[0], parts[number])
    phrase = _phrase(parses[number].doc, local)
    if local is None or phrase is None:
        return
    made.source = [local]
    made.source_head = phrase.root.i
    if number != made.paragraph:
        made.source_paragraph = number


def _local(span: tuple[int, int], part: Paragraph) -> Span | None:
    low, high = max(span[0], part.span.start), min(span[1], part.span.end)
    return Span(low - part.span.start, high - part.span.start) if high > low else None


def _phrase(doc: Any, span: Span | None) -> Any | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand") if span is not None else None


def merged(rules: Sequence[Draft], learned: Sequence[tuple[Draft, float]]) -> list[Draft]:
    """The rules' attributions, and those of the network that it is sure of and the rules did not see.

    The network was taught by a corpus that counts thoughts and plans too; ``SURE`` keeps what any reader would call a
    statement.
    """
    out = list(rules)
    for found, sure in learned:
        if sure < SURE or any(r.paragraph == found.paragraph and r.cue.overlaps(found.cue) for r in rules):
            continue
        if not _covered(found, out):
            out.append(found)
    return sorted(out, key=lambda d: (d.paragraph, d.cue.start, d.cue.end))


def _covered(rule: Draft, others: Sequence[Draft]) -> bool:
    """Nearly the same words are another's already."""
    mine = sum(s.end - s.start for s in rule.content)
    for other in others:
        if other.paragraph == rule.paragraph:
            shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in rule.content for b in other.content)
            if 2 * shared > 1.4 * max(mine, sum(s.end - s.start for s in other.content)):
                return True
    return False
