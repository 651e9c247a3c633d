"""Models of no-deal from named numbers: the one place where a dotted path becomes an array.

Pure: a ``Get`` returns the n draws of a path, or None where the case says nothing. Groups are shared by all models, so that a view or a
course can move any of them: ``no_deal.beliefs.HOLDER.NAME``, ``no_deal.values.PARTY.NAME``, ``no_deal.costs.PARTY`` and so on. To add a
model: its file, a builder here and a row in BUILDERS (docs/nodeal-models.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from parley.core.errors import InputError
from parley.core.suggest import did_you_mean
from parley.nodeal.arrays import Floats
from parley.nodeal.belief import beta_nodes
from parley.nodeal.campaign import Campaign
from parley.nodeal.chain import Chain
from parley.nodeal.collapse import Collapse
from parley.nodeal.costly_lottery import CostlyLottery
from parley.nodeal.outcomes import Outcomes
from parley.nodeal.protocol import NoDealModel

Get = Callable[[str], Floats | None]

STRENGTH = 10.0
"""Engagements that a belief about θ is worth where the case does not say: wide, since force ratios foretell battles poorly."""
STEPS = 4
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Setting:
    """What a case states about its war that is not a number with a range."""

    sides: tuple[str, str]
    """Side A (its success moves the line toward N) and side B."""
    outcomes: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    positions: int = 10
    steps: int = STEPS
    horizon: int | None = None
    """Months."""
    first_month: int = 1
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Reader:
    get: Get

    def need(self, path: str) -> Floats:
        found = self.get(path)
        if found is None:
            raise InputError.one(
                f"the no-deal model needs the number {path}", hint="parley check lists what is missing"
            )
        return np.asarray(found, dtype=np.float64)

    def each(self, template: str, names: Sequence[str], default: float | None = None) -> Floats:
        """(n, len(names)): ``template`` with {} for each name; absent ones take ``default`` (None: they are needed)."""
        found = [self._one(template.format(name), default) for name in names]
        n = max(len(f) for f in found) if found else 1
        return np.stack([np.broadcast_to(f, (n,)) for f in found], axis=1) if found else np.zeros((1, 0))

    def _one(self, path: str, default: float | None) -> Floats:
        if default is None:
            return self.need(path)
        found = self.get(path)
        return np.full(1, default) if found is None else np.asarray(found, dtype=np.float64)

    def some(self, template: str, names: Sequence[str], default: float) -> Floats | None:
        """As :meth:`each`, or None where no path is given at all."""
        if all(self.get(template.format(name)) is None for name in names):
            return None
        return self.each(template, names, default)


def model(name: str, get: Get, parties: Sequence[str], holders: Sequence[str], setting: Setting) -> NoDealModel:
    """The model called ``name`` for these parties and holders of beliefs. Raises InputError for a missing number or name."""
    builder = BUILDERS.get(name)
    if builder is None:
        raise InputError.one(f"no model of no-deal is called {name!r}", hint=did_you_mean(name, BUILDERS))
    return builder(_Reader(get), parties, holders, setting)


def reservation(name: str, get: Get, party: str, holder: str, setting: Setting) -> Floats:
    """(n,): R of ``party`` under ``holder``'s beliefs, in points."""
    return model(name, get, [party], [holder], setting).reservation([0])[:, 0]


def _outcomes(read: _Reader, parties: Sequence[str], holders: Sequence[str], setting: Setting) -> NoDealModel:
    beliefs = np.stack([read.each(f"no_deal.beliefs.{h}.{{}}", setting.outcomes) for h in holders], axis=1)
    total = beliefs.sum(axis=2, keepdims=True)
    values = np.stack([read.each(f"no_deal.values.{p}.{{}}", setting.outcomes) for p in parties], axis=1)
    return Outcomes(beliefs / total, values, read.each("no_deal.costs.{}", parties, 0.0), setting.outcomes)


