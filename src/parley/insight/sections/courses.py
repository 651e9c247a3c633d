"""Courses beside the table of kinds: what each act open to the decider does to each principal, and its main risk.

A party comes *closer* where the deal at hand gains on going on: ``b_p = (V_p(x*) − R_p)/range_p`` rises, x* being the
deal of the main kind nearest to a zone under the base case (lines set aside), held fixed. Its sign needs no other
party, unlike the gap, which also moves when somebody else's no-deal value does. *Depends*: the sign differs across the
views, or within the course's own ranges (5th to 95th percentile of its effect).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from parley.case.chance.families import Point
from parley.case.types import Argument, Case, Shift
from parley.deals.problem import Floats
from parley.insight.asking.acts import shifts_of
from parley.insight.asking.evaluator import Ask, Evaluator, exists, problem, rows, zones
from parley.insight.asking.relevance import bears
from parley.insight.results.assessment import CourseEffect, CourseRow, Phrase, Verdict
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels
from parley.insight.results.words import across
from parley.outlook.shifts import applied

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

Word = Literal["closer", "further", "same", "depends"]

SAME = 0.005
"""Half a hundredth of a party's range: less is no change."""
TRIES = 64
"""Draws of a course's own ranges."""


def balance(case: Case, draws: Draws, ask: Ask, deal: Sequence[int]) -> Floats:
    """(n, P): (V_p(x*) − R_p)/range_p; for an indifferent party the bare points."""
    from parley.deals.values import values_of

    p = problem(case, draws, ask)
    v = values_of(p, np.asarray([deal], dtype=np.int64))[:, 0, :]
    return np.asarray((v - p.reservation) / np.where(p.scale > 0, p.scale, 1.0))


def word(effects: Floats) -> Word:
    """One word for a party: ``effects`` (views, tries), each a change of its balance; the first column is the median."""
    low, high = np.quantile(effects, 0.05), np.quantile(effects, 0.95)
    per_view = effects[:, 0]
    signs = {int(np.sign(x)) if abs(x) >= SAME else 0 for x in (*per_view, low, high)}
    if {1, -1} <= signs:
        return "depends"
    if 1 in signs:
        return "closer"
    return "further" if -1 in signs else "same"


def course_row(evaluator: Evaluator, key: str, kinds: Sequence[str], notes: Footnotes) -> CourseRow:
    """The row of one course: base case and every view, at the medians and over the course's own ranges."""
    base, course = evaluator.base, evaluator.base.courses[key]
    shifts = shifts_of(base, course)
    main = Ask(base.main_kind, red_lines="none")
    deal = evaluator.evaluate(None, main, n=0).point.example
    views = (None, *evaluator.views)
    changes = _changes(evaluator, shifts, main, deal, views) if deal is not None else None
    before, after = (evaluator.medians(None), applied(evaluator.medians(None), shifts))
    r0, r1 = (problem(base, d, main).reservation[0] for d in (before, after))
    gaps = {kind: (_gap(evaluator, before, kind), _gap(evaluator, after, kind)) for kind in kinds}
    principals = [p for p in base.required if base.parties[p].role == "principal"]
    effects = []
    for party in base.required:
        i = base.required.index(party)
        effects.append(
            CourseEffect(
                party=party,
                word=word(changes[:, :, i]) if changes is not None else "depends",
                reservation_change=float(r1[i] - r0[i]),
                gap_before=gaps[base.main_kind][0][i],
                gap_after=gaps[base.main_kind][1][i],
                gaps={kind: (was[i], now[i]) for kind, (was, now) in gaps.items()},
                by_view={(view or "base"): float(changes[v, 0, i]) for v, view in enumerate(views)}
                if changes is not None
                else {},
            )
        )
    effects.sort(key=lambda e: e.party not in principals)
    alone = evaluator.kept(_alone, shifts, tuple(kinds), as_=_Alone)
    return CourseRow(
        course=key,
        title=course.title,
        public=course.public,
        audience=course.audience,
        effects=tuple(effects),
        verdicts={kind: _verdict_after(evaluator, shifts, kind) for kind in kinds},
        share_change=alone.change,
        share_change_se=alone.error,
        risk=Phrase(course.risk, notes.cite(course.risk_evidence, most=1)) if course.risk else None,
        case_for=tuple(_argued(a, notes) for a in course.case_for),
        case_against=tuple(_argued(a, notes) for a in course.case_against),
        turns_on=alone.turns_on,
    )


@dataclass(frozen=True, slots=True)
class _Alone:
    """What of a course asks the base case alone, and so stands whatever a view says."""

    change: dict[str, float | None]
    error: dict[str, float | None]
    turns_on: Phrase | None


