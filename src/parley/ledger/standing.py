"""What stands: derived from readings and decisions, and rebuilt from them at any time.

The statement as read is the base; the decisions on it that have not been undone are applied to it in their order.
Where the outcome differs from the base, it is written as a further row of ``statements`` that names the decision.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from parley.core.errors import Problem
from parley.core.spans import Spans, texts
from parley.documents.model import Document
from parley.ledger import rows
from parley.ledger.lineage import COPIED, lineage, lineages, moved_value, touched
from parley.reading.model import Footing, Stance, Statement

_MERGES = """SELECT seq, statement, kind, value FROM decisions d WHERE kind = 'merge'
    AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq) ORDER BY seq"""
_KEPT = ("seq", "place", "current", "status", "resolved", "party", "footing", "form", "furniture", "date",
         "speaker_decided", "party_decided")  # fmt: skip
_DERIVED = ", ".join(f"{name} = excluded.{name}" for name in _KEPT) + (
    ", speaker = CASE WHEN resolved IS excluded.resolved THEN speaker ELSE excluded.resolved END"
    ", affiliated = CASE WHEN party IS excluded.party THEN affiliated ELSE excluded.party END"
)
"""Who a speaker is across documents stays until it is derived anew; see :mod:`parley.ledger.speakers`."""

BY_HAND = "hand:"
"""Readings whose reader starts so were coded by people."""


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that still holds."""

    seq: int
    statement: str | None
    kind: str
    value: dict[str, Any]


def merges(connection: sqlite3.Connection) -> list[Change]:
    """The merges of speakers that hold, oldest first."""
    found = connection.execute(_MERGES)
    return [Change(seq, statement, kind, json.loads(value)) for seq, statement, kind, value in found]


def decided(connection: sqlite3.Connection, statement: str) -> list[Change]:
    """The decisions on one statement that hold, in whatever version of its document they were taken, oldest first."""
    whole = lineage(connection, statement)
    found = connection.execute(
        f"SELECT seq, statement, kind, value FROM decisions d WHERE statement IN ({','.join('?' * len(whole))})"  # noqa: S608
        f" AND kind NOT IN ('undo', 'code') AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq)"
        f" AND (note IS NULL OR NOT {COPIED}) ORDER BY seq", whole,
    )  # fmt: skip
    return [Change(seq, of, kind, json.loads(value)) for seq, of, kind, value in found]


def project(connection: sqlite3.Connection, document: str) -> None:
    """Make what stands for all statements of a document, after a reading."""
    counted = _counted(connection, document)
    superseded = connection.execute("SELECT 1 FROM superseded WHERE id = ?", (document,)).fetchone() is not None
    held = merges(connection)
    with_decisions = touched(connection, document)
    read = [
        (seq, rows.statement(record))
        for reading in counted
        for seq, record in connection.execute(
            "SELECT seq, record FROM statements WHERE reading = ? ORDER BY seq", (reading,)
        )
    ]
    latest_ids = {statement.id for _, statement in read}
    for (known,) in connection.execute("SELECT id FROM standing WHERE document = ?", (document,)).fetchall():
        if known not in latest_ids and not (known in with_decisions and decided(connection, known)):
            connection.execute("UPDATE standing SET current = 0 WHERE id = ?", (known,))
    for seq, statement in read:
        own = decided(connection, statement.id) if statement.id in with_decisions else []
        _settle(connection, statement, seq, [*own, *held], not superseded)


def _counted(connection: sqlite3.Connection, document: str) -> list[int]:
    """The readings that count: the latest by a reader, and all made by hand, which stand beside it."""
    found = connection.execute(
        "SELECT seq, reader FROM readings WHERE document = ? ORDER BY seq", (document,)
    ).fetchall()
    by_hand = [seq for seq, reader in found if reader.startswith(BY_HAND)]
    read = [seq for seq, reader in found if not reader.startswith(BY_HAND)]
    return [*read[-1:], *by_hand]


