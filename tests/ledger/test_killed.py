"""Killed at any moment (SIGKILL) during review or export: nothing accepted is lost, no half file stands."""

from __future__ import annotations

import csv
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parley.documents import from_text
from parley.ledger import Filter, Ledger
from parley.ledger.check import check
from parley.ledger.export import export
from parley.reading import read

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


def filled(path: Path, count: int) -> None:
    with Ledger.open(path) as ledger:
        for number in range(count):
            document = from_text(
                f"Officials argued that side {number} is ready. Ann Doe, the minister, said it was not.\n"
            )
            ledger.add(document, read(document))


def started(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "parley.cli.main", "ledger", *words], cwd=folder, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | {"PARLEY_WHO": "RM"},
    )  # fmt: skip


def killed(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def accepted(path: Path) -> int:
    with Ledger.open(path, write=False) as ledger:
        return ledger.count(Filter(status="accepted"))


def test_review(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    filled(path, 12)
    process = started(tmp_path, "review", "--json", "--ledger", "l.sqlite")
    assert process.stdin is not None
    process.stdin.write(b"a\n" * 5)
    process.stdin.flush()
    until = time.monotonic() + 60
    while accepted(path) < 5 and time.monotonic() < until:
        time.sleep(0.05)
    process.stdin.write(b"a\n" * 3)
    process.stdin.flush()  # these may or may not be taken before the end
    killed(process)
    assert 5 <= accepted(path) <= 8
    with Ledger.open(path) as ledger:
        assert check(ledger).faults == () and ledger.count() >= 12


def test_export(tmp_path: Path) -> None:
    path, target = tmp_path / "l.sqlite", tmp_path / "x.csv"
    filled(path, 40)
    with Ledger.open(path) as ledger:
        count = export(ledger, "csv", target)
    whole = target.read_bytes()
    target.write_bytes(b"older")
    chance = random.Random(4)
    for _ in range(4):
        process = started(tmp_path, "export", "--ledger", "l.sqlite", "--to", "csv", "-o", "x.csv")
        time.sleep(chance.uniform(0.2, 1.0))
        killed(process)
        assert target.read_bytes() in (b"older", whole)
    with Ledger.open(path) as ledger:  # what a killed export left does not stand in the way
        assert export(ledger, "csv", target) == count and check(ledger).faults == ()
    with target.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == count
    assert not list(tmp_path.glob(".*.part"))
