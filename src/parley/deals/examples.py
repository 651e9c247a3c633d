"""Deals of the zone chosen to differ: a planner wants to see the shapes a deal could take, not forty variants of one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from parley.deals.budget import DEFAULT, Budget
from parley.deals.engine import open_rows
from parley.deals.listing import holding, inside, possible_deals
from parley.deals.problem import DealProblem
from parley.deals.search import optimum
from parley.deals.structure import Ints, build
from parley.deals.values import Deals, values_of
from parley.deals.verdict import shortfalls, thresholds
from parley.deals.zone import one_draw

LISTED = 200_000
"""Possible deals up to which the whole zone is listed and chosen from."""


def diverse(
    problem: DealProblem, draw: int = 0, k: int = 4, *, budget: Budget = DEFAULT
) -> tuple[tuple[int, ...], ...]:
    """Up to ``k`` deals of the zone: the one of least shortfall, then each the farthest (in issues) from those chosen.

    Ties go to the smaller shortfall. The greedy rule is Gonzalez (1985), within a factor 2 of the best spread. Past
    200,000 possible deals the choice is among deals found so that every option that some zone deal has is met.
    """
    problem = one_draw(problem, draw)
    plain = build(replace(problem, security=None, interactions=(), refusals=()), (), budget)
    pool = possible_deals(problem, budget) if plain.possible() <= LISTED else _by_option(problem, budget)
    deals = pool[inside(problem, pool)]
    short = shortfalls(values_of(problem, deals)[0], problem.reservation[0], problem.scale)
    if not len(deals):
        return ()
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
