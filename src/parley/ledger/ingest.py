"""Many sources into a ledger: each read once, in parallel where it pays, one transaction a document.

Stopped at any moment, the ledger holds every document that was finished; the next run skips these and goes on. The
order in the ledger is that of the sources, whatever the number of workers, and memory does not grow with their number.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from parley.core.errors import DocumentError, LedgerError, Location, Problem
from parley.documents.collect import Source, digest, documents, fetch
from parley.documents.model import Document
from parley.documents.source import writable
from parley.ledger.connection import transaction
from parley.ledger.store import Added, Ledger
from parley.reading.model import Codebook, Statement
from parley.reading.others.endpoint import Endpoint, Told
from parley.reading.time_limit import OvertimeError, last_resort, limited

PARALLEL_FROM = 20
"""Starting workers costs a second or two: fewer sources are read in this process."""

PLAIN = "rules"
"""The name of a reading by the rules without a case or a table of offices."""

Found = list[tuple[Document, tuple[Statement, ...]]]
SECONDS = 60.0
PER_SECOND = 4000
"""How long reading may take: ``SECONDS``, and one second more for every so many bytes (a fifth of the usual speed)."""


@dataclass(frozen=True, slots=True)
class How:
    """How sources are read: by what codebook, which reader, and within what time."""

    codebook: Codebook | None = None
    learned: bool = False
    """The trained network beside the rules."""
    endpoint: Endpoint | None = None
    """A reader at an address, in the place of the rules."""
    seconds: float | None = None
    """Most seconds for one source; None: :data:`SECONDS` and more for long ones."""

    def limit(self, size: int) -> float | None:
        """Seconds for a source of so many bytes; None where its reader keeps its own time."""
        if self.seconds is not None:
            return self.seconds
        return SECONDS + size / PER_SECOND if self.endpoint is None else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: refused with a reason, known before, or added."""

    source: Source
    refused: str | None = None
    known: bool = False
    added: tuple[Added, ...] = ()
    unfound: int = 0
    """Attributions of a reader elsewhere that were refused: the text does not have their words."""
    malformed: int = 0
    """Paragraphs of which that reader gave no usable answer."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a worker sends back."""

    digest: str
    found: Found
    refused: str | None = None
    unfound: int = 0
    malformed: int = 0


def ingest(
    ledger: Ledger, sources: Sequence[Source], *, how: How | None = None, workers: int | None = None,
    again: bool = False,
) -> Iterator[Outcome]:  # fmt: skip
    """Read every source that the ledger does not hold yet, and add it; one outcome a source, in their order.

    Args:
        ledger: open for writing.
        sources: see :func:`parley.documents.gather`.
        how: the reader, what it may know beforehand, how long it may take; the rules where None.
        workers: processes; None: one for each processor where there are more than :data:`PARALLEL_FROM` sources.
        again: read anew what is in already, with today's reader; decisions stay.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    how = how or How()
    reader = reader_name(how)
    if again:
        reader = f"{reader} {_next(ledger, reader)}"
    many = len(sources) > PARALLEL_FROM if workers is None else workers > 1 and len(sources) > 1
    count = (workers or os.cpu_count() or 1) if many else 1
    for source, read in _read_all(ledger, sources, how, reader, count):
        yield _entered(ledger, source, read, reader)


def reader_name(how: How) -> str:
    """The name under which a ledger keeps a reading: the reader and, where it is not the default, the codebook."""
    name = how.endpoint.reader if how.endpoint else "learned" if how.learned else "rules"
    return name if how.codebook is None else f"{name}+{digest(repr(how.codebook).encode())[:8]}"


def _next(ledger: Ledger, reader: str) -> int:
    found = ledger.connection.execute(
        "SELECT count(DISTINCT reader) FROM readings WHERE reader LIKE ?", (f"{reader}%",)
    )
    return int(found.fetchone()[0]) + 1


def _entered(ledger: Ledger, source: Source, read: _Read | None, reader: str) -> Outcome:
    if read is None:
        return Outcome(source, known=True)
    if read.refused is not None:
        return Outcome(source, refused=read.refused)
    try:
        with transaction(ledger.connection, ledger.place):  # all articles of a feed or none: its bytes are known by one
            added = tuple(ledger.add(d, statements, reader=reader, digest=read.digest) for d, statements in read.found)
    except LedgerError as error:
        if any("document" in p.message for p in error.problems):
            return Outcome(source, refused=str(error))
        raise
    return Outcome(source, added=added, unfound=read.unfound, malformed=read.malformed)


def _read_all(
    ledger: Ledger, sources: Sequence[Source], how: How, reader: str, count: int
) -> Iterator[tuple[Source, _Read | None]]:
    """Each source with what was read from it; None where the ledger knows its bytes."""
    pool = _pool(count) if count > 1 else None
    if pool is None:
        for source in sources:
            data, refused = _fetched(source)
            if refused is None and data is not None and _is_known(ledger, source, data, reader):
                yield source, None
            else:
                yield source, refused or read_source(source, data, how)
        return
    waiting: deque[tuple[Source, bytes | None, Future[_Read] | _Read | None]] = deque()
    try:
        for source in sources:
            data, refused = _fetched(source)
            kept = None if source.where == "file" else data  # a worker opens a file itself
            if refused is not None or data is None:
                waiting.append((source, kept, refused))
            elif _is_known(ledger, source, data, reader):
                waiting.append((source, kept, None))
            else:
                try:
                    future: Future[_Read] | None = pool.submit(read_in_worker, source, kept, how)
                except BrokenProcessPool:
                    pool = _started(count)
                    future = pool.submit(read_in_worker, source, kept, how)
                waiting.append((source, kept, future))
            if len(waiting) >= 4 * count:
                yield _awaited(waiting, how)
        while waiting:
            yield _awaited(waiting, how)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor | None:
    """Worker processes; None where the system gives none (no shared memory, a locked-down container)."""
    try:
        return _started(count)
    except (OSError, ImportError):
        return None


def _started(count: int) -> ProcessPoolExecutor:
    # a parser keeps every word it has met: workers are renewed, so that memory stays flat over thousands of sources
    return ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), max_tasks_per_child=1000, initializer=_watch, initargs=(os.getpid(),)
    )


def _watch(parent: int) -> None:
    """End this worker soon after the process that started it: one that was killed cannot tell its workers to stop."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


