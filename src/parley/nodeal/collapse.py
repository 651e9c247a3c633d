"""Battles that may end the war by collapse, in the style of Powell (2004).

Each round of fighting A collapses with chance k_A, B with k_B (not both), else another round follows. K = k_A + k_B.
Functions of the pie [0, 1] broadcast; the model :class:`Collapse` is in points and months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal import observing
from parley.nodeal.arrays import Floats, finite, holder_indexes, within
from parley.nodeal.protocol import Parameter
from parley.nodeal.record import SHARED, WORTH, Learning, Observed, Reader, Record, Setting, points, probability


class Finish(NamedTuple):
    """Fight to the finish: each side's value, Pr(A wins), rounds expected, width of the bargaining range."""

    value_a: Floats
    value_b: Floats
    a_wins: Floats
    rounds: Floats
    width: Floats


def _hazards(k_a: ArrayLike, k_b: ArrayLike) -> tuple[Floats, Floats, Floats]:
    a, b = within("hazard of A's collapse", k_a, 0, 1), within("hazard of B's collapse", k_b, 0, 1)
    total = a + b
    if (total > 1 + 1e-12).any():
        raise InputError.one("the hazards of both collapses together must not exceed 1")
    if (total <= 0).any():
        raise InputError.one("a war in which nobody can collapse never ends", hint="give one side a hazard above 0")
    return a, b, total


def finish(k_a: ArrayLike, k_b: ArrayLike, c_a: ArrayLike, c_b: ArrayLike) -> Finish:
    """V_A = (k_B − c_A)/K, V_B = (k_A − c_B)/K, Pr(A wins) = k_B/K, E[rounds] = 1/K, width (c_A + c_B)/K; costs per round."""
    a, b, total = _hazards(k_a, k_b)
    ca, cb = finite("c_a", c_a), finite("c_b", c_b)
    return Finish((b - ca) / total, (a - cb) / total, b / total, 1 / total, (ca + cb) / total)


def discounted_value(
    other_collapses: ArrayLike, own_collapses: ArrayLike, flow: ArrayLike, cost: ArrayLike, patience: ArrayLike
) -> Floats:
    """[(1 − β)(b − c) + β k] / [1 − β(1 − K)]: discounted average; b the side's share while fighting, k the other's hazard."""
    _, b, total = _hazards(own_collapses, other_collapses)
    beta = within("patience", patience, 0, 1)
    result: Floats = ((1 - beta) * (finite("flow", flow) - finite("cost", cost)) + beta * b) / (1 - beta * (1 - total))
    return result


def discounted_surplus(
    k_a: ArrayLike, k_b: ArrayLike, flows: ArrayLike, costs: ArrayLike, patience: ArrayLike
) -> Floats:
    """(1 − β)(1 − b_A − b_B + c_A + c_B)/[1 − β(1 − K)]; ``flows`` and ``costs`` are the sums over both. Vanishes as β → 1."""
    _, _, total = _hazards(k_a, k_b)
    beta = within("patience", patience, 0, 1)
    result: Floats = (1 - beta) * (1 - finite("flows", flows) + finite("costs", costs)) / (1 - beta * (1 - total))
    return result


class Screening(NamedTuple):
    """S against D of two types: values of the types, first offer y1, and the least Pr(weak) at which screening pays."""

    value_tough: Floats
    value_weak: Floats
    first_offer: Floats
    threshold: Floats
    threshold_to_finish: Floats


def screening(k_tough: ArrayLike, k_weak: ArrayLike, k_d: ArrayLike, c_s: ArrayLike, c_d: ArrayLike) -> Screening:
    """Screen by one battle, then concede, against conceding at once (a model in the style of Powell 2004).

    S collapses with chance k_t facing tough D, k_w < k_t facing weak D; D with k_d. y1 = k_w − c_D + (1 − K_w) V_t makes weak
    indifferent. Screening pays iff q = Pr(weak) > (c_S + c_D)/[c_S + c_D + K_w (V_t − V_w)]; committed to the finish, iff
    q > ((c_S + c_D)/K_t)/[(c_S + c_D)/K_t + V_t − V_w].
    """
    kt, kw = within("k_tough", k_tough, 0, 1), within("k_weak", k_weak, 0, 1)
    kd, cs, cd = within("k_d", k_d, 0, 1), finite("c_s", c_s), finite("c_d", c_d)
    total_t, total_w = kt + kd, kw + kd
    tough, weak = (kt - cd) / total_t, (kw - cd) / total_w
    offer = kw - cd + (1 - total_w) * tough
    once = (cs + cd) / (cs + cd + total_w * (tough - weak))
    war = (cs + cd) / total_t
    return Screening(tough, weak, offer, once, war / (war + tough - weak))


def belief_after_survival(weak: ArrayLike, total_weak: ArrayLike, total_tough: ArrayLike) -> Floats:
    """Pr(weak) after a battle that nobody lost, no offer made: q(1 − K_w)/[q(1 − K_w) + (1 − q)(1 − K_t)]. Survival is news."""
    q = within("weak", weak, 0, 1)
    lives_weak = q * (1 - within("total_weak", total_weak, 0, 1))
    result: Floats = lives_weak / (lives_weak + (1 - q) * (1 - within("total_tough", total_tough, 0, 1)))
    return result


