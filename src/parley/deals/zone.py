"""The zone test: does a deal exist that crosses no line that holds and that everybody required prefers to no deal?"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from parley.core.errors import BudgetError
from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.counting import exactly, zone_count
from parley.deals.draws import Tables, compiled_draws
from parley.deals.engine import open_rows
from parley.deals.listing import holding
from parley.deals.problem import Bools, DealProblem
from parley.deals.results import Count, WhyEmpty, ZoneDraws, ZoneResult
from parley.deals.solve import Answer, by_front_or_search, by_milp
from parley.deals.structure import Ints, Structure, build
from parley.deals.values import values_of
from parley.deals.verdict import thresholds

REASONS = list(WhyEmpty)


def one_draw(problem: DealProblem, draw: int) -> DealProblem:
    """The problem of a single draw; :class:`InputError` where it is not well formed."""
    check(problem, draw)
    return of_draws(problem, slice(draw, draw + 1))


def of_draws(problem: DealProblem, d: slice | Bools) -> DealProblem:
    """The problem of some of its draws."""
    s = problem.security
    return replace(
        problem,
        values=problem.values[d],
        offset=problem.offset[d],
        reservation=problem.reservation[d],
        lines_hold=None if problem.lines_hold is None else problem.lines_hold[d],
        allowed=None if problem.allowed is None else problem.allowed[d],
        refusals=tuple(replace(r, refused=r.refused[d]) for r in problem.refusals),
        interactions=tuple(replace(i, amounts=i.amounts[d]) for i in problem.interactions),
        security=None
        if s is None
        else replace(
            s,
            logit=s.logit[d],
            effect=s.effect[d],
            broken=s.broken[d],
            broken_effect=s.broken_effect[d],
            shifts=tuple(replace(x, counts=x.counts[d], amount=x.amount[d]) for x in s.shifts),
        ),
    )


def why_empty(exists: bool | None, admissible: bool, exists_without: bool | None) -> WhyEmpty | None:
    """The reason (docs/deals.md, definition 7); None where there is a zone, or where the budget left it open."""
    if not admissible:
        return WhyEmpty.RULED_OUT
    if exists is not False or exists_without is None:
        return None
    return WhyEmpty.SQUEEZED if exists_without else WhyEmpty.NO_DEAL_PREFERRED


def _counts(problem: DealProblem, structure: Structure, rows: list[Ints], answer: Answer, budget: Budget) -> Count:
    if answer.exists is False:
        return exactly(0)
    bounds = (answer.known, math.prod(len(r) for r in rows))
    return zone_count(problem, structure, 0, rows, thresholds(problem)[0], bounds, budget)


def zone(problem: DealProblem, draw: int = 0, *, budget: Budget = DEFAULT) -> ZoneResult:
    """The zone test for one draw, with gaps, shortfall, blocking parties, counts and an example (docs/deals.md, 5 to 7).

    Exact, by dynamic programming over the blocks of the problem, or by branch and bound where that is past the budget;
    issues tied together past listing go to an integer programme, with its tolerance. What is not settled within the
    budget is None, with bounds. Raises :class:`InputError` for arrays that are not well formed and
    :class:`BudgetError` where security and what is tied to it have too many joint options.
    """
    problem = one_draw(problem, draw)
    held = holding(problem, 0)
    try:
        structure = build(problem, held, budget)
    except BudgetError:
        if problem.security is not None:
            raise
        return _zone_by_milp(problem, budget)
    everyone = np.ones(len(held), dtype=bool)
    rows = open_rows(structure, problem, 0, everyone, floors=True)
    answer = by_front_or_search(problem, structure, rows, budget)
    without = answer
    if held:
        loose = open_rows(structure, problem, 0, ~everyone, floors=True)
        if any(len(a) != len(b) for a, b in zip(rows, loose, strict=True)):
            without = by_front_or_search(problem, structure, loose, budget)
    shown = next((a for a in (answer, without) if a.example is not None), None)
    if shown is None and structure.possible():  # the floors leave nothing: show the deal nearest to one without them
        shown = by_front_or_search(
            problem, structure, open_rows(structure, problem, 0, ~everyone, floors=False), budget
        )
    admissible = math.prod(len(r) for r in rows)
    return _result(
        problem,
        answer,
        without,
        shown,
        _counts(problem, structure, rows, answer, budget),
        exactly(admissible),
        exactly(structure.possible()),
    )


def _result(
    problem: DealProblem,
    answer: Answer,
    without: Answer,
    shown: Answer | None,
    inside: Count,
    admissible: Count,
    possible: Count,
) -> ZoneResult:
    example = None if shown is None else shown.example
    worth = None if example is None else values_of(problem, np.array([example]))[0, 0]
    return ZoneResult(
        exists=answer.exists,
        why_empty=why_empty(answer.exists, admissible.high > 0, without.exists),
        gap=answer.gap,
        gap_without_lines=without.gap,
        shortfall=answer.shortfall,
        shortfall_without_lines=without.shortfall,
        deals=inside,
        admissible=admissible,
        possible=possible,
        example=example,
        example_values=None if worth is None else tuple(float(v) for v in worth),
        blocking=answer.blocking,
        method=answer.method,
        gap_bounds=answer.gap_bounds,
        shortfall_bounds=answer.shortfall_bounds,
    )


def _zone_by_milp(problem: DealProblem, budget: Budget) -> ZoneResult:
    held = holding(problem, 0)
    rules = [*problem.forbidden, *(r.pattern for r in problem.refusals if r.refused[0])]
    barred = [*rules, *(pattern for k in held for pattern in problem.lines[k].patterns)]
    answer = by_milp(problem, barred, True, budget)
    without = by_milp(problem, rules, True, budget) if held else answer
    most = math.prod(len(o) for o in problem.options)

    def counted(a: Answer, inside: bool) -> Count:
        if a.empty or (inside and a.exists is False):
            return exactly(0)
        sure = a.exists is True if inside else a.example is not None
        return Count(None, int(sure), most, False)

    shown = next((a for a in (answer, without) if a.example is not None), None)
    possible = Count(None, int(shown is not None), most, False)  # floors were applied: none found does not mean none
    return _result(problem, answer, without, shown, counted(answer, True), counted(answer, False), possible)


def _exists(problem: DealProblem, draw: int, budget: Budget) -> bool | None:
    """:func:`zone`'s ``exists`` alone: no count, no example, and no second search without the lines."""
    problem = one_draw(problem, draw)
    held = holding(problem, 0)
    try:
        structure = build(problem, held, budget)
    except BudgetError:
        if problem.security is not None:
            raise
        return _zone_by_milp(problem, budget).exists
    rows = open_rows(structure, problem, 0, np.ones(len(held), dtype=bool), floors=True)
    return by_front_or_search(problem, structure, rows, budget).exists


