"""What drives the answer of one zone test: flip points, flip sets, sensitivity, and the conditions in words.

Every part works on the same question and the same ranges. Sensitivity is of the *shortfall* (how far the best deal is
from satisfying everyone), which moves even where the yes-or-no answer does not; where no deal is admissible in a draw it
has no value, and the existence of a zone is used instead. The conditions are those under which a zone exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parley.case import paths
from parley.case.types import Case
from parley.deals.problem import DealProblem, Floats
from parley.insight.asking.evaluator import Ask, Evaluator, exists, problem
from parley.insight.asking.relevance import bears
from parley.insight.sensitivity.flip_sets import FlipSets, flip_sets
from parley.insight.sensitivity.scenario import Box, choose, peel
from parley.insight.sensitivity.thresholds import Turn, turns
from parley.insight.sensitivity.variance import Effects, pawn, total_effects

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

MOST_INPUTS = 400


@dataclass(frozen=True, slots=True)
class Driver:
    """One judgement's part in the spread of the answer."""

    path: str
    total: float
    total_error: float


@dataclass(frozen=True, slots=True)
class Within:
    """PAWN of one judgement on the shortfall, only among draws with (or without) a zone."""

    path: str
    index: float


@dataclass(frozen=True)
class Drivers:
    """All of it for one question. ``conditions`` None where nearly all draws, or nearly none, have a zone."""

    exists: bool
    share: float
    measured: str
    """"shortfall" or "existence"."""
    flip_points: tuple[Turn, ...]
    flip_sets: FlipSets
    total_effects: tuple[Driver, ...]
    evaluations: int
    conditions: Box | None
    condition_names: tuple[str, ...]
    """What the variables of ``conditions`` are: as :func:`reservation_name` gives it, a line's name (1: it holds) or a path."""
    where_zone: tuple[Within, ...]
    dummy: float | None
    """PAWN of an input that does nothing: indices near it say nothing."""


def drivers(evaluator: Evaluator, ask: Ask, view: str | None = None, *, points: int = 512) -> Drivers:
    """Flip points and sets at the medians; total effects, conditions and PAWN over the stated ranges.

    ``points``: base points of the variance-based indices; their cost is points × (ranged judgements + 2) zone tests.
    """
    case, at, drawn, seed = evaluator.case(view), evaluator.medians(view), evaluator.sample(view), evaluator.seed
    ranged = _ranged(case, ask)
    tested = problem(case, drawn, ask)
    from parley.deals.zone import zone_draws

    found = zone_draws(tested)
    effects, measured = _effects(case, ask, ranged, points, seed, bool(np.isfinite(found.shortfall).all()))
    order = sorted(range(len(ranged)), key=lambda i: (-effects.total[i], ranged[i]))
    x = np.stack([drawn.get(p) for p in ranged], axis=1) if ranged else np.zeros((len(drawn), 0))
    summary, names = _summary(case, ask, drawn, tested)
    box = choose(summary, found.exists, peel(summary, found.exists, alpha=0.07))
    within, dummy = _within(x, ranged, found.shortfall, found.exists & np.isfinite(found.shortfall), seed)
    return Drivers(
        exists=bool(exists(case, at, ask)[0]),
        share=float(np.mean(found.exists)),
        measured=measured,
        flip_points=turns(lambda c, d: exists(c, d, ask), case, at, ranged, evaluator.quantities),
        flip_sets=flip_sets(case, at, ask),
        total_effects=tuple(
            Driver(ranged[i], float(effects.total[i]), float(effects.total_error[i]))
            for i in order
            if effects.total[i] > 0
        ),
        evaluations=effects.evaluations,
        conditions=box,
        condition_names=names,
        where_zone=within,
        dummy=dummy,
    )


def _summary(case: Case, ask: Ask, drawn: Draws, tested: DealProblem) -> tuple[Floats, tuple[str, ...]]:
    """What single judgements add up to, in which a rule can be said in a few words: each party's R, how far each
    trusts a deal to hold, and which lines hold. A zone rarely hangs on two or three raw numbers."""
    columns = [tested.reservation[:, i] for i in range(len(tested.parties))]
    names = [reservation_name(party) for party in tested.parties]
    trust = list(paths.of(paths.Trust, drawn.paths))
    own = [(text, path) for text, path in trust if path.deal == ask.kind]
    for text, path in own or [(text, path) for text, path in trust if path.deal is None]:
        if bears(case, path, ask):
            columns.append(drawn.get(text))
            names.append(text)
    if ask.red_lines == "weighed" and tested.lines_hold is not None:
        for i, line in enumerate(tested.lines):
            columns.append(tested.lines_hold[:, i].astype(np.float64))
            names.append(paths.Line(line.name).name)
    return np.stack(columns, axis=1), tuple(names)


def reservation_name(party: str) -> str:
    """What a party's R is called among the variables of the conditions."""
    return f"reservation.{party}"


def _ranged(case: Case, ask: Ask) -> list[str]:
    """Judgements with a range that can bear on this kind of deal."""
    ranged = (p for p, j in case.judgements.items() if j.distribution is not None and not j.distribution.is_point)
    return [path for path in ranged if bears(case, path, ask)][:MOST_INPUTS]


def _effects(case: Case, ask: Ask, ranged: list[str], points: int, seed: int, always: bool) -> tuple[Effects, str]:
    """Total effects of the ranged judgements; a red line's event and what lines share move with their line."""
    from parley.case.chance.sampling import from_uniforms, stable_names
    from parley.deals.zone import zone_draws

    names = stable_names(case)
    column = {name: i for i, name in enumerate(names)}
    groups = [_columns(path, column) for path in ranged]

    def answer(u: Floats) -> Floats:
        draws: Draws = from_uniforms(case, u, seed)
        if always:
            return np.asarray(zone_draws(problem(case, draws, ask)).shortfall, dtype=np.float64)
        return exists(case, draws, ask).astype(np.float64)

    return total_effects(answer, len(names), groups=groups, n=points, seed=seed), "shortfall" if always else "existence"


def _columns(text: str, column: Mapping[str, int]) -> list[int]:
    match paths.parse(text):
        case paths.Line() as line:
            return [column[text], column[line.event]]
        case paths.Toughness() as toughness:
            return [column[text], column[toughness.factor]]
    return [column[text]]


def _within(
    x: Floats, ranged: list[str], y: Floats, where: np.ndarray, seed: int
) -> tuple[tuple[Within, ...], float | None]:
    if not ranged or int(np.count_nonzero(where)) < 100:
        return (), None
    found = pawn(x, y, where=where, seed=seed)
    order = sorted(range(len(ranged)), key=lambda i: (-found.index[i], ranged[i]))
    return tuple(Within(ranged[i], float(found.index[i])) for i in order), found.dummy