def _lottery(read: _Reader, parties: Sequence[str], holders: Sequence[str], setting: Setting) -> NoDealModel:
    return CostlyLottery(
        read.each("no_deal.beliefs.{}.chance", holders),
        read.each("no_deal.values.{}.a-wins", parties),
        read.each("no_deal.values.{}.b-wins", parties),
        read.each("no_deal.costs.{}", parties, 0.0),
        subsidy=read.some("no_deal.subsidies.{}", parties, 0.0),
        aversion=read.some("no_deal.aversion.{}", parties, 0.0),
    )


def _collapse(read: _Reader, parties: Sequence[str], holders: Sequence[str], setting: Setting) -> NoDealModel:
    return Collapse(
        read.each("no_deal.beliefs.{}.a-collapses", holders),
        read.each("no_deal.beliefs.{}.b-collapses", holders),
        read.each("no_deal.values.{}.a-wins", parties),
        read.each("no_deal.values.{}.b-wins", parties),
        read.each("no_deal.values.{}.level", parties),
        read.each("no_deal.costs.{}", parties, 0.0),
        read.each("no_deal.tolls.{}", parties, 0.0),
        read.each("no_deal.patience.{}", parties, 1.0),
    )


def _campaign(read: _Reader, parties: Sequence[str], holders: Sequence[str], setting: Setting) -> NoDealModel:
    nodes = beta_nodes(
        read.each("no_deal.beliefs.{}.theta", holders), read.each("no_deal.beliefs.{}.strength", holders, STRENGTH)
    )
    season = read.each("no_deal.campaign.season.{}", MONTH_NAMES, 1.0)
    pace = read.need("no_deal.campaign.pace")[:, None] * season
    if float(np.median(pace.max(axis=1))) > setting.steps:
        raise InputError.one(
            f"a pace of {float(np.median(pace.max(axis=1))):g} engagements a month needs more than {setting.steps} steps a month",
            hint="raise steps under no_deal.campaign",
        )
    hazard = np.stack([read.each(f"no_deal.beliefs.{h}.{{}}-ends", setting.supports, None) for h in holders], axis=1)
    count, many = setting.positions + 1, len(holders)
    chain = Chain(
        setting.positions,
        nodes.theta,
        nodes.weight,
        # a draw from the far tail of a range may ask for more engagements than there are steps
        np.minimum(np.repeat(pace[:, None, :], many, axis=1), setting.steps),
        np.repeat(read.need("no_deal.campaign.decisive")[:, None], many, axis=1),
        hazard,
        read.each("no_deal.support.{}.shift", setting.supports, 0.0),
        setting.horizon,
        setting.first_month,
        setting.steps,
    )
    ends = [read.each(f"no_deal.values.{{}}.line-{end}", parties)[:, :, None] for end in ("low", "high")]
    share = np.linspace(0.0, 1.0, count)
    after = [read.some(f"no_deal.support.{s}.tolls.{{}}", parties, 0.0) for s in setting.supports]
    n = max(len(pace), len(nodes.theta), *(len(e) for e in ends))
    return Campaign(
        chain,
        np.rint(read.need("no_deal.campaign.start")).astype(np.int64),
        read.each("no_deal.values.{}.a-wins", parties),
        read.each("no_deal.values.{}.b-wins", parties),
        (1 - share) * ends[0] + share * ends[1],
        read.each("no_deal.costs.{}", parties, 0.0),
        read.each("no_deal.tolls.{}", parties, 0.0),
        read.each("no_deal.patience.{}", parties, 1.0),
        toll_after=None if not any(a is not None for a in after) else _stacked(after, n, len(parties)),
        growth=read.some("no_deal.toll-growth.{}", parties, 0.0),
        aversion=read.some("no_deal.aversion.{}", parties, 0.0),
    )


def _stacked(arrays: Sequence[Floats | None], n: int, parties: int) -> Floats:
    return np.stack([np.broadcast_to(np.zeros((1, 1)) if a is None else a, (n, parties)) for a in arrays], axis=2)


BUILDERS: dict[str, Callable[[_Reader, Sequence[str], Sequence[str], Setting], NoDealModel]] = {
    "outcomes": _outcomes,
    "costly-lottery": _lottery,
    "collapse": _collapse,
    "campaign": _campaign,
}
