"""Numbers without a range: counted for each question, told as numbers about which no doubt was stated."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.case import open_source
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.sensitivity.unvaried import Doubt, doubt_words, is_anchor, unvaried

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
    assert doubt_words(after) == f"{after.used - 1} of {after.used} numbers that this rests on have no range: " + (
        "no doubt was stated about them."
    )


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        (Doubt(("a",), ()), ""),
        (Doubt(("a",), ("b",)), "1 of 2 numbers that this rests on has no range: no doubt was stated about it."),
        (Doubt((), ("b",)), "The one number that this rests on has no range: no doubt was stated about it."),
        (Doubt((), ()), ""),
    ],
)
def test_words(doubt: Doubt, words: str) -> None:
    assert doubt_words(doubt) == words


def test_a_chance_line_is_a_doubt_of_its_own(evaluator: Evaluator) -> None:
    weighed = unvaried(evaluator.base, Ask("settlement"))
    assert weighed.chances == bool(evaluator.base.red_lines)
    assert not unvaried(evaluator.base, Ask("settlement", red_lines="none")).chances
