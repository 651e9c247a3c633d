"""The tables of a ledger, and how an older file becomes a newer one.

``documents``, ``readings``, ``statements`` and ``decisions`` are only ever added to; triggers refuse anything else. What
stands now (``standing``) is derived from them: the statements of a document's latest reading, with the decisions taken.
``vectors`` is derived too: what statements are about, for :mod:`parley.ledger.meaning`; and so is ``speakers``: who is who
across documents, for :mod:`parley.ledger.speakers`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x7061726C  # "parl"

ADDED_ONLY = ("documents", "sources", "readings", "statements", "decisions", "anchors")

_FIRST = """
CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT,
    authors TEXT,
    outlet TEXT,
    date TEXT,
    genre TEXT NOT NULL,
    excerpt_of TEXT,
    note_of TEXT,
    supersedes TEXT REFERENCES documents(id),
    added TEXT NOT NULL,
    text TEXT NOT NULL,
    record TEXT NOT NULL CHECK (json_valid(record))
) STRICT;
CREATE INDEX documents_supersedes ON documents(supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE sources (
    seq INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents(id),
    added TEXT NOT NULL,
    UNIQUE (path, digest, document)
) STRICT;
CREATE INDEX sources_digest ON sources(digest);

CREATE TABLE readings (
    seq INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents(id),
    reader TEXT NOT NULL,
    added TEXT NOT NULL
) STRICT;
CREATE INDEX readings_document ON readings(document, seq);

CREATE TABLE statements (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents(id),
    reading INTEGER REFERENCES readings(seq),
    decision INTEGER,
    source_text TEXT NOT NULL,
    cue_text TEXT NOT NULL,
    said TEXT NOT NULL,
    record TEXT NOT NULL CHECK (json_valid(record)),
    UNIQUE (id, reading)
) STRICT;
CREATE INDEX statements_id ON statements(id);

CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY,
    statement TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'recode', 'merge', 'code', 'undo')),
    value TEXT NOT NULL CHECK (json_valid(value)),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT,
    undoes INTEGER REFERENCES decisions(seq)
) STRICT;
CREATE INDEX decisions_statement ON decisions(statement, seq);
CREATE INDEX decisions_undoes ON decisions(undoes) WHERE undoes IS NOT NULL;

CREATE TABLE anchors (
    seq INTEGER PRIMARY KEY,
    statement TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES documents(id),
    moved_to TEXT,
    score REAL NOT NULL,
    added TEXT NOT NULL
) STRICT;
CREATE INDEX anchors_statement ON anchors(statement);

CREATE TABLE standing (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE REFERENCES statements(seq),
    document TEXT NOT NULL REFERENCES documents(id),
    place INTEGER NOT NULL,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    status TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'corrected', 'rejected')),
    resolved TEXT,
    party TEXT,
    footing TEXT NOT NULL,
    form TEXT NOT NULL,
    furniture INTEGER NOT NULL CHECK (furniture IN (0, 1)),
    date TEXT
) STRICT;
CREATE INDEX standing_document ON standing(document, place);
CREATE INDEX standing_speaker ON standing(resolved);

CREATE TABLE stances (
    statement TEXT NOT NULL REFERENCES standing(id),
    proposition TEXT NOT NULL,
    side TEXT NOT NULL,
    PRIMARY KEY (statement, proposition)
) STRICT, WITHOUT ROWID;
CREATE INDEX stances_proposition ON stances(proposition, side);

CREATE VIRTUAL TABLE statements_words USING fts5(
    source_text, said, content='statements', content_rowid='seq', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_words_added AFTER INSERT ON statements BEGIN
    INSERT INTO statements_words(rowid, source_text, said) VALUES (new.seq, new.source_text, new.said);
END;
CREATE VIRTUAL TABLE documents_words USING fts5(
    title, text, content='documents', content_rowid='seq', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_words_added AFTER INSERT ON documents BEGIN
    INSERT INTO documents_words(rowid, title, text) VALUES (new.seq, new.title, new.text);
END;
"""

_GUARD = """
CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} BEGIN
    SELECT RAISE(ABORT, '{table} are only ever added to');
END;
CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} BEGIN
    SELECT RAISE(ABORT, '{table} are only ever added to');
