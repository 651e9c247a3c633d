"""What an answer proposes to type next is what the user can type."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from parley.cli import invoked
from parley.report.formats import day_near


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        (".venv/bin/parley", None, ".venv/bin/parley"),
        (".venv/bin/parley", "/usr/bin/parley", "parley"),
        ("parley", None, "parley"),
        ("src/parley/__main__.py", None, "parley"),
        ("my tools/parley", None, "'my tools/parley'"),
    ],
)
def test_the_program_is_named_as_it_can_be_run(
    monkeypatch: pytest.MonkeyPatch, typed: str, found: str | None, said: str
) -> None:
    monkeypatch.setattr("sys.argv", [typed])
    monkeypatch.setattr("shutil.which", lambda name: found)
    assert invoked.program() == said


def test_a_place_below_the_folder_is_named_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert invoked.near(tmp_path / "a" / "b") == Path("a/b")
    assert invoked.near(tmp_path.parent / "else") == tmp_path.parent / "else"
    assert invoked.near(Path("a")) == Path("a")


@pytest.mark.parametrize(
    ("day", "said"),
    [("2022-11-10", "10 Nov"), ("2023-01-11", "11 Jan"), ("2023-01-12", "12 Jan 2023"), ("2022-01-11", "11 Jan 2022"),
     ("soon", "soon")],
)  # fmt: skip
def test_a_day_goes_without_its_year_only_where_that_is_plain(day: str, said: str) -> None:
    assert day_near(day, datetime.date(2023, 1, 11)) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('he said that it was "', '". Then he left.', 'he said that it was "not for sale". Then he left.'),
        ("he said that it was", ". Then he left.", "he said that it was “not for sale” . Then he left."),
    ],
)
def test_a_quotation_is_not_put_in_quotation_marks_twice(before: str, after: str, said: str) -> None:
    from parley.cli.trace import in_context

    assert in_context(before, "not for sale", after) == said
