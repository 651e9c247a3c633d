"""What waiting for a settlement is worth to each side, apart from R: posed from the case, answered by its model of no-deal."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from parley.case.paths import Openness
from parley.case.types import Case
from parley.nodeal.build import faults_of
from parley.nodeal.record import Mind, Waited
from parley.nodeal.registry import record


def waiting(case: Case, kind: str | None = None, red_lines: str = "weighed") -> Mapping[str, Waited]:
    """Party → :class:`Waited`, at the medians. Empty where the model has no rule for it or cannot say, where the parties whose consent is needed
    are not the two sides, and where the deal leaves the war going on.
    """
    from parley.case.chance.sampling import medians
    from parley.deals.frontier import frontier
    from parley.model.compose import kind_of, problem
    from parley.model.modes import check_modes
    from parley.model.no_deal import asked, setting, war

    check_modes(case, "own", red_lines)
    rule = record(case.no_deal_model).waiting
    if rule is None:
        return {}
    draws = medians(case)
    model, parties, _ = war(case, draws)
    sides = setting(case).sides
    if set(parties) != set(sides) or kind_of(case, kind).basis == "no_deal":
        return {}
    posed = problem(case, draws, kind, "own", red_lines)  # type: ignore[arg-type]
    points = [p.values for p in frontier(posed, over="admissible").points]
    order = [posed.parties.index(p) for p in parties]
    deals = np.array(points, dtype=np.float64).reshape(-1, len(posed.parties))[:, order]
    minds = [_mind(case, p, p == sides[0]) for p in parties]
    asks = np.array([float(asked(draws, p)[0]) for p in parties])
    with faults_of(model.name):
        found = rule(model, deals, minds, asks)
    return dict(zip(parties, found, strict=True)) if found else {}


def _mind(case: Case, party: str, is_a: bool) -> Mind:
    from parley.model.no_deal import believed, middle

    good = middle(case, Openness(party), 1.0)
    bad = middle(case, Openness(party, bad=True), good)
    return Mind(believed(case, party), good if is_a else bad, bad if is_a else good)
