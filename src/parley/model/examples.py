"""Which deal is shown as the example of a zone test. See :func:`shown`."""

from __future__ import annotations

import numpy as np

from parley.case.consent import mark_of
from parley.case.paths import Line
from parley.case.types import Case
from parley.deals.examples import Preference, example
from parley.deals.problem import DealProblem
from parley.deals.results import ZoneResult

NEARLY = 1e-6
"""A line that holds for certain is taken to give way with this chance, so that crossing one such is better than two."""


def preference(case: Case, kind: str, problem: DealProblem) -> Preference:
    """What makes one deal of a kind a better example than another, under the view that ``case`` stands in: each declared line
    by the median chance that it holds, and the options marked in law."""
    from parley.case.chance.sampling import medians
    from parley.model.compose import kind_of, red_line_arrays

    middle = medians(case)
    lines, _ = red_line_arrays(case, middle, kind_of(case, kind), "declared")
    chances = [float(middle.get(Line(line.name))[0]) for line in lines]
    cost = -np.log(np.maximum(1.0 - np.array(chances, dtype=np.float64), NEARLY))
    marked = (
        (j, frozenset(o for o, key in enumerate(options) if mark_of(case, issue, key) is not None))
        for j, (issue, options) in enumerate(zip(problem.issues, problem.options, strict=True))
    )
    return Preference(lines, cost, tuple(pair for pair in marked if pair[1]))


def shown(case: Case, kind: str, problem: DealProblem, found: ZoneResult) -> tuple[int, ...] | None:
    """The deal to show for a zone test at the medians (:func:`parley.deals.examples.example`); None where there is no deal."""
    return example(problem, found, preference(case, kind, problem))
