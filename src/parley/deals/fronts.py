"""Non-dominated partial sums: merge block by block, prune what is dominated, keep the way back to the deals.

The dynamic programme of docs/deals.md. Two sums are one value where they differ, party by party, by no more than the
rounding of their computation; the number of ways to reach a value is kept.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from parley.deals.problem import Floats
from parley.deals.structure import Ints

COMPILE_FROM = 300_000
"""Sums to look at in one merge from which compiled code is worth importing."""


@dataclass(frozen=True)
class Front:
    """Non-dominated partial sums over the blocks merged so far."""

    values: Floats
    """(m, P); with two parties sorted by falling first value."""
    counts: Floats
    """(m,) in how many ways each is reached."""
    steps: tuple[tuple[Ints, Ints], ...]
    """For each block merged: index into the front before, and into the block's rows."""
    loss: Floats
    """(P,): no reachable sum exceeds every kept one by more than this (0 while nothing was thinned out)."""

    def rows(self) -> list[Ints]:
        """For each block merged, in order: the row of the block that each point uses."""
        out: list[Ints] = []
        at = np.arange(len(self.values))
        for before, row in reversed(self.steps):
            out.append(row[at])
            at = before[at]
        return out[::-1]

    def take(self, index: Ints) -> Front:
        """The chosen points only."""
        if not self.steps:
            return Front(self.values[index], self.counts[index], (), self.loss)
        before, row = self.steps[-1]
        return Front(self.values[index], self.counts[index], (*self.steps[:-1], (before[index], row[index])), self.loss)


def empty(parties: int) -> Front:
    """The front of no block: the sum 0."""
    return Front(np.zeros((1, parties)), np.ones(1), (), np.zeros(parties))


def ranked(values: Floats, tol: Floats) -> Ints:
    """Integer ranks (m, P), rising with value, equal where neighbouring values are within ``tol`` (P,)."""
    ranks = np.empty(values.shape, dtype=np.int64)
    for p in range(values.shape[1]):
        order = np.argsort(values[:, p], kind="stable")
        steps = np.diff(values[order, p]) > tol[p]
        ranks[order, p] = np.concatenate([[0], np.cumsum(steps)]) if len(order) else 0
    return ranks


def prune(values: Floats, counts: Floats, tol: Floats) -> tuple[Ints, Floats]:
    """Indexes of the distinct non-dominated rows of ``values`` (m, P), by falling value, and their added-up counts."""
    if not len(values):
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    parties = values.shape[1]
    if parties <= 2:
        return _prune_two(values, counts, tol)
    ranks = ranked(values, tol)
    order = np.lexsort(tuple(-ranks[:, p] for p in range(parties - 1, -1, -1)))
    ordered = ranks[order]
    new = np.concatenate([[True], (np.diff(ordered, axis=0) != 0).any(axis=1)])
    heads = np.flatnonzero(new)
    summed = np.add.reduceat(counts[order], heads)
    keep = _undominated(ordered[heads])
    return order[heads[keep]], summed[keep]


def _prune_two(values: Floats, counts: Floats, tol: Floats) -> tuple[Ints, Floats]:
    first = values[:, 0]
    second = values[:, -1]  # one party: both columns are the same
    order = np.argsort(-first, kind="stable")
    cluster = np.concatenate([[0], np.cumsum(np.diff(first[order]) < -tol[0])])
    order = order[np.lexsort((-second[order], cluster))]
    heads = np.flatnonzero(np.concatenate([[True], np.diff(cluster) != 0]))
    top = second[order[heads]]
    before = np.concatenate([[-np.inf], np.maximum.accumulate(top)[:-1]])
    if values.shape[1] == 1:
        before[1:] = np.inf
    tied = second[order] >= top[cluster] - tol[-1]
    summed = np.add.reduceat(np.where(tied, counts[order], 0.0), heads)
    keep = top > before + tol[-1]
    return order[heads[keep]], summed[keep]


