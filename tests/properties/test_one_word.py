"""One test has one word, and the same cell reads the same wherever it stands: answer, table of kinds, Assumptions, Compare, Courses,
report, memo, terminal, notebook, the commands and their JSON; on both shipped cases and on random small ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path

import lxml.html
import pytest
import random_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.app import assumptions, bundle, side_by_side
from parley.app.state import State
from parley.app.workbench import Workbench
from parley.case import open_source
from parley.cli import zone as zone_command
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.insight.asking.cache import Cache
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.results import words
from parley.insight.results.assessment import Assessment, KindRow
from parley.insight.results.words import LINES_SAID, NO_DOUBT, over
from parley.insight.views.compare import compare
from parley.report import formats, html, memo, notebook, terminal, verdicts
from parley.report.page import Page

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = Path(__file__).resolve().parents[1] / "data" / "cases"
DRAWS = 32
SEEDS = range(8)
ALL = [*SEEDS, "ukraine-2022-23", "iran-2012"]

Case = tuple[Path, Assessment, lxml.html.HtmlElement]

VOTES = re.compile(
    r"\b(\d+|none) of (the )?\d+ views|\bboth views\b|\ball \d+ views\b|\bviews find\b|of \d+ \(base case", re.I
)
"""Views counted as votes."""


class _None:
    """A query of no acts."""

    def getlist(self, key: str) -> list[str]:
        return []


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def kept() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def place(which: int | str, folder: Path) -> Path:
    return EXAMPLES / which if isinstance(which, str) else random_cases.case_file(which, folder)


def answer(path: Path) -> Assessment:
    return assess(open_source(path), draws=DRAWS, statements=(), cache=False)


@pytest.fixture(scope="module")
def made() -> dict[int | str, Case]:
    return {}


@pytest.fixture(params=ALL, ids=str)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, made: dict[int | str, Case]) -> Case:
    """A case's file, its answer and its page, made once for all tests of this file, in whatever order they come."""
    if request.param not in made:
        path = place(request.param, tmp_path_factory.mktemp("case"))
        a = answer(path)
        made[request.param] = path, a, lxml.html.document_fromstring(html.render(a))
    return made[request.param]


def test_the_same_cell_reads_the_same_everywhere(case: Case, kept: ExitStack) -> None:
    path, a, page = case
    source = open_source(path)
    workbench = kept.enter_context(closing(Workbench(path, draws=DRAWS)))
    evaluator = Evaluator(source, draws=DRAWS, cache=Cache())
    seen = {
        "notebook": {(r["kind"], r["view"], r["red_lines"]): r["verdict"] for r in notebook.TABLES["kinds"](a)},
        "json": _of_json(json.loads(dumps(a))["kinds"]),
        "report": _of_page(a, page),
        "compare": {
            (kind, view, lines): brief.verdict
            for kind, by_view in compare(evaluator, (None, *source.views)).kinds.items()
            for view, cells in by_view.items()
            for lines, brief in cells.items()
        },
        "Compare": {
            (row.kind, view, lines): cell.verdict
            for row in side_by_side.compare(workbench, State(), {})["kinds"]
            for view, cells in row.by_view.items()
            for lines, cell in cells.items()
        },
        "Assumptions": {},
        "Courses": {},
        "zone": {},
    }
    for view in (None, *source.views):
        state = State(view=view)
        for row in assumptions.results(workbench, state).rows:
            seen["Assumptions"] |= {(row.kind, view or "base", lines): c.verdict for lines, c in row.cells.items()}
        for shown in bundle.bundle(workbench, state, _None())["rows"]:
            seen["Courses"] |= {
                (shown["kind"], view or "base", lines): c["before"].verdict for lines, c in shown["cells"].items()
            }
        for kind in source.case().kinds:
            for lines in LINES_SAID:
                e = evaluator.evaluate(view, Ask(kind, red_lines=lines), n=0)  # type: ignore[arg-type]
                record = zone_command.as_record(evaluator.case(view), e)
                seen["zone"][kind, view or "base", lines] = _word(record["point"])
    cells = {
        (row.kind, view, lines): c.verdict
        for row in a.kinds
        for view, by in row.by_view.items()
        for lines, c in by.items()
    }
    for where, found in seen.items():
        # with lines weighed a page tells the share alone, where there is one
        told = {at: word for at, word in cells.items() if where != "report" or at in found}
        assert found == told, where


def _of_json(kinds: list[dict[str, object]]) -> dict[tuple[str, str, str], str]:
    return {
        (row["kind"], view, lines): cell["verdict"]
        for row in kinds
        for view, by in row["by_view"].items()  # type: ignore[attr-defined]
        for lines, cell in by.items()
    }  # type: ignore[misc]


