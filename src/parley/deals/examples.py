"""Deals of the zone chosen to differ: a planner wants to see the shapes a deal could take, not forty variants of one."""

from __future__ import annotations

import numpy as np

from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.listing import crossings, floors_met, holding, possible_deals
from parley.deals.problem import DealProblem
from parley.deals.values import values_of
from parley.deals.verdict import shortfalls, thresholds
from parley.deals.zone import one_draw


def diverse(
    problem: DealProblem, draw: int = 0, k: int = 4, *, budget: Budget = DEFAULT
) -> tuple[tuple[int, ...], ...]:
    """Up to ``k`` deals of the zone: the one of least shortfall, then each the farthest (in issues) from those chosen.

    Ties go to the smaller shortfall. The greedy rule is Gonzalez (1985), within a factor 2 of the best spread.
    """
    problem = one_draw(problem, draw)
    check(problem)
    deals = possible_deals(problem, budget)
    clear = floors_met(problem, deals, 0) & ~crossings(problem, deals)[:, list(holding(problem, 0))].any(axis=1)
    values = values_of(problem, deals)[0]
    inside = clear & (values >= thresholds(problem)[0]).all(axis=1)
    deals, short = deals[inside], shortfalls(values[inside], problem.reservation[0], problem.scale)
    if not len(deals):
        return ()
    chosen = [int(short.argmin())]
    distance = (deals != deals[chosen[0]]).sum(axis=1)
    while len(chosen) < k and distance.max() > 0:
        tied = np.flatnonzero(distance == distance.max())
        chosen.append(int(tied[short[tied].argmin()]))
        distance = np.minimum(distance, (deals != deals[chosen[-1]]).sum(axis=1))
    return tuple(tuple(int(x) for x in deals[c]) for c in chosen)
