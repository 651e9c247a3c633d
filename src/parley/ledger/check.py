"""Is a ledger sound: the file itself, the full-text index, and every statement against its document."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from parley.core.errors import LedgerError
from parley.documents.build import document_id
from parley.ledger import rows
from parley.ledger.store import Ledger
from parley.ledger.verify import slices


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
    except sqlite3.DatabaseError as error:
        faults.append(f"file: {error}")
    documents = statements = 0
    for document in ledger.each_document(all_versions=True):
        documents += 1
        if document_id(document.text) != document.id:
            faults.append(f"document {document.id}: its text has been changed")
        for (record,) in connection.execute("SELECT record FROM statements WHERE document = ?", (document.id,)):
            statements += 1
            statement = rows.statement(record)
            try:
                slices(document, [statement])
            except LedgerError as error:
                faults += [p.message for p in error.problems]
    return Check(documents, statements, tuple(faults))
