"""The ledger: one SQLite file of documents, the statements read from them, and the decisions taken on these."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from parley.core.errors import LedgerError
from parley.documents.kinds import several
from parley.documents.model import Document
from parley.documents.view import plain
from parley.ledger import queries, rows, schema
from parley.ledger.connection import connect, guarded, problem, transaction
from parley.ledger.lineage import COPIED, lineage, standing_for
from parley.ledger.queries import Filter
from parley.ledger.standing import decided
from parley.ledger.verify import verify
from parley.reading.model import Statement, attributions

Status = Literal["open", "accepted", "corrected", "rejected"]


_FURNITURE: dict[Any, str] = {0: "article", 1: "page furniture"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as it stands, with the name of its document and what was decided about it."""

    statement: Statement
    document_name: str
    document_title: str | None
    status: Status
    current: bool
    """False where the document or the reading has been superseded."""
    read_as: str | None = None
    """The speaker's name by the statement's own document, where the ledger has this person under a fuller one."""


ENTRY = "t.record, s.speaker, s.affiliated, d.name, d.title, s.status, s.current"
"""The columns of an :class:`Entry`, of ``statements t``, ``standing s`` and ``documents d``."""


def entry_of(
    record: str, speaker: str | None, party: str | None, name: str, title: str | None, status: Status, current: int
) -> Entry:
    """An entry from the columns :data:`ENTRY`: speaker and party are those across documents."""
    read = rows.statement(record)
    made = read if (speaker, party) == (read.resolved, read.party) else replace(read, resolved=speaker, party=party)
    return Entry(made, name, title, status, bool(current), read.resolved if speaker != read.resolved else None)


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement found by its words, with the stretches of ``said`` that matched."""

    entry: Entry
    said: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What :meth:`Ledger.add` did."""

    document: str
    new: bool
    """False where the same text was in the ledger before."""
    statements: int
    """Attributions; acts and pieces of the state of the war are not counted with them."""
    supersedes: str | None


