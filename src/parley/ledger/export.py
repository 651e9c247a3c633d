"""A ledger's statements for other programs: CSV, JSON Lines, Parquet, W3C annotations, Discourse Network Analyzer.

Every file is written beside its place and moved there when it is whole, so that an interrupted export leaves no half.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Literal, get_args

from parley.core.errors import InputError, Location
from parley.documents.model import Document
from parley.ledger import rows
from parley.ledger.queries import Filter
from parley.ledger.requote import selectors
from parley.ledger.shown import about, condition_text, speaker, statement_json
from parley.ledger.store import Entry, Ledger

Format = Literal["csv", "jsonl", "parquet", "w3c", "dna"]
FORMATS: tuple[Format, ...] = get_args(Format)

COLUMNS = (
    "id", "document", "document_name", "title", "outlet", "document_date", "date", "speaker", "party", "role", "footing", "described",
    "count", "reason", "via", "setting", "form", "furniture", "negated", "hedged", "status", "stances", "source_text", "cue_text",
    "said", "source", "cue", "content", "within", "reader", "read_as", "taken_back",
    "record", "act", "saying", "toward", "about", "thing", "condition", "fact",
)  # fmt: skip
_WORDS = ("source_text", "cue_text", "content_text", "said", "described", "reason", "toward", "about", "condition")
_AGREES = {"for": 1, "against": 0}
_BATCH = 2000


def export(ledger: Ledger, form: Format, target: Path, wanted: Filter | None = None, *, redact: bool = False) -> int:
    """Write the statements that a filter finds; returns how many. ``redact`` leaves out the words and keeps the codes.

    Raises:
        InputError: the place cannot be written, or Parquet is asked for without pyarrow.
    """
    _check_target(ledger, target)
    pairs = _with_documents(ledger, wanted or Filter())
    writers: dict[Format, Callable[[Path, Iterable[tuple[Entry, Document]], bool], int]] = {
        "csv": _csv, "jsonl": _jsonl, "parquet": _parquet, "w3c": _w3c, "dna": _dna,
    }  # fmt: skip
    try:
        return writers[form](target, pairs, redact)
    except OSError as error:
        raise InputError.one(
            f"it cannot be written: {error.strerror or error}", where=Location(str(target)), code="export"
        ) from error


def _with_documents(ledger: Ledger, wanted: Filter) -> Iterator[tuple[Entry, Document]]:
    document: Document | None = None
    for entry in ledger.entries(wanted):
        if document is None or document.id != entry.statement.document:
            document = ledger.document(entry.statement.document)
        yield entry, document


def _check_target(ledger: Ledger, target: Path) -> None:
    """Refuse to write over the ledger itself, or over a document that was read into it."""
    own = [Path(ledger.place + tail) for tail in ("", "-wal", "-shm")] if ledger.place != ":memory:" else []
    if any(path.exists() and target.exists() and path.samefile(target) for path in own):
        raise InputError.one("it is the ledger itself", where=Location(str(target)), hint="name another file")
    if target.is_file() and ledger.came_from(str(target)):
        hint = "name another file; this one was read into the ledger"
        raise InputError.one("it is a document, not an export", where=Location(str(target)), hint=hint)


@contextmanager
def _parts(*targets: Path) -> Iterator[list[Path]]:
    """Places beside the targets to write to; they are moved there together, once all are whole."""
    places = [target.with_name(f".{target.name}.part") for target in targets]
    with ExitStack() as held:
        files = [held.enter_context(place.open("ab")) for place in places]
        for file, target in zip(files, targets, strict=True):
            _hold(file, target)
        try:
            yield places
            for file in files:
                os.fsync(file.fileno())
        except BaseException:
            for place in places:
                place.unlink(missing_ok=True)
            raise
    for place, target in zip(places, targets, strict=True):
        try:
            place.replace(target)
        except OSError:
            place.unlink(missing_ok=True)
            raise


def _hold(file: IO[bytes], target: Path) -> None:
    """Keep a second export off the same file; a process that is killed lets go of it."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InputError.one(
            "another export is writing to it", where=Location(str(target)), hint="wait until it is done"
        ) from error


def _text(place: Path, newline: str | None = None) -> IO[str]:
    return place.open("w", encoding="utf-8", newline=newline)


