"""The deal diagram of a kind under a view: frontier, a cloud of deals, both no-deal values, a few named deals."""

from __future__ import annotations

import numpy as np

from parley.core.seeds import generator
from parley.deals.problem import DealProblem
from parley.insight.asking.evaluator import Ask, Evaluator, problem
from parley.insight.results.assessment import Diagram, DiagramPoint
from parley.model.compose import deal_names

CLOUD = 300
"""Deals drawn for the cloud."""
FRONTIER = 60
"""Points of the frontier that a picture can tell apart."""


def kept_diagram(evaluator: Evaluator, kind: str) -> Diagram | None:
    """:func:`diagram` of the base case, from the cache where nothing that it read has changed."""
    return evaluator.kept(_diagram, kind, as_=Diagram) if len(evaluator.base.required) == 2 else None


def _diagram(evaluator: Evaluator, kind: str) -> Diagram:
    made = diagram(evaluator, kind)
    assert made is not None  # two required parties
    return made


def diagram(evaluator: Evaluator, kind: str, view: str | None = None) -> Diagram | None:
    """For exactly two required parties, else None. All red lines are set aside; the named deals say what they recognise."""
    from parley.deals.examples import diverse
    from parley.deals.frontier import frontier
    from parley.deals.solutions import solutions

    if len(evaluator.base.required) != 2:
        return None
    ask = Ask(kind, red_lines="none")
    p = problem(evaluator.case(view), evaluator.medians(view), ask)
    front = frontier(p)
    points = front.points
    if len(points) > FRONTIER:
        kept = np.unique(np.linspace(0, len(points) - 1, FRONTIER).round().astype(int))
        points = tuple(points[i] for i in kept)
    found = solutions(p)
    named = [("Nash point", found.nash), ("Kalai–Smorodinsky point", found.kalai_smorodinsky)]
    marks = [_point(evaluator, p, label, at.deal, True) for label, at in named if at is not None]
    for i, deal in enumerate(diverse(p, k=3), start=1):
        marks.append(_point(evaluator, p, f"example {i}", deal, False))
    if not marks:
        nearest = evaluator.evaluate(view, ask, n=0).point.example
        if nearest is not None:
            marks.append(_point(evaluator, p, "nearest to a zone", nearest, False))
    r = evaluator.evaluate(view, ask).reservations
    at = p.reservation[0]
    low, high = (at, at) if r is None else (np.quantile(r, 0.05, axis=0), np.quantile(r, 0.95, axis=0))
    return Diagram(
        kind=kind,
        view=view,
        parties=(p.parties[0], p.parties[1]),
        frontier=tuple(_point(evaluator, p, "", point.deal, True) for point in points),
        deals=_cloud(p, evaluator.seed),
        reservation=(float(at[0]), float(at[1])),
        reservation_range=((float(low[0]), float(high[0])), (float(low[1]), float(high[1]))),
        named=tuple(marks),
        over=front.over,
    )


def _point(evaluator: Evaluator, p: DealProblem, label: str, deal: tuple[int, ...], on_frontier: bool) -> DiagramPoint:
    from parley.deals.values import values_of

    names = dict(deal_names(p, deal))
    v = values_of(p, np.asarray([deal], dtype=np.int64))[0, 0]
    conquest = any(evaluator.base.issues[issue].options[option].recognises_conquest for issue, option in names.items())
    return DiagramPoint(label, (float(v[0]), float(v[1])), names, on_frontier, conquest)


def _cloud(p: DealProblem, seed: int) -> tuple[tuple[float, float], ...]:
    from parley.deals.values import matches, values_of

    rng = generator(seed, "cloud", *p.issues)
    deals = np.stack([rng.integers(0, len(options), CLOUD * 3) for options in p.options], axis=1)
    deals = np.unique(deals, axis=0)
    for pattern in p.forbidden:
        deals = deals[~matches(pattern, deals)]
    if len(deals) > CLOUD:
        deals = deals[np.sort(rng.choice(len(deals), CLOUD, replace=False))]
    values = values_of(p, deals)[0]
    return tuple((round(float(a), 3), round(float(b), 3)) for a, b in values)
