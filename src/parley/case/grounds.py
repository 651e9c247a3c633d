"""On what a number rests: a quotation that states its size, one that says which way, or nothing but our judgement."""

from __future__ import annotations

from typing import Literal

from parley.case.paths import Line, read
from parley.case.types import Case, Course, Judgement, Lever, Signal

Ground = Literal["ours", "direction", "size"]


def ground_of(case: Case, judgement: Judgement) -> Ground:
    """size: a quotation states it; direction: a quotation says which way; ours: neither.

    That a red line holds has the direction of its declaration, where that is quoted.
    """
    supports = {evidence.supports for evidence in judgement.evidence}
    if "size" in supports:
        return "size"
    return "direction" if supports or _quoted(case, judgement) else "ours"


def _quoted(case: Case, judgement: Judgement) -> bool:
    path = read(judgement.path)
    said = case.red_lines[path.key].declaration if isinstance(path, Line) and path.key in case.red_lines else None
    return said is not None and said.quote is not None


def act_judgements(case: Case) -> tuple[Judgement, ...]:
    """The sizes of what acts do, how long they wait and how likely their risks are: of courses, levers and signals, in
    file order."""
    acts: tuple[Course | Lever | Signal, ...] = (*case.courses.values(), *case.levers.values(), *case.signals.values())
    found: list[Judgement | None] = []
    for act in acts:
        found += [shift.amount for shift in act.shifts]
        if isinstance(act, Course):
            found.append(act.waits)
        if not isinstance(act, Signal) and act.risk is not None:
            found += [act.risk.chance, *(shift.amount for shift in act.risk.shifts)]
    return tuple(judgement for judgement in found if judgement is not None)
