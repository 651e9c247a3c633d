"""Compiled loops for :mod:`parley.nodeal.chain`: one chain for each draw, valuation and node of belief.

Support is a mask: bit j set while support j stands; it never returns, so a mask only leads to masks within it, which are smaller
numbers. Position 0 and N end the war.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.deals.jit import compiled
from parley.nodeal.arrays import Floats


@compiled
def transitions(hazard: Floats, masks: int) -> Floats:
    """(S, S): chance that mask m becomes m' in one step; rows sum to 1."""
    found = np.zeros((masks, masks))
    for m in range(masks):
        for after in range(m + 1):
            if after & m != after:
                continue
            chance = 1.0
            for j in range(hazard.shape[0]):
                if m >> j & 1:
                    chance *= (1.0 - hazard[j]) if after >> j & 1 else hazard[j]
            found[m, after] = chance
    return found


@compiled
def shifted(theta: float, shift: Floats, masks: int) -> Floats:
    """(S,): θ under each mask; each support that has ended moves its log-odds."""
    found = np.empty(masks)
    for m in range(masks):
        if theta <= 0.0 or theta >= 1.0:
            found[m] = theta
            continue
        logit = np.log(theta) - np.log1p(-theta)
        for j in range(shift.shape[0]):
            if not m >> j & 1:
                logit += shift[j]
        found[m] = 1.0 / (1.0 + np.exp(-logit))
    return found


@compiled
def to_horizon(
    theta: Floats,
    weight: Floats,
    move: Floats,
    month: NDArray[np.int64],
    hazard: Floats,
    shift: Floats,
    low: Floats,
    high: Floats,
    line: Floats,
    flow: Floats,
    toll: Floats,
    growth: Floats,
    delta: Floats,
    holders: NDArray[np.int64],
    start_mask: int,
) -> Floats:
    """Backward induction over ``month.size`` steps. Shapes as in :class:`parley.nodeal.chain.Terms`; (n, Q, N + 1)."""
    n, q_count = low.shape
    last = line.shape[2] - 1
    masks = 1 << shift.shape[1]
    steps = month.shape[0]
    found = np.zeros((n, q_count, last + 1))
    value = np.empty((masks, last + 1))
    mixed = np.empty(last + 1)
    for i in range(n):
        for q in range(q_count):
            h = holders[q]
            chance = transitions(hazard[i, h], masks)
            d = delta[i, q]
            for g in range(theta.shape[2]):
                w = weight[i, h, g]
                if w == 0.0:
                    continue
                odds = shifted(theta[i, h, g], shift[i], masks)
                for m in range(masks):
                    for k in range(last + 1):
                        value[m, k] = line[i, q, k]
                    value[m, 0] = low[i, q]
                    value[m, last] = high[i, q]
                for t in range(steps - 1, -1, -1):
                    dearer = (1.0 + growth[i, q]) ** t
                    mv = move[i, h, month[t]]
                    # larger masks read smaller ones of the step before: go downward, in place
                    for m in range(masks - 1, -1, -1):
                        if m & start_mask != m:
                            continue
                        stay = chance[m, m]
                        for k in range(last + 1):
                            mixed[k] = stay * value[m, k]
                        for after in range(m):
                            c = chance[m, after]
                            if c != 0.0:
                                for k in range(last + 1):
                                    mixed[k] += c * value[after, k]
                        up = mv * odds[m]
                        down = mv - up
                        still = 1.0 - mv
                        paid = toll[i, q, m] * dearer
                        for k in range(1, last):
                            ahead = up * mixed[k + 1] + still * mixed[k] + down * mixed[k - 1]
                            value[m, k] = flow[i, q, k] - paid + d * ahead
                for k in range(last + 1):
                    found[i, q, k] += w * value[start_mask, k]
    return found


@compiled
def to_finish(
    theta: Floats,
    weight: Floats,
    move: Floats,
    hazard: Floats,
    shift: Floats,
    low: Floats,
    high: Floats,
    flow: Floats,
    toll: Floats,
    delta: Floats,
    holders: NDArray[np.int64],
    start_mask: int,
) -> Floats:
    """Fight to the finish at a steady pace ``move`` (n, H): one tridiagonal system (Thomas) a mask, linear in N; (n, Q, N + 1)."""
    n, q_count = low.shape
    last = flow.shape[2] - 1
    masks = 1 << shift.shape[1]
    found = np.zeros((n, q_count, last + 1))
    value = np.empty((masks, last + 1))
    ratio = np.empty(last + 1)
    right = np.empty(last + 1)
    for i in range(n):
        for q in range(q_count):
            h = holders[q]
            chance = transitions(hazard[i, h], masks)
            d = delta[i, q]
            mv = move[i, h]
            for g in range(theta.shape[2]):
                w = weight[i, h, g]
                if w == 0.0:
                    continue
                odds = shifted(theta[i, h, g], shift[i], masks)
                for m in range(masks):
                    if m & start_mask != m:
                        continue
                    value[m, 0] = low[i, q]
                    value[m, last] = high[i, q]
                    up = mv * odds[m]
                    down = mv - up
                    own = d * chance[m, m]
                    middle = 1.0 - own * (1.0 - mv)
                    for k in range(1, last):
                        known = flow[i, q, k] - toll[i, q, m]
                        for after in range(m):
                            c = chance[m, after]
                            if c != 0.0:
                                ahead = (
                                    up * value[after, k + 1] + down * value[after, k - 1] + (1.0 - mv) * value[after, k]
                                )
                                known += d * c * ahead
                        if k == 1:
                            known += own * down * value[m, 0]
                            ratio[k] = own * up / middle
                            right[k] = known / middle
                        else:
                            scale = middle - own * down * ratio[k - 1]
                            ratio[k] = own * up / scale
                            right[k] = (known + own * down * right[k - 1]) / scale
                    for k in range(last - 1, 0, -1):
                        value[m, k] = right[k] + ratio[k] * value[m, k + 1]
                for k in range(last + 1):
                    found[i, q, k] += w * value[start_mask, k]
    return found
