"""The desk: documents before there is a case. They are read while the pages are open; what they say is shown, the parties are put
right, and a case is made of them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from parley.core.errors import InputError
from parley.documents.collect import Source, gather
from parley.reading.workers import Apart

if TYPE_CHECKING:
    from parley.documents.model import Document
    from parley.insight.documents.brief import Brief
    from parley.reading.actors.given import GivenParty
    from parley.reading.model import Sighting, Statement
    from parley.reading.one_source import Reading


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the desk has read."""

    done: int
    waiting: int
    now: str | None
    """The source that is being read."""


class Desk:
    """``sources`` as on a command line; ``folder`` is where a case is made. Safe to use from threads."""

    def __init__(self, sources: Sequence[str] = (), *, folder: Path) -> None:
        self.folder = folder
        self.apart = Apart()
        self._sources = tuple(sources)
        self._lock = threading.RLock()
        self._found: dict[str, tuple[Document, tuple[Statement, ...]]] = {}
        self._sightings: dict[str, tuple[Sighting, ...]] = {}
        self._held: dict[str, bytes] = {}
        self._refused: list[str] = []
        self._progress = Progress(0, 0, None)
        self._kept: tuple[object, Brief] | None = None
        self._closed = False

    def start(self) -> None:
        """Read the sources in a thread of its own."""
        if self._sources:
            listed = list(gather(self._sources))
            self._progress = Progress(0, len(listed), listed[0].name if listed else None)
            threading.Thread(target=self._read_all, args=(listed,), daemon=True).start()

    def _read_all(self, listed: Sequence[Source]) -> None:
        for number, source in enumerate(listed):
            if self._closed:
                return
            with self._lock:
                self._progress = Progress(number, len(listed) - number, source.name)
            self.take(source)
        with self._lock:
            self._progress = Progress(len(listed), 0, None)

    @property
    def progress(self) -> Progress:
        """How far reading is."""
        return self._progress

    @property
    def refused(self) -> tuple[str, ...]:
        """What could not be read, and why."""
        with self._lock:
            return tuple(self._refused)

    def take(self, source: Source, data: bytes | None = None) -> Reading:
        """Read one source onto the desk; a refusal is kept with the others."""
        from parley.reading import default_codebook
        from parley.reading.one_source import How

        reading = self.apart.read(source, How(default_codebook()), data)
        with self._lock:
            if reading.refused is not None:
                self._refused.append("; ".join(x.strip() for x in reading.refused.splitlines() if x.strip(" ^")))
            for document, statements in reading.found:
                if self._found.setdefault(document.id, (document, statements))[0] is document and data is not None:
                    self._held[document.id] = data
            self._sightings.update(reading.sightings)
        return reading

    def documents(self) -> tuple[Document, ...]:
        """Those read so far, in the order in which they came."""
        with self._lock:
            return tuple(document for document, _ in self._found.values())

    def statements_of(self, wanted: str) -> tuple[Document, tuple[Statement, ...]]:
        """A document by its id, and what was found in it. Raises :class:`InputError`."""
        with self._lock:
            if wanted not in self._found:
                raise InputError.one("there is no such document here", hint="it may not be read yet")
            return self._found[wanted]

    def brief(self, given: tuple[GivenParty, ...] = ()) -> Brief:
        """What the documents read so far say, the parties put right by ``given``."""
        from parley.insight.documents.brief import brief
        from parley.reading import default_codebook
        from parley.reading.actors.given import Given
        from parley.reading.actors.parties import found_parties

        with self._lock:
            found, sightings = list(self._found.values()), dict(self._sightings)
            if self._kept is not None and self._kept[0] == (len(found), given):
                return self._kept[1]
        documents = [d for d, _ in found]
        statements = [s for _, each in found for s in each]
        parties = found_parties(documents, statements, sightings, Given(given))
        made = brief(documents, [parties.with_party(s) for s in statements], default_codebook(), parties)
        with self._lock:
            self._kept = ((len(found), given), made)
        return made

    def make_case(self, name: str, given: tuple[GivenParty, ...] = (), war: str | None = None) -> Path:
        """Draft a case in the folder ``name`` beside where parley was started.

        Args:
            name: of the folder.
            given: parties as the analyst puts them right.
            war: of articles on several wars the title of the one whose articles are taken; None: all articles.

        Raises:
            InputError: nothing was read, no war has that title, the name is none, or the folder is there already.
        """
        from parley.case.drafting.folder import write
        from parley.insight.documents.disputed import disputed
        from parley.reading import default_codebook
        from parley.reading.actors.given import Given
        from parley.reading.actors.parties import found_parties

        name = name.strip()
        if not name or PurePath(name).name != name or name.startswith(".") or "\\" in name:
            raise InputError.one(f"{name!r} is no name of a folder", hint="write a plain name such as my-case")
        with self._lock:
            found, sightings, held = list(self._found.values()), dict(self._sightings), dict(self._held)
        if not found:
            raise InputError.one("no document has been read yet", hint="drop an article on the page")
        documents = [d for d, _ in found]
        if war is not None:
            documents = self._on(war, given, documents)
        ids = {d.id for d in documents}
        statements = [s for d, each in found if d.id in ids for s in each]
        parties = found_parties(documents, statements, sightings, Given(given))
        place = self.folder / name
        read = [parties.with_party(s) for s in statements]
        write(place, documents, read, parties, disputed(documents, read, default_codebook()), held)
        return place

    def _on(self, war: str, given: tuple[GivenParty, ...], documents: Sequence[Document]) -> list[Document]:
        """The articles on one of several wars."""
        made = self.brief(given)
        mine = next((w for w in made.wars if w.title == war), None)
        if mine is None:
            raise InputError.one(
                f"no war here is called {war!r}", hint="reload the page: more may have been read since"
            )
        ids = {d.id for d in mine.documents} | {c.document for c in made.copies}
        return [d for d in documents if d.id in ids]

    def close(self) -> None:
        """Stop reading."""
        self._closed = True
        self.apart.close()


__all__ = ["Desk", "Progress"]
