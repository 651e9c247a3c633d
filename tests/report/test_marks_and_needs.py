"""An option that a text of law speaks against is marked on every page that lists it, and what a deal needs is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge_case import ASKED, marked_bridge
from parley.cli.main import root

WORD = "marked in law"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marked")
    (folder / "case.yaml").write_text(marked_bridge(), encoding="utf-8")
    return folder


def said(*words: str) -> str:
    found = CliRunner().invoke(root, list(words), catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("command", ["zone", "frontier", "ordinal"])
def test_every_command_that_lists_a_deal_marks_it(case: Path, command: str) -> None:
    shown = flat(said(command, str(case)))
    assert WORD in shown
    if command == "zone":
        assert f"The guard, “A guard is promised” ({WORD}). {ASKED} Source: Charter, article 3." in shown
        assert "Harbour would have to supply a part of it." in shown
    if command == "ordinal":  # a package, and what is acceptable whatever the weights
        assert f"acceptable to all: “A promise” [{WORD}, recognises conquest]" in shown
        assert f"A guard is promised [{WORD}]" in shown
    assert "promised" in [mark["option"] for mark in marks_in(json.loads(said(command, str(case), "--json")))]


def marks_in(data: object) -> list[dict[str, str]]:
    """Every mark in a piece of JSON."""
    if isinstance(data, dict):
        mine = [m if isinstance(m, dict) else {"option": m} for m in data.get("marks") or []]
        return mine + [m for value in data.values() for m in marks_in(value)]
    return [m for value in data for m in marks_in(value)] if isinstance(data, list) else []


def test_the_answer_on_one_screen_names_what_is_marked(case: Path) -> None:
    shown = flat(said("assess", str(case), "--draws", "64"))
    assert "2 options are marked wherever listed." in shown


def test_report_memo_and_json_mark_and_say_what_is_asked_of_whom(case: Path, tmp_path: Path) -> None:
    said("report", str(case), "--draws", "64", "-o", str(tmp_path / "page.html"))
    page = flat((tmp_path / "page.html").read_text(encoding="utf-8"))
    for piece in (
        f"The guard, “A guard is promised” ({WORD}). {ASKED} Source: Charter, article 3.",
        f'<span class="conquest">{WORD}</span></dt><dd>The guard: A guard is promised [{WORD}]',
        f"A guard is promised [{WORD}]",
        '<ol class="named"> <li><b>A Nash point</b>',
        "An envoy, named as mediator, is in no number.",
        "What a band can break lowers the log-odds that a deal is kept by 0.2 to 0.4.",
        "Harbour supplies",
        "The public ratifies (told beside the verdicts)",
        "an option without a mark is not thereby lawful",
    ):
        assert piece in page, piece
    assert page.count(WORD) > 8
    said("memo", str(case), "--draws", "64", "-o", str(tmp_path / "memo.md"))
    assert f"The guard, “A guard is promised” ({WORD}). {ASKED} Charter, article 3." in flat(
        (tmp_path / "memo.md").read_text(encoding="utf-8")
    )
    told = json.loads(said("assess", str(case), "--draws", "64", "--json"))
    assert [mark["option"] for mark in told["marks"]] == ["promised", "kept"]
    cell = told["kinds"][0]["softened"]
    assert "promised" in [mark["option"] for mark in cell["marks"]]
    assert [(need["party"], need["why"]) for need in cell["needs"]] == [("harbour", "supplies"), ("public", "ratifies")]
    assert all(point["marks"] for point in told["diagrams"][0]["named"])
    supplier = next(s for s in told["extra"]["consent"]["suppliers"] if s["option"] == "promised")
    assert supplier["party"] == "harbour" and 0 < supplier["refused"] < 0.3 and supplier["short"] > 0