def _row(entry: Entry, document: Document, redact: bool) -> dict[str, Any]:
    s = entry.statement
    stances = "; ".join(f"{t.proposition}: {t.side}" for t in s.stances)
    row: dict[str, Any] = {
        "id": s.id, "document": s.document, "document_name": document.name, "title": document.title.value if document.title else "",
        "outlet": document.outlet.value if document.outlet else "", "document_date": document.date.value if document.date else "",
        "date": s.date.isoformat() if s.date else "", "speaker": s.resolved or "", "party": s.party or "", "role": s.role or "",
        "footing": s.footing.kind, "described": s.footing.described or "", "count": s.footing.count, "reason": s.footing.reason or "",
        "via": s.footing.via or "", "setting": s.footing.setting or "", "form": s.form, "furniture": s.furniture,
        "negated": s.negated, "hedged": s.hedged, "status": entry.status, "stances": stances, "source_text": s.source_text,
        "cue_text": s.cue_text, "said": rows.said(document, s), "source": _spans(s.source), "cue": _spans(s.cue), "content": _spans(s.content),
        "within": s.within or "", "reader": s.reader, "read_as": entry.read_as or "",
        "taken_back": _spans(s.taken_back), "record": s.record, "act": s.deed.act if s.deed is not None else s.act,
        "saying": s.act if s.record == "statement" else "", "toward": (s.deed.toward_text if s.deed is not None else None) or "",
        "about": about(s) or "", "thing": (s.deed.thing if s.deed is not None else None) or "", "condition": condition_text(s) or "",
        "fact": s.fact.kind if s.fact is not None else "",
    }  # fmt: skip
    return {k: "" if redact and k in _WORDS else v for k, v in row.items()}


def _spans(spans: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{start}:{end}" for start, end in spans)


def _csv(target: Path, pairs: Iterable[tuple[Entry, Document]], redact: bool) -> int:
    count = 0
    with _parts(target) as (part,), _text(part, "") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for entry, document in pairs:
            writer.writerow({k: no_formula(v) for k, v in _row(entry, document, redact).items()})
            count += 1
    return count


def no_formula(value: Any) -> Any:
    """A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _jsonl(target: Path, pairs: Iterable[tuple[Entry, Document]], redact: bool) -> int:
    count = 0
    with _parts(target) as (part,), _text(part) as file:
        for entry, document in pairs:
            row = statement_json(entry) | {"said": rows.said(document, entry.statement)}
            if redact:
                row = {k: v for k, v in row.items() if k not in (*_WORDS, "question")}
                row["footing_detail"] = {k: v for k, v in row["footing_detail"].items() if k not in _WORDS}
                for key in ("deed", "fact"):
                    row[key] = _codes(row[key])
                row["conditions"] = [_codes(c) for c in row["conditions"]]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _codes(told: dict[str, Any] | None) -> dict[str, Any] | None:
    """A deed, a condition or a fact without the document's words."""
    return (
        None
        if told is None
        else {k: v for k, v in told.items() if not k.endswith("_text") and k not in ("item", "amount")}
    )


def _parquet(target: Path, pairs: Iterable[tuple[Entry, Document]], redact: bool) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        hint = "pip install 'parley-workbench[parquet]', or export to csv or jsonl"
        raise InputError.one("Parquet needs the package pyarrow", hint=hint, code="export") from error
    kinds = {"count": pa.int64(), "furniture": pa.bool_(), "negated": pa.bool_(), "hedged": pa.bool_()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    count = 0
    with _parts(target) as (part,), pq.ParquetWriter(part, schema) as writer:
        batch: list[dict[str, Any]] = []
        for entry, document in pairs:
            batch.append(_row(entry, document, redact))
            count += 1
            if len(batch) == _BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema))
    return count


def _w3c(target: Path, pairs: Iterable[tuple[Entry, Document]], redact: bool) -> int:
    """An AnnotationPage of the W3C Web Annotation data model; one target for each span of the content."""
    count = 0
    with _parts(target) as (part,), _text(part) as file:
        head = (
            '"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:parley:annotations", "type": "AnnotationPage"'
        )
        file.write("{" + head + ', "items": [')
        for entry, document in pairs:
            file.write(
                (",\n" if count else "\n") + json.dumps(annotation(entry, document, redact=redact), ensure_ascii=False)
            )
            count += 1
        file.write("\n]}\n")
    return count


