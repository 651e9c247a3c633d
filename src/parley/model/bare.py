"""The deals of a case before any number: what its kinds, rules and declared lines leave, whatever the parties value."""

from __future__ import annotations

import numpy as np

from parley.case.chance.sampling import Draws
from parley.case.types import Case
from parley.deals.problem import DealProblem
from parley.model.compose import forbidden_patterns, kind_of, red_line_arrays


def bare(case: Case, kind: str | None = None) -> DealProblem:
    """One kind of deal with its rules and all declared lines, every deal worth as much as no deal to everybody.

    For what needs no number: which lines collide, how many deals cross none. Its values say nothing.
    """
    chosen = kind_of(case, kind)
    parties, options = len(case.required), sum(len(chosen.only[issue]) for issue in chosen.issues)
    lines, holds = red_line_arrays(case, _no_numbers(), chosen, "declared")
    return DealProblem(
        parties=case.required,
        issues=chosen.issues,
        options=tuple(tuple(chosen.only[issue]) for issue in chosen.issues),
        values=np.zeros((1, parties, options)),
        offset=np.zeros((1, parties)),
        reservation=np.zeros((1, parties)),
        scale=np.ones(parties),
        forbidden=tuple(forbidden_patterns(case, chosen)),
        lines=lines,
        lines_hold=holds if lines else None,
    )


def _no_numbers() -> Draws:
    """One row without a number in it."""
    return Draws(
        values=np.zeros((1, 0)),
        paths=(),
        seed=0,
        method="medians",
        replicates=1,
        replicate=np.zeros(1, dtype=np.int8),
        uniforms=np.full((1, 1), 0.5),
        names={},
        columns={},
    )
