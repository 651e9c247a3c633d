"""What waiting for a settlement is worth in a campaign, with its rule said.

Rule: at the start of each month the two sides settle at the Nash point if a zone exists then; priors are common knowledge, each takes in
every decisive engagement with its openness, and each expects by its own belief. Until then the war goes on, with its level, burden and
tolls; support may end, a side may reach its end on the way, and at the horizon the line freezes. Exact recursion over decisive engagements
won and lost, support and the believer's θ, at the medians; nothing is drawn. Where no zone can open, waiting is worth R. In one
thing it is simple: an engagement fought after support has ended is taken in as one fought before. In the style of Slantchev (2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.nodeal.arrays import Floats
from parley.nodeal.belief import beta_nodes
from parley.nodeal.chain import MONTHS
from parley.nodeal.kernel_chain import shifted, transitions
from parley.nodeal.record import Mind, Waited

MOST_STEPS = 240
"""The grid of states grows with their square: 20 years of months, or 5 years of weeks."""


@dataclass(frozen=True)
class _Side:
    """The belief of one side and how it moves."""

    a: float
    b: float
    to_won: float
    """Openness to an engagement that side A won."""
    to_lost: float

    def mean(self, won: Floats, lost: Floats) -> Floats:
        """θ after decisive engagements won and lost by side A."""
        return (self.a + self.to_won * won) / self.strength(won, lost)

    def strength(self, won: Floats, lost: Floats) -> Floats:
        """Engagements that the belief is then worth."""
        return self.a + self.b + self.to_won * won + self.to_lost * lost


def waiting(model: Any, deals: Floats, minds: Sequence[Mind], asks: Floats) -> tuple[Waited, ...]:
    """What waiting is worth to sides A and B, parties 0 and 1 and holders 0 and 1 of ``model``, a :class:`~parley.nodeal.campaign.Campaign` of
    one row (its file imports this one, so that its type cannot be named here).

    ``deals`` (F, 2): values of the undominated deals that may be made; ``minds``: what each believes of θ and how it learns; ``asks`` (2,): points
    above R that each asks. Empty with a risk curve, without a horizon, and past ``MOST_STEPS`` steps to it.
    """
    steps = (model.chain.horizon or 0) * model.chain.steps
    if model.aversion is not None or not 0 < steps <= MOST_STEPS:
        return ()
    sides = [_side(mind) for mind in minds]
    plan = _Plan(model, deals, sides, asks)
    now = model.reservation([0, 1])[0]
    return tuple(plan.expect(i, float(now[i])) for i in (0, 1))


def _side(mind: Mind) -> _Side:
    mean, size = mind.beliefs["theta"], mind.beliefs["strength"]
    return _Side(mean * size, (1 - mean) * size, mind.won, mind.lost)


class _Plan:
    """The recursion. States are grids over (won, lost); ``deals`` (F, 2) are the values of undominated admissible deals."""

    def __init__(self, model: Any, deals: Floats, beliefs: list[_Side], asks: Floats) -> None:
        self.model, self.deals, self.beliefs, self.asks = model, deals, beliefs, asks
        chain = model.chain
        assert chain.horizon is not None
        self.masks = 1 << chain.shift.shape[1]
        self.steps = chain.horizon * chain.steps
        count = np.arange(self.steps + 1.0)
        self.won, self.lost = np.meshgrid(count, count, indexing="ij")
        self.place = int(model.start[0]) + (self.won - self.lost).astype(np.int64)
        self.settled = [self._settle(month) for month in range(chain.horizon)]

    def expect(self, side: int, fight: float) -> Waited:
        """Forward over steps under ``side``'s belief: mass over (θ node, support, won, lost)."""
        chain, model = self.model.chain, self.model
        n, inside = chain.positions, np.clip(self.place, 0, chain.positions)
        step = float(model.patience[0, side]) ** (1 / chain.steps)
        line = model.line[0, side]
        level = (line if model.level is None else model.level[0, side]) - float(model.burden[0, side])
        tolls = model.tolls_by_step()[0, side][None, :, None, None]
        growth = 0.0 if model.growth is None else float(model.growth[0, side])
        wins = self._odds(side)[:, :, None, None]
        change = transitions(1 - (1 - chain.hazard[0, side]) ** (1 / chain.steps), self.masks)
        mass = np.zeros((wins.shape[0], self.masks, *self.won.shape))
        mass[:, chain.mask, 0, 0] = chain.weight[0, side]
        value = opened = months = 0.0
        for s in range(self.steps):
            if s % chain.steps == 0:
                worth = self.settled[s // chain.steps]
                agreed = np.where(worth[..., 0] > -np.inf, mass, 0.0)
                value += step**s * float((agreed * np.where(worth[..., side] > -np.inf, worth[..., side], 0.0)).sum())
                opened += float(agreed.sum())
                mass = mass - agreed
            months += float(mass.sum()) / chain.steps
            paid = tolls * (1 + growth) ** (s / chain.steps)
            value += step**s * float((mass * ((1 - step) * level[inside] - paid)).sum())
            month = (chain.first_month - 1 + s // chain.steps) % MONTHS
            move = float(chain.pace[0, side, month] * chain.decisive[0, side]) / chain.steps
            up, down = mass * move * wins, mass * move * (1 - wins)
            mass = mass * (1 - move)
            mass[:, :, 1:] += up[:, :, :-1]
            mass[:, :, :, 1:] += down[:, :, :, :-1]
            mass = np.einsum("gmwl,mk->gkwl", mass, change)
            for end, ends in ((n, model.a_wins), (0, model.b_wins)):
                there = self.place == end
                value += step ** (s + 1) * float(mass[:, :, there].sum() * ends[0, side])
                mass[:, :, there] = 0.0
        value += step**self.steps * float((mass * line[inside]).sum())
        return Waited(value, fight, min(opened, 1.0), months)

    def _odds(self, side: int) -> Floats:
        """(G, S): θ at each node of the belief under each state of support."""
        chain = self.model.chain
        theta = np.clip(chain.theta[0, side], 1e-12, 1 - 1e-12)
        return np.array([shifted(float(t), chain.shift[0], self.masks) for t in theta])

    def _settle(self, month: int) -> Floats:
        """(S, won, lost, 2): worth of the Nash point where a zone exists at the start of ``month``; −∞ where none does."""
        chain = self.model.chain
        found = np.full((self.masks, *self.won.shape, 2), -np.inf)
        live = (self.place > 0) & (self.place < chain.positions) & (self.won + self.lost <= month * chain.steps)
        if not live.any() or not len(self.deals):
            return found
        for mask in range(self.masks):
            if mask & chain.mask != mask:
                continue
            r = self._reservation(month, mask, self.won[live], self.lost[live], self.place[live])
            gain = self.deals[None, :, :] - r[:, None, :]
            product = np.where((gain >= -1e-9).all(axis=2), np.maximum(gain, 0.0).prod(axis=2), -1.0)
            best = product.argmax(axis=1)
            agreed = product[np.arange(len(best)), best] >= 0
            found[mask][live] = np.where(agreed[:, None], self.deals[best], -np.inf)
        return found

    def _reservation(self, month: int, mask: int, won: Floats, lost: Floats, place: NDArray[np.int64]) -> Floats:
        """(states, 2): what each side accepts, by its own belief, with the line at ``place``, ``month`` months on, support as in ``mask``."""
        model, chain = self.model, self.model.chain
        assert chain.horizon is not None
        means = np.stack([b.mean(won, lost) for b in self.beliefs], axis=1)
        sizes = np.stack([b.strength(won, lost) for b in self.beliefs], axis=1)
        nodes = beta_nodes(means, sizes)
        later = replace(
            chain,
            theta=nodes.theta,
            weight=nodes.weight,
            pace=chain.pace[:, :2],
            decisive=chain.decisive[:, :2],
            hazard=chain.hazard[:, :2],
            horizon=chain.horizon - month,
            first_month=(chain.first_month - 1 + month) % MONTHS + 1,
            standing=mask,
        )
        dearer = model.toll if model.growth is None else model.toll * (1 + model.growth) ** month
        result: Floats = replace(model, chain=later, start=place, toll=dearer).reservation([0, 1]) + self.asks
        return result
