"""Verdicts from orders alone: the case's ranked packages, and its weights taken for their order only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import Score, Weight
from parley.case.types import Case
from parley.core.errors import CaseError
from parley.deals.ordinal import NO_DEAL, Order, OrderedZone, Ranked, ordered_weights, ranked_packages
from parley.model.compose import kind_of, problem
from parley.model.no_deal import own_or_principals

if TYPE_CHECKING:
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


def ranked(case: Case) -> Ranked:
    """The verdict of the packages that the parties rank; needs no number. :class:`CaseError` where nothing is ranked."""
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
    if lacking:
        raise CaseError.one(f"{case.path}: {', '.join(lacking)} ranks no packages, and its consent is required")
    return ranked_packages(tiers)


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
    return OrderVerdict(found, named, composed.issues, composed.options)


def _tiers(weights: list[float]) -> Order:
    levels = sorted(set(weights), reverse=True)
    return tuple(tuple(j for j, w in enumerate(weights) if w == level) for level in levels)