def _alone(evaluator: Evaluator, shifts: tuple[Shift, ...], kinds: Sequence[str]) -> _Alone:
    changed = {kind: share_change(evaluator, shifts, kind) for kind in kinds}
    return _Alone(
        change={kind: c[0] if c else None for kind, c in changed.items()},
        error={kind: c[1] if c else None for kind, c in changed.items()},
        turns_on=_turns_on(evaluator, shifts, Ask(evaluator.base.main_kind, red_lines="none")),
    )


def _changes(
    evaluator: Evaluator, shifts: tuple[Shift, ...], ask: Ask, deal: Sequence[int], views: Sequence[str | None]
) -> Floats:
    """(views, 1 + tries, P): change of each party's balance; column 0 at the median size of every step."""
    out = []
    for view in views:
        one = evaluator.medians(view)
        many = rows(one, np.repeat(one.values, TRIES, axis=0))
        start = balance(evaluator.base, one, ask, deal)[0]
        at_median = balance(evaluator.base, applied(one, shifts), ask, deal)
        tried = balance(evaluator.base, applied(many, shifts, how="drawn", seed=evaluator.seed), ask, deal)
        out.append(np.concatenate([at_median, tried]) - start)
    return np.stack(out)


def _gap(evaluator: Evaluator, draws: Draws, kind: str) -> tuple[float | None, ...]:
    from parley.deals.zone import zone

    return zone(problem(evaluator.base, draws, Ask(kind, red_lines="none"))).gap


def _verdict_after(evaluator: Evaluator, shifts: tuple[Shift, ...], kind: str) -> Verdict:
    """At the medians of every view, lines set aside."""
    ask = Ask(kind, red_lines="none")
    views = evaluator.views or (None,)
    return across(
        "open" if bool(exists(evaluator.base, applied(evaluator.medians(view), shifts), ask)[0]) else "none"
        for view in views
    )


def share_change(
    evaluator: Evaluator, shifts: tuple[Shift, ...], kind: str, n: int | None = None
) -> tuple[float, float] | None:
    """Change of the share of combinations with a zone (lines set aside, base case), on common draws, and its error.

    The error is that of the mean of the differences draw by draw, as if draws were independent: on the safe side for
    quasi-random ones. None without draws.
    """
    count = min(evaluator.n, 1000) if n is None else n
    if count == 0:
        return None
    ask = Ask(kind, red_lines="none")
    before = evaluator.sample(None, count)
    after = applied(before, shifts, how="drawn", seed=evaluator.seed)
    change = exists(evaluator.base, after, ask).astype(np.float64) - exists(evaluator.base, before, ask)
    return float(change.mean()), float(change.std() / np.sqrt(count))


def _argued(argument: Argument, notes: Footnotes) -> Phrase:
    return Phrase(argument.text, notes.cite(argument.evidence))


def _turns_on(evaluator: Evaluator, shifts: tuple[Shift, ...], ask: Ask) -> Phrase | None:
    """The judgement that decides whether the course helps or backfires: moved alone from its 5th to its 95th percentile
    it turns the sign of what the course does to the shortfall, and moves it most. Where none does: the step of the
    course that does most of what it does."""
    if not shifts:
        return None
    labels = Labels(evaluator.base)
    centre, by_path = _swings(evaluator, shifts, ask)
    turning = {path: ends for path, ends in by_path.items() if min(ends) < -TINY and max(ends) > TINY}
    if turning:
        path = max(turning, key=lambda p: (abs(turning[p][1] - turning[p][0]), p))
        return Phrase(f"helps or backfires with {labels.label(path)}", paths=(path,))
    if abs(centre) < TINY:
        return None
    steps = {shift.amount.path: by_path[shift.amount.path] for shift in shifts if shift.amount.path in by_path}
    if not steps:
        return None
    path = max(steps, key=lambda p: (abs(steps[p][1] - steps[p][0]), p))
    return Phrase(f"turns most on {labels.label(path)}", paths=(path,))


TINY = 1e-4
"""A hundredth of a hundredth of the range: less is no effect on the shortfall."""


def _swings(evaluator: Evaluator, shifts: tuple[Shift, ...], ask: Ask) -> tuple[float, dict[str, tuple[float, float]]]:
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
        if d is None or d.is_point:
            continue
        ends = []
        for end in (d.low, d.high):
            moved = replace(shift, amount=replace(shift.amount, distribution=Point(end)))
            after = applied(one, (*shifts[:i], moved, *shifts[i + 1 :]))
            ends.append(float(zones(evaluator.base, after, ask).shortfall[0] - before[0]))
        out[shift.amount.path] = (ends[0], ends[1])
    finite = {path: ends for path, ends in out.items() if np.isfinite(ends).all()}
    return float(effect[0]) if np.isfinite(effect[0]) else 0.0, finite
