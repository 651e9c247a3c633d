"""What an answer rests on: whose numbers, with what evidence, and which of them is the weakest link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from parley.case.grounds import act_judgements, ground_of
from parley.case.paths import Line, parse
from parley.case.types import Case, Judgement
from parley.insight.asking.evaluator import Ask
from parley.insight.asking.relevance import bears
from parley.insight.results.assessment import Basis, Collision, JudgementRow, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, number
from parley.insight.results.titles import short, with_article
from parley.insight.sections.kinds import line_notes
from parley.insight.sensitivity.doubt import Doubt
from parley.insight.sensitivity.thresholds import Turn
from parley.insight.sensitivity.unvaried import is_anchor


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


def count(case: Case, judgements: Iterable[Judgement]) -> Basis:
    """How many numbers a verdict on some kind of deal uses, on what each of them rests, and how many no verdict uses.

    Scores of 0 and 100 define a party's points and are counted apart from both (:func:`is_anchor`).
    """
    listed = list(judgements)
    asked = [Ask(kind) for kind in case.kinds]
    judged = [j for j in listed if not is_anchor(j)]
    used = [j for j in judged if any(bears(case, j.path, ask) for ask in asked)]
    known = [j for j in used if j.distribution is not None]
    grounds = [ground_of(case, j) for j in known]
    return Basis(
        total=len(used),
        ours=grounds.count("ours"),
        size=grounds.count("size"),
        direction=grounds.count("direction"),
        unset=len(used) - len(known),
        no_range=sum(j.distribution.is_point for j in known if j.distribution),
        apart=len(judged) - len(used),
        anchors=len(listed) - len(judged),
    )


def declared_note(case: Case, judgement: Judgement, notes: Footnotes) -> tuple[int, ...]:
    """The note of the declaration, for the number that says whether a red line holds."""
    path = parse(judgement.path)
    return line_notes(case, path.key, notes) if isinstance(path, Line) and path.key in case.red_lines else ()


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
        basis=ground_of(labels.case, judgement),
        notes=(*declared_note(labels.case, judgement, notes), *notes.judgement(judgement)),
    )


def weakest(
    case: Case, turns: Sequence[Turn], collisions: Sequence[Collision], labels: Labels, notes: Footnotes, doubt: Doubt
) -> Phrase:
    """The judgement without evidence of its size on which most hangs, as a question.

    Where the declared lines settle the answer by themselves: whether the line that stands in most of the colliding sets
    would really hold (of several, the one nearest to a half). Else: the judgement that turns the answer within its own
    range with the smallest relative move; where none does, that is said, and how many were moved over nothing.
    """
    counted = Counter(key for c in collisions for key in c.lines)
    candidates: list[tuple[tuple[float, float], str, float | None]] = []
    for key, times in counted.items():
        judgement = case.judgements.get(str(Line(key)))
        if judgement is not None and judgement.distribution is not None and ground_of(case, judgement) != "size":
            median = judgement.distribution.median
            far = max(median - 0.5, 0.0)
            candidates.append(((-times, far), judgement.path, 0.5 if median >= 0.5 else None))
    if not candidates:
        candidates = [
            ((float(not t.within_range), t.relative), t.path, t.threshold)
            for t in turns
            if ground_of(case, case.judgements[t.path]) != "size"
        ]
        within = [c for c in candidates if not c[0][0]]
        if candidates and not within:
            return _beyond(case, *min(candidates, key=lambda c: (c[0], c[1]))[1:], labels, notes, doubt)
        candidates = within
    if not candidates:
        return Phrase(_none_turns(doubt, f"No single judgement turns {_asked(case)}"))
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


def _asked(case: Case) -> str:
    """What these moves were asked of: one kind of deal, and the lines lifted."""
    lifted = ", all lines lifted" if case.red_lines else ""
    return f"the answer on {with_article(short(case.kinds[case.main_kind].title))}{lifted},".rstrip(
        "," if not lifted else ""
    )


def _none_turns(doubt: Doubt, text: str) -> str:
    """That nothing turns the answer, as far as that was tried: a number without a range was moved over nothing."""
    if doubt.none:
        return "No number has a range, so none was moved within one: what the answer hangs on was not tested."
    n = len(doubt.unvaried)
    return f"{text}; {n} without a range {'was' if n == 1 else 'were'} not varied." if n else f"{text}."


def _beyond(case: Case, path: str, threshold: float | None, labels: Labels, notes: Footnotes, doubt: Doubt) -> Phrase:
    """No judgement turns the answer inside its own range: said so, with the one that comes nearest and where."""
    judgement = case.judgements[path]
    text = _none_turns(doubt, f"No single judgement turns {_asked(case)} inside its own range")
    d = judgement.distribution
    if d is not None and threshold is not None:
        low, high = (number(x, path) for x in (d.low, d.high))
        span = f"{number(d.median, path)}, no range stated" if d.is_point else f"range {low} to {high}"
        text += f" Nearest: {labels.label(path)} ({span}; turns at {number(threshold, path)})"
    return Phrase(text, notes.judgement(judgement)[:1], (path,))
