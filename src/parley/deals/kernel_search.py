"""Compiled depth-first search over blocks with Lagrangian and reach bounds."""

from __future__ import annotations

import numpy as np

from parley.deals.jit import compiled
from parley.deals.problem import Bools, Floats
from parley.deals.structure import Ints


@compiled
def descend(  # type: ignore[no-untyped-def]
    rows: Floats,
    start: Ints,
    lagrange: Floats,
    base: Floats,
    base_lagrange: float,
    counted: Bools,
    target: int,
    incumbent: float,
    margin: float,
    limit: int,
):
    """The best choice of one row a block.

    ``rows`` (N, P), block b in ``[start[b], start[b+1])`` by falling ``lagrange`` (N,); the sum starts at ``base`` (P,).
    ``target`` −1: maximise the least counted party's sum. Otherwise: maximise party ``target``'s sum while every other
    counted party's is at least 0. ``lagrange`` sums (from ``base_lagrange``) bound the objective from above.
    Returns (best, chosen row of each block, finished).
    """
    blocks, parties = start.shape[0] - 1, rows.shape[1]
    rest = np.zeros((blocks + 1, parties))
    rest_l = np.zeros(blocks + 1)
    for b in range(blocks - 1, -1, -1):
        for p in range(parties):
            top = -np.inf
            for i in range(start[b], start[b + 1]):
                top = max(top, rows[i, p])
            rest[b, p] = rest[b + 1, p] + top
        rest_l[b] = rest_l[b + 1] + lagrange[start[b]]
    sums = np.zeros((blocks + 1, parties))
    sums[0] = base
    bound = np.zeros(blocks + 1)
    bound[0] = base_lagrange
    at = np.zeros(blocks + 1, np.int64)
    chosen = np.full(blocks, -1, np.int64)
    best, nodes, level = incumbent, 0, 0
    at[0] = start[0]
    while level >= 0:
        i = at[level]
        if i >= start[level + 1] or bound[level] + lagrange[i] + rest_l[level + 1] <= best + margin:
            level -= 1
            continue
        at[level] = i + 1
        nodes += 1
        if nodes > limit:
            return best, chosen, False
        good = True
        for p in range(parties):
            s = sums[level, p] + rows[i, p]
            sums[level + 1, p] = s
            if counted[p]:
                reach = s + rest[level + 1, p]
                if target < 0 or p == target:
                    if reach <= best + margin:
                        good = False
                        break
                elif reach < 0.0:
                    good = False
                    break
        if not good:
            continue
        if level + 1 < blocks:
            bound[level + 1] = bound[level] + lagrange[i]
            level += 1
            at[level] = start[level]
            continue
        value = np.inf
        if target >= 0:
            value = sums[blocks, target]
        else:
            for p in range(parties):
                if counted[p]:
                    value = min(value, sums[blocks, p])
        best = value
        for b in range(blocks):
            chosen[b] = at[b] - 1
    return best, chosen, True
