"""Where one deal stands to the frontier: whether another betters it for somebody at no cost to others, and by how much."""

from __future__ import annotations

import numpy as np

from parley.deals.problem import DealProblem
from parley.insight.views.deal_results import OnFrontier


def on_frontier(p: DealProblem, x: tuple[int, ...]) -> OnFrontier:
    """Where a deal stands to the frontier at the first draw of ``p``: whether another deal is better for somebody and worse
    for nobody, and how much all could gain at once. Over the admissible deals; over the possible ones where the deal itself
    crosses a line that holds or misses a floor."""
    from parley.deals.frontier import frontier
    from parley.deals.listing import crossings, floors_met, holding
    from parley.deals.values import by_holding, values_of
    from parley.deals.verdict import ROUNDING
    from parley.model.compose import deal_names

    at = np.array([x])
    inside = floors_met(p, at, 0)[0] and not crossings(p, at)[:, list(holding(p, 0))].any()
    front = frontier(p, over="admissible" if inside else "possible")
    v = values_of(p, at)[0, 0]
    unit = np.where(p.scale > 0, p.scale, 1.0)
    points = np.array([point.values for point in front.points], dtype=np.float64).reshape(-1, len(p.parties))
    gain = (points - v) / unit
    near = p.tolerance + ROUNDING * (1.0 + np.abs(v) / unit).max()
    better = (gain >= -near).all(axis=1) & (gain > near).any(axis=1)
    if not better.any():
        return OnFrontier(front.over, True, 0.0, None, {}, {}, front.exact, front.method)
    least = np.where(better, gain.min(axis=1), -np.inf)
    best = int(np.lexsort((-gain.sum(axis=1), -np.round(least, 12)))[0])
    return OnFrontier(
        over=front.over,
        efficient=False,
        distance=max(0.0, float(least[best])),
        better=dict(deal_names(p, front.points[best].deal)),
        gains=dict(zip(p.parties, (points[best] - v).tolist(), strict=True)),
        firmer=dict(zip(p.parties, by_holding(p, np.array([x, front.points[best].deal]))[0, 0].tolist(), strict=True)),
        exact=front.exact,
        method=front.method,
    )
