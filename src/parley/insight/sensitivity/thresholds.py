"""Single judgements that turn an answer: where the threshold lies, within the judgement's own range or beyond it.

Each judgement is moved alone, the others staying at their medians. Its axis is scanned on a grid (the answer need not
turn only once), and the turn nearest to the median is narrowed down by bisection. *Relative* distance is the move in
units of the judgement's natural span: 1 for a probability, 100 for points, the party's total for a weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import Belief, Effect, Weight, of, parse
from parley.case.schema.quantities import Quantity
from parley.case.types import Case
from parley.deals.problem import Bools, Floats
from parley.insight.asking.evaluator import rows
from parley.insight.sensitivity.exchange import Answer
from parley.outlook.shifts import bounds

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

GRID = 6
"""Steps on each side within the own range, and again beyond it."""
HALVINGS = 18
BATCH = 2048
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Turn:
    """A judgement and the number at which the answer turns. ``relative`` is the distance in natural spans."""

    path: str
    median: float
    threshold: float
    within_range: bool
    relative: float


def span(case: Case, path: str, quantity: Quantity | None = None) -> float:
    """The natural span of a judgement."""
    lo, hi = (quantity.low, quantity.high) if quantity else bounds(path, case)
    if hi - lo <= 1.0:
        return 1.0
    form = parse(path)
    if isinstance(form, Weight):
        theirs = (case.judgements[text] for text, weight in of(Weight, case.judgements) if weight.party == form.party)
        return max(sum(j.distribution.median for j in theirs if j.distribution), 1e-9)
    if isinstance(form, Effect) or (quantity is not None and quantity.unit == "log-odds"):
        return 4.0  # log-odds: from 12 % to 88 %
    if quantity is not None and quantity.unit == "factor":
        distribution = case.judgements[path].distribution
        return min(hi - lo, 2.0 * max(abs(distribution.median), 0.5)) if distribution else 1.0
    return 100.0


def reach(case: Case, path: str, quantity: Quantity | None = None) -> tuple[float, float, float, float]:
    """Own range (5th and 95th percentile) and how far beyond it the search goes."""
    distribution = case.judgements[path].distribution
    assert distribution is not None
    lo, hi = (quantity.low, quantity.high) if quantity else bounds(path, case)
    wide = span(case, path, quantity)
    m = distribution.median
    if isinstance(parse(path), Belief | Weight):
        lo = max(lo, TINY * wide)  # a holder must believe something, and something must weigh
    return max(distribution.low, lo), distribution.high, max(lo, m - wide), min(hi, m + wide)


def turns(
    answer: Answer,
    case: Case,
    at: Draws,
    paths: Sequence[str],
    *,
    beyond: bool = True,
    grid: int = GRID,
    halvings: int = HALVINGS,
    quantities: Mapping[str, Quantity] | None = None,
) -> tuple[Turn, ...]:
    """The nearest turn of each judgement in ``paths`` that has one, nearest first.

    ``at``: one row, every judgement at its median. ``beyond``: look past the judgement's own range too. ``quantities``:
    the bounds of each number (default: by the form of its path).
    """
    column = {path: i for i, path in enumerate(at.paths)}
    known = quantities or {}
    base = bool(answer(case, at)[0])
    probes: list[tuple[str, int, float]] = []  # path, side, value
    for path in paths:
        low, high, least, most = reach(case, path, known.get(path))
        m = float(at.values[0, column[path]])
        for side, own, far in ((-1, low, least), (1, high, most)):
            inner = np.linspace(m, own, grid + 1)[1:] if own != m else np.array([])
            outer = np.linspace(own, far, grid + 1)[1:] if beyond and (far - own) * side > 0 else np.array([])
            probes.extend((path, side, float(v)) for v in (*inner, *outer))
    told = _ask(answer, case, at, [(column[p], v) for p, _, v in probes])
    brackets: dict[tuple[str, int], tuple[float, float]] = {}
    last: dict[tuple[str, int], float] = {}
    for (path, side, value), said in zip(probes, told, strict=True):
        key = (path, side)
        if key in brackets:
            continue
        if said != base:
            brackets[key] = (last.get(key, float(at.values[0, column[path]])), value)
        last[key] = value
    return _narrowed(answer, case, at, column, base, brackets, halvings, known)


def _narrowed(
    answer: Answer,
    case: Case,
    at: Draws,
    column: dict[str, int],
    base: bool,
    brackets: dict[tuple[str, int], tuple[float, float]],
    halvings: int,
    known: Mapping[str, Quantity],
) -> tuple[Turn, ...]:
    keys = list(brackets)
    near = np.array([brackets[k][0] for k in keys])
    far = np.array([brackets[k][1] for k in keys])
    for _ in range(halvings if keys else 0):
        middle = (near + far) / 2
        said = _ask(answer, case, at, [(column[k[0]], float(v)) for k, v in zip(keys, middle, strict=True)])
        turned = said != base
        far = np.where(turned, middle, far)
        near = np.where(turned, near, middle)
    best: dict[str, Turn] = {}
    for (path, _), threshold in zip(keys, far, strict=True):
        m = float(at.values[0, column[path]])
        low, high, _, _ = reach(case, path, known.get(path))
        turn = Turn(
            path,
            m,
            float(threshold),
            bool(low <= threshold <= high),
            abs(float(threshold) - m) / span(case, path, known.get(path)),
        )
        if path not in best or turn.relative < best[path].relative:
            best[path] = turn
    return tuple(sorted(best.values(), key=lambda t: (t.relative, t.path)))


def _ask(answer: Answer, case: Case, at: Draws, moves: list[tuple[int, float]]) -> Bools:
    if not moves:
        return np.zeros(0, dtype=np.bool_)
    parts = []
    for start in range(0, len(moves), BATCH):
        chunk = moves[start : start + BATCH]
        values: Floats = np.repeat(at.values, len(chunk), axis=0)
        for i, (c, v) in enumerate(chunk):
            values[i, c] = v
        parts.append(np.asarray(answer(case, rows(at, values)), dtype=np.bool_))
    return np.concatenate(parts)