class Ledger:
    """An evidence ledger. Use as a context manager, or call :meth:`close`.

    >>> ledger = Ledger.memory()
    >>> ledger.documents()
    ()
    """

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self.connection, self.place = connection, place
        self._home = None if place == ":memory:" else Path(place).resolve().parent

    @classmethod
    def open(cls, path: str | Path, *, write: bool = True, create: bool = True) -> Self:
        """Open or make a ledger file.

        Raises:
            LedgerError: it cannot be opened as asked; says why and what to do.
        """
        made = cls(connect(path, write=write, create=create), str(path))
        if not write:
            made._bring_up_to_date()
        return made

    @classmethod
    def memory(cls) -> Self:
        """A ledger that is never written to disk."""
        return cls(connect(":memory:"), ":memory:")

    def close(self) -> None:
        """Let go of the file, what is derived from it brought up to date."""
        with contextlib.suppress(LedgerError, sqlite3.Error):
            self._settle()
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, (sqlite3.Error, rows.DamagedError, UnicodeDecodeError)):
            with guarded(self.place):  # as one plain message that names the file
                raise error

    # writing

    def add(
        self,
        document: Document,
        statements: Iterable[Statement] = (),
        *,
        reader: str = "rules",
        digest: str | None = None,
    ) -> Added:
        """Add a document and what was read from it, in one transaction; the same text enters once.

        Args:
            document: as read; its text is kept whole.
            statements: every one is checked against the text.
            reader: which reader made them; a second reading by the same reader is not taken again.
            digest: SHA-256 of the source's bytes, by which a later run knows that it is in.

        Raises:
            LedgerError: a statement whose characters are not in the document; nothing is added then.
        """
        given = tuple(statements)
        verify(document, given)
        now = _now()
        with transaction(self.connection, self.place):
            known = self._one("SELECT 1 FROM documents WHERE id = ?", document.id) is not None
            before = None if known and not self._superseded(document.id) else self._previous(document)
            if not known and before is not None and self._as_before(before, document, reader):
                self._note_paths(document, before, digest or document.id, now)
                return Added(before, False, 0, None)
            if not known:
                self._insert_document(document, before, now)
            self._note_paths(document, document.id, digest or document.id, now)
            count = 0
            if self._one("SELECT 1 FROM readings WHERE document = ? AND reader = ?", document.id, reader) is None:
                count = self._insert_reading(document, given, reader, now)
            if before is not None:
                self._succeed(before, document, now)
        return Added(document.id, not known, count, before)

    def _succeed(self, before: str, document: Document, now: str) -> None:
        """``document`` stands from now on and ``before`` no longer; decisions go with the words that they are about."""
        from parley.ledger.anchors import carry
        from parley.ledger.standing import project

        self.connection.execute(
            "INSERT INTO versions(older, newer, added) VALUES (?, ?, ?)", (before, document.id, now)
        )
        self.connection.execute("UPDATE standing SET current = 0 WHERE document = ?", (before,))
        carry(self.connection, before, document, now)
        project(self.connection, document.id)

    def _superseded(self, document: str) -> bool:
        return self._one("SELECT 1 FROM superseded WHERE id = ?", document) is not None

    def _previous(self, document: Document) -> str | None:
        """The newest document that came from the same path or address; a part of it supersedes no whole.

        An address that a page only states of itself (careless sites state one for all their pages) links versions
        where the title or a third of the paragraphs is the same too.
        """
        for path in self._paths(document):
            found = self._one(
                "SELECT d.text, d.record FROM sources s JOIN documents d ON d.id = s.document"
                " WHERE s.path = ? AND s.document <> ? ORDER BY s.document IN (SELECT id FROM superseded), s.seq DESC LIMIT 1",
                path,
                document.id,
            )
            if not found:
                continue
            before = rows.document(*found)
            if self._stands_elsewhere(before.id, path):
                continue
            if (before.excerpt is not None or document.excerpt is None) and (
                path in (document.path, self._known_as(document.path)) or _alike(before, document)
            ):
                return before.id
        return None

    def _stands_elsewhere(self, document: str, path: str) -> bool:
        """True where a file other than ``path`` holds this very text still: of two copies one was changed."""
        if "://" in path:
            return False
        others = self._all(
            "SELECT s.path FROM sources s WHERE s.document = ? AND s.path <> ? AND s.path NOT LIKE '%://%'"
            " AND s.seq = (SELECT max(seq) FROM sources WHERE path = s.path)",
            document, path,
        )  # fmt: skip
        return any(Path(self._home or ".", other).exists() for (other,) in others)  # a renamed file stands nowhere else

    def _as_before(self, before: str, document: Document, reader: str) -> bool:
        """True where only page furniture differs from a version that this reader has read: another "most read" list."""
        read = self._one("SELECT 1 FROM readings WHERE document = ? AND reader = ?", before, reader)
        return read is not None and _article(self.document(before)) == _article(document)

    def _note_paths(self, document: Document, as_: str, digest: str, now: str) -> None:
        for path in self._paths(document):
            self.connection.execute(
                "INSERT OR IGNORE INTO sources(path, digest, document, added) VALUES (?, ?, ?, ?)",
                (path, digest, as_, now),
            )

    def _paths(self, document: Document) -> tuple[str, ...]:
        """Where the document came from, if that is a place that may hold another version later."""
        paths = [self._known_as(document.path)] if "/" in document.path or "." in document.path else []
        return tuple(dict.fromkeys([*paths, *([document.meta["url"]] if document.meta.get("url") else [])]))

    def _known_as(self, path: str) -> str:
        """A file by its way from the ledger, wherever it was named from: ``notes.md`` of two folders are two sources."""
        if "://" in path or not os.path.lexists(path):
            return path
        folder, name = os.path.split(path)
        whole = Path(os.path.realpath(folder or "."), name)
        if self._home is None:
            return whole.as_posix()
        try:
            return Path(os.path.relpath(whole, self._home)).as_posix()
        except ValueError:  # another drive
            return whole.as_posix()

    def _insert_document(self, d: Document, before: str | None, now: str) -> None:
        self.connection.execute(
            "INSERT INTO documents(id, name, path, kind, title, authors, outlet, date, genre, excerpt_of, note_of, supersedes,"
            " added, text, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                d.id, d.name, d.path, d.kind, d.title and d.title.value, ", ".join(a.value for a in d.authors) or None,
                d.outlet and d.outlet.value, d.date and d.date.value, d.genre, d.excerpt and d.excerpt.value,
                d.note_of and d.note_of.value, before, now, d.text, rows.document_record(d),
            ),
        )  # fmt: skip

    def _insert_reading(self, document: Document, statements: Sequence[Statement], reader: str, now: str) -> int:
        from parley.ledger.standing import project

        made = self.connection.execute(
            "INSERT INTO readings(document, reader, added) VALUES (?, ?, ?)", (document.id, reader, now)
        )
        unique = {s.id: s for s in statements}
        self.connection.executemany(
            "INSERT INTO statements(id, document, reading, source_text, cue_text, said, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (s.id, document.id, made.lastrowid, s.source_text, s.cue_text, rows.said(document, s), rows.compact(s))
                for s in unique.values()
            ),
        )
        project(self.connection, document.id)
        return len(attributions(unique.values()))

    # reading

    def has(self, digest: str, reader: str) -> bool:
        """True where a source with these bytes has been read by this reader; ``%`` in its name stands for anything."""
        found = self._one(
            "SELECT 1 FROM sources s JOIN readings r ON r.document = s.document WHERE s.digest = ? AND r.reader LIKE ? LIMIT 1",
            digest,
            reader,
        )
        return found is not None

    def read_with_a_case(self) -> bool:
        """Whether the latest reading of some document used a codebook of a case."""
        found = self._one(
            "SELECT 1 FROM readings r WHERE r.reader LIKE '%+%' AND r.seq ="
            " (SELECT max(seq) FROM readings WHERE document = r.document) LIMIT 1"
        )
        return found is not None

    def note_source(self, path: str, digest: str) -> None:
        """Remember that known bytes were also found at ``path``; where it held a newer version, that one has gone back."""
        now, known_as = _now(), self._known_as(path)
        feeds = rows.compact(several())
        alone = "d.kind NOT IN (SELECT value FROM json_each(?))"
        with transaction(self.connection, self.place):
            for (identity,) in self._all(
                "SELECT DISTINCT document FROM sources s JOIN documents d ON d.id = s.document"  # noqa: S608
                f" WHERE s.path = ? AND s.digest = ? AND {alone}", known_as, digest, feeds,
            ):  # fmt: skip
                newer = self._one(
                    "SELECT s.document FROM sources s JOIN documents d ON d.id = s.document WHERE s.path = ? AND s.document <> ?"  # noqa: S608
                    f" AND {alone} AND s.document NOT IN (SELECT id FROM superseded) ORDER BY s.seq DESC LIMIT 1",
                    known_as, identity, feeds,
                )  # fmt: skip
                if newer is not None and not self._stands_elsewhere(newer[0], known_as):
                    self._succeed(newer[0], self.document(identity), now)
            self.connection.execute(
                "INSERT OR IGNORE INTO sources(path, digest, document, added)"
                " SELECT ?, digest, document, ? FROM (SELECT DISTINCT digest, document FROM sources WHERE digest = ?)",
                (known_as, now, digest),
            )

    def came_from(self, path: str) -> bool:
        """True where a document that was read from this file is in."""
        return self._one("SELECT 1 FROM sources WHERE path = ? LIMIT 1", self._known_as(path)) is not None

    def documents(self, *, all_versions: bool = False) -> tuple[Document, ...]:
        """All documents in the order they were added; superseded versions only on request."""
        return tuple(self.each_document(all_versions=all_versions))

    def each_document(self, *, all_versions: bool = False) -> Iterator[Document]:
        """As :meth:`documents`, one at a time, for ledgers larger than memory."""
        old = "" if all_versions else " WHERE id NOT IN (SELECT id FROM superseded)"
        for text, record in self._rows(f"SELECT text, record FROM documents{old} ORDER BY seq"):  # noqa: S608
            yield rows.document(text, record)

    def document(self, wanted: str) -> Document:
        """The document with this id (or its beginning), name or path; of several versions the newest.

        Raises:
            LedgerError: there is none, or several.
        """
        read = "SELECT text, record FROM documents WHERE"
        latest = " AND id NOT IN (SELECT id FROM superseded)"
        found = (
            self._all(f"{read} id = ?", wanted)
            or self._all(f"{read} path = ? ORDER BY seq DESC LIMIT 1", wanted)
            or self._all(f"{read} (id LIKE ? OR name = ?){latest} LIMIT 9", f"{_plainly(wanted) or '-'}%", wanted)
            or self._all(
                f"{read} id LIKE ? OR name = ? ORDER BY seq DESC LIMIT 1", f"{_plainly(wanted) or '-'}%", wanted
            )
        )
        if not found:
            raise problem(f"it holds no document {wanted!r}", self.place, self._near("name", "documents", wanted))
        if len(found) > 1:
            each = sorted(f"{d.path} ({d.id})" for d in (rows.document(*row) for row in found))
            raise problem(f"{wanted!r} means several documents: {', '.join(each)}", self.place, "give its id")
        return rows.document(*found[0])

    def text(self, document: str) -> str:
        """The text of a document, exactly as its offsets count it."""
        return self.document(document).text

    def mark(self) -> tuple[int | str | None, ...]:
        """What tells one content of this ledger from every other that it has had or will have, whoever writes into it: the
        last number of each table that is only ever added to; and, since a ledger that is restored from a copy and decided
        otherwise has the same numbers, what they last added says."""
        last = ", ".join(f"(SELECT coalesce(max(seq), 0) FROM {table})" for table in (*schema.ADDED_ONLY, "versions"))  # noqa: S608
        newest = ", ".join(
            f"(SELECT {said} FROM {table} ORDER BY seq DESC LIMIT 1)"  # noqa: S608
            for table, said in (
                ("documents", "id"),
                ("statements", "id"),
                ("decisions", "json_array(statement, kind, value, who, at, note, undoes)"),
            )
        )
        return tuple(self._one(f"SELECT {last}, {newest}"))

    def statements(self, **filters: Any) -> tuple[Statement, ...]:
        """Statements as they stand, in the order of their documents; see :class:`Filter` for what can be asked."""
        return tuple(entry.statement for entry in self.entries(Filter(**filters)))

    def entries(self, wanted: Filter | None = None, *, limit: int = -1, offset: int = 0) -> Iterator[Entry]:
        """Statements with their status, one at a time; ``limit`` -1 means all."""
        self._settle()
        clause, values = queries.where(wanted or Filter())
        # sorted without the records, so that neither time nor memory is spent on those that are not shown
        found = self._rows(
            f"SELECT {ENTRY} FROM"  # noqa: S608
            " (SELECT s.id, d.seq AS document_seq, s.place, s.seq FROM standing s JOIN documents d ON d.id = s.document"
            f" WHERE {clause} ORDER BY document_seq, s.place, s.seq LIMIT ? OFFSET ?) o"
            " JOIN standing s ON s.id = o.id JOIN statements t ON t.seq = s.seq JOIN documents d ON d.id = s.document"
            " ORDER BY o.document_seq, o.place, o.seq",
            *values, limit, offset,
        )  # fmt: skip
        for row in found:
            yield entry_of(*row)

    def entry(self, wanted: str) -> Entry:
        """The statement with this id, or its beginning.

        Raises:
            LedgerError: there is none, or several.
        """
        self._settle()
        found = self._all(
            f"SELECT {ENTRY} FROM standing s JOIN documents d ON d.id = s.document"  # noqa: S608
            " JOIN statements t ON t.seq = s.seq WHERE s.id BETWEEN ? AND ? LIMIT 3", wanted, f"{wanted}g",  # after every id that begins so: ids are hexadecimal
        )  # fmt: skip
        if not found or not wanted:
            raise problem(f"it holds no statement {wanted!r}", self.place, "parley ledger list shows the ids")
        if len(found) > 1:
            raise problem(f"several statements start with {wanted!r}", self.place, "give more of the id")
        return entry_of(*found[0])

    def count(self, wanted: Filter | None = None) -> int:
        """How many statements a filter finds."""
        self._settle()
        clause, values = queries.where(wanted or Filter())
        found = self._one(f"SELECT count(*) FROM standing s WHERE {clause}", *values)  # noqa: S608
        return int(found[0]) if found else 0

    def facets(self, wanted: Filter | None = None, *, most: int = 20) -> dict[str, tuple[tuple[str | None, int], ...]]:
        """For each facet its values with their counts, most frequent first; ``stance`` counts "proposition: side"."""
        self._settle()
        clause, values = queries.where(wanted or Filter())
        found = self._all(f"SELECT {', '.join(queries.FACETS.values())} FROM standing s WHERE {clause}", *values)  # noqa: S608
        columns = zip(*found, strict=True) if found else ((),) * len(queries.FACETS)
        counts: dict[str, Counter[str | None]] = {
            name: Counter(column) for name, column in zip(queries.FACETS, columns, strict=True)
        }
        furniture = counts["furniture"]
        counts["furniture"] = Counter({words: n for flag, words in _FURNITURE.items() if (n := furniture[flag])})
        by_document = counts.pop("document")
        counts |= {"document": Counter(), "outlet": Counter()}
        for known, name, outlet in self._rows("SELECT id, name, outlet FROM documents"):
            if known in by_document:
                counts["document"][name] += by_document[known]
                counts["outlet"][outlet] += by_document[known]
        chosen = f"SELECT s.id FROM standing s WHERE {clause}"  # noqa: S608
        stances = f"SELECT proposition || ': ' || side, count(*) FROM stances WHERE statement IN ({chosen}) GROUP BY 1"  # noqa: S608
        counts["stance"] = Counter(dict(self._all(stances, *values)))
        return {
            name: tuple(sorted(count.items(), key=lambda item: (-item[1], item[0] or ""))[:most])
            for name, count in counts.items()
        }

    def search(self, words: str, wanted: Filter | None = None, *, limit: int = 100, offset: int = 0) -> tuple[Hit, ...]:
        """Statements that hold all the words, best first, with the stretches that matched."""
        self._settle()
        # the words are looked up once, by the match itself
        rest = replace(wanted, words=None) if wanted and wanted.words == words else wanted or Filter()
        clause, values = queries.where(rest)
        found = self._all(
            f"SELECT highlight(statements_words, 1, char(2), char(3)), {ENTRY}"  # noqa: S608
            " FROM statements_words JOIN standing s ON s.seq = statements_words.rowid JOIN statements t ON t.seq = s.seq"
            f" JOIN documents d ON d.id = s.document WHERE statements_words MATCH ? AND {clause}"
            " ORDER BY rank, d.seq, s.place LIMIT ? OFFSET ?",
            queries.match(words), *values, limit, offset,
        )  # fmt: skip
        return tuple(Hit(entry_of(*row), *_marked(shown)) for shown, *row in found)

    def codes(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Every coder's last word: statement, who, kind (accept, reject, code), variable, value. Undone ones are gone.

        What was coded in an earlier version of a document counts for the statement that stands now.
        """
        now = standing_for(self.connection)
        for statement, *rest in self._rows(
            "SELECT statement, who, kind, coalesce(json_extract(value, '$.variable'), ''), coalesce(json_extract(value, '$.value'), '')"  # noqa: S608
            " FROM decisions d WHERE kind IN ('accept', 'reject', 'code')"
            f" AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq) AND (note IS NULL OR NOT {COPIED}) ORDER BY seq"
        ):
            yield (now.get(statement, statement), *rest)

    def orphans(self) -> tuple[tuple[Entry, str, float], ...]:
        """Decided statements whose words were not found in the newer version of their document, with that version's id."""
        found = self._all(
            f"SELECT a.statement, a.document, a.score, {ENTRY} FROM anchors a JOIN standing s ON s.id = a.statement"  # noqa: S608
            " JOIN statements t ON t.seq = s.seq JOIN documents d ON d.id = s.document WHERE a.moved_to IS NULL AND s.current = 0"
            " AND a.seq = (SELECT max(seq) FROM anchors WHERE statement = a.statement) ORDER BY a.seq"
        )
        stands = standing_for(self.connection)
        out: dict[str, tuple[Entry, str, float]] = {}  # of the same words in several versions, the latest
        for one, newer, score, *row in found:
            if one not in stands and decided(self.connection, one):
                out[min(lineage(self.connection, one))] = (entry_of(*row), newer, score)
        return tuple(out.values())

    def _bring_up_to_date(self) -> None:
        """Before a look at a ledger whose last writer was stopped, or that was made by an older parley."""
        from parley.ledger.speakers import settle, settled

        with guarded(self.place):
            if settled(self.connection):
                return
        with contextlib.suppress(LedgerError, sqlite3.Error):
            connection = connect(self.place, create=False)
            with contextlib.closing(connection):
                settle(connection, self.place)

    def _settle(self) -> None:
        """Who is who across documents, up to date."""
        from parley.ledger.speakers import settle

        with guarded(self.place):
            settle(self.connection, self.place)

    # plumbing

    def _rows(self, sql: str, *values: Any) -> Iterator[Any]:
        with guarded(self.place):
            for row in self.connection.execute(sql, values):  # noqa: UP028 - "yield from" would close the cursor itself,
                yield row  # which fails where the ledger has been closed before

    def _all(self, sql: str, *values: Any) -> list[Any]:
        with guarded(self.place):
            return self.connection.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: Any) -> Any:
        with guarded(self.place):
            return self.connection.execute(sql, values).fetchone()

    def _near(self, column: str, table: str, wanted: str) -> str | None:
        from parley.core.suggest import did_you_mean

        return did_you_mean(wanted, [row[0] for row in self._all(f"SELECT DISTINCT {column} FROM {table} LIMIT 2000")])  # noqa: S608


def _marked(shown: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text with start and end signs as text and stretches."""
    out: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for part in shown.split("\x02"):
        inside, sign, after = part.partition("\x03")
        if sign:
            marks.append((length, length + len(inside)))
        out.append(inside + after)
        length += len(inside) + len(after)
    return "".join(out), tuple(marks)


def _article(d: Document) -> tuple[object, ...]:
    """What a document says, without its page's furniture and without where in the text each part stands."""
    own = tuple(block.span.of(d.text) for block in d.blocks if not block.furniture)
    facts = (d.title, *d.authors, d.outlet, d.date, d.excerpt, d.note_of)
    return own, d.genre, tuple(fact and fact.value for fact in facts)


def _alike(before: Document, after: Document) -> bool:
    """True where two documents look like versions of one: the same title, or a third of their paragraphs."""
    if before.title and after.title and before.title.value.casefold() == after.title.value.casefold():
        return True
    old, new = ({plain(d, b.span) for b in d.blocks if b.kind == "paragraph"} for d in (before, after))
    return 3 * len(old & new) >= max(1, min(len(old), len(new)))


def _plainly(prefix: str) -> str:
    return prefix.replace("%", "").replace("_", "")


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
