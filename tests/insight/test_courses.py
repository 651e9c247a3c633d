"""Courses by their joint effect on the zone: the faults that called for it, and what stands beside the word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parley.case.chance.sampling import medians, sample
from parley.case.file.source import CaseSource, open_source
from parley.core.errors import CaseError
from parley.deals.results import WhyEmpty, ZoneResult
from parley.deals.zone import exists_draws, zone
from parley.insight.asking.acts import shifts_of
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.assessment import CourseRow
from parley.insight.results.courses import JointEffect
from parley.insight.results.footnotes import Footnotes
from parley.insight.sections import joint
from parley.insight.sections.courses import course_row
from parley.model.compose import problem
from parley.outlook.shifts import applied, came_true
from parley.report import courses as words
from parley.report import ranking
from parley.report.notebook import Answer, assess

BASE: dict[str, Any] = {
    "parley": 1,
    "title": "Two farms",
    "question": "Should the reeve press?",
    "decider": "reeve",
    "as_of": "2024-06-01",
    "parties": {
        "up": {"title": "Up", "role": "principal"},
        "down": {"title": "Down", "role": "principal"},
        "reeve": {"title": "Reeve", "role": "supporter"},
    },
    "issues": {
        "brook": {"title": "Brook", "options": {"ups": "To Up", "both": "Shared", "downs": "To Down"}},
        "path": {"title": "Path", "options": {"ups": "To Up", "both": "Shared", "downs": "To Down"}},
    },
    "values": {
        "up": {
            "because": "m",
            "weights": {"brook": 60, "path": 40},
            "scores": {k: {"ups": 100, "both": 50, "downs": 0} for k in ("brook", "path")},
        },
        "down": {
            "because": "m",
            "weights": {"brook": 40, "path": 60},
            "scores": {k: {"ups": 0, "both": 50, "downs": 100} for k in ("brook", "path")},
        },
    },
    "no_deal": {
        "model": "outcomes",
        "outcomes": {"on": "It goes on"},
        "beliefs": {"because": "m", "up": {"on": 1}, "down": {"on": 1}, "analyst": {"on": 1}},
        "values": {"because": "m", "up": {"on": "58 to 66"}, "down": {"on": "60 to 68"}},
    },
}
UP, DOWN = "no_deal.values.up.on", "no_deal.values.down.on"


def source_of(folder: Path, **changes: Any) -> CaseSource:
    file = folder / "farms.yaml"
    file.write_text(json.dumps({**BASE, **changes}), encoding="utf-8")
    return open_source(file)


def course(up: str | None = None, down: str | None = None, **more: Any) -> dict[str, Any]:
    changes = {path: {"value": text, "because": "m"} for path, text in ((UP, up), (DOWN, down)) if text is not None}
    return {"title": "A course", **({"changes": changes} if changes else {}), **more}


def row(source: CaseSource, key: str = "it", draws: int = 256) -> CourseRow:
    return course_row(Evaluator(source, draws=draws), key, Footnotes(source.case(), (), {}))


def effect(folder: Path, made: dict[str, Any], **changes: Any) -> JointEffect:
    return row(source_of(folder, courses={"it": made}, **changes)).effect["deal"]


def larger(source: CaseSource, key: str | None, view: str | None = None) -> float:
    """The larger gap by the engines alone."""
    case = source.case(view)
    at = medians(case)
    if key is not None:
        at = applied(at, shifts_of(case, case.courses[key]))
    return max(g for g in zone(problem(case, at, None, "own", "none")).gap if g is not None)


# ---------------------------------------------------------------------------------------------- the faults


def test_a_course_by_which_gaps_grow_is_no_progress(tmp_path: Path) -> None:
    """One side's alternative weakens, the other's grows by more: no party's balance may hide that the gap grew."""
    made = effect(tmp_path, course("-2 to 0", "+2 to +4"))
    assert made.word == "further"
    assert made.gap_before is not None and made.gap_after is not None and made.gap_after > made.gap_before
    assert made.share_after is not None and made.share_before is not None and made.share_after <= made.share_before


