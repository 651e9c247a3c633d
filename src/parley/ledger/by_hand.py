"""Hand-coded statements from a CSV file: every quotation is found in its document, or the line is refused.

Columns: ``document`` (id, name or path in the ledger) and ``quote`` are required; ``speaker``, ``source`` (the words
that name the speaker), ``cue``, ``party``, ``role``, ``footing``, ``form``, ``proposition``, ``side`` may follow. A
quotation that nearly covers a statement which is there already codes that one; else it becomes a statement of its own.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from parley.core.errors import DataError, Location, ParleyError, Problem
from parley.core.spans import Span, Spans, texts
from parley.core.suggest import did_you_mean
from parley.documents.model import Document
from parley.documents.view import View, view
from parley.ledger.anchors import dice
from parley.ledger.decisions import code_all
from parley.ledger.queries import Filter
from parley.ledger.standing import BY_HAND
from parley.ledger.store import Ledger
from parley.reading.model import Footing, FootingKind, Form, Stance, StanceSide, Statement, statement_id

COLUMNS = ("document", "quote", "speaker", "source", "cue", "party", "role", "footing", "form", "proposition", "side")
_LARGEST = 100_000_000
T = TypeVar("T", bound=str)
_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines made new statements, and how many coded statements that were there."""

    new: int
    coded: int


def load(ledger: Ledger, path: Path, who: str) -> Imported:
    """Bring the statements of a CSV file into a ledger, all of them or none.

    Raises:
        DataError: every line that is wrong, with what to write instead.
    """
    lines, key = _lines(path)
    documents: dict[str, tuple[Document, View]] = {}
    problems: list[Problem] = []
    made: list[tuple[Document, Statement]] = []
    for number, row in lines:
        try:
            name = row.get("document", "")
            if name not in documents:
                document = ledger.document(name)
                documents[name] = document, view(document)
            made.append((documents[name][0], _statement(row, *documents[name], Location(str(path), number), who)))
        except ParleyError as error:
            problems += [Problem(p.message, Location(str(path), number), p.hint, p.code) for p in error.problems]
    if problems:
        raise DataError(tuple(problems))
    return _entered(ledger, made, who, key)


def _lines(path: Path) -> tuple[list[tuple[int, dict[str, str]]], str]:
    where = Location(str(path))
    try:
        if path.stat().st_size > _LARGEST:
            raise DataError((Problem("it is larger than 100 MB", where),))
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise DataError((Problem(f"it cannot be read: {error.strerror}", where),)) from error
    except UnicodeDecodeError as error:
        raise DataError(
            (Problem(f"it is not valid UTF-8 at byte {error.start}", where, "save it as UTF-8"),)
        ) from error
    try:
        reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
        header = [h.strip().lower() for h in reader.fieldnames or ()]
        missing = [c for c in ("document", "quote") if c not in header]
        if missing:
            hint = f"the first line names the columns: {', '.join(COLUMNS)}"
            raise DataError(
                (
                    Problem(
                        f"it has no column {' and no column '.join(map(repr, missing))}", Location(str(path), 1), hint
                    ),
                )
            )
        for name in header:
            if name not in COLUMNS:
                raise DataError(
                    (
                        Problem(
                            f"it has an unknown column {name!r}", Location(str(path), 1), did_you_mean(name, COLUMNS)
                        ),
                    )
                )
        reader.fieldnames = header
        lines = [
            (reader.line_num, {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}) for row in reader
        ]
    except csv.Error as error:
        raise DataError((Problem(f"it is not a CSV table: {error}", where),)) from error
    return lines, hashlib.sha256(data).hexdigest()[:8]


def _statement(row: dict[str, str], document: Document, shown: View, where: Location, who: str) -> Statement:
    content = _found(row["quote"], document, shown, where)
    near = content[0]
    source = _found(row["source"], document, shown, where, near) if row.get("source") else ()
    cue = _found(row["cue"], document, shown, where, near) if row.get("cue") else ()
    footing = _choice(row, "footing", get_args(FootingKind), "on_record", where)
    stances: tuple[Stance, ...] = ()
    if row.get("proposition"):
        stances = (Stance(row["proposition"], _choice(row, "side", get_args(StanceSide), "for", where), ()),)
    return Statement(
        statement_id(document.id, source, cue, content), document.id, source, cue, content,
        " … ".join(texts(document.text, source)), " … ".join(texts(document.text, cue)), texts(document.text, content),
        form=_choice(row, "form", get_args(Form), "direct", where), footing=Footing(footing), resolved=row.get("speaker") or None,
        party=row.get("party") or None, role=row.get("role") or None, date=document.on, stances=stances, reader=f"{BY_HAND}{who}",
    )  # fmt: skip


def _choice(row: dict[str, str], name: str, known: tuple[T, ...], default: T, where: Location) -> T:
    given = row.get(name) or default
    found = next((k for k in known if k == given), None)
    if found is None:
        raise DataError((Problem(f"{name} knows no {given!r}", where, did_you_mean(given, known)),))
    return found


def _found(words: str, document: Document, shown: View, where: Location, near: Span | None = None) -> Spans:
    """The spans of a quotation; pieces are divided by an ellipsis. White space, markup and the form of quotation marks
    do not count; of several places the one nearest to ``near`` is taken."""
    spans: list[Span] = []
    text = shown.text.translate(_QUOTES)
    for piece in words.replace("[...]", "…").replace("...", "…").split("…"):
        wanted = " ".join(piece.split()).translate(_QUOTES).strip('" ')
        if not wanted:
            continue
        places = []
        at = text.find(wanted)
        while at >= 0:
            places.append(shown.raw(Span(at, at + len(wanted))))
            at = text.find(wanted, at + 1)
        if not places:
            raise DataError(
                (Problem(f"{document.name} does not contain {piece.strip()!r}", where, "quote its words exactly"),)
            )
        spans.append(min(places, key=lambda s: abs(s.start - near.start)) if near else places[0])
    if not spans:
        raise DataError((Problem("the quotation is empty", where),))
    return tuple(spans)


def _entered(ledger: Ledger, made: list[tuple[Document, Statement]], who: str, key: str) -> Imported:
    new: dict[str, list[Statement]] = defaultdict(list)
    documents = {d.id: d for d, _ in made}
    standing = {d: [e.statement for e in ledger.entries(Filter(document=d))] for d in documents}
    codes: list[tuple[str, Stance]] = []
    coded = 0
    for document, statement in made:
        same = max(standing[document.id], key=lambda s: dice(s.content, statement.content), default=None)
        if same is not None and dice(same.content, statement.content) >= 0.8:
            coded += 1
            codes += [(same.id, stance) for stance in statement.stances]
        else:
            new[document.id].append(statement)
            codes += [(statement.id, stance) for stance in statement.stances]
    for wanted, statements in new.items():
        ledger.add(documents[wanted], statements, reader=f"{BY_HAND}{who} {key}")
    held = {(s, w, v) for s, w, kind, v, _ in ledger.codes() if kind == "code"}
    fresh = [(known, t.proposition, t.side) for known, t in codes if (known, who, t.proposition) not in held]
    code_all(ledger, fresh, who, "imported")
    return Imported(sum(map(len, new.values())), coded)
