"""The evidence: statements by facets and words, and one document with its statements marked where they stand.

Text goes to the browser in segments, each with the code point at which it starts; a browser counts UTF-16 units, so it
is never asked for an offset of its own making.
"""

from __future__ import annotations

import datetime
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from parley.app.names import names_of
from parley.app.workbench import Workbench
from parley.core.errors import InputError
from parley.ledger.shown import told
from parley.report.formats import clean
from parley.report.segments import segments

if TYPE_CHECKING:
    from parley.documents.model import Document
    from parley.ledger.meaning import Near
    from parley.ledger.queries import Filter
    from parley.ledger.store import Entry, Ledger
    from parley.reading.model import Statement

MOST_VALUES = 40
"""Values shown of one facet, the most frequent first."""
PAGE = 40
"""Statements on one page."""
MOST_NEAR, MOST_VECTORS = 400, 3000
"""Statements listed by meaning; vectors that a page makes at most, which takes about ten seconds."""
PLAIN = ("document", "speaker", "party", "footing", "form", "status", "proposition", "side", "record", "act")
DAYS = ("since", "until")
SHOWN = ("party", "speaker", "footing", "status", "document", "month", "form", "furniture")
"""Facets in the order in which they are shown."""


def filter_of(query: Mapping[str, str]) -> Filter:
    """The conditions in an address. Raises :class:`InputError` for a date that is none."""
    from parley.insight.asking.request import day
    from parley.ledger.queries import Filter

    given: dict[str, Any] = {key: query[key] for key in PLAIN if query.get(key)}
    for key in DAYS:
        if query.get(key):
            given[key] = day(query[key], key)
    if query.get("furniture") in ("yes", "no"):
        given["furniture"] = query["furniture"] == "yes"
    if query.get("q", "").strip():
        given["words"] = query["q"]
    return Filter(**given)


def conditions(query: Mapping[str, str]) -> dict[str, str]:
    """The conditions as they stand in the address."""
    return {key: query[key] for key in (*PLAIN, *DAYS, "furniture", "q", "meaning") if query.get(key)}


