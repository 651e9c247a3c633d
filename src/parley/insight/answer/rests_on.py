"""What an answer rests on: whose numbers, with what evidence, and which of them is the weakest link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from parley.case.grounds import act_judgements, ground_of
from parley.case.paths import Line
from parley.case.types import Case, Judgement
from parley.insight.results.assessment import Basis, Collision, JudgementRow, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, number
from parley.insight.sensitivity.thresholds import Turn


def all_judgements(case: Case, views: Iterable[Case]) -> tuple[Judgement, ...]:
    """Every number that the answer may use: the base case's, those that views put in their place, and those of acts."""
    found = list(case.judgements.values())
    known = {id(j) for j in found}
    for view in views:
        for judgement in view.judgements.values():
            if judgement.origin.startswith("view") and id(judgement) not in known:
                found.append(judgement)
                known.add(id(judgement))
    said = [j for j in found if j.origin != "default"]  # what nobody wrote is nobody's judgement
    return (*said, *act_judgements(case))


def count(judgements: Iterable[Judgement]) -> Basis:
    """How many numbers there are, and on what each rests."""
    listed = list(judgements)
    unset = sum(j.distribution is None for j in listed)
    kinds = [ground_of(j) for j in listed if j.distribution is not None]
    return Basis(
        total=len(listed),
        ours=kinds.count("ours"),
        size=kinds.count("size"),
        direction=kinds.count("direction"),
        unset=unset,
    )


def judgement_row(judgement: Judgement, labels: Labels, notes: Footnotes) -> JudgementRow:
    """A judgement as the report lists it."""
    d = judgement.distribution
    return JudgementRow(
        path=judgement.path,
        label=labels.label(judgement.path),
        text=d.text if d else "?",
        median=d.median if d else None,
        low=d.low if d else None,
        high=d.high if d else None,
        because=judgement.because,
        confidence=judgement.confidence,
        origin=judgement.origin,
        basis=ground_of(judgement),
        notes=notes.judgement(judgement),
    )


def weakest(
    case: Case, turns: Sequence[Turn], collisions: Sequence[Collision], labels: Labels, notes: Footnotes
) -> Phrase:
    """The judgement without evidence of its size on which most hangs, as a question.

    Where the declared lines settle the answer by themselves: whether the line that stands in most of the colliding sets
    would really hold (of several, the one nearest to a half). Else: the judgement that turns the answer within its own
    range with the smallest relative move; where none does, that is said.
    """
    counted = Counter(key for c in collisions for key in c.lines)
    candidates: list[tuple[tuple[float, float], str, float | None]] = []
    for key, times in counted.items():
        judgement = case.judgements.get(str(Line(key)))
        if judgement is not None and judgement.distribution is not None and ground_of(judgement) != "size":
            median = judgement.distribution.median
            far = max(median - 0.5, 0.0)
            candidates.append(((-times, far), judgement.path, 0.5 if median >= 0.5 else None))
    if not candidates:
        candidates = [
            ((float(not t.within_range), t.relative), t.path, t.threshold)
            for t in turns
            if ground_of(case.judgements[t.path]) != "size"
        ]
        within = [c for c in candidates if not c[0][0]]
        if candidates and not within:
            return _beyond(case, *min(candidates, key=lambda c: (c[0], c[1]))[1:], labels, notes)
        candidates = within
    if not candidates:
        return Phrase("No single judgement turns the answer.")
    _, path, threshold = min(candidates, key=lambda c: (c[0], c[1]))
    judgement = case.judgements[path]
    assert judgement.distribution is not None
    text = labels.question(path)
    if threshold is not None:
        now, then = number(judgement.distribution.median, path), number(threshold, path)
        if collisions:
            odds = f"{100 * judgement.distribution.median:.0f} of 100; below {100 * threshold:.0f}"
            text += f" (we put it at {odds} the answer drops the line)"
        else:
            text += f" (we put it at {now}; the answer turns at {then})"
    cited = notes.judgement(judgement)[:1]
    return Phrase(text[0].upper() + text[1:], cited, (path,))


def _beyond(case: Case, path: str, threshold: float | None, labels: Labels, notes: Footnotes) -> Phrase:
    """No judgement turns the answer inside its own range: said so, with the one that comes nearest and where."""
    judgement = case.judgements[path]
    text = "No single judgement turns the answer inside its own range."
    if judgement.distribution is not None and threshold is not None:
        low, high = (number(x, path) for x in (judgement.distribution.low, judgement.distribution.high))
        text += f" Nearest: {labels.label(path)} (range {low} to {high}; turns at {number(threshold, path)})"
    return Phrase(text, notes.judgement(judgement)[:1], (path,))
