"""Many sources into a ledger: what :mod:`parley.reading.many_sources` reads is stored, one transaction a source.

Stopped at any moment, the ledger holds every document that was finished; the next run skips these and goes on. The
order in the ledger is that of the sources, whatever the number of workers.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from parley.core.errors import LedgerError
from parley.documents.collect import Source, digest
from parley.documents.source import writable
from parley.ledger.connection import transaction
from parley.ledger.store import Added, Ledger
from parley.reading.many_sources import read_each
from parley.reading.one_source import How, Reading

PLAIN = "rules"
"""The name of a reading by the rules without a case or a table of offices."""


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


def ingest(
    ledger: Ledger, sources: Sequence[Source], *, how: How | None = None, workers: int | None = None,
    again: bool = False,
) -> Generator[Outcome]:  # fmt: skip
    """Read every source that the ledger does not hold yet, and add it; one outcome a source, in their order. Closed
    early, it reads no further.

    Args:
        ledger: open for writing.
        sources: see :func:`parley.documents.gather`.
        how: the reader, what it may know beforehand, how long it may take; the rules where None.
        workers: processes; None: one for each processor where there are more than a few sources.
        again: read anew what is in already, with today's reader; decisions stay.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    how = how or How()
    reader = reader_name(how)
    if again:
        reader = f"{reader} {_next(ledger, reader)}"
    known = partial(_is_known, ledger, reader)
    with closing(read_each(sources, how, workers=workers, known=known)) as readings:
        for reading in readings:
            yield _entered(ledger, reading, reader)


def reader_name(how: How) -> str:
    """The name under which a ledger keeps a reading: the reader and, where it is not the default, the codebook."""
    name = how.endpoint.reader if how.endpoint else "learned" if how.learned else "rules"
    return name if how.codebook is None else f"{name}+{digest(repr(how.codebook).encode())[:8]}"


def _next(ledger: Ledger, reader: str) -> int:
    found = ledger.connection.execute(
        "SELECT count(DISTINCT reader) FROM readings WHERE reader LIKE ?", (f"{reader}%",)
    )
    return int(found.fetchone()[0]) + 1


def _entered(ledger: Ledger, read: Reading, reader: str) -> Outcome:
    source = read.source
    if read.known or read.refused is not None:
        return Outcome(source, refused=read.refused, known=read.known)
    try:
        with transaction(ledger.connection, ledger.place):  # all articles of a feed or none: its bytes are known by one
            added = tuple(ledger.add(d, statements, reader=reader, digest=read.digest) for d, statements in read.found)
    except LedgerError as error:
        if any("document" in p.message for p in error.problems):
            return Outcome(source, refused=str(error))
        raise
    return Outcome(source, added=added, unfound=read.unfound, malformed=read.malformed)


def _is_known(ledger: Ledger, reader: str, source: Source, data: bytes) -> bool:
    key = digest(data)
    # read before by the rules with a case or a table: a plain run does not read it again, knowing less
    if not ledger.has(key, reader if reader != PLAIN else f"{PLAIN}%"):
        return False
    if source.where in ("file", "address"):
        ledger.note_source(writable(source.path), key)
    return True
