"""How one deal stands under one view: what it is worth to each party beside no deal, what it crosses, whether it is in the zone.

Whether a deal is in the zone is asked of the same engine that tests the zone, with every other deal left out.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.consent import needs
from parley.case.deal import Deal, breaks, crosses
from parley.case.types import Case, Kind, Rule
from parley.deals.problem import Bools, DealProblem, Floats, Pattern
from parley.model.modes import RedLines

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

SAME = 1e-9
"""Spread below which a number counts as the same in every draw."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a deal can be one of a kind, and what speaks against it."""

    kind: str
    missing: tuple[str, ...] = ()
    """Issues of the kind that the deal leaves open."""
    beyond: tuple[str, ...] = ()
    """Issues of the deal that the kind is not about."""
    closed: tuple[str, ...] = ()
    """Issues whose option the kind does not have."""
    broken: tuple[Rule, ...] = ()
    """Rules of the case that forbid the deal."""
    unchanged: bool = False
    """It leaves everything as it is without a deal, in a kind that goes on beside the war: that is no deal."""

    @property
    def whole(self) -> bool:
        """Whether it says something on every issue of the kind and on no other."""
        return not self.missing and not self.beyond

    @property
    def allowed(self) -> bool:
        return self.whole and not self.closed and not self.broken and not self.unchanged


def completed(kind: Kind, deal: Deal) -> dict[str, str]:
    """The deal with the issues that the kind leaves no choice about, in the kind's order; other issues stay."""
    fixed = {issue: options[0] for issue, options in kind.only.items() if len(options) == 1}
    whole = {**fixed, **deal}
    return {
        issue: whole[issue] for issue in (*kind.issues, *(i for i in deal if i not in kind.issues)) if issue in whole
    }


def fit(case: Case, kind: str, deal: Deal) -> Fit:
    """How a deal fits a kind; issues that the kind leaves no choice about may be left out."""
    chosen = case.kinds[kind]
    whole = completed(chosen, deal)
    mine = {issue: option for issue, option in whole.items() if issue in chosen.issues}
    missing = tuple(issue for issue in chosen.issues if issue not in whole)
    alone = len(mine) == len(whole)
    return Fit(
        kind,
        missing=missing,
        beyond=tuple(issue for issue in whole if issue not in chosen.issues),
        closed=tuple(issue for issue, option in mine.items() if option not in chosen.only[issue]),
        broken=() if missing else tuple(rule for rule in case.rules if breaks(rule, mine)),
        unchanged=alone and chosen.basis == "no_deal" and mine == dict(chosen.status_quo),
    )


FEW = 4096
"""Deals of a kind that are looked through for a second one."""


def only_one(case: Case, kind: str) -> bool:
    """Whether a kind allows one deal alone, by its options and the rules, so that nothing can be said of changes to it."""
    only = case.kinds[kind].only
    if math.prod(len(options) for options in only.values()) > FEW:
        return False
    deals = (dict(zip(only, chosen, strict=True)) for chosen in itertools.product(*only.values()))
    return sum(1 for _ in itertools.islice((d for d in deals if fit(case, kind, d).allowed), 2)) == 1


@dataclass(frozen=True, slots=True)
class Standing:
    """One deal of one kind under one view. By party, in points of each party's own scale, at the middle numbers."""

    kind: str
    view: str | None
    deal: Mapping[str, str]
    values: Mapping[str, float]
    reservation: Mapping[str, float]
    short: Mapping[str, float]
    """R − V where the party falls short, else 0."""
    accepts: Mapping[str, bool]
    crosses: tuple[str, ...]
    """Declared lines of those whose consent is required."""
    held: tuple[str, ...]
    """Of these, the ones that count: by the mode of red lines, at the middle numbers."""
    floors: tuple[str, ...]
    """Issues whose option lies below a floor of the analyst's."""
    refused: tuple[str, ...]
    """Suppliers to whom supplying what the deal needs of them is worth less than not supplying it."""
    in_zone: bool
    share: float | None = None
    """Of the draws: those in which the deal is in the zone; None where none were made."""
    share_se: float | None = None
    suits: Mapping[str, float] | None = None
    """By party: the share of draws in which it does not fall short."""
    suits_se: Mapping[str, float] | None = None
    varies: bool = False
    """Whether a number that the deal's verdict reads has a range."""


def posed(
    case: Case, draws: Draws, kind: str, deal: Deal, beliefs: str = "own", red_lines: RedLines = "weighed"
) -> tuple[DealProblem, tuple[int, ...]]:
    """The problem of a kind, with whatever options of ``deal`` the kind does not have added and forbidden; and the deal in it.

    So a deal that its kind does not allow can still be valued, and what would mend it be looked for. ``deal`` is whole.
    """
    from parley.model.compose import problem

    chosen = case.kinds[kind]
    closed = {issue: deal[issue] for issue in chosen.issues if deal[issue] not in chosen.only[issue]}
    if not closed:
        p = problem(case, draws, kind, beliefs, red_lines)
    else:
        p = _widened(case, draws, kind, closed, beliefs, red_lines)
    return p, tuple(p.options[j].index(deal[issue]) for j, issue in enumerate(p.issues))


