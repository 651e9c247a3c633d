"""What a computation read of a case, written down while it reads: no list of fields that somebody has to keep.

A part of the answer that is kept (:meth:`parley.insight.asking.evaluator.Evaluator.kept`) runs inside :func:`recording`.
Whatever it takes from a case or from the evaluator notes itself there, and the kept value stands only while all that was
read is the same. What is remembered inside a run (medians, samples) is remembered with its reads, and notes them again
each time it is handed out: a second reader depends on them as the first did.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from parley.case.types import Case
from parley.core.by_clock import cuts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read:
    """One thing read: ``what`` ("case", "views", …), of a case also under which ``view`` and which ``field``.

    ``asker`` is the number of the evaluator that it was read from.
    """

    asker: int
    what: str
    view: str | None = None
    field: str | None = None


Reads = dict[Read, None]
_OPEN: ContextVar[tuple[Reads, ...]] = ContextVar("parley_reads", default=())
"""The recordings under way in this thread, outermost first. Worker threads inherit them (see ``parallel.mapped``)."""


@contextmanager
def recording() -> Iterator[Reads]:
    """Everything that is read until the end of the block, in order."""
    made: Reads = {}
    token = _OPEN.set((*_OPEN.get(), made))
    try:
        yield made
    finally:
        _OPEN.reset(token)


def note(read: Read) -> None:
    """Write one read into every recording under way."""
    for frame in _OPEN.get():
        frame[read] = None


def note_all(reads: Iterable[Read]) -> None:
    """Write several."""
    frames = _OPEN.get()
    if frames:
        for read in reads:
            for frame in frames:
                frame[read] = None


class Memory:
    """Values made once, each with what its making read."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[Any, tuple[Read, ...]]] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """``make()``, the first time; its reads are noted every time. What a clock cut short is made anew."""
        if key not in self._made:
            before = cuts()
            with recording() as reads:
                value = make()
            if cuts() == before:
                self._made[key] = (value, tuple(reads))
            return value
        kept, found = self._made[key]
        note_all(found)
        value_: T = kept
        return value_


FIELDS = frozenset(f.name for f in dataclasses.fields(Case))


class RecordedCase(Case):
    """A case that notes each field that is read of it; otherwise a case like any other.

    ``dataclasses.replace`` reads every field that it does not change, and so depends on all of them.
    """

    def __getattribute__(self, name: str) -> Any:
        if name in FIELDS or name == "__dict__":
            frames = _OPEN.get()
            if frames:
                reads: dict[str, Read] | None = object.__getattribute__(self, "__dict__").get("_reads")
                if reads is not None:
                    for read in (reads[name],) if name in FIELDS else reads.values():
                        for frame in frames:
                            frame[read] = None
        return object.__getattribute__(self, name)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("a recorded case cannot be copied or pickled: its copy would be read unseen")


def recorded(case: Case, asker: int, view: str | None) -> RecordedCase:
    """``case`` as one that notes what is read of it, as of ``view`` of ``asker``."""
    made = object.__new__(RecordedCase)
    held = object.__getattribute__(made, "__dict__")
    held.update(vars(case))
    held["_reads"] = {name: Read(asker, "case", view, name) for name in FIELDS}
    return made
