"""Words of a course where it depends within its own range, where a zone is open anyway, and where views part in that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sample_assessment import sample

from parley.insight.results.courses import Amount, JointEffect, Waiting, WaitingCost
from parley.report import courses, ranking


def effect(word: Any = "nearer", *, open_already: bool = False, **more: Any) -> JointEffect:
    """Of a zone that is open before and after, or of a gap."""
    ends = (-0.02, -0.04) if open_already else (0.036, 0.021)
    made = JointEffect(
        word, *ends, 0.4, 0.45, 0.005, *ends, open_already, open_already, "margin" if open_already else "gap"
    )
    return replace(made, **more)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (effect("depends", gap_after=0.036, reason="range", low=-0.015, high=0.024), "gap 2.1 to 6"),
        (effect("depends", reason="range", low=-0.05, high=0.01), "gap a zone to 4.6"),
        (effect("depends", open_already=True, reason="range", low=-0.01, high=0.01), "margin 1 to 3"),
        (effect("depends", open_already=True, reason="range", low=-0.01, high=0.03), "margin no zone to 3"),
        (effect("depends", reason="against"), "gap 3.6 → 2.1"),
        (effect("nearer"), "gap 3.6 → 2.1"),
    ],
)  # fmt: skip
def test_a_course_that_depends_within_its_range_shows_both_ends(made: JointEffect, told: str) -> None:
    assert courses.deciding(made) == told
    assert courses.measured_brief(made).startswith(told)


def answer(base: JointEffect, other: JointEffect) -> Any:
    a = sample()
    one = replace(
        a.courses[0],
        effect={a.main_kind: base},
        effect_by_view={view: {a.main_kind: other if i == 0 else base} for i, view in enumerate(a.views)},
        word={a.main_kind: base.word},
        own=(),
    )
    return replace(a, courses=(one,)), one


def test_of_one_word_a_view_in_which_the_zone_is_open_already_is_told_apart() -> None:
    a, one = answer(effect("nearer"), effect("nearer", open_already=True))
    assert courses.parts_on_view(a, one, a.main_kind)
    assert courses.row_words(a, one).startswith("nearer*, ")
    assert "already open, in more combinations in the view" in courses.overall(a, one, a.main_kind)
    assert ": already open, in more combinations" in courses.in_memo(a, one, a.main_kind)
    alike, same = answer(effect("nearer"), effect("nearer"))
    assert not courses.parts_on_view(alike, same, a.main_kind)
    assert courses.overall(alike, same, a.main_kind) == "nearer"


@pytest.mark.parametrize("word", ["nearer", "further"])
def test_no_headline_says_nearer_or_further_of_a_zone_that_is_open(word: Any) -> None:
    made = effect(word, open_already=True, share_after=0.45 if word == "nearer" else 0.35)
    a, _ = answer(made, made)
    for brief in (False, True):
        said = ranking.headline(a, brief=brief)
        assert "nearer" not in said and "further" not in said, said
    assert "already open" in ranking.headline(a) or word == "nearer"


def test_a_range_of_an_open_zone_reaches_from_more_room_to_less() -> None:
    made = effect("depends", open_already=True, reason="range", low=-0.01, high=0.02)
    assert courses.why(made) == "its own range reaches from 1 more room to 2 less"


def test_where_the_word_goes_by_the_share_it_stands_first_and_no_movement_of_the_gap_is_shown() -> None:
    """Fewer combinations, and a gap that stays, or that falls by less than half a hundredth."""
    for gap_after in (0.036, 0.0352):
        made = effect("further", gap_after=gap_after, share_after=0.35)
        for said in (courses.measured(made), courses.measured_brief(made), courses.effect_words(made)):
            assert "→" not in said and said.index("5 ± 1 fewer") < said.index("gap stays"), said
        assert courses.deciding(made) == "5 ± 1 fewer of 100"
    assert courses.measured(effect("nearer")).startswith("gap 3.6 → 2.1; 5 ± 1 more")
    assert "→" not in courses.measured(effect("no change", gap_after=0.036, share_after=0.4))
    assert courses.moves(effect("opens", gap_after=0.035, zone_after=True)) == "gap 3.6 → a zone"


def two(first: JointEffect, second: JointEffect) -> Any:
    a = sample()
    made = [
        replace(
            course, title=title, effect={a.main_kind: found}, effect_by_view={}, word={a.main_kind: found.word}, own=(), gives_up=()
        )
        for course, title, found in zip(a.courses, ("Warns", "Squeezes"), (first, second), strict=False)
    ]  # fmt: skip
    return replace(a, courses=tuple(made))


@pytest.mark.parametrize("word", ["nearer", "depends"])
def test_where_gap_and_count_name_different_courses_both_are_named(word: Any) -> None:
    """The larger fall of the gap is the first one's, the larger rise of the count the second one's."""
    more = effect(word, gap_after=0.030, share_after=0.55, reason="range" if word == "depends" else None)
    more = replace(more, low=-0.02, high=0.01) if word == "depends" else more
    for brief in (False, True):
        said = ranking.headline(two(effect("nearer", gap_after=0.01), more), brief=brief)
        assert "by the gap “Warns” does most (gap 3.6 → 1), by count “Squeezes” (15 ± 1 more of 100)" in said, said
    assert "“Warns” does most by gap and count: gap" in ranking.headline(two(effect("nearer"), effect("no change")))
    only = ranking.headline(
        two(effect("nearer", gap_after=0.036), effect("no change", gap_after=0.036, share_after=0.4))
    )
    assert "“Warns” does most by count: 5 ± 1 more" in only


def waits(costs: tuple[WaitingCost, ...]) -> Any:
    a = sample()
    return a, replace(a.courses[0], waiting=Waiting(Amount(3, 3, 3), costs))


def test_what_counts_people_is_told_on_every_page_and_what_falls_on_all_is_no_partys() -> None:
    points = Amount(1, 1, 1)
    dead = {"shells": Amount(9, 9, 9), "civilians-killed": Amount(40, 40, 40), "percent-of-output": Amount(2, 2, 2)}
    a, own = waits((WaitingCost("ukraine", points, dead), WaitingCost("russia", points)))
    said = courses.waiting_brief(a, own)
    assert "9 shells" in said and "40 civilians killed" in said and "output" not in said
    a, joint = waits(
        (WaitingCost("ukraine", points, {"deaths-on-all-sides": Amount(20, 15, 25)}), WaitingCost("russia", points))
    )
    for said in (courses.waiting_brief(a, joint), courses.waiting_words(a, joint)):
        assert "costs 15 to 25 deaths on all sides; Ukraine 1 point; Russia 1 point" in said, said
