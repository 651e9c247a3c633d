"""The campaign: no deal as a war along a line of contact, in points and months.

A random walk between two ends (Smith and Stam 2004, Slantchev 2003, in their style). Engagements come at a pace by season and are won,
lost or change nothing: pace, decisive share and θ (who wins a decisive one) are separate, so that a standstill and a fair fight are
different things. θ hangs on support that may end, at a hazard on which holders disagree: logit θ_s = logit θ + Σ shifts.

    R = u⁻¹( E[ (1 − δ) Σ_t δ^t u(level_t − burden) + δ^T u(end) ] ) − E[ Σ_t δ^t toll ]

in points: burden is taken from the level of life while the fighting lasts, a toll is lost for good. R is fight to the finish (or to
the horizon, where the line freezes): no settlement on the way; see :mod:`parley.nodeal.waiting` for that.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import InputError
from parley.nodeal import observing, risk
from parley.nodeal.arrays import Floats, holder_indexes, within
from parley.nodeal.belief import beta_nodes
from parley.nodeal.chain import Chain, Terms, values
from parley.nodeal.protocol import Parameter
from parley.nodeal.record import (
    MONTH_NAMES,
    SHARED,
    WORTH,
    Learning,
    Mind,
    Number,
    Observed,
    Reader,
    Record,
    Setting,
    Side,
    Table,
    Waited,
    Whole,
    cost,
    even_odds,
    factor,
    points,
    probability,
)  # fmt: skip


@dataclass(frozen=True)
class Campaign:
    """A :class:`~parley.nodeal.chain.Chain` and what it is worth to P parties."""

    chain: Chain
    start: NDArray[np.int64]
    """(n,): position at which the line stands now, 0 to N."""
    a_wins: Floats
    """(n, P): points of the end that A would impose (position N)."""
    b_wins: Floats
    """(n, P): points of the end that B would impose (position 0)."""
    line: Floats
    """(n, P, N + 1): points of the line frozen at each position."""
    burden: Floats
    """(n, P): points by which life is worse while the fighting lasts."""
    toll: Floats
    """(n, P): points lost for good each month."""
    patience: Floats
    """(n, P): δ a month, in (0, 1]."""
    toll_after: Floats | None = None
    """(n, P, K): added to the monthly toll once support j has ended; None: nothing."""
    growth: Floats | None = None
    """(n, P): monthly growth of the toll; None: none. Needs a horizon."""
    aversion: Floats | None = None
    """(n, P): one risk curve for ends and flows; None: neutral. Tolls are taken as they are."""
    level: Floats | None = None
    """(n, P, N + 1): level of life at each position while fighting, before the burden; None: the frozen line's."""

    name: ClassVar[str] = "campaign"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("theta", "chance that A wins a decisive engagement", "n, H, G", "probability", 0, 1),
        Parameter("pace", "engagements", "n, H, 12", "a month", 0, np.inf),
        Parameter("decisive", "share of engagements that move the line", "n, H", "share", 0, 1),
        Parameter("hazard", "chance that a support ends", "n, H, K", "a month", 0, 1),
        Parameter("shift", "what its end adds to the log-odds of theta", "n, K", "log-odds", -np.inf, np.inf),
        Parameter("start", "position of the line", "n", "positions", 0, np.inf),
        Parameter("a_wins", "worth of A's end", "n, P", "points", -np.inf, np.inf),
        Parameter("b_wins", "worth of B's end", "n, P", "points", -np.inf, np.inf),
        Parameter("line", "worth of the frozen line", "n, P, N + 1", "points", -np.inf, np.inf),
        Parameter("burden", "taken from the level while fighting", "n, P", "points", 0, np.inf),
        Parameter("toll", "lost for good", "n, P", "points a month", 0, np.inf),
        Parameter("toll_after", "added once a support has ended", "n, P, K", "points a month", 0, np.inf),
        Parameter("growth", "growth of the toll", "n, P", "a month", 0, np.inf),
        Parameter("patience", "discount factor", "n, P", "a month", 0, 1),
        Parameter("aversion", "risk curve", "n, P", "1", -20, 20),
    )
    end_names: ClassVar[tuple[str, ...]] = ("A imposes its end", "B imposes its end", "the line freezes")

    def __post_init__(self) -> None:
        within("start", self.start, 0, self.chain.positions)
        within("burden", self.burden, 0, np.inf)
        within("toll", self.toll, 0, np.inf)
        within("patience", self.patience, 0, 1)
        if self.line.shape[-1] != self.chain.positions + 1:
            raise InputError.one(f"the line needs a worth at each of its {self.chain.positions + 1} positions")

    @property
    def draws(self) -> int:
        """n, the longest first axis."""
        return max(len(a) for a in (self.start, self.a_wins, self.chain.theta, self.chain.pace, self.toll))

    @property
    def parties(self) -> int:
        """P."""
        return int(self.a_wins.shape[1])

    def reservation(self, holders: Sequence[int]) -> Floats:
        """R in points at the present position, (n, P)."""
        return self._at_start(self.reservation_everywhere(holders))

    def reservation_everywhere(self, holders: Sequence[int]) -> Floats:
        """R in points with the line at each position, (n, P, N + 1); at 0 and N the ends themselves."""
        index = holder_indexes(holders, self.parties, self.chain.holders)
        if self.aversion is None:
            return values(self.chain, self._terms(), index)
        bend = self.aversion[:, :, None]
        sure = risk.certain(values(self.chain, self._terms(tolls=False), index), bend)
        result: Floats = sure - values(self.chain, self._only_tolls(), index)
        return result

    def ends(self, holder: int) -> Floats:
        """(n, 3): chance that A imposes its end, that B does, that the line freezes at the horizon, as ``holder`` sees it."""
        at = self._indicator(low=np.array([0.0, 1, 0]), high=np.array([1.0, 0, 0]), line=np.array([0.0, 0, 1]))
        return self._at_start(values(self.chain, at, [holder] * 3))

    def frozen_at(self, holder: int) -> Floats:
        """(n, N + 1): chance that the line stands at each position at the horizon (0 and N: an end was reached)."""
        count = self.chain.positions + 1
        eye = np.eye(count)
        at = self._indicator(low=eye[0], high=eye[-1], line=eye)
        return self._at_start(values(self.chain, at, [holder] * count))

    def reached(self, holder: int, months: int) -> Floats:
        """(n, N + 1): chance that the line stands at each position ``months`` from now."""
        return replace(self, chain=replace(self.chain, horizon=months)).frozen_at(holder)

    def duration(self, holder: int) -> Floats:
        """Expected months until an end or the horizon, (n,)."""
        clock = self._indicator(low=np.zeros(1), high=np.zeros(1), line=np.zeros(1))
        ticks = replace(clock, toll=clock.toll - 1 / self.chain.steps)
        return self._at_start(values(self.chain, ticks, [holder]))[:, 0]

    def movement(self, holder: int, months: int) -> Floats:
        """Expected change of position over the next ``months``, positive toward A's end, (n,)."""
        there = np.arange(self.chain.positions + 1.0)[None]
        at = self._indicator(low=there[:, 0], high=there[:, -1], line=there)
        moved = self._at_start(values(replace(self.chain, horizon=months), at, [holder]))[:, 0]
        result: Floats = moved - self.start
        return result

    def cost(self, holder: int) -> Floats:
        """Expected discounted burden and toll in points, (n, P): what R would gain if the same war cost nothing."""
        step = self._per_step()
        count = self.chain.positions + 1
        burden = np.broadcast_to(
            ((1 - step) * self.burden)[:, :, None], (*np.broadcast(step, self.burden).shape, count)
        )
        nothing = self._only_tolls()
        return self._at_start(values(self.chain, replace(nothing, flow=np.array(burden)), [holder] * self.parties))

    def month(self) -> Floats:
        """What the next month of fighting takes from each party in points, (n, P): (1 − δ) burden + toll."""
        result: Floats = (1 - self.patience) * self.burden + self.toll
        return result

    def mirrored(self) -> Campaign:
        """The same war with the sides' labels exchanged: θ → 1 − θ, k → N − k, shifts negated, ends and line turned round."""
        turned = replace(self.chain, theta=1 - self.chain.theta, shift=-self.chain.shift)
        return replace(
            self,
            chain=turned,
            start=self.chain.positions - self.start,
            a_wins=self.b_wins,
            b_wins=self.a_wins,
            line=self.line[:, :, ::-1],
            level=None if self.level is None else self.level[:, :, ::-1],
        )

    def _at_start(self, everywhere: Floats) -> Floats:
        where = np.broadcast_to(self.start, (len(everywhere),))
        return everywhere[np.arange(len(everywhere)), :, where]

    def _per_step(self) -> Floats:
        result: Floats = self.patience ** (1 / self.chain.steps)
        return result

    def tolls_by_step(self) -> Floats:
        """(n, P, S): toll of a step by state of support (bit j of S set: support j stands)."""
        masks = 1 << self.chain.shift.shape[1]
        toll = self.toll
        if self.toll_after is not None:  # either may be one row for all draws
            toll = np.broadcast_to(toll, np.broadcast_shapes(toll.shape, self.toll_after.shape[:2]))
        paid = np.repeat(toll[:, :, None], masks, axis=2) / self.chain.steps
        if self.toll_after is not None:
            for m in range(masks):
                for j in range(self.chain.shift.shape[1]):
                    if not m >> j & 1:
                        paid[:, :, m] += self.toll_after[:, :, j] / self.chain.steps
        result: Floats = paid
        return result

    def _growth(self) -> Floats:
        if self.growth is None:
            return np.zeros((1, self.parties))
        result: Floats = (1 + within("growth", self.growth, 0, np.inf)) ** (1 / self.chain.steps) - 1
        return result

    def _terms(self, *, tolls: bool = True) -> Terms:
        bend = np.zeros((1, 1)) if self.aversion is None else self.aversion
        step = self._per_step()
        level = self.line if self.level is None else self.level
        flow = (1 - step)[:, :, None] * risk.utility(level - self.burden[:, :, None], bend[:, :, None])
        paid = self.tolls_by_step()
        return Terms(
            risk.utility(self.b_wins, bend),
            risk.utility(self.a_wins, bend),
            risk.utility(self.line, bend[:, :, None]),
            flow,
            paid if tolls else np.zeros_like(paid),
            step,
            self._growth(),
        )

    def _only_tolls(self) -> Terms:
        """Values whose worth is the expected sum of tolls, positive."""
        zero, flat = np.zeros((1, self.parties)), np.zeros((1, self.parties, self.chain.positions + 1))
        return Terms(zero, zero, flat, flat, -self.tolls_by_step(), self._per_step(), self._growth())

    def _indicator(self, low: Floats, high: Floats, line: Floats) -> Terms:
        """Undiscounted worth of the ends alone, for Q = len(low) events; ``line`` (Q,) or (Q, N + 1)."""
        count, q = self.chain.positions + 1, len(low)
        frozen = np.broadcast_to(line if line.ndim == 2 else line[:, None], (q, count))[None]
        masks = 1 << self.chain.shift.shape[1]
        n = self.draws
        ones, zero = np.ones((n, q)), np.zeros((1, q))
        return Terms(
            low[None] * ones,
            high[None] * ones,
            np.array(frozen),
            np.zeros((1, q, count)),
            np.zeros((1, q, masks)),
            ones,
            zero,
        )


