"""Tables of coded statements: CSV as people write it, and parley's own exports to CSV and JSON Lines.

A line says which document and which words; from an export also the exact characters. Nothing is looked up here.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley.core.errors import DataError, Location, ParleyError, Problem
from parley.core.spans import Span, Spans
from parley.core.suggest import did_you_mean
from parley.ledger.export import COLUMNS as EXPORTED

COLUMNS = ("document", "quote", "speaker", "source", "cue", "party", "role", "footing", "form", "proposition", "side")
CODED = ("speaker", "party", "role", "footing", "form")
_LARGEST = 100_000_000
_PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a table: ``cells`` by the names of :data:`COLUMNS`, ``spans`` where the table states them."""

    number: int
    cells: dict[str, str]
    stances: tuple[tuple[str, str], ...] = ()
    spans: dict[str, Spans] = field(default_factory=dict)


def lines(path: Path) -> tuple[list[Line], str]:
    """The lines of a table and a short hash of its bytes.

    Raises:
        DataError: it cannot be read, or is no such table; names the line.
    """
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(f"it is not valid UTF-8 at byte {error.start}", path, line, "save it as UTF-8") from error
    found = _json_lines(text, path) if text.lstrip().startswith("{") else _csv(text, path)
    return list(found), hashlib.sha256(data).hexdigest()[:8]


def _wrong(message: str, path: Path, line: int | None = None, hint: str | None = None) -> DataError:
    return DataError((Problem(message, Location(str(path), line), hint, "DataError"),))


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise _wrong("it cannot be read: it is not a file", path)
        if path.stat().st_size > _LARGEST:
            raise _wrong("it is larger than 100 MB", path)
        return path.read_bytes()
    except OSError as error:
        raise _wrong(f"it cannot be read: {error.strerror}", path) from error


def _csv(text: str, path: Path) -> Iterator[Line]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)  # spreadsheets of some countries write semicolons
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True, delimiter=delimiter)
    problems: list[Problem] = []
    try:
        header = [h.strip().lower() for h in reader.fieldnames or ()]
        exported = "said" in header or "content" in header
        _check_header(header, path, exported)
        reader.fieldnames = header
        for row in reader:
            if None in row:
                hint = f"put quotes around a cell that holds a {delimiter!r}"
                message = "this line has more cells than the first line has names"
                problems.append(Problem(message, Location(str(path), reader.line_num), hint, "DataError"))
            cells = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}
            yield _from_export(reader.line_num, cells, path) if exported else _by_hand(reader.line_num, cells)
    except csv.Error as error:
        raise _wrong(f"it is not a CSV table: {error}", path, reader.line_num) from error
    if problems:
        raise DataError(tuple(problems))


def _check_header(header: list[str], path: Path, exported: bool) -> None:
    missing = [c for c in ("document", "content" if exported else "quote") if c not in header]
    if missing:
        hint = f"the first line names the columns: {', '.join(COLUMNS)}"
        raise _wrong(f"it has no column {' and no column '.join(map(repr, missing))}", path, 1, hint)
    known = EXPORTED if exported else COLUMNS
    for name in header:
        if name not in known:
            raise _wrong(f"it has an unknown column {name!r}", path, 1, did_you_mean(name, known))


def _by_hand(number: int, cells: dict[str, str]) -> Line:
    stances = ((cells["proposition"], cells.get("side") or "for"),) if cells.get("proposition") else ()
    return Line(number, cells, stances)


def _from_export(number: int, row: dict[str, str], path: Path) -> Line:
    try:
        spans = {name: _pairs([p.split(":") for p in row.get(name, "").split()]) for name in _PARTS}
    except ValueError as error:
        raise _wrong("it states no spans such as 10:25", path, number) from error
    stances = tuple(
        (name, side) for part in row.get("stances", "").split(";") if (name := part.rpartition(":")[0].strip())
        and (side := part.rpartition(":")[2].strip())
    )  # fmt: skip
    words = {"quote": "said", "source": "source_text", "cue": "cue_text"}
    cells = {name: _unguarded(row.get(words.get(name, name), "")) for name in COLUMNS}
    return Line(number, cells, stances, spans)


def _unguarded(cell: str) -> str:
    """Without the apostrophe that an export puts before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _json_lines(text: str, path: Path) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _from_json(number, json.loads(line))
        except ParleyError:
            raise
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            hint = "parley ledger export --to jsonl writes such lines"
            raise _wrong(f"it is no statement in JSON: {str(error)[:80]}", path, number, hint) from error


def _from_json(number: int, row: dict[str, Any]) -> Line:
    words = {"quote": " … ".join(row.get("content_text", ())), "speaker": row.get("resolved") or "",
             "source": row.get("source_text") or "", "cue": row.get("cue_text") or ""}  # fmt: skip
    cells = {name: str(words[name] if name in words else row.get(name) or "") for name in COLUMNS}
    stances = tuple((str(s["proposition"]), str(s["side"])) for s in row.get("stances", ()))
    return Line(number, cells, stances, {name: _pairs(row[name]) for name in _PARTS})


def _pairs(pairs: list[Any]) -> Spans:
    return tuple(Span(int(start), int(end)) for start, end in pairs)
