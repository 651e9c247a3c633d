"""One set of deals, one draw: is there one that all accept, how far is each party from it, who blocks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from parley.deals.budget import Budget
from parley.deals.engine import ValueFront, value_front
from parley.deals.fronts import Overflow
from parley.deals.problem import Bools, DealProblem, Floats, Pattern
from parley.deals.search import Found, optimum
from parley.deals.structure import Ints, Structure
from parley.deals.values import values_of
from parley.deals.verdict import blocking_sets, gaps, shortfalls, thresholds

SEARCH_FROM = 200_000
"""Deals from which, with three or more parties, questions are searched one by one rather than read off the frontier."""


@dataclass(frozen=True)
class Answer:
    """What :class:`parley.deals.results.ZoneResult` says of one set of deals."""

    exists: bool | None
    gap: tuple[float | None, ...]
    gap_bounds: tuple[tuple[float, float] | None, ...] | None
    shortfall: float | None
    shortfall_bounds: tuple[float, float] | None
    blocking: tuple[frozenset[int], ...]
    example: tuple[int, ...] | None
    known: int
    """Deals of the zone known to exist."""
    empty: bool
    """No deal is in the set."""
    method: str


def by_front_or_search(problem: DealProblem, structure: Structure, rows: Sequence[Ints], budget: Budget) -> Answer:
    """From the frontier by dynamic programming; where that is past the budget, by branch and bound."""
    parties = len(problem.parties)
    size = math.prod(len(r) for r in rows)
    free = math.prod(len(r) for r in rows[1:])
    if parties <= 2 or free <= SEARCH_FROM:
        try:
            return _from_front(
                problem, value_front(problem, structure, 0, rows, budget.points(parties, size), whole=True)
            )
        except Overflow:
            pass

    def ask(reference: Floats, counted: Bools, target: int, start: tuple[float, tuple[int, ...]] | None) -> Found:
        return optimum(problem, structure, 0, rows, reference, _unit(problem), counted, target, start)

    return _from_questions(problem, ask, size == 0, "branch and bound")


def by_milp(problem: DealProblem, ruled_out: Iterable[Pattern], floors: bool, budget: Budget) -> Answer:
    """By integer programming, over deals that match none of ``ruled_out``; secure deals only."""
    from parley.deals.milp import GAP, optimum_milp

    barred = tuple(ruled_out)

    def ask(reference: Floats, counted: Bools, target: int, start: tuple[float, tuple[int, ...]] | None) -> Found:
        found = optimum_milp(
            problem, 0, barred, floors, reference, _unit(problem), counted, target, budget.nodes, budget.seconds
        )
        if start is not None and start[0] > found.low:
            return Found(start[0], max(start[0], found.high), start[1])
        return found

    return _from_questions(problem, ask, None, f"MILP, gap {GAP:.0e}")


def _unit(problem: DealProblem) -> Floats:
    return np.where(problem.scale > 0, problem.scale, 1.0)


def _from_front(problem: DealProblem, front: ValueFront) -> Answer:
    parties = len(problem.parties)
    values, least, reservation = front.values, thresholds(problem)[0], problem.reservation[0]
    if not len(values):
        return Answer(False, (None,) * parties, None, None, None, (), None, 0, True, "dynamic programme")
    short = shortfalls(values, reservation, problem.scale)
    accepted = values >= least
    inside = accepted.all(axis=1)
    pool = np.flatnonzero(inside) if inside.any() else np.arange(len(values))
    pick = int(pool[short[pool].argmin()])
    return Answer(
        exists=bool(inside.any()),
        gap=gaps(values, least, reservation, problem.scale),
        gap_bounds=None,
        shortfall=float(short.min()),
        shortfall_bounds=None,
        blocking=blocking_sets(accepted),
        example=tuple(int(x) for x in front.deals[pick]),
        known=int(min(front.counts[inside].sum(), 2.0**53)),
        empty=False,
        method="dynamic programme",
    )


Ask = Callable[[Floats, Bools, int, "tuple[float, tuple[int, ...]] | None"], Found]


def _from_questions(problem: DealProblem, ask: Ask, empty: bool | None, method: str) -> Answer:
    """Existence, gaps, shortfall and blocking sets, each as an optimum with bounds."""
    parties = len(problem.parties)
    least, reservation, unit = thresholds(problem)[0], problem.reservation[0], _unit(problem)
    everyone = np.ones(parties, dtype=bool)
    nothing = Answer(False, (None,) * parties, None, None, None, (), None, 0, True, method)
    if empty:
        return nothing
    best = ask(least, everyone, -1, None)
    if best.deal is None and best.high == -np.inf:
        return nothing
    exists = True if best.low >= 0 else (False if best.high < 0 else None)
    gap: list[float | None] = []
    bounds: list[tuple[float, float] | None] = []
    for p in range(parties):
        slack = float((reservation[p] - least[p]) / unit[p])
        found = _gap(problem, ask, p, best, least)
        if problem.scale[p] <= 0 or found is None:
            gap.append(None)
            bounds.append(None)
            continue
        gap.append(slack - found.low + 0.0 if found.settled else None)
        bounds.append(None if found.settled else (slack - found.high, slack - found.low))
    cares = problem.scale > 0
    shortest = ask(reservation, cares, -1, None) if cares.any() else Found(0.0, 0.0, best.deal)
    example = best.deal if exists or shortest.deal is None else shortest.deal
    return Answer(
        exists=exists,
        gap=tuple(gap),
        gap_bounds=tuple(bounds) if any(b is not None for b in bounds) else None,
        shortfall=0.0 - shortest.low if shortest.settled else None,
        shortfall_bounds=None if shortest.settled else (-shortest.high, -shortest.low),
        blocking=_blocking(ask, least, parties) if exists is False else (),
        example=example,
        known=int(exists is True),
        empty=False,
        method=method if exists is not None else f"{method}; not settled within the budget",
    )


def _gap(problem: DealProblem, ask: Ask, p: int, best: Found, least: Floats) -> Found | None:
    """The most that p can have while the others accept; None where they accept nothing together."""
    parties = len(least)
    others = np.arange(parties) != p
    seed = best
    if best.low < 0 and others.any():
        seed = ask(least, others, -1, None)
        if seed.high < 0:
            return None
    start = None
    if seed.deal is not None and seed.low >= 0:
        worth = values_of(problem, np.array([seed.deal]))[0, 0]
        start = (float((worth[p] - least[p]) / _unit(problem)[p]), seed.deal)
    return ask(least, np.ones(parties, dtype=bool), p, start)


def _blocking(ask: Ask, least: Floats, parties: int) -> tuple[frozenset[int], ...]:
    found: list[frozenset[int]] = []
    for size in range(1, parties + 1):
        for members in combinations(range(parties), size):
            if any(known <= set(members) for known in found):
                continue
            counted = np.isin(np.arange(parties), members)
            if ask(least, counted, -1, None).high < 0:
                found.append(frozenset(members))
    return tuple(found)
