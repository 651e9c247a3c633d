"""The deal that is shown for a zone test crosses the fewest and softest lines, beside a search of every deal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from brute_deals import brute, random_problem
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.cli.main import root
from parley.deals.budget import Budget
from parley.deals.examples import Preference, diverse, example
from parley.deals.problem import DealProblem, Line
from parley.deals.values import matches
from parley.deals.zone import zone

seeds = st.integers(0, 2**32 - 1)


def cost_of(preference: Preference, deal: tuple[int, ...]) -> float:
    """By plain loops: what the lines that a deal crosses cost."""
    at = np.array([deal])
    return sum(
        float(cost)
        for line, cost in zip(preference.lines, preference.cost, strict=True)
        if any(matches(pattern, at)[0] for pattern in line.patterns)
    )


@pytest.mark.parametrize("budget", [Budget(), Budget(enumerate=1)], ids=["listed", "softest sets tried"])
@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_deal_shown_crosses_the_softest_lines_that_a_deal_of_the_zone_can(budget: Budget, seed: int) -> None:
    rng = np.random.default_rng(seed)
    problem = random_problem(rng, draws=1)
    lines = problem.lines[:4]
    holds = None if problem.lines_hold is None or not lines else problem.lines_hold[:, : len(lines)]
    problem = replace(problem, lines=lines, lines_hold=holds)
    preference = Preference(lines, np.round(rng.uniform(0.1, 3.0, len(lines)), 3))
    found = zone(problem)
    shown = example(problem, found, preference, budget=budget)
    assert (shown is None) == (found.example is None)
    truth = brute(problem, 0).zone
    if not truth and not found.admissible.high:  # nothing respects the lines that hold: what lifting them would open
        truth = brute(replace(problem, lines=(), lines_hold=None), 0).zone
    if truth:
        assert shown in truth
        assert cost_of(preference, shown) == pytest.approx(min(cost_of(preference, x) for x in truth))


def two_issues() -> DealProblem:
    """One party that likes the second option of each issue; every deal is in the zone."""
    return DealProblem(
        parties=("a",),
        issues=("x", "y"),
        options=(("0", "1"), ("0", "1")),
        values=np.array([[[0.0, 50.0, 0.0, 50.0]]]),
        offset=np.zeros((1, 1)),
        reservation=np.array([[-1.0]]),
        scale=np.array([100.0]),
    )


def test_lines_come_before_marks_and_marks_before_the_margin() -> None:
    p = two_issues()
    line = Line("x", 0, (((0, frozenset({1})),),))
    assert example(p, zone(p), Preference((), np.zeros(0))) == (1, 1)
    assert example(p, zone(p), Preference((line,), np.array([2.2]))) == (0, 1)
    marked = ((1, frozenset({1})),)
    assert example(p, zone(p), Preference((line,), np.array([2.2]), marked)) == (0, 0)
    assert diverse(p, preference=Preference((line,), np.array([2.2]), marked))[0] == (0, 0)


def test_camp_david_is_shown_with_one_line_crossed_where_one_will_do(examples: Path) -> None:
    found = CliRunner().invoke(root, ["zone", str(examples / "camp-david-1978"), "--draws", "0"])
    said = " ".join(found.output.split())
    crossed = said.partition("It crosses ")[2].partition(".")[0]
    assert crossed.count("“") == 1 and crossed.startswith("“No settlers under")
    assert "No separate peace" not in crossed


def test_an_open_deal_of_colombia_crosses_nothing_though_lines_are_set_aside(examples: Path) -> None:
    found = CliRunner().invoke(
        root, ["zone", str(examples / "colombia-2012-16"), "--draws", "0", "--red-lines", "none"]
    )
    assert "It crosses no red line." in " ".join(found.output.split())
