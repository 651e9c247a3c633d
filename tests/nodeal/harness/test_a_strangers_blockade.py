"""A second stranger's model, with entries that the case names, and what is said where a stranger's model fails."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import blockade
import numpy as np
import pytest
from click.testing import CliRunner

from parley.cli.main import root
from parley.core import installed
from parley.core.errors import CaseError, InputError
from parley.nodeal import registry
from parley.nodeal.record import Record

CASE = """parley: 1
title: The islands
question: Should the League offer a convoy?
decider: league
as_of: 2031-03-05
horizon: 10 months
parties:
  ash: {title: Ash, role: principal}
  coral: {title: Coral, role: principal}
  league: {title: The League, role: mediator}
issues:
  light: {title: The lighthouse, options: {ash: To Ash, shared: Shared, coral: To Coral}}
  cargo: {title: Inspection, options: {none: None, league: By the League}}
kinds: {settlement: {title: Settlement, only: all}}
values:
  because: Ours.
  ash: {weights: {light: 40 to 60, cargo: 50}, scores: {light: {ash: 100, shared: 30 to 60, coral: 0}, cargo: {none: 0, league: 100}}}
  coral: {weights: {light: 60, cargo: 40}, scores: {light: {ash: 0, shared: 60, coral: 100}, cargo: {none: 100, league: 70}}}
no_deal:
  model: blockade
  because: Ours.
  beliefs_dated: 2031-01-09
  siege: {needed: 2}
  ports:
    saltmouth: {title: Saltmouth, spill: 1.5 to 3, hunger: {coral: 1 to 3}}
    reef: {title: Reef End}
  beliefs:
    ash: {saltmouth-falls: 0.15 to 0.3, reef-falls: 0.1, lifts: 0.03}
    coral: {saltmouth-falls: 0.05, reef-falls: 0.05, lifts: 0.1 to 0.2}
    analyst: {saltmouth-falls: 0.1, reef-falls: 0.08, lifts: 0.06}
  values: {ash: {starved: 80, lifted: 20, undecided: 45}, coral: {starved: 10, lifted: 80, undecided: 40}}
