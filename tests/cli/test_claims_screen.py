"""``parley claims`` is a count and a line for each claim; the whole is to be had, with views by their titles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.cli.main import root

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


def run(*words: str) -> list[str]:
    found = CliRunner().invoke(root, ["claims", str(MINI), "--draws", "32", *words])
    assert found.exit_code == 0, found.output or found.exception
    return [line for line in found.stdout.splitlines() if line]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))


def test_first_the_count_then_a_line_for_each_claim() -> None:
    claims = open_source(MINI).case().claims
    head, *lines, more = run()
    counts = [int(n) for n in re.findall(r" (\d+)", head.rpartition(": ")[2])]
    assert head.startswith(f"{len(claims)} claim") and sum(counts) == len(claims)
    assert len(lines) == len(claims) and all(len(line) <= 100 for line in lines)
    assert "--all" in more


def test_the_whole_names_views_by_their_titles() -> None:
    case = open_source(MINI).case()
    whole = "\n".join(run("--all"))
    assert all(view.title in whole for view in case.views.values())
    assert not any(re.search(rf"^ +\S+ +{key}\b", whole, re.M) for key in case.views if key != case.views[key].title)
    one = next(iter(case.claims))
    assert any(line.startswith(f"{one}: ") for line in run("--claim", one))
