"""Statements that something was decided on, found again in a newer version of their document.

What is not found is an orphan: it is shown, never dropped (see :mod:`parley.ledger.requote` for how words are found).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from parley.core.spans import texts
from parley.documents.model import Document
from parley.ledger import rows
from parley.ledger.lineage import lineage, touched
from parley.ledger.requote import dice, found_again
from parley.reading.model import Statement, statement_id


def moved(statement: Statement, old: str, new: Document) -> tuple[Statement, float] | None:
    """The statement at its place in a changed text, with the lowest score of its contents; None for an orphan.

    A source or cue that is not found again is left without span: the content is what was decided on.
    """
    content, scores = found_again(old, new.text, statement.content)
    if len(content) < len(statement.content):
        return None
    source, cue = found_again(old, new.text, statement.source)[0], found_again(old, new.text, statement.cue)[0]
    made = replace(
        statement, id=statement_id(new.id, source, cue, content), document=new.id, source=source, cue=cue, content=content,
        source_text=" … ".join(texts(new.text, source)), cue_text=" … ".join(texts(new.text, cue)), content_text=texts(new.text, content),
        stances=tuple(replace(s, because=found_again(old, new.text, s.because)[0]) for s in statement.stances), within=None,
        taken_back=found_again(old, new.text, statement.taken_back)[0],
    )  # fmt: skip
    return made, min(scores)


def carry(connection: sqlite3.Connection, before: str, document: Document, now: str) -> None:
    """Find the statements that something was decided on again in a newer version. Runs inside the transaction that adds it.

    Orphans of earlier versions are looked for too: words that were gone may be back.
    """
    place = "SELECT s.id, t.record, d.text FROM standing s JOIN statements t ON t.seq = s.seq JOIN documents d ON d.id = s.document"
    found = [
        row
        for one in sorted(touched(connection, before))
        for row in connection.execute(f"{place} WHERE s.id = ? AND s.document = ?", (one, before))
    ]
    found += connection.execute(
        f"{place} WHERE s.id IN (SELECT statement FROM anchors WHERE document = ? AND moved_to IS NULL) ORDER BY s.id",  # noqa: S608
        (before,),
    ).fetchall()
    there = {one for (one,) in connection.execute("SELECT id FROM standing WHERE document = ?", (document.id,))}
    done: set[str] = set()
    for known, record, old in found:
        whole = lineage(connection, known)
        if not done.isdisjoint(whole) or not there.isdisjoint(whole) or not _is_decided(connection, whole):
            continue
        done.update(whole)
        made = moved(rows.statement(record), old, document)
        target = None
        if made is not None:
            target = _same_as_read(connection, known, old, document) or _same(connection, made[0])
            target = target or _insert(connection, document, made[0])
        connection.execute(
            "INSERT INTO anchors(statement, document, moved_to, score, added) VALUES (?, ?, ?, ?, ?)",
            (known, document.id, target, made[1] if made else 0.0, now),
        )


def _is_decided(connection: sqlite3.Connection, statements: Sequence[str]) -> bool:
    marks = ",".join("?" * len(statements))
    found = connection.execute(
        f"SELECT 1 FROM decisions d WHERE statement IN ({marks}) AND kind <> 'undo'"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq) LIMIT 1", tuple(statements),
    )  # fmt: skip
    return found.fetchone() is not None


def _same_as_read(connection: sqlite3.Connection, known: str, old: str, document: Document) -> str | None:
    """The statement of the new reading that a corrected one was before it was corrected."""
    row = connection.execute(
        "SELECT record FROM statements WHERE id = ? AND decision IS NULL ORDER BY seq DESC LIMIT 1", (known,)
    ).fetchone()
    made = moved(rows.statement(row[0]), old, document) if row else None
    return _same(connection, made[0]) if made else None


def _same(connection: sqlite3.Connection, made: Statement) -> str | None:
    """The statement of the new reading whose content covers nearly the same characters."""
    best: tuple[float, str] | None = None
    for known, record in connection.execute(
        "SELECT s.id, t.record FROM standing s JOIN statements t ON t.seq = s.seq WHERE s.document = ?",
        (made.document,),
    ):
        share = dice(rows.statement(record).content, made.content)
        if share >= 0.8 and (best is None or share > best[0]):
            best = share, known
    return best[1] if best else None


def _insert(connection: sqlite3.Connection, document: Document, made: Statement) -> str:
    latest = connection.execute(
        "SELECT max(seq) FROM readings WHERE document = ? AND reader NOT LIKE 'hand:%'", (document.id,)
    ).fetchone()[0]
    connection.execute(
        "INSERT OR IGNORE INTO statements(id, document, reading, source_text, cue_text, said, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (made.id, document.id, latest, made.source_text, made.cue_text, rows.said(document, made), rows.compact(made)),
    )
    return made.id
