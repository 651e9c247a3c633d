"""A document that takes too long is left, named in one message, and the others are read."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from parley.documents.collect import Source
from parley.ledger import Ledger
from parley.ledger.ingest import ingest
from parley.reading import time_limit
from parley.reading.one_source import How
from parley.reading.time_limit import OvertimeError, last_resort, limited


def spin() -> None:
    while True:
        pass


def test_time_is_up() -> None:
    with pytest.raises(OvertimeError), limited(0.2):
        spin()  # it would never end by itself
    with limited(0.05):
        pass
    time.sleep(0.1)  # no alarm is left behind
    with limited(None):
        pass


def test_time_is_up_though_it_comes_where_errors_are_swallowed() -> None:
    class Slow:
        def __del__(self) -> None:
            begun = time.monotonic()
            while time.monotonic() < begun + 0.4:
                pass

    def work() -> None:
        Slow()  # the first alarm falls into its finaliser
        spin()

    with pytest.raises(OvertimeError), limited(0.2):
        work()


def test_the_last_resort_ends_a_process_that_cannot_be_stopped() -> None:
    program = """
        import signal
        from parley.reading import time_limit as overtime
        overtime._GRACE = 0.2
        with overtime.last_resort(0.1):
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
            while True:
                pass
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], timeout=60, check=False)
    assert done.returncode == -signal.SIGPROF
    with last_resort(5):
        pass


def test_one_that_only_waits_is_ended_too() -> None:
    with pytest.raises(OvertimeError), limited(0.2):
        threading.Event().wait()  # without an end, and without the processor


def test_a_machine_with_other_work_makes_nobody_late() -> None:
    """A second of the wall clock counts for what the thread did in it; one of idleness whole."""
    clock = time_limit._Clock(60.0, now=100.0)
    for second in range(1, 500):
        assert not clock.late(100.0 + 0.1 * second)  # a tenth of the processor, for eight minutes
    assert clock.late(160.0)
    idle = time_limit._Clock(60.0, now=100.0)
    assert [idle.late(100.0 + 1e-4 * second) for second in range(1, 61)] == [False] * 59 + [True]


def test_a_process_that_was_stopped_reads_on() -> None:
    program = """
        import os, sys, time
        from parley.reading import time_limit
        with time_limit.limited(0.8):
            print(flush=True)
            while time.thread_time() < time_limit_begun + 0.3:
                pass
    """
    text = textwrap.dedent(program).replace("with time", "time_limit_begun = time.thread_time()\nwith time", 1)
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None and reader.stdout.readline() == b"\n"
        reader.send_signal(signal.SIGSTOP)
        time.sleep(1.0)  # longer than its limit
        reader.send_signal(signal.SIGCONT)
    assert reader.returncode == 0


class Impatient(How):
    """Two seconds for a long text, which needs many times as long anywhere; all the time in the world for the others."""

    def limit(self, size: int) -> float | None:
        return 2.0 if size > 100_000 else None


@pytest.mark.parametrize("workers", [1, 2])
def test_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    short = [tmp_path / f"{n}.txt" for n in range(2)]
    for number, path in enumerate(short):
        path.write_text(f"Officials argued that side {number} is ready.\n")
    long = tmp_path / "long.txt"
    long.write_text("“We will talk,” said Ann Doe, the minister, and he said that she said it.\n\n" * 12000)
    sources = [Source(str(p)) for p in (short[0], long, short[1])]
    with Ledger.open(tmp_path / "x.sqlite") as ledger:
        outcomes = list(ingest(ledger, sources, how=Impatient(), workers=workers))
        assert [o.refused is None for o in outcomes] == [True, False, True]
        assert "longer than 2 s and was stopped" in (outcomes[1].refused or "") and "long.txt" in (
            outcomes[1].refused or ""
        )
        assert ledger.count() == 2
