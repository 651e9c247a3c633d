"""Readiness of each party, for any rows of judgements: a labelled heuristic, separate from the zone (Pruitt 2005).

    motivation_p = (best_p − R_p) / (best_p − worst_p)      how far going on is expected to fall short of what p hopes for
    optimism_p   = nearness_p · (1 − mean probability that the others' lines hold)  a way out, and somebody willing
    nearness_p   = ½ − ½ · shortfall seen by p / 0.1, cut to 0…1                  one half at the brink of a zone
    readiness_p  = √(motivation_p · optimism_p)

best_p and worst_p: the values to p of its best and worst outcome of going on; R_p by p's own beliefs, costs counted;
the shortfall is that of the main kind with p's beliefs given to all and the lines set aside. After Zartman (perceived hurting
stalemate, perceived way out) and Pruitt (motivation times optimism): the theories fix signs, not sizes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import EndValue, Line, of
from parley.case.types import Case
from parley.deals.problem import Floats
from parley.insight.asking.evaluator import Ask, zones
from parley.model.no_deal import leaned_on

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

REACH = 0.1
"""A shortfall of this share of the range or more is no way out; as much to spare is a clear one."""


def motivation(case: Case, draws: Draws, party: str) -> Floats:
    """(n,): 0 (going on is the best that could be) to 1 (as bad as its worst outcome, or worse)."""
    from parley.model.compose import reservations

    r = reservations(case, draws, "own")[:, case.required.index(party)]
    stated = {end.party for _, end in of(EndValue, draws.paths)}
    whose = party if party in stated else leaned_on(case, party)
    worth = np.stack([draws.get(text) for text, end in of(EndValue, draws.paths) if end.party == whose], axis=1)
    best, worst = worth.max(axis=1), worth.min(axis=1)
    spread = np.where(best > worst, best - worst, 1.0)
    return np.asarray(np.clip((best - r) / spread, 0.0, 1.0))


def optimism(case: Case, draws: Draws, party: str) -> Floats:
    """(n,): 0 (no deal in sight as the party sees everybody, or nobody to make it with) to 1."""
    found = zones(case, draws, Ask(case.main_kind, beliefs=party, red_lines="none"))
    short = np.where(np.isnan(found.shortfall), np.inf, found.shortfall)
    nearness = np.clip(0.5 - 0.5 * short / REACH, 0.0, 1.0)
    lines = [
        draws.get(Line(key))
        for key, line in case.red_lines.items()
        if line.party in case.required and line.party != party
    ]
    willing = 1.0 - np.mean(lines, axis=0) if lines else 1.0
    return np.asarray(nearness * willing)


def readiness(case: Case, draws: Draws, party: str) -> Floats:
    """(n,): 0 to 1."""
    from parley.nodeal.ripeness import readiness as combined

    return combined(motivation(case, draws, party), optimism(case, draws, party))
