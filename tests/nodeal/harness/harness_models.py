"""The shipped models built at random from arrays, with how to make a war dearer and how to exchange its sides. A model that is registered
needs no row here: test_every_record.py takes it from its record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from parley.core.seeds import generator
from parley.nodeal.belief import beta_nodes
from parley.nodeal.campaign import Campaign
from parley.nodeal.chain import Chain
from parley.nodeal.collapse import Collapse
from parley.nodeal.costly_lottery import CostlyLottery
from parley.nodeal.outcomes import Outcomes

HOLDERS, PARTIES = 3, 2


@dataclass(frozen=True)
class Row:
    build: Callable[[int, int], Any]
    """(seed, draws) → a model with 2 parties (A's side first) and 3 holders."""
    dearer: Callable[[Any, int, float], Any]
    """The model with ``amount`` added to the own costs of a party."""
    mirrored: Callable[[Any], Any]
    """The same war with the two sides' labels exchanged; parties keep their places."""


def _plus(array: np.ndarray, party: int, amount: float) -> np.ndarray:
    more = np.array(array)
    more[:, party] += amount
    return more


def outcomes(seed: int, n: int) -> Outcomes:
    stream = generator(seed, "harness", "outcomes")
    raw = stream.uniform(0.05, 1, (n, HOLDERS, 3))
    values = stream.uniform(-20, 120, (n, PARTIES, 3))
    return Outcomes(raw / raw.sum(axis=2, keepdims=True), values, stream.uniform(0, 20, (n, PARTIES)))


def lottery(seed: int, n: int) -> CostlyLottery:
    stream = generator(seed, "harness", "lottery")
    good, bad = stream.uniform(60, 120, (n, PARTIES)), stream.uniform(-20, 40, (n, PARTIES))
    first = np.array([True, False])
    return CostlyLottery(
        stream.uniform(0.1, 0.9, (n, HOLDERS)), np.where(first, good, bad), np.where(first, bad, good),
        stream.uniform(0, 20, (n, PARTIES)), aversion=stream.uniform(-1, 2, (n, PARTIES)),
    )  # fmt: skip


def collapse(seed: int, n: int) -> Collapse:
    stream = generator(seed, "harness", "collapse")

    def points(low: float, high: float) -> np.ndarray:
        return stream.uniform(low, high, (n, PARTIES))

    hazards = stream.uniform(0.01, 0.2, (2, n, HOLDERS))
    return Collapse(
        hazards[0], hazards[1], points(0, 100), points(0, 100), points(0, 60), points(0, 20), points(0, 1), points(0.9, 1),
    )  # fmt: skip


def campaign(seed: int, n: int, horizon: int | None = 18) -> Campaign:
    stream = generator(seed, "harness", "campaign")
    nodes = beta_nodes(stream.uniform(0.3, 0.7, (n, HOLDERS)), stream.uniform(3, 30, (n, HOLDERS)))
    chain = Chain(
        8, nodes.theta, nodes.weight, stream.uniform(0.1, 1, (n, HOLDERS, 12)), stream.uniform(0.3, 1, (n, HOLDERS)),
        stream.uniform(0, 0.1, (n, HOLDERS, 2)), stream.uniform(-1, 1, (n, 2)), horizon, 11,
    )  # fmt: skip
    ends = stream.uniform(0, 100, (4, n, PARTIES))
    line = np.sort(stream.uniform(0, 100, (n, PARTIES, 9)), axis=2)
    line[:, 1] = line[:, 1, ::-1]
    return Campaign(
        chain, stream.integers(1, 8, n), ends[0], ends[1], line, ends[2] / 5, ends[3] / 100,
        stream.uniform(0.95, 1, (n, PARTIES)), toll_after=stream.uniform(0, 1, (n, PARTIES, 2)),
        aversion=stream.uniform(-1, 2, (n, PARTIES)),
    )  # fmt: skip


def to_the_finish(seed: int, n: int) -> Campaign:
    return campaign(seed, n, None)


def _mirror_lottery(model: CostlyLottery) -> CostlyLottery:
    return replace(model, chance=1 - model.chance, a_wins=model.b_wins, b_wins=model.a_wins)


def _mirror_collapse(model: Collapse) -> Collapse:
    return replace(
        model, a_collapses=model.b_collapses, b_collapses=model.a_collapses, a_wins=model.b_wins, b_wins=model.a_wins
    )


def _mirror_outcomes(model: Outcomes) -> Outcomes:
    return replace(model, beliefs=model.beliefs[:, :, ::-1], values=model.values[:, :, ::-1])


def _costs(model: Any, party: int, amount: float) -> Any:
    return replace(model, costs=_plus(model.costs, party, amount))


def _burden_and_toll(model: Any, party: int, amount: float) -> Any:
    return replace(model, burden=_plus(model.burden, party, amount), toll=_plus(model.toll, party, amount / 20))


MODELS: dict[str, Row] = {
    "outcomes": Row(outcomes, _costs, _mirror_outcomes),
    "costly-lottery": Row(lottery, _costs, _mirror_lottery),
    "collapse": Row(collapse, _burden_and_toll, _mirror_collapse),
    "campaign": Row(campaign, _burden_and_toll, Campaign.mirrored),
    "campaign, to the finish": Row(to_the_finish, _burden_and_toll, Campaign.mirrored),
}
