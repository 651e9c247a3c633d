"""Which red lines hold in which draw, and conjunctions of options as the deal engines read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parley.case import paths
from parley.case.paths import Toughness
from parley.case.types import Kind, Match
from parley.deals.problem import Bools, Pattern

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws


def line_holds(draws: Draws, line: str, party: str) -> Bools:
    """(n,): whether the line holds in each draw.

    A one-factor Gaussian copula with correlation ``toughness.PARTY`` makes a party's lines stand or fall together; at
    the medians a line counts from a probability of one half.
    """
    judged, shared = paths.Line(line), Toughness(party)
    p = draws.get(judged)
    if draws.method == "medians":
        return np.asarray(p >= 0.5, dtype=np.bool_)
    from scipy.special import ndtr, ndtri

    rho = np.clip(draws.get(shared), 0.0, 1.0)
    factor, own = ndtri(draws.uniform(shared.factor)), ndtri(draws.uniform(judged.event))
    u = ndtr(np.sqrt(rho) * factor + np.sqrt(1.0 - rho) * own)
    return np.asarray(u < p, dtype=np.bool_)


def pattern(kind: Kind, match: Match) -> Pattern | None:
    """A conjunction over the kind's own options; None where no deal of the kind can match it."""
    parts: list[tuple[int, frozenset[int]]] = []
    for issue, options in match.items():
        if issue not in kind.issues:
            return None  # the deal says nothing about this issue
        mine = kind.only[issue]
        chosen = frozenset(i for i, option in enumerate(mine) if option in options)
        if not chosen:
            return None
        parts.append((kind.issues.index(issue), chosen))
    return tuple(parts)
