"""What the pages may change: decisions on statements, new documents, a new view. Each is one small request.

Bodies are JSON, except uploads, which are the file itself with its name in a header.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from parley.app.workbench import Workbench
from parley.core.errors import InputError
from parley.documents.collect import Source
from parley.ledger.connection import transaction

if TYPE_CHECKING:
    from parley.reading.one_source import Reading

Handler = Callable[[Workbench, Request], Awaitable[Mapping[str, Any]]]

NAME_LIMIT = 200


async def body(request: Request) -> dict[str, Any]:
    """The request's JSON object. Raises :class:`InputError`."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise InputError.one("the request holds no JSON") from None
    if not isinstance(found, dict):
        raise InputError.one("the request's JSON is not an object")
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # "\\ud800": JSON can write it, no file or database can hold it
        raise InputError.one("the request's JSON holds half a character") from None
    return found


def text_of(given: Mapping[str, Any], key: str, *, default: str | None = None, most: int = 2000) -> str:
    """A string field. Raises :class:`InputError` where it is missing, no text, or too long."""
    value = given.get(key, default)
    if not isinstance(value, str) or len(value) > most:
        raise InputError.one(f"{key} must be text of at most {most} characters")
    return value


async def decide(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """Accept or reject a statement."""
    from parley.ledger.decisions import judge

    given = await body(request)
    kind = text_of(given, "kind")
    if kind not in ("accept", "reject"):
        raise InputError.one(f"a statement is accepted or rejected, not {kind!r}")
    statement, who = text_of(given, "statement"), text_of(given, "who", default="analyst", most=100)

    def work() -> list[int]:
        return judge(workbench.ledger, [statement], kind, who)  # type: ignore[arg-type]

    return {"decision": (await changed(workbench, work))[0]}


async def correct(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """Correct a statement's spans (code points of the document) or fields."""
    from parley.ledger.decisions import correct as write

    given = await body(request)
    changes = given.get("changes")
    if not isinstance(changes, dict) or not all(_plain_change(k, v) for k, v in changes.items()):
        raise InputError.one("changes must name spans as lists of [start, end], or a speaker or party as text")
    statement, who = text_of(given, "statement"), text_of(given, "who", default="analyst", most=100)
    return {"decision": await changed(workbench, lambda: write(workbench.ledger, statement, changes, who))}


def _plain_change(key: str, value: Any) -> bool:
    if key in ("source", "cue", "content"):
        return isinstance(value, list) and all(
            isinstance(s, list) and len(s) == 2 and all(isinstance(x, int) and not isinstance(x, bool) for x in s)
            for s in value
        )
    return key in ("resolved", "party") and (value is None or (isinstance(value, str) and len(value) <= NAME_LIMIT))


async def undo(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """Take back the latest decision of a person that still holds, or a numbered one."""
    from parley.ledger.decisions import undo as take_back

    given = await body(request)
    who, seq = text_of(given, "who", default="analyst", most=100), given.get("seq")
    if seq is not None and (not isinstance(seq, int) or isinstance(seq, bool)):
        raise InputError.one("seq must be the number of a decision")
    found = await changed(workbench, lambda: take_back(workbench.ledger, who, seq))
    return {"undone": found.seq, "statement": found.statement}


async def merge(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """Treat two speakers as one."""
    from parley.ledger.decisions import merge as write

    given = await body(request)
    name, into = text_of(given, "name", most=NAME_LIMIT), text_of(given, "into", most=NAME_LIMIT)
    who = text_of(given, "who", default="analyst", most=100)
    return {"decision": await changed(workbench, lambda: write(workbench.ledger, [name], into, who))}


async def apart(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """Keep a name as it was read: another person than the one with the fuller name."""
    from parley.ledger.decisions import apart as write

    given = await body(request)
    name, who = text_of(given, "name", most=NAME_LIMIT), text_of(given, "who", default="analyst", most=100)
    return {"decision": await changed(workbench, lambda: write(workbench.ledger, name, who))}


async def code(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """A coder's own code of a statement, beside those of others."""
    from parley.ledger.decisions import code as write

    given = await body(request)
    statement, who = text_of(given, "statement"), text_of(given, "who", default="analyst", most=100)
    variable, value = text_of(given, "variable", most=100), text_of(given, "value", most=200)
    return {"decision": await changed(workbench, lambda: write(workbench.ledger, statement, variable, value, who))}


async def upload(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """Read a dropped file into the ledger."""
    from parley.reading.one_source import How

    name, data = await dropped(request)

    def read() -> Reading:
        from parley.case.codebook import build

        return workbench.apart.read(Source(name, "memory"), How(build(workbench.source.case())), data)

    found = (await run_in_threadpool(read)).or_refusal()  # the ledger is free meanwhile

    def work() -> Mapping[str, Any]:
        ledger = workbench.ledger
        with transaction(ledger.connection, ledger.place):  # all articles of a feed or none
            added = [ledger.add(document, statements) for document, statements in found]
        return {
            "document": added[0].document, "new": any(a.new for a in added),
            "statements": sum(a.statements for a in added), "name": name,
        }  # fmt: skip

    return dict(await changed(workbench, work))


async def dropped(request: Request) -> tuple[str, bytes]:
    """The name and the bytes of a dropped file. Its kind is judged by content; its name is only a name, but for the endings
    of data and programs that a folder's reader passes over too. Raises :class:`InputError`."""
    from parley.documents.kinds import listed, passed_over

    name = unquote(request.headers.get("x-parley-name", ""))
    name = re.sub(r"[\x00-\x1f\x7f/\\]", "_", name).strip()[:NAME_LIMIT] or "document"
    if PurePath(name).suffix.lower() in passed_over():
        raise InputError.one(f"{name!r} is not a kind of document that is read here", hint=f"{listed()} are")
    return name, await request.body()


async def save_view(workbench: Workbench, request: Request) -> Mapping[str, Any]:
    """Write the changed judgements into the case file as a view."""
    from parley.app.saving import add_view

    given = await body(request)
    key, title = text_of(given, "key", most=80), text_of(given, "title", most=200)
    because = text_of(given, "because", default="", most=1000)
    sets = given.get("sets")
    if not isinstance(sets, dict) or not sets or not all(isinstance(v, str) and len(v) < 300 for v in sets.values()):
        raise InputError.one("there is no changed judgement to save")
    await run_in_threadpool(add_view, workbench, key, title, because, sets)
    return {"view": key}


async def changed(workbench: Workbench, work: Callable[[], Any]) -> Any:
    """``work`` on the ledger in a thread, under its lock."""

    def locked() -> Any:
        with workbench.ledger_lock:
            return work()

    return await run_in_threadpool(locked)


HANDLERS: dict[str, Handler] = {
    "/do/decide": decide,
    "/do/correct": correct,
    "/do/undo": undo,
    "/do/merge": merge,
    "/do/apart": apart,
    "/do/code": code,
    "/do/upload": upload,
    "/do/save-view": save_view,
}