def _undominated(ranks: Ints) -> Ints:
    if len(ranks) > 1500 or "parley.deals.kernel_fronts" in sys.modules:
        from parley.deals.kernel_fronts import undominated

        return np.asarray(undominated(np.ascontiguousarray(ranks)))
    kept = np.zeros((0, ranks.shape[1]), dtype=np.int64)
    index: list[int] = []
    for i, row in enumerate(ranks):
        if not (kept >= row).all(axis=1).any():
            kept = np.vstack([kept, row])
            index.append(i)
    return np.array(index, dtype=np.int64)


STREAMS = 64
"""Rows of a block up to which the compiled merge takes them as they come, dominated ones and ties included."""


class Overflow(Exception):
    """More partial sums are non-dominated than may be kept, and none may be thinned out."""


def _merge_two(front: Front, options: Floats, rows: Ints, tol: Floats, limit: int, whole: bool) -> Front | None:
    """The compiled merge of two parties; None where more survive than it may keep (:class:`Overflow` if ``whole``)."""
    from parley.deals.kernel_fronts import merge_two

    most = limit if whole else 8 * limit
    v, n, ia, ib = merge_two(front.values, front.counts, options, tol[0], tol[1], most)
    if len(v) or not len(front.values):
        return Front(v, n, (*front.steps, (ia, rows[ib])), front.loss)
    if whole:
        raise Overflow
    return None


def merge(
    front: Front, options: Floats, tol: Floats, limit: int, counts: Floats | None = None, *, whole: bool = False
) -> Front:
    """Add a block whose rows have values ``options`` (C, P).

    Past ``limit`` points the front is thinned (``loss``), or :class:`Overflow` raised where it must stay ``whole``.
    """
    m, c, parties = len(front.values), len(options), options.shape[1]
    if c == 1 and counts is None:
        step = (np.arange(m), np.zeros(m, dtype=np.int64))
        return Front(front.values + options, front.counts, (*front.steps, step), front.loss)
    two = parties == 2 and counts is None and (m * c > COMPILE_FROM or "parley.deals.kernel_fronts" in sys.modules)
    made: Front | None = None
    if two and c <= STREAMS:
        made = _merge_two(front, options, np.arange(c), tol, limit, whole)
    if made is None:
        rows, row_counts = prune(options, np.ones(c) if counts is None else counts, tol)
        options = options[rows]
        work = m * len(rows)
        if two and c > STREAMS and bool((row_counts == 1.0).all()):
            made = _merge_two(front, options, rows, tol, limit, whole)
    if made is None:
        if work > 8 * limit:
            if whole and work > 40 * limit:
                raise Overflow
            if not whole:
                front = thin(front, max(16, 4 * limit // max(1, len(rows))), tol)
        m = len(front.values)
        sums = (front.values[:, None, :] + options[None, :, :]).reshape(-1, options.shape[1])
        ways = (front.counts[:, None] * row_counts[None, :]).reshape(-1)
        keep, summed = prune(sums, ways, tol)
        made = Front(sums[keep], summed, (*front.steps, (keep // len(rows), rows[keep % len(rows)])), front.loss)
    if len(made.values) > limit:
        if whole:
            raise Overflow
        return thin(made, max(16, limit // 4), tol)
    return made


def thin(front: Front, limit: int, tol: Floats) -> Front:
    """At most ``limit`` of the points, one in each cell of a grid; what a cell can hide is added to ``loss``."""
    values = front.values
    if len(values) <= limit:
        return front
    low, spread = values.min(axis=0), np.ptp(values, axis=0)
    parts = limit ** (1.0 / max(1, values.shape[1] - 1))
    while True:
        step = np.maximum(spread / parts, tol)
        cells = np.floor((values - low) / step).astype(np.int64)
        if (
            values.shape[1] == 2
        ):  # sorted one way by the first value and the other way by the second: cells come in runs
            index = np.flatnonzero(np.concatenate([[True], (np.diff(cells, axis=0) != 0).any(axis=1)]))
        else:
            index = np.sort(np.unique(cells, axis=0, return_index=True)[1])
        if len(index) <= limit:
            break
        parts *= 0.7
    slimmer = front.take(index)
    return Front(slimmer.values, slimmer.counts, slimmer.steps, front.loss + step)
