"""The workbench's pages are those of a workbench that remembers nothing, whatever was asked, edited or decided before, by it or by another."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from loopless_client import Client
from small_case import CASE, NOTE, PORT, TOKEN, write_case

from parley.app.server import TABS, create_app
from parley.app.workbench import Workbench

PAGES = [tab.name for tab in TABS]
STATES: list[list[tuple[str, str]]] = [
    [],
    [("set", "no_deal.costs.alpha:40")],
    [("set", "no_deal.costs.alpha:40"), ("set", "no_deal.costs.beta:1")],
    [("view", "hopeful")],
    [("view", "hopeful"), ("set", "red_lines.a-land.holds:0.1")],
    [("kind", "settlement"), ("set", "no_deal.costs.alpha:41")],
]
LEDGERS = ["answer", "evidence"]
MOMENT = 1_600_000_000
EVERY = bool(os.environ.get("PARLEY_EVERY_CHANGE"))


class Desk:
    """One workbench that lives long, and a new one over an empty cache for each comparison."""

    def __init__(self, folder: Path, ledger: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.ledger, self.patch, self.count = folder, ledger, patch, 0
        self.workbench = self.opened()

    def opened(self) -> Workbench:
        return Workbench(self.folder, ledger_path=self.ledger, draws=8)

    def told(self, workbench: Workbench, page: str, state: list[tuple[str, str]]) -> Any:
        found = Client(create_app(workbench, port=PORT, token=TOKEN)).get(f"/{page}.json?{urlencode(state)}")
        assert found.status_code == 200, found.text[:500]
        return found.json()

    def old(self, state: list[tuple[str, str]], pages: list[str] = PAGES) -> list[Any]:
        """The pages of the old workbench under a state."""
        self.patch.setenv("PARLEY_CACHE", str(self.folder.parent / "cache"))
        self.told(self.workbench, "answer", [])
        return [self.told(self.workbench, page, state) for page in pages]

    def same(self, state: list[tuple[str, str]], pages: list[str] = PAGES) -> str:
        """The pages of the old workbench under a state, which are those of a new one."""
        old = self.old(state, pages)
        self.count += 1
        empty = self.folder.parent / f"empty-{self.count}"
        self.patch.setenv("PARLEY_CACHE", str(empty))
        fresh = self.opened()
        self.told(
            fresh, "answer", []
        )  # what the sliders show first comes from the answer without changes, once there is one
        for page, was in zip(pages, old, strict=True):
            assert self.told(fresh, page, state) == was, (page, state)
        fresh.close()
        shutil.rmtree(empty, ignore_errors=True)
        return json.dumps(old)

    def edit(self, text: str = CASE, note: str = NOTE) -> None:
        for path, new in ((self.folder / "case.yaml", text), (self.folder / "sources" / "note.md", note)):
            path.write_bytes(new.encode())
            os.utime(path, (MOMENT, MOMENT))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    folder = write_case(tmp_path / "small")
    made = Desk(folder, tmp_path / "evidence.sqlite", monkeypatch)
    made.edit()
    yield made
    made.workbench.close()


def test_every_pair_of_addresses(desk: Desk) -> None:
    told = [desk.same(state) for state in STATES]
    for state, found in reversed(list(zip(STATES, told, strict=True))):
        assert json.dumps(desk.old(state)) == found, state
    assert len(set(told)) == len(STATES)


def test_a_case_edited_at_the_same_size_and_moment(desk: Desk) -> None:
    first = desk.same([])
    other = CASE.replace("beta: 5}", "beta: 8}")
    assert len(other) == len(CASE) and other != CASE
    for text, state in itertools.product(
        (other, CASE, CASE.replace("half: 60, all-b: 0", "half: 70, all-b: 0")), STATES[:4] if EVERY else STATES[:2]
    ):
        desk.edit(text)
        desk.same(state, ["answer", "assumptions", "claims"] if state else PAGES)
    desk.edit()
    assert desk.same([]) == first


def test_a_document_edited_at_the_same_size_and_moment(desk: Desk) -> None:
    desk.ledger = None  # type: ignore[assignment]  # a ledger of the workbench's own, of the documents of the case
    desk.workbench.close()
    desk.workbench = desk.opened()
    first = desk.same([], ["answer", "claims", "evidence"])
    desk.edit(note=NOTE.replace("Ann Alpha", "Amy Alpha"))
    second = desk.same([], ["answer", "claims"])
    assert first != second
    desk.edit()
    assert desk.same([], ["answer", "claims", "evidence"]) == first


def test_decisions_of_this_workbench_and_of_another(desk: Desk) -> None:
    from parley.ledger import Ledger
    from parley.ledger.decisions import correct

    told = [desk.same([])]
    client = Client(create_app(desk.workbench, port=PORT, token=TOKEN))
    statement = client.get("/review.json").json()["statement"]["id"]
    found = client.post("/do/decide", json={"statement": statement, "kind": "reject", "who": "ann"})
    assert found.status_code == 200, found.text
    told.append(desk.same([]))
    with Ledger.open(desk.ledger) as other:
        for one in other.statements():
            correct(other, one.id, {"resolved": "Somebody Else"}, "ben")
    told.append(desk.same([]))
    found = client.post("/do/undo", json={"who": "ann"})
    assert found.status_code == 200, found.text
    told.append(desk.same([]))
    assert len(set(told)) == len(told)


def copied(place: Path, to: Path) -> None:
    """The content of a ledger put into another file, as a program does that restores a database which others have open."""
    with closing(sqlite3.connect(place)) as here, closing(sqlite3.connect(to)) as there:
        here.backup(there)


def test_a_ledger_restored_and_decided_otherwise(desk: Desk) -> None:
    from parley.ledger import Ledger
    from parley.ledger.decisions import correct

    told = [desk.same([], LEDGERS)]
    kept = desk.ledger.with_name("kept.sqlite")
    copied(desk.ledger, kept)
    for who in ("Somebody Else", "Nobody Else"):
        with Ledger.open(desk.ledger) as other:
            for one in other.statements():
                correct(other, one.id, {"resolved": who}, "ben")
        told.append(desk.same([], LEDGERS))
        copied(kept, desk.ledger)
    told.append(desk.same([], LEDGERS))
    assert told[0] == told[-1]
    assert len(set(told)) == len(told) - 1


def test_another_file_in_the_place_of_the_ledger(desk: Desk) -> None:
    from parley.ledger import Ledger
    from parley.ledger.decisions import correct

    first = desk.same([], LEDGERS)
    other = desk.ledger.with_name("other.sqlite")
    copied(desk.ledger, other)
    with Ledger.open(other) as ledger:
        for one in ledger.statements():
            correct(ledger, one.id, {"resolved": "Somebody Else"}, "ben")
    copied(other, desk.ledger.with_name("moved.sqlite"))
    desk.ledger.with_name("moved.sqlite").replace(desk.ledger)
    for rest in ("-wal", "-shm"):
        desk.ledger.with_name(desk.ledger.name + rest).unlink(missing_ok=True)
    assert desk.same([], LEDGERS) != first
