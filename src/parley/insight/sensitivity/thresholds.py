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

from parley.case.paths import Belief, Weight, of, parse
from parley.case.schema.quantities import Quantity
from parley.case.types import Case
from parley.deals.problem import Bools, Floats
from parley.insight.asking.evaluator import rows
from parley.insight.sensitivity.exchange import Answer

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


def span(case: Case, path: str, quantity: Quantity) -> float:
    """The natural span of a judgement."""
    lo, hi = quantity.low, quantity.high
    if hi - lo <= 1.0:
        return 1.0
    form = parse(path)
    if isinstance(form, Weight):
        theirs = (case.judgements[text] for text, weight in of(Weight, case.judgements) if weight.party == form.party)
        return max(sum(j.distribution.median for j in theirs if j.distribution), 1e-9)
    if quantity.unit == "log-odds":
        return 4.0  # log-odds: from 12 % to 88 %
    if quantity.unit == "factor":
        distribution = case.judgements[path].distribution
        return min(hi - lo, 2.0 * max(abs(distribution.median), 0.5)) if distribution else 1.0
    return 100.0


def reach(case: Case, path: str, quantity: Quantity) -> tuple[float, float, float, float]:
    """Own range (5th and 95th percentile) and how far beyond it the search goes: points not past the ends of their scale."""
    distribution = case.judgements[path].distribution
    assert distribution is not None
    lo, hi = quantity.low, quantity.high
    wide = span(case, path, quantity)
    m = distribution.median
    if quantity.unit == "points":  # the scale is the party's own, from 0 to 100, unless its author went beyond
        lo, hi = max(lo, min(0.0, distribution.low)), min(hi, max(100.0, distribution.high))
    if isinstance(parse(path), Belief | Weight):
        lo = max(lo, TINY * wide)  # a holder must believe something, and something must weigh
    return max(distribution.low, lo), distribution.high, max(lo, m - wide), min(hi, m + wide)


@dataclass(frozen=True, slots=True)
class Search:
    """How a turn is looked for: past the judgement's own range too or not, in how many steps, and how finely at last."""

    beyond: bool = True
    grid: int = GRID
    halvings: int = HALVINGS


def turns(
    answer: Answer,
    case: Case,
    at: Draws,
    paths: Sequence[str],
    quantities: Mapping[str, Quantity],
    search: Search = Search(),
) -> tuple[Turn, ...]:
    """The nearest turn of each judgement in ``paths`` that has one, nearest first.

    ``at``: one row, every judgement at its median. ``quantities``: the bounds and the unit of each number.
    """
    moved = _Moved(answer, case, at, bool(answer(case, at)[0]), quantities)
    best: dict[str, Turn] = {}
    for turn in moved.narrowed(moved.brackets(paths, search), search.halvings):
        if turn.path not in best or turn.relative < best[turn.path].relative:
            best[turn.path] = turn
    return tuple(sorted(best.values(), key=lambda t: (t.relative, t.path)))


@dataclass(frozen=True, slots=True)
class _Bracket:
    """One side of a judgement on which the answer turns: not yet at ``near``, already at ``far``."""

    path: str
    near: float
    far: float


@dataclass(frozen=True, slots=True)
class _Moved:
    """An answer with single judgements moved."""

    answer: Answer
    case: Case
    at: Draws
    base: bool
    """The answer with none moved."""
    quantities: Mapping[str, Quantity]

    def median(self, path: str) -> float:
        return float(self.at.get(path)[0])

    def turned(self, moves: Sequence[tuple[str, float]]) -> Bools:
        """(m,): whether the answer is another one with that judgement alone at that value."""
        if not moves:
            return np.zeros(0, dtype=np.bool_)
        parts = []
        for start in range(0, len(moves), BATCH):
            chunk = moves[start : start + BATCH]
            values: Floats = np.repeat(self.at.values, len(chunk), axis=0)
            for i, (path, value) in enumerate(chunk):
                values[i, self.at.columns[path]] = value
            parts.append(np.asarray(self.answer(self.case, rows(self.at, values)), dtype=np.bool_) != self.base)
        return np.concatenate(parts)

    def brackets(self, paths: Sequence[str], search: Search) -> list[_Bracket]:
        """Where the answer turns first on each side of each judgement, to a step of the grid."""
        reached = {path: reach(self.case, path, self.quantities[path]) for path in paths}
        probes = [
            (path, side, value)
            for path in paths
            for side in (-1, 1)
            for value in self._probes(path, side, search, reached[path])
        ]
        told = self.turned([(path, value) for path, _, value in probes])
        found: dict[tuple[str, int], _Bracket] = {}
        near: dict[tuple[str, int], float] = {}
        for (path, side, value), turned in zip(probes, told, strict=True):
            key = (path, side)
            if key in found:
                continue
            if turned:
                found[key] = _Bracket(path, near.get(key, self.median(path)), value)
            near[key] = value
        return list(found.values())

    def _probes(self, path: str, side: int, search: Search, reached: tuple[float, float, float, float]) -> list[float]:
        """The values tried on one side, outward from the median. ``reached``: as :func:`reach` gives it."""
        low, high, least, most = reached
        own, far = (low, least) if side < 0 else (high, most)
        m = self.median(path)
        inner = np.linspace(m, own, search.grid + 1)[1:] if own != m else np.array([])
        outer = np.linspace(own, far, search.grid + 1)[1:] if search.beyond and (far - own) * side > 0 else np.array([])
        return [float(v) for v in (*inner, *outer)]

    def narrowed(self, brackets: Sequence[_Bracket], halvings: int) -> list[Turn]:
        """Each bracket's turn by bisection."""
        near = np.array([b.near for b in brackets])
        far = np.array([b.far for b in brackets])
        for _ in range(halvings if brackets else 0):
            middle = (near + far) / 2
            turned = self.turned([(b.path, float(v)) for b, v in zip(brackets, middle, strict=True)])
            far = np.where(turned, middle, far)
            near = np.where(turned, near, middle)
        return [self._turn(b.path, float(threshold)) for b, threshold in zip(brackets, far, strict=True)]

    def _turn(self, path: str, threshold: float) -> Turn:
        quantity = self.quantities[path]
        m = self.median(path)
        low, high, _, _ = reach(self.case, path, quantity)
        within = bool(low <= threshold <= high)
        return Turn(path, m, threshold, within, abs(threshold - m) / span(self.case, path, quantity))
