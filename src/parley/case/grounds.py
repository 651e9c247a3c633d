"""On what a number rests: a quotation that states its size, one that says which way, or nothing but our judgement."""

from __future__ import annotations

from typing import Literal

from parley.case.types import Case, Course, Judgement, Lever, Signal

Ground = Literal["ours", "direction", "size"]


def ground_of(judgement: Judgement) -> Ground:
    """size: a quotation states it; direction: a quotation says which way; ours: neither."""
    supports = {evidence.supports for evidence in judgement.evidence}
    return "size" if "size" in supports else "direction" if supports else "ours"


def act_judgements(case: Case) -> tuple[Judgement, ...]:
    """The sizes of what acts do: of courses, levers and signals, in file order."""
    acts: tuple[Course | Lever | Signal, ...] = (*case.courses.values(), *case.levers.values(), *case.signals.values())
    return tuple(shift.amount for act in acts for shift in act.shifts)
