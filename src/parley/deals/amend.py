"""The nearest amendments of a deal: which changes of one option, or of two, bring it into the zone.

Every deal that differs from the given one in one issue is looked at, then every one that differs in two: the search is
exact. An amendment is *minimal*: no part of it mends the deal by itself. Where none of one or two changes does, what comes
nearest is shown instead, and the deal of the zone that differs in the fewest issues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from parley.core.errors import BudgetError
from parley.deals.budget import DEFAULT, Budget
from parley.deals.listing import crossings, floors_met, holding, inside, keeping_rules, possible_deals
from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.structure import build
from parley.deals.values import Deals, values_of
from parley.deals.verdict import shortfalls
from parley.deals.zone import one_draw, zone

SHOWN = 5
"""Amendments that a reader can weigh."""
CHANGES = 2
"""Options changed together that are searched through, all of them."""
LISTED = 200_000
"""Deals that are looked at one by one: amended ones, and the whole zone in search of the fewest changes."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A deal that differs from the given one."""

    change: tuple[tuple[int, int], ...]
    """(issue, its new option), by issue."""
    deal: tuple[int, ...]
    in_zone: bool
    loss: float
    """What it takes from the parties that it leaves worse off, each loss as a part of that party's range, added up."""
    shortfall: float
    """How far it falls short for the party that it serves worst, as a part of that party's range; at most 0 in the zone."""


@dataclass(frozen=True, slots=True)
class Amendments:
    """What mends a deal, or comes nearest."""

    shown: tuple[Amended, ...]
    """In the zone: fewest changes first, then those that take least from anybody, then by the slack of whoever has least. Else those that come nearest."""
    mending: int
    """How many minimal amendments of at most ``searched`` changes mend it, shown or not."""
    searched: int
    """Every amendment of at most so many changes was looked at."""
    fewest: int | None
    """The fewest changes that bring the deal into the zone: exact; None where no deal is in the zone, or where the search
    did not reach that far."""
    zone: bool | None
    """Whether any deal is in the zone; None where that was not settled within the budget."""


def neighbours(problem: DealProblem, deal: Sequence[int], changes: int) -> Deals:
    """(m, J): every deal that differs from ``deal`` in exactly ``changes`` issues, in lexicographic order of the issues."""
    return np.array(list(_neighbours(problem, deal, changes)), dtype=np.int64).reshape(-1, len(problem.issues))


def _neighbours(problem: DealProblem, deal: Sequence[int], changes: int) -> Iterator[list[int]]:
    for issues in combinations(range(len(problem.issues)), changes):
        others = [[o for o in range(len(problem.options[j])) if o != deal[j]] for j in issues]
        for chosen in product(*others):
            made = list(deal)
            for issue, option in zip(issues, chosen, strict=True):
                made[issue] = option
            yield made


def _count(problem: DealProblem, changes: int) -> int:
    others = [len(o) - 1 for o in problem.options]
    if changes == 1:
        return sum(others)
    return (sum(others) ** 2 - sum(n * n for n in others)) // 2


def amendments(
    problem: DealProblem, deal: Sequence[int], draw: int = 0, *, most: int = SHOWN, budget: Budget = DEFAULT
) -> Amendments:
    """The amendments of ``deal`` in one draw; empty for a deal that is in the zone already.

    Raises :class:`InputError` for arrays that are not well formed. Past 200,000 (or ``budget.enumerate``) changes
    of two options these are left out, and ``searched`` says so.
    """
    p = one_draw(problem, draw)
    given = tuple(int(o) for o in deal)
    if inside(p, np.array([given]))[0]:
        return Amendments((), 0, CHANGES, 0, True)
    mending: list[Amended] = []
    looked: list[Deals] = []
    searched = 0
    for changes in range(1, CHANGES + 1):
        if _count(p, changes) > min(LISTED, budget.enumerate):
            break
        searched = changes
        found = neighbours(p, given, changes)
        looked.append(found)
        made = [_amended(p, given, x, True) for x in found[inside(p, found)]]
        known = [set(a.change) for a in mending]
        minimal = [a for a in made if not any(part <= set(a.change) for part in known)]
        mending += sorted(minimal, key=_order)
    if mending:
        return Amendments(tuple(mending[:most]), len(mending), searched, len(mending[0].change), True)
    further, fewest, exists = _further(p, given, most, budget)
    nearer = _nearer(p, given, np.concatenate(looked) if looked else neighbours(p, given, 0), most)
    return Amendments((*further, *nearer)[:most], 0, searched, fewest, exists)


def _amended(p: DealProblem, deal: tuple[int, ...], x: Sequence[int] | np.ndarray, in_zone: bool) -> Amended:
    made = tuple(int(o) for o in x)
    change = tuple((j, o) for j, (o, was) in enumerate(zip(made, deal, strict=True)) if o != was)
    was, now = values_of(p, np.array([deal, made]))[0]
    lost = np.maximum(was - now, 0.0) / np.where(p.scale > 0, p.scale, 1.0)
    return Amended(change, made, in_zone, float(lost.sum()), float(_short(p, np.array([made]))[0]))


def _order(a: Amended) -> tuple[float, float, tuple[tuple[int, int], ...]]:
    """Of amendments with as many changes: what costs the others least comes first."""
    return round(a.loss, 9), round(a.shortfall, 12), a.change


def _short(p: DealProblem, deals: Deals) -> Floats:
    return shortfalls(values_of(p, deals)[0], p.reservation[0], p.scale)


def _nearer(p: DealProblem, deal: tuple[int, ...], looked: Deals, most: int) -> list[Amended]:
    """Of what was looked at: deals that cross fewer lines that hold, or fall less short and cross no more; the best first,
    and none that another improves on with a part of its changes."""
    both = np.concatenate([np.array([deal]), looked])
    held = list(holding(p, 0))
    crossed = crossings(p, both)[:, held].sum(axis=1) + ~floors_met(p, both, 0)
    short = np.maximum(_short(p, both), 0.0)
    fine: Bools = keeping_rules(p, both)
    rank = np.lexsort((np.arange(len(both)), np.round(short, 12), crossed))
    start = (crossed[0], round(float(short[0]), 12)) if fine[0] else (np.inf, np.inf)
    out: list[Amended] = []
    for i in rank:
        if i == 0 or not fine[i]:
            continue
        if len(out) == most or (crossed[i], round(float(short[i]), 12)) >= start:
            break
        made = _amended(p, deal, both[i], False)
        if not any(set(a.change) <= set(made.change) for a in out):
            out.append(made)
    return out


def _further(
    p: DealProblem, deal: tuple[int, ...], most: int, budget: Budget
) -> tuple[list[Amended], int | None, bool | None]:
    """Deals of the zone with the fewest changes, how many those are, and whether there is a zone; past listing, one deal of
    the zone, and the number is not known."""
    try:
        plain = build(replace(p, security=None, interactions=(), refusals=()), (), budget)
        if plain.possible() > min(LISTED, budget.enumerate):
            found = zone(p, budget=budget)
            shown = [_amended(p, deal, found.example, True)] if found.exists and found.example else []
            return shown, None, found.exists
        deals = possible_deals(p, budget)
    except BudgetError:
        return [], None, None
    deals = deals[inside(p, deals)]
    if not len(deals):
        return [], None, False
    changed = (deals != np.array(deal)).sum(axis=1)
    fewest = int(changed.min())
    nearest = [_amended(p, deal, x, True) for x in deals[changed == fewest]]
    return sorted(nearest, key=_order)[:most], fewest, True
