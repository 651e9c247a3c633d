"""Selectors of the W3C Web Annotation model, and finding a quotation again in a text that has changed.

A quotation is kept with the words before and after it and with its position. In the changed text it is looked for
exactly; of several places the one whose surroundings agree best is taken; else where it reads the same
(:mod:`parley.documents.same_words`); else the nearest wording by edit distance (rapidfuzz). What is not found with a similarity of 90 or more is an orphan: it is shown, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parley.core.spans import Span, Spans
from parley.documents.same_words import folded

AROUND = 32
ENOUGH = 90.0
_NEAR = 20_000
_SAME_AROUND = 140.0
"""Of 200, for the similarity of what stands before and after: asked of quotations of a few words only."""
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """What a TextQuoteSelector and a TextPositionSelector say of a span."""

    exact: str
    prefix: str
    suffix: str
    start: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation was found again; ``score`` 100 where its wording is the same."""

    span: Span
    score: float


def quote(text: str, span: Span) -> Quote:
    """The span with its surroundings."""
    return Quote(
        span.of(text), text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND], span.start
    )


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """The two selectors of the W3C model; positions count code points."""
    q = quote(text, span)
    return [
        {"type": "TextQuoteSelector", "exact": q.exact, "prefix": q.prefix, "suffix": q.suffix},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def find(text: str, wanted: Quote) -> Place | None:
    """The place of a quotation in ``text``, or None for an orphan."""
    from rapidfuzz import fuzz

    places: list[int] = []
    at = text.find(wanted.exact)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(at)
        at = text.find(wanted.exact, at + 1)

    def agreement(start: int) -> tuple[float, int]:
        before = text[max(0, start - len(wanted.prefix)) : start]
        end = start + len(wanted.exact)
        after = text[end : end + len(wanted.suffix)]
        return fuzz.ratio(before, wanted.prefix) + fuzz.ratio(after, wanted.suffix), -abs(start - wanted.start)

    if places:
        best = max(places, key=agreement)
        # a few words occur anywhere: without their surroundings they are not the same place
        if len(wanted.exact) >= 15 or agreement(best)[0] >= _SAME_AROUND:
            return Place(Span(best, best + len(wanted.exact)), 100.0)
    if len(wanted.exact) < 15:
        return None
    same = min(folded(text).places(wanted.exact), key=lambda s: abs(s.start - wanted.start), default=None)
    if same is not None:
        return Place(same, 100.0)
    low, high = max(0, wanted.start - _NEAR), wanted.start + len(wanted.exact) + _NEAR
    for begin, stretch in ((low, text[low:high]), (0, text)):
        found = fuzz.partial_ratio_alignment(wanted.exact, stretch, score_cutoff=ENOUGH)
        if found is not None and found.dest_end > found.dest_start and len(stretch) >= len(wanted.exact):
            return Place(_whole_words(text, Span(begin + found.dest_start, begin + found.dest_end)), float(found.score))
    return None


def _whole_words(text: str, span: Span) -> Span:
    """Widen a span that begins or ends within a word, and take white space off its ends."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def found_again(old: str, new: str, spans: Spans) -> tuple[Spans, list[float]]:
    """The spans of an old text in a new one, those that are there, with their scores."""
    places = [place for span in spans if (place := find(new, quote(old, span))) is not None]
    return tuple(p.span for p in places), [p.score for p in places]


def dice(left: Spans, right: Spans) -> float:
    """Twice the characters that both cover, over the characters of both."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return 2 * both / max(1, sum(s.end - s.start for s in (*left, *right)))
