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

from parley.case.types import Case
from parley.deals.problem import DealProblem, Floats
from parley.insight.asking.evaluator import Ask, Evaluator, exists, problem
from parley.insight.sensitivity.flip_sets import FlipSets, flip_sets
from parley.insight.sensitivity.scenario import Box, choose, peel
from parley.insight.sensitivity.thresholds import Turn, turns
from parley.insight.sensitivity.variance import Effects, pawn, total_effects

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

MOST_INPUTS = 400
BEARING = ("values", "interactions", "floors", "red_lines", "toughness", "no_deal", "security", "kinds")
"""Parts of a case that the zone test itself reads (levers, signals and the outlook come on top of it)."""


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
    """What the variables of ``conditions`` are: "reservation.PARTY", "red_lines.KEY" (1: it holds) or a path."""
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
        flip_points=turns(lambda c, d: exists(c, d, ask), case, at, ranged),
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
    names = [f"reservation.{party}" for party in tested.parties]
    own = f"kinds.{ask.kind}.security.holds."
    trust = [p for p in drawn.paths if p.startswith(own)] or [p for p in drawn.paths if p.startswith("security.holds.")]
    for path in trust:
        if _bears(case, path.split(".")[-1], ask.beliefs) and not case.kinds[ask.kind].secure:
            columns.append(drawn.get(path))
            names.append(path)
    if ask.red_lines == "weighed" and tested.lines_hold is not None:
        for i, line in enumerate(tested.lines):
            columns.append(tested.lines_hold[:, i].astype(np.float64))
            names.append(f"red_lines.{line.name}")
    return np.stack(columns, axis=1), tuple(names)


def _ranged(case: Case, ask: Ask) -> list[str]:
    """Judgements with a range that can bear on this kind of deal."""
    kind = case.kinds[ask.kind]
    out = []
    for path, judgement in case.judgements.items():
        d = judgement.distribution
        parts = path.split(".")
        if d is None or d.is_point or (parts[0] == "kinds" and parts[1] != kind.key):
            continue
        if parts[0] not in BEARING or (ask.red_lines != "weighed" and parts[0] in ("red_lines", "toughness")):
            continue
        if parts[0] == "values" and parts[1] not in case.required:
            continue
        if parts[0] == "values" and parts[3] not in (*kind.issues, *case.kinds[case.main_kind].issues):
            continue
        if parts[:2] == ["no_deal", "beliefs"] and not _bears(case, parts[2], ask.beliefs):
            continue
        out.append(path)
    return out[:MOST_INPUTS]


def _bears(case: Case, holder: str, beliefs: str) -> bool:
    return holder in case.required if beliefs == "own" else holder == beliefs


def _effects(case: Case, ask: Ask, ranged: list[str], points: int, seed: int, always: bool) -> tuple[Effects, str]:
    """Total effects of the ranged judgements; a red line's event and what lines share move with their line."""
    from parley.case.chance.sampling import from_uniforms, stable_names
    from parley.deals.zone import zone_draws

    names = stable_names(case)
    column = {name: i for i, name in enumerate(names)}
    groups = [_columns(path, column, case) for path in ranged]

    def answer(u: Floats) -> Floats:
        draws: Draws = from_uniforms(case, u, seed)
        if always:
            return np.asarray(zone_draws(problem(case, draws, ask)).shortfall, dtype=np.float64)
        return exists(case, draws, ask).astype(np.float64)

    return total_effects(answer, len(names), groups=groups, n=points, seed=seed), "shortfall" if always else "existence"


def _columns(path: str, column: Mapping[str, int], case: Case) -> list[int]:
    own = [column[path]]
    parts = path.split(".")
    if parts[0] == "red_lines":
        own.append(column[f"red_lines.{parts[1]}!event"])
    if parts[0] == "toughness":
        own.append(column[f"toughness.{parts[1]}!factor"])
    return own


def _within(
    x: Floats, ranged: list[str], y: Floats, where: np.ndarray, seed: int
) -> tuple[tuple[Within, ...], float | None]:
    if not ranged or int(np.count_nonzero(where)) < 100:
        return (), None
    found = pawn(x, y, where=where, seed=seed)
    order = sorted(range(len(ranged)), key=lambda i: (-found.index[i], ranged[i]))
    return tuple(Within(ranged[i], float(found.index[i])) for i in order), found.dummy
