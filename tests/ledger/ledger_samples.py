"""Documents and statements by hand, for tests of the ledger."""

from __future__ import annotations

import sqlite3
from typing import Any

from parley.core.spans import Span
from parley.documents import Document, from_text
from parley.reading.model import Footing, Stance, Statement, statement_id

TEXT = (
    "Two Sides Far Apart\n\nBy Jo Roe\n\nNov. 10, 2022\n\n"
    'GENEVA — "We are ready to talk," the minister, Ann Doe, said on Tuesday. "Others are not."\n\n'
    "Officials said that **neither side** is ready and that any pause would help the other.\n"
)


def sample(text: str = TEXT, name: str = "daily/sample.md") -> Document:
    return from_text(text, name=name)


def statement(document: Document, source: str, cue: str, *content: str, **more: Any) -> Statement:
    def spans(words: str) -> tuple[Span, ...]:
        start = document.text.index(words) if words else 0
        return (Span(start, start + len(words)),) if words else ()

    said = tuple(spans(words)[0] for words in content)
    more.setdefault("footing", Footing("on_record"))
    return Statement(
        statement_id(document.id, spans(source), spans(cue), said), document.id, spans(source), spans(cue), said,
        source, cue, content, form=more.pop("form", "direct"), **more,
    )  # fmt: skip


def three(document: Document) -> tuple[Statement, ...]:
    return (
        statement(
            document, "the minister, Ann Doe,", "said", "We are ready to talk,", "Others are not.",
            resolved="Ann Doe", party="north", stances=(Stance("talks-now", "for", ()),), date=document.on,
        ),
        statement(document, "Officials", "said", "neither side** is ready", footing=Footing("unnamed_group", "officials"), form="indirect"),
        statement(document, "Officials", "said", "any pause would help the other", footing=Footing("unnamed_group"), form="indirect", furniture=True),
    )  # fmt: skip


def as_of_format(connection: sqlite3.Connection, version: int) -> None:
    """Take away what later formats added, so that the file is one of an older parley."""
    connection.executescript(
        "DROP VIEW superseded; DROP INDEX anchors_moved; DROP TABLE versions; DROP TABLE speakers; DROP TABLE derived; DROP INDEX standing_spoken;"
        + "".join(
            f"ALTER TABLE standing DROP COLUMN {name};"
            for name in ("speaker", "affiliated", "speaker_decided", "party_decided")
        )
        + ("DROP INDEX statements_reading; DROP INDEX statements_document;" if version < 3 else "")
        + ("DROP TABLE vectors;" if version < 2 else "")
        + "".join(
            f"DROP TRIGGER IF EXISTS {table}_never_replaced;"
            for table in ("documents", "sources", "readings", "statements", "decisions", "anchors")
        )
        + f"PRAGMA user_version = {version};"
    )
