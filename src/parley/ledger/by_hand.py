"""Hand-coded statements from a table: every quotation is found in its document, or the line is refused.

Columns of a CSV file: ``document`` (id, name or path in the ledger) and ``quote`` are required; ``speaker``, ``source`` (the words
that name the speaker), ``cue``, ``party``, ``role``, ``footing``, ``form``, ``proposition``, ``side`` may follow. A
quotation that nearly covers a statement which is there already codes that one; else it becomes a statement of its own.
Either way each cell that is filled in is a code of that coder. parley's own exports to CSV and JSON Lines can be brought
into another ledger of the same documents.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from parley.core.errors import DataError, Location, ParleyError, Problem
from parley.core.spans import Span, Spans, texts
from parley.core.suggest import did_you_mean
from parley.documents.model import Document
from parley.documents.same_words import folded, plain
from parley.documents.view import View, view
from parley.ledger.coded_table import CODED, Line, lines
from parley.ledger.connection import transaction
from parley.ledger.decisions import code_all
from parley.ledger.queries import Filter
from parley.ledger.requote import dice
from parley.ledger.standing import BY_HAND
from parley.ledger.store import Ledger
from parley.reading.model import Footing, FootingKind, Form, Stance, StanceSide, Statement, statement_id

T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines made new statements, and how many coded statements that were there."""

    new: int
    coded: int


@dataclass(frozen=True, slots=True)
class _Coded:
    """A line of the table with its document, and what its coder filled in."""

    document: Document
    statement: Statement
    codes: tuple[tuple[str, str], ...]


def load(ledger: Ledger, path: Path, who: str) -> Imported:
    """Bring the statements of a table into a ledger, all of them or none.

    Raises:
        DataError: every line that is wrong, with what to write instead.
    """
    table, key = lines(path)
    documents: dict[str, tuple[Document, View]] = {}
    problems: list[Problem] = []
    made: list[_Coded] = []
    for line in table:
        where = Location(str(path), line.number)
        try:
            name = line.cells["document"]
            if name not in documents:
                document = ledger.document(name)
                documents[name] = document, view(document)
            made.append(_Coded(documents[name][0], _statement(line, *documents[name], where, who), _codes(line)))
        except ParleyError as error:
            problems += [Problem(p.message, where, p.hint, p.code) for p in error.problems]
    if problems:
        raise DataError(tuple(problems))
    return _entered(ledger, made, who, key)


def _codes(line: Line) -> tuple[tuple[str, str], ...]:
    """What the coder filled in, as variables and values."""
    return (*((name, line.cells[name]) for name in CODED if line.cells.get(name)), *line.stances)


def _statement(line: Line, document: Document, shown: View, where: Location, who: str) -> Statement:
    row = line.cells
    if line.spans:
        source, cue, content = (_stated(line, name, document, where) for name in ("source", "cue", "content"))
    else:
        content = _found(row["quote"], document, shown, where)
        near = content[0]
        source = _found(row["source"], document, shown, where, near) if row.get("source") else ()
        cue = _found(row["cue"], document, shown, where, near) if row.get("cue") else ()
    footing = _choice("footing", row.get("footing") or "on_record", get_args(FootingKind), where)
    form = _choice("form", row.get("form") or "direct", get_args(Form), where)
    stances = tuple(Stance(name, _choice("side", side, get_args(StanceSide), where), ()) for name, side in line.stances)
    return Statement(
        statement_id(document.id, source, cue, content), document.id, source, cue, content,
        " … ".join(texts(document.text, source)), " … ".join(texts(document.text, cue)), texts(document.text, content),
        form=form, footing=Footing(footing), resolved=row.get("speaker") or None, party=row.get("party") or None,
        role=row.get("role") or None, date=document.on, stances=stances, reader=f"{BY_HAND}{who}",
    )  # fmt: skip


def _stated(line: Line, name: str, document: Document, where: Location) -> Spans:
    """The spans that an export states; they must lie in the document."""
    spans = line.spans.get(name, ())
    if any(not 0 <= s.start < s.end <= len(document.text) for s in spans) or (name == "content" and not spans):
        message = f"its {name} does not lie in the {len(document.text)} characters of {document.name}"
        raise DataError((Problem(message, where, "is it another version of the document?"),))
    return spans


def _choice(name: str, given: str, known: tuple[T, ...], where: Location) -> T:
    found = next((k for k in known if k == given), None)
    if found is None:
        raise DataError((Problem(f"{name} knows no {given!r}", where, did_you_mean(given, known)),))
    return found


def _found(words: str, document: Document, shown: View, where: Location, near: Span | None = None) -> Spans:
    """The spans of a quotation; pieces are divided by an ellipsis. Markup does not count, nor what
    :mod:`parley.documents.same_words` leaves out; of several places the one nearest to ``near`` is taken."""
    spans: list[Span] = []
    text = folded(shown.text)
    for piece in words.replace("[...]", "…").replace("...", "…").split("…"):
        wanted = plain(piece).strip('" ')
        if not wanted:
            continue
        places = [shown.raw(place) for place in text.places(wanted)]
        if not places:
            raise DataError(
                (Problem(f"{document.name} does not contain {piece.strip()!r}", where, "quote its words exactly"),)
            )
        spans.append(min(places, key=lambda s: abs(s.start - near.start)) if near else places[0])
    if not spans:
        raise DataError((Problem("the quotation is empty", where),))
    return tuple(spans)


def _entered(ledger: Ledger, made: list[_Coded], who: str, key: str) -> Imported:
    new: dict[str, list[Statement]] = defaultdict(list)
    documents = {c.document.id: c.document for c in made}
    standing = {d: [e.statement for e in ledger.entries(Filter(document=d))] for d in documents}
    codes: dict[tuple[str, str], str] = {}
    coded = 0
    for line in made:
        known = line.statement.id
        same = max(standing[line.document.id], key=lambda s: dice(s.content, line.statement.content), default=None)
        if same is not None and dice(same.content, line.statement.content) >= 0.8:
            coded, known = coded + 1, same.id
        else:
            new[line.document.id].append(line.statement)
        codes.update({(known, variable): value for variable, value in line.codes})
    held = {(s, variable): value for s, by, kind, variable, value in ledger.codes() if kind == "code" and by == who}
    with transaction(ledger.connection, ledger.place):
        for wanted, statements in new.items():
            ledger.add(documents[wanted], statements, reader=f"{BY_HAND}{who} {key}")
        fresh = [(known, name, value) for (known, name), value in codes.items() if held.get((known, name)) != value]
        code_all(ledger, fresh, who, "imported")
    return Imported(sum(map(len, new.values())), coded)
