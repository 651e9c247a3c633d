"""The workbench's one case and one ledger, and answers kept while they are still true. Safe to use from threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from parley.app.state import State
from parley.core.errors import ParleyError

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.results.assessment import Assessment
    from parley.ledger import Ledger
    from parley.reading.model import Statement

T = TypeVar("T")
KEPT = 24
"""Answers kept; the least recently used goes first."""


class Workbench:
    """``case_path`` is read again when it changes on disk; a broken edit keeps the last good case and is reported."""

    def __init__(self, case_path: Path, *, ledger_path: Path | None = None, draws: int = 1000, seed: int = 0) -> None:
        from parley.case import open_source

        self.case_path, self.ledger_path = case_path, ledger_path
        self.draws, self.seed = draws, seed
        self.file = case_path / "case.yaml" if case_path.is_dir() else case_path
        self._source: CaseSource = open_source(case_path)
        self._stamp = self._stamp_now()
        self.trouble: str | None = None
        """What is wrong with the case as it stands on disk, if the last good one is shown."""
        self._lock = threading.RLock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._pending: dict[Hashable, threading.Lock] = {}
        self._local = threading.local()
        self.ledger_lock = threading.RLock()
        self._place: Path | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self.latest: Assessment | None = None
        """The answer without changes, as last made."""
        self.revision = 0
        """Rises with every change of the ledger through these pages."""

    def _stamp_now(self) -> tuple[int, int]:
        try:
            found = self.file.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    @property
    def source(self) -> CaseSource:
        """The case as it stands on disk."""
        with self._lock:
            stamp = self._stamp_now()
            if stamp != self._stamp:
                from parley.case import open_source

                self._stamp = stamp
                try:
                    self._source = open_source(self.case_path)
                    self.trouble = None
                    self._kept.clear()
                except ParleyError as error:
                    self.trouble = str(error)
            return self._source

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """``make()``, made once per key while the case stands; two askers of one key wait for one making."""
        with self._lock:
            whole = (self._stamp, key)
            if whole in self._kept:
                self._kept.move_to_end(whole)
                kept: T = self._kept[whole]
                return kept
            gate = self._pending.setdefault(whole, threading.Lock())
        with gate:
            with self._lock:
                if whole in self._kept:
                    found: T = self._kept[whole]
                    return found
            made = make()
            with self._lock:
                self._kept[whole] = made
                self._pending.pop(whole, None)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made

    def evaluator(self, state: State, *, draws: int = 0) -> Evaluator:
        """The case with the state's changes on the evaluator; kept, so that its medians and samples are made once."""
        from parley.insight.asking.evaluator import Evaluator

        source = self.source
        return self.keep(
            ("bench", state.sets, draws),
            lambda: Evaluator(source, sets=state.overrides, draws=draws, seed=self.seed),
        )

    def assessment(self, state: State) -> Assessment:
        """The whole answer under the state's changes."""
        from parley.insight.answer.assess import assess

        source = self.source
        statements = self.ledger_statements()
        made = self.keep(
            ("assessment", state.sets, self.revision),
            lambda: assess(
                source, draws=self.draws, seed=self.seed, sets=state.overrides or None, statements=statements
            ),
        )
        if not state.sets:
            self.latest = made
        return made

    def ledger_statements(self) -> tuple[Statement, ...]:
        """Every statement that stands in the ledger, reviewed as it is."""
        with self.ledger_lock:
            return self.keep(("statements", self.revision), lambda: tuple(self.ledger.statements()))

    @property
    def ledger(self) -> Ledger:
        """The ledger, one connection a thread. Use under ``ledger_lock``."""
        from parley.ledger import Ledger

        opened: Ledger | None = getattr(self._local, "ledger", None)
        if opened is None:
            if self._place is None:
                self._place = self.ledger_path or Path(self._scratch()) / "evidence.sqlite"
            opened = self._local.ledger = Ledger.open(self._place)
            if not opened.documents():
                self._fill(opened)
        return opened

    def _scratch(self) -> str:
        """A folder for a ledger that lives only as long as the workbench."""
        self._folder = TemporaryDirectory(prefix="parley-")
        return self._folder.name

    def close(self) -> None:
        """Let go of the ledger; one that was not asked for by name is removed."""
        with self.ledger_lock:
            own: Ledger | None = getattr(self._local, "ledger", None)
            if own is not None:
                own.close()
            self._local = threading.local()  # other threads' connections close with it: only they may do so by hand
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = self._place = None

    def _fill(self, ledger: Ledger) -> None:
        """An empty ledger starts with the case's own documents."""
        from parley import documents, reading
        from parley.case.codebook import build

        source = self.source
        case = source.case()
        book = build(case)
        for key in case.documents:
            document = documents.from_text(source.text(key), name=key)
            ledger.add(document, reading.read(document, book))

    def changed(self) -> None:
        """To be called after every change of the ledger."""
        with self._lock:
            self.revision += 1