STRENGTH = 10.0
"""Engagements that a belief about θ is worth where the case does not say: wide, since force ratios foretell battles poorly."""
POSITIONS, STEPS = Whole("positions", 10, 2), Whole("steps", 4)
CERTAIN_THETA = 0.9
"""What the campaign calls a winning view: nine of ten decisive engagements."""


def _build(read: Reader) -> Campaign:
    setting = read.setting
    positions = setting.options.get(POSITIONS.name, POSITIONS.default)
    steps = setting.options.get(STEPS.name, STEPS.default)
    nodes = beta_nodes(read.beliefs("theta"), read.beliefs("strength"))
    pace = read.one("campaign.pace")[:, None] * read.months("campaign.season", 1.0)
    if float(np.median(pace.max(axis=1))) > steps:
        raise InputError.one(
            f"a pace of {float(np.median(pace.max(axis=1))):g} engagements a month needs more than {steps} steps a month",
            hint="raise steps under no_deal.campaign",
        )
    many = len(read.holders)
    ends = [read.beliefs(f"{s}-ends") for s in setting.supports]
    shift = [read.one(f"support.{s}.shift", 0.0) for s in setting.supports]
    chain = Chain(
        positions,
        nodes.theta,
        nodes.weight,
        # a draw from the far tail of a range may ask for more engagements than there are steps
        np.minimum(np.repeat(pace[:, None, :], many, axis=1), steps),
        np.repeat(read.one("campaign.decisive")[:, None], many, axis=1),
        _together(ends, (1, many)),
        _together(shift, (1,)),
        setting.horizon,
        setting.first_month,
        steps,
    )
    low, high = read.values("line-low")[:, :, None], read.values("line-high")[:, :, None]
    share = np.linspace(0.0, 1.0, positions + 1)
    after = [read.stated(f"support.{s}.tolls") for s in setting.supports]
    n = max(len(pace), len(nodes.theta), len(low), len(high))
    shape = (n, len(read.parties))
    return Campaign(
        chain,
        np.rint(read.one("campaign.start")).astype(np.int64),
        read.values("a-wins"),
        read.values("b-wins"),
        (1 - share) * low + share * high,
        read.party("costs"),
        read.party("tolls"),
        read.party("patience"),
        toll_after=None
        if all(a is None for a in after)
        else np.stack([np.broadcast_to(np.zeros((1, 1)) if a is None else a, shape) for a in after], axis=2),
        growth=read.stated("toll-growth"),
        aversion=read.stated("aversion"),
    )


