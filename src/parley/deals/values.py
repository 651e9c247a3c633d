"""What deals are worth: U, q, B and V for listed deals, and each party's range (docs/deals.md, definitions 1 and 2)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import BudgetError
from parley.deals.problem import Bools, DealProblem, Floats, Pattern
from parley.deals.structure import among, build, logistic

Deals = NDArray[np.int64]
"""(m, J) option indexes within their issue."""


def matches(pattern: Pattern, deals: Deals) -> Bools:
    """(m,): which deals match a conjunction."""
    hit = np.ones(len(deals), dtype=bool)
    for issue, chosen in pattern:
        hit &= among(np.asarray(deals[:, issue]), chosen)
    return hit


def _columns(problem: DealProblem, deals: Deals) -> Deals:
    return np.asarray(deals, dtype=np.int64) + problem.starts[:-1]


def _sums(table: Floats, columns: Deals) -> Floats:
    """(n, m, P) sums of an (n, P, O) table over each deal's options."""
    total = np.zeros((table.shape[0], len(columns), table.shape[1]))
    for j in range(columns.shape[1]):
        total += table[:, :, columns[:, j]].transpose(0, 2, 1)
    return total


def utilities(problem: DealProblem, deals: Deals) -> Floats:
    """U_p(x) (n, m, P): offset plus weight times score of each option, plus interactions."""
    total = _sums(problem.values, _columns(problem, deals)) + problem.offset[:, None, :]
    for interaction in problem.interactions:
        total += matches(interaction.pattern, deals)[None, :, None] * interaction.amounts[:, None, :]
    return total


def security(problem: DealProblem, deals: Deals) -> tuple[Floats, Floats]:
    """q_p(x), the chance that nobody breaks x as p sees it, and B_p(x), what p gets if it is broken; both (n, m, P)."""
    shape = (problem.draws, len(deals), len(problem.parties))
    if problem.security is None:
        return np.ones(shape), np.zeros(shape)
    columns, s = _columns(problem, deals), problem.security
    logit = _sums(s.effect, columns) + s.logit[:, None, :]
    for shift in s.shifts:
        hit = np.stack([matches(pattern, deals) for pattern in shift.patterns], axis=1)  # (m, K)
        touched = np.asarray((shift.counts[:, None, :] & hit[None]).any(axis=2), dtype=np.bool_)
        logit += touched[:, :, None] * shift.amount[:, None, :]
    q = logistic(logit)
    return q, _sums(s.broken_effect, columns) + s.broken[:, None, :]


def values_of(problem: DealProblem, deals: Deals) -> Floats:
    """V_p(x) = q U + (1 − q) B for listed deals: (n, m, P), in points. ``deals`` is (m, J)."""
    deals = np.asarray(deals, dtype=np.int64).reshape(-1, len(problem.issues))
    u = utilities(problem, deals)
    if problem.security is None:
        return u
    q, b = security(problem, deals)
    return np.asarray(q * u + (1.0 - q) * b)


def by_holding(problem: DealProblem, deals: Deals) -> Floats:
    """(n, m − 1, P): of what each further deal gives above the first, the part that comes from its chance to hold and from what a
    broken one leaves: ΔV − q·ΔU with the first deal's q. The rest is what the options themselves are worth. In points."""
    v, u = values_of(problem, deals), utilities(problem, deals)
    q = security(problem, deals[:1])[0]
    return np.asarray((v[:, 1:] - v[:, :1]) - q * (u[:, 1:] - u[:, :1]))


def ranges(problem: DealProblem) -> Floats:
    """range_p (P,): max − min of U_p over the possible deals of the first draw; the scale that gaps are measured in."""
    plain = replace(problem, security=None)
    try:
        structure = build(plain, lines=())
    except BudgetError:
        return _ranges_milp(plain)
    spread = np.zeros(len(problem.parties))
    if structure.possible():
        for block in structure.everything:
            u = block.utilities(plain, 0)
            spread += u.max(axis=0) - u.min(axis=0)
    return spread


def _ranges_milp(problem: DealProblem) -> Floats:
    """The same by integer programming, where rules tie too many issues together to list their options."""
    from parley.deals.milp import optimum_milp

    parties = len(problem.parties)
    zero, one = np.zeros(parties), np.ones(parties)
    turned = replace(
        problem,
        values=-problem.values,
        offset=-problem.offset,
        interactions=tuple(replace(i, amounts=-i.amounts) for i in problem.interactions),
    )
    spread = np.zeros(parties)
    for p in range(parties):
        counted = np.arange(parties) == p
        top, bottom = (optimum_milp(x, 0, x.forbidden, False, zero, one, counted, p) for x in (problem, turned))
        if not (top.settled and bottom.settled):
            raise BudgetError.one(f"the range of {problem.parties[p]!r} over the possible deals is past the budget")
        spread[p] = max(0.0, top.low + bottom.low) if top.deal is not None else 0.0
    return spread
