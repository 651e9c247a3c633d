"""Joins the case's judgements to the models of ``parley.nodeal``, found by the name that the case gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, overload

import numpy as np

from parley.case.paths import (
    Belief,
    Combination,
    EndValue,
    GroupNumber,
    Office,
    Path,
    Score,
    Weight,
    believers,
    of,
    of_principal,
    read,
)
from parley.case.types import Case
from parley.deals.problem import Floats
from parley.model.facts import as_held, drawn, middles
from parley.nodeal.build import faults_of, model
from parley.nodeal.build import reservation as by_model
from parley.nodeal.record import Get, Setting, Side, spelt
from parley.nodeal.registry import record

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.nodeal.protocol import NoDealModel


def leaned_on(case: Case, party: str) -> str | None:
    """The principal whose numbers a ratifier shares where it states none of its own; None for everybody else."""
    one = case.parties.get(party)
    return one.ratifies_for if one is not None and one.leaning else None


def numbers_of(case: Case, draws: Draws, party: str) -> Callable[[Weight | Score], Floats]:
    """:func:`own_or_principals` of many numbers of one party: on whom it leans is looked up once."""
    principal = leaned_on(case, party)
    if principal is None:
        return draws.get

    def get(path: Weight | Score) -> Floats:
        return draws.get(path if str(path) in draws.columns else replace(path, party=principal))

    return get


def own_or_principals(case: Case, draws: Draws, path: Weight | Score | Combination) -> Floats:
    """(n,): a party's number, or its principal's where it leans on one and states none."""
    principal = leaned_on(case, path.party)
    return draws.get(replace(path, party=principal) if principal and str(path) not in draws.columns else path)


def reservation(case: Case, draws: Draws, party: str, holder: str) -> Floats:
    """(n,): the least in points that ``party`` accepts, under ``holder``'s beliefs: what going on is worth to it, and what it asks above that."""
    return np.asarray(worth(case, draws, party, holder) + asked(draws, party), dtype=np.float64)


def asked(draws: Draws, party: str) -> Floats:
    """(n,): points above its no-deal that a party asks of a deal that ends the war: ``no_deal.asks``, and office at stake.

    Leaders who lose office with the war (in the style of Downs and Rocke 1994): office is worth W points to those who decide, kept with
    chance π by fighting on and s by settling; they settle only where V + W s ≥ R + W π, that is V ≥ R + W (π − s).
    """
    read = drawn(draws)
    total = np.zeros(draws.values.shape[0])
    asks = read(str(GroupNumber("asks", party)))
    if asks is not None:
        total = total + asks
    office, fighting, settling = (read(str(Office(party, name))) for name in ("worth", "fighting", "settling"))
    if office is not None:  # a chance left out is 1, as the case's own reading has it
        total = total + office * ((1.0 if fighting is None else fighting) - (1.0 if settling is None else settling))
    return np.asarray(total, dtype=np.float64)


def worth(case: Case, draws: Draws, party: str, holder: str, moved: Mapping[str, Floats] | None = None) -> Floats:
    """(n,): what going on is worth to ``party`` in points under ``holder``'s beliefs, by the model that the case names.

    ``moved``: numbers in place of those of the draws, by path, as they are held; of any length where the draws are one row.
    """
    now, given = _getter(case, draws), moved or {}

    def get(path: str) -> Floats | None:
        return given[path] if path in given else now(path)

    return by_model(case.no_deal_model, get, party, holder, setting(case))


def setting(case: Case) -> Setting:
    """What the case says of its war beside numbers: sides, supports, positions, horizon from its date."""
    principals = tuple(key for key, party in case.parties.items() if party.role == "principal")
    sides = case.no_deal_sides or (*principals, "", "")[:2]
    return Setting(
        (sides[0], sides[1]),
        tuple(case.outcomes),
        tuple(case.no_deal_support),
        case.no_deal_options,
        max(1, round(case.horizon_months)),
        case.as_of.month,
    )


def war(case: Case, draws: Draws) -> tuple[NoDealModel, tuple[str, ...], tuple[str, ...]]:
    """(model, parties, holders): the case's no-deal for its required parties and everybody who holds beliefs in it."""
    known = believers(draws.paths)
    valued = {end.party for _, end in of(EndValue, draws.paths)}
    parties = tuple(p for p in case.required if p in valued or leaned_on(case, p) in valued)
    holders = (*(p for p in parties if p in known), *(h for h in known if h not in parties))
    return model(case.no_deal_model, _getter(case, draws), parties, holders, setting(case)), parties, holders


def _getter(case: Case, draws: Draws) -> Get:
    """Draws by path with the facts taken in; a ratifier's number is its principal's where it states none."""
    leaning = [(p, one.ratifies_for) for p, one in case.parties.items() if one.leaning]
    now = as_held(case, drawn(draws))

    def get(path: str) -> Floats | None:
        if path in draws.columns:
            return now(path)
        mine = read(path) if leaning else None
        for party, principal in leaning:
            other = str(of_principal(mine, party, str(principal))) if mine is not None else path
            if other != path:
                return now(other)
        return None

    return get


# ------------------------------------------------------------------------------------------- at the medians, by name


@overload
def middle(case: Case, path: str | Path, default: float) -> float: ...
@overload
def middle(case: Case, path: str | Path, default: None = None) -> float | None: ...
def middle(case: Case, path: str | Path, default: float | None = None) -> float | None:
    """The median of a judgement; ``default`` where the case does not say."""
    judgement = case.judgements.get(str(path))
    return default if judgement is None or judgement.distribution is None else float(judgement.distribution.median)


def believed(case: Case, holder: str) -> dict[str, float]:
    """Name → a holder's beliefs about going on at the medians, once the facts have been taken in: those that the case states and the model
    asks for."""
    names, now = spelt(record(case.no_deal_model).beliefs, setting(case)), as_held(case, middles(case))
    found = {name: now(str(Belief(holder, name))) for name in names}
    return {name: float(value[0]) for name, value in found.items() if value is not None}


def worths(case: Case, party: str) -> dict[str, float]:
    """Name → median of what going on may bring a party, those that the case states and the model asks for; a ratifier's
    are its principal's where it states none."""
    names, now, principal = (
        spelt(record(case.no_deal_model).values, setting(case)),
        as_held(case, middles(case)),
        leaned_on(case, party),
    )
    found = {}
    for name in names:
        stated = [now(str(EndValue(who, name))) for who in (party, principal) if who is not None]
        value = next((v for v in stated if v is not None), None)
        if value is not None:
            found[name] = float(value[0])
    return found


def side(case: Case, party: str) -> Side | None:
    """On which side of the fighting a party is: a ratifier, on its principal's; None where on neither."""
    a, b = setting(case).sides
    where = party if party in (a, b) else case.parties[party].ratifies_for if party in case.parties else None
    return "a" if where == a else "b" if where == b else None


def better_end(case: Case, party: str) -> int | None:
    """The index, among the ends of the case's model, of the one that is success for ``party``."""
    with faults_of(case.no_deal_model):
        return record(case.no_deal_model).better_end(worths(case, party), side(case, party), setting(case))
