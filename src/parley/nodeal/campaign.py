"""The campaign: no deal as a war along a line of contact, in points and months.

A random walk between two ends (Smith and Stam 2004, Slantchev 2003, in their style). Engagements come at a pace by season and are won,
lost or change nothing: pace, decisive share and θ (who wins a decisive one) are separate, so that a standstill and a fair fight are
different things. θ hangs on support that may end, at a hazard on which holders disagree: logit θ_s = logit θ + Σ shifts.

    R = u⁻¹( E[ (1 − δ) Σ_t δ^t u(level_t − burden) + δ^T u(end) ] ) − E[ Σ_t δ^t toll ]

in points: burden is taken from the level of life while the fighting lasts, a toll is lost for good. R is fight to the finish (or to
the horizon, where the line freezes): no settlement on the way; see :mod:`parley.nodeal.waiting` for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import InputError
from parley.nodeal import risk
from parley.nodeal.arrays import Floats, holder_indexes, within
from parley.nodeal.chain import Chain, Terms, values
from parley.nodeal.protocol import Parameter


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
        paid = np.repeat(self.toll[:, :, None], masks, axis=2) / self.chain.steps
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
