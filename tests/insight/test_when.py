"""Belief or date: decided by what the case's dated readings say changed between two views."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.cli.compare import command as compare
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.sections.differences import kind_of, of_time, partings

CASE = """
parley: 1
title: A border war
as_of: 2022-06-01
horizon: 12 months
main_kind: settlement
law: {short: none, text: None is stated., sources: [ours]}
parties:
  north: {title: North, role: principal}
  south: {title: South, role: principal}
issues:
  land: {title: Land, options: {kept: Kept, half: Shared, lost: Given up}}
values:
  north: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 100, half: 50, lost: 0}}}
  south: {weights: {because: ours, land: 1}, scores: {land: {because: ours, kept: 0, half: 50, lost: 100}}}
no_deal:
  because: ours
  outcomes: {wins: North wins, holds: The line holds}
  beliefs: {north: {wins: 0.5, holds: 0.5}, south: {wins: 0.5, holds: 0.5}, analyst: {wins: 0.5, holds: 0.5}}
  values: {north: {wins: 90, holds: 40}, south: {wins: 10, holds: 60}}
  costs: {north: 5, south: 5}
outlook: {because: ours, openness: {north: 1, south: 0}}
kinds: {settlement: {title: Settlement, only: all}}
facts:
  front:
    title: How far the front still moves
    because: ours
    READINGS
    taken_as: 0
    moves: {wins: 4}
views:
  early: {title: Early, date: 2022-03-01, who: A, because: ours, EARLY}
  late: {title: Late, date: 2022-06-01, who: WHO, because: ours, LATE}
"""
READINGS = "readings: [{date: 2022-02-15, value: 0.5}, {date: 2022-05-20, value: -0.5}]"
"""North's front stopped: at 0.5 it expects too much for any deal, at -0.5 the shared land suits both."""


def source(folder: Path, early: str, late: str, readings: str = READINGS, who: str = "B") -> Evaluator:
    text = CASE.lstrip().replace("READINGS", readings).replace("EARLY", early).replace("LATE", late).replace("WHO", who)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return Evaluator(open_source(folder / "case.yaml"), draws=0)


def kind(evaluator: Evaluator) -> tuple[str, str]:
    (found,) = partings(evaluator, Ask("settlement", red_lines="none"), ("early", "late"))
    return kind_of(evaluator, found), of_time(evaluator, found)


def test_what_the_readings_account_for_is_date(tmp_path: Path) -> None:
    made, words = kind(source(tmp_path, "facts.front: 0.6", "facts.front: -0.4"))
    assert made == "date"
    assert "0.5 to -0.5" in words and "a difference of date" in words


def test_what_they_do_not_account_for_is_belief(tmp_path: Path) -> None:
    few = "readings: [{date: 2022-02-15, value: 0.5}, {date: 2022-05-20, value: 0.45}]"
    made, words = kind(source(tmp_path, "facts.front: 0.6", "facts.front: -0.4", few))
    assert made == "belief" and "neither answer changes" in words


def test_what_turns_one_of_them_is_both(tmp_path: Path) -> None:
    some = "readings: [{date: 2022-02-15, value: 0.5}, {date: 2022-05-20, value: -0.1}]"
    made, words = kind(source(tmp_path, "facts.front: 0.3", "facts.front: -0.9", some))
    assert made == "both" and "part date, part belief" in words


@pytest.mark.parametrize(
    "readings",
    ["value: 0.5", "readings: [{date: 2022-05-20, value: 0.5}]", "readings: [{date: 2022-02-15, value: 0.5}]"],
)
def test_where_nothing_is_read_to_have_changed_that_is_said(tmp_path: Path, readings: str) -> None:
    made, words = kind(source(tmp_path, "facts.front: 0.6", "facts.front: -0.4", readings))
    assert made == "unknown"
    assert "the case states nothing that changed between the two dates, so part may be date" in words


def test_one_voice_is_told_beside_the_rule(tmp_path: Path) -> None:
    made, words = kind(source(tmp_path, "facts.front: 0.6", "facts.front: -0.4", who="A"))
    assert made == "date" and words.startswith("One and the same voice, 13 weeks apart.")


def test_a_view_that_is_silent_on_the_fact_stands_at_the_day_of_the_case(tmp_path: Path) -> None:
    """It is computed with today's reading, so today's reading is not put on top of it again."""
    made, _ = kind(source(tmp_path, "no_deal.values.north.wins: 200", "no_deal.values.north.wins: 80"))
    assert made == "belief"


def test_views_of_one_fortnight_differ_in_belief(tmp_path: Path) -> None:
    evaluator = source(tmp_path, "facts.front: 0.6", "facts.front: -0.4")
    text = (
        (tmp_path / "case.yaml").read_text(encoding="utf-8").replace("date: 2022-03-01, who", "date: 2022-05-25, who")
    )
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    evaluator = Evaluator(open_source(tmp_path / "case.yaml"), draws=0)
    assert kind(evaluator) == ("belief", "")


def test_a_case_at_two_dates_differs_by_date(tmp_path: Path) -> None:
    """The same file as of two days: all that differs is what was read by then."""
    source(tmp_path, "facts.front: 0.6", "facts.front: -0.4")
    words = [str(tmp_path / "case.yaml"), "base", "@2022-03-01", "--draws", "0", "--json"]
    found = CliRunner().invoke(compare, words, catch_exceptions=False)
    (pair,) = json.loads(found.output)["pairs"]
    assert pair["kind"] == "date" and pair["answers"] == [True, False]
    assert pair["days_apart"] == (datetime.date(2022, 6, 1) - datetime.date(2022, 3, 1)).days
