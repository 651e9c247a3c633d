"""Statements by what they are about: vectors made once, kept as something that may be dropped, never needed to answer."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from ledger_samples import as_of_format

from parley.cli.ledger import command
from parley.core.errors import LedgerError
from parley.documents import from_text
from parley.ledger import Filter, Ledger
from parley.ledger import meaning as module
from parley.ledger.meaning import near, vectors
from parley.ledger.schema import MIGRATIONS
from parley.reading import read

TEXT = (
    "Ann Doe, a minister, said both sides should return to the bargaining table.\n\n"
    "Officials said that more artillery shells would be delivered.\n\n"
    "Bob Roe, a spokesman, said it was too early for negotiations about peace.\n\n"
    "The mayor said the swimming pool would open on Tuesday.\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    document = from_text(TEXT)
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        ledger.add(document, read(document))
    return tmp_path / "l.sqlite"


def kept(path: Path) -> int:
    connection = sqlite3.connect(path)
    count = connection.execute("SELECT count(*) FROM vectors").fetchone()[0]
    connection.close()
    return int(count)


def test_nearest_first_and_again_from_what_was_kept(path: Path) -> None:
    with Ledger.open(path) as ledger:
        told: list[tuple[int, int]] = []
        first = near(ledger, ("peace negotiations",), least=0.3, tell=lambda done, all_: told.append((done, all_)))
        assert [n.entry.statement.source_text.split(",")[0] for n in first][:2] in (
            ["Ann Doe", "Bob Roe"], ["Bob Roe", "Ann Doe"],
        )  # fmt: skip
        assert [n.nearness for n in first] == sorted((n.nearness for n in first), reverse=True)
        assert told == [(4, 4)] and kept(path) == 4
        told.clear()
        assert near(ledger, ("peace negotiations",), least=0.3) == first and told == []
        assert len(near(ledger, ("peace negotiations",), least=-1)) == 4
        assert near(ledger, ("peace negotiations",), Filter(speaker="nobody")) == ()
        assert len(vectors(ledger)) == 4


def test_what_is_not_kept_is_computed_to_the_same(path: Path) -> None:
    with Ledger.open(path, write=False) as ledger:
        loose = near(ledger, ("weapons deliveries",), least=0, keep=False)
    assert kept(path) == 0
    with Ledger.open(path) as ledger:
        assert near(ledger, ("weapons deliveries",), least=0) == loose


def test_a_read_only_ledger_cannot_keep(path: Path) -> None:
    with Ledger.open(path, write=False) as ledger, pytest.raises(LedgerError, match="read-only"):
        near(ledger, ("talks",))


def test_interrupted_between_two_steps_it_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STEP", 2)

    def stop(done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with Ledger.open(path) as ledger:
        with pytest.raises(KeyboardInterrupt):
            near(ledger, ("talks",), tell=stop)
        assert kept(path) == 2
        told: list[tuple[int, int]] = []
        near(ledger, ("talks",), tell=lambda done, all_: told.append((done, all_)))
        assert told == [(2, 2)]


def test_a_ledger_of_the_first_format_is_brought_up_to_date(path: Path) -> None:
    connection = sqlite3.connect(path)
    as_of_format(connection, 1)
    connection.close()
    with Ledger.open(path) as ledger:
        assert near(ledger, ("peace negotiations",), least=0.3)
        assert ledger.connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def run(path: Path, *words: str) -> str:
    done = CliRunner().invoke(command, ["about", *words, "--ledger", str(path)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_command(path: Path) -> None:
    found = json.loads(run(path, "talks-now", "--json"))
    assert {"Ann Doe", "Bob Roe"} <= {s["source_text"].split(",")[0] for s in found}
    assert all(0.45 <= s["nearness"] <= 1 for s in found)
    assert "about “Talks now”" in run(path, "talks-now")
    coded = {s["id"] for s in found if any(t["proposition"] == "talks-now" for t in s["stances"])}
    left = {s["id"] for s in json.loads(run(path, "talks-now", "--uncoded", "--json"))}
    assert left == {s["id"] for s in found} - coded
    assert "none is about" in run(path, "the price of tea") and "The nearest" in run(path, "the price of tea")
    assert json.loads(run(path, "the price of tea", "--json")) == []


def test_an_issue_of_a_case_is_a_subject(path: Path) -> None:
    case = str(Path(__file__).resolve().parents[2] / "examples" / "ukraine-2022-23")
    assert "“Guarantees for Ukraine”" in run(path, "guarantees", "--case", case)


def test_a_subject_without_letters_is_refused(path: Path) -> None:
    done = CliRunner().invoke(command, ["about", "42", "--ledger", str(path)])
    assert done.exit_code != 0 and "nothing can be about" in str(done.exception)


@pytest.mark.parametrize(("mistyped", "says"), [("talks-nwo", "talks-now"), ("guarantees.nope", "known here")])
def test_a_mistyped_key_is_not_taken_for_words(path: Path, mistyped: str, says: str) -> None:
    done = CliRunner().invoke(command, ["about", mistyped, "--ledger", str(path)])
    assert done.exit_code != 0 and mistyped in str(done.exception) and says in str(done.exception)
    assert "nearest" in run(path, "cease-fire") or "about “cease-fire”" in run(path, "cease-fire")
