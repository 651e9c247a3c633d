"""Many sources, each read once, in parallel where it pays; in their order, in memory that does not grow with their number."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from parley.core.errors import DocumentError
from parley.documents.collect import Source, fetch
from parley.reading.one_source import How, Reading, read_source
from parley.reading.workers import asked, ended, started, stop

PARALLEL_FROM = 20
"""Starting workers costs a second or two: fewer sources are read in this process."""

_Waiting = deque[tuple[Source, bytes | None, Future[Reading] | Reading]]


def read_each(
    sources: Sequence[Source], how: How, *, workers: int | None = None,
    known: Callable[[Source, bytes], bool] = lambda source, data: False,
) -> Generator[Reading]:  # fmt: skip
    """One :class:`~parley.reading.one_source.Reading` a source, in their order. Closed early, it ends its workers.

    Args:
        sources: see :func:`parley.documents.gather`.
        how: by which reader, knowing what, within what time.
        workers: processes; None: one for each processor where there are more than :data:`PARALLEL_FROM` sources.
        known: whether what is in these bytes need not be read; asked here, before the source is read.
    """
    many = len(sources) > PARALLEL_FROM if workers is None else workers > 1 and len(sources) > 1
    count = (workers or os.cpu_count() or 1) if many else 1
    pool = started(count) if count > 1 else None
    if pool is None:
        for source in sources:
            data, told = _fetched(source, known)
            yield told or read_source(source, how, data=data)
        return
    waiting: _Waiting = deque()
    try:
        for source in sources:
            data, told = _fetched(source, known)
            kept = None if source.where == "file" else data  # a worker opens a file itself
            if told is not None:
                waiting.append((source, kept, told))
            else:
                try:
                    future = asked(pool, source, kept, how)
                except BrokenProcessPool:
                    stop(pool)
                    fresh = started(count)
                    pool = fresh or pool
                    future = asked(pool, source, kept, how) if fresh else None
                waiting.append((source, kept, future or read_source(source, how, data=data)))
            if len(waiting) >= 4 * count:
                yield _awaited(waiting, how)
        while waiting:
            yield _awaited(waiting, how)
    finally:
        stop(pool)


def _fetched(source: Source, known: Callable[[Source, bytes], bool]) -> tuple[bytes | None, Reading | None]:
    """The bytes of a source; instead of them what is to be said of it, where it cannot be had or is known."""
    try:
        data = fetch(source)
    except DocumentError as error:
        return None, Reading(source, problems=error.problems)
    return data, Reading(source, known=True) if known(source, data) else None


def _awaited(waiting: _Waiting, how: How) -> Reading:
    source, data, reading = waiting.popleft()
    if isinstance(reading, Reading):
        return reading
    try:
        return reading.result()
    except BrokenProcessPool:  # some source killed its worker: find out whether it was this one
        alone = started(1)
        if alone is None:
            return ended(source)
        try:
            again = asked(alone, source, data, how)
            return again.result() if again is not None else ended(source)
        except BrokenProcessPool:
            return ended(source)
        finally:
            stop(alone)
