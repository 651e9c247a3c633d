"""The one way in: a source into its documents with their statements, within a limit of time, or a refusal in words.

Every command, the workbench, cases and notebooks read here, so that the same file is taken or refused alike wherever it is
given. :func:`read_source` takes a source of any kind, :func:`document` one that holds one document, without its statements,
:func:`statements` a document that is there already. Many sources: :mod:`parley.reading.many_sources`. From a server's
threads, where nothing can be limited (:mod:`parley.reading.time_limit`): :class:`parley.reading.workers.Apart`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from parley.core.by_clock import cut_short
from parley.core.errors import DocumentError, Location, Problem
from parley.documents import source as sources
from parley.documents.collect import Source, digest, documents, fetch
from parley.documents.model import Document
from parley.reading.time_limit import OvertimeError, limited

if TYPE_CHECKING:
    from parley.reading.model import Codebook, Sighting, Statement
    from parley.reading.others.endpoint import Endpoint, EndpointAnswer
    from parley.reading.reader import Records

SECONDS = 60.0
PER_SECOND = 4000
"""How long reading may take, by the clock of :mod:`parley.reading.time_limit`: ``SECONDS``, and one second more for every so many
bytes (a fifth of the usual speed)."""


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
class Reading:
    """What came of one source: what was found in it, or why it was refused."""

    source: Source
    digest: str = ""
    """SHA-256 of its bytes."""
    found: tuple[tuple[Document, tuple[Statement, ...]], ...] = ()
    """Of each document its attributions and the acts that it tells (``record``), in order of the text."""
    sightings: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    """Document id → where it tells of an actor's part."""
    problems: tuple[Problem, ...] = ()
    """Why it was refused; nothing was found then."""
    known: bool = False
    """It was not read: whoever asked has what is in it."""
    unfound: int = 0
    """Attributions of a reader elsewhere that were refused: the text does not have their words."""
    malformed: int = 0
    """Paragraphs of which that reader gave no usable answer."""

    @property
    def refused(self) -> str | None:
        """Why it was refused, as text; None where it was read."""
        return str(DocumentError(self.problems)) if self.problems else None

    def or_refusal(self) -> tuple[tuple[Document, tuple[Statement, ...]], ...]:
        """What was found. Raises :class:`~parley.core.errors.DocumentError` where it was refused."""
        if self.problems:
            raise DocumentError(self.problems)
        return self.found


def read_source(source: Source, how: How | None = None, *, data: bytes | None = None) -> Reading:
    """The documents in a source, each with its statements; never raises for what the source is.

    Args:
        source: see :func:`parley.documents.gather`.
        how: by which reader, knowing what, within what time; the rules where None.
        data: the bytes of the source, where they are here already.
    """
    how = how or How()
    unfound = malformed = 0

    def count(answer: EndpointAnswer) -> None:
        nonlocal unfound, malformed
        unfound, malformed = unfound + answer.refused, malformed + answer.malformed

    try:
        data = fetch(source) if data is None else data
        with _in_time(how.limit(len(data)), source.path):
            read = [(d, _records(d, how, count)) for d in documents(source, data)]
    except DocumentError as error:
        return Reading(source, problems=error.problems)
    found = tuple((d, _in_order(r)) for d, r in read)
    return Reading(
        source, digest(data), found, {d.id: r.sightings for d, r in read}, unfound=unfound, malformed=malformed
    )


def document(
    source: str | Path | bytes, *, name: str | None = None, given: sources.Given | None = None, seconds: float | None = None
) -> Document:  # fmt: skip
    """The one document of a file, or of bytes, without its statements.

    Args:
        source: a path, or the bytes themselves.
        name: what to call it; the file's name where None.
        given: facts that the user states (``title``, ``authors``, ``outlet``, ``date``).
        seconds: most that it may take; None: as :meth:`How.limit` says.

    Raises:
        DocumentError: it cannot be read, or holds several documents; names it and says what to do.
    """
    data = source if isinstance(source, bytes) else sources.load(source)
    called = name or ("standard input" if isinstance(source, bytes) else Path(source).name)
    path = called if isinstance(source, bytes) else sources.writable(str(source))
    with _in_time(How(seconds=seconds).limit(len(data)), path):
        return sources.from_bytes(data, name=sources.writable(called), path=path, given=given)


def statements(
    document: Document, codebook: Codebook | None = None, *, learned: bool = False, endpoint: Endpoint | None = None,
    on_answer: Callable[[EndpointAnswer], None] = lambda _: None, seconds: float | None = None,
) -> tuple[Statement, ...]:  # fmt: skip
    """The attributions and acts of a document that was read in before, within a limit of time.

    Raises:
        DocumentError: it took too long, or the reader at an address cannot be used.
    """
    how = How(codebook, learned, endpoint, seconds)
    with _in_time(how.limit(len(document.text)), document.path):
        return _in_order(_records(document, how, on_answer))


def _records(document: Document, how: How, on_answer: Callable[[EndpointAnswer], None]) -> Records:
    from parley.reading.reader import records

    return records(document, how.codebook, learned=how.learned, endpoint=how.endpoint, on_answer=on_answer)


def _in_order(read: Records) -> tuple[Statement, ...]:
    """Attributions and acts as the text has them; an act after the attribution that holds it."""
    return tuple(
        sorted((*read.statements, *read.acts), key=lambda s: min(x.start for x in (*s.source, *s.cue, *s.content)))
    )


@contextmanager
def _in_time(seconds: float | None, path: str) -> Iterator[None]:
    try:
        with limited(seconds):
            yield
    except OvertimeError as error:
        cut_short()
        message = f"reading it took longer than {error.seconds:.0f} s and was stopped"
        hint = "split it, or give it more time: parley read --seconds"
        raise DocumentError((Problem(message, Location(path), hint, "DocumentError"),)) from None