def test_a_course_whose_own_range_holds_both_depends_and_says_so(tmp_path: Path) -> None:
    made = effect(tmp_path, course("-2 to 0", "-2 to +8"))
    assert made.word == "depends" and made.reason == "range"
    assert made.low is not None and made.low < 0 < (made.high or 0)
    assert "nearer" in words.why(made) and "further" in words.why(made)


def test_the_course_that_does_most_is_named_with_its_scope(tmp_path: Path) -> None:
    """Both gaps fall and many more combinations have a zone: nearer, whatever one side's alternative does."""
    source = source_of(
        tmp_path,
        courses={
            "back": {**course("-1 to +3", "-14 to -10"), "title": "Backs Up"},
            "tidy": {**course("-1 to -0.6", "-1 to -0.6"), "title": "Tidies"},
        },
    )
    answer = assess(source.path, draws=512, cache=False)
    back, tidy = answer.assessment.courses
    assert back.effect["deal"].word == tidy.effect["deal"].word == "nearer"
    assert back.word == {"deal": "nearer"}
    assert back.effect["deal"].gap_before == pytest.approx(larger(source, None))
    assert back.effect["deal"].gap_after == pytest.approx(larger(source, "back"))
    said = ranking.headline(answer.assessment)
    assert said.startswith("None of the two courses opens a deal; “Backs Up” does most by gap and count: gap 34 → 22; ")
    assert said.endswith("more of 100 combinations have a zone (base case, middle numbers, lines set aside)")


def test_a_view_that_has_a_zone_hides_no_base_that_has_none(tmp_path: Path) -> None:
    """Base without a zone, the one view with: whatever a course does, its word over both is not the view's alone."""
    views = {"mild": {"title": "mild", "date": "2024-05-01", "because": "m", UP: "30 to 34", DOWN: "30 to 34"}}
    found = row(source_of(tmp_path, views=views, courses={"it": course("-1.5", "-1.5")}))
    base, mild = found.effect["deal"], found.effect_by_view["mild"]["deal"]
    assert (base.zone_before, base.zone_after) == (False, False) and mild.zone_before is True
    assert base.word == mild.word == "nearer" and mild.measure == "margin"
    opens = row(source_of(tmp_path, views=views, courses={"it": course("-30", "-30")}))
    assert opens.effect["deal"].word == "opens" and opens.effect_by_view["mild"]["deal"].word == "nearer"
    assert opens.word["deal"] == "depends"


def test_a_view_dated_after_the_question_counts_for_no_word(tmp_path: Path) -> None:
    views = {"later": {"title": "later", "date": "2024-09-01", "because": "m", UP: "30", DOWN: "30"}}
    found = row(source_of(tmp_path, views=views, courses={"it": course("-30", "-30")}))
    assert found.effect_by_view["later"]["deal"].word == "nearer"
    assert found.word["deal"] == found.effect["deal"].word == "opens"


# ------------------------------------------------------------------------------------------------ the rule


def result(exists: bool, gap: tuple[float | None, ...], shortfall: float) -> ZoneResult:
    none = zone_like()
    return ZoneResult(
        **{
            **none,
            "exists": exists,
            "gap": gap,
            "shortfall": shortfall,
            "why_empty": None if exists else none["why_empty"],
        }
    )


def zone_like() -> dict[str, Any]:
    from parley.deals.results import Count

    one = Count(1, 1, 1, True)
    return {
        "exists": False, "why_empty": WhyEmpty.NO_DEAL_PREFERRED, "gap": (), "gap_without_lines": (), "shortfall": 0.0,
        "shortfall_without_lines": 0.0, "deals": one, "admissible": one, "possible": one, "example": None,
        "example_values": None, "blocking": (), "method": "",
    }  # fmt: skip


NO_SHARE = (None, None, None)


