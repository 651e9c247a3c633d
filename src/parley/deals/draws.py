"""The zone test for many draws at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.deals.budget import Budget
from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.rows import draw_arrays, flatten
from parley.deals.structure import Structure

FRONT = 200_000
"""Points of a two-party front in one draw past which the draw is left undecided here and looked at alone."""
SCAN = 512
"""Combinations of free issues scanned one by one with one, three or more parties."""


@dataclass
class Tables:
    """Answers by draw; the fields of :class:`parley.deals.results.ZoneDraws`."""

    exists: Bools
    why: NDArray[np.int8]
    gap: Floats
    shortfall: Floats
    decided: Bools

    @classmethod
    def blank(cls, n: int, parties: int) -> Tables:
        """Nothing found yet."""
        return cls(
            np.zeros(n, dtype=bool),
            np.full(n, -1, dtype=np.int8),
            np.full((n, parties), np.nan),
            np.full(n, np.nan),
            np.ones(n, dtype=bool),
        )


def _test(two: bool) -> Any:
    """The compiled loop, imported (and numba with it) only when it is needed."""
    if two:
        from parley.deals.kernel_draws import zone_two

        return zone_two
    from parley.deals.kernel_many import zone_many

    return zone_many


def compiled_draws(problem: DealProblem, structure: Structure, only: bool, budget: Budget) -> Tables:
    """Every draw by compiled code: fronts of the free blocks against the combinations of the core."""
    n, parties = problem.reservation.shape
    tables = Tables.blank(n, parties)
    if not structure.possible():
        tables.why[:] = 0
        return tables
    two = parties == 2
    flat = flatten(problem, structure, math.inf if two else SCAN, budget.enumerate // 10)
    reach = min(n, max(1, budget.work // max(1, len(flat.changed) * (1 if two else SCAN))))
    tables.decided[reach:] = False
    arrays, anyline = draw_arrays(problem, structure)
    q, broken = structure.setting_values(problem, slice(0, n))
    q, broken = np.ascontiguousarray(q), np.ascontiguousarray(broken)
    cap = int(min(flat.product, FRONT if two else SCAN)) + 1
    _test(two)(
        flat.core, flat.spans, flat.secured, flat.changed, flat.after, flat.setting, q, broken,
        flat.free, flat.widths, flat.starts, arrays, anyline, only, cap, flat.widest,
        tables.exists[:reach], tables.why[:reach], tables.gap[:reach], tables.shortfall[:reach], tables.decided[:reach],
    )  # fmt: skip
    return tables
