"""Compiled merging and pruning of partial sums."""

from __future__ import annotations

import numpy as np

from parley.deals.jit import compiled
from parley.deals.problem import Floats
from parley.deals.structure import Ints


@compiled
def merge_two(a: Floats, ca: Floats, b: Floats, tol1: float, tol2: float, limit: int):  # type: ignore[no-untyped-def]
    """Non-dominated sums of two parties' partial values.

    ``a`` (m, 2), with counts ``ca``, is non-dominated and sorted by falling first value; ``b`` (k, 2) is any list.
    Returns values, counts, index into ``a``, index into ``b``, sorted likewise; empty arrays where more than ``limit``
    survive. Sums that differ by no more than the tolerances are one, their counts added. One ordered stream for each
    row of ``b``, joined by a heap, each stream leaping over what is already dominated: O(kept · k · log k).
    """
    m, k = a.shape[0], b.shape[0]
    size = min(m * k, limit + 1)
    room = min(size, 4 * (m + k) + 64)
    v, c = np.empty((room, 2)), np.empty(room)
    ia, ib = np.empty(room, np.int64), np.empty(room, np.int64)
    at = np.zeros(k, np.int64)
    heap = np.empty(k, np.int64)
    key1, key2 = np.empty(k), np.empty(k)
    held, n = 0, 0
    if m:
        for s in range(k):
            key1[s] = a[0, 0] + b[s, 0]
            key2[s] = a[0, 1] + b[s, 1]
            i = held
            held += 1
            while i > 0:
                up = (i - 1) >> 1
                h = heap[up]
                if key1[h] > key1[s] or (key1[h] == key1[s] and key2[h] >= key2[s]):
                    break
                heap[i] = h
                i = up
            heap[i] = s
    best = -np.inf
    while held:
        s = heap[0]
        u1, u2 = key1[s], key2[s]
        if n and u2 <= best + tol2:
            if u2 >= best - tol2 and u1 >= v[n - 1, 0] - tol1:
                c[n - 1] += ca[at[s]]
        else:
            if n and u1 >= v[n - 1, 0] - tol1:
                n -= 1
            if n > limit:
                return v[:0], c[:0], ia[:0], ib[:0]
            if n == room:
                room = min(size + 1, 2 * room)
                v2, c2 = np.empty((room, 2)), np.empty(room)
                ia2, ib2 = np.empty(room, np.int64), np.empty(room, np.int64)
                v2[:n], c2[:n], ia2[:n], ib2[:n] = v[:n], c[:n], ia[:n], ib[:n]
                v, c, ia, ib = v2, c2, ia2, ib2
            v[n, 0], v[n, 1], c[n], ia[n], ib[n] = u1, u2, ca[at[s]], at[s], s
            n += 1
            best = u2
        j = at[s] + 1
        floor = best - tol2 - b[s, 1]
        while j < m and a[j, 1] < floor:
            j += 1
        if j < m:
            at[s] = j
            key1[s], key2[s] = a[j, 0] + b[s, 0], a[j, 1] + b[s, 1]
        else:
            held -= 1
            s = heap[held]
        if held:
            i = 0
            while True:
                child = 2 * i + 1
                if child >= held:
                    break
                h = heap[child]
                if child + 1 < held:
                    g = heap[child + 1]
                    if key1[g] > key1[h] or (key1[g] == key1[h] and key2[g] > key2[h]):
                        child, h = child + 1, g
                if key1[s] > key1[h] or (key1[s] == key1[h] and key2[s] >= key2[h]):
                    break
                heap[i] = h
                i = child
            heap[i] = s
    return v[:n], c[:n], ia[:n], ib[:n]


@compiled
def undominated(ranks: Ints) -> Ints:
    """Indexes of rows of integer ``ranks`` (m, P) that no row beats; rows distinct and in falling lexicographic order.

    Three columns: a staircase of the second and third, rows coming by falling first (Kung, Luccio and Preparata 1975).
    Otherwise each row is compared with those kept, most recent success first.
    """
    m, parties = ranks.shape
    keep = np.empty(m, np.int64)
    n = 0
    if parties == 3:
        s1, s2 = np.empty(m, np.int64), np.empty(m, np.int64)
        size = 0
        for i in range(m):
            x, y = ranks[i, 1], ranks[i, 2]
            lo, hi = 0, size
            while lo < hi:
                mid = (lo + hi) >> 1
                if s1[mid] >= x:
                    hi = mid
                else:
                    lo = mid + 1
            if lo < size and s2[lo] >= y:
                continue
            keep[n] = i
            n += 1
            first = lo
            end = lo
            if end < size and s1[end] == x:
                end += 1
            while first > 0 and s2[first - 1] <= y:
                first -= 1
            gone = end - first
            if gone == 0:
                for t in range(size, first, -1):
                    s1[t], s2[t] = s1[t - 1], s2[t - 1]
            elif gone > 1:
                for t in range(end, size):
                    s1[t - gone + 1], s2[t - gone + 1] = s1[t], s2[t]
            s1[first], s2[first] = x, y
            size += 1 - gone
        return keep[:n]
    recent = 0
    for i in range(m):
        beaten = False
        for t in range(n + 1):
            j = recent if t == 0 else t - 1
            if j >= n:
                continue
            r = keep[j]
            worse = True
            for p in range(parties):
                if ranks[r, p] < ranks[i, p]:
                    worse = False
                    break
            if worse:
                beaten = True
                recent = j
                break
        if not beaten:
            keep[n] = i
            n += 1
    return keep[:n]


@compiled
def pairs_reaching(a: Floats, b: Floats, rank: Ints, ladder: Floats, need1: float, need2: float) -> int:
    """Pairs (i, j) with a_i + b_j ≥ (need1, need2). ``a`` rises and ``b`` falls by first column.

    ``rank`` is the place of each b's second value in the sorted distinct ``ladder``; a Fenwick tree counts them.
    """
    size = ladder.shape[0]
    tree = np.zeros(size + 1, np.int64)
    total, k = 0, 0
    for s in range(a.shape[0]):
        while k < b.shape[0] and a[s, 0] + b[k, 0] >= need1:
            i = rank[k] + 1
            while i <= size:
                tree[i] += 1
                i += i & -i
            k += 1
        lo, hi = 0, size
        while lo < hi:
            mid = (lo + hi) >> 1
            if a[s, 1] + ladder[mid] >= need2:
                hi = mid
            else:
                lo = mid + 1
        below = 0
        i = lo
        while i > 0:
            below += tree[i]
            i -= i & -i
        total += k - below
    return total