@pytest.mark.parametrize(
    ("before", "after", "shares", "ends", "word"),
    [
        ((False, (0.3, 0.2), 0.2), (False, (0.2, 0.1), 0.1), NO_SHARE, None, "nearer"),
        ((False, (0.2, 0.1), 0.1), (False, (0.3, 0.2), 0.2), NO_SHARE, None, "further"),
        ((False, (0.3, 0.2), 0.2), (False, (0.302, 0.2), 0.2), NO_SHARE, None, "no change"),
        ((False, (0.3, 0.2), 0.2), (False, (0.302, 0.2), 0.2), (0.1, 0.2, 0.01), None, "nearer"),
        ((False, (0.3, 0.2), 0.2), (False, (0.2, 0.1), 0.1), (0.2, 0.1, 0.01), None, "depends"),
        ((False, (0.3, 0.2), 0.2), (False, (0.2, 0.1), 0.1), (0.2, 0.19, 0.01), None, "nearer"),
        ((False, (0.3, 0.2), 0.2), (False, (0.2, 0.1), 0.1), NO_SHARE, (-0.2, 0.1), "depends"),
        ((False, (0.3, 0.2), 0.2), (False, (0.2, 0.1), 0.1), NO_SHARE, (-0.2, 0.004), "nearer"),
        ((False, (0.3, 0.2), 0.2), (False, (0.2, 0.1), 0.3), NO_SHARE, None, "depends"),
        ((False, (0.3, 0.2), 0.2), (True, (-0.1, -0.1), -0.1), NO_SHARE, None, "opens"),
        ((False, (0.3, 0.2), 0.2), (True, (-0.1, -0.1), -0.1), (0.5, 0.4, 0.01), None, "depends"),
        ((True, (-0.1, -0.1), -0.1), (False, (0.3, 0.2), 0.2), NO_SHARE, None, "further"),
        ((True, (-0.1, -0.1), -0.1), (False, (0.3, 0.2), 0.2), (0.4, 0.5, 0.01), None, "depends"),
        # where gaps compare the margin is the gap below zero; another measure would be a second name for one thing
        ((True, (-0.1, -0.1), -0.1), (True, (-0.1, -0.1), -0.2), NO_SHARE, None, "no change"),
        ((True, (-0.2, -0.2), -0.2), (True, (-0.1, -0.1), -0.2), NO_SHARE, None, "further"),
        # a party gets a gap only after the course: gaps are not compared, the shortfall is
        ((False, (0.1, None), 0.2), (False, (0.1, 0.5), 0.1), NO_SHARE, None, "nearer"),
    ],
)
def test_the_word_by_the_rule(before: Any, after: Any, shares: Any, ends: Any, word: str) -> None:
    was, now = result(*before), result(*after)
    gaps = joint._larger_gaps(was, now)
    measure = joint._measure(was, now, gaps[0])
    assert joint._word(was, now, gaps, shares, measure, ends)[0] == word


def test_a_course_that_closes_a_zone_says_so(tmp_path: Path) -> None:
    wide = {**BASE["no_deal"], "values": {"because": "m", "up": {"on": 40}, "down": {"on": 40}}}
    made = effect(tmp_path, course("+30", "+30"), no_deal=wide)
    assert made.word == "further" and made.closes
    assert words.effect_words(made).startswith("further, closes it: gap a zone → ")
    kept = effect(tmp_path, course("+5", "+5"), no_deal=wide)
    assert kept.word == "further" and kept.measure == "margin" and "margin" in words.moves(kept)


def test_without_draws_the_distance_alone_decides(tmp_path: Path) -> None:
    found = row(source_of(tmp_path, courses={"it": course("-1.5", "-1.5")}), draws=0)
    made = found.effect["deal"]
    assert made.word == "nearer" and made.share_before is made.share_after is made.share_se is None
    assert words.measured(made) == "gap 34 → 32"


def test_shares_are_those_of_common_draws_and_of_the_table_of_kinds(tmp_path: Path) -> None:
    source = source_of(tmp_path, courses={"it": course("-1 to +3", "-14 to -10")})
    answer = assess(source.path, draws=512, cache=False).assessment
    made, case = answer.courses[0].effect["deal"], source.case()
    drawn = sample(case, 512, 0)
    after = applied(drawn, shifts_of(case, case.courses["it"]), how="drawn", seed=0)
    was, now = (exists_draws(problem(case, d, None, "own", "none"))[0] for d in (drawn, after))
    assert made.share_before == answer.kinds[0].softened.share == was.mean()
    assert made.share_after == now.mean()
    change = now.astype(float) - was
    assert made.share_se == pytest.approx(change.std() / np.sqrt(512))


