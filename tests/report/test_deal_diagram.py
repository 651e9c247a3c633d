"""The deal diagram as data: what is drawn is what was computed."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_assessment import sample

from parley.insight.results.assessment import Diagram, DiagramPoint, IssueNames
from parley.report import diagram, plot

finite = st.floats(-50, 150, allow_nan=False)


def by_hand(reservation: tuple[float, float]) -> Diagram:
    points = ((20.0, 80.0), (50.0, 60.0), (70.0, 30.0))
    return replace(
        sample().diagrams[0],
        frontier=tuple(DiagramPoint("x", p, {}, True, False) for p in points),
        deals=(),
        named=(),
        reservation=reservation,
        reservation_range=((reservation[0] - 5, reservation[0] + 5), (reservation[1] - 5, reservation[1] + 5)),
    )


def test_gap_is_measured_at_the_other_sides_no_deal_line() -> None:
    drawn = diagram.picture(by_hand((55.0, 55.0)))
    assert not drawn.open
    first, second = drawn.gaps
    assert (first.best, first.points) == (50.0, 5.0)
    assert (second.best, second.points) == (30.0, 25.0)


def test_zone_is_bounded_by_the_lines_and_the_frontier() -> None:
    drawn = diagram.picture(by_hand((45.0, 25.0)))
    assert drawn.open and not drawn.gaps and drawn.zone is not None
    corners = [tuple(map(float, p.split(","))) for p in drawn.zone.split()]
    wanted = [(45.0, 60.0), (50.0, 60.0), (50.0, 30.0), (70.0, 30.0), (70.0, 25.0), (45.0, 25.0)]
    assert corners == [(drawn.x(a), drawn.y(b)) for a, b in wanted]


@given(st.lists(st.tuples(finite, finite), min_size=1, max_size=40))
def test_frontier_keeps_exactly_what_no_point_beats(points: list[tuple[float, float]]) -> None:
    kept = diagram.non_dominated(points)
    beaten = [p for p in set(points) if any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in points)]
    assert set(kept) == set(points) - set(beaten)
    assert kept == sorted(kept)


@given(st.lists(st.tuples(finite, finite), min_size=1, max_size=200))
def test_binning_loses_no_mark(points: list[tuple[float, float]]) -> None:
    x = plot.Scale(*plot.extent(p[0] for p in points), 0, 500)
    y = plot.Scale(*plot.extent(p[1] for p in points), 400, 0)
    bins = plot.binned(points, x, y)
    assert sum(b.count for b in bins) == len(points)
    assert max(b.strength for b in bins) == 1.0
    assert all(-0.01 <= b.x <= 500 and -0.01 <= b.y <= 400 for b in bins)


def test_more_than_a_hundred_marks_are_binned() -> None:
    few = replace(by_hand((55.0, 55.0)), deals=tuple((float(i), 10.0) for i in range(100)))
    many = replace(few, deals=tuple((float(i), 10.0) for i in range(101)))
    assert len(diagram.picture(few).dots) == 100 and not diagram.picture(few).bins
    assert not diagram.picture(many).dots and sum(b.count for b in diagram.picture(many).bins) == 101


@pytest.mark.parametrize("low, high", [(0.0, 1.0), (-3.0, 97.0), (0.001, 0.0042), (12.0, 1e6)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    made = plot.ticks(low, high)
    assert 2 <= len(made) <= 8
    assert all(low <= t <= high for t in made)
    steps = {round((b - a) / (made[1] - made[0]), 6) for a, b in itertools.pairwise(made)}
    assert steps == {1.0}


@pytest.mark.parametrize("low, high", [(1.0, 1.0), (float("nan"), 1.0)])
def test_ticks_of_no_extent_do_not_loop(low: float, high: float) -> None:
    assert len(plot.ticks(low, high)) == 1


def test_the_table_of_a_diagram_names_parties_issues_and_options() -> None:
    named_issue = IssueNames("The border", {"open-again": "Open again"})
    a = replace(sample(), issues={"the-border": named_issue})
    drawn = replace(
        by_hand((55.0, 55.0)),
        named=(DiagramPoint("Nash point", (60.0, 60.0), {"the-border": "open-again"}, True, False),),
    )
    columns, rows = diagram.table(drawn, a)
    assert list(columns[1:3]) == [f"value to {a.parties[party]}" for party in drawn.parties]
    named = [str(row[3]) for row in rows if str(row[0]).startswith("named")]
    assert named and all(said == "The border: Open again" for said in named)
