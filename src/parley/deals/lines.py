"""Which red lines collide, and which must soften (docs/deals.md). Different remedies, so both are minimal sets."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from parley.core.errors import BudgetError
from parley.deals.antichain import members, minimal, transversals
from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.engine import open_rows
from parley.deals.listing import crossings, floors_met, holding, possible_deals
from parley.deals.problem import Bools, DealProblem
from parley.deals.solve import by_front_or_search
from parley.deals.structure import build
from parley.deals.values import values_of
from parley.deals.verdict import thresholds
from parley.deals.zone import one_draw

LISTED = 100_000
"""Deals up to which what must soften is read off a listing."""
SUBSETS = 4096
"""Sets of lines tried one by one past that."""


def _masks(crossed: Bools) -> list[int]:
    weights = [1 << k for k in range(crossed.shape[1])]
    return [sum(w for w, hit in zip(weights, row, strict=True) if hit) for row in np.unique(crossed, axis=0)]


def colliding(problem: DealProblem, *, budget: Budget = DEFAULT) -> tuple[frozenset[int], ...]:
    """Minimal sets of lines (indexes) that no possible deal respects together, whether or not they hold.

    Exact for any number of deals: the sets of lines that deals cross are joined block by block, and only minimal ones kept;
    what collides are their minimal transversals.
    """
    least = _least_crossed(problem, budget)
    return tuple(members(m) for m in transversals(least)) if least else ()


def unlocking(problem: DealProblem, *, budget: Budget = DEFAULT) -> tuple[frozenset[int], ...]:
    """Minimal sets of lines whose lifting leaves a deal that crosses none of the others, whatever it is worth: one that
    every rule and floor allows, and that nobody refuses to supply, in the first draw.

    Each takes one line at least of every colliding set; without floors and refusals the two are the minimal transversals of one
    another. Empty where some such deal crosses no line at all, and where floors and refusals leave none. Exact as
    :func:`colliding`.
    """
    least = _least_crossed(problem, budget, floors=True)
    return () if least in ([], [0]) else tuple(members(m) for m in least)


def _least_crossed(problem: DealProblem, budget: Budget, *, floors: bool = False) -> list[int]:
    """The minimal sets of lines, as bits, that some possible deal crosses (``floors``: one that floors and suppliers allow in
    the first draw); empty without such deals."""
    check(problem)
    refusals = tuple(r for r in problem.refusals if r.refused[0]) if floors else ()
    plain = replace(problem, security=None, interactions=(), refusals=refusals)
    structure = build(plain, None, budget)
    masks = [0]
    none = np.zeros(len(structure.lines), dtype=bool)
    for block, rows in zip(structure.everything, open_rows(structure, plain, 0, none, floors=floors), strict=True):
        if not len(rows):
            return []
        own = minimal(_masks(block.crossed[rows]))
        masks = minimal(a | b for a in masks for b in own)
    return masks


def softening(problem: DealProblem, draw: int = 0, *, budget: Budget = DEFAULT) -> tuple[frozenset[int], ...]:
    """Minimal sets of holding lines whose lifting opens a zone; empty where one exists already or none can be opened."""
    problem = one_draw(problem, draw)
    held = holding(problem, 0)
    if not held:
        return ()
    structure = build(problem, held, budget)
    if structure.possible() > LISTED:
        return _by_subsets(problem, held, budget)
    deals = possible_deals(problem, budget)
    accepted = (values_of(problem, deals)[0] >= thresholds(problem)[0]).all(axis=1) & floors_met(problem, deals, 0)
    if not accepted.any():
        return ()
    lifted = minimal(_masks(crossings(problem, deals[accepted])[:, list(held)]))
    if lifted == [0]:
        return ()
    return tuple(frozenset(held[k] for k in members(m)) for m in lifted)


def _by_subsets(problem: DealProblem, held: tuple[int, ...], budget: Budget) -> tuple[frozenset[int], ...]:
    """Sets of lines by rising size, each tested for a zone once lifted; supersets of what was found are left out."""
    structure = build(problem, held, budget)

    def opens(lifted: tuple[int, ...]) -> bool:
        kept = np.array([k not in lifted for k in held])
        rows = open_rows(structure, problem, 0, kept, floors=True)
        return by_front_or_search(problem, structure, rows, budget).exists is True

    if opens(()) or not opens(held):
        return ()
    found: list[frozenset[int]] = []
    tried = 0
    for size in range(1, len(held) + 1):
        for lifted in combinations(held, size):
            if any(known <= set(lifted) for known in found):
                continue
            tried += 1
            if tried > SUBSETS:
                raise BudgetError.one(
                    f"{len(held)} red lines hold: more than {SUBSETS:,} sets would have to be tried",
                    hint="ask with fewer lines",
                )
            if opens(lifted):
                found.append(frozenset(lifted))
    return tuple(found)