views: {hungry: {title: the pessimists, because: Bread., no_deal.ports.saltmouth.hunger.coral: 5}}
courses: {convoy: {title: A convoy, changes: {no_deal.ports.saltmouth.spill: "x 0.8"}, risk: {text: A ship is sunk.}}}
"""
SEEN = "date,won_by,title\n2031-01-10,ash,Boats turned back\n2031-02-01,coral,A convoy passes\n"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    with registry.registered(blockade.RECORD):
        yield tmp_path / "case.yaml"


def said(*words: str | Path) -> str:
    """What a command prints, on one line."""
    found = CliRunner().invoke(root, [str(w) for w in words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return " ".join(found.output.split())


def test_every_command_speaks_of_its_ports_in_words(case: Path) -> None:
    (case.parent / "seen.csv").write_text(SEEN, encoding="utf-8")
    assert "in order" in said("check", case) and "1 view, 1 course" in said("check", case)
    assert "starved out" in said("no-deal", case)
    assert "Ash’s belief that Reef End falls in a month" in said("observe", case, case.parent / "seen.csv")
    assert "how much faster other ports fall once Saltmouth has" in said("trace", case, "no_deal.ports.saltmouth.spill")
    assert "no bargaining zone" in said("zone", case, "--set", "no_deal.ports.reef.spill=3", "--view", "hungry")
    assert "A convoy" in said("assess", case, "--draws", "16")


def test_a_number_of_an_entry_may_be_left_out_where_its_absence_has_a_value(case: Path) -> None:
    left_out = json.loads(said("no-deal", case, "--json"))["parties"]
    assert left_out == json.loads(said("no-deal", case, "--set", "no_deal.ports.reef.spill=1", "--json"))["parties"]


def test_entries_that_are_needed_are_asked_for(case: Path) -> None:
    text = CASE.split("  ports:")[0] + "  beliefs:" + CASE.split("  beliefs:")[1]
    case.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=r"no_deal\.ports is missing"):
        said("check", case)


def test_an_unknown_model_is_one_error(case: Path) -> None:
    case.write_text(CASE.replace("model: blockade", "model: blokade"), encoding="utf-8")
    with pytest.raises(CaseError) as found:
        said("check", case)
    (only,) = found.value.problems
    assert only.message == "model cannot be 'blokade'" and only.hint == "did you mean 'blockade'?"


def test_diff_tells_a_changed_whole_number(case: Path) -> None:
    other = case.parent / "other.yaml"
    other.write_text(CASE.replace("needed: 2", "needed: 1"), encoding="utf-8")
    assert "no_deal, needed: 2 to 1" in said("diff", case, other, "--draws", "16")


def _broken(wrong: Callable[[Any], Any]) -> Record:
    """The model, its R made wrong."""

    class Wrong(blockade.Blockade):
        def reservation(self, holders: Any) -> Any:
            return wrong(super().reservation(holders))

    def build(read: Any) -> Any:
        made = blockade.build(read)
        return Wrong(**{f.name: getattr(made, f.name) for f in dataclasses.fields(made)})

    return dataclasses.replace(blockade.RECORD, name="broken", build=build)


def _raising(error: Exception) -> Callable[[Any], Any]:
    def wrong(found: Any) -> Any:
        raise error

    return wrong


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (_raising(ValueError("no bread")), "ValueError: no bread"),
        (_raising(InputError.one("no bread")), "no bread"),
        (lambda found: found * np.nan, "no finite number"),
        (lambda found: found[:, 0], "not (draws, 1)"),
    ],
)
@pytest.mark.parametrize("command", ["zone", "no-deal", "assess"])
def test_a_model_that_fails_is_named_without_a_traceback(
    case: Path, wrong: Callable[[Any], Any], words: str, command: str
) -> None:
    case.write_text(CASE.replace("model: blockade", "model: broken"), encoding="utf-8")
    with registry.registered(_broken(wrong)):
        found = CliRunner().invoke(root, [command, str(case)], catch_exceptions=True)
    text = " ".join(str(found.exception).split()) + found.output
    assert isinstance(found.exception, InputError | SystemExit)
    assert "the model of no-deal 'broken' (test_a_strangers_blockade) fails" in text and words in text


def _install(site: Path, package: str, module: str, text: str, name: str = "blockade") -> None:
    about = site / f"{package}-1.0.dist-info"
    about.mkdir(parents=True)
    (site / f"{module}.py").write_text(text, encoding="utf-8")
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{name} = {module}:RECORD\n", encoding="utf-8")


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of installed packages; what is found there is forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    registry._installed.cache_clear()
    yield tmp_path / "site"
    registry._installed.cache_clear()
    installed._points.cache_clear()
    for name in set(sys.modules) - before:
        if name.startswith("stranger_"):
            del sys.modules[name]


def test_two_packages_with_one_name_are_both_named(fresh: Path) -> None:
    _install(fresh, "one", "stranger_one", "")
    _install(fresh, "two", "stranger_two", "")
    with pytest.raises(InputError, match="twice: of the package one and of the package two"):
        registry.records()


def test_a_package_that_takes_a_shipped_name_is_named(fresh: Path) -> None:
    text = (
        Path(blockade.__file__)
        .read_text(encoding="utf-8")
        .replace('name="blockade"', f"name={registry.default().name!r}")
    )
    _install(fresh, "one", "stranger_taker", text)
    with pytest.raises(InputError, match="of the package one"):
        registry.records()


def test_the_folder_at_hand_is_neither_searched_nor_imported_in_a_packages_place(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(fresh, "one", "stranger_port", Path(blockade.__file__).read_text(encoding="utf-8"))
    here = tmp_path / "case"
    _install(here, "two", "stranger_trap", "raise SystemExit('run')", name="trap")
    (here / "stranger_port.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(here)
    monkeypatch.syspath_prepend("")  # as after python -m
    assert "blockade" in registry.records() and "trap" not in registry.records()
    assert sys.modules["stranger_port"].__file__ == str(fresh / "stranger_port.py")