# ------------------------------------------------------------------------- alternatives, risk, waiting


def test_an_alternative_weakens_or_strengthens_and_is_never_progress(tmp_path: Path) -> None:
    source = source_of(tmp_path, courses={"it": course("-3", "+0.5"), "none": {"title": "Waits", "waits": 2}})
    answer = assess(source.path, draws=0, cache=False)
    a = answer.assessment
    assert [words.alternative_words(a, found) for found in a.courses[0].alternatives] == [
        "Up’s alternative weakens by 3 points",
        "Down’s alternative strengthens by 0.5 points",
    ]
    assert words.alternatives_brief(a, a.courses[0]) == "Alternatives: Up weaker by 3 points, Down stronger by 0.5"
    assert words.alternative_words(a, a.courses[1].alternatives[0]) == "Up’s alternative as before"
    assert words.alternatives_brief(a, a.courses[1]) == ""
    assert "closer" not in f"{answer}{answer.page}"


RISK = {"text": "It leaks", "chance": "0.2 to 0.4", "changes": {DOWN: {"value": "+20", "because": "m"}}}


def test_a_risk_comes_true_as_often_as_its_chance_says(tmp_path: Path) -> None:
    source = source_of(tmp_path, courses={"it": course("-1.5", "-1.5", risk=RISK)})
    case = source.case()
    shifts, drawn = shifts_of(case, case.courses["it"]), sample(case, 4096, 0)
    moved = applied(drawn, shifts, how="drawn", seed=0)
    size = moved.get(DOWN) - drawn.get(DOWN)
    assert set(np.round(size, 6)) == {-1.5, 18.5}
    risk = case.courses["it"].risk
    assert risk is not None and risk.chance is not None
    came = came_true(risk.chance, 4096, 0)
    assert np.array_equal(came, size > 0) and came.mean() == pytest.approx(0.3, abs=0.03)
    at = applied(medians(case), shifts)  # at the middle numbers it does not
    assert at.get(DOWN)[0] == medians(case).get(DOWN)[0] - 1.5


def test_a_risk_with_a_chance_can_make_it_depend(tmp_path: Path) -> None:
    plain = row(source_of(tmp_path, courses={"it": course("-1.5", "-1.5", risk="It leaks")}))
    risky = row(source_of(tmp_path, courses={"it": course("-1.5", "-1.5", risk=RISK)}))
    assert plain.effect["deal"].word == "nearer"
    assert risky.effect["deal"].word == "depends" and risky.effect["deal"].reason == "range"
    assert risky.effect["deal"].gap_after == plain.effect["deal"].gap_after
    said = words.risk(risky), words.risk(plain)
    assert [s.text for s in said if s is not None] == [
        "It leaks (put at 20 to 40 of 100)",
        "It leaks (in words only; in no number)",
    ]
    assert risky.turns_on is not None and "the risk of" in risky.turns_on.text


@pytest.mark.parametrize(
    ("made", "doubt"),
    [
        (course("-4", risk="It leaks"), "the risk “It leaks” enters no number: write changes: and chance: under it"),
        ({"title": "Sits"}, "courses.it: does nothing"),
        ({"title": "Waits", "waits": 3}, "courses.it.waits: nothing says what a month costs"),
    ],
)
def test_what_enters_no_number_is_a_doubt(tmp_path: Path, made: dict[str, Any], doubt: str) -> None:
    assert any(doubt in said for said in source_of(tmp_path, courses={"it": made}).case().lint)


