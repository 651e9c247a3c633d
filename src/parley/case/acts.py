"""What the courses of a case touch: numbers of what the decider itself wants are inputs, not effects on others."""

from __future__ import annotations

from dataclasses import replace

from parley.case.path_names import names
from parley.case.paths import Combination, Score, Weight, parse
from parley.case.types import Case, Course, Shift


def shifts_of(case: Case, course: Course) -> tuple[Shift, ...]:
    """Everything that a course does: its levers', its signals' and its own changes, and what comes with their risks."""
    from_levers = (s for key in course.levers for s in case.levers[key].steps)
    from_signals = (s for key in course.signals for s in case.signals[key].shifts)
    return (*from_levers, *from_signals, *course.shifts, *(course.risk.shifts if course.risk is not None else ()))


def sure_shifts(case: Case, key: str) -> tuple[Shift, ...]:
    """What a course does whatever comes of it: its steps without those of a risk."""
    course = case.courses[key]
    return tuple(s for s in shifts_of(case, replace(course, risk=None)) if s.chance is None)


def own_values(case: Case, key: str) -> tuple[str, ...]:
    """Paths of what the decider itself wants (its weights, scores and what combinations add) that a course changes; empty where
    the decider's consent is not required, for then no zone reads them."""
    if case.decider not in case.required:
        return ()
    touched = (shift.path for shift in sure_shifts(case, key))
    return tuple(p for p in dict.fromkeys(touched) if _wants(p, str(case.decider)))


def _wants(path: str, party: str) -> bool:
    form = parse(path)
    return isinstance(form, Weight | Score | Combination) and names(form).party == party
