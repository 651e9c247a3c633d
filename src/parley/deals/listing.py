"""Deals one by one: the listing of every possible deal, for problems small enough to list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from parley.core.errors import BudgetError
from parley.deals.budget import DEFAULT, Budget
from parley.deals.problem import Bools, DealProblem
from parley.deals.structure import build
from parley.deals.values import Deals, matches, values_of
from parley.deals.verdict import thresholds


def possible_deals(problem: DealProblem, budget: Budget = DEFAULT) -> Deals:
    """X: every deal that no rule forbids, (m, J), in lexicographic order of the blocks that rules make.

    Raises :class:`BudgetError` past ``budget.enumerate`` deals.
    """
    structure = build(replace(problem, security=None, interactions=(), refusals=()), (), budget)
    size = structure.possible()
    if size > budget.enumerate:
        raise BudgetError.one(f"{size:,} possible deals are too many to list (budget {budget.enumerate:,})")
    deals = np.zeros((size, len(problem.issues)), dtype=np.int64)
    if not size:
        return deals
    repeat = size
    for block in structure.everything:
        repeat //= len(block.combos)
        rows = np.tile(np.repeat(np.arange(len(block.combos)), repeat), size // (repeat * len(block.combos)))
        deals[:, list(block.issues)] = block.combos[rows]
    return deals


def crossings(problem: DealProblem, deals: Deals) -> Bools:
    """(m, L): which deals cross which red lines."""
    crossed = np.zeros((len(deals), len(problem.lines)), dtype=bool)
    for k, line in enumerate(problem.lines):
        for pattern in line.patterns:
            crossed[:, k] |= matches(pattern, deals)
    return crossed


def floors_met(problem: DealProblem, deals: Deals, draw: int) -> Bools:
    """(m,): deals made only of options that the floors leave in ``draw``, and that nobody refuses to supply."""
    fine = np.ones(len(deals), dtype=bool)
    for refusal in problem.refusals:
        if refusal.refused[draw]:
            fine &= ~matches(refusal.pattern, deals)
    if problem.allowed is None:
        return fine
    columns = deals + problem.starts[:-1]
    return np.asarray(fine & problem.allowed[draw][columns].all(axis=1))


def keeping_rules(problem: DealProblem, deals: Deals) -> Bools:
    """(m,): deals that no rule forbids."""
    broken = np.zeros(len(deals), dtype=bool)
    for pattern in problem.forbidden:
        broken |= matches(pattern, deals)
    return ~broken


def inside(problem: DealProblem, deals: Deals, draw: int = 0) -> Bools:
    """(m,): which of ``deals`` are in the zone in ``draw`` (docs/deals.md, definition 5)."""
    held = list(holding(problem, draw))
    clear = keeping_rules(problem, deals) & floors_met(problem, deals, draw)
    clear &= ~crossings(problem, deals)[:, held].any(axis=1)
    return np.asarray(clear & (values_of(problem, deals)[draw] >= thresholds(problem)[draw]).all(axis=1))


def only(problem: DealProblem, deal: Sequence[int]) -> DealProblem:
    """The problem in which ``deal`` is the only one left; where a rule forbids it, none is."""
    others = (
        ((j, frozenset(range(len(options))) - {int(chosen)}),)
        for j, (options, chosen) in enumerate(zip(problem.options, deal, strict=True))
        if len(options) > 1
    )
    return replace(problem, forbidden=(*problem.forbidden, *others))


def holding(problem: DealProblem, draw: int) -> tuple[int, ...]:
    """Indexes of the lines that hold in ``draw``; all of them where nothing is said."""
    if problem.lines_hold is None:
        return tuple(range(len(problem.lines)))
    return tuple(int(k) for k in np.flatnonzero(problem.lines_hold[draw]))
