"""One statement to decide on, in its place in the text, with what was decided before and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from parley.app.evidence_pages import in_answer, row, whole
from parley.app.names import names_of
from parley.app.workbench import Workbench
from parley.core.spans import Span
from parley.report.segments import segments

if TYPE_CHECKING:
    from parley.documents.model import Document
    from parley.reading.model import Statement

AROUND = 2
"""Blocks of text shown before and after the statement's own."""
NEAR = 700
"""Code points shown on each side where a document has no blocks."""


def review(workbench: Workbench, query: Mapping[str, str]) -> dict[str, Any]:
    """``id`` of the query names the statement; else the first that is open, ``skip`` of them passed over."""
    from parley.ledger.agreement import agreement
    from parley.ledger.decisions import history
    from parley.ledger.queries import Filter

    who = query.get("who", "").strip() or "analyst"
    skip = whole(query.get("skip", ""), 0)
    with workbench.ledger_lock:
        ledger = workbench.ledger
        open_count, total, speakers, agreed = workbench.keep(
            ("review", workbench.revision),
            lambda: (
                ledger.count(Filter(status="open", record="all")),
                ledger.count(Filter(status="all", record="all")),
                [value for value, _ in ledger.facets(Filter(), most=500)["speaker"] if value],
                [
                    {"variable": found.variable, "coders": found.coders, "units": found.units, "alpha": found.alpha}
                    for found in agreement(ledger)
                ],
            ),
        )
        if query.get("id"):
            entry = ledger.entry(query["id"])
        else:
            skip = min(skip, max(open_count - 1, 0))
            entry = next(ledger.entries(Filter(status="open", record="all"), limit=1, offset=skip), None)  # type: ignore[assignment]
        common = {
            "open": open_count,
            "total": total,
            "in_answer": in_answer(workbench),
            "as_of": workbench.source.case().as_of,
            "decided": total - open_count,
            "skip": skip,
            "who": who,
            "speakers": speakers,
            "agreement": agreed,
            "given": bool(query.get("id")),
            "names": names_of(workbench),
        }
        if entry is None:
            return {"statement": None, "segments": (), "history": [], "document": None, **common}
        document = ledger.document(entry.statement.document)
        log = history(ledger, entry.statement.id)
    within = context(document, entry.statement)
    return {
        "statement": row(entry) | {"taken_back": " … ".join(w.of(document.text) for w in entry.statement.taken_back)},
        "segments": segments(document, [entry.statement], within),
        "document": {"id": document.id, "title": document.title.value if document.title else document.name},
        "history": [
            {
                "seq": d.seq, "kind": d.kind, "who": d.who, "at": d.at, "note": d.note, "undone": d.undone, "undoes": d.undoes,
                "what": describe(d.kind, d.value),
            }
            for d in log
        ],
        **common,
    }  # fmt: skip


def describe(kind: str, value: Mapping[str, Any]) -> str:
    """A decision in a few words."""
    if kind == "merge":
        names = list(value.get("from", ()))
        return (
            f"{value.get('to')} stays apart"
            if names == [value.get("to")]
            else f"{', '.join(names)} is {value.get('to')}"
        )
    if kind == "code":
        return f"{value.get('variable')} = {value.get('value')}"
    if kind in ("correct", "recode"):
        return ", ".join(sorted(value))
    return ""


def context(document: Document, statement: Statement) -> Span:
    """The stretch of text in which to show a statement: its blocks and a few around them."""
    spans = [*statement.source, *statement.cue, *statement.content]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    touched = [i for i, block in enumerate(document.blocks) if block.span.start < end and start < block.span.end]
    if not touched:
        return Span(max(0, start - NEAR), min(len(document.text), end + NEAR))
    first = document.blocks[max(0, touched[0] - AROUND)].span
    last = document.blocks[min(len(document.blocks) - 1, touched[-1] + AROUND)].span
    return Span(min(first.start, start), max(last.end, end))
