"""Options that several commands share reach them as one value, in the order in which they are explained."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.cli import options
from parley.cli.main import root
from parley.core.errors import InputError

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


def names(command: str) -> list[str]:
    made = root.get_command(click.Context(root), command)
    assert made is not None
    return [parameter.name or "" for parameter in made.params]


@pytest.mark.parametrize("command", ["zone", "drivers", "frontier", "ordinal"])
def test_questions_take_the_same_options_in_the_same_order(command: str) -> None:
    asked = ["case_path", "view", "kind", "beliefs", "red_lines", "sets", "as_of"]
    assert names(command)[: len(asked)] == asked
    assert names(command)[-1] == "as_json"


@pytest.mark.parametrize("command", ["assess", "report", "memo", "compare", "trace"])
def test_runs_take_the_same_options_in_the_same_order(command: str) -> None:
    run = ["case_path", "sets", "as_of", "draws", "seed"]
    found = names(command)
    assert [name for name in found if name in run] == run
    assert found.index("seed") - found.index("case_path") == 4


def test_what_is_gathered_reaches_the_command_and_the_rest_beside_it() -> None:
    seen = []

    @click.command()
    @options.run
    @click.option("--other")
    def command(run: options.Run, other: str | None) -> None:
        seen.append((run, other))

    line = ["case", "--set", "a.b=1 to 2", "--as-of", "2022-11-10", "--draws", "7", "--other", "x"]
    assert CliRunner().invoke(command, line).exit_code == 0
    ((run, other),) = seen
    assert (run.case_path, other) == ("case", "x")
    on = datetime.date(2022, 11, 10)
    asked = run.request(open_source(MINI))
    assert (asked.as_of, asked.sets, asked.draws, asked.seed) == (on, (("a.b", "1 to 2"),), 7, 0)


@pytest.mark.parametrize("bad", [{"sets": ("a",)}, {"as_of": "tomorrow"}])
def test_what_cannot_be_read_is_said(bad: dict[str, object]) -> None:
    given = {"case_path": "case", "sets": (), "as_of": None, "draws": 1, "seed": 0, **bad}
    with pytest.raises(InputError):
        options.Run(**given).request(open_source(MINI))  # type: ignore[arg-type]
