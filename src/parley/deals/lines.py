"""Which red lines collide, and which must soften (DESIGN 4.7). Different remedies, so both are minimal sets."""

from __future__ import annotations

import numpy as np

from parley.deals.antichain import members, minimal, transversals
from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.listing import crossings, floors_met, holding, possible_deals
from parley.deals.problem import Bools, DealProblem
from parley.deals.values import values_of
from parley.deals.verdict import thresholds
from parley.deals.zone import one_draw


def _masks(crossed: Bools) -> list[int]:
    weights = [1 << k for k in range(crossed.shape[1])]
    return [sum(w for w, hit in zip(weights, row, strict=True) if hit) for row in np.unique(crossed, axis=0)]


def colliding(problem: DealProblem, *, budget: Budget = DEFAULT) -> tuple[frozenset[int], ...]:
    """Minimal sets of lines (indexes) that no possible deal respects together, whether or not they hold."""
    check(problem)
    deals = possible_deals(problem, budget)
    if not len(deals):
        return ()
    return tuple(members(m) for m in transversals(_masks(crossings(problem, deals))))


def softening(problem: DealProblem, draw: int = 0, *, budget: Budget = DEFAULT) -> tuple[frozenset[int], ...]:
    """Minimal sets of holding lines whose lifting opens a zone; empty where one exists already or none can be opened."""
    problem = one_draw(problem, draw)
    check(problem)
    deals = possible_deals(problem, budget)
    held = holding(problem, 0)
    accepted = (values_of(problem, deals)[0] >= thresholds(problem)[0]).all(axis=1) & floors_met(problem, deals, 0)
    crossed = crossings(problem, deals)[:, list(held)]
    if not accepted.any():
        return ()
    lifted = minimal(_masks(crossed[accepted]))
    if lifted == [0]:
        return ()
    return tuple(frozenset(held[k] for k in members(m)) for m in lifted)
