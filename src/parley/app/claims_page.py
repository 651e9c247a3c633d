"""What has been argued, each claim restated as a query and judged under every view, as the answer has it."""

from __future__ import annotations

from typing import Any

from parley.app.state import State
from parley.app.workbench import Workbench
from parley.insight.results.section import held
from parley.insight.results.sections.claims import Claims
from parley.report.formats import view_title

SIGNS = {"holds": "✓", "fails": "✗", "depends": "◐", "assumed": "≡", "not tested": "?"}


def claims(workbench: Workbench, state: State) -> dict[str, Any]:
    """The claims of the answer under the state's changes, with the views' titles."""
    answer = workbench.assessment(state)
    told = held(answer.extra, Claims)
    found = told.claims if told is not None else ()
    keys = dict.fromkeys(view for claim in found for view in claim.views)
    return {
        "views": {key: view_title(answer, key) for key in keys},
        "claims": found,
        "signs": SIGNS,
    }
