"""Killed at any moment (SIGKILL) during review or export: nothing accepted is lost, no half file stands."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
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


SLOW = """
import os, sys, time
from pathlib import Path
import parley.ledger.export as x
from parley.ledger import Ledger
import pyarrow.parquet

pairs = x._with_documents

def slowly(*given):
    for n, pair in enumerate(pairs(*given)):
        if n == 0:
            print(os.getpid(), flush=True)
        time.sleep(0.01)
        yield pair

x._with_documents = slowly; x._BATCH = 5
for line in sys.stdin:
    folder, form = line.rstrip().rsplit(" ", 1)
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        with Ledger.open("l.sqlite", write=False) as ledger:
            x.export(ledger, form, Path("x.out"))
        os._exit(0)
    os.waitpid(child, 0)
    print(flush=True)
"""
"""Exports, slowed down so that most of the moments fall into the writing itself, each in a process of its own that says its
number once it has begun. They are forked from one that has imported what they need and runs no thread."""


@pytest.fixture(scope="module")
def exporting() -> Iterator[subprocess.Popen[str]]:
    program = SLOW if find_spec("pyarrow") else SLOW.replace("import pyarrow.parquet\n", "")
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as made:
        yield made
        made.communicate()
    assert made.returncode == 0


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("thirty") / "l.sqlite"
    filled(path, 30)
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_export(tmp_path: Path, form: Format, thirty: Path, exporting: subprocess.Popen[str]) -> None:
    """At eight moments of a slow export, at every third of them over an older one."""
    if form == "parquet":
        pytest.importorskip("pyarrow")
    path, target = Path(shutil.copy(thirty, tmp_path)), tmp_path / "x.out"
    with Ledger.open(path) as ledger:
        count = export(ledger, form, target)
    whole = files(target)
    older = dict.fromkeys(whole, b"older")
    chance = random.Random(4)
    assert exporting.stdin is not None and exporting.stdout is not None
    for number in range(8):
        for name in whole:
            place = target / name if target.is_dir() else target
            if number % 3 == 0:
                place.write_bytes(b"older")
        before = files(target)
        exporting.stdin.write(f"{tmp_path} {form}\n")
        exporting.stdin.flush()
        process = int(exporting.stdout.readline())
        time.sleep(chance.uniform(0.0, 0.012 * 60))
        with contextlib.suppress(ProcessLookupError):  # done before
            os.kill(process, signal.SIGKILL)
        assert exporting.stdout.readline() == "\n"
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
