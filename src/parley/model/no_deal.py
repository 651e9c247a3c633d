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
    from parley.case.sampling import Draws

Adapter = Callable[[Case, "Draws", str, str], Floats]


def reservation(case: Case, draws: Draws, party: str, holder: str) -> Floats:
    """(n,): ``party``'s reservation value in points under ``holder``'s beliefs, by the model that the case names."""
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
    worth = np.stack([draws.get(f"no_deal.values.{party}.{k}") for k in keys], axis=1)
    beliefs = beliefs / beliefs.sum(axis=1, keepdims=True)
    cost = draws.get(f"no_deal.costs.{party}")
    return np.asarray(lottery(beliefs[:, None, :], worth[:, None, :], cost[:, None]), dtype=np.float64)[:, 0]


ADAPTERS: dict[str, Adapter] = {"outcomes": _outcomes}
"""Model's name in the case → its adapter. See docs/nodeal-models.md for adding one."""
