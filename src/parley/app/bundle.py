"""Courses, levers and signals picked together: the joint effect of the bundle on every kind of deal, and each party's gap.

Steps are applied in the case's order. The joint effect goes by the rule of the answer (:mod:`parley.insight.sections.joint`),
so that a course picked alone reads as it does there; gaps and verdicts are at the middle numbers of the view.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from parley.app.state import State
from parley.app.workbench import Workbench
from parley.core.errors import InputError
from parley.core.plurals import plural
from parley.core.suggest import did_you_mean

if TYPE_CHECKING:
    from parley.case.types import Case, Risk, Shift
    from parley.deals.results import ZoneResult


class Many(Protocol):
    """A query whose keys may be repeated."""

    def getlist(self, key: str) -> list[str]: ...


def bundle(workbench: Workbench, state: State, query: Many) -> dict[str, Any]:
    """``act`` of the query, repeated, names the courses, levers and signals that are picked. Of a case with numbers not yet
    said, what it offers is told, and ``missing`` says why nothing more."""
    from parley.case.chance.sampling import unset
    from parley.deals.zone import zone
    from parley.insight.asking.acts import act_shifts
    from parley.insight.asking.evaluator import Ask, problem
    from parley.insight.results.labels import Labels
    from parley.insight.sections.courses import alternatives
    from parley.insight.sections.joint import joint_effect, lines_of
    from parley.insight.sections.kinds import LINES
    from parley.outlook.shifts import applied
    from parley.report.courses import LINES as LINES_JUDGED

    evaluator = workbench.evaluator(State(sets=state.sets), draws=workbench.draws)
    case = evaluator.case(state.view)
    offered = acts(case)
    known = {act.key for act in offered}
    picked = list(dict.fromkeys(query.getlist("act")))
    for key in picked:
        if key not in known:
            raise InputError.one(f"the case offers no act {key!r}", hint=did_you_mean(key, sorted(known)))
    unsaid = unset(case)
    if unsaid:
        return {"offered": offered, "picked": picked, "missing": _missing(len(unsaid), bool(offered))}
    shifts: list[Shift] = [s for act in offered if act.key in picked for s in act_shifts(case, act.key)]
    before = evaluator.medians(state.view)
    after = applied(before, shifts)
    labels, judged = Labels(case), lines_of(case, shifts)
    rows = []
    for key, kind in case.kinds.items():
        cells = {}
        for lines in LINES:
            was, now = (zone(problem(case, draws, Ask(key, red_lines=lines))) for draws in (before, after))
            cells[lines] = {"before": _in_brief(was), "after": _in_brief(now)}
        none = cells["none"]
        rows.append(
            {
                "kind": key,
                "title": kind.title,
                "given_up": [case.courses[act].title for act in picked if act in case.courses and key in case.courses[act].gives_up],
                "effect": joint_effect(evaluator, tuple(shifts), key, state.view, judged) if picked else None,
                "cells": cells,
                "gaps": {
                    party: {"before": none["before"].gap[i], "after": none["after"].gap[i]}
                    for i, party in enumerate(case.required)
                },
            }
        )  # fmt: skip
    r0, r1 = (problem(case, draws, Ask(case.main_kind)).reservation[0] for draws in (before, after))
    columns = before.columns
    moved = [
        {
            "path": path,
            "label": labels.label(path),
            "before": float(before.values[0, columns[path]]),
            "after": float(after.values[0, columns[path]]),
        }
        for path in dict.fromkeys(s.path for s in shifts)
        if path in columns
    ]
    return {
        "missing": None,
        "offered": offered,
        "picked": picked,
        "view": state.view,
        "lines": LINES_JUDGED[judged],
        "views": {key: view.title for key, view in case.views.items()},
        "parties": {p: case.parties[p].title for p in case.required},
        "going_on": {p: {"before": float(r0[i]), "after": float(r1[i])} for i, p in enumerate(case.required)},
        "alternatives": alternatives(evaluator, tuple(shifts), (state.view,)) if picked else (),
        "rows": rows,
        "moved": moved,
    }


def _missing(count: int, offered: bool) -> str:
    """What is to be said of a case with numbers not yet said."""
    what = "" if offered else "The case offers no course yet: courses are written in the case file. "
    return (
        f"{what}What a course does to the zone is told by numbers, and {plural(count, 'number')} {'is' if count == 1 else 'are'} not "
        "yet said. They can be tried under Assumptions."
    )


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the case offers to do."""

    key: str
    title: str
    what: Literal["course", "lever", "signal"]
    public: bool | None
    """None where a case does not say, as for levers."""
    risk: str | None


def acts(case: Case) -> tuple[Act, ...]:
    """What the case offers, in its order."""
    from parley.insight.results.courses import chance_of
    from parley.insight.results.courses import risk_words as words

    def risk_words(risk: Risk | None) -> str | None:
        return None if risk is None else words(risk.text, chance_of(risk), bool(risk.through))

    return (
        *(Act(k, c.title, "course", c.public, risk_words(c.risk)) for k, c in case.courses.items()),
        *(Act(k, v.title, "lever", None, risk_words(v.risk)) for k, v in case.levers.items()),
        *(Act(k, s.title, "signal", True, None) for k, s in case.signals.items()),
    )


@dataclass(frozen=True, slots=True)
class ZoneInBrief:
    """A zone test in brief."""

    verdict: str
    gap: tuple[float | None, ...]
    shortfall: float | None


def _in_brief(result: ZoneResult) -> ZoneInBrief:
    from parley.insight.sections.kinds import verdict

    return ZoneInBrief(
        verdict=verdict(result),
        gap=tuple(None if g is None else float(g) for g in result.gap),
        shortfall=result.shortfall,
    )
