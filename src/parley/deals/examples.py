"""The deals that are shown: for a zone test the one that crosses least, and deals of the zone chosen to differ.

A planner wants to see the shapes a deal could take, not forty variants of one, and no line crossed that need not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import islice

import numpy as np

from parley.core.errors import BudgetError
from parley.deals.budget import DEFAULT, Budget
from parley.deals.engine import open_rows
from parley.deals.listing import crossings, floors_met, holding, inside, possible_deals
from parley.deals.problem import Bools, DealProblem, Floats, Line, Pattern
from parley.deals.results import ZoneResult
from parley.deals.search import optimum
from parley.deals.solve import by_front_or_search
from parley.deals.structure import Ints, build
from parley.deals.values import Deals, matches, values_of
from parley.deals.verdict import shortfalls, thresholds
from parley.deals.zone import one_draw

LISTED = 200_000
"""Possible deals up to which the whole zone is listed and chosen from."""


def diverse(
    problem: DealProblem,
    draw: int = 0,
    k: int = 4,
    *,
    preference: Preference | None = None,
    budget: Budget = DEFAULT,
) -> tuple[tuple[int, ...], ...]:
    """Up to ``k`` deals of the zone: the best example, then each the farthest (in issues) from those chosen.

    The best is the one of least shortfall; with a ``preference``, the one that crosses the softest lines first
    (:func:`example`). Ties go to the better example. The greedy rule is Gonzalez (1985), within a factor 2 of the best spread. Past
    200,000 possible deals the choice is among deals found so that every option that some zone deal has is met.
    """
    problem = one_draw(problem, draw)
    plain = build(replace(problem, security=None, interactions=(), refusals=()), (), budget)
    pool = possible_deals(problem, budget) if plain.possible() <= LISTED else _by_option(problem, budget)
    deals = pool[inside(problem, pool)]
    if not len(deals):
        return ()
    keys = (_short(problem, deals), *(reversed(preference.weights(deals)) if preference is not None else ()))
    short: Ints = np.empty(len(deals), dtype=np.int64)  # places in the order of examples
    short[np.lexsort(keys)] = np.arange(len(deals))
    chosen = [int(short.argmin())]
    distance = (deals != deals[chosen[0]]).sum(axis=1)
    while len(chosen) < k and distance.max() > 0:
        tied = np.flatnonzero(distance == distance.max())
        chosen.append(int(tied[short[tied].argmin()]))
        distance = np.minimum(distance, (deals != deals[chosen[-1]]).sum(axis=1))
    return tuple(tuple(int(x) for x in deals[c]) for c in chosen)


def _by_option(problem: DealProblem, budget: Budget) -> Deals:
    """For each option that no deal found so far has, a deal of the zone that has it, if there is one."""
    held = holding(problem, 0)
    structure = build(problem, held, budget)
    base = open_rows(structure, problem, 0, np.ones(len(held), dtype=bool), floors=True)
    least = thresholds(problem)[0]
    unit = np.where(problem.scale > 0, problem.scale, 1.0)
    everyone = np.ones(len(problem.parties), dtype=bool)
    found: list[tuple[int, ...]] = []
    seen: set[tuple[int, int]] = set()

    def look(rows: list[Ints]) -> None:
        best = optimum(problem, structure, 0, rows, least, unit, everyone, nodes=1_000_000)
        if best.deal is not None and best.low >= 0 and best.deal not in found:
            found.append(best.deal)
            seen.update(enumerate(best.deal))

    look(base)
    for b, block in enumerate(structure.everything):
        for i, issue in enumerate(block.issues):
            for option in range(len(problem.options[issue])):
                if found and (issue, option) not in seen:
                    look([r[block.combos[r, i] == option] if b == k else r for k, r in enumerate(base)])
    return np.array(found, dtype=np.int64).reshape(-1, len(problem.issues))


TRIED = 32
"""Sets of lines that are tried, softest first, where the deals are too many to list."""


@dataclass(frozen=True, slots=True)
class Preference:
    """What makes one deal a better example than another, beside its margin."""

    lines: tuple[Line, ...]
    """Every declared line, whether or not it counts in the test."""
    cost: Floats
    """(L,): what crossing each weighs: −log(1 − the chance that it holds), so that costs add up to how unlikely it is that
    none of the crossed lines holds."""
    marked: Pattern = ()
    """Options that a text of law speaks against, by issue."""

    def weights(self, deals: Deals) -> tuple[Floats, Ints]:
        """(m,), (m,): the cost of the lines that each deal crosses, and how many marked options it takes."""
        crossed = np.zeros((len(deals), len(self.lines)), dtype=bool)
        for k, line in enumerate(self.lines):
            for pattern in line.patterns:
                crossed[:, k] |= matches(pattern, deals)
        taken = [np.isin(deals[:, issue], list(options)) for issue, options in self.marked]
        many: Ints = (
            np.asarray(np.sum(taken, axis=0, dtype=np.int64)) if taken else np.zeros(len(deals), dtype=np.int64)
        )
        return np.round(crossed @ self.cost, 9), many


def example(
    problem: DealProblem, found: ZoneResult, preference: Preference, draw: int = 0, *, budget: Budget = DEFAULT
) -> tuple[int, ...] | None:
    """The deal that is shown for a zone test: of the zone, the one that crosses the fewest and softest declared lines, then
    the one with the fewest options marked in law, then the one of largest margin.

    Where there is no zone: of the deals that lifting the lines that hold would bring into one, if no deal respects those
    lines, chosen in the same way; else the deal of least shortfall that respects them (or, past that, any), and of several
    the one that comes first by lines and marks. Past 200,000 possible deals, sets of lines to cross are tried softest first
    (at most 32), and marks are not weighed; where that finds nothing, ``found.example`` stands.
    """
    if found.example is None:
        return None
    p = one_draw(problem, draw)
    lifted = found.exists is False and not found.admissible.high
    loose = replace(p, lines=(), lines_hold=None) if lifted else p
    plain = build(replace(p, security=None, interactions=(), refusals=()), (), budget)
    if plain.possible() > min(LISTED, budget.enumerate):
        inhabited = found.exists or (lifted and found.exists is False and _inhabited(loose, budget))
        return (_softest(loose, preference, budget) if inhabited else None) or found.example
    deals = possible_deals(p, budget)
    within = deals[inside(loose, deals)]
    if len(within):
        cost, marks = preference.weights(within)
        short = np.round(_short(p, within), 9)
        return tuple(int(o) for o in within[np.lexsort((short, marks, cost))[0]])
    near = np.array([found.example])
    least = float(_short(p, near)[0])
    respecting = deals[_respecting(p, deals) == _respecting(p, near)[0]]
    tied = respecting[np.abs(_short(p, respecting) - least) <= 1e-9]
    if not len(tied):
        return found.example
    cost, marks = preference.weights(tied)
    return tuple(int(o) for o in tied[np.lexsort((marks, cost))[0]])


def _short(p: DealProblem, deals: Deals) -> Floats:
    return shortfalls(values_of(p, deals)[0], p.reservation[0], p.scale)


def _respecting(p: DealProblem, deals: Deals) -> Bools:
    """(m,): deals that cross no line that holds, and that floors and suppliers leave."""
    return np.asarray(~crossings(p, deals)[:, list(holding(p, 0))].any(axis=1) & floors_met(p, deals, 0))


def _inhabited(p: DealProblem, budget: Budget) -> bool:
    """Whether the zone holds a deal."""
    try:
        structure = build(p, (), budget)
    except BudgetError:
        return False
    rows = open_rows(structure, p, 0, np.zeros(0, dtype=bool), floors=True)
    return by_front_or_search(p, structure, rows, budget).exists is True


def _softest(p: DealProblem, preference: Preference, budget: Budget) -> tuple[int, ...] | None:
    """Past listing: a deal of the zone that crosses the softest set of lines, among the sets that are tried; None without."""
    names = {line.name for k, line in enumerate(p.lines) if k in holding(p, 0)}
    lines = preference.lines
    whole = replace(p, lines=lines, lines_hold=np.ones((1, len(lines)), dtype=bool) if lines else None)
    free = [k for k, line in enumerate(lines) if line.name not in names]
    try:
        structure = build(whole, tuple(range(len(lines))), budget)
    except BudgetError:
        return None
    for crossed in islice(_by_cost(free, preference.cost), TRIED):
        counted = ~np.isin(np.arange(len(lines)), list(crossed))
        answer = by_front_or_search(whole, structure, open_rows(structure, whole, 0, counted, floors=True), budget)
        if answer.exists:
            return answer.example
    return None


def _by_cost(items: Sequence[int], cost: Floats) -> Iterator[tuple[int, ...]]:
    """Sets of ``items``, the cheapest first (each set once: a set grows by its next item, or moves its last one on)."""
    order = sorted(items, key=lambda k: float(cost[k]))
    yield ()
    heap: list[tuple[float, tuple[int, ...]]] = [(float(cost[order[0]]), (0,))] if order else []
    while heap:
        total, chosen = heappop(heap)
        yield tuple(order[i] for i in chosen)
        last = chosen[-1]
        if last + 1 < len(order):
            step = float(cost[order[last + 1]])
            heappush(heap, (total + step, (*chosen, last + 1)))
            heappush(heap, (total + step - float(cost[order[last]]), (*chosen[:-1], last + 1)))
