"""How far a question was put to doubt: of the numbers that can move its answer, how many were given a range.

A number written without a range says that no doubt about it was stated; it was held still wherever the others were varied. A share
over ranges, or "no single judgement turns the answer", says nothing about it. The ends of a party's own scale (a score of 0 or 100,
with which the anchors are named) are no judgements, and are counted apart.
"""

from __future__ import annotations

from parley.case.paths import Line, Score, parse
from parley.case.types import Case, Judgement
from parley.insight.asking.evaluator import Ask
from parley.insight.asking.relevance import bears
from parley.insight.sensitivity.doubt import Doubt

ANCHORS = (0.0, 100.0)


def is_anchor(judgement: Judgement) -> bool:
    """Whether a number is an end of a party's own scale: a score of 0 or 100, by which the points are defined."""
    d = judgement.distribution
    return d is not None and d.is_point and d.median in ANCHORS and isinstance(parse(judgement.path), Score)


def used(case: Case, *asked: Ask) -> tuple[Judgement, ...]:
    """The numbers that somebody wrote and that can move the answer to any of ``asked``, in file order, without the ends of scales."""
    return tuple(
        j
        for path, j in case.judgements.items()
        if j.origin != "default"
        and j.distribution is not None
        and not is_anchor(j)
        and any(bears(case, path, ask) for ask in asked)
    )


def unvaried(case: Case, *asked: Ask) -> Doubt:
    """Of the numbers that ``asked`` rests on, which have a range and which have none. ``case``: as it stands under a view."""
    return doubt_of(used(case, *asked))


def doubt_of(judgements: tuple[Judgement, ...]) -> Doubt:
    """The same of any numbers."""
    points = tuple(j.path for j in judgements if j.distribution is not None and j.distribution.is_point)
    lines = [j.distribution.median for j in judgements if j.distribution and isinstance(parse(j.path), Line)]
    ranged = tuple(j.path for j in judgements if j.path not in set(points))
    return Doubt(ranged, points, any(0.0 < chance < 1.0 for chance in lines))
