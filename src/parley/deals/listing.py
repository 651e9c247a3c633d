"""Deals one by one: the listing of every possible deal, for problems small enough to list."""

from __future__ import annotations

import numpy as np

from parley.core.errors import BudgetError
from parley.deals.budget import DEFAULT, Budget
from parley.deals.problem import Bools, DealProblem
from parley.deals.values import Deals, matches


def product(sizes: tuple[int, ...]) -> Deals:
    """Every combination of options of issues with ``sizes`` options each, the last issue changing fastest."""
    grids = np.unravel_index(np.arange(int(np.prod(sizes, dtype=np.int64))), sizes)
    return np.stack(grids, axis=1).astype(np.int64)


def possible_deals(problem: DealProblem, budget: Budget = DEFAULT) -> Deals:
    """X: every deal that no rule forbids, (m, J); raises :class:`BudgetError` past ``budget.enumerate``."""
    size = 1
    for options in problem.options:
        size *= len(options)
    if size > budget.enumerate:
        raise BudgetError.one(f"{size:,} combinations are too many to list (budget {budget.enumerate:,})")
    deals = product(tuple(len(o) for o in problem.options))
    for pattern in problem.forbidden:
        deals = deals[~matches(pattern, deals)]
    return deals


def crossings(problem: DealProblem, deals: Deals) -> Bools:
    """(m, L): which deals cross which red lines."""
    crossed = np.zeros((len(deals), len(problem.lines)), dtype=bool)
    for k, line in enumerate(problem.lines):
        for pattern in line.patterns:
            crossed[:, k] |= matches(pattern, deals)
    return crossed


def floors_met(problem: DealProblem, deals: Deals, draw: int) -> Bools:
    """(m,): deals made only of options that the floors leave in ``draw``."""
    if problem.allowed is None:
        return np.ones(len(deals), dtype=bool)
    columns = deals + problem.starts[:-1]
    return np.asarray(problem.allowed[draw][columns].all(axis=1))


def holding(problem: DealProblem, draw: int) -> tuple[int, ...]:
    """Indexes of the lines that hold in ``draw``; all of them where nothing is said."""
    if problem.lines_hold is None:
        return tuple(range(len(problem.lines)))
    return tuple(int(k) for k in np.flatnonzero(problem.lines_hold[draw]))
