"""Where issues are tied together past listing: one question at a time by integer programming (HiGHS)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from parley.core.by_clock import cut_short
from parley.deals.problem import Bools, DealProblem, Floats, Pattern
from parley.deals.search import Found
from parley.deals.structure import Ints, simplified

GAP = 1e-9
"""Relative gap at which the integer programme stops."""


def optimum_milp(
    problem: DealProblem,
    draw: int,
    ruled_out: Iterable[Pattern],
    floors: bool,
    reference: Floats,
    unit: Floats,
    counted: Bools,
    target: int = -1,
    nodes: int = 20_000,
    seconds: float = 60.0,
) -> Found:
    """As :func:`parley.deals.search.optimum`, over deals that match none of ``ruled_out``; secure deals only.

    One binary for each option; a conjunction that is ruled out bounds the sum of its terms; an interaction is a
    variable between the bounds that its terms set (Glover and Woolsey 1974). The limit that counts is that on ``nodes``,
    so that two runs stop at the same place; ``seconds`` is a last resort.
    """
    parties, options, extras = len(problem.parties), problem.values.shape[2], len(problem.interactions)
    size = options + extras + 1
    starts = problem.starts
    rows: list[Floats] = []
    lows: list[float] = []
    highs: list[float] = []

    def add(row: Floats, low: float, high: float) -> None:
        rows.append(row)
        lows.append(low)
        highs.append(high)

    def terms(pattern: Pattern) -> Floats:
        row = np.zeros(size)
        for issue, chosen in pattern:
            row[[int(starts[issue]) + o for o in chosen]] = 1.0
        return row

    for j in range(len(problem.issues)):
        row = np.zeros(size)
        row[starts[j] : starts[j + 1]] = 1.0
        add(row, 1.0, 1.0)
    for pattern in ruled_out:
        simple = simplified(problem, pattern)
        if simple is not None:
            add(terms(simple), -np.inf, len(simple) - 1.0)
    top = np.ones(size)
    for i, interaction in enumerate(problem.interactions):
        simple = simplified(problem, interaction.pattern)
        if simple is None:
            top[options + i] = 0.0
            continue
        row = terms(simple)
        row[options + i] = -1.0
        add(row, -np.inf, len(simple) - 1.0)
        for term in simple:
            row = terms((term,))
            row[options + i] = -1.0
            add(row, 0.0, np.inf)
    gain = np.zeros((parties, size))
    gain[:, :options] = problem.values[draw] / unit[:, None]
    for i, interaction in enumerate(problem.interactions):
        gain[:, options + i] = interaction.amounts[draw] / unit
    base = (problem.offset[draw] - reference) / unit
    cost = np.zeros(size)
    for p in np.flatnonzero(counted):
        if p == target:
            cost -= gain[p]
            continue
        row = gain[p].copy()
        if target < 0:
            row[-1] = -1.0
        add(row, -base[p], np.inf)
    low, high = np.zeros(size), top
    low[-1], high[-1] = (-np.inf, np.inf) if target < 0 else (0.0, 0.0)
    if target < 0:
        cost[-1] = -1.0
    if floors and problem.allowed is not None:
        high[:options] = problem.allowed[draw]
    whole = np.ones(size)
    whole[-1] = 0.0
    answer = programme(cost, rows, lows, highs, whole, low, high, nodes, seconds)
    if answer.status == 2:
        return Found(-np.inf, -np.inf, None)
    shift = float(base[target]) if target >= 0 else 0.0
    bound = np.inf if answer.mip_dual_bound is None else shift - float(answer.mip_dual_bound)
    if answer.x is None:
        return Found(-np.inf, bound, None)
    deal = _deal(answer.x, starts)
    return Found(shift - float(answer.fun), max(bound, shift - float(answer.fun)), deal)


def programme(
    cost: Floats, rows: Sequence[Floats], lows: Sequence[float], highs: Sequence[float], whole: Floats,
    low: Floats, high: Floats, nodes: int, seconds: float,
) -> Any:  # fmt: skip
    """The least cost·x with lows ≤ rows·x ≤ highs, low ≤ x ≤ high, x whole where ``whole`` is 1: what scipy's ``milp`` answers.

    Where the ``seconds`` ended it (status 1) its answer hangs on the machine, and :mod:`parley.core.by_clock` is told.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    def solved(presolve: bool) -> Any:
        return milp(cost, constraints=LinearConstraint(np.array(rows), lows, highs), integrality=whole.astype(np.int64),
                    bounds=Bounds(low, high), options={"node_limit": nodes, "time_limit": seconds,
                    "mip_rel_gap": GAP, "presolve": presolve})  # fmt: skip

    answer = solved(True)
    if answer.status == 4:  # HiGHS' presolve now and then ends in an error; the programme itself is sound
        answer = solved(False)
    if answer.status == 1:
        cut_short()
    return answer


def _deal(x: Floats, starts: Ints) -> tuple[int, ...]:
    return tuple(int(x[starts[j] : starts[j + 1]].argmax()) for j in range(len(starts) - 1))