def evidence(workbench: Workbench, query: Mapping[str, str]) -> dict[str, Any]:
    """A page of statements with counts for every facet."""
    wanted, given = filter_of(query), conditions(query)
    subject = " ".join(query.get("q", "").split()) if query.get("meaning") else ""
    if subject:
        wanted = replace(wanted, words=None)
    page = max(whole(query.get("page", ""), 1), 1)
    with workbench.ledger_lock:
        ledger = workbench.ledger
        facets, total = workbench.keep(
            ("facets", workbench.revision, tuple(sorted(given.items()))),
            lambda: (ledger.facets(wanted, most=MOST_VALUES), ledger.count(wanted)),
        )
        offset = (page - 1) * PAGE
        if subject:
            near = workbench.keep(
                ("near", workbench.revision, tuple(sorted(given.items()))), lambda: _near(ledger, subject, wanted)
            )
            facets = _counted(n.entry for n in near)
            total, listed = len(near), [row(n.entry) | {"nearness": n.nearness} for n in near[offset : offset + PAGE]]
        elif wanted.words:
            hits = ledger.search(wanted.words, wanted, limit=PAGE, offset=offset)
            listed = [row(hit.entry, said=marked(hit.said, hit.marks)) for hit in hits]
        else:
            listed = [row(entry) for entry in ledger.entries(wanted, limit=PAGE, offset=offset)]
        titles = {d[0]: d[1] for d in ledger.connection.execute("SELECT name, coalesce(title, name) FROM documents")}
    known = names_of(workbench)
    names = {**known, "document": titles}
    return {
        "names": known,
        "statements": listed,
        "total": total,
        "in_answer": in_answer(workbench) if not given else None,
        "as_of": workbench.source.case().as_of,
        "number": page,
        "subject": subject,
        "pages": max(1, -(-total // PAGE)),
        "conditions": given,
        "facets": [_facet(name, facets.get(name, ()), given, names.get(name, {})) for name in SHOWN],
        "stances": [
            _stance(value, count, given, names["proposition"]) for value, count in facets.get("stance", ()) if value
        ],
        "query": urlencode(given),
    }


def in_answer(workbench: Workbench) -> int | None:
    """How many statements the answer uses: of the case's documents, or of the ledger, those not later than its question.
    None where no answer of the case as it stands has been made."""
    found, _ = workbench.ledger_statements()
    if found is not None:
        as_of = workbench.source.case().as_of
        return sum(s.date is None or s.date <= as_of for s in found)
    latest = workbench.latest()
    return latest.statements if latest is not None else None


def _counted(entries: Iterable[Entry]) -> dict[str, tuple[tuple[str | None, int], ...]]:
    """The facets of statements that were found otherwise than by conditions."""
    counts: dict[str, Counter[str | None]] = {name: Counter() for name in (*SHOWN, "stance")}
    for entry in entries:
        s = entry.statement
        values = {
            "party": s.party, "speaker": s.resolved, "footing": s.footing.kind, "status": entry.status,
            "document": entry.document_name, "month": s.date.isoformat()[:7] if s.date else None, "form": s.form,
            "furniture": "page furniture" if s.furniture else "article",
        }  # fmt: skip
        for name, value in values.items():
            counts[name][value] += 1
        counts["stance"].update(f"{t.proposition}: {t.side}" for t in s.stances)
    return {name: tuple(sorted(c.items(), key=lambda i: (-i[1], i[0] or ""))) for name, c in counts.items()}


def _near(ledger: Ledger, subject: str, wanted: Filter) -> tuple[Near, ...]:
    """Statements about ``subject`` in whatever words, nearest first; vectors made now are kept in the ledger."""
    from parley.ledger.meaning import lacking, near

    if lacking(ledger, wanted) > MOST_VECTORS:
        raise InputError.one(
            "so many statements have never been compared by meaning that a page would wait for minutes",
            hint=f"run once: parley ledger about {shlex.quote(subject)} --ledger {shlex.quote(str(ledger.place))}",
        )
    return near(ledger, (subject,), wanted, limit=MOST_NEAR)


def whole(text: str, default: int) -> int:
    """A whole number of an address, at most a million; ``default`` where it is none."""
    return min(int(text[:8]), 1_000_000) if text.isascii() and text.isdigit() else default


def _facet(
    name: str, values: Iterable[tuple[str | None, int]], given: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, Any]:
    out = []
    for value, count in values:
        if value is None:
            continue
        key, asked = _asked(name, value)
        chosen = all(given.get(k) == v for k, v in asked.items())
        rest = {k: v for k, v in given.items() if k not in asked}
        address = urlencode(rest if chosen else {**rest, **asked})
        label = names.get(value) or (value if name == "document" else value.replace("_", " "))
        out.append({"value": value, "label": label, "count": count, "chosen": chosen, "address": address, "key": key})
    return {"name": name, "values": out}


def _asked(name: str, value: str) -> tuple[str, dict[str, str]]:
    if name == "month":
        year, month = int(value[:4]), int(value[5:7])
        last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).isoformat()
        return "since", {"since": f"{value}-01", "until": last}
    if name == "furniture":
        return "furniture", {"furniture": "yes" if value == "page furniture" else "no"}
    return name, {name: value}


def _stance(value: str, count: int, given: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    proposition, _, side = value.rpartition(": ")
    asked = {"proposition": proposition, "side": side}
    chosen = all(given.get(k) == v for k, v in asked.items())
    rest = {k: v for k, v in given.items() if k not in asked}
    return {
        "value": value, "label": f"{names.get(proposition, proposition)}: {side}", "count": count, "chosen": chosen,
        "address": urlencode(rest if chosen else {**rest, **asked}),
    }  # fmt: skip


def row(entry: Entry, *, said: list[tuple[str, bool]] | None = None) -> dict[str, Any]:
    """A statement as a line of a list; ``said`` is its content in pieces, those that were searched for marked."""
    s = entry.statement
    return {
        "id": s.id,
        "speaker": s.resolved or clean(s.source_text) or s.footing.described,
        "source": s.source_text,
        "read_as": entry.read_as,
        "taken_back": bool(s.taken_back),
        "party": s.party,
        "cue": s.cue_text,
        "said": said or [(" … ".join(s.content_text), False)],
        "footing": s.footing.kind,
        "footing_words": footing_words(s),
        "date": s.date,
        "form": s.form,
        "furniture": s.furniture,
        "status": entry.status,
        "record": s.record,
        "act": told(s),
        "conditions": [c.terms_text for c in s.conditions],
        "stances": [{"proposition": stance.proposition, "side": stance.side} for stance in s.stances],
        "document": s.document,
        "document_title": entry.document_title or entry.document_name,
    }


def footing_words(s: Statement) -> str:
    """The footing in plain words."""
    kinds = {
        "on_record": "on the record",
        "institution": "an institution",
        "unnamed_person": "an unnamed person",
        "unnamed_group": "unnamed people",
        "relayed": "relayed",
        "document": "a document",
        "author": "the author's own words",
    }
    parts = [kinds[s.footing.kind]]
    if s.footing.via:
        parts.append(f"by way of {s.footing.via}")
    if s.footing.described:
        parts.append(f"described as “{s.footing.described}”")
    if s.footing.reason:
        parts.append(f"anonymous because {s.footing.reason.removeprefix('because ')}")
    if s.footing.setting:
        parts.append(s.footing.setting)
    return clean("; ".join(parts))


def marked(text: str, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """``text`` in pieces, those within ``marks`` True."""
    out: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(marks):
        if start > at:
            out.append((text[at:start], False))
        if end > max(start, at):
            out.append((text[max(start, at) : end], True))
        at = max(at, end)
    if at < len(text):
        out.append((text[at:], False))
    return out


def document(workbench: Workbench, query: Mapping[str, str]) -> dict[str, Any]:
    """``id`` of the query names the document; ``statement`` is brought into view."""
    from parley.ledger.queries import Filter

    with workbench.ledger_lock:
        ledger = workbench.ledger
        wanted = query.get("id") or next((d.id for d in ledger.each_document()), None)
        if wanted is None:
            return {"title": "No document yet", "segments": (), "statements": [], "about": {}, "chosen": None}
        found = ledger.document(wanted)
        entries = [
            e
            for kind in ("all", "told")
            for e in ledger.entries(Filter(document=found.id, all_versions=True, record=kind))
        ]
    return shown(found, entries, query.get("statement"))


def shown(found: Document, entries: Sequence[Entry], chosen: str | None) -> dict[str, Any]:
    """A document with its statements; the one that is ``chosen`` is brought into view."""
    return {
        "title": found.title.value if found.title else found.name,
        "about": {
            "id": found.id,
            "name": found.name,
            "authors": [a.value for a in found.authors],
            "outlet": found.outlet.value if found.outlet else None,
            "date": found.on,
            "kind": found.kind,
            "genre": found.genre,
            "excerpt": found.excerpt.value if found.excerpt else None,
            "note_of": found.note_of.value if found.note_of else None,
        },
        "segments": segments(found, [e.statement for e in entries]),
        "statements": [row(e) for e in entries],
        "chosen": chosen,
    }
