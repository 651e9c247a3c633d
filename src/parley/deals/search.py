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

NODES = 30_000_000
"""Nodes of one search, a few tenths of a second; then the question goes to an integer programme (HiGHS)."""
INTEGER_NODES = 20_000
"""Nodes of that programme: a fixed number, so that two runs stop at the same place."""


MARGIN = 5e-10
"""Of a party's scale: a gap is not pursued beyond this (existence and shortfall are, to rounding)."""


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


@dataclass(frozen=True)
class _Programme:
    """Choose one row of each table: minimise cost·x with upper x ≤ limits, x the rows chosen and a last variable for the
    least party's sum (target −1)."""

    cost: Floats
    upper: Floats
    limits: Floats
    one: Any
    tables: int
    others: list[int]
    free_last: bool


def _programme(tables: Sequence[Floats], base: Floats, counted: Bools, target: int) -> _Programme:
    from scipy.sparse import csr_array

    every = np.concatenate(tables)
    n = len(every)
    owner = np.repeat(np.arange(len(tables)), [len(t) for t in tables])
    others = [p for p in range(len(base)) if counted[p] and p != target]
    level = 1.0 if target < 0 else 0.0
    return _Programme(
        cost=np.concatenate([np.zeros(n) if target < 0 else -every[:, target], [-level]]),
        upper=np.hstack([-every[:, others].T, np.full((len(others), 1), level)]),
        limits=base[others],
        one=csr_array((np.ones(n), (owner, np.arange(n))), shape=(len(tables), n + 1)),
        tables=len(tables),
        others=others,
        free_last=target < 0,
    )


def _multipliers(programme: _Programme, parties: int, counted: Bools, target: int) -> Floats | None:
    """(P,) weights of the parties in the Lagrangian; None where even the relaxation has no solution."""
    from scipy.optimize import linprog

    n = len(programme.cost) - 1
    others = programme.others
    solve: Any = linprog  # its stubs know no sparse arrays
    answer = solve(
        programme.cost,
        A_ub=programme.upper if others else None,
        b_ub=programme.limits if others else None,
        A_eq=programme.one,
        b_eq=np.ones(programme.tables),
        bounds=[(0.0, None)] * n + [(None, None) if programme.free_last else (0.0, 0.0)],
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


def _by_integers(
    programme: _Programme, tables: Sequence[Floats], base: Floats, target: int
) -> tuple[float, list[int] | None]:
    """(upper bound of the objective, chosen row of each table or None) by HiGHS, within a fixed number of nodes."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    n = len(programme.cost) - 1
    last = np.inf if programme.free_last else 0.0
    rules = [LinearConstraint(programme.one, 1.0, 1.0)]
    if programme.others:
        rules.append(LinearConstraint(programme.upper, -np.inf, programme.limits))
    answer = milp(
        programme.cost,
        constraints=rules,
        integrality=np.concatenate([np.ones(n), [0.0]]),
        bounds=Bounds(np.concatenate([np.zeros(n), [-last]]), np.concatenate([np.ones(n), [last]])),
        options={"node_limit": INTEGER_NODES, "mip_rel_gap": 1e-9},
    )
    if answer.status == 2:
        return -np.inf, None
    shift = float(base[target]) if target >= 0 else 0.0
    high = np.inf if answer.mip_dual_bound is None else shift - float(answer.mip_dual_bound)
    if answer.x is None:
        return high, None
    starts = np.cumsum([0] + [len(t) for t in tables])
    return high, [int(answer.x[starts[b] : starts[b + 1]].argmax()) for b in range(len(tables))]


def _objective(tables: Sequence[Floats], rows: Sequence[int], base: Floats, counted: Bools, target: int) -> float:
    """What a choice of rows reaches; −∞ where it leaves another counted party below 0."""
    sums = base + sum((t[r] for t, r in zip(tables, rows, strict=True)), np.zeros(len(base)))
    if target < 0:
        return float(sums[counted].min())
    others = counted & (np.arange(len(base)) != target)
    return float(sums[target]) if (sums[others] >= 0).all() else -np.inf


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
        programme = _programme(tables, base, counted, target)
        weights = _multipliers(programme, len(base), counted, target)
        if weights is None:
            continue
        bound = float(weights @ base + sum((t @ weights).max() for t in tables))
        prepared.append((bound, members, tables, base, weights, programme))
    prepared.sort(key=lambda item: -item[0])
    best, deal = start_from if start_from else (-np.inf, None)
    high = best
    for bound, members, tables, base, weights, programme in prepared:
        if bound <= best:
            continue
        value, rows_found, finished = _descent(tables, base, weights, counted, target, best, nodes)
        top = bound
        if not finished:
            limit, integers = _by_integers(programme, tables, base, target)
            top = min(bound, limit)
            if integers is not None:
                reached = _objective(tables, integers, base, counted, target)
                if reached > value:
                    value, rows_found = reached, integers
        if rows_found is not None and value > best:
            best = value
            deal = _deal(problem, structure, rows, members, rows_found)
        high = max(high, best if finished else top)
    return Found(best, max(high, best), deal)


def _descent(
    tables: Sequence[Floats], base: Floats, weights: Floats, counted: Bools, target: int, best: float, nodes: int
) -> tuple[float, list[int] | None, bool]:
    """Depth first, the widest table first and its rows by falling Lagrangian: (value, row of each table, finished)."""
    from parley.deals.kernel_search import descend

    scores = [t @ weights for t in tables]
    order = sorted(range(len(tables)), key=lambda b: -float(np.ptp(scores[b])))
    inner = [np.argsort(-scores[b], kind="stable") for b in order]
    flat = np.ascontiguousarray(np.concatenate([tables[b][i] for b, i in zip(order, inner, strict=True)]))
    lagrange = np.concatenate([scores[b][i] for b, i in zip(order, inner, strict=True)])
    start = np.cumsum([0] + [len(i) for i in inner]).astype(np.int64)
    margin = MARGIN if target >= 0 else 1e-12
    value, chosen, finished = descend(
        flat, start, lagrange, base, float(weights @ base), counted, target, best, margin, nodes
    )
    if chosen[0] < 0:
        return best, None, bool(finished)
    rows = [0] * len(tables)
    for position, b in enumerate(order):
        rows[b] = int(inner[position][chosen[position] - start[position]])
    return float(value), rows, bool(finished)


def _deal(
    problem: DealProblem, structure: Structure, open_rows: Sequence[Ints], members: Ints, rows: Sequence[int]
) -> tuple[int, ...]:
    made = np.zeros(len(problem.issues), dtype=np.int64)
    made[list(structure.core.issues)] = structure.core.combos[members[rows[0]]]
    for block, fine, row in zip(structure.blocks, open_rows[1:], rows[1:], strict=True):
        made[list(block.issues)] = block.combos[fine[row]]
    return tuple(int(x) for x in made)
