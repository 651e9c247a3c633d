"""The frontier of V of one draw, exact by dynamic programming, with the deals behind its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parley.deals.fronts import Front, empty, merge, prune
from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.structure import Ints, Structure

EPS = float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class ValueFront:
    """Distinct non-dominated values of V, by falling value of the first party."""

    values: Floats
    """(m, P)"""
    counts: Floats
    """(m,) deals at each value."""
    deals: Ints
    """(m, J) one deal at each value."""
    loss: Floats
    """(P,): no deal's V exceeds every listed one by more than this; 0 where the front is exact."""

    @property
    def exact(self) -> bool:
        """Whether every non-dominated value is listed."""
        return not self.loss.any()


def rounding(problem: DealProblem, draw: int) -> Floats:
    """(P,): how far apart two computations of one value may lie; what differs by more is different."""
    starts = problem.starts[:-1]
    magnitude = np.maximum.reduceat(np.abs(problem.values[draw]), starts, axis=1).sum(axis=1)
    magnitude += np.abs(problem.offset[draw])
    for interaction in problem.interactions:
        magnitude += np.abs(interaction.amounts[draw])
    if problem.security is not None:
        magnitude += np.abs(problem.security.broken[draw])
        magnitude += np.maximum.reduceat(np.abs(problem.security.broken_effect[draw]), starts, axis=1).sum(axis=1)
    return np.asarray(8 * EPS * magnitude)


def open_rows(structure: Structure, problem: DealProblem, draw: int, held: Bools, floors: bool) -> list[Ints]:
    """For the core and each block: the combinations that cross no line ``held`` and, if asked, meet the floors."""
    rows = []
    for block in structure.everything:
        fine = block.open(problem, draw, held) if floors else ~block.crossed[:, held].any(axis=1)
        rows.append(np.flatnonzero(fine))
    return rows


def value_front(
    problem: DealProblem, structure: Structure, draw: int, rows: Sequence[Ints], limit: int, *, whole: bool = False
) -> ValueFront:
    """Merge the blocks (rows ``rows`` of each), then each setting of the security issues, and prune what is dominated.

    ``whole``: raise :class:`parley.deals.fronts.Overflow` rather than thin a front of more than ``limit`` points.
    """
    parties, issues = len(problem.parties), len(problem.issues)
    tol = rounding(problem, draw)
    if any(not len(r) for r in rows):
        none = np.zeros(0)
        return ValueFront(np.zeros((0, parties)), none, np.zeros((0, issues), np.int64), np.zeros(parties))
    order = sorted(range(len(structure.blocks)), key=lambda b: (len(rows[b + 1]), b))
    front = empty(parties)
    for b in order:
        chosen = rows[b + 1]
        front = merge(front, structure.blocks[b].utilities(problem, draw)[chosen], tol, limit, whole=whole)
    q, broken = structure.setting_values(problem, slice(draw, draw + 1))
    core = structure.core.utilities(problem, draw)
    setting = structure.signature[rows[0]]
    parts: list[tuple[Front, Ints]] = []
    values = []
    loss = np.zeros(parties)
    for g in np.unique(setting):
        members = rows[0][setting == g]
        joined = merge(front, core[members], tol, limit, whole=whole)
        values.append(q[0, :, g] * (joined.values + problem.offset[draw]) + (1.0 - q[0, :, g]) * broken[0, :, g])
        parts.append((joined, members))
        loss = np.maximum(loss, q[0, :, g] * joined.loss)
    every = np.concatenate(values)
    counts = np.concatenate([p.counts for p, _ in parts])
    if len(parts) > 1:
        keep, counts = prune(every, counts, tol)
    else:
        keep = np.arange(len(every))
    deals = np.zeros((len(keep), issues), dtype=np.int64)
    starts = np.cumsum([0] + [len(p.values) for p, _ in parts])
    source = np.searchsorted(starts, keep, side="right") - 1
    for s, (joined, members) in enumerate(parts):
        mine = np.flatnonzero(source == s)
        if not len(mine):
            continue
        picked = joined.take(keep[mine] - starts[s]).rows()
        for row, b in zip(picked[:-1], order, strict=True):
            block = structure.blocks[b]
            deals[np.ix_(mine, np.array(block.issues))] = block.combos[rows[b + 1][row]]
        if structure.core.issues:
            deals[np.ix_(mine, np.array(structure.core.issues))] = structure.core.combos[members[picked[-1]]]
    return ValueFront(every[keep], counts, deals, loss)
