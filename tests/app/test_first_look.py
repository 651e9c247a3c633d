"""What somebody new to a page is told: guesses as guesses, one count named as such, and a page without numbers that leads on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopless_client import Client
from small_case import PORT, TOKEN

from parley.app.server import create_app
from parley.app.workbench import Workbench

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture
def unsaid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    shutil.copytree(MINI, tmp_path / "mini")
    file = tmp_path / "mini" / "case.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("costs: {north: 5,", "costs: {north: ?,"), encoding="utf-8")
    made = Workbench(tmp_path / "mini", draws=16)
    yield Client(create_app(made, port=PORT, token=TOKEN))
    made.close()


def test_views_without_numbers_are_compared_as_far_as_they_can_be(unsaid: Client) -> None:
    page = unsaid.get("/compare")
    assert page.status_code == 200
    assert "1 number not yet said" in page.text and 'aria-label="Pages"' in page.text
    assert "not decided" in page.text and "Going on," not in page.text


@pytest.mark.parametrize("path", ["/nowhere", "/compare?left=nobody"])
def test_what_cannot_be_shown_stands_under_the_bar(unsaid: Client, path: str) -> None:
    page = unsaid.get(path)
    assert page.status_code in (400, 404)
    assert "This cannot be shown" in page.text
    assert all(f'href="/{name}"' in page.text for name in ("answer", "assumptions", "evidence", "claims"))


def test_statements_that_the_answer_sets_aside_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    shutil.copytree(MINI, tmp_path / "mini")
    file = tmp_path / "mini" / "case.yaml"
    text = file.read_text(encoding="utf-8")
    workbench = Workbench(tmp_path / "mini", draws=16)
    client = Client(create_app(workbench, port=PORT, token=TOKEN))
    try:
        client.get("/answer")
        whole = client.get("/evidence.json").json()
        assert whole["in_answer"] == client.get("/answer.json").json()["a"]["statements"]
        file.write_text(text.replace("as_of: ", "as_of: 1999-01-01 # ", 1), encoding="utf-8")
        client.get("/answer")
        early = client.get("/evidence.json").json()
        assert early["in_answer"] < early["total"]
        for name in ("evidence", "review"):
            assert f"the answer uses {early['in_answer']} of these {early['total']}" in client.get(
                f"/{name}"
            ).text.lower().replace("\n", " ")
    finally:
        workbench.close()
