"""Where the frontier is past the budget: one question at a time, by branch and bound on Lagrangian bounds.

Multipliers come from the linear relaxation (Geoffrion 1974), whose gap for a choice of one option in each of many blocks
is small; the search then looks only at deals within that gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.structure import Ints, Structure

NODES = 100_000_000
"""Nodes of one search, about a second."""


@dataclass(frozen=True)
class Found:
    """The answer to one question: ``low ≤ optimum ≤ high``; ``deal`` reaches ``low`` (None: no such deal was found)."""

    low: float
    high: float
    deal: tuple[int, ...] | None

    @property
    def settled(self) -> bool:
        """Whether the optimum is known to the margin of the search."""
        return self.high - self.low <= 1e-9 or self.high == -np.inf


def _multipliers(tables: Sequence[Floats], base: Floats, counted: Bools, target: int) -> Floats | None:
    """(P,) weights of the parties in the Lagrangian; None where even the relaxation has no solution."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    parties = len(base)
    every = np.concatenate(tables)
    owner = np.repeat(np.arange(len(tables)), [len(t) for t in tables])
    n = len(every)
    others = [p for p in range(parties) if counted[p] and p != target]
    one = csr_array((np.ones(n), (owner, np.arange(n))), shape=(len(tables), n + 1))
    level = 1.0 if target < 0 else 0.0
    upper = csr_array(np.hstack([-every[:, others].T, np.full((len(others), 1), level)]))
    cost = np.concatenate([np.zeros(n) if target < 0 else -every[:, target], [-level]])
    bounds = [(0.0, None)] * n + [(None, None) if target < 0 else (0.0, 0.0)]
    solve: Any = linprog  # its stubs know no sparse arrays
    answer = solve(
        cost,
        A_ub=upper if others else None,
        b_ub=base[others] if others else None,
        A_eq=one,
        b_eq=np.ones(len(tables)),
        bounds=bounds,
        method="highs",
    )
    if answer.status == 2:
        return None
    weights = np.zeros(parties)
    if others and answer.status == 0:
        weights[others] = np.maximum(0.0, -answer.ineqlin.marginals)
    if target >= 0:
        weights[target] = 1.0
    elif weights.sum() > 0:
        weights /= weights.sum()
    else:
        weights[counted] = 1.0 / counted.sum()
    return weights


def optimum(
    problem: DealProblem,
    structure: Structure,
    draw: int,
    rows: Sequence[Ints],
    reference: Floats,
    unit: Floats,
    counted: Bools,
    target: int = -1,
    start_from: tuple[float, tuple[int, ...]] | None = None,
    nodes: int = NODES,
) -> Found:
    """Maximise over deals, with a_p = (V_p − reference_p) / unit_p: the least a_p of the counted parties (target −1),
    or a_target while a_p ≥ 0 for the other counted ones. ``start_from``: an objective already reached, and by which deal."""
    from parley.deals.kernel_search import descend

    if any(not len(r) for r in rows):
        return Found(-np.inf, -np.inf, None)
    q, broken = structure.setting_values(problem, slice(draw, draw + 1))
    core = structure.core.utilities(problem, draw)
    free = [b.utilities(problem, draw)[r] for b, r in zip(structure.blocks, rows[1:], strict=True)]
    settings = structure.signature[rows[0]]
    prepared = []
    for g in np.unique(settings):
        members = rows[0][settings == g]
        chance = q[0, :, g] / unit
        tables = [core[members] * chance, *(t * chance for t in free)]
        base = (q[0, :, g] * problem.offset[draw] + (1.0 - q[0, :, g]) * broken[0, :, g] - reference) / unit
        weights = _multipliers(tables, base, counted, target)
        if weights is None:
            continue
        bound = float(weights @ base + sum((t @ weights).max() for t in tables))
        prepared.append((bound, members, tables, base, weights))
    prepared.sort(key=lambda item: -item[0])
    best, deal = start_from if start_from else (-np.inf, None)
    high = best
    for bound, members, tables, base, weights in prepared:
        scores = [t @ weights for t in tables]
        spread = [float(np.ptp(s)) for s in scores]
        order = sorted(range(len(tables)), key=lambda b: -spread[b])
        inner = [np.argsort(-scores[b], kind="stable") for b in order]
        flat = np.ascontiguousarray(np.concatenate([tables[b][i] for b, i in zip(order, inner, strict=True)]))
        lagrange = np.concatenate([scores[b][i] for b, i in zip(order, inner, strict=True)])
        start = np.cumsum([0] + [len(i) for i in inner]).astype(np.int64)
        margin = 1e-13 * max(1.0, abs(bound))
        value, chosen, finished = descend(
            flat, start, lagrange, base, float(weights @ base), counted, target, best, margin, nodes
        )
        if chosen[0] >= 0:
            best = float(value)
            made = np.zeros(len(problem.issues), dtype=np.int64)
            for position, b in enumerate(order):
                row = inner[position][chosen[position] - start[position]]
                if b == 0:
                    made[list(structure.core.issues)] = structure.core.combos[members[row]]
                else:
                    block = structure.blocks[b - 1]
                    made[list(block.issues)] = block.combos[rows[b][row]]
            deal = tuple(int(x) for x in made)
        high = max(high, best if finished else bound)
    return Found(best, max(high, best), deal)
