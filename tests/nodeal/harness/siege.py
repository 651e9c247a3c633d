"""A stranger's model of no-deal, written by the recipe of docs/nodeal-models.md in one file: a siege.

Side A holds a city with stores for some months; in each, relief may come, at a hazard that holders see differently. Relieved, A has won; when
the stores are gone, B has. With hazard h and T months of stores:

    P = 1 − (1 − h)^T,   E[months] = P/h,   R_p = P a_p + (1 − P) b_p − c_p − t_p E[months]

in points; a_p and b_p: what the city relieved and fallen is worth to p, c_p: a cost once, t_p: a toll a month.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parley.nodeal.arrays import Floats, holder_indexes, within
from parley.nodeal.protocol import Parameter
from parley.nodeal.record import (
    COSTS,
    TOLLS,
    WORTH,
    Learning,
    Observed,
    Reader,
    Record,
    Setting,
    Side,
    Table,
    factor,
    points,
    probability,
)  # fmt: skip

LOUD = 0.3
"""Log-odds by which one engagement won moves the belief that relief comes in a month."""


@dataclass(frozen=True)
class Siege:
    """n draws, P parties, H holders."""

    relief: Floats
    """(n, H): chance a month, above 0."""
    relieved: Floats
    """(n, P): points."""
    fallen: Floats
    costs: Floats
    toll: Floats
    """(n, P): points a month."""
    stores: Floats
    """(n,): months."""

    name: ClassVar[str] = "siege"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("relief", "chance that relief comes", "n, H", "a month", 0, 1),
        Parameter("relieved", "worth of the city relieved", "n, P", "points", -np.inf, np.inf),
        Parameter("fallen", "worth of the city fallen", "n, P", "points", -np.inf, np.inf),
        Parameter("costs", "cost of holding out", "n, P", "points", 0, np.inf),
        Parameter("toll", "lost for good", "n, P", "points a month", 0, np.inf),
        Parameter("stores", "months of stores", "n", "months", 0, np.inf),
    )
    end_names: ClassVar[tuple[str, ...]] = ("A is relieved", "B takes the city")

    def __post_init__(self) -> None:
        within("relief", self.relief, 1e-9, 1)

    def _saved(self, index: Sequence[int]) -> Floats:
        result: Floats = 1 - (1 - self.relief[:, index]) ** self.stores[:, None]
        return result

    def reservation(self, holders: Sequence[int]) -> Floats:
        """R in points, (n, P)."""
        index = list(holder_indexes(holders, self.relieved.shape[1], self.relief.shape[1]))
        saved = self._saved(index)
        months = saved / self.relief[:, index]
        result: Floats = saved * self.relieved + (1 - saved) * self.fallen - self.costs - self.toll * months
        return result

    def ends(self, holder: int) -> Floats:
        """(n, 2): relieved, fallen."""
        saved = self._saved([holder])[:, 0]
        return np.stack([saved, 1 - saved], axis=-1)

    def duration(self, holder: int) -> Floats:
        """Months until either, (n,)."""
        result: Floats = self._saved([holder])[:, 0] / self.relief[:, holder]
        return result

    def cost(self, holder: int) -> Floats:
        """(n, P): the cost, and the toll over the months that ``holder`` expects."""
        result: Floats = self.costs + self.toll * self.duration(holder)[:, None]
        return result


def _build(read: Reader) -> Siege:
    return Siege(
        np.maximum(read.beliefs("relief"), 1e-9), read.values("relieved"), read.values("fallen"), read.party("costs"), read.party("tolls"),
        read.one("siege.stores"),
    )  # fmt: skip


def _learn(beliefs: Mapping[str, float], what: Observed) -> Mapping[str, float]:
    odds = math.log(beliefs["relief"] / (1 - beliefs["relief"]))
    odds += LOUD * (what.won * what.seen.won - what.lost * what.seen.lost)
    return {"relief": 1 / (1 + math.exp(-odds))}


def _winning(worth: Mapping[str, float], side: Side, setting: Setting) -> Mapping[str, float]:
    return {"relief": 0.9 if side == "a" else 0.01}


RECORD = Record(
    name="siege",
    title="a city holds out until relief comes or its stores are gone",
    build=_build,
    beliefs=(probability("relief", "{whose} belief that relief for {a} comes in a month", monthly=True),),
    values=(
        points("relieved", "what the city relieved is worth to {party}", **WORTH),
        points("fallen", "what the city fallen to {b} is worth to {party}", **WORTH),
    ),
    by_party=(COSTS, TOLLS),
    tables=(Table("siege", (factor("stores", "for how many months the stores last"),), needed=True),),
    clock=True,
    learning=Learning(("relief",), _learn),
    winning=_winning,
)
