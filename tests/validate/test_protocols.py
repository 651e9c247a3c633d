"""The protocols: on small tables of our own making, and on the public data where they are at hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from parley.cli.validate import command
from parley.core.errors import DataError, InputError
from parley.core.seeds import generator
from parley.validate import control, council, greenbacks, registry
from parley.validate.protocol import Figure

COUNCIL = (
    "issue\tpaa\tpbb\tpcc\tsaa\tsbb\tscc\trp\tout\n"
    "\t1\t1\t2\t\t\t\t\t\n"
    "one\t0\t50\t100\t50\t50\t50\t100\t60\n"
    "two\t20\t20\t80\t10\t20\t30\t\t40\n"
    "three\t20\t\t80\t10\t20\t30\t\t40\n"
    "four\t20\t40\t80\t10\t20\t30\t\t\n"
)


@pytest.fixture
def council_file(tmp_path: Path) -> Path:
    path = tmp_path / "deu3.tsv"
    path.write_text(COUNCIL)
    return path


def test_issues_without_outcome_or_with_too_few_actors_do_not_count(council_file: Path) -> None:
    issues = council.read(council_file)
    assert len(issues) == 2
    assert issues[0].weight.tolist() == [50, 50, 100]
    assert council.weighted_mean(issues[0]) == pytest.approx(62.5)
    assert council.median(issues[0]) == 50
    assert council.median(issues[1]) == 80


def test_nash_solves_its_first_order_condition_and_ignores_the_scale_of_weights(council_file: Path) -> None:
    for issue in council.read(council_file):
        doubled = council.Issue(issue.position, issue.weight * 7, issue.outcome, issue.reference)
        assert council.nash(issue) == council.nash(doubled)
        x = council.nash(issue)
        gain = 100 - np.abs(x - issue.position)
        slope = (issue.weight * np.sign(issue.position - x) / gain).sum()
        nudge = issue.weight[np.abs(issue.position - x) < 0.1].sum() / 90
        assert abs(slope) <= nudge + 0.05


def test_the_reference_point_is_the_threat() -> None:
    issue = council.Issue(np.array([0.0, 10.0, 20.0]), np.ones(3), 0, 100.0)
    assert 5 < council.nash_with_reference(issue) < 15


@pytest.mark.parametrize("text, words", [
    ("a\tb\n1\t2\n1\t2\n", "not the table"), (COUNCIL.replace("one\t0", "one\tx"), "not a number"), (COUNCIL.replace("\t60\n", "\n"), "cells"),
])  # fmt: skip
def test_bad_tables_are_named_by_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "deu3.tsv"
    path.write_text(text)
    with pytest.raises(DataError, match=words) as caught:
        council.run(path, 0)
    assert caught.value.problems[0].where.line in (1, 3)


def test_forecasts_of_control_use_the_past_alone_and_repeat() -> None:
    past = np.array([5.0, -300, 20, 40, -2000, 10])
    made = [control.forecast(past, 4, generator(3, "x"), control.Settings()) for _ in range(2)]
    assert made[0].tobytes() == made[1].tobytes()
    assert np.abs(np.sinh(made[0])).max() * 50 <= 4 * control.LARGEST * 1.0001
    up = control.forecast(np.full(20, 400.0), 1, generator(3, "x"), control.Settings())
    down = control.forecast(np.full(20, -400.0), 1, generator(3, "x"), control.Settings())
    np.testing.assert_allclose(np.median(up), -np.median(down), atol=0.2)
    assert np.median(up) > 1
    still = control.forecast(np.full(20, 3.0), 1, generator(3, "x"), control.Settings())
    assert np.median(np.abs(still)) < 0.1


def test_no_change_is_the_mean_size_of_movement() -> None:
    change = np.concatenate([np.zeros(20), np.full(10, 50.0)])
    found = control.scored(change, 20, 30, 1, 0, control.Settings())
    assert found.no_change == pytest.approx(np.arcsinh(1))
    assert found.weeks == 10 and found.raw_no_change == 50
    with pytest.raises(DataError, match="no window"):
        control.scored(change, 20, 22, 4, 0, control.Settings())


def test_a_forgetting_belief_returns_to_even() -> None:
    belief = greenbacks.forgetting(np.array([3.0, 0, 0, 0]), np.zeros(4), memory=0.5, strength=2)
    assert belief[0] == pytest.approx(4 / 5)
    assert (np.diff(belief) < 0).all() and belief[-1] > 0.5


def test_robust_slope_and_expanding_r2() -> None:
    x = np.tile([0.0, 1, 0, -1], 40)
    noise = generator(1, "noise").normal(0, 0.1, x.size)
    assert greenbacks.regress(x, 2 * x + noise).slope == pytest.approx(2, abs=0.05)
    assert greenbacks.expanding_r2(x, 2 * x + noise) > 0.9
    assert greenbacks.expanding_r2(x, noise) < 0.1


def test_standing_against_the_reference() -> None:
    assert Figure("f", 1.0, 2.0, "lower").standing == "better"
    assert Figure("f", 1.0, 2.0, "higher").standing == "worse"
    assert Figure("f", 2.01, 2.0, "higher").standing == "level"
    assert Figure("f", 1.0, 2.0, "near").standing == "differs"
    assert Figure("f", 1.0, None, "lower").standing == ""


def test_missing_data_and_unknown_protocols_are_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no deu3\.tsv"):
        registry.run(tmp_path, ("council",))
    with pytest.raises(InputError, match="did you mean 'council'"):
        registry.run(tmp_path, ("counsil",))


def figures(outcome: registry.Outcome) -> dict[str, float]:
    return {f.name: f.value for f in outcome.figures}


def test_protocol_1_on_the_published_table(shared: Path) -> None:
    outcome = council.run(shared / "data" / "deu3.tsv", 0)
    found = figures(outcome)
    assert outcome.count == 351
    assert found["plain mean"] == pytest.approx(23.63, abs=0.005)
    assert found["constant 50"] == pytest.approx(27.96, abs=0.005)
    assert found["mean weighted by capability × salience"] == pytest.approx(22.97, abs=0.3)
    assert found["Nash bargaining, linear loss, capability × salience"] == pytest.approx(22.91, abs=0.4)


def test_protocol_2_reproduces_no_change_and_stays_below_it(shared: Path) -> None:
    outcome = control.run(shared / "data" / "ukraine_weekly.csv", 0)
    found = figures(outcome)
    for label, (floor, aim) in {
        "weeks 12 to 51, 1 week ahead": (1.719, 1.342), "weeks 12 to 51, 4 weeks ahead": (3.261, 2.079),
        "week 52 on, 1 week ahead": (0.902, 0.431), "week 52 on, 4 weeks ahead": (1.945, 0.774),
    }.items():  # fmt: skip
        assert found[f"{label}: no change"] == pytest.approx(floor, abs=0.001)
        assert found[f"{label}: campaign"] < aim


def test_protocol_3_stands_near_its_reference_figures(shared: Path) -> None:
    found = figures(greenbacks.run(shared / "data" / "acw_weekly.csv", 0))
    assert found["the same, weekly moves cut at 5%"] == pytest.approx(1.19, abs=0.01)
    assert found["correlation, four-week changes of belief and price"] == pytest.approx(0.39, abs=0.05)
    assert found["out-of-sample R², the week's net victories"] > 0.029


def test_the_command_prints_what_is_worse_as_well(shared: Path) -> None:
    words = [str(shared / "data"), "--protocol", "council"]
    found = CliRunner().invoke(command, words, catch_exceptions=False)
    assert found.exit_code == 0
    assert "worse" in found.output and "reference" in found.output and "None of this validates" in found.output
    record = CliRunner().invoke(command, [*words, "--json"], catch_exceptions=False).output
    assert record == CliRunner().invoke(command, [*words, "--json"], catch_exceptions=False).output


def test_settings_by_past_scores_see_nothing_later() -> None:
    change = generator(5, "front").normal(0, 300, 40)
    periods = ((12, 20),)
    before = control.chosen(change, 1, 0, periods)
    later = change.copy()
    later[20:] = 9999.0
    assert control.chosen(later, 1, 0, periods) == before
    later[19] = -9999.0
    assert control.chosen(later, 1, 0, periods) != before


def test_every_protocol_says_what_was_tried_on_the_scored_data(shared: Path) -> None:
    found = {o.key: " ".join(o.limits) for o in registry.run(shared / "data")}
    assert "20 weightings" in found["council"]
    assert "18 combinations" in found["control"]
    assert "36 belief rules" in found["greenbacks"] and "looking for" in found["greenbacks"]
