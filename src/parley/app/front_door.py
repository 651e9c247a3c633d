"""The pages of the desk: drop articles, what they say, make a case of them. Then the workbench takes over."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from parley.app.brief_page import opens
from parley.app.changes import body, dropped, text_of
from parley.app.desk import Desk
from parley.app.evidence_pages import shown
from parley.app.guard import Guard
from parley.app.rendering import page, static
from parley.app.server import HOST, UPLOAD_LIMIT
from parley.app.state import State
from parley.core.errors import ParleyError
from parley.core.jsonio import dumps
from parley.documents.collect import Source
from parley.reading.actors.given import PARTS, GivenParty, parse
from parley.report import brief_parts
from parley.report.brief_page import wars_shown

Data = Mapping[str, Any]
FOR_TEMPLATES = frozenset({"opens", "where", "words", "document_day", "wars"})


@dataclass(frozen=True)
class DeskTab:
    """A page of the desk."""

    name: str
    title: str
    data: Callable[[Desk, Request], Data]
    template: str
    shown: bool = True


def articles(desk: Desk, request: Request) -> Data:
    """What the documents say that have been read so far, with the parties as the address puts them right."""
    given, wrong = _given(request)
    made = desk.brief(given)
    return {
        "brief": made, "wars": wars_shown(made) if made.documents else (), "opens": opens, "where": brief_parts.where,
        "words": brief_parts.words, "document_day": brief_parts.document_day, **_common(desk, request, wrong),
    }  # fmt: skip


def make_case(desk: Desk, request: Request) -> Data:
    """Where the case is to be made, and whose consent it will ask for."""
    given, wrong = _given(request)
    made = desk.brief(given)
    wars = [w for w in made.wars if w.title]
    asked = next((w for w in wars if w.title == request.query_params.get("war")), None)
    chosen = asked or (made if len(wars) < 2 else None)
    return {
        "parties": chosen.parties if chosen else (), "documents": len((chosen or made).documents), "place": desk.folder,
        "wars_found": [(w.title, len(w.documents)) for w in wars] if len(wars) > 1 else [],
        "war": asked.title if asked else None, "chosen": chosen is not None, **_common(desk, request, wrong),
    }  # fmt: skip


def document(desk: Desk, request: Request) -> Data:
    """One document with its statements marked."""
    from parley.ledger.store import Entry

    documents = desk.documents()
    wanted = request.query_params.get("id") or (documents[0].id if documents else "")
    found, statements = desk.statements_of(wanted)
    entries = [Entry(s, found.name, found.title.value if found.title else None, "open", True) for s in statements]
    return {**shown(found, entries, request.query_params.get("statement")), "reviewed_here": False}


TABS = (
    DeskTab("brief", "Articles", articles, "articles.html.j2"),
    DeskTab("make-case", "Make a case", make_case, "make_case.html.j2"),
    DeskTab("document", "Document", document, "document.html.j2", shown=False),
)


def _common(desk: Desk, request: Request, wrong: str | None) -> dict[str, Any]:
    told = request.query_params.get("party", "")
    return {
        "progress": desk.progress, "refused": desk.refused, "party_lines": told, "party_trouble": wrong, "parts": PARTS,
        "party_query": "?" + urlencode({"party": told}) if told.strip() else "",
    }  # fmt: skip


def _given(request: Request) -> tuple[tuple[GivenParty, ...], str | None]:
    """The parties that the address gives, a line each; where they cannot be understood, none and why."""
    try:
        return lines_of(request.query_params.get("party", "")), None
    except ParleyError as error:
        return (), str(error)


def lines_of(text: str) -> tuple[GivenParty, ...]:
    """Parties from a field with a line each, as ``--party`` takes them. Raises :class:`InputError`."""
    return parse([line.strip() for line in text.splitlines() if line.strip()])


def create_desk_app(desk: Desk, *, port: int, opened: Callable[[Path], object], token: str | None = None) -> Starlette:
    """The application for a desk. ``opened`` is given the case that was made, and shows it from then on."""
    secret = token or secrets.token_urlsafe(24)

    async def upload(request: Request) -> Response:
        name, data = await dropped(request)
        reading = await run_in_threadpool(lambda: desk.take(Source(name, "memory"), data))
        found = reading.or_refusal()
        told = {
            "name": name,
            "new": True,
            "statements": sum(s.record == "statement" for _, each in found for s in each),
        }
        return Response(dumps(told), media_type="application/json")

    async def made(request: Request) -> Response:
        given = await body(request)
        parties = lines_of(text_of(given, "party", default="", most=20_000))
        folder, war = text_of(given, "folder", most=100), text_of(given, "war", default="", most=400) or None
        place = await run_in_threadpool(lambda: desk.make_case(folder, parties, war))
        await run_in_threadpool(lambda: opened(place))
        return Response(dumps({"case": str(place), "address": "/answer"}), media_type="application/json")

    routes = [Route("/", lambda request: RedirectResponse("/brief"), methods=["GET"])]
    for tab in TABS:
        routes.append(Route(f"/{tab.name}", _html(desk, tab, secret), methods=["GET"]))
        routes.append(Route(f"/{tab.name}.json", _json(desk, tab), methods=["GET"]))
    routes += [
        Route("/progress.json", lambda request: Response(dumps(desk.progress), media_type="application/json")),
        Route("/static/{name}", static, methods=["GET"]),
        Route("/do/upload", upload, methods=["POST"]),
        Route("/do/make-case", made, methods=["POST"]),
    ]
    app = Starlette(routes=routes, exception_handlers=_troubles(secret))
    app.add_middleware(Guard, hosts=(f"{HOST}:{port}", f"localhost:{port}"), token=secret, limit=UPLOAD_LIMIT)
    return app


def _page(tab: DeskTab, token: str, data: Data) -> str:
    return page(tab, TABS, state=State(), token=token, case_title="no case yet", data={"on_desk": True, **data})


def _html(desk: Desk, tab: DeskTab, token: str) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        return HTMLResponse(_page(tab, token, tab.data(desk, request)))

    return handler


def _json(desk: Desk, tab: DeskTab) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        data = {key: value for key, value in tab.data(desk, request).items() if key not in FOR_TEMPLATES}
        return Response(dumps(data), media_type="application/json")

    return handler


def _troubles(token: str) -> dict[Any, Callable[[Request, Exception], Response]]:
    tab = DeskTab("brief", "Articles", articles, "trouble.html.j2")

    def refused(request: Request, error: Exception) -> Response:
        if request.url.path.endswith(".json") or request.method == "POST":
            return Response(dumps({"error": str(error)}), status_code=400, media_type="application/json")
        return HTMLResponse(_page(tab, token, {"message": str(error)}), status_code=400)

    def missing(request: Request, error: Exception) -> Response:
        message = f"There is no page {request.url.path} before there is a case."
        return HTMLResponse(_page(tab, token, {"message": message}), status_code=404)

    return {ParleyError: refused, 404: missing}


__all__ = ["TABS", "DeskTab", "create_desk_app", "lines_of"]