def _word(point: Mapping[str, object]) -> str:
    """The word of a zone test, from its documented JSON."""
    if point["exists"] is None:
        return "not decided"
    why = point["why_empty"]
    return "open" if point["exists"] else "ruled out" if why is not None and why.value == "ruled_out" else "none"  # type: ignore[attr-defined]


def _of_page(a: Assessment, tree: lxml.html.HtmlElement) -> dict[tuple[str, str, str], str]:
    """The words in the table of views of the report."""
    rows = tree.xpath("//section[@id='views']//table//tbody/tr")
    keys = ["base", *a.views]
    found = {}
    for key, row in zip(keys, rows, strict=False):
        for kind, td in zip(a.kinds, row.xpath("td"), strict=True):
            for lines, cell in zip(LINES_SAID, td.xpath("span[@class='cell']"), strict=True):
                assert cell.xpath("span[@class='lines']")[0].text_content() == LINES_SAID[lines]
                shown = kind.by_view[key][lines]
                if words.by_share(lines, shown.share, shown.varies):
                    assert not cell.xpath("span[contains(@class,'verdict')]")
                    continue
                found[kind.kind, key, lines] = _plain(cell.xpath("span[contains(@class,'verdict')]")[0])
    return found


def _plain(verdict: lxml.html.HtmlElement) -> str:
    sign = verdict.xpath("span[@class='sign']")[0].text_content()
    return " ".join(verdict.text_content().replace(sign, "", 1).split())


def test_the_word_over_views_is_the_same_on_every_first_screen(case: Case) -> None:
    _, a, tree = case
    rows = tree.xpath("//section[@id='answer']//table[contains(@class,'kinds')]/tbody/tr")
    tables = [part for part in memo.outline(a) if part.kind == "table"]
    screen = terminal.render(a, width=400)
    for row, tr, told in zip(a.kinds, rows, tables[0].rows[1:], strict=True):
        assert [row.declared_word, row.weighed_word, row.softened_word] == [
            row.over[lines].word for lines in LINES_SAID
        ]
        for lines, td, cell in zip(LINES_SAID, tr.xpath("td")[:3], told[1:4], strict=True):
            if alone := verdicts.weighed_span(row, lines):  # told by the share alone
                assert td.text_content().strip() == cell.text == alone
                assert alone.removesuffix(" of 100") in screen
                continue
            word = row.over[lines].word
            assert _plain(td.xpath("span[contains(@class,'verdict')]")[0]) == cell.text.partition(" (")[0] == word
            assert cell.text.partition(" (")[2].rstrip(")") == verdicts.span_words(row, lines)
            assert word.split()[0] in screen
    heads = [
        th.text_content() for th in tree.xpath("//section[@id='answer']//table[contains(@class,'kinds')]/thead//th")
    ]
    assert all(name.capitalize() in head for name, head in zip(LINES_SAID.values(), heads[1:4], strict=True))
    assert "over views" in heads[1]


def test_every_aggregate_counts_the_base_case_and_no_view_of_a_later_date(case: Case) -> None:
    a = case[1]
    late = {key for key, view in a.views.items() if view.late}
    for row in a.kinds:
        for lines in LINES_SAID:
            told = row.over[lines]
            assert set(told.counted) == {"base", *a.views} - late
            assert set(told.late) == late
            found = {row.by_view[view][lines].verdict == "open" for view in told.counted}
            assert (told.word == "depends on the view") == (len(found) == 2)
            assert (told.word == "open") == (found == {True})
            _named_on_both_sides(a, row, lines)


def test_a_kind_that_is_shut_is_blocked_by_something(case: Case) -> None:
    a = case[1]
    for row in a.kinds:
        if row.declared_word in ("none", "ruled out", "depends on the view"):
            assert formats.bare(row.blocked_by) not in ("", "-")


def test_two_screens_never_contradict(case: Case) -> None:
    """The answer's sentence on softening and the headline of the deal diagram speak of the base case alike."""
    a = case[1]
    row = next(k for k in a.kinds if k.kind == a.main_kind)
    for figure in Page(a).figures:
        found = next(k for k in a.kinds if k.kind == figure.diagram.kind).by_view[figure.diagram.view or "base"]["none"]
        suits = "some deals suit" in figure.headline
        assert suits >= (found.verdict == "open")
        assert (
            suits == (found.verdict == "open") or figure.diagram.aside
        )  # a ratifier, named there, may bar what suits both
        assert "at the middle numbers of the base case, all red lines lifted" in figure.headline
    told = next((p.text for p in a.answer if "With all lines of all sides lifted" in p.text), None)
    if told is not None and row.softened_word == "depends on the view":
        opens, _, shut = told.partition("; ")
        assert "the base case" in (opens if row.softened.verdict == "open" else shut)


