"""Which changed number moved a share, and by how much: each put alone from the new version into the old one, draw by draw.

Both versions are drawn at the same uniforms. With z(S) = 1 in a draw whose old version, with the numbers S taken from the new
one, has a zone, and M all the numbers that changed:

    alone_i = mean z({i}) − z(∅),    jointly = mean z(M) − z(∅) − Σ_i (z({i}) − z(∅)),    besides = mean z_new − z(M),

so that alone, jointly and besides sum to the change of the share. *Besides* is what changed besides numbers that both have:
options, lines in force, numbers that one of them has not. Errors are those of the difference draw by draw, its deviation
over √n.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parley.case.chance.sampling import Draws, from_uniforms, stable_names
from parley.deals.problem import Floats
from parley.insight.asking.evaluator import Ask, Evaluator, exists, zones
from parley.insight.asking.relevance import bears
from parley.insight.results.labels import Labels
from parley.insight.sensitivity.exchange import Unit, mixed, swapped, units_between
from parley.insight.views.aligned import aligned
from parley.model.modes import RedLines

ROWS = 300_000
"""Zone tests in all, over the shares asked about: past it, fewer combinations are drawn."""
LEAST_DRAWS = 200
MOST = 24
"""Numbers that are put in alone for one share: of more, those that move the shortfall most at the middle numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one change, or several at once, does to a share: a part of 1, with its standard error."""

    change: float
    error: float


@dataclass(frozen=True, slots=True)
class Alone(Part):
    """One changed number, or the beliefs of one holder, which sum to one, put alone into the old version."""

    label: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareMoved:
    """A share of the base case that is not what it was, and which changed numbers moved it."""

    kind: str
    lines: RedLines
    before: float
    after: float
    draws: int
    """Common combinations on which all of this was measured."""
    alone: tuple[Alone, ...]
    """Largest first."""
    jointly: Part
    """What all changed numbers do together beyond the sum of what each does alone."""
    besides: Part
    """What changed besides numbers that both versions have."""
    bearing: int
    """Changed numbers that can bear on this share; where more than ``alone`` has, the rest is in ``jointly``."""


def shares_moved(old: Evaluator, new: Evaluator, asks: Sequence[Ask]) -> tuple[ShareMoved, ...]:
    """For each question of ``asks`` whose share is not the same in both versions: what moved it."""
    if not asks or not old.n or not new.n:
        return ()
    units = units_between(*_drawn(old, new, LEAST_DRAWS))
    tests = len(asks) * (2 + min(MOST, len(units)))
    n = min(old.n, new.n, max(LEAST_DRAWS, ROWS // tests))
    was, now = _drawn(old, new, n)
    found = []
    for ask in asks:
        new.tell(f"what moved the share: {new.base.kinds[ask.kind].title}")
        found.append(_moved(old, new, ask, was, now))
    new.tell("")
    return tuple(found)


def _drawn(old: Evaluator, new: Evaluator, n: int) -> tuple[Draws, Draws]:
    """Both versions at the uniforms of the new one, in the paths of the old."""
    now = new.sample(None, n)
    uniforms = np.stack([now.uniform(name) for name in stable_names(old.base)], axis=1)
    was = from_uniforms(old.base, uniforms, new.seed) if uniforms.shape[1] else old.sample(None, n)
    return was, aligned(now, was)


def _moved(old: Evaluator, new: Evaluator, ask: Ask, was: Draws, now: Draws) -> ShareMoved:
    units = [u for u in units_between(was, now) if any(bears(old.base, path, ask) for path in u.paths)]
    tried = _first(old, new, ask, units)
    labels = Labels(new.base)

    def zone(chosen: Sequence[Unit]) -> Floats:
        every = np.ones(len(chosen), dtype=np.bool_)
        return exists(old.base, swapped(was, now, chosen, every), ask).astype(np.float64)

    before, together = zone(()), zone(units)
    after = exists(new.base, new.sample(None, len(was)), ask).astype(np.float64)
    steps = [zone((unit,)) - before for unit in tried]
    alone = [Alone(*_part(step), labels.unit(unit.paths), unit.paths) for unit, step in zip(tried, steps, strict=True)]
    return ShareMoved(
        kind=ask.kind,
        lines=ask.red_lines,
        before=float(before.mean()),
        after=float(after.mean()),
        draws=len(was),
        alone=tuple(sorted(alone, key=lambda a: (-abs(a.change), a.label))),
        jointly=Part(*_part(together - before - sum(steps, np.zeros_like(before)))),
        besides=Part(*_part(after - together)),
        bearing=len(units),
    )


def _part(change: Floats) -> tuple[float, float]:
    return float(change.mean()), float(change.std()) / math.sqrt(len(change))


def _first(old: Evaluator, new: Evaluator, ask: Ask, units: Sequence[Unit]) -> Sequence[Unit]:
    """The units to be put in alone: all, or those that move the shortfall most at the middle numbers."""
    if len(units) <= MOST:
        return units
    one = old.medians(None)
    other = aligned(new.medians(None), one)
    subsets = np.concatenate([np.zeros((1, len(units)), dtype=np.bool_), np.eye(len(units), dtype=np.bool_)])
    shortfall = zones(old.base, mixed(one, other, tuple(units), subsets), ask).shortfall
    size = np.nan_to_num(np.abs(shortfall[1:] - shortfall[0]), nan=np.inf)
    chosen = sorted(np.argsort(-size, kind="stable")[:MOST])
    return [units[i] for i in chosen]
