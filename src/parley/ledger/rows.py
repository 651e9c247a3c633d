"""Documents and statements to and from the JSON that a ledger keeps."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from parley.core.errors import LedgerError, Problem
from parley.core.jsonio import plain
from parley.core.spans import Span, Spans
from parley.documents.dates import first_day
from parley.documents.model import Block, Document, Found, Furniture
from parley.documents.view import plain as shown
from parley.reading.model import Condition, Deed, Footing, Stance, Statement, WarFact

P = ParamSpec("P")
T = TypeVar("T")


def compact(value: Any) -> str:
    """One line of JSON."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(text: str) -> dict[str, Any]:
    """An object from its JSON."""
    value: dict[str, Any] = json.loads(text)
    return value


def document_record(document: Document) -> str:
    """All of a document but its text, which has a column of its own."""
    whole = {k: v for k, v in plain(document).items() if k != "text"}
    return compact(whole)


class DamagedError(LedgerError):
    """A row that is not what was written: the file has been damaged, or changed by another program."""


def _undamaged(read: Callable[P, T]) -> Callable[P, T]:
    """Say of a row that cannot be read that it is damaged, whatever the reading stumbled over."""

    @wraps(read)
    def checked(*given: P.args, **more: P.kwargs) -> T:
        try:
            return read(*given, **more)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            message = f"a {read.__name__} in it is damaged ({type(error).__name__}: {str(error)[:80]})"
            raise DamagedError((Problem(message, None, None, "LedgerError"),)) from error

    return checked


def said(document: Document, statement: Statement) -> str:
    """The content as a reader sees it: markup removed, pieces joined by an ellipsis."""
    return " … ".join(shown(document, span) for span in statement.content)


@_undamaged
def document(text: str, record: str) -> Document:
    """The way back from :func:`document_record`."""
    d = json.loads(record)
    if d["date"]:
        first_day(d["date"]["value"])
    return Document(
        id=d["id"], name=d["name"], path=d["path"], kind=d["kind"], text=text,
        blocks=tuple(Block(Span(*b["span"]), b["kind"], b["furniture"]) for b in d["blocks"]),
        markup=spans(d["markup"]),
        entities=d.get("entities", d["kind"] == "markdown"),  # older ledgers tell it by the kind alone
        furniture=tuple(Furniture(Span(*f["span"]), f["kind"], f["why"], _day(f["date"])) for f in d["furniture"]),
        title=_found(d["title"]), authors=tuple(f for a in d["authors"] if (f := _found(a))), outlet=_found(d["outlet"]),
        date=_found(d["date"]), excerpt=_found(d["excerpt"]), note_of=_found(d["note_of"]),
        language=d["language"], genre=d["genre"], meta=d["meta"],
    )  # fmt: skip


@_undamaged
def statement(record: str) -> Statement:
    """The way back from :func:`compact` of a statement. Unknown keys of a newer parley are left aside."""
    d = json.loads(record)
    known = {k: v for k, v in d.items() if k in Statement.__dataclass_fields__}
    footing = {k: v for k, v in d["footing"].items() if k in Footing.__dataclass_fields__}
    stances = tuple(Stance(s["proposition"], s["side"], spans(s["because"])) for s in d.get("stances", ()))
    known.update(
        source=spans(d["source"]), cue=spans(d["cue"]), content=spans(d["content"]), content_text=tuple(d["content_text"]),
        footing=Footing(**footing), stances=stances, date=_day(d.get("date")),
        taken_back=spans(d.get("taken_back", ())), deed=_spanned(Deed, d.get("deed")), fact=_spanned(WarFact, d.get("fact")),
        conditions=tuple(c for told in d.get("conditions", ()) if (c := _spanned(Condition, told))),
    )  # fmt: skip
    for name, value in known.items():
        if isinstance(value, list):
            known[name] = _tupled(value)
    return Statement(**known)


_SPANS = ("because", "toward", "about", "thing_words", "marker", "terms", "setter", "where", "receiver")


def _spanned(kind: type[T], value: dict[str, Any] | None) -> T | None:
    """A deed or a condition from its JSON."""
    if value is None:
        return None
    known = {k: v for k, v in value.items() if k in kind.__dataclass_fields__}  # type: ignore[attr-defined]
    return kind(**{k: spans(v) if k in _SPANS else v for k, v in known.items()})


def spans(pairs: Iterable[Sequence[int]]) -> Spans:
    """JSON pairs as spans."""
    return tuple(Span(start, end) for start, end in pairs)


def _tupled(value: Any) -> Any:
    return tuple(_tupled(v) for v in value) if isinstance(value, list) else value


def _found(value: dict[str, Any] | None) -> Found | None:
    return (
        None if value is None else Found(value["value"], value["how"], Span(*value["span"]) if value["span"] else None)
    )


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None
