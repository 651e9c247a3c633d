"""Which judgements move an answer: variance-based total effects, and PAWN where inputs are correlated or conditioned on.

Total effect of input i: the expected share of the answer's variance that would remain if all else were known,

    T_i = E[Var(Y | X_~i)] / Var(Y) ≈ Σ_m (f(A)_m − f(A_B^i)_m)² / (2 N Var Y)        (Jansen 1999)

on two independent samples A and B, A_B^i being A with column i (or a group of columns) taken from B. Its first-order
companion uses Saltelli et al. (2010). PAWN (Pianosi & Wagener 2015, 2018): the Kolmogorov–Smirnov distance between the
distribution of Y and that of Y given X_i within a slice, here the largest or median over slices, from one given sample.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from parley.core.errors import InputError
from parley.core.seeds import generator
from parley.deals.problem import Bools, Floats

Function = Callable[[Floats], Floats]
"""(m, d) uniforms → (m,) answers."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Indices of g inputs or groups: (g,) each, with standard errors from independent replicates."""

    total: Floats
    total_error: Floats
    first: Floats
    first_error: Floats
    variance: float
    evaluations: int


def total_effects(
    f: Function,
    dimensions: int,
    *,
    groups: Sequence[Sequence[int]] | None = None,
    n: int = 1024,
    replicates: int = 8,
    seed: int = 0,
) -> Effects:
    """Total and first-order effects of each input (or group) on f over independent uniforms.

    Costs n · (g + 2) evaluations in all. Zero everywhere where f does not vary. Raises :class:`InputError` for fewer
    than two points a replicate.
    """
    sets = [list(g) for g in groups] if groups is not None else [[i] for i in range(dimensions)]
    size = n // replicates
    if size < 2 or replicates < 2:
        raise InputError.one("sensitivity needs at least two replicates of two points each")
    answers = np.empty((replicates, len(sets) + 2, size))
    for r in range(replicates):
        pair = _pair(size, dimensions, seed, r)
        a, b = pair[:, :dimensions], pair[:, dimensions:]
        answers[r, 0], answers[r, 1] = f(a), f(b)
        for g, columns in enumerate(sets):
            mixed = a.copy()
            mixed[:, columns] = b[:, columns]
            answers[r, 2 + g] = f(mixed)
    base = answers[:, :2].reshape(-1)
    variance = float(np.var(base))
    used = int(answers.size)
    if variance <= 1e-15 * max(1.0, float(np.max(np.abs(base)))) ** 2:
        zero = np.zeros(len(sets))
        return Effects(zero, zero, zero, zero, 0.0, used)
    fa, fb, fab = answers[:, 0], answers[:, 1], answers[:, 2:]
    total = ((fa[:, None] - fab) ** 2).mean(axis=2) / (2 * variance)
    centred = fb - base.mean()
    first = (centred[:, None] * (fab - fa[:, None])).mean(axis=2) / variance
    root = np.sqrt(replicates)
    return Effects(
        total=total.mean(axis=0),
        total_error=total.std(axis=0, ddof=1) / root,
        first=first.mean(axis=0),
        first_error=first.std(axis=0, ddof=1) / root,
        variance=variance,
        evaluations=used,
    )


def _pair(size: int, dimensions: int, seed: int, replicate: int) -> Floats:
    """(size, 2d): a scrambled Sobol sample whose halves are A and B; independent points past its dimensions."""
    from parley.case.chance.sobol import MOST, scrambled

    rng = generator(seed, "sensitivity", str(replicate))
    if 2 * dimensions > MOST:
        return rng.random((size, 2 * dimensions))
    return np.clip(scrambled(size, 2 * dimensions, rng), 2.0**-40, 1 - 2.0**-40)


@dataclass(frozen=True, slots=True)
class Pawn:
    """PAWN indices (k,), and that of a dummy input that does nothing, below which an index says nothing."""

    index: Floats
    dummy: float


def pawn(
    x: Floats,
    y: Floats,
    *,
    where: Bools | None = None,
    slices: int = 10,
    statistic: Literal["median", "max"] = "median",
    seed: int = 0,
) -> Pawn:
    """PAWN of each column of ``x`` (n, k) on ``y`` (n,), among the points of ``where`` only, if given.

    Slices hold equally many points. Raises :class:`InputError` where fewer than two points a slice are left.
    """
    chosen = np.ones(len(y), dtype=np.bool_) if where is None else where
    data, answers = x[chosen], y[chosen]
    if len(answers) < 2 * slices:
        raise InputError.one(f"PAWN needs at least {2 * slices} points; {len(answers)} are left")
    dummy = generator(seed, "pawn").random(len(answers))
    columns = [_pawn_one(data[:, i], answers, slices, statistic) for i in range(data.shape[1])]
    return Pawn(np.array(columns), _pawn_one(dummy, answers, slices, statistic))


def _pawn_one(x: Floats, y: Floats, slices: int, statistic: str) -> float:
    if float(np.ptp(x)) == 0.0:
        return 0.0
    order = np.argsort(x, kind="stable")
    support = np.unique(y)
    whole = np.searchsorted(np.sort(y), support, side="right") / len(y)
    distances = []
    for part in np.array_split(order, slices):
        inside = np.searchsorted(np.sort(y[part]), support, side="right") / len(part)
        distances.append(float(np.max(np.abs(inside - whole))))
    return float(np.median(distances) if statistic == "median" else np.max(distances))
