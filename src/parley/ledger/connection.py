"""Opening the file: new, old, locked, read-only, not a ledger. Every failure is one plain message."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from parley.core.errors import LedgerError, Location, Problem
from parley.ledger import schema
from parley.ledger.rows import DamagedError

BUSY_SECONDS = 5.0
_MEND = "restore it from a copy; parley ledger verify tells what is damaged"


def problem(message: str, path: str, hint: str | None = None) -> LedgerError:
    """The error for a ledger that cannot be used as asked."""
    return LedgerError((Problem(message, Location(path), hint, "LedgerError"),))


def connect(path: str | Path, *, write: bool = True, create: bool = True) -> sqlite3.Connection:
    """A checked and migrated connection in autocommit; ``":memory:"`` for one that is never written.

    Raises:
        LedgerError: missing, a folder, another kind of file, made by a newer parley, locked, read-only.
    """
    place = str(path)
    if place != ":memory:":
        _check_place(Path(place), place, create and write)
    with guarded(place):
        connection = _opened(place, write)
        try:
            if not write and place != ":memory:" and _is_older(connection, place):
                connection.close()
                _bring_up(path, place)
                connection = _opened(place, write)
            _check_kind(connection, place)
            connection.execute("PRAGMA foreign_keys = ON")
            if write:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                schema.migrate(connection)
            elif schema.version_of(connection) == 0:
                raise problem("it is empty, not a ledger", place, "make one with: parley read DOCUMENT… --ledger FILE")
        except BaseException:
            connection.close()
            raise
    return connection


def _bring_up(path: str | Path, place: str) -> None:
    try:
        connect(path, create=False).close()
    except LedgerError as error:
        if any("read-only" in p.message for p in error.problems):
            message = "it has the format of an older parley, and cannot be brought up to date because it is read-only"
            raise problem(message, place, "copy it to a place that you can write to, and open the copy") from error
        raise


def _is_older(connection: sqlite3.Connection, place: str) -> bool:
    """True for a ledger of an older format, which must be brought up to date before it can be read."""
    _check_kind(connection, place)
    return 0 < schema.version_of(connection) < schema.VERSION


def _check_place(path: Path, place: str, create: bool) -> None:
    if path.is_dir():
        raise problem("it is a folder, not a ledger", place, "name a file, such as ledger.sqlite")
    if path.exists():
        return
    if not create:
        raise problem("there is no such ledger", place, "make one with: parley read DOCUMENT… --ledger FILE")
    if not path.absolute().parent.is_dir():
        raise problem("there is no such folder to put the ledger in", place, f"make it first: mkdir -p {path.parent}")


def _opened(place: str, write: bool) -> sqlite3.Connection:
    if place == ":memory:" or write:
        return sqlite3.connect(place, timeout=BUSY_SECONDS, isolation_level=None)
    address = f"file:{quote(str(Path(place).absolute()))}"
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:  # a folder that cannot be written holds no place for the shared index of WAL
        connection.close()
        log = Path(f"{place}-wal")
        if log.exists() and log.stat().st_size > 0:  # "immutable" would pass over what stands there alone
            raise problem(
                f"its latest entries are still in {log.name}, which cannot be taken in where nothing can be written",
                place,
                "copy both files to a folder that you can write to, and open the copy",
            ) from None
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)
    return connection


def _check_kind(connection: sqlite3.Connection, place: str) -> None:
    # in this order: another process may make the ledger in between, tables and number in one transaction
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != schema.APPLICATION_ID and (tables or application):
        raise problem("it is an SQLite database, but not a parley ledger", place, "name another file")
    # one without tables is a ledger that is just being made, or whose maker was stopped at that moment
    version = schema.version_of(connection)
    if version > schema.VERSION:
        raise problem(
            f"it was made by a newer parley (format {version}; this one knows {schema.VERSION})",
            place,
            "install the newer parley",
        )


@contextmanager
def guarded(place: str) -> Iterator[None]:
    """Turn what SQLite reports into one plain message."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise problem(
                f"another program has been writing to it for {BUSY_SECONDS:.0f} seconds",
                place,
                "wait until it is done, then run this again; what is in it is safe",
            ) from error
        if "readonly" in said or "read-only" in said:
            raise problem(
                "it is read-only", place, "copy it to a place that you can write to, or ask for write access"
            ) from error
        if "disk is full" in said:
            raise problem(
                "the disk is full", place, "free some space, then run this again; what is in it is safe"
            ) from error
        if "unable to open" in said:
            raise problem(
                "it cannot be opened", place, "check that the folder exists and that you may write to it"
            ) from error
        if "decode" in said:
            raise problem("it is damaged: a text in it is not UTF-8", place, _MEND) from error
        raise problem(f"SQLite reports: {said}", place) from error
    except sqlite3.IntegrityError as error:
        raise problem(f"refused: {error}", place) from error
    except (DamagedError, UnicodeDecodeError) as error:
        what = error.problems[0].message if isinstance(error, DamagedError) else "a name in it is not UTF-8"
        raise problem(f"it is damaged: {what}", place, _MEND) from error
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error):
            raise problem(f"it is damaged: {error}", place, _MEND) from error
        raise problem(f"it is not a ledger: {error}", place, "name another file, or restore it from a copy") from error


@contextmanager
def transaction(connection: sqlite3.Connection, place: str) -> Iterator[None]:
    """All or nothing: what is written inside is committed together, or not at all; within another one, with that one."""
    if connection.in_transaction:
        yield
        return
    with guarded(place):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