def _named_on_both_sides(a: Assessment, row: KindRow, lines: str) -> None:
    """Every view stands by name in the words for the row, on the side on which it is."""
    told, text = row.over[lines], verdicts.over_words(a, row, lines)
    opens, _, shut = text.partition("; ") if told.opens and told.shut else (text, "", text)
    for views, part in ((told.opens, opens), (told.shut, shut)):
        for view in views:
            name = formats.name_in_sentence(
                a, view
            ).lower()  # "the views after Ann and Bob": what they share is said once
            assert name in part.lower() or name.removeprefix("after ").removesuffix(" (our hypothesis)") in part.lower()
    for view in told.late:
        assert formats.name_in_sentence(a, view) in text.partition("Dated after the question")[2]


WORDS = st.sampled_from(("open", "none", "ruled out", "not decided"))


@given(WORDS, st.dictionaries(st.sampled_from("abcd"), WORDS), st.sets(st.sampled_from("abcd")))
def test_the_base_case_can_turn_the_word(
    base: words.PointWord, views: dict[str, words.PointWord], late: set[str]
) -> None:
    told = over({"base": base, **views}, late)
    counted = {base, *(word for view, word in views.items() if view not in late)}
    assert "base" in told.counted
    assert set(told.late) == late & set(views)
    if "open" in counted and counted & {"none", "ruled out"}:
        assert told.word == "depends on the view"
    elif len(counted) == 1:
        assert told.word == base
    else:
        assert told.word == ("none" if counted == {"none", "ruled out"} else "not decided")


def test_views_are_named_and_never_counted_as_votes(case: Case) -> None:
    _, a, page = case
    for text in (terminal.render(a, notes=True), memo.markdown(a), page.text_content(), dumps(a)):
        found = VOTES.search(" ".join(text.split()))
        assert found is None, text[max(0, found.start() - 80) : found.end() + 80]
        assert not re.search(r"In \d+ of 100 futures", text)


def test_a_case_without_ranges_has_no_share(tmp_path: Path) -> None:
    a = answer(CASES / "moon-and-tide.yaml")
    assert all(not c.varies for row in a.kinds for by in row.by_view.values() for c in by.values())
    assert NO_DOUBT in a.answer[0].text
    for text in (terminal.render(a), html.render(a), memo.markdown(a)):
        assert "every combination" not in text and " combinations of its ranges" not in text
        assert NO_DOUBT in " ".join(text.split())


def test_a_share_says_when_it_is_close_or_leans_the_other_way() -> None:
    assert words.closeness("none", 0.45, 0.005) == "close: 45 of 100"
    assert words.closeness("open", 0.62, 0.005) == "62 of 100"
    assert words.closeness("open", 0.30, 0.005) == "though only 30 of 100"
    assert words.closeness("none", 0.70, 0.005) == "though 70 of 100"
    assert words.closeness("none", 0.03, 0.02) == "about 5 of 100"
    assert words.closeness("none", None, None) == ""
    assert words.closeness("none", 0.45, 0.0, 64, varies=False) == NO_DOUBT


def test_the_shares_of_views_span_from_the_least_to_the_most() -> None:
    assert words.span([0.96, 0.01, 0.3], [0.002, 0.002, 0.01]) == "<5 to 95"
    assert words.span([0.0, 0.004], [0.0, 0.001]) == "0 to <1"
    assert words.span([0.0035], [0.001]) == "<1" and words.span([0.02, 0.998], [0.03, 0.001]) == "<10 to >90"
    assert words.span([1.0], [0.0]) == "100"


@settings(max_examples=200, deadline=None)
@given(st.floats(0.0, 1.0), st.none() | st.floats(0.0, 0.3))
def test_a_share_is_none_or_all_only_where_it_is_and_its_long_and_short_words_agree(
    share: float, error: float | None
) -> None:
    cell, said = words.span([share], [error]), words.counted(share, error, 500)
    assert (cell == "0") == (share == 0.0) == said.startswith("none") and (cell == "100") == (share == 1.0)
    number = cell.lstrip("<>")
    assert share in (0.0, 1.0) or f"{number} of 100" in said
    assert cell.startswith("<") == said.startswith("fewer") and cell.startswith(">") == said.startswith("more")
    assert words.span([], []) == ""