def _fill(tables: Tables, problem: DealProblem, draws: Ints, only: bool, budget: Budget) -> None:
    """Answer ``draws`` one at a time; ``only``: whether a zone exists, and nothing else."""
    for d in draws:
        if only:
            found = _exists(problem, int(d), budget)
            tables.decided[d], tables.exists[d] = found is not None, bool(found)
            continue
        result = zone(problem, int(d), budget=budget)
        tables.decided[d] = result.exists is not None
        tables.exists[d] = bool(result.exists)
        if result.why_empty is not None:
            tables.why[d] = REASONS.index(result.why_empty)
        elif result.exists is False:
            tables.decided[d] = False
        tables.gap[d] = [np.nan if g is None else g for g in result.gap]
        tables.shortfall[d] = np.nan if result.shortfall is None else result.shortfall


def _draws(problem: DealProblem, only: bool, budget: Budget) -> tuple[Tables, str]:
    check(problem)
    n, parties = problem.reservation.shape
    used = list(range(len(problem.lines)))
    if problem.lines_hold is not None:
        used = [k for k in used if problem.lines_hold[:, k].any()]
    structure = None
    try:
        structure = build(problem, used, budget)
        if n <= 3:
            raise BudgetError.one("few draws: one at a time")
        tables = compiled_draws(problem, structure, only, budget)
        alone: Ints = np.flatnonzero(~tables.decided)
        method = "fronts of the free blocks against the core, compiled"
    except BudgetError:
        tables, alone = Tables.blank(n, parties), np.arange(n)
        method = "one draw at a time"
    reach = budget.alone if structure is not None else max(3, budget.alone // 10)
    _fill(tables, problem, alone[:reach], only, budget)
    tables.decided[alone[reach:]] = False
    if len(alone) > reach:
        method += f"; {len(alone) - reach:,} draws past the budget"
    return tables, method


def zone_draws(problem: DealProblem, *, budget: Budget = DEFAULT) -> ZoneDraws:
    """The zone test for every draw; draws that the budget did not reach have ``decided`` False and count for neither side.

    A draw's gap is NaN where it is not defined, its shortfall where no deal is admissible.
    """
    t, method = _draws(problem, False, budget)
    return ZoneDraws(t.exists, t.why, t.gap, t.shortfall, t.decided, method)


def exists_draws(problem: DealProblem, *, budget: Budget = DEFAULT) -> tuple[Bools, Bools]:
    """Whether a zone exists in each draw (n,), and whether that was decided (n,): about twice as fast as the whole test."""
    tables, _ = _draws(problem, True, budget)
    return tables.exists, tables.decided
