"""No deal as a lottery over named outcomes, less what going on costs. The plainest model, and the default of a case.

Raiffa (1982); Lax and Sebenius (1986): a party's no-deal value is what it expects from its alternatives, as it sees them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal import observing
from parley.nodeal.arrays import Floats, finite, holder_indexes, normalised
from parley.nodeal.protocol import Parameter
from parley.nodeal.record import (
    COSTS,
    WORTH,
    Learning,
    Observed,
    Reader,
    Record,
    Setting,
    Side,
    Table,
    points,
    probability,
)


def reservation(beliefs: ArrayLike, values: ArrayLike, costs: ArrayLike) -> Floats:
    """R_p = Σ_s π_ps n_ps − c_p, in points; (n, P).

    ``beliefs``: (n, S), one holder's belief applied to every party, or (n, P, S), each party by its own row; at least 0,
    summing to 1 over outcomes. ``values``: (n, P, S) points of each outcome to each party. ``costs``: (n, P) points.
    Leading axes may be 1 and are broadcast over draws. Raises InputError for beliefs that do not sum to 1, numbers that
    are not finite, and shapes that do not fit.
    """
    pi = normalised("beliefs", beliefs)
    worth, cost = finite("values", values), finite("costs", costs)
    if worth.ndim != 3 or pi.ndim not in (2, 3) or cost.ndim != 2:
        raise InputError.one("beliefs (n, S) or (n, P, S), values (n, P, S) and costs (n, P) are needed")
    if pi.ndim == 2:
        pi = pi[:, None, :]
    if pi.shape[-1] != worth.shape[-1]:
        raise InputError.one(f"beliefs name {pi.shape[-1]} outcomes, values {worth.shape[-1]}")
    try:
        # a product and sum, not einsum: the same bytes whatever the number of draws
        result: Floats = (pi * worth).sum(axis=-1) - cost
    except ValueError as error:
        raise InputError.one(f"shapes do not fit: {pi.shape}, {worth.shape}, {cost.shape}") from error
    return result


def spread(beliefs: ArrayLike, values: ArrayLike) -> Floats:
    """Standard deviation of the lottery in points, (n, P): how much hangs on which outcome comes. Shapes as above."""
    pi, worth = normalised("beliefs", beliefs), finite("values", values)
    if pi.ndim == 2:
        pi = pi[:, None, :]
    mean = (pi * worth).sum(axis=-1, keepdims=True)
    deviation: Floats = np.sqrt((pi * (worth - mean) ** 2).sum(axis=-1))
    return deviation


@dataclass(frozen=True)
class Outcomes:
    """The lottery as a model: R_p = Σ_s π_hs n_ps − c_p."""

    beliefs: Floats
    """(n, H, S), summing to 1."""
    values: Floats
    """(n, P, S): points."""
    costs: Floats
    """(n, P): points."""
    names: tuple[str, ...] = ()
    """Of the S outcomes."""

    name: ClassVar[str] = "outcomes"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("beliefs", "chance of each outcome", "n, H, S", "probability", 0, 1),
        Parameter("values", "worth of each outcome", "n, P, S", "points", -np.inf, np.inf),
        Parameter("costs", "cost of going on", "n, P", "points", 0, np.inf),
    )

    @property
    def end_names(self) -> tuple[str, ...]:
        """The outcomes' names."""
        return self.names or tuple(f"outcome {s + 1}" for s in range(self.values.shape[2]))

    def reservation(self, holders: Sequence[int]) -> Floats:
        """R in points, (n, P)."""
        index = holder_indexes(holders, self.values.shape[1], self.beliefs.shape[1])
        return reservation(self.beliefs[:, index], self.values, self.costs)

    def ends(self, holder: int) -> Floats:
        """(n, S)."""
        return self.beliefs[:, holder]

    def duration(self, holder: int) -> None:
        """None: outcomes carry no dates."""

    def cost(self, holder: int) -> Floats:
        """(n, P): the stated costs, whoever believes what."""
        return self.costs


def _build(read: Reader) -> Outcomes:
    beliefs = np.stack([read.beliefs(o) for o in read.setting.outcomes], axis=2)
    values = np.stack([read.values(o) for o in read.setting.outcomes], axis=2)
    return Outcomes(beliefs / beliefs.sum(axis=2, keepdims=True), values, read.party("costs"), read.setting.outcomes)


def _best(worth: Mapping[str, float], setting: Setting) -> str | None:
    """The outcome worth most to a party, the first of equals."""
    known = [o for o in setting.outcomes if o in worth]
    return max(known, key=lambda o: worth[o]) if known else None


def _better(worth: Mapping[str, float], side: Side | None, setting: Setting) -> int | None:
    best = _best(worth, setting)
    return None if best is None else setting.outcomes.index(best)


def _chance(beliefs: Mapping[str, float], end: int, setting: Setting) -> float | None:
    if any(o not in beliefs for o in setting.outcomes):
        return None
    total = math.fsum(beliefs[o] for o in setting.outcomes)
    return beliefs[setting.outcomes[end]] / total if total > 0 else None


def _winning(worth: Mapping[str, float], side: Side, setting: Setting) -> Mapping[str, float] | None:
    best = _best(worth, setting)
    return None if best is None else {o: float(o == best) for o in setting.outcomes}


def _learn(beliefs: Mapping[str, float], what: Observed) -> Mapping[str, float]:
    chances = [[what.likelihood[o] for o in beliefs]]
    after = observing.outcomes([list(beliefs.values())], chances, what.seen, what.won, what.lost)
    return dict(zip(beliefs, (float(x) for x in after[0]), strict=True))


RECORD = Record(
    name="outcomes",
    title="a lottery over named outcomes, less costs (Raiffa 1982)",
    build=_build,
    beliefs=(
        probability(
            "{outcome}", "{whose} belief in “{name}”", brief="what {party} expect{s}",
            question="how far does {party} really count on “{name}”?", question_to_us="how likely do we hold “{name}” to be?",
        ),
    ),
    values=(points("{outcome}", "what “{name}” is worth to {party}", **WORTH),),
    by_party=(COSTS,),
    tables=(
        Table(
            "likelihood", noun="outcome",
            numbers=(probability("{outcome}", "how likely engagements are to be won on the way to “{name}”", optional=True),),
        ),
    ),
    outcomes=True, sides=False, shares=True,
    learning=Learning(("{outcome}",), _learn, likelihood=True),
    better=_better, chance=_chance, winning=_winning,
)  # fmt: skip
