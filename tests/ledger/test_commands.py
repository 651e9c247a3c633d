"""``parley read``, ``statements`` and ``ledger`` as a user runs them: exit codes, one plain message, killed and resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from parley.ledger import Ledger
from parley.ledger.check import check
from run_here import parley

ARTICLE = """The Talks, Day {n}

By Jo Roe

Nov. {n}, 2022

GENEVA — "We are ready to talk about day {n}," the minister, Ann Doe, said on Tuesday.

Officials said that neither side is ready and that any pause would help the other.
"""


def articles(folder: Path, count: int) -> None:
    for n in range(1, count + 1):
        (folder / f"article-{n:03}.txt").write_text(ARTICLE.format(n=n % 28 + 1) + f"\nThe end of article {n}.\n")


def test_read_says_what_was_read_and_what_was_not(tmp_path: Path) -> None:
    articles(tmp_path, 2)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    one = parley(tmp_path, "read", "article-001.txt", "--ledger", "l.sqlite")
    assert one.returncode == 0 and one.stderr == "" and "1 document added" in one.stdout
    some = parley(tmp_path, "read", ".", "missing.txt", "--ledger", "l.sqlite")
    assert some.returncode == 1
    assert [line.split(":")[1].strip() for line in some.stderr.splitlines()] == ["broken.pdf", "missing.txt"]
    assert "1 document added" in some.stdout and "1 in already; 2 refused" in some.stdout
    inside = parley(tmp_path, "read", ".", "--ledger", "ledger")
    assert "SQLite" not in inside.stderr  # a ledger in the folder that is read is no document
    none = parley(tmp_path, "read", "broken.pdf", "--ledger", "l.sqlite")
    assert none.returncode == 2 and none.stderr.count("\n") == 1 and "Traceback" not in none.stderr


def test_statements_are_listed_with_spans_that_slice(tmp_path: Path) -> None:
    text = "\ufeff" + ARTICLE.format(n=3).replace("\n", "\r\n").replace("Ann Doe", "Ann 👩‍👩‍👧 Doe")
    (tmp_path / "a.txt").write_bytes(text.encode())
    parley(tmp_path, "read", "a.txt", "--ledger", "l.sqlite")
    listed = parley(tmp_path, "statements", "--ledger", "l.sqlite", "--json")
    rows = json.loads(listed.stdout)
    assert rows and listed.stdout == parley(tmp_path, "statements", "--ledger", "l.sqlite", "--json").stdout
    for row in rows:
        assert [text[a:b] for a, b in row["content"]] == row["content_text"]
        assert isinstance(row["footing"], str) and row["furniture"] is False
    shown = parley(tmp_path, "statements", "--ledger", "l.sqlite")
    assert shown.returncode == 0 and "The Talks, Day 3" in shown.stdout and rows[0]["id"][:8] in shown.stdout


def test_standard_input(tmp_path: Path) -> None:
    done = parley(tmp_path, "read", "-", "--ledger", "l.sqlite", text=ARTICLE.format(n=4))
    assert done.returncode == 0
    assert (
        json.loads(parley(tmp_path, "ledger", "documents", "--ledger", "l.sqlite", "--json").stdout)[0]["name"]
        == "standard input"
    )


@pytest.mark.parametrize(
    "words, said",
    [
        (["statements", "--ledger", "none.sqlite"], "no such ledger"),
        (["statements", "--ledger", "l.sqlite", "--footing", "rumor"], "knows no 'rumor'"),
        (["statements", "--ledger", "l.sqlite", "--document", "zz"], "no document 'zz'"),
        (["statements", "--ledger", "text.sqlite"], "not a ledger"),
        (["ledger", "show", "ffff", "--ledger", "l.sqlite"], "no statement 'ffff'"),
        (["ledger", "list", "--ledger", "l.sqlite", "--since", "soon"], "a date such as"),
        (
            ["ledger", "correct", "ffff", "--content", "5-9", "--ledger", "l.sqlite", "--who", "RM"],
            "spans such as 10:25",
        ),
        (["ledger", "export", "--to", "csv", "-o", "no/where.csv", "--ledger", "l.sqlite"], "cannot be written"),
        (["read", "l.sqlite", "--ledger", "no/where.sqlite"], "no such folder"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2(tmp_path: Path, words: list[str], said: str) -> None:
    Ledger.open(tmp_path / "l.sqlite").close()
    (tmp_path / "text.sqlite").write_text("some text that is no database " * 50)
    done = parley(tmp_path, *words)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False) and said in done.stderr


def test_a_review_from_the_command_line(tmp_path: Path) -> None:
    articles(tmp_path, 1)
    env = {"PARLEY_LEDGER": "l.sqlite", "PARLEY_WHO": "RM"}
    parley(tmp_path, "read", "article-001.txt", **env)
    ids = [row["id"] for row in json.loads(parley(tmp_path, "statements", "--json", **env).stdout)]
    done = parley(tmp_path, "ledger", "review", "--json", text="a\nu\nx\nq\n", **env)
    assert json.loads(done.stdout) == [{"id": ids[0], "decided": "rejected"}]
    assert "taken back" in parley(tmp_path, "ledger", "undo", **env).stdout
    assert parley(tmp_path, "ledger", "accept", ids[0], **env).returncode == 0
    shown = json.loads(parley(tmp_path, "ledger", "show", ids[0], "--json", **env).stdout)
    assert shown["status"] == "accepted" and [d["kind"] for d in shown["history"]] == [
        "accept",
        "undo",
        "reject",
        "undo",
        "accept",
    ]
    assert {p["part"] for p in shown["paragraph"]} >= {"content", None}
    assert "»ready«" in parley(tmp_path, "ledger", "search", "ready", **env).stdout
    for words in (["facets"], ["documents"], ["list"], ["orphans"], ["verify"], ["history"], ["agreement"]):
        done = parley(tmp_path, "ledger", *words, "--json", **env)
        assert done.returncode == 0 and json.loads(done.stdout) is not None, words


@pytest.mark.slow
def test_killed_in_the_middle_the_ledger_is_whole_and_reading_goes_on(tmp_path: Path) -> None:
    count = 30
    articles(tmp_path, count)
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-m", "parley.cli.main", "read", ".", "--ledger", "l.sqlite", "--workers", "1"],
            cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        before = _held(tmp_path)
        until = time.monotonic() + 60
        while _held(tmp_path) < before + 6 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with Ledger.open(tmp_path / "l.sqlite") as ledger:
            found = check(ledger)
            assert found.faults == () and found.documents >= min(count, before + 6)
    done = parley(tmp_path, "read", ".", "--ledger", "l.sqlite")
    assert done.returncode == 0 and "in already" in done.stdout
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        assert len(ledger.documents()) == count and check(ledger).faults == ()


def _held(folder: Path) -> int:
    if not (folder / "l.sqlite").exists():
        return 0
    import sqlite3

    connection = sqlite3.connect(folder / "l.sqlite", timeout=5)
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_the_workers_of_a_killed_reading_end_too(tmp_path: Path) -> None:
    articles(tmp_path, 8)
    process = subprocess.Popen(
        [sys.executable, "-m", "parley.cli.main", "read", ".", "--ledger", "l.sqlite", "--workers", "2"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while _held(tmp_path) < 1 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    workers = _children(process.pid)
    process.kill()
    process.wait()
    until = time.monotonic() + 20
    while any(_alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.2)
    assert not any(_alive(worker) for worker in workers)


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.slow
def test_workers_change_nothing_but_the_time(tmp_path: Path) -> None:
    articles(tmp_path, 4)
    parley(tmp_path, "read", ".", "--ledger", "one.sqlite", "--workers", "1")
    parley(tmp_path, "read", ".", "--ledger", "two.sqlite", "--workers", "2")
    one, two = (parley(tmp_path, "statements", "--ledger", f"{n}.sqlite", "--json").stdout for n in ("one", "two"))
    assert one == two != "[]\n"


def test_reading_again_without_the_case_says_what_is_lost(tmp_path: Path) -> None:
    mini = Path(__file__).resolve().parents[1] / "data" / "mini"
    articles(tmp_path, 1)
    given = ["read", "article-001.txt", "--ledger", "l.sqlite"]
    for more, told in ((["--case", str(mini)], False), (["--again", "--case", str(mini)], False), (["--again"], True)):
        run = parley(tmp_path, *given, *more)
        assert run.returncode == 0 and ("read with a case" in run.stderr) == told


def test_offices_of_the_user_are_known_when_reading_into_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Nov. 3, 2022\n\nThe prime minister of Norland said on Monday that talks would begin.\n"
    )
    (tmp_path / "o.csv").write_text(
        "title,holder,party,since,until\nprime minister of norland,Kaja Oder,norland,2021-01-01,\n"
    )
    parley(tmp_path, "read", "a.txt", "--ledger", "l.sqlite", "--offices", "o.csv")
    with Ledger.open(tmp_path / "l.sqlite", write=False) as ledger:
        assert [(s.resolved, s.party) for s in ledger.statements()] == [("Kaja Oder", "norland")]
    (tmp_path / "o.csv").write_text("title,holder\nprime minister,\n")
    wrong = parley(tmp_path, "read", "a.txt", "--ledger", "l.sqlite", "--offices", "o.csv")
    assert wrong.returncode == 2 and "o.csv:2" in wrong.stderr and "Traceback" not in wrong.stderr


def test_a_mistyped_proposition_is_refused_and_a_new_one_is_said_to_be_new(tmp_path: Path) -> None:
    articles(tmp_path, 1)
    parley(tmp_path, "read", ".", "--ledger", "l.sqlite")
    with Ledger.open(tmp_path / "l.sqlite", write=False) as ledger:
        one = ledger.statements()[0].id
    words = ("--ledger", "l.sqlite", "--who", "ann")
    wrong = parley(tmp_path, "ledger", "recode", one, "talks-nwo", "for", *words)
    assert wrong.returncode == 2 and "talks-now" in wrong.stderr and "--new" in wrong.stderr
    assert parley(tmp_path, "ledger", "recode", one, "fishing-rights", "for", "--new", *words).returncode == 0
    assert parley(tmp_path, "ledger", "recode", one, "fishing-rights", "none", *words).returncode == 0
    for odd in ("", "   ", "bad prop: x"):
        refused = parley(tmp_path, "ledger", "recode", one, odd, "for", "--new", *words)
        assert refused.returncode == 2 and "no key of a proposition" in refused.stderr


def test_an_export_is_printed_whole(tmp_path: Path) -> None:
    articles(tmp_path, 1)
    parley(tmp_path, "read", ".", "--ledger", "l.sqlite")
    done = parley(tmp_path, "ledger", "export", "--to", "jsonl", "-o", "-", "--ledger", "l.sqlite")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and len(rows) == 2 and "-: 2 statements" in done.stderr
    refused = parley(tmp_path, "ledger", "export", "--to", "dna", "-o", "-", "--ledger", "l.sqlite")
    assert refused.returncode == 2 and "name a file" in refused.stderr
    assert not (tmp_path / "-").exists()
