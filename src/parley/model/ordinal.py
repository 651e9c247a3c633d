"""Verdicts from orders alone: the case's ranked packages, and its weights taken for their order only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import Score, Weight
from parley.case.types import Case
from parley.core.errors import CaseError
from parley.deals.ordinal import NO_DEAL, Order, OrderedZone, Ranked, ordered_weights, ranked_packages
from parley.deals.values import values_of
from parley.model.compose import kind_of, problem
from parley.model.no_deal import own_or_principals

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.model.modes import RedLines

NO_DEAL_KEY = "no-deal"
"""How a case writes no deal in a ranking."""


@dataclass(frozen=True)
class OrderVerdict:
    """The zone under every, some or no weights consistent with the order; ``orders``: party → tiers of issues,
    weightiest first."""

    found: OrderedZone
    orders: dict[str, tuple[tuple[str, ...], ...]]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    without_lines: OrderVerdict | None = None
    """The same with all red lines lifted, where lines were counted and no weights leave a zone: whether it is the lines."""


def ranked(case: Case, *, unknown: bool = False) -> Ranked:
    """The verdict of the packages that the parties rank; needs no number. :class:`CaseError` where nothing is ranked.

    ``unknown``: a required party that ranks nothing counts as one of whom no order is known, and is not refused.
    """
    if not case.rankings:
        raise CaseError.one(
            f"{case.path}: no packages are ranked",
            hint="name packages: and write rankings: {PARTY: [best, …, no-deal, …]}; see docs/case-format.md",
        )
    tiers = {
        party: [[NO_DEAL if name == NO_DEAL_KEY else name for name in tier] for tier in order]
        for party, order in case.rankings.items()
        if party in case.required
    }
    lacking = [party for party in case.required if party not in tiers]
    if lacking and not unknown:
        raise CaseError.one(f"{case.path}: {', '.join(lacking)} ranks no packages, and its consent is required")
    return ranked_packages({**tiers, **{party: [[NO_DEAL]] for party in lacking}})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A party's stated order against the order that its numbers give."""

    party: str
    above: str
    """A package, or no-deal: ranked higher …"""
    below: str
    """… than this one, which the numbers put higher."""
    worth: tuple[float, float]
    """In points of the party's own scale, at the middle numbers: of ``above`` and of ``below``; no deal is worth R."""


def contradictions(case: Case, draws: Draws) -> tuple[Contradiction, ...]:
    """Where what a required party ranks higher is worth less to it by the numbers of ``draws`` (its first row): every such
    pair, in the order of the case. Of what is held equal nothing is said."""
    p = problem(case, draws, case.main_kind)
    at = np.array([[p.options[j].index(package.deal[issue]) for j, issue in enumerate(p.issues)] for package in case.packages.values()])  # fmt: skip
    if not len(at):
        return ()
    v, r = values_of(p, at)[0], p.reservation[0]
    out = []
    for i, party in enumerate(p.parties):
        worth = {name: float(v[k, i]) for k, name in enumerate(case.packages)} | {NO_DEAL_KEY: float(r[i])}
        near = p.tolerance * float(p.scale[i]) + 1e-9
        order = case.rankings.get(party, ())
        out += [
            Contradiction(party, a, b, (worth[a], worth[b]))
            for level, tier in enumerate(order)
            for a in tier
            for lower in order[level + 1 :]
            for b in lower
            if worth[a] < worth[b] - near
        ]
    return tuple(out)


def order_doubts(case: Case) -> tuple[str, ...]:
    """The contradictions at the case's own medians, one doubt each; none where a number is not yet said."""
    from parley.case.chance.sampling import medians, unset

    if not (case.rankings and case.packages) or unset(case):
        return ()
    found = contradictions(case, medians(case))
    return tuple(f"rankings.{c.party}: {contradiction_words(case, c)}" for c in found)


def contradiction_words(case: Case, c: Contradiction) -> str:
    """ "North ranks Swap above no deal, but by its numbers it is worth 31.0 points and no deal 48.0"."""

    def name(key: str) -> str:
        return "no deal" if key == NO_DEAL_KEY else f"“{case.packages[key].title}”"

    high, low = c.worth
    return (
        f"{case.parties[c.party].title} ranks {name(c.above)} above {name(c.below)}, but by the numbers the first is worth "
        f"{high:.1f} points to it and the second {low:.1f}"
    )


def by_order(
    case: Case, kind: str | None = None, beliefs: str = "own", red_lines: RedLines = "weighed"
) -> OrderVerdict:
    """The zone at the medians, but of each party's weights only the order of their medians (equal medians share a tier).

    Raises :class:`CaseError` for a kind that is worth something only beside no deal: its value hangs on the weights twice.
    """
    from parley.case.chance.sampling import medians

    chosen = kind_of(case, kind)
    if chosen.basis == "no_deal":
        raise CaseError.one(
            f"kind {chosen.key!r} leaves the war going on; an order of weights settles nothing about it"
        )
    draws = medians(case)
    composed = problem(case, draws, chosen.key, beliefs, red_lines)
    scores = np.array(
        [
            [
                float(own_or_principals(case, draws, Score(party, issue, option))[0])
                for issue in chosen.issues
                for option in chosen.only[issue]
            ]
            for party in case.required
        ]
    )
    orders = {
        party: _tiers([float(own_or_principals(case, draws, Weight(party, j))[0]) for j in chosen.issues])
        for party in case.required
    }
    found = ordered_weights(composed, scores, [orders[party] for party in case.required])
    named = {party: tuple(tuple(chosen.issues[j] for j in tier) for tier in order) for party, order in orders.items()}
    free = None
    if found.verdict == "none" and composed.lines:
        free = by_order(case, chosen.key, beliefs, "none")
    return OrderVerdict(found, named, composed.issues, composed.options, free)


def _tiers(weights: list[float]) -> Order:
    levels = sorted(set(weights), reverse=True)
    return tuple(tuple(j for j, w in enumerate(weights) if w == level) for level in levels)
