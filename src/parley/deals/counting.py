"""How many deals: of a structure exactly, of the zone by listing, by meeting in the middle, else as bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from parley.deals.budget import Budget
from parley.deals.problem import DealProblem, Floats
from parley.deals.results import Count
from parley.deals.structure import Ints, Structure


def exactly(n: int) -> Count:
    """A count that is known."""
    return Count(n, n, n, True)


def listed_sums(tables: Sequence[Floats], parties: int) -> Floats:
    """(m, P): the sum over every combination of one row of each table, the last changing fastest."""
    sums = np.zeros((1, parties))
    for table in tables:
        sums = (sums[:, None, :] + table[None, :, :]).reshape(-1, parties)
    return sums


def _halves(tables: Sequence[Floats]) -> tuple[list[Floats], list[Floats]]:
    """Split so that the larger half has as few combinations as a greedy split gives."""
    halves: tuple[list[Floats], list[Floats]] = ([], [])
    sizes = [1, 1]
    for table in sorted(tables, key=len, reverse=True):
        side = 0 if sizes[0] <= sizes[1] else 1
        halves[side].append(table)
        sizes[side] *= len(table)
    return halves


def _pairs(a: Floats, b: Floats, need: Floats) -> int:
    """How many pairs of rows add up to ``need`` (2,) or more in both columns: O((m + k) log)."""
    from parley.deals.kernel_fronts import pairs_reaching

    ranks = np.unique(b[:, 1])
    a = np.ascontiguousarray(a[np.argsort(a[:, 0], kind="stable")])
    b = np.ascontiguousarray(b[np.argsort(-b[:, 0], kind="stable")])
    return int(pairs_reaching(a, b, np.searchsorted(ranks, b[:, 1]), ranks, need[0], need[1]))


def zone_count(
    problem: DealProblem,
    structure: Structure,
    draw: int,
    rows: Sequence[Ints],
    least: Floats,
    bounds: tuple[int, int],
    budget: Budget,
) -> Count:
    """Deals of the given rows with V ≥ ``least`` (P,), or ``bounds`` where that is past the budget."""
    parties = len(problem.parties)
    size = math.prod(len(r) for r in rows)
    if not size:
        return exactly(0)
    low, high = bounds
    if low >= high:
        return exactly(low)
    tables = [b.utilities(problem, draw)[r] for b, r in zip(structure.blocks, rows[1:], strict=True)]
    left, right = _halves(tables)
    whole = size <= budget.enumerate
    halves = max(math.prod(len(t) for t in left), math.prod(len(t) for t in right))
    if not whole and (parties != 2 or halves * len(structure.settings) > budget.enumerate):
        return Count(None, low, high, False)
    q, broken = structure.setting_values(problem, slice(draw, draw + 1))
    core = structure.core.utilities(problem, draw)[rows[0]] + problem.offset[draw]
    setting = structure.signature[rows[0]]
    sums = listed_sums(tables, parties) if whole else None
    total = 0
    for g in np.unique(setting):
        chance, lost = q[0, :, g], (1.0 - q[0, :, g]) * broken[0, :, g]
        members = core[setting == g]
        if sums is not None:
            step = max(1, 4_000_000 // max(1, len(sums) * parties))
            for start in range(0, len(members), step):
                u = members[start : start + step, None, :] + sums[None, :, :]
                fine = np.ones(u.shape[:2], dtype=bool)
                for p in range(parties):
                    fine &= chance[p] * u[:, :, p] + lost[p] >= least[p]
                total += int(fine.sum())
            continue
        if (chance <= 0).any() or len(members) * halves > 4 * budget.enumerate:
            return Count(None, low, high, False)
        need = (least - lost) / chance
        total += _pairs(listed_sums([members, *left], parties), listed_sums(right, parties), need)
    return exactly(total)
