"""How many numbers a verdict uses, how many of these have no range, and how many are not yet said: one count, whoever tells it;
on the shipped cases and on random small ones."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import random_cases
from click.testing import CliRunner

from parley.case import open_source
from parley.cli.main import root
from parley.core.jsonio import plain
from parley.insight.answer.assess import assess
from parley.insight.results.assessment import Assessment
from parley.report import html, memo, terminal

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("camp-david-1978", "colombia-2012-16", "iran-2012", "ukraine-2022-23")
SEEDS = (0, 2, 3, 6, 9)
WORDS = re.compile(
    r"(?P<one>\d+)(?: of (?P<of>\d+) numbers that a verdict uses)? ha(?:s|ve) no range"
    r"|None of the (?P<none>\d+) numbers that a verdict uses has a range"
    r"|the (?P<still>\d+) that ha(?:s|ve) no range w"
)
"""Every wording of an answer that counts numbers without a range."""


def place(which: int | str, folder: Path) -> Path:
    return ROOT / "examples" / which if isinstance(which, str) else random_cases.case_file(which, folder)


def check(path: Path, *words: str) -> str:
    found = CliRunner().invoke(root, ["check", str(path), *words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def without_range(text: str) -> list[int]:
    """All counts of numbers without a range that a text tells."""
    shown = re.sub(r"<[^>]*>", " ", text)
    hits = WORDS.finditer(" ".join(shown.split()))
    return [int(hit["one"] or hit["none"] or hit["still"]) for hit in hits]


def agree(path: Path, answer: Assessment) -> None:
    basis = answer.basis
    told = check(path)
    assert json.loads(check(path, "--json"))["basis"] == plain(basis)
    assert f"Written   {basis.total + basis.apart + basis.anchors} numbers" in told
    assert f"Rests on  {basis.total} numbers that a verdict uses" in told
    for text in (told, terminal.render(answer), memo.markdown(answer), html.render(answer)):
        shown = " ".join(re.sub(r"<[^>]*>", " ", text).split())
        assert f"{basis.total} numbers that a verdict uses" in shown
        assert "without a range" not in shown and "this rests on" not in shown
        counts = without_range(text)
        assert set(counts) == ({basis.no_range} if basis.no_range else set()), (path, counts)


@pytest.mark.parametrize("which", [*SHIPPED, *SEEDS])
def test_one_count_everywhere(which: int | str, tmp_path: Path) -> None:
    path = place(which, tmp_path)
    agree(path, assess(open_source(path), draws=0, statements=(), cache=False))


@pytest.mark.parametrize("which", SEEDS)
def test_that_nothing_turns_the_answer_is_told_with_the_same_count(which: int, tmp_path: Path) -> None:
    answer = assess(open_source(place(which, tmp_path)), draws=0, statements=(), cache=False)
    found = without_range(answer.weakest.text)
    assert set(found) <= {answer.basis.no_range}
    more = replace(answer, basis=replace(answer.basis, no_range=answer.basis.no_range + 1))
    assert set(without_range(terminal.render(more))) != {answer.basis.no_range}  # the test sees a count that is off


@pytest.mark.parametrize("which", SEEDS)
def test_what_is_not_yet_said_is_one_count(which: int, tmp_path: Path) -> None:
    case = random_cases.case(which)
    open_numbers = {"values": "?", "no_deal": "?", "courses": {}, "views": {}, "claims": {}, "watch": []}
    path = random_cases.case_file(which, tmp_path, **{key: open_numbers[key] for key in open_numbers if key in case})
    path.write_text(path.read_text(encoding="utf-8").replace('"?"', "?"), encoding="utf-8")
    answer = assess(open_source(path), draws=0, statements=(), cache=False)
    needed = re.search(r"Needed +(\d+) numbers", check(path))
    assert needed is not None
    assert f"{needed[1]} numbers are not yet said" in " ".join(p.text for p in answer.answer)
    written = answer.basis.total + answer.basis.apart + answer.basis.anchors
    assert answer.weakest.text == f"Not yet asked: {needed[1]} numbers not yet said, of {written}"
    assert answer.basis.unset <= int(needed[1])
