"""Camps: who agrees with whom, from who takes which side (discourse networks in the style of Leifeld 2017).

Agreement of two actors is the number of propositions on which both are for, or both against, less the number on which
one is for and the other against; conditional, later and ambiguous stances tie nobody. Camps are the partition that
maximises the sum of agreements within camps (correlation clustering, Bansal, Blum & Chawla 2004): exact by dynamic
programming over subsets up to twelve actors with ties, else by moving single actors until nothing improves, and said so.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.debate.positions import Position

MOST_EXACT = 12
SIGN = {"for": 1, "against": -1}


@dataclass(frozen=True, slots=True)
class Camps:
    """Actors with at least one tie, in camps (largest first), and how it was found."""

    camps: tuple[tuple[str, ...], ...]
    agreement: tuple[tuple[str, str, int], ...]
    """Pairs with a tie: above 0 agreeing, below 0 opposed."""
    score: int
    exact: bool


def agreement(found: Sequence[Position], on: datetime.date | None = None) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """(actors, (n, n) agreements) as of a day; actors in alphabetical order, the diagonal zero."""
    actors = tuple(sorted({p.actor for p in found}))
    index = {actor: i for i, actor in enumerate(actors)}
    topics = sorted({p.proposition for p in found})
    sides = np.zeros((len(actors), len(topics)), dtype=np.int64)
    for position in found:
        side = position.standing(on)
        sides[index[position.actor], topics.index(position.proposition)] = SIGN.get(side or "", 0)
    ties = sides @ sides.T
    np.fill_diagonal(ties, 0)
    return actors, ties


def camps(found: Sequence[Position], on: datetime.date | None = None) -> Camps:
    """The camps as of a day."""
    actors, ties = agreement(found, on)
    tied = np.flatnonzero((ties != 0).any(axis=1))
    names, part = [actors[i] for i in tied], ties[np.ix_(tied, tied)]
    exact = len(names) <= MOST_EXACT
    groups = _exact(part) if exact else _moved(part)
    listed = sorted((tuple(names[i] for i in sorted(g)) for g in groups), key=lambda c: (-len(c), c))
    score = sum(int(part[np.ix_(g, g)].sum()) // 2 for g in (sorted(g) for g in groups))
    pairs = tuple(
        (names[i], names[j], int(part[i, j])) for i in range(len(names)) for j in range(i + 1, len(names)) if part[i, j]
    )
    return Camps(tuple(listed), pairs, score, exact)


def _exact(ties: NDArray[np.int64]) -> list[list[int]]:
    """Best partition by dynamic programming: best[S] = max over blocks containing the least member of S."""
    n = len(ties)
    within = np.zeros(1 << n, dtype=np.int64)
    for mask in range(1, 1 << n):
        low = (mask & -mask).bit_length() - 1
        rest = mask & (mask - 1)
        within[mask] = within[rest] + sum(int(ties[low, j]) for j in range(n) if rest >> j & 1)
    best = np.zeros(1 << n, dtype=np.int64)
    block = np.zeros(1 << n, dtype=np.int64)
    for mask in range(1, 1 << n):
        low = mask & -mask
        rest = mask ^ low
        part = rest
        top, chosen = None, low
        while True:  # every subset of the rest joins the least member
            value = within[part | low] + best[rest ^ part]
            if top is None or value > top:
                top, chosen = value, part | low
            if part == 0:
                break
            part = (part - 1) & rest
        best[mask], block[mask] = top, chosen
    out, left = [], (1 << n) - 1
    while left:
        out.append([i for i in range(n) if int(block[left]) >> i & 1])
        left ^= int(block[left])
    return out


def _moved(ties: NDArray[np.int64]) -> list[list[int]]:
    """Single moves to the best camp, in order, until nothing improves."""
    label = np.arange(len(ties))
    improved = True
    while improved:
        improved = False
        for i in range(len(ties)):
            gain = {int(c): int(ties[i, label == c].sum()) for c in sorted(set(label.tolist()))}
            target = max(gain, key=lambda c: (gain[c], -c))
            alone = int(max(label) + 1)
            if gain[target] < 0:
                target, gain[alone] = alone, 0
            if gain[target] > gain[int(label[i])]:
                label[i], improved = target, True
    return [np.flatnonzero(label == c).tolist() for c in sorted(set(label.tolist()))]