@dataclass(frozen=True)
class Collapse:
    """R_p = [(1 − δ)(level − burden) − toll + δ(k_B a_wins + k_A b_wins)] / [1 − δ(1 − K)], points; rounds are months."""

    a_collapses: Floats
    """(n, H): monthly hazard as each holder sees it."""
    b_collapses: Floats
    a_wins: Floats
    """(n, P): points to each party once B has collapsed."""
    b_wins: Floats
    level: Floats
    """(n, P): points enjoyed while the fighting lasts (weighted 1 − δ)."""
    burden: Floats
    """(n, P): taken from that level while it lasts."""
    toll: Floats
    """(n, P): points lost for good each month."""
    patience: Floats
    """(n, P): δ a month, in (0, 1]."""

    name: ClassVar[str] = "collapse"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("a_collapses", "hazard that A collapses", "n, H", "a month", 0, 1),
        Parameter("b_collapses", "hazard that B collapses", "n, H", "a month", 0, 1),
        Parameter("a_wins", "worth of B's collapse", "n, P", "points", -np.inf, np.inf),
        Parameter("b_wins", "worth of A's collapse", "n, P", "points", -np.inf, np.inf),
        Parameter("level", "level while the fighting lasts", "n, P", "points", -np.inf, np.inf),
        Parameter("burden", "taken from that level", "n, P", "points", 0, np.inf),
        Parameter("toll", "lost for good", "n, P", "points a month", 0, np.inf),
        Parameter("patience", "discount factor", "n, P", "a month", 0, 1),
    )
    end_names: ClassVar[tuple[str, ...]] = ("A wins", "B wins")

    def __post_init__(self) -> None:
        _hazards(self.a_collapses, self.b_collapses)
        within("patience", self.patience, 0, 1)
        within("burden", self.burden, 0, np.inf)
        within("toll", self.toll, 0, np.inf)

    def reservation(self, holders: Sequence[int]) -> Floats:
        """R in points, (n, P)."""
        index = holder_indexes(holders, self.a_wins.shape[1], self.a_collapses.shape[1])
        ka, kb = self.a_collapses[:, index], self.b_collapses[:, index]
        month = (1 - self.patience) * (self.level - self.burden) - self.toll
        ending = self.patience * (kb * self.a_wins + ka * self.b_wins)
        result: Floats = (month + ending) / (1 - self.patience * (1 - ka - kb))
        return result

    def ends(self, holder: int) -> Floats:
        """(n, 2): A wins, B wins."""
        ka, kb = self.a_collapses[:, holder], self.b_collapses[:, holder]
        return np.stack([kb, ka], axis=-1) / (ka + kb)[:, None]

    def duration(self, holder: int) -> Floats:
        """1/K months, (n,)."""
        result: Floats = 1 / (self.a_collapses[:, holder] + self.b_collapses[:, holder])
        return result

    def cost(self, holder: int) -> Floats:
        """[(1 − δ) burden + toll] / [1 − δ(1 − K)], (n, P)."""
        total = (self.a_collapses[:, holder] + self.b_collapses[:, holder])[:, None]
        result: Floats = ((1 - self.patience) * self.burden + self.toll) / (1 - self.patience * (1 - total))
        return result


HAZARD_MONTHS = 24.0
"""Months that a stated hazard of collapse is worth: prior weight against months survived."""


def _build(read: Reader) -> Collapse:
    a, b = read.beliefs("a-collapses"), read.beliefs("b-collapses")
    # at most one side collapses in a month: hazards moved so far that together they exceed 1 are brought to that sum
    both = np.maximum(a + b, 1.0)
    return Collapse(
        a / both, b / both, read.values("a-wins"), read.values("b-wins"),
        read.values("level"), read.party("costs"), read.party("tolls"), read.party("patience"),
    )  # fmt: skip


def _learn(beliefs: Mapping[str, float], what: Observed) -> Mapping[str, float]:
    return {k: float(observing.hazard(v, HAZARD_MONTHS, what.seen, what.openness)) for k, v in beliefs.items()}


def _chance(beliefs: Mapping[str, float], end: int, setting: Setting) -> float | None:
    ours, theirs = beliefs.get("a-collapses"), beliefs.get("b-collapses")
    if ours is None or theirs is None or ours + theirs == 0:
        return None
    wins = theirs / (ours + theirs)
    return wins if end == 0 else 1 - wins


RECORD = Record(
    name="collapse",
    title="each month one side may collapse (in the style of Powell 2004)",
    build=_build,
    beliefs=(
        probability("a-collapses", "{whose} belief that {a} collapses", monthly=True, brief="what {party} expect{s}"),
        probability("b-collapses", "{whose} belief that {b} collapses", monthly=True, brief="what {party} expect{s}"),
    ),
    values=(
        points("a-wins", "what {b}’s collapse is worth to {party}", **WORTH),
        points("b-wins", "what {a}’s collapse is worth to {party}", **WORTH),
        points("level", "what life is worth to {party} while the fighting lasts", **WORTH),
    ),
    by_party=SHARED,
    learning=Learning(("a-collapses", "b-collapses"), _learn),
    chance=_chance,
    clock=True,
)