def _widened(
    case: Case, draws: Draws, kind: str, closed: Mapping[str, str], beliefs: str, red_lines: RedLines
) -> DealProblem:
    from parley.model.compose import problem, scale

    chosen = case.kinds[kind]
    only = {i: (*options, closed[i]) if i in closed else options for i, options in chosen.only.items()}
    wider = replace(case, kinds={**case.kinds, kind: replace(chosen, only=only)})
    p = problem(wider, draws, kind, beliefs, red_lines)
    barred: list[Pattern] = [
        ((j, frozenset({p.options[j].index(closed[issue])})),) for j, issue in enumerate(p.issues) if issue in closed
    ]
    return replace(p, forbidden=(*p.forbidden, *barred), scale=scale(case))


def standing(
    case: Case,
    middle: Draws,
    sample: Draws | None,
    kind: str,
    deal: Deal,
    beliefs: str = "own",
    red_lines: RedLines = "weighed",
) -> Standing:
    """How a whole deal of a kind stands under the view of ``case``: at the medians, and over ``sample`` where there is one."""
    from parley.deals.listing import holding
    from parley.deals.values import values_of
    from parley.deals.verdict import thresholds

    chosen = case.kinds[kind]
    p, x = posed(case, middle, kind, deal, beliefs, red_lines)
    v, r = values_of(p, np.array([x]))[0, 0], p.reservation[0]
    crossed = tuple(line.key for line in crosses(case, deal))
    counted = {p.lines[k].name for k in holding(p, 0)}
    short_of = {need.party for need in needs(case, deal) if need.why == "supplies" and need.short}
    accepts = v >= thresholds(p)[0]
    made = Standing(
        kind=kind,
        view=case.view,
        deal=dict(deal),
        values=dict(zip(p.parties, v.tolist(), strict=True)),
        reservation=dict(zip(p.parties, r.tolist(), strict=True)),
        short=dict(zip(p.parties, np.where(accepts, 0.0, r - v).tolist(), strict=True)),
        accepts=dict(zip(p.parties, accepts.tolist(), strict=True)),
        crosses=crossed,
        held=tuple(key for key in crossed if key in counted),
        floors=_below(case, middle, chosen, deal),
        refused=tuple(key for key in case.parties if key in short_of),
        in_zone=bool(_alone(p, x)[0]),
    )
    return made if sample is None else _over(made, case, sample, beliefs, red_lines)


def _below(case: Case, middle: Draws, kind: Kind, deal: Deal) -> tuple[str, ...]:
    from parley.model.compose import above_floor, counted_floors

    floors = counted_floors(case, kind)
    found = [floor.issue for floor in floors if above_floor(case, middle, floor, deal[floor.issue])[0] < 0]
    return tuple(dict.fromkeys(found))


def _others(case: Case, sample: Draws, kind: Kind, deal: Deal) -> list[Floats]:
    """(n, 1) each: what the deal has above the floors that count, and what supplying it is worth to each supplier."""
    from parley.model.compose import above_floor, counted_floors
    from parley.model.supply import supply_worth

    floors = [above_floor(case, sample, floor, deal[floor.issue]) for floor in counted_floors(case, kind)]
    asked = [need for need in needs(case, deal) if need.why == "supplies"]
    worth = [supply_worth(sample, need.party, list(need.options)) for need in asked]
    return [column[:, None] for column in (*floors, *worth)]


def _alone(p: DealProblem, x: tuple[int, ...]) -> Bools:
    """(n,): whether the deal is in the zone, by the zone test with every other deal left out."""
    from parley.deals.listing import only
    from parley.deals.zone import exists_draws

    found, decided = exists_draws(only(p, x))
    return np.asarray(found & decided)


def _over(made: Standing, case: Case, sample: Draws, beliefs: str, red_lines: RedLines) -> Standing:
    from parley.case.chance.sampling import share_and_error
    from parley.deals.values import values_of
    from parley.deals.verdict import thresholds

    p, x = posed(case, sample, made.kind, made.deal, beliefs, red_lines)
    v = values_of(p, np.array([x]))[:, 0, :]
    suits = v >= thresholds(p)
    share, error = share_and_error(_alone(p, x), sample)
    each = [share_and_error(suits[:, i], sample) for i in range(len(p.parties))]
    lines = [
        p.lines_hold[:, k] for k, line in enumerate(p.lines) if p.lines_hold is not None and line.name in made.crosses
    ]
    read: list[Floats] = [v, p.reservation, *(np.asarray(held, dtype=np.float64)[:, None] for held in lines)]
    read += _others(case, sample, case.kinds[made.kind], made.deal)
    return replace(
        made,
        share=share,
        share_se=error,
        suits={party: s for party, (s, _) in zip(p.parties, each, strict=True)},
        suits_se={party: e for party, (_, e) in zip(p.parties, each, strict=True)},
        varies=any(float(np.ptp(a, axis=0).max()) > SAME for a in read if a.size),
    )
