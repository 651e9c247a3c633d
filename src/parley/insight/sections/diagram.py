"""The deal diagram of a kind under a view: frontier, a cloud of deals, both no-deal values, a few named deals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parley.case.consent import mark_words, marks
from parley.case.types import Case
from parley.core.seeds import generator
from parley.deals.problem import DealProblem, Floats
from parley.deals.results import Frontier, FrontierPoint
from parley.insight.asking.evaluator import Ask, Evaluator, problem
from parley.insight.results.assessment import Diagram, DiagramPoint
from parley.insight.sections.kinds import crossings
from parley.insight.sections.two_levels import without
from parley.model.compose import deal_names

CLOUD = 300
"""Deals drawn for the cloud."""
FRONTIER = 60
"""Points of the frontier that a picture can tell apart."""


def kept_diagram(evaluator: Evaluator, kind: str) -> Diagram | None:
    """:func:`diagram` of the base case, from the cache where nothing that it read has changed; None unless there are two
    principals."""
    return evaluator.kept(diagram, kind, as_=Diagram) if len(axes(evaluator.base)) == 2 else None


def axes(case: Case) -> tuple[str, ...]:
    """The parties whose values span a diagram: the principals. What a ratifier would pass is told in words (two levels)."""
    return tuple(party for party in case.required if case.parties[party].role == "principal")


def spanned(case: Case, p: DealProblem) -> DealProblem:
    """The problem of the principals alone: ratifiers set aside."""
    for party in case.required:
        if case.parties[party].role != "principal":
            p = without(p, p.parties.index(party))
    return p


def diagram(evaluator: Evaluator, kind: str, view: str | None = None) -> Diagram:
    """For exactly two principals; ratifiers are set aside, and the caption says so. All red lines are set aside; the named deals say
    what they recognise."""
    from parley.deals.examples import diverse
    from parley.deals.frontier import frontier
    from parley.model.examples import preference, shown

    ask = Ask(kind, red_lines="none")
    p = spanned(evaluator.base, problem(evaluator.case(view), evaluator.medians(view), ask))
    front = frontier(p)
    marks = [_point(evaluator, p, label, point.deal, True) for label, point in fair_points(p)]
    for i, deal in enumerate(diverse(p, k=3, preference=preference(evaluator.case(view), kind, p)), start=1):
        marks.append(_point(evaluator, p, f"example {i}", deal, False))
    if not marks:
        e = evaluator.evaluate(view, ask, n=0)
        nearest = shown(evaluator.case(view), kind, e.point_problem, e.point)
        if nearest is not None:
            marks.append(_point(evaluator, p, "nearest to a zone", nearest, False))
    r = evaluator.evaluate(view, ask).reservations
    if r is not None:
        r = r[:, [evaluator.base.required.index(party) for party in p.parties]]
    at = p.reservation[0]
    return Diagram(
        kind=kind,
        view=view,
        parties=(p.parties[0], p.parties[1]),
        frontier=tuple(_point(evaluator, p, "", point.deal, True) for point in thinned(front)),
        deals=_cloud(p, evaluator.seed),
        reservation=(float(at[0]), float(at[1])),
        reservation_range=bands(at[None, :] if r is None else r),
        named=tuple(marks),
        over=front.over,
        aside=tuple(party for party in evaluator.base.required if party not in p.parties),
    )


def thinned(front: Frontier) -> Sequence[FrontierPoint]:
    """The points of a frontier, evenly left out where there are more than a picture can tell apart."""
    points = front.points
    if len(points) <= FRONTIER:
        return points
    return tuple(points[i] for i in np.unique(np.linspace(0, len(points) - 1, FRONTIER).round().astype(int)))


def fair_points(p: DealProblem) -> tuple[tuple[str, FrontierPoint], ...]:
    """The solutions that a diagram names, with their names."""
    from parley.deals.solutions import solutions

    found = solutions(p)
    named = (("Nash point", found.nash), ("Kalai–Smorodinsky point", found.kalai_smorodinsky))
    return tuple((label, point) for label, point in named if point is not None)


def bands(reservations: Floats) -> tuple[tuple[float, float], tuple[float, float]]:
    """5th to 95th percentile of both parties' no-deal values; ``reservations`` (n, 2)."""
    low, high = np.quantile(reservations, 0.05, axis=0), np.quantile(reservations, 0.95, axis=0)
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))


def _point(evaluator: Evaluator, p: DealProblem, label: str, deal: tuple[int, ...], on_frontier: bool) -> DiagramPoint:
    from parley.deals.values import values_of

    names = dict(deal_names(p, deal))
    v = values_of(p, np.asarray([deal], dtype=np.int64))[0, 0]
    marked = marks(evaluator.base, names)
    conquest = any(mark.recognises_conquest for mark in marked)
    crosses = crossings(evaluator.base, names) if label else None
    return DiagramPoint(
        label, (float(v[0]), float(v[1])), names, on_frontier, conquest, marks=mark_words(marked), crosses=crosses
    )


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
