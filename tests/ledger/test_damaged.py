"""A ledger that the disk has damaged, a full disk, a reader that stops: one message that names the file, no more."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from ledger_samples import sample, three

from parley.cli.main import root
from parley.core.errors import LedgerError, ParleyError
from parley.ledger import Ledger
from parley.ledger.check import check
from parley.ledger.decisions import history, judge


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "l.sqlite"
    with Ledger.open(made) as ledger:
        document = sample()
        ledger.add(document, three(document))
        judge(ledger, [ledger.statements()[0].id], "accept", "RM")
    return made


COMMANDS = (
    "list", "facets", "verify", "history", "agreement", "documents", "orphans", "originals", "contested", "search ready",
    "undo --who RM", "merge 'Ann Doe' --into B --who X", "show {id}", "accept {id} --who X", "code {id} a=b --who X",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_any_damage_is_one_message_and_no_traceback(path: Path, seed: int) -> None:
    with Ledger.open(path) as ledger:
        known = ledger.statements()[0].id
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range((1, 10, 100, 1000)[seed % 4]):
        data[chance.randrange(4096, len(data))] = chance.randrange(256)
    for command in COMMANDS:
        path.write_bytes(data)
        for tail in ("-wal", "-shm"):
            Path(f"{path}{tail}").unlink(missing_ok=True)
        words = [w.strip("'") for w in command.format(id=known).replace("'Ann Doe'", "Ann_Doe").split()]
        done = CliRunner().invoke(root, ["ledger", *words, "--ledger", str(path)])
        assert done.exception is None or isinstance(done.exception, (SystemExit, ParleyError)), (words, done.exception)


def broken(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for table in ("statements", "documents"):
        connection.execute(f"DROP TRIGGER {table}_never_changed")
    connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "sql, said",
    [
        ("UPDATE statements SET record = '{\"id\": 1}' WHERE seq = 1", "a statement in it is damaged"),
        ("UPDATE statements SET record = substr(record, 9) WHERE seq = 1", "a statement in it is damaged"),
        ("UPDATE documents SET record = '[]'", "a document in it is damaged"),
    ],
)
def test_a_damaged_row_is_named_and_the_others_are_checked(path: Path, sql: str, said: str) -> None:
    broken(path, sql)
    with pytest.raises(LedgerError, match=said) as caught, Ledger.open(path, write=False) as ledger:
        assert [*ledger.entries(), *ledger.documents()] == []
    assert str(path) in str(caught.value) and "verify" in str(caught.value)
    with Ledger.open(path, write=False) as ledger:
        faults = check(ledger).faults
        assert len(faults) == 1 and "number 1" in faults[0] and len(history(ledger)) == 1


def test_a_reader_that_stops_leaves_no_noise(path: Path) -> None:
    code = (
        "import sys; from parley.ledger import Ledger\n"
        "def main():\n"
        "    with Ledger.open(sys.argv[1], write=False) as ledger:\n"
        "        entries = ledger.entries(); next(entries)\n"
        "    raise SystemExit(0)\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_ledger_that_cannot_be_written_does_not_lose_its_latest_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite cannot make its index, the file alone would be an older state than file and log together."""
    document = sample()
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        ledger.add(document, three(document))
        folder = tmp_path / "copy"
        folder.mkdir()
        for part in tmp_path.glob("l.sqlite*"):
            if not part.name.endswith("-shm"):
                shutil.copy(part, folder)
    assert (folder / "l.sqlite-wal").stat().st_size > 0
    connect = sqlite3.connect

    class Refusing:
        def execute(self, *_: object) -> None:
            raise sqlite3.OperationalError("unable to open database file")

        def close(self) -> None:
            pass

    monkeypatch.setattr(
        sqlite3, "connect", lambda place, *a, **k: Refusing() if "mode=ro" in str(place) else connect(place, *a, **k)
    )
    with pytest.raises(LedgerError, match="latest entries are still in"):
        Ledger.open(folder / "l.sqlite", write=False)
    (folder / "l.sqlite-wal").unlink()
    shutil.copy(tmp_path / "l.sqlite", folder)  # closed by now: everything is in the file
    with Ledger.open(folder / "l.sqlite", write=False) as again:
        assert len(again.statements()) == 3
