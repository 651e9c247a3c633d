"""Joins the case's judgements to the models of ``parley.nodeal``: one adapter a model, found by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from parley.case.types import Case
from parley.core.errors import CaseError
from parley.core.suggest import did_you_mean
from parley.deals.problem import Floats

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.nodeal.build import Setting
    from parley.nodeal.protocol import NoDealModel

Adapter = Callable[[Case, "Draws", str, str], Floats]


def leaned_on(case: Case, party: str) -> str | None:
    """The principal whose numbers a ratifier beside the verdicts shares where it states none; None for everybody else."""
    one = case.parties.get(party)
    return one.ratifies_for if one is not None and one.role == "ratifier" and one.leaning else None


def told(case: Case, draws: Draws, prefix: str, party: str, rest: str = "") -> Floats:
    """(n,): a party's number ``prefix.PARTY.rest``, or its principal's where it leans on one and states none."""
    path = f"{prefix}.{party}{rest}"
    principal = leaned_on(case, party)
    return draws.get(f"{prefix}.{principal}{rest}" if principal and path not in draws.columns else path)


def reservation(case: Case, draws: Draws, party: str, holder: str) -> Floats:
    """(n,): the least in points that ``party`` accepts, under ``holder``'s beliefs: what going on is worth to it, and what it asks above that."""
    return np.asarray(worth(case, draws, party, holder) + asked(draws, party), dtype=np.float64)


def asked(draws: Draws, party: str) -> Floats:
    """(n,): points above its no-deal that a party asks of a deal that ends the war: ``no_deal.asks``, and office at stake.

    Leaders who lose office with the war (in the style of Downs and Rocke 1994): office is worth W points to those who decide, kept with
    chance π by fighting on and s by settling; they settle only where V + W s ≥ R + W π, that is V ≥ R + W (π − s).
    """
    read = _getter(draws)
    total = np.zeros(draws.values.shape[0])
    asks = read(f"no_deal.asks.{party}")
    if asks is not None:
        total = total + asks
    office, fighting, settling = (read(f"no_deal.office.{party}.{name}") for name in ("worth", "fighting", "settling"))
    if office is not None:  # a chance left out is 1, as the case's own reading has it
        total = total + office * ((1.0 if fighting is None else fighting) - (1.0 if settling is None else settling))
    return np.asarray(total, dtype=np.float64)


def worth(case: Case, draws: Draws, party: str, holder: str) -> Floats:
    """(n,): what going on is worth to ``party`` in points under ``holder``'s beliefs, by the model that the case names."""
    adapter = ADAPTERS.get(case.no_deal_model)
    if adapter is None:
        raise CaseError.one(
            f"{case.path}: no model of no-deal is called {case.no_deal_model!r}",
            hint=did_you_mean(case.no_deal_model, ADAPTERS),
        )
    return adapter(case, draws, party, holder)


def _outcomes(case: Case, draws: Draws, party: str, holder: str) -> Floats:
    from parley.nodeal.outcomes import reservation as lottery

    keys = list(case.outcomes)
    beliefs = np.stack([draws.get(f"no_deal.beliefs.{holder}.{k}") for k in keys], axis=1)
    worth = np.stack([told(case, draws, "no_deal.values", party, f".{k}") for k in keys], axis=1)
    beliefs = beliefs / beliefs.sum(axis=1, keepdims=True)
    cost = told(case, draws, "no_deal.costs", party)
    return np.asarray(lottery(beliefs[:, None, :], worth[:, None, :], cost[:, None]), dtype=np.float64)[:, 0]


def setting(case: Case) -> Setting:
    """What the case says of its war beside numbers: sides, supports, positions, horizon from its date."""
    from parley.nodeal.build import Setting

    principals = tuple(key for key, party in case.parties.items() if party.role == "principal")
    sides = case.no_deal_sides or (*principals, "", "")[:2]
    return Setting(
        (sides[0], sides[1]),
        tuple(case.outcomes),
        tuple(case.no_deal_support),
        case.no_deal_options.get("positions", 10),
        case.no_deal_options.get("steps", 4),
        max(1, round(case.horizon_months)),
        case.as_of.month,
    )


def war(case: Case, draws: Draws) -> tuple[NoDealModel, tuple[str, ...], tuple[str, ...]]:
    """(model, parties, holders): the case's no-deal for its required parties and everybody who holds beliefs in it."""
    from parley.nodeal.build import model

    known = dict.fromkeys(path.split(".")[2] for path in draws.paths if path.startswith("no_deal.beliefs."))
    parties = tuple(p for p in case.required if any(q.startswith(f"no_deal.values.{p}.") for q in draws.paths))
    holders = (*(p for p in parties if p in known), *(h for h in known if h not in parties))
    return model(case.no_deal_model, _getter(draws), parties, holders, setting(case)), parties, holders


def _getter(draws: Draws) -> Callable[[str], Floats | None]:
    return lambda path: draws.get(path) if path in draws.columns else None


def _built(case: Case, draws: Draws, party: str, holder: str) -> Floats:
    from parley.nodeal.build import reservation as by_model

    principal = leaned_on(case, party)
    if principal is not None and not any(path.startswith(f"no_deal.values.{party}.") for path in draws.paths):
        party = principal
    return by_model(case.no_deal_model, _getter(draws), party, holder, setting(case))


ADAPTERS: dict[str, Adapter] = {
    "outcomes": _outcomes,
    "costly-lottery": _built,
    "collapse": _built,
    "campaign": _built,
}
"""Model's name in the case → its adapter. See docs/nodeal-models.md for adding one."""
