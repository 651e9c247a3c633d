"""What an act does to the judgements: shifts of numbers, applied to draws.

A shift takes the judgement at a path x to ``x + a`` (add), ``x · a`` (multiply) or ``a`` (set); a is itself a judgement,
with a range. At a *level* ℓ of the act (1: as written) the step scales: ``x + ℓa``, ``x · a^ℓ``, ``x + ℓ(a − x)``.
A number stays within the bounds of what it measures.

A shift of a *risk* comes with the risk or not at all: in each row drawn, the risk comes true with the chance drawn for it,
and all its shifts with it. At the middle numbers no risk comes true.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from parley.case.paths import moves_minds, parse
from parley.case.types import Judgement, Shift
from parley.core.seeds import generator
from parley.deals.problem import Bools, Floats

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

Amounts = Literal["median", "drawn"]


def amounts(shift: Shift, n: int, how: Amounts, seed: int) -> Floats:
    """(n,): the shift's size in each row; drawn from a stream that only its own path and the seed decide."""
    distribution = shift.amount.distribution
    assert distribution is not None  # unset numbers are refused before anything is evaluated
    if how == "median" or distribution.is_point:
        return np.full(n, distribution.median)
    return _drawn(shift.amount, n, seed)


def _drawn(judgement: Judgement, n: int, seed: int) -> Floats:
    """(n,): draws of a number of an act."""
    distribution = judgement.distribution
    assert distribution is not None
    if distribution.is_point:
        return np.full(n, distribution.median)
    u = generator(seed, "shift", judgement.path).random(n)
    return np.asarray(distribution.quantile(np.clip(u, 1e-12, 1 - 1e-12)), dtype=np.float64)


def applied(
    draws: Draws, shifts: Iterable[Shift], *, level: float = 1.0, how: Amounts = "median", seed: int = 0
) -> Draws:
    """The draws after the shifts, in order; paths that the draws do not hold are left out."""
    shifts = list(shifts)
    if not shifts:
        return draws
    values = draws.values.copy()
    column = {path: i for i, path in enumerate(draws.paths)}
    for shift in shifts:
        at = column.get(shift.path)
        if at is None or (shift.chance is not None and how == "median"):
            continue
        a = amounts(shift, values.shape[0], how, seed)
        x = values[:, at]
        if shift.op == "add":
            moved = x + level * a
        elif shift.op == "multiply":
            moved = x * np.power(a, level)
        else:
            moved = x + level * (a - x)
        moved = np.clip(moved, shift.low, shift.high)
        values[:, at] = moved if shift.chance is None else np.where(came_true(shift.chance, len(x), seed), moved, x)
    return replace(draws, values=values)


def came_true(chance: Judgement, n: int, seed: int) -> Bools:
    """(n,): in which rows a risk comes true, the same for all its shifts."""
    u = generator(seed, "risk", chance.path).random(n)
    return np.asarray(u < _drawn(chance, n, seed), dtype=np.bool_)


def for_sure(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """The shifts as they are once every risk among them has come true."""
    return tuple(replace(shift, chance=None) for shift in shifts)


def beliefs_only(shifts: Sequence[Shift]) -> bool:
    """Whether an act is a pure signal: it moves what parties believe and nothing else."""
    return all(moves_minds(parse(shift.path)) for shift in shifts)
