"""War of attrition (Maynard Smith 1974; Hendricks, Weiss and Wilson 1988; Krishna and Morgan 1997): who gives in first, and when."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from parley.nodeal.arrays import Floats, within


class Attrition(NamedTuple):
    """Concession hazards of both sides, Pr(1 concedes first), expected duration (in the unit of the cost rates)."""

    hazard_1: Floats
    hazard_2: Floats
    first_concedes: Floats
    duration: Floats


def mixed(value_1: ArrayLike, value_2: ArrayLike, cost_1: ArrayLike, cost_2: ArrayLike) -> Attrition:
    """Complete information: i concedes at hazard λ_i = c_j/v_j; Pr(1 first) = λ₁/(λ₁ + λ₂); E duration 1/(λ₁ + λ₂).

    The side that cares more concedes faster: the known paradox of the mixed equilibrium, in which both expect 0.
    """
    tiny = np.finfo(float).tiny
    v1, v2 = within("value_1", value_1, tiny, np.inf), within("value_2", value_2, tiny, np.inf)
    c1, c2 = within("cost_1", cost_1, tiny, np.inf), within("cost_2", cost_2, tiny, np.inf)
    first, second = c2 / v2, c1 / v1
    return Attrition(first, second, first / (first + second), 1 / (first + second))


def value_of_stopping(value: ArrayLike, cost: ArrayLike, other_hazard: ArrayLike, stop: ArrayLike) -> Floats:
    """v(1 − e^{−λT}) − c(1 − e^{−λT})/λ for stopping at T against hazard λ; 0 for every T at the equilibrium hazard c/v."""
    rate = within("other_hazard", other_hazard, np.finfo(float).tiny, np.inf)
    gone = -np.expm1(-rate * within("stop", stop, 0, np.inf))
    result: Floats = within("value", value, 0, np.inf) * gone - within("cost", cost, 0, np.inf) * gone / rate
    return result


def stopping_time(value: ArrayLike) -> Floats:
    """Private values uniform on [0, 1], unit cost rate: t(v) = −v − ln(1 − v), from t(v) = ∫₀^v x f(x)/(1 − F(x)) dx."""
    v = within("value", value, 0, 1 - 1e-12)
    result: Floats = -v - np.log1p(-v)
    return result