def _together(arrays: Sequence[Floats], empty: tuple[int, ...]) -> Floats:
    """The arrays side by side along a new last axis; of length 0 where there are none."""
    return np.stack(np.broadcast_arrays(*arrays), axis=-1) if arrays else np.zeros((*empty, 0))


def _learn(beliefs: Mapping[str, float], what: Observed) -> Mapping[str, float]:
    mean, size = observing.theta(beliefs["theta"], beliefs.get("strength", STRENGTH), what.seen, what.won, what.lost)
    return {"theta": float(mean), **({"strength": float(size)} if "strength" in beliefs else {})}


def _winning(worth: Mapping[str, float], side: Side, setting: Setting) -> Mapping[str, float]:
    return {"theta": CERTAIN_THETA if side == "a" else 1 - CERTAIN_THETA}


def _weakened(beliefs: Mapping[str, float], shift: float) -> Mapping[str, float]:
    theta = beliefs["theta"]
    odds = theta / (1 - theta) * np.exp(-shift)
    return {"theta": float(odds / (1 + odds))}


def _waiting(model: Campaign, deals: Floats, minds: Sequence[Mind], asks: Floats) -> Sequence[Waited]:
    from parley.nodeal.campaign_wait import waiting

    known = [replace(m, beliefs={"theta": 0.5, "strength": STRENGTH, **m.beliefs}) for m in minds]
    return waiting(model, deals, known, asks)


