"""The workbench as a Starlette application on the loopback address, and how it is run."""

from __future__ import annotations

import functools
import gc
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import FrameType
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from parley.app import changes, pages
from parley.app.guard import Guard
from parley.app.state import State
from parley.app.workbench import Workbench
from parley.core.errors import InputError, ParleyError
from parley.core.jsonio import dumps
from parley.documents.kinds import suffixes
from parley.report.html import environment as report_environment

HOST = "127.0.0.1"
UPLOAD_LIMIT = 20_000_000
"""Bytes of one upload."""

STATIC = {
    "report.css": ("parley.report", "text/css"),
    "workbench.css": ("parley.app", "text/css"),
    "workbench.js": ("parley.app", "text/javascript"),
}


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


@functools.cache
def environment() -> Environment:
    """The report's templates and those of the pages around them."""
    made: Environment = report_environment().overlay()
    loader = report_environment().loader
    assert loader is not None
    made.loader = ChoiceLoader([PackageLoader("parley.app"), loader])
    return made


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
    routes += [Route("/static/{name}", _static, methods=["GET"])]
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
    return (
        environment()
        .get_template(tab.template)
        .render(
            tabs=[t for t in TABS if t.shown],
            tab=tab,
            state=state,
            token=token,
            trouble=workbench.trouble,
            left_out=workbench.left_out,
            suffixes=suffixes(),
            case_title=workbench.source.case().title,
            changes_kept=workbench.ledger_path is not None,
            **data,
        )
    )


def _json(workbench: Workbench, tab: Tab) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        data = {key: value for key, value in tab.data(workbench, request).items() if key not in pages.FOR_TEMPLATES}
        return Response(dumps(data), media_type="application/json")

    return handler


def _change(workbench: Workbench, handler: Any) -> Callable[[Request], Any]:
    async def change(request: Request) -> Response:
        return Response(dumps(await handler(workbench, request)), media_type="application/json")

    return change


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        return PlainTextResponse("no such file\n", status_code=404)
    package, kind = STATIC[name]
    text = files(package).joinpath("static", name).read_text(encoding="utf-8")
    return Response(text, media_type=kind)


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


def listen(port: int) -> socket.socket:
    """A listening socket on the loopback address; ``port`` 0 takes a free one. Raises :class:`InputError`."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        raise InputError.one(
            f"port {port} cannot be used: {error.strerror}",
            hint="give another with --port, or --port 0 for any free one",
        ) from error
    made.listen(128)
    return made


def serve(case: Path, *, ledger: Path | None, port: int, draws: int, seed: int, ready: Callable[[str], None]) -> None:
    """Run the workbench until interrupted. ``ready`` is told the address once the first answer is made."""
    import uvicorn

    workbench = Workbench(case, ledger_path=ledger, draws=draws, seed=seed)
    bound = listen(port)
    actual = int(bound.getsockname()[1])
    app = create_app(workbench, port=actual)
    warm(workbench)
    gc.collect()
    gc.freeze()  # what stays for good need not be walked through again while somebody waits for a page
    ready(f"http://{HOST}:{actual}/")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            workbench.apart.close()  # the server waits for its answers, and must not wait for a document to be read
            super().handle_exit(sig, frame)

    try:
        with bound:
            Server(config).run(sockets=[bound])
    finally:
        workbench.close()


def warm(workbench: Workbench) -> None:
    """Make the first answer, the first diagram, the first counts and the templates before anybody waits for them."""
    from parley.app.assumptions import results
    from parley.app.evidence_pages import evidence

    for page in ("answer", "evidence", "review"):
        environment().get_template(f"{page}.html.j2")
    for query in ({}, {"q": "talks"}):
        evidence(workbench, query)
    try:
        workbench.assessment(State())
        results(workbench, State())
    except ParleyError:
        return  # a draft with numbers unset: its pages say so, and the other pages work
