"""The workbench as a Starlette application for one case."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from parley.app import changes, pages
from parley.app.guard import Guard
from parley.app.rendering import page, static
from parley.app.state import State
from parley.app.workbench import Workbench
from parley.core.errors import ParleyError
from parley.core.jsonio import dumps

HOST = "127.0.0.1"
UPLOAD_LIMIT = 20_000_000
"""Bytes of one upload."""


@dataclass(frozen=True)
class Tab:
    """A page of the workbench: what its JSON holds, made by ``data``, and the template that shows it."""

    name: str
    title: str
    data: Callable[[Workbench, Request], Mapping[str, Any]]
    template: str
    shown: bool = True


TABS = (
    Tab("answer", "Answer", pages.answer, "answer.html.j2"),
    Tab("assumptions", "Assumptions", pages.assumptions, "assumptions.html.j2"),
    Tab("compare", "Compare", pages.compare, "compare.html.j2"),
    Tab("courses", "Courses", pages.courses, "bundle.html.j2"),
    Tab("brief", "Articles", pages.brief, "articles.html.j2"),
    Tab("evidence", "Evidence", pages.evidence, "evidence.html.j2"),
    Tab("document", "Document", pages.document, "document.html.j2", shown=False),
    Tab("review", "Review", pages.review, "review.html.j2"),
    Tab("positions", "Positions", pages.positions, "positions.html.j2"),
    Tab("claims", "Claims", pages.claims, "claims.html.j2"),
    Tab("result", "Result", pages.result, "result.html.j2", shown=False),
)


def _front(request: Request) -> Response:
    """To the first page, with what the address says."""
    query = request.url.query
    return RedirectResponse(f"/answer?{query}" if query else "/answer")


def create_app(workbench: Workbench, *, port: int, token: str | None = None) -> Starlette:
    """The application for one workbench; ``port`` is where it will listen, ``token`` guards what changes something."""
    secret = token or secrets.token_urlsafe(24)
    routes = [Route("/", _front, methods=["GET"])]
    for tab in TABS:
        routes.append(Route(f"/{tab.name}", _html(workbench, tab, secret), methods=["GET"]))
        routes.append(Route(f"/{tab.name}.json", _json(workbench, tab), methods=["GET"]))
    routes += [Route("/static/{name}", static, methods=["GET"])]
    for path, handler in changes.HANDLERS.items():
        routes.append(Route(path, _change(workbench, handler), methods=["POST"]))
    app = Starlette(routes=routes, exception_handlers=_troubles(workbench, secret))
    app.add_middleware(Guard, hosts=(f"{HOST}:{port}", f"localhost:{port}"), token=secret, limit=UPLOAD_LIMIT)
    return app


def _html(workbench: Workbench, tab: Tab, token: str) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        return HTMLResponse(_page(workbench, tab, token, state, tab.data(workbench, request)))

    return handler


def _page(workbench: Workbench, tab: Tab, token: str, state: State, data: pages.Data) -> str:
    """The page of a tab under the bar that every page has."""
    return page(
        tab, TABS, state=state, token=token, case_title=workbench.source.case().title, trouble=workbench.trouble,
        left_out=workbench.left_out, changes_kept=workbench.ledger_path is not None, data=data,
    )  # fmt: skip


def _json(workbench: Workbench, tab: Tab) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        data = {key: value for key, value in tab.data(workbench, request).items() if key not in pages.FOR_TEMPLATES}
        return Response(dumps(data), media_type="application/json")

    return handler


def _change(workbench: Workbench, handler: Any) -> Callable[[Request], Any]:
    async def change(request: Request) -> Response:
        return Response(dumps(await handler(workbench, request)), media_type="application/json")

    return change


def _troubles(workbench: Workbench, token: str) -> dict[Any, Callable[[Request, Exception], Response]]:
    """What is answered where a page cannot be shown: the message whole, under the bar that leads on to the others."""

    def told(request: Request, message: str, status: int) -> Response:
        asked = next((t for t in TABS if t.shown and request.url.path == f"/{t.name}"), None)
        tab = Tab(
            asked.name if asked else "answer", asked.title if asked else "Trouble", pages.answer, "trouble.html.j2"
        )
        return HTMLResponse(_page(workbench, tab, token, State(), {"message": message}), status_code=status)

    def refused(request: Request, error: Exception) -> Response:
        """A :class:`ParleyError` is shown whole, as on the command line; nothing was changed."""
        if request.url.path.endswith(".json") or request.method == "POST":
            return Response(dumps({"error": str(error)}), status_code=400, media_type="application/json")
        return told(request, str(error), 400)

    def missing(request: Request, error: Exception) -> Response:
        return told(request, f"There is no page {request.url.path}.", 404)

    return {ParleyError: refused, 404: missing}
