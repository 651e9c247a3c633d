"""Reference points over listed deals: Nash, Kalai–Smorodinsky, egalitarian, utilitarian."""

from __future__ import annotations

import numpy as np

from parley.deals.budget import DEFAULT, Budget
from parley.deals.frontier import frontier
from parley.deals.problem import DealProblem
from parley.deals.results import Frontier, Points, Solutions
from parley.deals.verdict import thresholds
from parley.deals.zone import one_draw


def solutions_on(front: Frontier, reservation: np.ndarray, least: np.ndarray) -> Solutions:
    """The four points on a given frontier. ``reservation`` R and ``least`` acceptable V are (P,)."""
    if not len(front.points):
        return Solutions(None, None, None, None)
    points = front.points
    values = points.values if isinstance(points, Points) else np.array([point.values for point in points])
    utilitarian = front.points[int(values.sum(axis=1).argmax())]
    in_zone = np.flatnonzero((values >= least).all(axis=1))
    if front.over != "admissible" or not len(in_zone):
        return Solutions(None, None, None, utilitarian)
    gains = np.maximum(values[in_zone] - reservation, 0.0)
    ideal = gains.max(axis=0)
    normalised = gains / np.where(ideal > 0, ideal, 1.0)
    normalised[:, ideal <= 0] = 1.0

    def best(key: np.ndarray) -> int:
        tied = np.flatnonzero(key >= key.max() * (1 - 1e-12) - 1e-300)
        return int(in_zone[tied[gains[tied].sum(axis=1).argmax()]])

    return Solutions(
        nash=front.points[best(gains.prod(axis=1))],
        kalai_smorodinsky=front.points[best(normalised.min(axis=1))],
        egalitarian=front.points[best(gains.min(axis=1))],
        utilitarian=utilitarian,
    )


def solutions(problem: DealProblem, draw: int = 0, *, budget: Budget = DEFAULT) -> Solutions:
    """Nash, Kalai–Smorodinsky, egalitarian and utilitarian points of one draw (see :func:`solutions_on`)."""
    front = frontier(problem, draw, budget=budget)
    single = one_draw(problem, draw)
    return solutions_on(front, single.reservation[0], thresholds(single)[0])
