"""On which lines courses are judged, which do about as much, what is an input and no effect, and one name for one measure."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_courses import BASE, course, row, source_of

from parley.core.jsonio import dumps
from parley.insight.results.courses import Alternative, JointEffect
from parley.report import courses as words
from parley.report import ranking, terminal
from parley.report.notebook import Answer, assess

LOW = {"because": "m", "up": {"on": 40}, "down": {"on": 40}}
LINE = {
    "no-share": {
        "party": "up",
        "title": "No sharing",
        "rules_out": [{"brook": ["both", "downs"]}],
        "holds": {"value": "0.4 to 0.9", "because": "m"},
    },
    "no-gift": {
        "party": "down",
        "title": "No gift",
        "rules_out": [{"brook": ["ups"]}],
        "holds": {"value": 0.9, "because": "m"},
    },
}


def softens(text: str) -> dict[str, Any]:
    return {"title": "A text of our own", "changes": {"red_lines.no-share.holds": {"value": text, "because": "m"}}}


def answered(folder: Path, draws: int = 256, **changes: Any) -> Answer:
    return assess(source_of(folder, **changes).path, draws=draws, cache=False)


def test_a_course_that_softens_a_line_is_judged_on_the_line_and_all_others_with_it(tmp_path: Path) -> None:
    """With the lines set aside there would be nothing for it to do, and the warning would rank before it."""
    made = {"own-text": softens("-0.4 to -0.2"), "warn": {**course(down="-1"), "title": "Warns"}}
    no_deal = {**BASE["no_deal"], "values": LOW}
    answer = answered(tmp_path, red_lines=LINE, courses=made, no_deal=no_deal)
    text, warning = answer.assessment.courses
    assert {e.lines for c in (text, warning) for e in c.effect.values()} == {"weighed"}
    assert text.effect["deal"].word == "opens" and warning.effect["deal"].word == "no change"
    assert (text.effect["deal"].share_after or 0) > (text.effect["deal"].share_before or 1)
    said = ranking.headline(answer.assessment)
    assert said.startswith("“A text of our own” opens a deal") and "each line held with its stated chance" in said
    assert "lines set aside" not in said
    assert words.LINES_WHY in " ".join(answer.page.split())
    found = json.loads(dumps(answer.assessment))["courses"]
    assert {c["effect"]["deal"]["lines"] for c in found} == {"weighed"}


def test_where_no_course_touches_a_line_all_stand_on_lines_set_aside(tmp_path: Path) -> None:
    answer = answered(tmp_path, red_lines=LINE, courses={"warn": course(down="-2")})
    assert answer.assessment.courses[0].effect["deal"].lines == "none"
    assert "lines set aside" in ranking.headline(answer.assessment)


def test_on_weighed_lines_the_combinations_rank_before_the_distance(tmp_path: Path) -> None:
    made = {"own-text": softens("-0.1"), "warn": {**course(up="-5", down="-5"), "title": "Warns"}}
    lines = {**LINE, "no-share": {**LINE["no-share"], "holds": {"value": 0.4, "because": "m"}}}
    answer = answered(tmp_path, red_lines=lines, courses=made, no_deal={**BASE["no_deal"], "values": LOW})
    text, warning = (c.effect["deal"] for c in answer.assessment.courses)
    assert warning.before is not None and warning.after is not None and warning.after < warning.before
    assert text.before == text.after and text.word == "nearer"
    assert "“A text of our own” does most" in ranking.headline(answer.assessment)


# ------------------------------------------------------------------------------------------ within error


def effect(before: float, after: float, rise: float, **more: Any) -> JointEffect:
    return JointEffect("nearer", before, after, 0.4, 0.4 + rise, 0.01, 0.1, 0.1, False, False, **more)


def test_within_error_is_told_of_both_measures() -> None:
    best = effect(0.036, 0.021, 0.05, low=-0.02, high=-0.003)
    assert ranking._within_error(best, effect(0.036, 0.024, 0.04))
    assert not ranking._within_error(best, effect(0.036, 0.024, 0.0))  # the combinations tell them apart
    assert not ranking._within_error(effect(0.036, 0.001, 0.05), effect(0.036, 0.024, 0.04))  # the distance does


def test_courses_within_error_are_named_together_and_typed_directions_are_said(tmp_path: Path) -> None:
    made = {
        "table": {**course("-2 to 0", "-2 to 0"), "title": "Sets the table"},
        "aid": {**course("-1.9 to 0", "-2 to +0"), "title": "Pledges"},
        "far": {**course("-1 to +3", "-14 to -10"), "title": "Far"},
    }
    answer = answered(tmp_path, courses={k: made[k] for k in ("table", "aid")})
    said = ranking.headline(answer.assessment)
    assert "“Pledges” and “Sets the table” do most by gap and count, and about as much: gap" in said
    assert "direction is what was typed in: −2 to 0" in said
    assert "do most by gap and count, and about as much" in ranking.headline(answer.assessment, brief=True)
    far = ranking.headline(answered(tmp_path, courses={"table": made["table"], "far": made["far"]}).assessment)
    assert "“Far” does most by gap" in far and "about as much" not in far


@pytest.mark.parametrize(
    ("up", "down", "typed"),
    [
        ("+0 to +0.06", None, "0 to +0.06"),
        ("-3 to -1", "-4 to -2", "−4 to −1"),
        ("x 0.8", None, "× 0.8"),
        ("-1 to +1", None, None),
        ("-3 to -1", "+1 to +2", None),
    ],
)
def test_a_direction_is_typed_where_one_thing_moves_one_way(
    tmp_path: Path, up: str, down: str | None, typed: str | None
) -> None:
    found = row(source_of(tmp_path, courses={"it": course(up, down)}), draws=0)
    assert found.typed == typed


# ------------------------------------------------------------------------------------ an input, no effect


def test_what_the_decider_itself_wants_is_an_input_in_headline_row_and_check(tmp_path: Path) -> None:
    wants = {"title": "Hints", "changes": {"values.up.scores.brook.both": {"value": "+30 to +40", "because": "m"}}}
    changes = {"decider": "up", "courses": {"hint": wants, "warn": {**course(down="-1.5"), "title": "Warns"}}}
    source = source_of(tmp_path, **changes)
    assert any(
        said.startswith("courses.hint: changes values.up.scores.brook.both: what Up itself wants")
        for said in source.case().lint
    )
    answer = answered(tmp_path, **changes)
    a = answer.assessment
    hint, warn = a.courses
    assert hint.own and not warn.own
    said = ranking.headline(a)
    assert said.startswith("No course opens a deal; “Warns” does most")
    assert said.endswith("“Hints” changes what Up itself wants: an input, not an effect")
    assert words.brief(a, hint, "deal") == "changes what Up itself wants: an input, not an effect"
    assert words.row_words(a, hint).startswith("an input, ")
    elsewhere = source_of(tmp_path, courses={"hint": wants})  # the reeve decides: an effect on another
    assert row(elsewhere, "hint", draws=0).own == () and not any("itself wants" in s for s in elsewhere.case().lint)


# ---------------------------------------------------------------------------------------------- one measure


def test_one_measure_has_one_name_and_the_legend_explains_those_shown(tmp_path: Path) -> None:
    no_deal = {**BASE["no_deal"], "values": LOW}
    made = {"a": course("-5", "-5"), "b": course("-0.4", "+0.1"), "c": course("+4", "-6")}
    a = answered(tmp_path, courses=made, no_deal=no_deal).assessment
    for found in a.courses:
        one = found.effect["deal"]
        assert one.measure == "margin" and one.before == one.gap_before
        assert "room" not in words.deciding(one)
        assert words.deciding(one) in (
            words.moves(one),
            words.share_moves(one).removesuffix(" combinations have a zone"),
        )
    assert "Margin, where a zone exists" in words.legend(a) and "Gap: " not in words.legend(a)
    assert words.measures_brief(a).startswith("Margin (the gap below zero)")


def test_the_party_that_changes_most_has_a_column_a_ratifier_too(tmp_path: Path) -> None:
    a = answered(tmp_path, courses={"it": course("-1")}, draws=0).assessment
    found = a.courses[0]
    moved = replace(
        found,
        alternatives=(
            *(replace(x, change=0.0, word="as before") for x in found.alternatives),
            Alternative("voters", "weakens", -4.6),
        ),
    )
    assert words.columns(replace(a, required=("up", "down", "voters"), courses=(moved,)), 2) == ("up", "voters")
    assert words.columns(replace(a, courses=(found,)), 2) == ("up", "down")


@pytest.mark.parametrize(
    ("said", "shares", "told"),
    [
        ("nearer", (0.4, 0.6, 0.01), "already open, in more combinations"),
        ("further", (0.6, 0.4, 0.01), "already open, in fewer combinations"),
        ("nearer", (0.4, 0.4, 0.01), "already open, with more room to spare"),
        ("further", (None, None, None), "already open, with less room to spare"),
    ],
)
def test_where_a_zone_is_open_anyway_nothing_comes_nearer(said: Any, shares: Any, told: str) -> None:
    before, after, error = shares
    made = JointEffect(said, -0.02, -0.04, before, after, error, -0.02, -0.04, True, True, "margin")
    assert words.word(made) == told
    assert words.word(replace(made, zone_before=False, zone_after=False)) == said


def test_a_cell_that_depends_on_the_view_says_whose_its_numbers_are(tmp_path: Path) -> None:
    a = answered(tmp_path, courses={"hint": {**course(down="-1"), "title": "Hint"}}).assessment
    (hint,) = a.courses
    effect = hint.effect["deal"]
    other = replace(effect, word="opens" if effect.word != "opens" else "no change")
    apart = replace(hint, word={"deal": "depends"}, effect_by_view={"else": {"deal": other}})
    cell = words.measured_in_base(a, apart, "deal", views=True)
    assert cell.startswith(f"base: {words.word(effect)}, ") and f"; {words.word(other)} in the view “else”" in cell
    assert words.measured_in_base(a, apart, "deal") == f"In the base case: {words.measured(effect)}"
    assert words.row_words(a, apart).startswith(f"{words.word(effect)}*, ")
    screen = terminal.render(replace(a, courses=(apart,)))
    assert words.STARRED in screen and words.STARRED not in terminal.render(a)
    alike = replace(apart, word={"deal": effect.word}, effect_by_view={"else": {"deal": effect}})
    assert "*" not in words.row_words(a, alike)
    assert words.brief(a, alike, "deal") == words.word(effect)
