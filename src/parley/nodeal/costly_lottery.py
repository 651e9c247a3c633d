"""War as a costly lottery, and the bargaining range that it leaves.

Fearon (1995), "Rationalist explanations for war". Pie = [0, 1]; x is A's share; p = Pr(A wins), the winner takes all; c_A, c_B
at least 0 are costs of war as a fraction of what the pie is worth to that side (material cost k, stake v: c = k / v).
All functions broadcast over arrays. Model: :class:`CostlyLottery`, in points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.nodeal import observing, risk
from parley.nodeal.arrays import Floats, finite, holder_indexes, within
from parley.nodeal.protocol import Parameter
from parley.nodeal.record import (
    SHARED,
    WORTH,
    Learning,
    Observed,
    Reader,
    Record,
    cost,
    even_odds,
    factor,
    points,
    probability,
)


class Range(NamedTuple):
    """A bargaining range of A's share; empty where ``low > high``."""

    low: Floats
    high: Floats

    @property
    def width(self) -> Floats:
        """high − low; negative where the range is empty."""
        result: Floats = self.high - self.low
        return result

    @property
    def empty(self) -> NDArray[np.bool_]:
        """True where no split satisfies both (beyond rounding)."""
        result: NDArray[np.bool_] = self.width < -1e-12
        return result


def costs_from_stakes(material: ArrayLike, stake: ArrayLike) -> Floats:
    """c = k / v: the same material cost weighs less on the side that cares more."""
    result: Floats = finite("material cost", material) / within("stake", stake, np.finfo(float).tiny, np.inf)
    return result


def bargaining_range(
    p_a: ArrayLike, c_a: ArrayLike, c_b: ArrayLike, p_b: ArrayLike | None = None, *, clip: bool = True
) -> Range:
    """[p_A − c_A, p_B + c_B], cut to [0, 1] where ``clip``: every split both prefer to war (Fearon 1995).

    ``p_a``, ``p_b``: each side's own Pr(A wins); ``p_b`` None: shared. Never empty under a shared p.
    """
    pa = within("p_a", p_a, 0, 1)
    pb = pa if p_b is None else within("p_b", p_b, 0, 1)
    low, high = pa - within("c_a", c_a, 0, np.inf), pb + within("c_b", c_b, 0, np.inf)
    return Range(np.maximum(low, 0), np.minimum(high, 1)) if clip else Range(low, high)


def optimism_gap(p_a: ArrayLike, p_b: ArrayLike, c_a: ArrayLike, c_b: ArrayLike) -> Floats:
    """p_A − p_B − (c_A + c_B): mutual optimism beyond what war costs. No deal exists iff it is positive."""
    gap: Floats = finite("p_a", p_a) - finite("p_b", p_b) - finite("c_a", c_a) - finite("c_b", c_b)
    return gap


def split(
    p_a: ArrayLike, c_a: ArrayLike, c_b: ArrayLike, p_b: ArrayLike | None = None, *, weight: ArrayLike = 0.5
) -> Floats:
    """A's share at the weighted Nash point with war as the threat: p_A − c_A + α (width). α = ½: the Nash split.

    α = 1: A makes a take-it-or-leave-it offer; 0: B does. Cut to [0, 1]. NaN where the range is empty.
    """
    whole = bargaining_range(p_a, c_a, c_b, p_b, clip=False)
    share = np.clip(whole.low + within("weight", weight, 0, 1) * whole.width, 0, 1)
    result: Floats = np.where(whole.empty, np.nan, share)
    return result


