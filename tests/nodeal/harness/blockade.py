"""A stranger's model with entries that the case names: ports that fall one by one, each making life dearer; the blockader may tire.

Symbols. h_f (n, H): chance a month that port f falls; w (n, H): that the blockade is lifted; s_f ≥ 1: factor on all hazards once f has
fallen; K: how many must fall. The ports fall in the order in which the case names them. A month a step, to the horizon. R in points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parley.nodeal.arrays import Floats, holder_indexes
from parley.nodeal.protocol import Parameter
from parley.nodeal.record import (
    COSTS,
    WORTH,
    Learning,
    Observed,
    Reader,
    Record,
    Table,
    Whole,
    cost,
    factor,
    points,
    probability,
)


@dataclass(frozen=True)
class Blockade:
    """Arrays of a blockade; K ports that count, n draws, P parties, H holders."""

    falls: Floats  # (n, H, K)
    lifts: Floats  # (n, H)
    spill: Floats  # (n, K)
    worth: Floats  # (n, P, 3)
    costs: Floats  # (n, P)
    hunger: Floats  # (n, P, K), a month after the port has fallen
    months: int
    name: ClassVar[str] = "blockade"
    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("falls", "that a port falls in a month", "n, H, K", "probability", 0, 1),
    )
    end_names: ClassVar[tuple[str, ...]] = ("starved out", "blockade lifted", "undecided")

    def _walk(self, holder: int) -> tuple[Floats, Floats, Floats]:
        """(chance of each end (n, 3), months (n,), what hunger takes (n, P)) as ``holder`` expects."""
        n, ports = self.costs.shape[0], self.spill.shape[1]
        here, ends = np.zeros((n, ports + 1)), np.zeros((n, 3))
        here[:, 0] = 1.0
        months, taken = np.zeros(n), np.zeros_like(self.costs)
        for _ in range(self.months):
            months += here.sum(axis=1)
            for k in range(1, ports):
                taken += here[:, [k]] * self.hunger[:, :, :k].sum(axis=2)
            ends[:, 1] += here.sum(axis=1) * self.lifts[:, holder]
            stays = here * (1 - self.lifts[:, [holder]])
            here = stays.copy()
            for k in range(ports):
                hazard = np.minimum(self.falls[:, holder, k] * self.spill[:, :k].prod(axis=1), 1.0)
                here[:, k] -= stays[:, k] * hazard
                here[:, k + 1] += stays[:, k] * hazard
            ends[:, 0] += here[:, ports]
            here[:, ports] = 0.0
        ends[:, 2] = here.sum(axis=1)
        return ends, months, taken

    def reservation(self, holders: Sequence[int]) -> Floats:
        of = holder_indexes(holders, self.costs.shape[1], self.lifts.shape[1])
        walks = [self._walk(int(h)) for h in of]
        found = [(w[0] * self.worth[:, p]).sum(axis=1) - w[2][:, p] for p, w in enumerate(walks)]
        return np.stack(found, axis=1) - self.costs

    def ends(self, holder: int) -> Floats:
        return self._walk(holder)[0]

    def duration(self, holder: int) -> Floats | None:
        return self._walk(holder)[1]

    def cost(self, holder: int) -> Floats:
        return self.costs + self._walk(holder)[2]


def build(read: Reader) -> Blockade:
    ports = read.setting.supports[: read.setting.options["needed"]]
    arrays = [read.beliefs(f"{f}-falls") for f in ports]
    arrays += [read.stated(f"ports.{f}.hunger") for f in ports if read.stated(f"ports.{f}.hunger") is not None]
    worth, lifts, costs = (
        [read.values(v) for v in ("starved", "lifted", "undecided")],
        read.beliefs("lifts"),
        read.party("costs"),
    )
    spill = [read.one(f"ports.{f}.spill", 1.0) for f in ports]
    n = max(len(a) for a in (*arrays, *worth, *spill, lifts, costs))

    def rows(a: Floats | None, width: int) -> Floats:
        return np.zeros((n, width)) if a is None else np.broadcast_to(a, (n, width))

    parties, holders = costs.shape[1], lifts.shape[1]
    return Blockade(
        np.stack([rows(a, holders) for a in arrays[: len(ports)]], axis=2), rows(lifts, holders),
        np.stack([np.broadcast_to(s, (n,)) for s in spill], axis=1), np.stack([rows(a, parties) for a in worth], axis=2),
        rows(costs, parties), np.stack([rows(read.stated(f"ports.{f}.hunger"), parties) for f in ports], axis=2),
        read.setting.horizon or 12,
    )  # fmt: skip


def learn(beliefs: Mapping[str, float], seen: Observed) -> Mapping[str, float]:
    """An engagement that the blockader won counts as a port fallen, one that it lost as the blockade lifted, in a year of months."""
    won, lost = seen.won * seen.seen.won, seen.lost * seen.seen.lost
    return {k: (v * 12 + (lost if k == "lifts" else won)) / (12 + won + lost) for k, v in beliefs.items()}


RECORD = Record(
    name="blockade",
    title="a blockade of ports that fall one after another, or of which the blockader tires",
    build=build,
    beliefs=(
        probability("{support}-falls", "{whose} belief that {name} falls in a month", monthly=True),
        probability("lifts", "{whose} belief that {a} lifts the blockade in a month", monthly=True),
    ),
    values=(
        points("starved", "what it is worth to {party} that {b} is starved out", **WORTH),
        points("lifted", "what it is worth to {party} that the blockade is lifted", **WORTH),
        points("undecided", "what it is worth to {party} that neither has given way", **WORTH),
    ),
    by_party=(COSTS,),
    tables=(
        Table(
            "ports",
            (factor("spill", "how much faster other ports fall once {name} has", 1.0, 10.0, absent=1.0),),
            by_party=(cost("hunger", "what a month without {name} costs {party}"),),
            named="a port",
            needed=True,
            example="ports: {saltmouth: {title: Saltmouth}}",
        ),
        Table("siege", wholes=(Whole("needed", 2, 1, 6),)),
    ),
    clock=True,
    learning=Learning(("{support}-falls", "lifts"), learn),
)
