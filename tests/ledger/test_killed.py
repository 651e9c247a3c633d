"""Killed at any moment (SIGKILL) during review or export: nothing accepted is lost, no half file stands."""

from __future__ import annotations

import io
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
from parley.ledger.export import FORMATS, Format, export
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


def files(target: Path) -> dict[str, bytes]:
    """What stands at an export's place; for a folder each file in it, parts that were left there aside."""
    found = target.glob("[!.]*") if target.is_dir() else [target] if target.exists() else []
    return {path.name: path.read_bytes() for path in found}


@pytest.mark.parametrize("form", FORMATS)
def test_export(tmp_path: Path, form: Format) -> None:
    """At eight moments of a slow export, at every third of them over an older one."""
    if form == "parquet":
        pytest.importorskip("pyarrow")
    path, target = tmp_path / "l.sqlite", tmp_path / "x.out"
    filled(path, 30)
    with Ledger.open(path) as ledger:
        count = export(ledger, form, target)
    whole = files(target)
    older = dict.fromkeys(whole, b"older")
    chance = random.Random(4)
    # slowed down, so that most of the moments fall into the writing itself
    slow = (
        "import sys, time; from pathlib import Path; from parley.ledger import Ledger, export as e; import parley.ledger.export as x\n"
        "pairs = x._with_documents\n"
        "def slowly(*given):\n"
        "    for n, pair in enumerate(pairs(*given)):\n"
        "        if n == 0: print('begun', flush=True)\n"
        "        time.sleep(0.01); yield pair\n"
        "x._with_documents = slowly; x._BATCH = 5\n"
        "with Ledger.open('l.sqlite', write=False) as ledger: x.export(ledger, sys.argv[1], Path('x.out'))\n"
    )
    for number in range(8):
        for name in whole:
            place = target / name if target.is_dir() else target
            if number % 3 == 0:
                place.write_bytes(b"older")
        before = files(target)
        process = subprocess.Popen(
            [sys.executable, "-c", slow, form], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None and process.stdout.readline() == b"begun\n"
        time.sleep(chance.uniform(0.0, 0.012 * 60))
        killed(process)
        now = files(target)
        assert (now.keys() == whole.keys() and now in (before, older)) or alike(now, whole, form)
    with Ledger.open(path) as ledger:  # what a killed export left does not stand in the way
        assert export(ledger, form, target) == count and check(ledger).faults == ()
    assert alike(files(target), whole, form)
    assert not list(tmp_path.rglob(".*.part"))


def alike(now: dict[str, bytes], whole: dict[str, bytes], form: str) -> bool:
    """The same bytes; Parquet says when it was written, so there the same rows."""
    if form != "parquet":
        return now == whole
    import pyarrow.parquet as pq

    left, right = (pq.read_table(io.BytesIO(next(iter(f.values())))) for f in (now, whole))
    return bool(left.equals(right))
