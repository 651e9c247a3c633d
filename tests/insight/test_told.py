"""What is told in sentences is what was computed: what must soften, which lines a deal crosses, cruxes both ways."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from html import unescape
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from parley.case import CaseSource, open_source
from parley.deals.listing import crossings as crossed_by_index
from parley.deals.listing import floors_met, possible_deals
from parley.insight.answer.assess import assess
from parley.insight.asking.evaluator import Ask, Evaluator, problem
from parley.insight.results.section import held
from parley.insight.results.sections.softening import Softening
from parley.insight.results.turning import Way
from parley.insight.sections.differences import Parting, told, turning
from parley.insight.sections.kinds import crossings, softenings, unlocking
from parley.insight.sections.softening import lines_named, softening_words, ways
from parley.insight.sensitivity.exchange import Crux, units_between
from parley.insight.sensitivity.minimal_sets import Found
from parley.model.compose import deal_names

sys.path.append(str(Path(__file__).resolve().parents[1] / "properties"))
import random_cases

SEEDS = range(40)


def random_evaluator(seed: int, folder: Path) -> Evaluator:
    return Evaluator(open_source(random_cases.case_file(seed, folder)), draws=0)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_must_soften_equals_brute_force(seed: int, tmp_path: Path) -> None:
    evaluator = random_evaluator(seed, tmp_path)
    case, kind = evaluator.base, evaluator.base.main_kind
    for view in (None, *evaluator.views):
        p = problem(evaluator.case(view), evaluator.medians(view), Ask(kind, red_lines="declared"))
        deals = possible_deals(p)
        crossed = crossed_by_index(p, deals)
        takes = np.array([_taken(evaluator, view, deal, kind) for deal in deals], dtype=bool)
        keys = [line.name for line in p.lines]
        assert set(softenings(evaluator, kind, view)) == _least(keys, crossed[takes])
        if view is None:
            allowed = floors_met(p, deals, 0)
            assert set(unlocking(evaluator, kind)) == (_least(keys, crossed[allowed]) if allowed.any() else set())
    text = softening_words(
        evaluator, kind, {v or "base": softenings(evaluator, kind, v) for v in (None, *evaluator.views)}
    )
    assert (
        all(case.views[view].title.removeprefix("after ") in text for view in evaluator.views)
        and "the base case" in text
    )


def _taken(evaluator: Evaluator, view: str | None, deal: np.ndarray, kind: str) -> bool:
    from parley.deals.values import values_of
    from parley.deals.verdict import thresholds

    p = problem(evaluator.case(view), evaluator.medians(view), Ask(kind, red_lines="none"))
    return bool((values_of(p, deal[None, :])[0, 0] >= thresholds(p)[0]).all())


def _least(keys: list[str], crossed: np.ndarray) -> set[tuple[str, ...]]:
    """The least sets of lines of which some row crosses no other; none where a row crosses nothing."""
    rows = [frozenset(np.flatnonzero(row)) for row in crossed]
    if frozenset() in rows:
        return set()
    least = [row for row in set(rows) if not any(other < row for other in rows)]
    return {tuple(keys[i] for i in sorted(row)) for row in least}


def test_alternatives_are_told_by_who_could_alone_and_who_with_whom(examples: Path) -> None:
    evaluator = Evaluator(open_source(examples / "ukraine-2022-23"), draws=0)
    case = evaluator.base
    text = ways(case, unlocking(evaluator, case.main_kind))
    assert text == (
        "Russia alone softens “Four oblasts recognised” and “Crimea is Russian”; or Ukraine alone softens “1991 borders” (the land "
        "taken since 24 February, Donbas, Crimea); or both Ukraine and Russia soften: Ukraine’s “1991 borders” (Crimea) with Russia’s "
        "“Four oblasts recognised”"
    )
    assert lines_named(case, ["ua-land", "ua-donbas"], brief=True) == "2 lines of “1991 borders”"


def test_where_no_softening_opens_a_zone_that_is_the_sentence(tmp_path: Path) -> None:
    told = 0
    for seed in SEEDS:
        evaluator = random_evaluator(seed, tmp_path)
        kind = evaluator.base.main_kind
        open_declared = evaluator.evaluate(None, Ask(kind, red_lines="declared"), n=0).point.exists
        open_softened = evaluator.evaluate(None, Ask(kind, red_lines="none"), n=0).point.exists
        text = softening_words(
            evaluator, kind, {v or "base": softenings(evaluator, kind, v) for v in (None, *evaluator.views)}
        )
        base = next(part for part in text.split(". ") if "the base case" in part)
        told += not open_softened
        assert bool(re.search("no softening of [a-z, ]+ lines opens", base)) == (not open_softened)
        assert ("nothing need soften" in base) == bool(open_declared)
        assert (" opens if " in base) == bool(open_softened and not open_declared)
    assert told


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lines_that_a_deal_crosses(seed: int, tmp_path: Path) -> None:
    evaluator = random_evaluator(seed, tmp_path)
    case = evaluator.base
    for kind in case.kinds:
        p = problem(case, evaluator.medians(None), Ask(kind, red_lines="declared"))
        deals = possible_deals(p)
        for deal, row in zip(deals, crossed_by_index(p, deals), strict=True):
            found = crossings(case, dict(deal_names(p, tuple(int(i) for i in deal))))
            expected = (
                None if not case.red_lines else [line.name for line, hit in zip(p.lines, row, strict=True) if hit]
            )
            assert (None if found is None else [c.line for c in found]) == expected
            for crossed in found or ():
                stated = case.judgements[f"red_lines.{crossed.line}.holds"].distribution
                assert stated is not None and crossed.holds == stated.median


def test_the_deal_that_comes_nearest_says_which_lines_it_crosses(examples: Path) -> None:
    from parley.model.evaluate import evaluate
    from parley.report.zone import render

    case = open_source(examples / "ukraine-2022-23").case()
    text = " ".join(render(case, evaluate(case, red_lines="none", draws=0)).split())
    after = text.partition("The deal that comes nearest")[2]
    assert "It crosses “" in after and "of 100)" in after
    weighed = " ".join(render(case, evaluate(case, "limited", draws=0)).split())
    assert "One deal in the zone" in weighed and "It crosses no red line." in weighed


def parting(
    evaluator: Evaluator, into_left: list[list[int]], into_right: list[list[int]], mutual: list[list[int]]
) -> Parting:
    """A crux of three judgements with the sets put in by hand: yes on the left, no on the right."""
    units = units_between(evaluator.medians(None), evaluator.medians("hopeful"))
    units = (*units, *units_between(evaluator.medians(None), evaluator.medians("later")))

    def found(sets: list[list[int]]) -> Found:
        return Found(tuple(frozenset(s) for s in sets), True, 1)

    return Parting("hopeful", "later", Crux(True, False, units, found(into_left), found(into_right), found(mutual)))


A = "North’s beliefs about going on"
B = "what going on costs North"
C = "what going on costs South"
L, R = "the view after the envoy", "the view after the thaw"


@pytest.mark.parametrize(
    "into_left, into_right, mutual, said",
    [
        ([[0]], [[0]], [[0]], f"Exchanging {A} swaps their answers."),
        ([[0], [1]], [[0], [1]], [[0], [1]], f"Exchanging either {A} or {B} swaps their answers."),
        ([[0, 1]], [[0, 1]], [[0, 1]], f"Exchanging {A} and {B} together swaps their answers."),
        ([[0], [1]], [[0, 1]], [[0, 1]],
         f"Either {A} or {B}, taken from {R}, turns the answer of {L} to no zone; turning that of {R} to a zone takes both."),
        ([[0]], [[1]], [[0, 1]],
         f"{A}, taken from {R}, turns the answer of {L} to no zone; {B}, taken from {L}, turns the answer of {R} to a zone. "
         f"Exchanging {A} and {B} together swaps both answers at once."),
        ([[0]], [[0, 1]], [[0, 1]],
         f"{A}, taken from {R}, turns the answer of {L} to no zone; {A} and {B} together, taken from {L}, turn the answer of {R} "
         "to a zone. This last exchange swaps both answers at once."),
        ([[0, 1]], [[0], [2]], [],
         f"{A} and {B} together, taken from {R}, turn the answer of {L} to no zone; either {A} or {C}, taken from {L}, turns "
         f"the answer of {R} to a zone. No exchange found does both at once."),
        ([], [[0]], [], f"Nothing, taken from {R}, turns the answer of {L} to no zone; {A}, taken from {L}, turns the answer of "
                        f"{R} to a zone. No exchange found does both at once."),
        ([], [], [], "They differ, and no exchange of their judgements accounts for it."),
    ],
)  # fmt: skip
def test_a_small_crux_is_told_both_ways_in_one_sentence(
    evaluator: Evaluator, into_left, into_right, mutual, said
) -> None:
    found = turning(evaluator, parting(evaluator, into_left, into_right, mutual))
    assert (found.sentence, found.ways) == (said, ())


INTO_LEFT, INTO_RIGHT = f"Taken from {R} into {L}, ", f"Taken from {L} into {R}, "


@pytest.mark.parametrize(
    "into_left, into_right, mutual, said, heads",
    [
        ([[0], [1], [2]], [[0, 1, 2]], [[0, 1, 2]], f"Exchanging {A}, {B} and {C} together swaps their answers.",
         [f"{INTO_LEFT}each of these turns its answer to no zone:",
          f"{INTO_RIGHT}this turns its answer to a zone, and exchanged swaps both answers:"]),
        ([[0]], [[0, 1], [0, 2], [1, 2]], [[0, 1], [0, 2]],
         f"Exchanging {A} together with either of two others swaps their answers.",
         [f"{INTO_LEFT}this turns its answer to no zone:", f"{INTO_RIGHT}each of these turns its answer to a zone:",
          "Exchanged, each of these swaps both answers:"]),
        ([[0], [1], [2]], [[0], [1], [2]], [[0], [1], [2]], "Exchanging any one of three judgements swaps their answers.",
         [f"{INTO_LEFT}each of these turns its answer to no zone, and each of them, exchanged, swaps both answers:",
          f"{INTO_RIGHT}each of these turns its answer to a zone, and each of them, exchanged, swaps both answers:"]),
        ([[0, 1], [0, 2], [1, 2]], [], [],
         "They part, and no exchange found swaps both answers at once; each is turned by itself.",
         [f"{INTO_LEFT}each of these turns its answer to no zone:", f"{INTO_RIGHT}nothing turns its answer to a zone."]),
        ([[0, 1], [0, 2], [1, 2]], [[1]], [[0, 1], [0, 2], [1, 2]],
         "Exchanging two judgements swaps their answers, in any of three ways.",
         [f"{INTO_LEFT}each of these turns its answer to no zone, and each of them, exchanged, swaps both answers:",
          f"{INTO_RIGHT}this turns its answer to a zone:"]),
    ],
)  # fmt: skip
def test_a_crux_of_three_sets_is_a_sentence_and_a_list_of_each_way(
    evaluator: Evaluator, into_left, into_right, mutual, said, heads
) -> None:
    found = turning(evaluator, parting(evaluator, into_left, into_right, mutual))
    assert found.sentence == said
    assert [way.head for way in found.ways] == heads
    names = [A, B, C]
    for way, sets in zip(found.ways, (into_left, into_right, mutual), strict=False):
        assert [words.text for words in way.sets] == [
            " and ".join(names[i] for i in s) + " together"
            if len(s) == 2
            else f"{A}, {B} and {C} together"
            if len(s) == 3
            else names[s[0]]
            for s in sets
        ]
        assert all(words.paths for words in way.sets)


def test_of_many_sets_a_list_names_some_and_counts_the_rest() -> None:
    assert Way("Of these:", (), 2).rest == "and 2 more of the same size"
    assert Way("Of these:", ()).rest == ""


def test_a_question_that_is_not_of_a_zone_is_answered_yes_or_no(evaluator: Evaluator) -> None:
    text = told(evaluator, parting(evaluator, [[0], [1]], [[0, 1]], [[0, 1]]), ("yes", "no")).sentence
    assert f"turns the answer of {L} to no; turning that of {R} to yes takes both" in text


def test_every_page_shows_the_lists_of_a_crux(examples: Path) -> None:
    """Report, memo and the command alike, from the same words."""
    from click.testing import CliRunner

    from parley.cli.main import root
    from parley.report.html import render
    from parley.report.memo import outline

    made = assess(open_source(examples / "iran-2012"), draws=0, statements=(), cache=False)
    (found,) = [d for d in made.differences if {d.left, d.right} == {"base", "pillar"}]
    assert len(found.ways) == 2 and len(found.ways[0].sets) == 3
    html = render(made)
    said = CliRunner().invoke(root, ["compare", str(examples / "iran-2012"), "pillar", "--draws", "0"]).output
    memo = " ".join(part.text.text for part in outline(replace(made, differences=(found,))))
    for way in found.ways:
        assert all(way.head in shown for shown in (said, memo)) and way.head in unescape(html)
        for words in way.sets:
            assert f"• {words.text}" in said and words.text in memo and words.text in unescape(html)


def test_the_crux_sentence_names_every_set_of_both_ways(mini: CaseSource) -> None:
    """Whatever the report shows of a crux, its sentence names what the JSON holds."""
    found = assess(mini, draws=0, statements=(), cache=False)
    from parley.insight.results.labels import Labels

    labels = Labels(mini.case())
    for d in found.differences:
        if d.agree:
            continue
        for sets in (d.into_left, d.into_right):
            for paths in sets[:3]:
                assert labels.unit(paths) in d.sentence.text or len(paths) > 1


def test_the_section_tells_every_view(mini: CaseSource) -> None:
    found = held(assess(mini, draws=0, statements=(), cache=False).extra, Softening)
    assert found is not None and set(found.sets) == {"base", *mini.views}
    assert "At the middle numbers" in found.text
    for name in ("the base case", "the envoy", "after the thaw"):
        assert name in found.text
    assert "Dated after the question: in the view after the thaw" in found.text


def test_no_pair_of_lines_is_left_out() -> None:
    """The brute force above is itself right: of two lines of which every deal crosses one, each alone is a set."""
    crossed = np.array([[True, False], [False, True], [True, True]])
    assert _least(["a", "b"], crossed) == {("a",), ("b",)}
    assert all(len(pair) == 2 for pair in combinations("ab", 2))
