"""Threats and costly signals, in the style of Fearon (1994, 1997).

Challenger's payoff from war w is uniform on [−W, 0]; the prize is 1 if the target concedes; backing down after a threat costs it
a (audience cost); the target loses s by conceding and c_T > s in war. F = a/W.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, finite, within


class Threats(NamedTuple):
    """Share of bluffers that threaten, chance of resistance, of a threat, of war."""

    bluffing: Floats
    resisted: Floats
    threat: Floats
    war: Floats


def audience_costs(audience: ArrayLike, widest: ArrayLike, stake: ArrayLike, target_cost: ArrayLike) -> Threats:
    """β = F(c_T/s − 1)/(1 − F), ρ = 1/(1 + a), Pr(threat) = F c_T/s, Pr(war) = F/(1 + a), where F ≤ s/c_T.

    Above that a threat is credible enough that the target always concedes: every type threatens (β = 1), ρ = 0, no war. At
    F = 0 nothing is at stake in backing down.
    """
    a, wide = within("audience", audience, 0, np.inf), within("widest", widest, np.finfo(float).tiny, np.inf)
    s, c = within("stake", stake, np.finfo(float).tiny, np.inf), finite("target_cost", target_cost)
    if (c <= s).any():
        raise InputError.one("the target's cost of war must exceed what it loses by conceding")
    genuine = np.minimum(a / wide, 1.0)
    concedes = genuine > s / c
    safe = np.where(concedes, 0.0, genuine)
    bluffing = np.where(concedes, 1.0, safe * (c / s - 1) / (1 - safe))
    resisted = np.where(concedes, 0.0, 1 / (1 + a))
    threat = np.where(concedes, 1.0, genuine * c / s)
    return Threats(bluffing, resisted, threat, resisted * genuine)


def least_sunk_cost(share_if_believed: ArrayLike, share_if_not: ArrayLike) -> Floats:
    """m* = the weak type's gain from being believed: the least sunk cost that only a strong type is ready to pay.

    There is no separation where both types gain equally and the strong has no better alternative: it would pay exactly as much.
    """
    result: Floats = np.maximum(
        finite("share_if_believed", share_if_believed) - finite("share_if_not", share_if_not), 0
    )
    return result