def _awaited(
    waiting: deque[tuple[Source, bytes | None, Future[_Read] | _Read | None]], how: How
) -> tuple[Source, _Read | None]:
    source, data, read = waiting.popleft()
    if not isinstance(read, Future):
        return source, read
    try:
        return source, read.result()
    except BrokenProcessPool:  # some source killed its worker: find out whether it was this one
        with _started(1) as alone:
            try:
                return source, alone.submit(read_in_worker, source, data, how).result()
            except BrokenProcessPool:
                why = Problem(
                    "reading it ended the process (too much memory or time)",
                    Location(source.path),
                    None,
                    "DocumentError",
                )
                return source, _Read("", [], str(DocumentError((why,))))


def _fetched(source: Source) -> tuple[bytes | None, _Read | None]:
    try:
        return fetch(source), None
    except DocumentError as error:
        return None, _Read("", [], str(error))


def _is_known(ledger: Ledger, source: Source, data: bytes, reader: str) -> bool:
    key = digest(data)
    # read before by the rules with a case or a table: a plain run does not read it again, knowing less
    if not ledger.has(key, reader if reader != PLAIN else f"{PLAIN}%"):
        return False
    if source.where in ("file", "address"):
        ledger.note_source(writable(source.path), key)
    return True


def read_source(source: Source, data: bytes | None, how: How) -> _Read:
    """One source into documents and statements. What is refused comes back as text."""
    from parley.reading import read

    unfound = malformed = 0

    def count(told: Told) -> None:
        nonlocal unfound, malformed
        unfound, malformed = unfound + told.refused, malformed + told.malformed

    try:
        if data is None:
            data = fetch(source)
        with limited(how.limit(len(data))):
            found = [
                (d, tuple(read(d, how.codebook, learned=how.learned, endpoint=how.endpoint, told=count)))
                for d in documents(source, data)
            ]
        return _Read(digest(data), found, unfound=unfound, malformed=malformed)
    except DocumentError as error:
        return _Read("", [], str(error))
    except OvertimeError as error:
        return _Read("", [], str(_late(source, error.seconds)))


def read_in_worker(source: Source, data: bytes | None, how: How) -> _Read:
    """As :func:`read_source`, in a process that may be ended if it cannot be stopped otherwise."""
    size = len(data) if data is not None else _size(source)
    with last_resort(how.limit(size)):
        return read_source(source, data, how)


def _size(source: Source) -> int:
    try:
        return Path(source.path).stat().st_size
    except OSError:
        return 0


def _late(source: Source, seconds: float) -> DocumentError:
    hint = "split it, or give it more time with --seconds"
    message = f"reading it took longer than {seconds:.0f} s and was stopped"
    return DocumentError((Problem(message, Location(source.path), hint, "DocumentError"),))
