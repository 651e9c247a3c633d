"""The zone test: does a deal exist that crosses no line that holds and that everybody required prefers to no deal?"""

from __future__ import annotations

import numpy as np

from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.listing import crossings, floors_met, holding, possible_deals
from parley.deals.problem import Bools, DealProblem
from parley.deals.results import Count, WhyEmpty, ZoneDraws, ZoneResult
from parley.deals.values import values_of
from parley.deals.verdict import blocking_sets, gaps, shortfalls, thresholds


def one_draw(problem: DealProblem, draw: int) -> DealProblem:
    """The problem of a single draw."""
    from dataclasses import replace

    d = slice(draw, draw + 1)
    s = problem.security
    return replace(
        problem,
        values=problem.values[d],
        offset=problem.offset[d],
        reservation=problem.reservation[d],
        lines_hold=None if problem.lines_hold is None else problem.lines_hold[d],
        allowed=None if problem.allowed is None else problem.allowed[d],
        interactions=tuple(replace(i, amounts=i.amounts[d]) for i in problem.interactions),
        security=None
        if s is None
        else replace(s, logit=s.logit[d], effect=s.effect[d], broken=s.broken[d], broken_effect=s.broken_effect[d]),
    )


def zone(problem: DealProblem, draw: int = 0, *, budget: Budget = DEFAULT) -> ZoneResult:
    """The zone test for one draw, with gaps, shortfall, blocking parties, counts and an example (DESIGN 4.5–4.7)."""
    problem = one_draw(problem, draw)
    check(problem)
    deals = possible_deals(problem, budget)
    values = values_of(problem, deals)[0]
    floors = floors_met(problem, deals, 0)
    held = list(holding(problem, 0))
    clear = floors & ~crossings(problem, deals)[:, held].any(axis=1)
    least = thresholds(problem)[0]
    reservation, scale = problem.reservation[0], problem.scale
    ok = values >= least
    accepted = ok.all(axis=1)
    in_zone = accepted & clear
    short = shortfalls(values, reservation, scale)
    exists = bool(in_zone.any())
    why = None
    if not exists:
        if not clear.any():
            why = WhyEmpty.RULED_OUT
        elif (accepted & floors).any():
            why = WhyEmpty.SQUEEZED
        else:
            why = WhyEmpty.NO_DEAL_PREFERRED
    pool = next((mask for mask in (in_zone, clear, floors) if mask.any()), np.ones(len(deals), dtype=bool))
    pick = int(np.flatnonzero(pool)[short[pool].argmin()]) if len(deals) else None

    def count(mask: Bools) -> Count:
        n = int(mask.sum())
        return Count(n, n, n, True)

    return ZoneResult(
        exists=exists,
        why_empty=why,
        gap=gaps(values[clear], least, reservation, scale),
        gap_without_lines=gaps(values[floors], least, reservation, scale),
        shortfall=float(short[clear].min()) if clear.any() else None,
        shortfall_without_lines=float(short[floors].min()) if floors.any() else None,
        deals=count(in_zone),
        admissible=count(clear),
        possible=count(np.ones(len(deals), dtype=bool)),
        example=None if pick is None else tuple(int(x) for x in deals[pick]),
        example_values=None if pick is None else tuple(float(v) for v in values[pick]),
        blocking=blocking_sets(ok[clear]),
        method="enumeration",
    )


def zone_draws(problem: DealProblem, *, budget: Budget = DEFAULT) -> ZoneDraws:
    """The zone test for every draw."""
    n, parties = problem.reservation.shape
    exists, why = np.zeros(n, dtype=bool), np.full(n, -1, dtype=np.int8)
    gap, short = np.full((n, parties), np.nan), np.full(n, np.nan)
    order = list(WhyEmpty)
    for draw in range(n):
        result = zone(problem, draw, budget=budget)
        exists[draw] = bool(result.exists)
        if result.why_empty is not None:
            why[draw] = order.index(result.why_empty)
        gap[draw] = [np.nan if g is None else g for g in result.gap]
        short[draw] = np.nan if result.shortfall is None else result.shortfall
    return ZoneDraws(exists, why, gap, short, np.ones(n, dtype=bool), "enumeration")
