"""Sources read in processes of their own, which may be ended where reading cannot be stopped otherwise."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from parley.core.errors import Location, Problem
from parley.documents.collect import Source
from parley.reading.one_source import How, Reading, read_source
from parley.reading.time_limit import last_resort


def started(count: int) -> ProcessPoolExecutor | None:
    """So many processes; None where the system gives none (no shared memory, a locked-down container)."""
    try:
        # a parser keeps every word it has met: workers are renewed, so that memory stays flat over thousands of sources
        return ProcessPoolExecutor(
            count,
            mp_context=get_context("spawn"),
            max_tasks_per_child=1000,
            initializer=_watch,
            initargs=(os.getpid(),),
        )
    except (OSError, ImportError):
        return None


def asked(pool: ProcessPoolExecutor, source: Source, data: bytes | None, how: How) -> Future[Reading] | None:
    """A source given to the workers; None where the system gives no process for it, which shows only now.

    Raises:
        BrokenProcessPool: an earlier source ended its worker.
    """
    try:
        with _deaf_at_birth():
            return pool.submit(read_in_worker, source, data, how)
    except OSError:
        return None


def stop(pool: ProcessPoolExecutor) -> None:
    """End the workers now, whatever they are at: nobody waits for what they would find."""
    left = list((pool._processes or {}).values())  # Python 3.14 has terminate_workers() for this
    pool.shutdown(wait=False, cancel_futures=True)
    for process in left:
        process.terminate()


def read_in_worker(source: Source, data: bytes | None, how: How) -> Reading:
    """As :func:`~parley.reading.one_source.read_source`, to be called in a worker: a process that may be ended."""
    size = len(data) if data is not None else _size(source)
    with last_resort(how.limit(size)):
        return read_source(source, how, data=data)


def ended(source: Source) -> Reading:
    """The refusal of a source that took its worker with it."""
    why = "reading it ended the process (too much memory or time)"
    return Reading(source, problems=(Problem(why, Location(source.path), None, "DocumentError"),))


class Apart:
    """One worker for all threads of a server, started when first needed. No source can hold up or end the server.

    Where the system gives no processes, sources are read in the thread that asks, and nothing limits their time.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._closed = False

    def read(self, source: Source, how: How, data: bytes | None = None) -> Reading:
        """One source at a time, so that of two the one is known that ended the worker."""
        with self._lock:
            if self._closed:
                return ended(source)
            self._pool = self._pool or started(1)
            try:
                reading = asked(self._pool, source, data, how) if self._pool is not None else None
            except RuntimeError:  # the worker was killed while it had nothing to do, or this was closed just now
                self._pool = None
                return ended(source)
            if reading is None:
                return read_source(source, how, data=data)
            try:
                return reading.result()
            except (BrokenProcessPool, CancelledError):
                self._pool = None
                return ended(source)

    def close(self) -> None:
        """End the worker, also while it reads: that source and all that come after it are refused."""
        self._closed = True  # without the lock, which whoever waits for a source holds
        pool = self._pool
        if pool is not None:
            stop(pool)


def _size(source: Source) -> int:
    try:
        return Path(source.path).stat().st_size
    except OSError:
        return 0


@contextmanager
def _deaf_at_birth() -> Iterator[None]:
    """Ctrl-C waits until the block is done, and the workers that it starts do not hear it before :func:`_watch`: one that
    is still importing would answer with a traceback. A pool starts workers later too, from a thread that it makes here."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watch(parent: int) -> None:
    """End this worker soon after the process that started it: one that was killed cannot tell its workers to stop."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches the worker too: it ends at once, without a word
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()
