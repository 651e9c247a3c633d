"""Courses beside the table of kinds: the joint effect of each act open to the decider on the zone of every kind of deal, what
it does to each party's alternative, what waiting costs, and its main risk.

The word for the joint effect, and its rule: :mod:`parley.insight.sections.joint`. An *alternative* is what going on without
a deal is worth to a party by its own beliefs, R: it weakens or strengthens by the change of R at the middle numbers. That
is no progress by itself; what both changes come to is the joint effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from parley.case.acts import own_values, shifts_of, sure_shifts
from parley.case.chance.families import Point
from parley.case.paths import parse
from parley.case.types import Argument, Case, Shift
from parley.insight.asking.evaluator import Ask, Evaluator, problem, rows, zones
from parley.insight.asking.relevance import bears
from parley.insight.results.assessment import CourseRow, Phrase
from parley.insight.results.courses import Alternative, AlternativeWord, chance_of
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels
from parley.insight.sections.joint import joint_effects, lines_of, overall
from parley.insight.sections.waiting import waiting
from parley.outlook.shifts import applied, for_sure

SAME = 0.05
"""Points: an alternative that moves by less stays as before."""


def course_row(evaluator: Evaluator, key: str, notes: Footnotes) -> CourseRow:
    """The row of one course: base case and every view by one rule, at the middle numbers and over the ranges."""
    base, course = evaluator.base, evaluator.base.courses[key]
    shifts = shifts_of(base, course)
    by_view = {view: joint_effects(evaluator, shifts, view) for view in (None, *evaluator.views)}
    counted = [view for view in by_view if view not in base.late_views]
    risk = course.risk
    return CourseRow(
        course=key,
        title=course.title,
        public=course.public,
        audience=course.audience,
        effect=by_view[None],
        effect_by_view={view: effects for view, effects in by_view.items() if view is not None},
        word={kind: overall(by_view[view][kind].word for view in counted) for kind in base.kinds},
        alternatives=alternatives(evaluator, shifts, (None, *evaluator.views)),
        risk=Phrase(risk.text, notes.cite(risk.evidence, most=1), risk.through) if risk is not None else None,
        case_for=tuple(_argued(a, notes) for a in course.case_for),
        case_against=tuple(_argued(a, notes) for a in course.case_against),
        turns_on=None
        if base.main_kind in course.gives_up
        else evaluator.kept(_turns_on, shifts, Ask(base.main_kind, red_lines=lines_of(base)), as_=_Turning).phrase,
        risk_chance=chance_of(risk),
        risk_through=risk.through if risk is not None else (),
        waiting=waiting(evaluator, course),
        own=own_values(base, key),
        gives_up=course.gives_up,
        typed=typed(base, key),
    )


def typed(case: Case, key: str) -> str | None:
    """The range of the one thing that a course does, where it has one sign: what it does then has the direction that was typed
    in. None where its steps (the risk aside) are of several sorts, differ in sign, or hold both signs."""
    shifts = sure_shifts(case, key)
    sorts = {(type(parse(s.path)), s.op) for s in shifts}
    signs = {_sign(s) for s in shifts}
    if len(sorts) != 1 or len(signs) != 1 or signs == {0}:
        return None
    ranges = [(d.low, d.high, s.op) for s in shifts if (d := s.amount.distribution) is not None]
    low, high = min(r[0] for r in ranges), max(r[1] for r in ranges)
    if ranges[0][2] == "multiply":
        return f"× {low:g} to {high:g}" if low != high else f"× {low:g}"
    ends = dict.fromkeys(_plus(x) for x in (low, high))
    return " to ".join(ends)


def _plus(value: float) -> str:
    """A change with its sign, a true minus; none at zero."""
    return "0" if abs(value) < 5e-7 else f"{value:+.4g}".replace("-", "−")


def _sign(shift: Shift) -> int:
    """1 or −1 where a step only raises or only lowers; 0 where its range holds both, nothing is known, or it sets."""
    d = shift.amount.distribution
    if d is None or shift.op == "set":
        return 0
    still = 1.0 if shift.op == "multiply" else 0.0
    if d.low >= still and d.high > still:
        return 1
    return -1 if d.high <= still and d.low < still else 0


def alternatives(
    evaluator: Evaluator, shifts: tuple[Shift, ...], views: Sequence[str | None]
) -> tuple[Alternative, ...]:
    """What the course does to R of every party whose consent is required, principals first; the first of ``views`` gives
    the word."""
    base, ask = evaluator.base, Ask(evaluator.base.main_kind, red_lines="none")
    change: dict[str | None, tuple[float, ...]] = {}
    for view in views:
        was = evaluator.medians(view)
        r0, r1 = (problem(evaluator.case(view), d, ask).reservation[0] for d in (was, applied(was, shifts)))
        change[view] = tuple(float(x) for x in r1 - r0)
    first = change[views[0]]
    found = [
        Alternative(party, _alternative(first[i]), first[i], {v: c[i] for v, c in change.items() if v is not None})
        for i, party in enumerate(base.required)
    ]
    return tuple(sorted(found, key=lambda a: base.parties[a.party].role != "principal"))


def _alternative(change: float) -> AlternativeWord:
    if abs(change) < SAME:
        return "as before"
    return "strengthens" if change > 0 else "weakens"


def _argued(argument: Argument, notes: Footnotes) -> Phrase:
    return Phrase(argument.text, notes.cite(argument.evidence))


@dataclass(frozen=True, slots=True)
class _Turning:
    """On what a course hangs, in the base case alone."""

    phrase: Phrase | None


def _turns_on(evaluator: Evaluator, shifts: tuple[Shift, ...], ask: Ask) -> _Turning:
    return _Turning(_hinge(evaluator, shifts, ask))


def _hinge(evaluator: Evaluator, shifts: tuple[Shift, ...], ask: Ask) -> Phrase | None:
    """The judgement that decides whether the course helps or backfires: moved alone from its 5th to its 95th percentile
    it turns the sign of what the course does to the shortfall, and moves it most. Where none does: the step of the
    course that does most of what it does. Its risk counts as moved from staying away to coming true."""
    if not shifts:
        return None
    labels = Labels(evaluator.base)
    by_path = _swings(evaluator, shifts, ask)
    turning = {path: ends for path, ends in by_path.items() if min(ends) < -TINY and max(ends) > TINY}
    if turning:
        path = max(turning, key=lambda p: (abs(turning[p][1] - turning[p][0]), p))
        return Phrase(f"helps or backfires with {labels.label(path)}", paths=(path,))
    own = (shift.chance or shift.amount for shift in shifts)
    steps = {
        j.path: by_path[j.path] for j in own if max((abs(e) for e in by_path.get(j.path, ())), default=0.0) >= TINY
    }
    if not steps:
        return None
    path = max(steps, key=lambda p: (abs(steps[p][1] - steps[p][0]), p))
    return Phrase(f"turns most on {labels.label(path)}", paths=(path,))


TINY = 1e-4
"""A hundredth of a hundredth of the range: less is no effect on the shortfall."""


def _swings(evaluator: Evaluator, shifts: tuple[Shift, ...], ask: Ask) -> dict[str, tuple[float, float]]:
    """What the course does to the shortfall at the medians, and with each judgement at its 5th and 95th percentile."""
    one = evaluator.medians(None)
    ranged = (p for p, j in evaluator.base.judgements.items() if j.distribution and not j.distribution.is_point)
    paths = [path for path in ranged if bears(evaluator.base, path, ask)]
    values = np.repeat(one.values, 1 + 2 * len(paths), axis=0)
    for i, path in enumerate(paths):
        d = evaluator.base.judgements[path].distribution
        assert d is not None
        values[1 + 2 * i, one.columns[path]], values[2 + 2 * i, one.columns[path]] = d.low, d.high
    many = rows(one, values)
    before = zones(evaluator.base, many, ask).shortfall
    effect = zones(evaluator.base, applied(many, shifts), ask).shortfall - before
    out = {path: (float(effect[1 + 2 * i]), float(effect[2 + 2 * i])) for i, path in enumerate(paths)}
    for i, shift in enumerate(shifts):
        d = shift.amount.distribution
        if d is None or d.is_point or shift.chance is not None:
            continue
        ends = []
        for end in (d.low, d.high):
            moved = replace(shift, amount=replace(shift.amount, distribution=Point(end)))
            after = applied(one, (*shifts[:i], moved, *shifts[i + 1 :]))
            ends.append(float(zones(evaluator.base, after, ask).shortfall[0] - before[0]))
        out[shift.amount.path] = (ends[0], ends[1])
    for path in dict.fromkeys(shift.chance.path for shift in shifts if shift.chance is not None):
        coming = tuple(s for s in shifts if s.chance is None or s.chance.path == path)
        then = float(zones(evaluator.base, applied(one, for_sure(coming)), ask).shortfall[0] - before[0])
        out[path] = (float(effect[0]), then)
    return {path: ends for path, ends in out.items() if np.isfinite(ends).all()}
