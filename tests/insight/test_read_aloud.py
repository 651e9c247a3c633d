"""What a reader meets in a report: no key, no dash, no count of words where a sentence is meant."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from parley.case import open_source
from parley.case.paths import Combination, Floor
from parley.case.schema.quantities import POINTS
from parley.case.types import CaseInteraction
from parley.cli.no_deal import _left, _steps
from parley.core.plurals import key_words
from parley.core.spans import Span
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, turning
from parley.insight.results.section import Ground
from parley.insight.sections import two_levels, watch
from parley.insight.sensitivity.thresholds import reach
from parley.nodeal.optimism import Pace
from parley.reading.model import Footing, Statement
from parley.report.tested import _left as left_over
from parley.report.tested import _moved


@pytest.fixture(scope="module")
def colombia(examples: Path) -> Evaluator:
    return Evaluator(open_source(examples / "colombia-2012-16"), views=(), draws=16)


def said(text: str, day: int) -> Statement:
    return Statement(
        str(day), "d", (), (), (Span(0, len(text)),), "He", "said", (text,), "indirect", Footing("on_record"),
        date=datetime.date(2016, 9, day),
    )  # fmt: skip


def test_a_mention_is_no_sign_and_each_count_opens_its_statements(colombia: Evaluator) -> None:
    entry = colombia.base.watch[0]
    statements = [said(f"They spoke of {entry.words[0]} on day {day}.", day) for day in (1, 2, 3)]
    notes = Footnotes(colombia.base, statements)
    section = watch.section(Ground(colombia, notes, statements))
    assert section is not None
    cell = str(section.rows[0][-1])
    assert cell.startswith("3 statements mention “") and len(re.findall(r"\[\d+\]", cell)) == 3
    assert sorted(int(n) for n in re.findall(r"\[(\d+)\]", cell)) == list(section.cited)
    assert str(section.rows[1][-1]).startswith("no statement mentions “")
    shown = " ".join([section.text, *section.columns, *(str(row[-1]) for row in section.rows)])
    assert not re.search(r"\bsigns?\b", shown) and "does not say that it has happened" in shown


def test_formulas_are_told_one_by_one_and_as_used(colombia: Evaluator) -> None:
    section = two_levels.formulas(Ground(colombia, Footnotes(colombia.base), ()))
    assert section is not None
    assert "as used by" in section.columns and "coined by" not in section.columns
    assert not re.search(r"\d of \d formulas", section.text)
    assert all(f"“{formula.title}”" in section.text for formula in colombia.base.formulas.values())


def test_points_are_not_looked_for_past_their_scale(colombia: Evaluator) -> None:
    path = next(p for p in colombia.base.judgements if p.startswith("no_deal.values."))
    low, high, least, most = reach(colombia.base, path, POINTS)
    assert (least, most) == (min(0.0, low), max(100.0, high))


@pytest.mark.parametrize(
    ("median", "at", "path", "told"),
    [
        (32, 31.2234, "", "31.2"),
        (36, 128.29, "", "128"),
        (5.5, 7.888, "", "7.9"),
        (0.68, 0.153, "security.holds.egypt", "15 %"),
        (10, -0.001, "", "0"),
        (5, -3.2, "", "−3"),
    ],
)
def test_a_turn_is_told_with_the_digits_that_tell_it_apart(median: float, at: float, path: str, told: str) -> None:
    assert turning(median, at, path) == told


def test_floors_and_combinations_are_named_by_what_they_are(examples: Path) -> None:
    case = open_source(examples / "camp-david-1978").case()
    for key, floor in case.floors.items():
        label = Labels(case).label(Floor(key))
        assert key not in label and Labels(case).party(floor.party) in label
    issue = next(iter(case.issues.values()))
    option = next(iter(issue.options.values()))
    pair = CaseInteraction("both-of-them", {issue.key: (option.key,)}, tuple(case.parties)[:1], None)
    label = Labels(replace(case, interactions={"both-of-them": pair})).label(
        Combination("both-of-them", pair.parties[0])
    )
    assert f"“{option.title}”" in label and "both-of-them" not in label


def test_keys_become_words_with_their_apostrophe() -> None:
    assert key_words("percent-of-a-years-output") == "percent of a year's output"
    assert key_words("casualties") == "casualties" and key_words("two-years") == "two years"


def test_what_a_broken_deal_may_leave_and_how_far_one_must_move_are_sentences() -> None:
    assert (
        _left("Egypt", [(0.0, 100.0)]) == "Without red lines there is a zone, whatever a broken deal would leave Egypt"
    )
    assert _left("Egypt", []) == "Without red lines there is no zone, whatever a broken deal would leave Egypt"
    assert _left("Egypt", [(44.0, 100.0)]).endswith("if a broken deal would leave Egypt 44 to 100 points")
    assert (
        _steps([Pace(0.0, 0.07), Pace(0.8, None), Pace(1.0, None)]) == "0% needs 7%; at 80% or 100% no move is enough"
    )


@pytest.mark.parametrize(
    ("moved", "firmer", "told"),
    [
        (1.2, 3.1, "gains 1.2: the options themselves take 1.9 and a deal likelier to hold adds 3.1"),
        (-9.7, 0.0, "loses 9.7, by the options themselves"),
        (2.0, 2.0, "gains 2, by a deal likelier to hold"),
        (-2.0, -2.0, "loses 2, by a deal less likely to hold"),
        (0.0, 0.0, "neither gains nor loses"),
    ],
)
def test_an_amendment_says_what_each_gains_and_why(moved: float, firmer: float, told: str) -> None:
    assert _moved(moved, firmer) == told


def test_a_loss_within_the_zone_says_what_is_left() -> None:
    assert left_over(-24.4, 20.6) == "; 20.6 above no deal are left to it"
    assert left_over(3.0, 20.6) == "" == left_over(-3.0, -1.0)
