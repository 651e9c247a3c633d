"""Processes that read: none to be had, and an end before they are done."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from parley.documents.collect import Source
from parley.reading.many_sources import read_each
from parley.reading.one_source import How, Reading
from parley.reading.workers import Apart, asked, started

SAID = b"Ann Doe said that she would go."
LONG = b"\n\n".join(b"Ann Doe said on day %d that she would go there, but not yet." % n for n in range(20_000))


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_bytes(SAID if number == 0 else LONG)
    return [Source(str(tmp_path / f"{number}.txt")) for number in range(6)]


def refused(*_: object, **__: object) -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_where_no_process_can_be_started_sources_are_read_here(
    monkeypatch: pytest.MonkeyPatch, sources: list[Source]
) -> None:
    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    assert [r.refused for r in read_each([sources[0]] * 3, How(), workers=2)] == [None] * 3
    assert Apart().read(Source("x", "memory"), How(), SAID).refused is None


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_stopped_early_the_workers_end_at_once(sources: list[Source]) -> None:
    before = set(multiprocessing.active_children())
    readings = read_each(sources, How(), workers=2)
    assert next(readings).refused is None
    workers = set(multiprocessing.active_children()) - before
    readings.close()
    for worker in workers:
        worker.join(60)
    # the pool's own thread may have taken the exit code of one; then join knows none
    assert workers and {w.exitcode for w in workers} <= {-signal.SIGTERM, None}
    assert not [w.pid for w in workers if w.pid and is_alive(w.pid)]


def test_closed_a_reader_apart_waits_for_no_source() -> None:
    apart, found = Apart(), list[Reading]()
    assert apart.read(Source("x", "memory"), How(), SAID).refused is None
    asking = [
        threading.Thread(target=lambda: found.append(apart.read(Source("y", "memory"), How(), LONG))) for _ in range(2)
    ]
    for one in asking:
        one.start()
    apart.close()
    for one in asking:
        one.join(60)
    assert [bool(reading.refused) for reading in found] == [True, True]


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Ctrl-C reaches workers otherwise here")
def test_a_worker_that_is_still_starting_ends_without_a_word_on_ctrl_c(capfd: pytest.CaptureFixture[str]) -> None:
    before = set(multiprocessing.active_children())
    pool = started(1)
    assert pool is not None
    asked(pool, Source("x", "memory"), SAID, How())
    (worker,) = set(multiprocessing.active_children()) - before
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGINT)
    worker.join(60)
    pool.shutdown()
    assert worker.exitcode == -signal.SIGINT
    assert capfd.readouterr().err == ""
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())
