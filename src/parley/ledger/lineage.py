"""One statement over the versions of its document: the same words, found again. What is decided on one holds on all.

Decisions are not copied from version to version: an ``anchors`` row says that a statement of one version is that statement
of another, and whoever asks for the decisions on either gets those on both, in the order in which they were taken. A span
that was corrected in one version is looked for in the text of the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from parley.ledger import rows

COPIED = "note GLOB 'carried over from [0-9a-f]*'"
"""Decisions that earlier formats copied to a newer version; they say nothing that their originals do not say."""
_LINKED = """SELECT moved_to FROM anchors WHERE statement = ? AND moved_to IS NOT NULL
    UNION SELECT statement FROM anchors WHERE moved_to = ?"""


def lineage(connection: sqlite3.Connection, statement: str) -> list[str]:
    """The ids of a statement in every version of its document, itself first."""
    known = [statement]
    for one in known:
        known += [row[0] for row in connection.execute(_LINKED, (one, one)) if row[0] not in known]
    return known


def lineages(connection: sqlite3.Connection, statements: Iterable[str]) -> list[str]:
    """All ids of several statements, each once."""
    return list(dict.fromkeys(known for one in statements for known in lineage(connection, one)))


def touched(connection: sqlite3.Connection, document: str) -> set[str]:
    """The statements of a document that decisions were taken on, here or in another version."""
    own = connection.execute(
        "SELECT d.statement FROM decisions d JOIN statements t ON t.id = d.statement WHERE t.document = ?"
        " UNION SELECT a.moved_to FROM anchors a JOIN statements t ON t.id = a.moved_to WHERE t.document = ?"
        " UNION SELECT a.statement FROM anchors a JOIN statements t ON t.id = a.statement WHERE t.document = ?",
        (document, document, document),
    )
    return {row[0] for row in own}


def standing_for(connection: sqlite3.Connection) -> dict[str, str]:
    """For each statement of a superseded version that was found again, the one that stands for it now."""
    out: dict[str, str] = {}
    current = {
        row[0]
        for row in connection.execute(
            "SELECT id FROM standing WHERE current = 1 AND (id IN (SELECT statement FROM anchors) OR id IN (SELECT moved_to FROM anchors))"
        )
    }
    for (one,) in connection.execute("SELECT statement FROM anchors UNION SELECT moved_to FROM anchors").fetchall():
        if one is not None and one not in current and one not in out:
            whole = lineage(connection, one)
            stands = next((known for known in whole if known in current), None)
            out |= {known: stands for known in whole if stands is not None and known not in current}
    return out


def moved_value(connection: sqlite3.Connection, value: dict[str, Any], of: str, document: str) -> dict[str, Any]:
    """What was decided on a statement ``of`` another version, its spans looked for in the text of ``document``.

    Spans that are not there are left out: the statement keeps its own.
    """
    from parley.ledger.requote import found_again

    source = connection.execute("SELECT document FROM statements WHERE id = ? LIMIT 1", (of,)).fetchone()
    if source is None or source[0] == document:
        return value
    old, new = (_text(connection, one) for one in (source[0], document))
    out = dict(value)
    for name in ("source", "cue", "content"):
        if name in value:
            spans = found_again(old, new, rows.spans(value[name]))[0]
            if len(spans) == len(value[name]):
                out[name] = [[s.start, s.end] for s in spans]
            else:
                del out[name]
    if "stances" in value:
        out["stances"] = [
            {**s, "because": [list(x) for x in found_again(old, new, rows.spans(s.get("because", [])))[0]]}
            for s in value["stances"]
        ]
    return out


def _text(connection: sqlite3.Connection, document: str) -> str:
    return str(connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()[0])