def _steps_suffice(medians: Mapping[str, float], wholes: Mapping[str, int]) -> tuple[str, str, str] | None:
    """At most one engagement falls in a step: the pace of the busiest month must not exceed the steps."""
    season = max(medians.get(f"season.{month}", 1.0) for month in MONTH_NAMES)
    busiest, steps = medians.get("pace", 0.0) * season, wholes[STEPS.name]
    if busiest <= steps:
        return None
    fault = f"no_deal.campaign.pace: {busiest:g} engagements in the busiest month do not fit into {steps} steps a month"
    return "pace", fault, f"write steps: {math.ceil(busiest)} or more"


RECORD = Record(
    name="campaign",
    title="a walk along a line of contact (in the style of Smith and Stam 2004, Slantchev 2003)",
    build=_build,
    beliefs=(
        probability(
            "theta", "{whose} belief about who wins an engagement", brief="what {party} expect{s}",
        ),
        factor("strength", "how firmly {party} hold{s} that belief", 1e-6, absent=STRENGTH, brief="what {party} expect{s}"),
        probability("{support}-ends", "{whose} belief that {name} ends", monthly=True, brief="what {party} expect{s}"),
    ),
    values=(
        points("a-wins", "what the end that {a} would impose is worth to {party}", **WORTH),
        points("b-wins", "what the end that {b} would impose is worth to {party}", **WORTH),
        points("line-low", "what the line frozen at its lowest is worth to {party}", **WORTH),
        points("line-high", "what the line frozen at its highest is worth to {party}", **WORTH),
    ),
    by_party=(*SHARED, factor("toll-growth", "how fast a month of war becomes dearer for {party}", absent=0.0)),
    tables=(
        Table(
            "campaign", needed=True, example="{positions: 10, start: 5, pace: 1, decisive: 0.3}", wholes=(POSITIONS, STEPS),
            numbers=(
                Number("start", "where the line of contact stands", "factor", 0.0, most=POSITIONS.name),
                factor("pace", "how often engagements come"),
                probability("decisive", "how many engagements change the line"),
            ),
            series=(factor("season", "how the season slows or quickens the war", absent=1.0),),
            check=_steps_suffice,
        ),
        Table(
            "support", named="a support",
            numbers=(Number("shift", "how far the end of “{name}” shifts the odds", "log-odds", -10.0, 10.0),),
            by_party=(cost("tolls", "what the end of “{name}” costs {party} a month"),),
        ),
    ),
    learning=Learning(("theta", "strength"), _learn),
    chance=even_odds("theta"),
    winning=_winning,
    weakened=_weakened,
    waiting=_waiting,
    clock=True,
)  # fmt: skip
