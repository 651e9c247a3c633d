"""Smallest sets: the fewest things whose change turns an answer. Pure search over yes-or-no questions on subsets.

A *test* takes an (m, k) boolean array, one row a subset of k things, and says for each row whether the subset does what
is asked. Nothing is assumed of it: an answer may turn with one thing and turn back with two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

from parley.deals.problem import Bools

Test = Callable[[Bools], Bools]
Set = frozenset[int]


@dataclass(frozen=True, slots=True)
class Found:
    """Sets that were found. ``exact``: all subsets that could be smaller were tried; else the search was cut short at
    ``tried`` subsets, and a smaller or further set may exist."""

    sets: tuple[Set, ...]
    exact: bool
    tried: int


def members(sets: Iterable[Iterable[int]], k: int) -> Bools:
    """(m, k): one row a set."""
    listed = [list(s) for s in sets]
    rows = np.zeros((len(listed), k), dtype=np.bool_)
    for row, chosen in zip(rows, listed, strict=True):
        row[chosen] = True
    return rows


def smallest(test: Test, k: int, *, budget: int = 20_000, batch: int = 512) -> Found:
    """Every set of the least size that passes ``test``, by trying sizes 0, 1, 2 … in full.

    Exact while the subsets tried stay within ``budget``. Past it, one small set is sought by taking things out of the
    full set as long as the test still passes (it is then minimal under removal of single members, not surely smallest).
    """
    tried = 0
    for size in range(k + 1):
        if tried + math.comb(k, size) > budget:
            return _shrunk(test, k, tried)
        hits: list[Set] = []
        pool = combinations(range(k), size)
        while chunk := list(islice(pool, batch)):
            passed = test(members(chunk, k))
            tried += len(chunk)
            hits.extend(frozenset(c) for c, ok in zip(chunk, passed, strict=True) if ok)
        if hits:
            return Found(tuple(hits), True, tried)
    return Found((), True, tried)


def minimal(test: Test, k: int, *, most: int = 3, budget: int = 20_000, batch: int = 512) -> Found:
    """Every passing set of at most ``most`` members none of whose passing subsets is smaller.

    Supersets of a set already found are not tried. ``exact`` says that all sets up to that size were covered.
    """
    tried = 0
    hits: list[Set] = []
    for size in range(min(most, k) + 1):
        pool = (c for c in combinations(range(k), size) if not any(h.issubset(c) for h in hits))
        found: list[Set] = []
        while chunk := list(islice(pool, batch)):
            if tried + len(chunk) > budget:
                return Found(tuple(hits + found), False, tried)
            passed = test(members(chunk, k))
            tried += len(chunk)
            found.extend(frozenset(c) for c, ok in zip(chunk, passed, strict=True) if ok)
        hits.extend(found)
    return Found(tuple(hits), True, tried)


def _shrunk(test: Test, k: int, tried: int) -> Found:
    chosen = set(range(k))
    if not bool(test(members([chosen], k))[0]):
        return Found((), False, tried + 1)
    for i in range(k):
        without = chosen - {i}
        tried += 1
        if bool(test(members([without], k))[0]):
            chosen = without
    return Found((frozenset(chosen),), False, tried + 1)