END;
"""

_VECTORS = """
CREATE TABLE vectors (
    statement INTEGER NOT NULL REFERENCES statements(seq),
    model TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (statement, model)
) STRICT, WITHOUT ROWID;
"""

_INDEXES = """
CREATE INDEX IF NOT EXISTS statements_reading ON statements(reading);
CREATE INDEX IF NOT EXISTS statements_document ON statements(document);
"""

_SPEAKERS = """
CREATE TABLE speakers (
    spelled TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_name ON speakers(name);
CREATE TABLE derived (
    name TEXT PRIMARY KEY,
    readings INTEGER NOT NULL,
    decisions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE standing ADD COLUMN speaker TEXT;
ALTER TABLE standing ADD COLUMN affiliated TEXT;
ALTER TABLE standing ADD COLUMN speaker_decided INTEGER NOT NULL DEFAULT 0 CHECK (speaker_decided IN (0, 1));
ALTER TABLE standing ADD COLUMN party_decided INTEGER NOT NULL DEFAULT 0 CHECK (party_decided IN (0, 1));
UPDATE standing SET speaker = resolved, affiliated = party,
    speaker_decided = EXISTS (SELECT 1 FROM decisions d WHERE d.statement = standing.id AND d.kind = 'correct'
        AND json_type(d.value, '$.resolved') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq)),
    party_decided = EXISTS (SELECT 1 FROM decisions d WHERE d.statement = standing.id AND d.kind = 'correct'
        AND json_type(d.value, '$.party') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq));
CREATE INDEX standing_spoken ON standing(speaker);
"""

_VERSIONS = """
CREATE TABLE versions (
    seq INTEGER PRIMARY KEY,
    older TEXT NOT NULL REFERENCES documents(id),
    newer TEXT NOT NULL REFERENCES documents(id),
    added TEXT NOT NULL
) STRICT;
CREATE INDEX versions_older ON versions(older);
CREATE INDEX versions_newer ON versions(newer, seq);
INSERT INTO versions(older, newer, added)
    SELECT supersedes, id, added FROM documents WHERE supersedes IS NOT NULL ORDER BY seq;
CREATE INDEX anchors_moved ON anchors(moved_to) WHERE moved_to IS NOT NULL;
CREATE VIEW superseded AS SELECT v.older AS id FROM versions v
    WHERE NOT EXISTS (SELECT 1 FROM versions w WHERE w.newer = v.older AND w.seq > v.seq);
"""

_ACTS = """
CREATE INDEX IF NOT EXISTS statements_beside ON statements(seq) WHERE (CASE WHEN json_valid(record) THEN json_extract(record, '$.record') END) IN ('act', 'state');
"""
"""Acts and pieces of the state of the war, which are nobody's words, are found without reading every record."""

_TOLD = """
DROP INDEX statements_beside;
CREATE INDEX statements_beside ON statements(seq) WHERE (CASE WHEN json_valid(record) THEN json_extract(record, '$.record') END) IN ('act', 'state', 'told');
"""
"""Sentences of the text's own are beside the statements too (:data:`parley.ledger.queries.BESIDE`)."""

_NEVER_REPLACED = "".join(
    f"""
CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN
    SELECT RAISE(ABORT, '{table} are only ever added to');
END;
"""  # noqa: S608
    for table, same in {
        **dict.fromkeys(("sources", "readings", "decisions", "anchors", "versions"), "seq = NEW.seq"),
        "documents": "seq = NEW.seq OR id = NEW.id",
        "statements": "seq = NEW.seq",
    }.items()
)
"""INSERT OR REPLACE deletes what it replaces without asking the triggers of DELETE."""

MIGRATIONS: tuple[str, ...] = (
    _FIRST + "".join(_GUARD.format(table=table) for table in ADDED_ONLY),
    _VECTORS,
    _INDEXES,
    _SPEAKERS,
    _VERSIONS + _GUARD.format(table="versions") + _NEVER_REPLACED,
    _ACTS,
    _TOLD,
)
"""Script ``i`` takes a file from version ``i`` to ``i + 1``; a shipped script is never edited."""

VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of a file; 0 where it is new."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the newest version, all steps in one transaction."""
    if version_of(connection) >= VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version_of(connection), VERSION):  # asked again: another process may just have done it
            for statement in _statements(MIGRATIONS[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: run as a whole it would end the transaction that it stands in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