@pytest.mark.parametrize("risk", [RISK, {"text": "It leaks", "through": UP}])
def test_a_risk_that_enters_a_number_is_no_doubt(tmp_path: Path, risk: dict[str, Any]) -> None:
    assert not any("risk" in said for said in source_of(tmp_path, courses={"it": course("-4", risk=risk)}).case().lint)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (course("-4", risk={"text": "x", "changes": {UP: "+1"}}), "does not say how likely it is"),
        (course("-4", risk={"text": "x", "chance": 0.2}), "has a chance, and changes nothing"),
        (course("-4", risk={"text": "x", "chance": 1.2, "changes": {UP: "+1"}}), "courses.it.risk.chance"),
        (course("-4", risk={"text": "x", "through": DOWN}), "the act does not change 'no_deal.values.down.on'"),
        (course("-4", risk={"chance": 0.2, "changes": {UP: "+1"}}), "text"),
        (course("-4", risk={"text": "x", "chance": 0.2, "changes": {"no_deal.values.up.of": "+1"}}), "no number"),
        (course("-4", waits="soon"), "courses.it.waits"),
        (course("-4", waits=-1), "courses.it.waits"),
    ],
)
def test_bad_risks_and_waits_are_refused_with_the_place(tmp_path: Path, made: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseError) as told:
        source_of(tmp_path, courses={"it": made})
    assert said in str(told.value) and "farms.yaml:1:" in str(told.value)


def test_waiting_costs_what_a_month_costs(tmp_path: Path) -> None:
    no_deal = {**BASE["no_deal"], "rates": {"casualties": {"up": "10000 to 15000"}}}
    outlook = {"costs": {"because": "m", "up": "0.3 to 0.9", "down": 0.5}}
    made = {"title": "Waits", "waits": "3 months"}
    answer = assess(
        source_of(tmp_path, courses={"it": made}, no_deal=no_deal, outlook=outlook).path, draws=0, cache=False
    )
    a = answer.assessment
    waiting = a.courses[0].waiting
    assert waiting is not None and waiting.months.median == 3
    up, down = waiting.costs
    assert up.points is not None and [up.points.median, up.points.low] == pytest.approx([1.8, 0.9])
    assert [up.units["casualties"].low, up.units["casualties"].high] == pytest.approx([30_000, 45_000])
    assert down.points is not None and down.points.low == down.points.high == pytest.approx(1.5) and not down.units
    said = words.waiting_words(a, a.courses[0])
    assert "Up 1.8 points (0.9 to 2.7) and 30,000 to 45,000 casualties; Down 1.5 points, whatever follows." in said
    assert "A deal reached then is worth less than the same deal now: points, 1.8 for Up, 1.5 for Down." in said
    assert a.courses[0].effect["deal"].word == "no change"


# --------------------------------------------------------------------------- one thing said everywhere


def test_every_rendering_says_the_same(tmp_path: Path) -> None:
    from parley.report import memo, terminal

    views = {
        "mild": {"title": "after Mild (our reading)", "date": "2024-05-01", "because": "m", UP: "30 to 34", DOWN: 31}
    }
    made = {
        "back": {**course("-1 to +3", "-14 to -10", risk=RISK), "title": "Backs Up"},
        "tidy": {**course("-1 to -0.6", "-1 to -0.6", risk="It shows"), "title": "Tidies"},
    }
    answer = assess(source_of(tmp_path, views=views, courses=made).path, draws=128, cache=False)
    a = answer.assessment
    text, screen, page = memo.markdown(a), _squeezed(str(answer)), _squeezed(answer.page)
    wide = _squeezed(terminal.render(a, width=200))
    frame = {(r["course"], r["view"]): r["says"] for r in _rows(answer, "courses") if r["kind"] == "deal"}
    for found in a.courses:
        one = found.effect["deal"]
        assert frame[(found.course, "base")] == words.effect_words(one)
        assert words.measured(one) in page
        assert all(words.alternative_words(a, moved) in page for moved in found.alternatives)
        assert words.in_memo(a, found, "deal") in text and words.alternatives_brief(a, found) in text
        assert words.deciding(one) in wide
        risk = words.risk(found)
        assert risk is not None and all(risk.text in place for place in (page, _squeezed(text).replace("\\", "")))
    assert ranking.headline(a) in page
    for place in (screen, _squeezed(text)):
        assert ranking.headline(a, brief=True) in place


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _rows(answer: Answer, what: str) -> list[dict[str, Any]]:
    from parley.report.notebook import TABLES

    return [dict(r) for r in TABLES[what](answer.assessment)]
