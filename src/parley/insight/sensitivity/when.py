"""Belief or date: whether two views of different dates differ in what they believe or in what had happened by then.

What changed between two dates is what the case's dated readings of its facts say (δ of each fact: the later reading less the earlier, at the
medians). Each view is put into the other's time by δ. If each then gives the other's answer, they differ by *date*; if neither answer
changes, by *belief*; if one does, by *both*. Where no dated reading differs between the two dates, nothing can be said: *unknown*. Views
within two weeks of each other saw the same events.

A view that sets a fact speaks of its own date; where it is silent the fact stands as on the day of the case. So δ is taken, fact by fact,
between the dates to which the two levels belong.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from parley.case.paths import Fact
from parley.case.types import Case
from parley.insight.sensitivity.exchange import Answer

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

Kind = Literal["belief", "date", "both", "unknown", "none"]
SAME_TIME_DAYS = 14
"""Views dated within this of each other saw the same events."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A view at its date: its numbers (one row), the case under it, and that date."""

    draws: Draws
    case: Case
    date: datetime.date

    def level_on(self, path: str) -> datetime.date:
        """To which date its level of a fact belongs: its own where it sets the fact, else the day of the case."""
        judgement = self.case.judgements.get(path)
        own = judgement is not None and judgement.origin.startswith("view")
        return self.date if own else self.case.as_of


@dataclass(frozen=True, slots=True)
class Changed:
    """What a fact was read to be on two dates."""

    path: str
    before: float
    after: float


def changed(case: Case, first: datetime.date, last: datetime.date) -> tuple[Changed, ...]:
    """Facts whose readings differ between two dates, at the medians; what was not yet read on the first is left out."""
    found = []
    for key, fact in case.facts.items():
        readings = (fact.on(first), fact.on(last))
        levels = [r.judgement.distribution.median for r in readings if r is not None and r.judgement.distribution]
        if len(levels) == 2 and levels[0] != levels[1]:
            found.append(Changed(str(Fact(key)), levels[0], levels[1]))
    return tuple(found)


def belief_or_date(answer: Answer, case: Case, left: Stood, right: Stood) -> Kind:
    """The rule of this module for two views whose answers differ; ``case`` carries the structure and the readings."""
    if abs((left.date - right.date).days) <= SAME_TIME_DAYS:
        return "belief"
    if not changed(case, *sorted((left.date, right.date))):
        return "unknown"
    a, b = _says(answer, case, left.draws, {}), _says(answer, case, right.draws, {})
    turned = (
        _says(answer, case, left.draws, _steps(case, left, right)) == b,
        _says(answer, case, right.draws, _steps(case, right, left)) == a,
    )
    return "date" if all(turned) else "both" if any(turned) else "belief"


def _steps(case: Case, own: Stood, other: Stood) -> dict[str, float]:
    """What puts a view's facts into the other's time: path → step."""
    steps: dict[str, float] = {}
    for key in case.facts:
        path = str(Fact(key))
        here, there = own.level_on(path), other.level_on(path)
        for change in changed(case, here, there):
            if change.path == path:
                steps[path] = change.after - change.before
    return steps


def _says(answer: Answer, case: Case, draws: Draws, steps: Mapping[str, float]) -> bool:
    values = draws.values.copy()
    for path, step in steps.items():
        if path in draws.columns:
            values[:, draws.columns[path]] += step
    return bool(answer(case, replace(draws, values=values))[0])
