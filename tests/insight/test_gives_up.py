"""A course that gives up a kind of deal is in no rank by it: what it does to it stays in the record, and no page ranks it so."""

from __future__ import annotations

import csv
import io
import urllib.parse
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from test_courses import course, row, source_of

from parley.core.errors import CaseError
from parley.insight.answer.assess import assess
from parley.insight.results.assessment import Assessment
from parley.insight.views.diff import structural
from parley.report import courses, html, memo, ranking, terminal
from parley.report.notebook import Answer
from parley.report.page import Page

KINDS: dict[str, Any] = {
    "whole": {"title": "Whole settlement", "only": "all"},
    "step": {"title": "First step: the brook", "only": {"brook": "all"}},
    "none-at-all": {"title": "Pause", "only": {"path": "all"}},
}
GIVEN = "gives up a whole settlement, and has no rank by it"


def made(folder: Path, **courses: Any) -> Assessment:
    source = source_of(folder, kinds=KINDS, main_kind="whole", courses=courses)
    return assess(source, draws=64, statements=(), cache=False)


@pytest.fixture
def answer(tmp_path: Path) -> Assessment:
    """A course that does most for the settlement, and does not seek it."""
    return made(
        tmp_path,
        little={**course("-3", "-3"), "title": "Urges a little"},
        much={**course("-25", "-25"), "title": "Buys a step", "gives_up": ["whole"]},
    )


def test_it_is_measured_as_before_and_says_what_it_gives_up(tmp_path: Path) -> None:
    one = course("-25 to -15", "-3", gives_up="whole")
    source = source_of(tmp_path, kinds=KINDS, main_kind="whole", courses={"it": one})
    found = row(source)
    plain = row(source_of(tmp_path, kinds=KINDS, main_kind="whole", courses={"it": course("-25 to -15", "-3")}))
    assert found.gives_up == ("whole",) and plain.gives_up == ()
    assert found.turns_on is None and plain.turns_on is not None  # on what it hangs is asked of the main kind
    assert replace(found, gives_up=(), turns_on=plain.turns_on) == plain


def test_it_is_in_no_rank_by_that_kind_and_every_page_says_so(answer: Assessment) -> None:
    little, much = answer.courses
    assert much.effect["whole"].word == "opens" and little.effect["whole"].word != "opens"
    said = ranking.headline(answer)
    assert "opens" not in said.replace("No course opens", "") and f"“Buys a step” {GIVEN}" in said
    assert ranking.headline(answer, brief=True).endswith(f"“Buys a step” {GIVEN}")
    assert courses.brief(answer, much, "whole") == courses.row_words(answer, much) == "gives it up"
    assert courses.measured_in_base(answer, much, "whole", views=True) == ""
    assert not courses.parts_on_view(answer, much, "whole")
    pages = (terminal.render(answer), html.render(answer), memo.markdown(answer))
    for page in pages:
        text = " ".join(unescape(page).split())
        assert "gives it up" in text or GIVEN in text
    assert "It gives up a whole settlement, and has no rank by it." in unescape(pages[1])
    assert courses.measured(much.effect["whole"]) not in unescape(pages[1])
    assert courses.measured(much.effect["step"]) in unescape(pages[1])


def test_the_memo_tells_what_it_does_to_the_kinds_that_it_may_seek(answer: Assessment) -> None:
    told = courses.overall(answer, answer.courses[1], "whole")
    step = courses.brief(answer, answer.courses[1], "step")
    assert told.startswith(f"{GIVEN}; a first step: {step}; a pause: ")


def test_tables_of_data_say_which_are_given_up(answer: Assessment) -> None:
    data = urllib.parse.unquote(Page(answer).courses_csv.partition(",")[2])
    rows = [r for r in csv.DictReader(io.StringIO(data)) if r["view"] == "base"]
    assert {(r["course"], r["kind"]) for r in rows if r["given up"] == "yes"} == {("much", "whole")}
    frame = Answer(answer).to_frame("courses")
    assert set(frame[frame["given_up"]]["kind"]) == {"whole"} and set(frame[frame["given_up"]]["says"]) == {GIVEN}


def test_where_every_course_gives_the_kind_up_none_is_ranked(tmp_path: Path) -> None:
    two = made(
        tmp_path,
        one={**course("-25"), "title": "One", "gives_up": ["whole"]},
        two={**course("-3"), "title": "Two", "gives_up": ["step", "whole", "whole"]},
    )
    assert ranking.headline(two) == "“One” and “Two” give up a whole settlement, and have no rank by it"
    assert two.courses[1].gives_up == ("step", "whole")
    assert (
        courses.not_sought(two, two.courses[1])
        == "gives up a first step and a whole settlement, and has no rank by them"
    )
    assert courses.measures_brief(two) and courses.legend(two)


@pytest.mark.parametrize(
    "given, said",
    [("hole", "there is no kind of deal 'hole'"), (["whole", "steps"], "there is no kind of deal 'steps'")],
)
def test_an_unknown_kind_is_one_message_with_its_line(tmp_path: Path, given: Any, said: str) -> None:
    with pytest.raises(CaseError) as refused:
        source_of(tmp_path, kinds=KINDS, main_kind="whole", courses={"it": course("-3", gives_up=given)})
    (problem,) = refused.value.problems
    assert problem.message == said and "did you mean" in (problem.hint or "")
    assert (
        problem.where is not None and problem.where.line is not None and str(problem.where.path).endswith("farms.yaml")
    )


def test_a_kind_that_is_no_word_is_one_message(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as refused:
        source_of(tmp_path, kinds=KINDS, main_kind="whole", courses={"it": course("-3", gives_up={"whole": 1})})
    assert len(refused.value.problems) == 1


def test_a_diff_tells_that_a_course_gives_up_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    old, new = (
        source_of(tmp_path / f, kinds=KINDS, main_kind="whole", courses={"it": course("-3", gives_up=g)}).case()
        for f, g in (("a", []), ("b", ["step"]))
    )
    assert structural(old, new) == ("course it: gives up other kinds of deal",)
    assert structural(old, old) == ()
