"""One offer under private information: the trade-off of risk and return.

Fearon (1995) for uncertain costs; Powell (1996, 1999) for the rule of disparity, here a model in their style. Proposer A demands
a share x; B of type t accepts iff x ≤ p_t + c_t. Shares of the pie [0, 1]; functions broadcast.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from parley.nodeal.arrays import Floats, within


class Demand(NamedTuple):
    """A's best demand: its excess over p, the chance of war that it runs, and what it is worth to A."""

    excess: Floats
    war: Floats
    value: Floats


def uniform_cost(p: ArrayLike, c_a: ArrayLike, highest: ArrayLike) -> Demand:
    """B's cost uniform on [0, C]: demand p + z*, z* = (C − c_A)/2; Pr(war) = z*/C; value p + z*²/C (Fearon 1995).

    Where c_A ≥ C, A demands p and there is no war. The chance of war does not depend on p.
    """
    prob, own = within("p", p, 0, 1), within("c_a", c_a, 0, np.inf)
    top = within("highest", highest, np.finfo(float).tiny, np.inf)
    excess = np.maximum(top - own, 0) / 2
    return Demand(excess, excess / top, prob + excess**2 / top)


def risky_if_costs(c_tough: ArrayLike, c_weak: ArrayLike, c_a: ArrayLike) -> Floats:
    """Least Pr(weak) at which A risks the high demand, two types by cost c_t < c_w: (c_t + c_A)/(c_w + c_A). Then Pr(war) = 1 − q."""
    tough, weak, own = (within("costs", c, 0, np.inf) for c in (c_tough, c_weak, c_a))
    result: Floats = (tough + own) / (weak + own)
    return result


def risky_if_strength(p_weak: ArrayLike, p_strong: ArrayLike, c_a: ArrayLike, c_b: ArrayLike) -> Floats:
    """Least Pr(weak) at which A demands p_w + c_B, two types by strength: (c_A + c_B)/(Δ + c_A + c_B), Δ = p_w − p_s."""
    total = within("c_a", c_a, 0, np.inf) + within("c_b", c_b, 0, np.inf)
    result: Floats = total / (within("p_weak", p_weak, 0, 1) - within("p_strong", p_strong, 0, 1) + total)
    return result


def disparity_war(p_d: ArrayLike, status_quo: ArrayLike, c_s: ArrayLike, highest: ArrayLike) -> Floats:
    """Pr(war) = min{(C − c_S)/(2C), max(0, p_D − q)/C}: satisfied S offers, D's cost uniform on [0, C] (in the style of Powell 1996).

    War needs a disparity between power p_D and share q of the status quo.
    """
    top = within("highest", highest, np.finfo(float).tiny, np.inf)
    bold = np.maximum(top - within("c_s", c_s, 0, np.inf), 0) / (2 * top)
    gap = np.maximum(within("p_d", p_d, 0, 1) - within("status_quo", status_quo, 0, 1), 0) / top
    result: Floats = np.minimum(bold, gap)
    return result
