"""What each page says, as plain data: the same that its ``.json`` prints and its template shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from parley.app import assumptions as sliders
from parley.app import brief_page, bundle, evidence_pages, reviewing, side_by_side
from parley.app.claims_page import claims as claims_data
from parley.app.positions_page import positions as positions_data
from parley.app.state import State
from parley.app.workbench import Workbench
from parley.core.errors import ParleyError
from parley.report import brief_parts
from parley.report.brief_page import wars_shown
from parley.report.page import Page

FOR_TEMPLATES = frozenset({"page", "figure", "draw", "opens", "where", "words", "document_day", "wars"})
"""Keys that only templates need: left out of the JSON."""

Data = Mapping[str, Any]


def state_of(request: Request) -> State:
    """The state in the request's address."""
    return State.of(request.query_params.multi_items())


def answer(workbench: Workbench, request: Request) -> Data:
    """The whole answer under the changes in the address."""
    assessment = workbench.assessment(state_of(request))
    return {"a": assessment, "page": Page(assessment)}


def assumptions(workbench: Workbench, request: Request) -> Data:
    """Every judgement as a field, with the result of the state."""
    state = state_of(request)
    case = workbench.source.case(state.view, state.overrides)
    return {
        "groups": sliders.groups(workbench, state),
        "views": {key: view.title for key, view in case.views.items()},
        "kinds": {key: kind.title for key, kind in case.kinds.items()},
        **_result_or_why_not(workbench, request),
    }


def _result_or_why_not(workbench: Workbench, request: Request) -> dict[str, Any]:
    """The result, or what is still missing for one: a draft's numbers can be set here before anything is computed."""
    try:
        return {**result(workbench, request), "missing": None}
    except ParleyError as error:
        return {"result": None, "figure": None, "missing": str(error)}


def result(workbench: Workbench, request: Request) -> Data:
    """The verdicts and the diagram of the state, without the fields."""
    found = sliders.results(workbench, state_of(request))
    return {"result": found, "figure": sliders.figure(workbench, found)}


def compare(workbench: Workbench, request: Request) -> Data:
    """Views side by side, and what would exchange the answers of two of them."""
    return side_by_side.compare(workbench, state_of(request), request.query_params)


def courses(workbench: Workbench, request: Request) -> Data:
    """A bundle of courses, levers and signals and every party's gap."""
    return bundle.bundle(workbench, state_of(request), request.query_params)


def brief(workbench: Workbench, request: Request) -> Data:
    """What the documents alone already say."""
    made = brief_page.made_of(workbench)
    return {
        "brief": made, "wars": wars_shown(made), "opens": brief_page.opens, "where": brief_parts.where,
        "words": brief_parts.words, "document_day": brief_parts.document_day,
    }  # fmt: skip


def evidence(workbench: Workbench, request: Request) -> Data:
    """Statements by facets and words."""
    return evidence_pages.evidence(workbench, request.query_params)


def document(workbench: Workbench, request: Request) -> Data:
    """One document with its statements marked."""
    return evidence_pages.document(workbench, request.query_params)


def review(workbench: Workbench, request: Request) -> Data:
    """One statement to decide on."""
    return reviewing.review(workbench, request.query_params)


def positions(workbench: Workbench, request: Request) -> Data:
    """Who is for what, in time."""
    return positions_data(workbench, request.query_params)


def claims(workbench: Workbench, request: Request) -> Data:
    """Every claim with its verdict under every view."""
    return claims_data(workbench, state_of(request))
