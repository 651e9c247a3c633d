"""The frontier: every distinct value that no other deal beats for one party without costing another."""

from __future__ import annotations

from typing import Literal

import numpy as np

from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.listing import crossings, floors_met, holding, possible_deals
from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.results import Frontier, FrontierPoint
from parley.deals.values import values_of
from parley.deals.zone import one_draw

Over = Literal["auto", "admissible", "possible"]


def nondominated(values: Floats) -> Bools:
    """(m,): rows that no other row is at least as good as everywhere and better somewhere (ties all kept)."""
    m = len(values)
    keep = np.ones(m, dtype=bool)
    order = np.lexsort(tuple(-values[:, k] for k in range(values.shape[1] - 1, -1, -1)))
    archive: list[int] = []
    for i in order:
        if archive:
            a = values[archive]
            better = (a >= values[i]).all(axis=1) & (a > values[i]).any(axis=1)
            if better.any():
                keep[i] = False
                continue
        archive.append(int(i))
    return keep


def frontier(problem: DealProblem, draw: int = 0, *, over: Over = "auto", budget: Budget = DEFAULT) -> Frontier:
    """Every distinct non-dominated value of V once, over the admissible deals, or the possible where none is admissible."""
    problem = one_draw(problem, draw)
    check(problem)
    deals = possible_deals(problem, budget)
    clear = floors_met(problem, deals, 0) & ~crossings(problem, deals)[:, list(holding(problem, 0))].any(axis=1)
    which = "admissible" if over == "admissible" or (over == "auto" and clear.any()) else "possible"
    pool = deals[clear] if which == "admissible" else deals
    if not len(pool):
        return Frontier(which, len(deals), (), True, "enumeration")
    values = values_of(problem, pool)[0]
    rounded = np.round(values, 10)
    unique, first, counts = np.unique(rounded, axis=0, return_index=True, return_counts=True)
    keep = nondominated(unique)
    points = tuple(
        FrontierPoint(tuple(float(v) for v in values[f]), tuple(int(x) for x in pool[f]), int(c))
        for f, c in zip(first[keep], counts[keep], strict=True)
    )
    return Frontier(which, len(deals), points, True, "enumeration")
