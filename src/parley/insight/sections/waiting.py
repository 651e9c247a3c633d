"""What a course that waits costs while it does: a month of going on costs what the case says, whoever lets it pass.

For a party: months · ``outlook.costs`` (points a month; where the model of no-deal has a clock, what its next month takes
instead) and months · ``no_deal.rates`` (units of the case's own, lives or money). The ends of a range are those of its
factors multiplied: 3 months at 10,000 to 15,000 casualties are 30,000 to 45,000. What waiting costs is lost whether a deal
follows or not, so it moves no zone; a deal reached then is worth that much less than the same deal now.
"""

from __future__ import annotations

import numpy as np

from parley.case.paths import Outlook, Rate, of
from parley.case.types import Course
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.courses import Amount, Waiting, WaitingCost
from parley.model.no_deal import leaned_on
from parley.nodeal.build import faults_of
from parley.nodeal.protocol import Paying

DRAWN = 200
"""Draws over which a month's cost by the model is looked at."""


def waiting(evaluator: Evaluator, course: Course) -> Waiting | None:
    """How long the course waits and what that costs each principal and ratifier; None where it does not wait."""
    if course.waits is None or course.waits.distribution is None:
        return None
    case, months = evaluator.base, Amount.of(course.waits.distribution)
    monthly = _by_model(evaluator)
    costs = []
    for party in case.required:
        leant = leaned_on(case, party)  # a ratifier that states none bears its principal's
        month = monthly.get(party) or _stated(evaluator, str(Outlook("costs", party)))
        if month is None and leant:
            month = _stated(evaluator, str(Outlook("costs", leant)))
        units = {
            rate.key: months.times(found)
            for text, rate in of(Rate, case.judgements)
            if rate.party == party and (found := _stated(evaluator, text)) is not None
        }
        costs.append(WaitingCost(party, None if month is None else months.times(month), units))
    return Waiting(months, tuple(costs))


def _stated(evaluator: Evaluator, path: str) -> Amount | None:
    judgement = evaluator.base.judgements.get(path)
    if judgement is None or judgement.distribution is None:
        return None
    return Amount.of(judgement.distribution)


def _by_model(evaluator: Evaluator) -> dict[str, Amount]:
    """What the next month takes from each party by the model of no-deal; empty where it has no clock."""
    from parley.model.no_deal import war

    case = evaluator.base
    model, parties, _ = war(case, evaluator.medians(None))
    if not isinstance(model, Paying):
        return {}
    drawn, _, _ = war(case, evaluator.sample(None, min(evaluator.n, DRAWN) or DRAWN))
    assert isinstance(drawn, Paying)
    with faults_of(case.no_deal_model):
        middle, many = model.month()[0], drawn.month()
    low, high = np.quantile(many, 0.05, axis=0), np.quantile(many, 0.95, axis=0)
    return {party: Amount(float(middle[i]), float(low[i]), float(high[i])) for i, party in enumerate(parties)}
