"""From acceptable values to verdicts: thresholds, gaps, shortfall, blocking sets (docs/deals.md, definitions 5 to 7)."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parley.deals.problem import DealProblem, Floats

ROUNDING = 64 * np.finfo(np.float64).eps


def thresholds(problem: DealProblem) -> Floats:
    """(n, P): the least V that counts as acceptance: R less the stated tolerance, less what rounding can take away."""
    magnitude = np.abs(problem.values).sum(axis=2) + np.abs(problem.offset) + np.abs(problem.reservation)
    return np.asarray(problem.reservation - problem.tolerance * problem.scale - ROUNDING * magnitude)


def gaps(values: Floats, accepted: Floats, reservation: Floats, scale: Floats) -> tuple[float | None, ...]:
    """γ_p = (R_p − max{V_p : the others accept}) / scale_p over deals ``values`` (m, P).

    ``accepted`` holds the thresholds (P,). None where the others accept no deal together, or p is indifferent (scale 0).
    """
    ok = values >= accepted
    out: list[float | None] = []
    for p in range(values.shape[1]):
        others = np.delete(ok, p, axis=1).all(axis=1)
        if scale[p] <= 0 or not others.any():
            out.append(None)
        else:
            out.append(float((reservation[p] - values[others, p].max()) / scale[p]))
    return tuple(out)


def shortfalls(values: Floats, reservation: Floats, scale: Floats) -> Floats:
    """(m,): how far each deal falls short for the party it serves worst, in units of that party's scale.

    Parties that are indifferent (scale 0) are left out; where all are, every shortfall is 0.
    """
    cares = scale > 0
    if not cares.any():
        return np.zeros(len(values))
    return np.asarray(((reservation[cares] - values[:, cares]) / scale[cares]).max(axis=1))


def blocking_sets(satisfied: NDArray[np.bool_]) -> tuple[frozenset[int], ...]:
    """Minimal sets of parties that none of the deals satisfies together; ``satisfied`` is (m, P). Empty where m = 0."""
    parties = satisfied.shape[1]
    if not len(satisfied) or satisfied.all(axis=1).any():
        return ()
    masks = np.unique(satisfied @ (1 << np.arange(parties)))
    found: list[frozenset[int]] = []
    for size in range(1, parties + 1):
        for members in combinations(range(parties), size):
            bits = sum(1 << m for m in members)
            if any(known <= set(members) for known in found) or ((masks & bits) == bits).any():
                continue
            found.append(frozenset(members))
    return tuple(found)
