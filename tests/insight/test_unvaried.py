"""Numbers without a range: counted for each question, told as numbers about which no doubt was stated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.cli.main import root
from parley.insight.answer.assess import assess
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.sensitivity.doubt import NO_DOUBT, Doubt, doubt_words
from parley.insight.sensitivity.unvaried import is_anchor, unvaried
from parley.report.html import render as page
from parley.report.terminal import render as terminal

NO_RANGES = Path(__file__).resolve().parents[1] / "data" / "cases" / "no_ranges.yaml"


@pytest.fixture
def certain() -> Evaluator:
    return Evaluator(open_source(NO_RANGES), draws=32)


def test_a_case_of_bare_numbers_states_no_doubt(certain: Evaluator) -> None:
    found = unvaried(certain.base, Ask("deal"))
    assert found.none
    assert found.ranged == ()
    # four weights, two scores that are no end of a scale, each side's own two beliefs, four values of outcomes
    assert found.used == 4 + 2 + 4 + 4
    assert doubt_words(found).startswith(f"None of the {found.used} numbers")


def test_what_no_zone_test_reads_is_not_counted(certain: Evaluator) -> None:
    paths = unvaried(certain.base, Ask("deal")).unvaried
    assert not [p for p in paths if "analyst" in p or p.startswith("courses")]
    assert "no_deal.beliefs.analyst.dry" in unvaried(certain.base, Ask("deal", beliefs="analyst")).unvaried


def test_the_ends_of_a_scale_are_no_judgements(certain: Evaluator) -> None:
    judgements = certain.base.judgements
    assert is_anchor(judgements["values.upper.scores.water.night"])
    assert not is_anchor(judgements["values.lower.scores.noise.loud"])
    assert not is_anchor(judgements["no_deal.beliefs.upper.dry"])


def test_one_range_more_is_one_unvaried_number_less(certain: Evaluator) -> None:
    before = unvaried(certain.base, Ask("deal"))
    given = Evaluator(open_source(NO_RANGES), sets={"no_deal.values.lower.wet": "10 to 30"}, draws=0)
    after = unvaried(given.base, Ask("deal"))
    assert after.used == before.used
    assert after.ranged == ("no_deal.values.lower.wet",)
    assert not after.none
    assert doubt_words(after) == f"{after.used - 1} of {after.used} numbers that this verdict uses have no range: " + (
        "no doubt was stated about them."
    )


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        (Doubt(("a",), ()), ""),
        (Doubt(("a",), ("b",)), "1 of 2 numbers that this verdict uses has no range: no doubt was stated about it."),
        (Doubt((), ("b",)), "The one number that this verdict uses has no range: no doubt was stated about it."),
        (Doubt((), ()), ""),
    ],
)
def test_words(doubt: Doubt, words: str) -> None:
    assert doubt_words(doubt) == words


def test_a_chance_line_is_a_doubt_of_its_own(evaluator: Evaluator) -> None:
    weighed = unvaried(evaluator.base, Ask("settlement"))
    assert weighed.chances == bool(evaluator.base.red_lines)
    assert not unvaried(evaluator.base, Ask("settlement", red_lines="none")).chances


def test_the_answer_says_that_no_doubt_was_stated_and_shows_no_share() -> None:
    answer = assess(open_source(NO_RANGES), draws=64, statements=(), cache=False)
    screen = " ".join(terminal(answer).split())
    assert NO_DOUBT in screen
    assert "every combination" not in screen and not re.search(r"\d of 100", screen)
    assert f"None of the {answer.basis.total} numbers that a verdict uses has a range" in screen
    for row in answer.kinds:
        for cells in row.by_view.values():
            assert all(not cell.varies for cell in cells.values())
    assert answer.weakest.text.startswith("No number has a range")
    assert all(not f.has_range and not f.within_range for f in answer.flips)
    shown = " ".join(page(answer).split())
    assert NO_DOUBT in shown
    assert "every combination" not in shown and "in all of" not in shown and "not counted of" not in shown


def test_a_flip_beyond_no_range_is_no_robustness() -> None:
    sets = {"no_deal.values.upper.dry": "85", "no_deal.values.upper.wet": "55 to 65"}
    answer = assess(open_source(NO_RANGES), sets=sets, draws=0, statements=(), cache=False)
    flips = {f.path: f for f in answer.flips}
    assert not flips["no_deal.values.lower.wet"].has_range
    assert "no_deal.values.upper.dry" not in flips  # it would have to lie above 100
    assert "not varied: no range" in page(answer)
    assert "were not varied" in answer.weakest.text
    assert "no range stated" in answer.weakest.text


@pytest.mark.parametrize("command", ["drivers", "zone"])
def test_the_drivers_and_the_zone_test_say_it_too(command: str) -> None:
    found = CliRunner().invoke(root, [command, str(NO_RANGES), "--draws", "200"])
    assert found.exit_code == 0, found.output
    said = " ".join(found.output.split())
    assert NO_DOUBT in said.replace("On numbers", "on numbers")
    assert "None of the 14 numbers" in said
    assert "over the stated ranges a zone exists" not in said
