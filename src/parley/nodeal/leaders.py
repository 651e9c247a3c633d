"""Leaders who lose office with the war, in the style of Downs and Rocke (1994) and Goemans (2000).

The leader values office at R, keeps it with chance s(x) if it settles for x now, and with chance π if it fights on at cost c.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.nodeal.arrays import Floats, finite, within


def least_survival(rescue: ArrayLike, cost: ArrayLike, office: ArrayLike = 1.0) -> Floats:
    """s* = π − c/R: a leader settles only where it keeps office at least this surely. Cut to [0, 1]."""
    chance, worth = within("rescue", rescue, 0, 1), within("office", office, np.finfo(float).tiny, np.inf)
    result: Floats = np.clip(chance - finite("cost", cost) / worth, 0, 1)
    return result


def fights_on(survival: ArrayLike, rescue: ArrayLike, cost: ArrayLike, office: ArrayLike = 1.0) -> NDArray[np.bool_]:
    """True where πR − c > s(x)R: gambling for survival."""
    worth = within("office", office, np.finfo(float).tiny, np.inf)
    settle = within("survival", survival, 0, 1) * worth
    result: NDArray[np.bool_] = within("rescue", rescue, 0, 1) * worth - finite("cost", cost) > settle
    return result


def leader_reservation(country: ArrayLike, private: ArrayLike, weight: ArrayLike) -> Floats:
    """(1 − w) R_country + w R_leader in points: a party whose leader's office weighs w in its choice."""
    share = within("weight", weight, 0, 1)
    result: Floats = (1 - share) * finite("country", country) + share * finite("private", private)
    return result
