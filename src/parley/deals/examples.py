"""Deals of the zone chosen to differ: a planner wants to see the shapes a deal could take, not forty variants of one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.engine import open_rows
from parley.deals.listing import crossings, floors_met, holding, possible_deals
from parley.deals.problem import DealProblem
from parley.deals.solve import by_front_or_search
from parley.deals.structure import build
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
    200,000 possible deals the choice is among the best deals with each option that some zone deal has.
    """
    problem = one_draw(problem, draw)
    check(problem)
    plain = build(replace(problem, security=None, interactions=()), (), budget)
    pool = possible_deals(problem, budget) if plain.possible() <= LISTED else _by_option(problem, budget)
    clear = floors_met(problem, pool, 0) & ~crossings(problem, pool)[:, list(holding(problem, 0))].any(axis=1)
    values = values_of(problem, pool)[0]
    inside = clear & (values >= thresholds(problem)[0]).all(axis=1)
    deals, short = pool[inside], shortfalls(values[inside], problem.reservation[0], problem.scale)
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
    """For each option in turn, the deal of least shortfall that has it; the deals of the zone among these."""
    held = holding(problem, 0)
    structure = build(problem, held, budget)
    base = open_rows(structure, problem, 0, np.ones(len(held), dtype=bool), floors=True)
    found: set[tuple[int, ...]] = set()
    for b, block in enumerate(structure.everything):
        for i, issue in enumerate(block.issues):
            for option in range(len(problem.options[issue])):
                rows = list(base)
                rows[b] = base[b][block.combos[base[b], i] == option]
                if math.prod(len(r) for r in rows):
                    answer = by_front_or_search(problem, structure, rows, budget)
                    if answer.exists and answer.example is not None:
                        found.add(answer.example)
    return np.array(sorted(found), dtype=np.int64).reshape(-1, len(problem.issues))