def refresh(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Make what stands anew for some statements in all their versions, after a decision."""
    held = merges(connection)
    for wanted in lineages(connection, statements):
        found = connection.execute(
            "SELECT t.seq, t.record, s.current FROM statements t JOIN standing s ON s.id = t.id"
            " WHERE t.id = ? AND t.decision IS NULL ORDER BY t.seq DESC LIMIT 1", (wanted,),
        ).fetchone()  # fmt: skip
        if found is not None:
            _settle(
                connection, rows.statement(found[1]), found[0], [*decided(connection, wanted), *held], bool(found[2])
            )


def _settle(connection: sqlite3.Connection, base: Statement, seq: int, changes: list[Change], current: bool) -> None:
    base, seq = _accepted(connection, base, seq, changes)
    status, made, by = "open", base, None
    for change in sorted(changes, key=lambda c: c.seq):
        after = applied(connection, made, change)
        if after != made:
            made, by = after, change.seq
        status = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}.get(change.kind, status)
    if by is not None:
        seq = _write(connection, made, by)
    corrected = {name for change in changes if change.kind == "correct" for name in change.value}
    connection.execute(
        "INSERT INTO standing(id, seq, document, place, current, status, resolved, party, footing, form, furniture, date,"  # noqa: S608
        " speaker_decided, party_decided, speaker, affiliated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        f" ON CONFLICT (id) DO UPDATE SET {_DERIVED}",
        (
            base.id, seq, base.document, made.content[0].start, int(current), status, made.resolved, made.party, made.footing.kind,
            made.form, int(made.furniture), made.date.isoformat() if made.date else None,
            int("resolved" in corrected), int("party" in corrected), made.resolved, made.party,
        ),
    )  # fmt: skip
    connection.execute("DELETE FROM stances WHERE statement = ?", (base.id,))
    connection.executemany(
        "INSERT OR IGNORE INTO stances(statement, proposition, side) VALUES (?, ?, ?)",
        [(base.id, stance.proposition, stance.side) for stance in made.stances],
    )


def _accepted(
    connection: sqlite3.Connection, base: Statement, seq: int, changes: list[Change]
) -> tuple[Statement, int]:
    """The statement as it was read when it was accepted: a later reading, with other knowledge, changes nothing of it."""
    seqs = [change.value["row"] for change in changes if change.kind == "accept" and "row" in change.value]
    for row in reversed(seqs):
        found = connection.execute(
            "SELECT record FROM statements WHERE seq = ? AND id = ? AND decision IS NULL", (row, base.id)
        ).fetchone()
        if found is not None:
            return rows.statement(found[0]), row
    return base, seq


def _write(connection: sqlite3.Connection, made: Statement, by: int) -> int:
    record = rows.compact(made)
    known = connection.execute(
        "SELECT seq FROM statements WHERE id = ? AND record = ? ORDER BY seq DESC LIMIT 1", (made.id, record)
    ).fetchone()
    if known is not None:
        return int(known[0])
    added = connection.execute(
        "INSERT INTO statements(id, document, decision, source_text, cue_text, said, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            made.id,
            made.document,
            by,
            made.source_text,
            made.cue_text,
            rows.said(_document(connection, made.document), made),
            record,
        ),
    )
    return int(added.lastrowid or 0)


def _document(connection: sqlite3.Connection, wanted: str) -> Document:
    row = connection.execute("SELECT text, record FROM documents WHERE id = ?", (wanted,)).fetchone()
    if row is None:
        raise rows.DamagedError((Problem(f"the document {wanted} of a statement is gone", None, None, "LedgerError"),))
    return rows.document(*row)


def applied(connection: sqlite3.Connection, statement: Statement, change: Change) -> Statement:
    """The statement after one decision; its id stays, so that its history stays with it."""
    value = change.value
    if change.statement not in (None, statement.id):
        value = moved_value(connection, value, str(change.statement), statement.document)
    if change.kind == "merge":
        return replace(statement, resolved=value["to"]) if statement.resolved in value["from"] else statement
    if change.kind not in ("correct", "recode"):
        return statement
    fields: dict[str, Any] = {
        k: value[k] for k in ("resolved", "party", "role", "form", "furniture", "negated", "hedged") if k in value
    }
    if "footing" in value:
        fields["footing"] = (
            replace(statement.footing, **value["footing"]) if statement.footing else Footing(**value["footing"])
        )
    if "stances" in value:
        changed = {s["proposition"] for s in value["stances"]}
        kept = [s for s in statement.stances if s.proposition not in changed]
        added = [
            Stance(s["proposition"], s["side"], rows.spans(s.get("because", [])))
            for s in value["stances"]
            if s["side"] is not None
        ]
        fields["stances"] = (*kept, *added)
    parts: dict[str, Spans] = {name: rows.spans(value[name]) for name in ("source", "cue", "content") if name in value}
    if parts:
        text = str(connection.execute("SELECT text FROM documents WHERE id = ?", (statement.document,)).fetchone()[0])
        fields.update(parts.items())
        for name, spans in parts.items():
            fields[f"{name}_text"] = texts(text, spans) if name == "content" else " … ".join(texts(text, spans))
    return replace(statement, **fields)