def annotation(entry: Entry, document: Document, *, redact: bool = False) -> dict[str, Any]:
    """One statement as a W3C annotation: who, footing and stances as tags, its words as quote and position."""
    s = entry.statement
    tags: dict[str, str | None] = {
        "speaker": s.resolved,
        "party": s.party,
        "footing": s.footing.kind,
        "form": s.form,
        "status": entry.status,
    }
    tags["act"] = s.deed.act if s.deed is not None else s.fact.kind if s.fact is not None else None
    tagged = [f"{k}: {v}" for k, v in tags.items() if v] + [f"{t.proposition}: {t.side}" for t in s.stances]
    source = document.path if "://" in document.path else f"urn:sha256:{document.id}"

    def selected(start: int, end: int) -> list[dict[str, Any]]:
        found = selectors(document.text, type(s.content[0])(start, end))
        return found[1:] if redact else found

    return {
        "id": f"urn:parley:statement:{s.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": value} for value in tagged],
        "target": [{"type": "SpecificResource", "source": source, "selector": selected(*span)} for span in s.content],
    }


def _dna(target: Path, pairs: Iterable[tuple[Entry, Document]], redact: bool) -> int:
    """Two tables in a folder: an event list (one line a stance) and the documents, as Discourse Network Analyzer names them.

    Its agreement is binary: for is 1, against is 0. Later, conditional and ambiguous stances stand in the column
    ``qualifier`` with an empty agreement, so that nobody counts them by mistake. ``start`` and ``stop`` count the
    UTF-16 units of ``text`` in ``documents.csv``, as DNA's Java does.
    """
    target.mkdir(parents=True, exist_ok=True)
    documents: dict[str, Document] = {}
    with _parts(target / "documents.csv", target / "statements.csv") as (about, events):
        count = _dna_events(events, pairs, documents, redact)
        _dna_documents(about, documents.values(), redact)
    return count


def _dna_events(
    place: Path, pairs: Iterable[tuple[Entry, Document]], documents: dict[str, Document], redact: bool
) -> int:
    count = 0
    with _text(place, "") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("id", "time", "docId", "docTitle", "docAuthor", "docSource", "docSection", "docType", "start", "stop", "text",
             "person", "organization", "concept", "agreement", "qualifier")
        )  # fmt: skip
        for entry, document in pairs:
            s = entry.statement
            documents.setdefault(document.id, document)
            for stance in s.stances:
                count += 1
                person = speaker(s) if s.footing.kind in ("on_record", "author", "relayed") else ""
                group = s.party or (
                    speaker(s) if s.footing.kind in ("institution", "document", "unnamed_group") else ""
                )
                if redact and not s.resolved:  # whom nobody names is told by words of the document
                    person, group = "", s.party or ""
                cells = (
                    count, _time(s.date.isoformat() if s.date else ""), document.id, *_about(document), _position(document.text, s.content[0].start), _position(document.text, s.content[-1].end),
                    "" if redact else rows.said(document, s), person, group, stance.proposition,
                    _AGREES.get(stance.side, ""), "" if stance.side in _AGREES else stance.side,
                )  # fmt: skip
                writer.writerow([no_formula(c) for c in cells])
    return count


def _position(text: str, offset: int) -> int:
    """An offset as DNA counts it in ``documents.csv``: in UTF-16 units, after the apostrophe that a cell may begin with."""
    beyond = 0 if text.isascii() else sum(c > "\uffff" for c in text[:offset])
    return offset + beyond + int(no_formula(text[:1]) != text[:1])


def _dna_documents(place: Path, documents: Iterable[Document], redact: bool) -> None:
    with _text(place, "") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "time", "title", "author", "source", "section", "type", "text"))
        for document in documents:
            date = document.date.value if document.date else ""
            writer.writerow(
                [no_formula(c) for c in (document.id, _time(date), *_about(document), "" if redact else document.text)]
            )


def _about(document: Document) -> tuple[str, str, str, str, str]:
    return (
        document.title.value if document.title else document.name,
        ", ".join(a.value for a in document.authors),
        document.outlet.value if document.outlet else "",
        "",
        document.genre,
    )


def _time(date: str) -> str:
    return f"{date} 00:00:00" if date else ""
