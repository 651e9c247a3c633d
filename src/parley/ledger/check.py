"""``parley ledger verify``: is a ledger sound, the file itself, the full-text index, and every statement against its document."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from parley.core.errors import LedgerError
from parley.documents.build import document_id
from parley.ledger import rows
from parley.ledger.store import Ledger
from parley.ledger.verify import slices

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Check:
    """How much was checked, and what is wrong."""

    documents: int
    statements: int
    faults: tuple[str, ...]


def check(ledger: Ledger) -> Check:
    """Check everything; memory holds one document at a time."""
    faults: list[str] = []
    connection = ledger.connection
    try:
        faults += [f"file: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [
            f"file: {row[0]} refers to a missing {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
        ]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        faults.append(f"file: {error}")
    documents = statements = 0
    for number in _column(connection, "SELECT seq FROM documents ORDER BY seq", faults):
        row = _row(connection, "SELECT text, record FROM documents WHERE seq = ?", number, faults, "document")
        document = _made(rows.document, row, number, faults, "document")
        documents += 1
        if document is None:
            continue
        if document_id(document.text) != document.id:
            faults.append(f"document {document.id}: its text has been changed")
        for at in _column(connection, "SELECT seq FROM statements WHERE document = ?", faults, document.id):
            statements += 1
            row = _row(connection, "SELECT record FROM statements WHERE seq = ?", at, faults, "statement")
            statement = _made(rows.statement, row, at, faults, "statement")
            try:
                slices(document, [statement] if statement else [])
            except LedgerError as error:
                faults += [p.message for p in error.problems]
    return Check(documents, statements, tuple(dict.fromkeys(faults)))


def _column(connection: sqlite3.Connection, sql: str, faults: list[str], *values: str) -> list[int]:
    try:
        return [row[0] for row in connection.execute(sql, values)]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        faults.append(f"file: {error}")
        return []


def _row(connection: sqlite3.Connection, sql: str, number: int, faults: list[str], what: str) -> tuple[Any, ...] | None:
    try:
        found: tuple[Any, ...] | None = connection.execute(sql, (number,)).fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        faults.append(f"{what} number {number}: {error}")
        return None
    return found


def _made(make: Callable[..., T], row: tuple[Any, ...] | None, number: int, faults: list[str], what: str) -> T | None:
    try:
        return None if row is None else make(*row)
    except rows.DamagedError as error:
        faults.append(f"{what} number {number}: {error.problems[0].message}")
        return None
