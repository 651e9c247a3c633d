"""The frontier: every distinct value that no other deal beats for one party without costing another."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from parley.deals.budget import DEFAULT, Budget
from parley.deals.engine import open_rows, value_front
from parley.deals.listing import holding
from parley.deals.problem import DealProblem
from parley.deals.results import Frontier, Points
from parley.deals.structure import build
from parley.deals.zone import one_draw

Over = Literal["auto", "admissible", "possible"]
COUNTED = 2**53
"""Above this a number of deals is not exact in a double and is not given."""


def frontier(problem: DealProblem, draw: int = 0, *, over: Over = "auto", budget: Budget = DEFAULT) -> Frontier:
    """Every distinct non-dominated value of V once, by rising value of the first party, with a deal that reaches it.

    ``over``: the admissible deals, the possible ones (whatever lines and floors say), or "auto": the admissible, and the
    possible where none is admissible. Values that differ by no more than rounding are one, with their number of deals.
    Past the budget's number of points (:meth:`Budget.points`) the points given are a selection of reachable
    values, ``exact`` is False, and ``method`` says by how much a value left out can exceed them.
    """
    problem = one_draw(problem, draw)
    held = holding(problem, 0)
    structure = build(problem, held, budget)
    every = np.ones(len(held), dtype=bool)
    rows = open_rows(structure, problem, 0, every, floors=True)
    admissible = all(len(r) for r in rows)
    which = "admissible" if over == "admissible" or (over == "auto" and admissible) else "possible"
    if which == "possible":
        rows = open_rows(structure, problem, 0, ~every, floors=False)
    limit = budget.points(len(problem.parties), math.prod(len(r) for r in rows))
    front = value_front(problem, structure, 0, rows, limit)
    counted = front.exact and math.prod(len(r) for r in rows) <= COUNTED
    method = "dynamic programme"
    if not front.exact:
        loss = ", ".join(f"{p}: {x:.3g}" for p, x in zip(problem.parties, front.loss, strict=True))
        method += f", thinned at {limit:,} points; no value left out exceeds a listed one by more than ({loss}) points"
    points = Points(front.values[::-1], front.deals[::-1], front.counts[::-1] if counted else None)
    return Frontier(which, structure.possible(), points, front.exact, method)
