"""Acts by name: what a course, lever or signal does, at a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.case.acts import shifts_of
from parley.case.types import Case, Shift
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean
from parley.outlook.shifts import Amounts, applied

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws


def act_shifts(case: Case, name: str) -> tuple[Shift, ...]:
    """The shifts of the course, lever or signal called ``name``; :class:`InputError` where there is none."""
    if name in case.courses:
        return shifts_of(case, case.courses[name])
    if name in case.levers:
        return case.levers[name].steps
    if name in case.signals:
        return case.signals[name].shifts
    known = [*case.courses, *case.levers, *case.signals]
    raise InputError.one(f"{case.name} has no course, lever or signal called {name!r}", hint=did_you_mean(name, known))


def after(case: Case, draws: Draws, name: str, *, how: Amounts, seed: int, level: float = 1.0) -> Draws:
    """The draws once the act has been carried out."""
    return applied(draws, act_shifts(case, name), level=level, how=how, seed=seed)
