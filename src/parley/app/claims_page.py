"""What has been argued, each claim restated as a query and judged under every view. See docs/claims.md."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from parley.app.state import State
from parley.app.workbench import Workbench
from parley.core.errors import ParleyError

if TYPE_CHECKING:
    from parley.case.types import Claim
    from parley.insight.bench import Bench

DRAWS = 256
"""Draws for shares inside a claim and for how often it is true over the ranges."""


def claims(workbench: Workbench, state: State) -> dict[str, Any]:
    """Claims with a verdict at the medians of the base case and of every view."""
    bench = workbench.bench(State(sets=state.sets), draws=DRAWS)
    case = bench.base
    views: tuple[str | None, ...] = (None, *bench.views)
    rows = [
        workbench.keep(("claim", key, state.sets), partial(_judged, bench, claim, views))
        for key, claim in case.claims.items()
    ]
    return {
        "views": {(view or "base"): bench.title(view) for view in views},
        "claims": rows,
        "late": list(case.late_claims),
    }


def _judged(bench: Bench, claim: Claim, views: tuple[str | None, ...]) -> dict[str, Any]:
    from parley.insight import language
    from parley.insight.judge import Scene, holds

    told: dict[str, str] = {}
    trouble = None
    try:
        query = language.parse(claim.query, bench.base, f"claims.{claim.key}.query")
        for view in views:
            scene = Scene(bench.case(view), bench.medians(view), partial(bench.sample, view, DRAWS), seed=bench.seed)
            told[view or "base"] = "holds" if bool(holds(query, scene)[0]) else "fails"
    except ParleyError as error:
        trouble = str(error)
    return {
        "key": claim.key,
        "who": claim.who,
        "date": claim.date,
        "text": claim.text,
        "query": claim.query,
        "premises": list(claim.premises),
        "evidence": [{"document": e.document, "quote": e.quote, "supports": e.supports} for e in claim.evidence],
        "verdicts": told,
        "agree": len(set(told.values())) <= 1,
        "trouble": trouble,
    }
