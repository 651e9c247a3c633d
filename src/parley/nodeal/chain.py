"""The chain behind the campaign: positions on a line, engagements by season, support that may end; solved exactly.

To a horizon by backward induction; to the finish by one tridiagonal system for each state of support, linear in positions. Random
walk between two ends: Smith (1998), Slantchev (2003), Smith and Stam (2004); the recursion is textbook (Feller 1968).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, within

MONTHS = 12
MOST_SUPPORTS = 4


@dataclass(frozen=True)
class Chain:
    """Dynamics as each of H holders sees them, for n draws. A step is 1/``steps`` of a month."""

    positions: int
    """N: the line runs from 0 (B has won) to N (A has won)."""
    theta: Floats
    """(n, H, G): nodes of the belief about θ, the chance that A wins a decisive engagement while all support stands."""
    weight: Floats
    """(n, H, G)"""
    pace: Floats
    """(n, H, 12): engagements a month, January first."""
    decisive: Floats
    """(n, H): share of engagements that move the line; the others change nothing."""
    hazard: Floats
    """(n, H, K): monthly chance that support j ends."""
    shift: Floats
    """(n, K): what its end adds to logit θ."""
    horizon: int | None = None
    """Months; None: fight to the finish, at the mean pace of the twelve months."""
    first_month: int = 1
    """Calendar month in which the first step falls, 1 to 12."""
    steps: int = 1
    """Steps a month; at most one engagement falls in a step, so pace may not exceed it."""
    standing: int = -1
    """Mask of the supports that stand at the start; −1: all."""

    def __post_init__(self) -> None:
        if self.positions < 1:
            raise InputError.one(f"a line of contact needs at least 1 position to be won, not N = {self.positions}")
        if self.horizon is not None and self.horizon < 0:
            raise InputError.one(f"a horizon cannot be {self.horizon} months")
        if self.steps < 1 or not 1 <= self.first_month <= MONTHS:
            raise InputError.one("steps a month are at least 1 and the first month is 1 to 12")
        within("theta", self.theta, 0, 1)
        within("decisive share", self.decisive, 0, 1)
        within("hazard that support ends", self.hazard, 0, 1)
        if self.pace.min(initial=0) < 0:
            raise InputError.one("pace (engagements a month) cannot be negative")
        if self.pace.max(initial=0) > self.steps + 1e-12:
            raise InputError.one(
                f"a pace of {self.pace.max():g} engagements a month needs more than {self.steps} steps a month",
                hint="raise campaign.steps",
            )
        if self.shift.shape[1] > MOST_SUPPORTS:
            raise InputError.one(f"at most {MOST_SUPPORTS} supports may end; {self.shift.shape[1]} are given")

    @property
    def holders(self) -> int:
        """H."""
        return int(self.theta.shape[1])

    @property
    def mask(self) -> int:
        """The supports that stand at the start."""
        whole = (1 << self.shift.shape[1]) - 1
        return int(whole if self.standing < 0 else self.standing & whole)

    def months_of_steps(self) -> NDArray[np.int64]:
        """(T,): index into the twelve paces for each step to the horizon."""
        count = 0 if self.horizon is None else self.horizon * self.steps
        return (self.first_month - 1 + np.arange(count) // self.steps) % MONTHS


@dataclass(frozen=True)
class Terms:
    """Q valuations of one chain (parties, or the indicator of an end, or a clock). All per step."""

    low: Floats
    """(n, Q): worth of the end at 0."""
    high: Floats
    """(n, Q): worth of the end at N."""
    line: Floats
    """(n, Q, N + 1): worth of the line frozen at each position at the horizon."""
    flow: Floats
    """(n, Q, N + 1): added each step while the fighting lasts, by position (already times 1 − δ)."""
    toll: Floats
    """(n, Q, S): taken each step by state of support, S = 2^K."""
    delta: Floats
    """(n, Q): discount of a step, in [0, 1]."""
    growth: Floats
    """(n, Q): by which the toll grows each step."""


def values(chain: Chain, terms: Terms, holders: Sequence[int] | NDArray[np.intp]) -> Floats:
    """Expected worth of going on from every position, (n, Q, N + 1); valuation q under the beliefs of ``holders[q]``.

    Raises InputError where a fight to the finish would never end (nothing moves and nothing is discounted) or its toll grows.
    """
    from parley.nodeal.kernel_chain import to_finish, to_horizon

    seen = np.ascontiguousarray(holders, dtype=np.int64)
    n = max(chain.theta.shape[0], terms.low.shape[0])
    move = chain.pace * chain.decisive[:, :, None] / chain.steps
    hazard = 1 - (1 - chain.hazard) ** (1 / chain.steps)
    theta, weight = _spread(n, chain.theta), _spread(n, chain.weight)
    ending, shift = _spread(n, hazard), _spread(n, chain.shift)
    low, high, line = _spread(n, terms.low), _spread(n, terms.high), _spread(n, terms.line)
    flow, toll = _spread(n, terms.flow), _spread(n, terms.toll)
    delta, growth = _spread(n, terms.delta), _spread(n, terms.growth)
    if chain.horizon is not None:
        month = chain.months_of_steps()
        result: Floats = to_horizon(
            theta, weight, _spread(n, move), month, ending, shift,
            low, high, line, flow, toll, growth, delta, seen, chain.mask,
        )  # fmt: skip
        return result
    steady = _spread(n, move.mean(axis=2))
    if growth.max(initial=0) > 0:
        raise InputError.one("a toll that grows needs a horizon")
    if chain.positions > 1 and ((steady[:, seen] <= 0) & (delta >= 1)).any():
        raise InputError.one("nothing moves: a fight to the finish would never end", hint="give a horizon or a pace")
    finish: Floats = to_finish(theta, weight, steady, ending, shift, low, high, flow, toll, delta, seen, chain.mask)
    return finish


def _spread(n: int, array: Floats) -> Floats:
    """``array`` with its first axis spread to n draws, contiguous for the compiled loops."""
    return np.ascontiguousarray(np.broadcast_to(array, (n, *array.shape[1:])), dtype=np.float64)