def dissatisfied(
    status_quo: ArrayLike, p: ArrayLike, c_a: ArrayLike, c_b: ArrayLike
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(A, B): whose share of the status quo is below its value for war. Both False: no threat of war."""
    q, prob = within("status_quo", status_quo, 0, 1), within("p", p, 0, 1)
    return q < prob - finite("c_a", c_a), q > prob + finite("c_b", c_b)


def averse_range(p: ArrayLike, c_a: ArrayLike, c_b: ArrayLike, a: ArrayLike, b: ArrayLike) -> Range:
    """Range with u_A = x^a, u_B = (1 − x)^b and costs in utils: [(p − c_A)^{1/a}, 1 − (1 − p − c_B)^{1/b}].

    a, b in (0, 1]: the lower, the more risk-averse and the wider the range. A side whose war is worth less than nothing takes
    anything.
    """
    prob = within("p", p, 0, 1)
    low = np.maximum(prob - finite("c_a", c_a), 0) ** (1 / within("a", a, 1e-6, 1))
    high = 1 - np.maximum(1 - prob - finite("c_b", c_b), 0) ** (1 / within("b", b, 1e-6, 1))
    return Range(low, high)


def first_strike_range(p_first: ArrayLike, p_second: ArrayLike, c_a: ArrayLike, c_b: ArrayLike) -> Range:
    """[p_f − c_A, p_s + c_B]: p_f is Pr(A wins) if A strikes first, p_s if B does. Empty iff p_f − p_s > c_A + c_B."""
    return bargaining_range(p_first, c_a, c_b, p_second, clip=False)


def war_beats_armed_peace(arms_a: ArrayLike, arms_b: ArrayLike, c_a: ArrayLike, c_b: ArrayLike) -> NDArray[np.bool_]:
    """True iff a_A + a_B > c_A + c_B: deterring each other for ever costs more than fighting (Powell 1993; Fearon 2018)."""
    result: NDArray[np.bool_] = finite("arms_a", arms_a) + finite("arms_b", arms_b) > finite("c_a", c_a) + finite(
        "c_b", c_b
    )
    return result


def subsidised_range(p: ArrayLike, c_a: ArrayLike, c_b: ArrayLike, subsidy: ArrayLike, shift: ArrayLike = 0.0) -> Range:
    """[p − Δ − c_A, p − Δ + c_B − s]: a patron pays s of B's cost of war and lowers p by Δ. Empty iff s > c_A + c_B.

    Aid that only moves p slides the range; aid that pays for the war narrows it. (A model in the style of Fearon 1995.)
    """
    moved = within("p", p, 0, 1) - finite("shift", shift)
    return Range(moved - finite("c_a", c_a), moved + finite("c_b", c_b) - within("subsidy", subsidy, 0, np.inf))


def surplus_with_patron(c_a: ArrayLike, c_b: ArrayLike, subsidy: ArrayLike) -> Floats:
    """Joint surplus of peace with the patron inside the deal: 1 − (p − c_A) − (1 − p − c_B + s) + s = c_A + c_B, whatever s."""
    paid = finite("subsidy", subsidy)
    result: Floats = finite("c_a", c_a) + finite("c_b", c_b) - paid + paid
    return result


@dataclass(frozen=True)
class CostlyLottery:
    """R_p = u⁻¹(p_h u(A wins) + (1 − p_h) u(B wins)) − c_p (1 − subsidised share), in points (Fearon 1995)."""

    chance: Floats
    """(n, H): Pr(A wins) as each holder sees it."""
    a_wins: Floats
    """(n, P): points to each party if A wins."""
    b_wins: Floats
    costs: Floats
    """(n, P): points."""
    subsidy: Floats | None = None
    """(n, P): points of those costs that somebody else pays."""
    aversion: Floats | None = None
    """(n, P): see :mod:`parley.nodeal.risk`; None: neutral."""
    struck_first: Floats | None = None
    """(n, H): Pr(A wins) if B strikes first; used by the parties of ``side_b``, each side's best alternative being to
    strike first. None: no advantage."""
    side_b: frozenset[int] = field(default_factory=frozenset)

    name: ClassVar[str] = "costly-lottery"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("chance", "chance that side A wins", "n, H", "probability", 0, 1),
        Parameter("a_wins", "worth of A's victory", "n, P", "points", -np.inf, np.inf),
        Parameter("b_wins", "worth of B's victory", "n, P", "points", -np.inf, np.inf),
        Parameter("costs", "cost of fighting it out", "n, P", "points", 0, np.inf),
        Parameter("subsidy", "cost that a patron pays", "n, P", "points", 0, np.inf),
        Parameter("aversion", "risk curve", "n, P", "1", -20, 20),
        Parameter("struck_first", "chance that A wins if B strikes first", "n, H", "probability", 0, 1),
    )
    end_names: ClassVar[tuple[str, ...]] = ("A wins", "B wins")

    def __post_init__(self) -> None:
        within("chance", self.chance, 0, 1)
        within("costs", self.costs, 0, np.inf)
        if self.struck_first is not None:
            within("struck_first", self.struck_first, 0, 1)

    def reservation(self, holders: Sequence[int]) -> Floats:
        """R in points, (n, P); see :class:`parley.nodeal.protocol.NoDealModel`."""
        parties, known = self.a_wins.shape[1], self.chance.shape[1]
        index = holder_indexes(holders, parties, known)
        p = self.chance[:, index]
        if self.struck_first is not None and self.side_b:
            struck = self.struck_first[:, index]
            p = np.where(np.isin(np.arange(parties), sorted(self.side_b)), struck, p)
        aversion = np.zeros(1) if self.aversion is None else self.aversion
        expected = p * risk.utility(self.a_wins, aversion) + (1 - p) * risk.utility(self.b_wins, aversion)
        result: Floats = risk.certain(expected, aversion) - self.cost(0)
        return result

    def ends(self, holder: int) -> Floats:
        """(n, 2): A wins, B wins."""
        p = self.chance[:, holder]
        return np.stack([p, 1 - p], axis=-1)

    def duration(self, holder: int) -> None:
        """None: the lottery is drawn at once."""

    def cost(self, holder: int) -> Floats:
        """(n, P): costs less what others pay, whoever believes what."""
        return self.costs if self.subsidy is None else self.costs - self.subsidy


STRENGTH = 10.0
"""Engagements that a belief is worth where the case does not say: wide, since force ratios foretell battles poorly."""


def _build(read: Reader) -> CostlyLottery:
    return CostlyLottery(
        read.beliefs("chance"), read.values("a-wins"), read.values("b-wins"), read.party("costs"),
        subsidy=read.stated("subsidies"), aversion=read.stated("aversion"),
    )  # fmt: skip


def _learn(beliefs: Mapping[str, float], what: Observed) -> Mapping[str, float]:
    mean, size = observing.theta(beliefs["chance"], beliefs.get("strength", STRENGTH), what.seen, what.won, what.lost)
    return {"chance": float(mean), **({"strength": float(size)} if "strength" in beliefs else {})}


RECORD = Record(
    name="costly-lottery",
    title="one side wins all, at a price (Fearon 1995)",
    build=_build,
    beliefs=(
        probability("chance", "{whose} belief that {a} wins", brief="what {party} expect{s}"),
        factor("strength", "how firmly {party} hold{s} that belief", 1e-6, optional=True),
    ),
    values=(
        points("a-wins", "what {a}’s victory is worth to {party}", **WORTH),
        points("b-wins", "what {b}’s victory is worth to {party}", **WORTH),
    ),
    by_party=(*SHARED, cost("subsidies", "what others pay of {whose} costs", raises=1)),
    learning=Learning(("chance", "strength"), _learn),
    chance=even_odds("chance"),
    winning=lambda worth, side, setting: {"chance": float(side == "a")},
)
