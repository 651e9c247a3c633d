"""Mutual optimism: whole distributions compared, by closed forms, by properties, and as the command tells it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from parley.case import open_source
from parley.cli.no_deal import command
from parley.core.errors import InputError
from parley.nodeal.optimism import furthest, mutual_optimism, paid, total_variation
from parley.outlook.going_on import going_on

NO_RANGES = Path(__file__).resolve().parents[1] / "data" / "cases" / "no_ranges.yaml"
PARTS = st.lists(st.floats(0.01, 1.0), min_size=4, max_size=4)


def _whole(parts: list[float]) -> list[float]:
    return [x / sum(parts) for x in parts]


def test_closed_forms() -> None:
    assert total_variation([1, 0], [0, 1]) == 1
    assert total_variation([0.5, 0.42, 0.08], [0.1, 0.4, 0.5]) == pytest.approx(0.42)
    assert total_variation([[0.5, 0.5], [1, 0]], [[0.25, 0.75], [1, 0]]) == pytest.approx([0.25, 0])
    most = furthest([0.5, 0.42, 0.08], [0.1, 0.4, 0.5])
    assert (most.outcome, most.first, most.second) == (2, 0.08, 0.5)
    assert most.apart == pytest.approx(0.42)
    # with two ends: the chances of A's success that each side gives differ by p_A + p_B − 1
    assert total_variation([0.7, 0.3], [0.4, 0.6]) == pytest.approx(mutual_optimism([0.7, 0.6]))
    assert paid([10, 5], [100, 50]) == pytest.approx(0.2)


@given(PARTS, PARTS)
def test_properties_of_the_distance(one: list[float], two: list[float]) -> None:
    p, q = _whole(one), _whole(two)
    far = float(total_variation(p, q))
    assert 0 <= far <= 1
    assert total_variation(p, p) == 0
    assert far == pytest.approx(float(total_variation(q, p)))
    assert far == pytest.approx(float(np.maximum(p, q).sum()) - 1)
    assert furthest(p, q).apart <= far + 1e-12
    assert total_variation([*p, 0, 0, 0, 0], [0, 0, 0, 0, *q]) == pytest.approx(1)


@given(PARTS, PARTS, st.floats(0.0, 1.0))
def test_splitting_an_outcome_changes_nothing(one: list[float], two: list[float], part: float) -> None:
    p, q = _whole(one), _whole(two)

    def split(x: list[float]) -> list[float]:
        return [x[0] * part, x[0] * (1 - part), *x[1:]]

    assert total_variation(split(p), split(q)) == pytest.approx(float(total_variation(p, q)))


def test_what_is_no_distribution_is_refused() -> None:
    with pytest.raises(InputError, match="sum to 1"):
        total_variation([0.5, 0.4], [0.5, 0.5])
    with pytest.raises(InputError, match="stakes"):
        paid([1, 1], [0, 10])


def test_two_sides_that_each_expect_what_the_other_rules_out_cannot_both_be_right() -> None:
    made = going_on(open_source(NO_RANGES))
    assert len(made.clashes) == 1
    clash = made.clashes[0]
    assert clash.total == 1
    assert clash.end == "A dry summer"
    assert clash.chances == (1, 0)
    assert clash.hopes is False  # each expects the end that is worse for it
    said = CliRunner().invoke(command, [str(NO_RANGES)], catch_exceptions=False).output
    assert "cannot both be right: 100 points apart on “A dry summer” (100% and 0%)" in said
    assert "may both be right" not in said
    assert "sum to 0.00: at most 1, which by itself shows nothing" in said


def test_with_two_ends_costs_are_set_against_the_sum() -> None:
    sets = {
        "no_deal.beliefs.upper.dry": 0.3, "no_deal.beliefs.upper.wet": 0.7,
        "no_deal.beliefs.lower.dry": 0.6, "no_deal.beliefs.lower.wet": 0.4,
        "no_deal.costs.upper": 4, "no_deal.costs.lower": 3,
    }  # fmt: skip
    made = going_on(open_source(NO_RANGES), sets=sets)
    assert made.optimism == pytest.approx(0.7 + 0.6 - 1)
    assert made.paid == pytest.approx(4 / 20 + 3 / 30)
    assert made.clashes[0].total == pytest.approx(0.3)
    assert made.clashes[0].hopes is True


def test_parties_that_believe_the_same_do_not_clash() -> None:
    sets = {f"no_deal.beliefs.{who}.{end}": 0.5 for who in ("upper", "lower") for end in ("dry", "wet")}
    made = going_on(open_source(NO_RANGES), sets=sets)
    assert made.clashes == ()
    words = [str(NO_RANGES), *(x for path, v in sets.items() for x in ("--set", f"{path}={v}"))]
    assert "no mutual optimism" in CliRunner().invoke(command, words, catch_exceptions=False).output


def test_one_and_the_same_success_has_no_sum() -> None:
    made = going_on(open_source(NO_RANGES), sets={"no_deal.values.lower.wet": 90})
    assert made.optimism is None
    assert made.clashes[0].total == 1


def test_ukraine_and_russia_are_told_on_which_end_they_part(examples: Path) -> None:
    made = going_on(open_source(examples / "ukraine-2022-23"))
    clash = made.clashes[0]
    assert set(clash.holders) == {"ukraine", "russia"}
    assert clash.hopes is True
    assert made.paid is None  # three ends: the sum of two of them shows nothing at 1
    assert 0 < abs(clash.chances[0] - clash.chances[1]) <= clash.total
