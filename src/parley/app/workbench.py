"""The workbench's one case and one ledger, and answers kept while they are still true. Safe to use from threads."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from parley.app.state import State
from parley.core.by_clock import cuts
from parley.core.errors import DocumentError, ParleyError
from parley.core.fingerprint import fingerprint
from parley.insight.asking.request import Request, case_hash
from parley.reading.workers import Apart

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.results.assessment import Assessment
    from parley.ledger import Ledger
    from parley.reading.model import Statement

T = TypeVar("T")
KEPT = 24
"""Answers kept; the least recently used goes first."""
READ_AGAIN = 4_000_000
"""Bytes of a file up to which it is read at every look; of a larger one the times and the size are compared."""


class Workbench:
    """``case_path`` is read again when it changes on disk; a broken edit keeps the last good case and is reported."""

    def __init__(self, case_path: Path, *, ledger_path: Path | None = None, draws: int = 1000, seed: int = 0) -> None:
        from parley.case import open_source
        from parley.case.file.tree import read_text

        self.case_path, self.ledger_path = case_path, ledger_path
        self.draws, self.seed = draws, seed
        self.file = case_path / "case.yaml" if case_path.is_dir() else case_path
        self.trouble: str | None = None
        """What is wrong with the case as it stands on disk, if the last good one is shown."""
        self._lock = threading.RLock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._pending: dict[Hashable, threading.Lock] = {}
        self._local = threading.local()
        self.ledger_lock = threading.RLock()
        self._place: Path | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self.left_out: tuple[str, ...] = ()
        """The case's documents that could not be read into the ledger, and why."""
        self.apart = Apart()
        """Reads what is uploaded, in a process of its own."""
        self._filled: tuple[int | str | None, ...] | None = None
        """The mark of a ledger of our own once it holds the case's documents and nothing else."""
        self._latest: tuple[str, Assessment] | None = None
        self._source: CaseSource = open_source(case_path)
        self._content = case_hash(self._source)
        self._on_disk = self._read_from_disk()
        if read_text(self.file).split("\n") != list(self._source.tree.lines):
            self._on_disk = ""  # it changed between the two looks

    def _read_from_disk(self) -> str:
        """Hash of the case's file and of its documents' as they lie on disk now. Times of files are not trusted: an edit
        may keep them. (Of a large document they must do.)"""
        digest = hashlib.sha256()
        places = [self.file, *(self._source.folder / d.file for d in self._source.documents.values())]
        if self.trouble is not None:  # a file that was missing may have come
            places += sorted(p for p in self._source.folder.rglob("*") if p.is_file())
        for place in places:
            try:
                found = place.stat()
                small = found.st_size <= READ_AGAIN
                now = place.read_bytes() if small else f"{found.st_mtime_ns} {found.st_ctime_ns}".encode()
                digest.update(f"{found.st_size}\0".encode() + now)
            except OSError as error:
                digest.update(f"{error.errno}\0".encode())
        return digest.hexdigest()

    @property
    def source(self) -> CaseSource:
        """The case as it stands on disk."""
        return self.standing()[0]

    def standing(self) -> tuple[CaseSource, str]:
        """The case as it stands on disk, and the hash of its content: what is remembered of it is kept under that."""
        with self._lock:
            from parley.case import open_source

            while (now := self._read_from_disk()) != self._on_disk:
                self._on_disk = now  # before it is opened: a change while it is read is seen in the next round
                before = cuts()
                try:
                    self._source = open_source(self.case_path)
                    self._content = case_hash(self._source)
                    self.trouble = None
                except ParleyError as error:
                    self.trouble = str(error)
                if cuts() != before:
                    self._on_disk = ""  # it was late this time: look again when next asked
                    break
            return self._source, self._content

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """``make()``, made once per key; two askers of one key wait for one making. The key holds all that it is made
        from: the content of the case or of the request, or the ledger's mark."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
            gate = self._pending.setdefault(key, threading.Lock())
        with gate:
            with self._lock:
                if key in self._kept:
                    found: T = self._kept[key]
                    return found
            try:
                before = cuts()
                made = make()
                if cuts() != before:
                    return made  # a clock had a say in it
                with self._lock:
                    self._kept[key] = made
                    while len(self._kept) > KEPT:
                        self._kept.popitem(last=False)
            finally:
                with self._lock:
                    if self._pending.get(key) is gate:  # not that of a later making
                        del self._pending[key]
        return made

    def request(self, source: CaseSource, state: State, *, draws: int | None = None) -> Request:
        """What a page's address asks of the case."""
        return Request.of(
            source,
            sets=state.sets,
            draws=self.draws if draws is None else draws,
            seed=self.seed,
            ledger=self.ledger_path,
        )

    def evaluator(self, state: State, *, draws: int = 0) -> Evaluator:
        """The case with the state's changes on the evaluator; kept, so that its medians and samples are made once."""
        from parley.insight.asking.evaluator import Evaluator

        source, content = self.standing()
        request = replace(self.request(source, state, draws=draws), case=content)
        return self.keep(("evaluator", request), lambda: Evaluator(source, request))

    def assessment(self, state: State) -> Assessment:
        """The whole answer under the state's changes."""
        from parley.insight.answer.assess import assess

        source, content = self.standing()
        statements, said = self.ledger_statements()
        request = replace(self.request(source, state), case=content, statements=said)
        made = self.keep(("assessment", request), lambda: assess(source, request, statements=statements))
        if not state.sets:
            self._latest = (content, made)
        return made

    def latest(self) -> Assessment | None:
        """The answer without changes as last made, if it is one of the case as it stands."""
        content, found = self.standing()[1], self._latest
        return found[1] if found is not None and found[0] == content else None

    def ledger_statements(self) -> tuple[tuple[Statement, ...] | None, str | None]:
        """Every statement that stands in the ledger, reviewed as it is, with the hash of them all.

        (None, None) for a ledger of our own in which nothing was added or decided: the case's documents say the same, and
        the answer can be made again without this workbench.
        """
        with self.ledger_lock:
            mark, ledger = self.revision, self.ledger
            if self.ledger_path is None and mark == self._filled:
                return None, None

            def read() -> tuple[tuple[Statement, ...], str]:
                found = ledger.statements()
                return found, fingerprint(found)

            return self.keep(("statements", mark), read)

    @property
    def revision(self) -> tuple[int | str | None, ...]:
        """Tells one content of the ledger from another, whoever changes it. Use under ``ledger_lock``."""
        return self.ledger.mark()

    @property
    def ledger(self) -> Ledger:
        """The ledger, one connection a thread; opened again where another file has taken its place. Use under
        ``ledger_lock``."""
        from parley.ledger import Ledger

        opened: Ledger | None = getattr(self._local, "ledger", None)
        if opened is not None and self._local.file != self._ledger_file():
            opened.close()
            opened = None
        if opened is None:
            if self._place is None:
                self._place = self.ledger_path or Path(self._scratch()) / "evidence.sqlite"
            opened = self._local.ledger = Ledger.open(self._place)
            self._local.file = self._ledger_file()
            if not opened.documents():
                self._fill(opened)
                self._filled = opened.mark()
        return opened

    def _ledger_file(self) -> tuple[int, int] | None:
        """Which file lies at the ledger's place, whatever is in it."""
        try:
            found = self._place.stat() if self._place is not None else None
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found is not None else None

    def _scratch(self) -> str:
        """A folder for a ledger that lives only as long as the workbench."""
        self._folder = TemporaryDirectory(prefix="parley-")
        return self._folder.name

    def close(self) -> None:
        """Let go of the ledger; one that was not asked for by name is removed."""
        self.apart.close()
        with self.ledger_lock:
            own: Ledger | None = getattr(self._local, "ledger", None)
            if own is not None:
                own.close()
            self._local = threading.local()  # other threads' connections close with it: only they may do so by hand
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = self._place = None

    def _fill(self, ledger: Ledger) -> None:
        """An empty ledger starts with the case's own documents, but for those that cannot be read.

        Their time is limited in the main thread, where :func:`parley.app.running.warm` asks for them first.
        """
        from parley.case.codebook import build
        from parley.reading.one_source import statements

        source = self.source
        case = source.case()
        book = build(case)
        left: list[str] = []
        for key in case.documents:
            try:
                document = source.document(key)
                found = statements(document, book)
            except DocumentError as error:
                left.append(str(error))
                continue
            ledger.add(document, found)
        self.left_out = tuple(left)
