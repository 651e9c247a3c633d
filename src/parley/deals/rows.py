"""The arrays that the compiled zone tests read: a structure laid flat, and the draws beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import BudgetError
from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.structure import Block, Ints, Structure
from parley.deals.verdict import thresholds

Words = NDArray[np.uint64]
Tree = tuple[Ints, Words, Ints, Ints]
"""Columns (N, k), crossed lines and matched refusals as bits (N, W), interaction pointers (N + 1,) and indexes: one row per combination."""


@dataclass(frozen=True)
class Flat:
    """A structure as the compiled zone tests read it: the core as a tree of levels, the free blocks end to end."""

    core: Tree
    spans: Ints
    """(k, 2): where each level's options lie on the option axis."""
    secured: int
    changed: Ints
    """(C,) first level at which a core combination differs from the one before."""
    after: Ints
    """(C, k) the first combination after those that share levels 0..i."""
    setting: Ints
    free: Tree
    widths: Ints
    starts: Ints
    widest: int
    product: float
    """How many combinations the free blocks have."""


def _bits(flags: Bools) -> Words:
    """(N, L) flags as (N, W) words of 64."""
    n, lines = flags.shape
    words = np.zeros((n, max(1, -(-lines // 64))), dtype=np.uint64)
    for k in range(lines):
        words[:, k // 64] |= flags[:, k].astype(np.uint64) << np.uint64(k % 64)
    return words


def _tree(blocks: Sequence[Block], barring: int) -> Tree:
    """``barring``: how many lines and refusals there are."""
    width = max((b.columns.shape[1] for b in blocks), default=0)
    columns = np.concatenate(
        [np.pad(b.columns, ((0, 0), (0, width - b.columns.shape[1]))) for b in blocks]
        or [np.zeros((0, width), dtype=np.int64)]
    )
    barred = [np.hstack([b.crossed, b.refused]) for b in blocks]
    crossed = np.concatenate(barred or [np.zeros((0, barring), dtype=bool)])
    lists: list[list[int]] = [[] for _ in range(len(columns))]
    base = 0
    for b in blocks:
        for which, hit in b.interactions:
            for row in np.flatnonzero(hit):
                lists[base + row].append(which)
        base += len(b.columns)
    pointer = np.cumsum([0] + [len(x) for x in lists]).astype(np.int64)
    index = np.array([i for x in lists for i in x], dtype=np.int64)
    return np.ascontiguousarray(columns), _bits(crossed), pointer, index


def joined(a: Block, b: Block) -> Block:
    """Two blocks as one: every combination of one with every combination of the other."""
    m, k = len(a.combos), len(b.combos)
    first, second = np.repeat(np.arange(m), k), np.tile(np.arange(k), m)
    return Block(
        a.issues + b.issues,
        np.hstack([a.combos[first], b.combos[second]]),
        np.hstack([a.columns[first], b.columns[second]]),
        a.crossed[first] | b.crossed[second],
        a.refused[first] | b.refused[second],
        tuple((i, hit[first]) for i, hit in a.interactions) + tuple((i, hit[second]) for i, hit in b.interactions),
    )


def flatten(problem: DealProblem, structure: Structure, room: float, most: int) -> Flat:
    """Lay a structure flat. Free blocks, smallest first, while they have at most ``room`` combinations; the rest join
    the core, and so does the largest block of several issues where no security makes a core. Raises :class:`BudgetError`
    where that makes the core larger than ``most``."""
    core, setting = structure.core, structure.signature
    free = sorted(structure.blocks, key=lambda b: (len(b.combos), b.issues))
    joining: list[Block] = []
    if not core.issues:
        tied = [b for b in free if len(b.issues) > 1]
        if tied:
            joining.append(max(tied, key=lambda b: len(b.combos)))
            free = [b for b in free if b is not joining[0]]
    product, kept = 1.0, []
    for b in free:
        if product * len(b.combos) <= room:
            product *= len(b.combos)
            kept.append(b)
        else:
            joining.append(b)
    size = len(core.combos) * math.prod(len(b.combos) for b in joining)
    if joining and size > most:
        raise BudgetError.one(f"{size:,} combinations to look at in every draw are past the budget ({most:,})")
    for b in joining:
        setting = np.repeat(setting, len(b.combos))
        core = joined(core, b)
    width = core.combos.shape[1]
    differs = core.combos[1:] != core.combos[:-1]
    changed = np.concatenate([[0], differs.argmax(axis=1)]) if width else np.zeros(len(core.combos), dtype=np.int64)
    after = np.empty((len(core.combos), width), dtype=np.int64)
    for level in range(width):
        breaks = np.flatnonzero(np.concatenate([[True], differs[:, : level + 1].any(axis=1), [True]]))
        after[:, level] = np.repeat(breaks[1:], np.diff(breaks))
    starts = problem.starts
    barring = len(structure.lines) + len(problem.refusals)
    spans = np.array([[starts[j], starts[j + 1]] for j in core.issues], dtype=np.int64).reshape(-1, 2)
    return Flat(
        core=_tree([core], barring),
        spans=spans,
        secured=structure.security_issues,
        changed=changed.astype(np.int64),
        after=after,
        setting=np.ascontiguousarray(setting, dtype=np.int64),
        free=_tree(kept, barring),
        widths=np.array([len(b.issues) for b in kept], dtype=np.int64),
        starts=np.cumsum([0] + [len(b.combos) for b in kept]).astype(np.int64),
        widest=max((len(b.combos) for b in kept), default=1),
        product=product,
    )


Draws = tuple[Floats, Floats, Floats, Floats, Floats, Bools, Words, Floats]
"""values, offset, least, reservation, scale, allowed (n or 1, O), barring (2, n, W), amounts (n, I, P)."""


def draw_arrays(problem: DealProblem, structure: Structure) -> tuple[Draws, Bools]:
    """The draws as the compiled tests read them, and (n,) whether any considered line holds."""
    n, options = problem.draws, problem.values.shape[2]
    held = np.ones((n, len(structure.lines)), dtype=bool)
    if problem.lines_hold is not None:
        held = problem.lines_hold[:, list(structure.lines)]
    refused = np.zeros((n, len(problem.refusals)), dtype=bool)
    for k, refusal in enumerate(problem.refusals):
        refused[:, k] = refusal.refused
    # what bars a combination while lines are set aside, and what bars it otherwise
    barring = np.stack([_bits(np.hstack([held & False, refused])), _bits(np.hstack([held, refused]))])
    amounts = np.zeros((n, 0, len(problem.parties)))
    if problem.interactions:
        amounts = np.stack([i.amounts for i in problem.interactions], axis=1)
    allowed = np.ones((1, options), dtype=bool) if problem.allowed is None else problem.allowed
    arrays = (
        np.ascontiguousarray(problem.values, dtype=np.float64),
        np.ascontiguousarray(problem.offset, dtype=np.float64),
        thresholds(problem),
        np.ascontiguousarray(problem.reservation, dtype=np.float64),
        np.ascontiguousarray(problem.scale, dtype=np.float64),
        np.ascontiguousarray(allowed, dtype=np.bool_),
        np.ascontiguousarray(barring),
        np.ascontiguousarray(amounts, dtype=np.float64),
    )
    return arrays, np.asarray(held.any(axis=1))
