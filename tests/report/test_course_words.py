"""Words of a course where it depends within its own range, where a zone is open anyway, and where views part in that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sample_assessment import sample

from parley.insight.results.courses import JointEffect
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
        (effect("depends", gap_after=0.036, reason="range", low=-0.015, high=0.024), "gap 3.6 → 2.1 to 6 over its range"),
        (effect("depends", reason="range", low=-0.05, high=0.01), "gap 3.6 → a zone to 4.6 over its range"),
        (effect("depends", open_already=True, reason="range", low=-0.01, high=0.01), "margin 2 → 1 to 3 over its range"),
        (effect("depends", open_already=True, reason="range", low=-0.01, high=0.03), "margin 2 → no zone to 3 over its range"),
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
