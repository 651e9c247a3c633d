"""What a claim is called: holds, fails, depends, assumed, not tested; and the queries that range over deals, views and lines."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.case import CaseSource, open_source
from parley.case.types import Claim
from parley.cli.main import root
from parley.core.errors import InputError
from parley.insight.answer.assess import assess
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.queries import language as q
from parley.insight.queries.claims import claims, condition_words, over_views, scene, standing, words
from parley.insight.queries.forms import decided
from parley.insight.queries.judge import Scene, holds
from parley.insight.queries.testing import doubts, exclusive, narrower, quantifier, ranges, said, untested
from parley.report.html import render as page

NO_RANGES = Path(__file__).resolve().parents[1] / "data" / "cases" / "no_ranges.yaml"
DEAL = Ask("settlement")


def asked(evaluator: Evaluator, text: str, query: str) -> tuple[str, str | None]:
    """The verdict of the base case on a claim of this text, and why it is not tested."""
    claim = Claim("made", "Somebody", None, text, query, (), ())
    with_claim = replace(evaluator.base, claims={"made": claim})
    evaluator._cases[None] = with_claim
    (found,) = claims(evaluator, n=32)
    return found.views["base"].verdict, found.untested


# ------------------------------------------------------------------------------------------------- assumed, not tested


@pytest.mark.parametrize(
    ("text", "query", "word"),
    [
        ("A deal exists.", "zone settlement red_lines=none", "holds"),
        ("No deal exists.", "not zone settlement red_lines=none", "fails"),
        ("Neither side will gain.", "no_deal.beliefs.analyst.hold > 0.5", "assumed"),
        ("Fighting costs the south.", "no_deal.costs.south > 1 and no_deal.costs.north > 1", "assumed"),
        ("Urging costs the south.", "change urge no_deal.costs.south > 0", "assumed"),
        ("Urging moves the south.", "course urge lowers south or course urge raises south", "assumed"),
        ("Urging leaves the south.", "change urge R south >= 0", "assumed"),
        ("The south hopes too much.", "misperception south > 90", "fails"),
        ("The south can hold out.", "R south > 0", "holds"),
        ("The mills are old.", "", "not tested"),
        ("The mills are old.", "   ", "not tested"),
        ("The mills are old. (Not tested: a matter of taste.)", "", "not tested"),
        ("A deal is right. (Not tested: a point of right.)", "zone settlement red_lines=none", "not tested"),
        ("The mills are made of cheese.", "zone settlement", "not tested"),
        ("The mills are old. (Tested: a deal exists.)", "zone settlement red_lines=none", "holds"),
        ("Only urging helps.", "after urge zone settlement red_lines=none", "not tested"),
        ("Any deal keeps the mills open.", "zone settlement having mills=open", "not tested"),
        ("Any deal keeps the mills open.", "every deal settlement red_lines=none having mills=open", "holds"),
        ("The south will never move.", "R south > 0", "not tested"),
        ("The south must settle.", "zone settlement", "not tested"),
        ("A deal is there in all views.", "zone settlement red_lines=none", "not tested"),
        ("A deal is there in all views.", "in every view zone settlement red_lines=none", "holds"),
        ("No lines forbid all deals.", "zone settlement red_lines=every", "holds"),
    ],
)
def test_the_word_of_a_claim(evaluator: Evaluator, text: str, query: str, word: str) -> None:
    found, why = asked(evaluator, text, query)
    assert found == word
    assert (why is not None) == (word == "not tested")


EXISTS = "zone settlement red_lines=none having mills=open"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Each deal opens the mills.", EXISTS),
        ("A deal cannot be had unless the mills are open.", EXISTS),
        ("There is no way to a deal but open mills.", EXISTS),
        ("No bargain is possible without open mills.", EXISTS),
        ("No one gains from a deal.", "R north > 0"),
        ("Every deal keeps the bank.", "in every view zone settlement red_lines=none"),
        ("Only the north gains from a deal.", "in every view zone settlement red_lines=none"),
        ("Any deal on the mills fails.", "zone settlement red_lines=any"),
        ("Every deal leaves the north at a loss.", "gap north settlement < 0"),
        ("The north never gains from any deal.", "gap north settlement > -1000"),
        ("Cheese is dear.", "shortfall settlement red_lines=none <= 0"),
        ("Cheese is dear.", "share settlement red_lines=none > 0.2"),
        ("Cheese is dear.", "R north > 0"),
        ("Cheese is dear.", "in some view zone settlement red_lines=none"),
        ("The table is dear.", "zone settlement red_lines=none"),
        ("Cheese lines the offer.", "zone settlement red_lines=none"),
        ("A deal exists.", "share settlement >= 0"),
        ("A deal exists.", "share settlement <= 1 and R north >= R north"),
        ("A deal exists.", "zone settlement or not zone settlement"),
        ("A deal exists.", "R north > R south or R south >= R north"),
        ("A deal exists. (Tested: it is so or not.)", "after urge zone settlement or not after urge zone settlement"),
        ("The north moves.", "R north > R north + 1"),
    ],
)
def test_what_tests_nothing_of_a_claim_is_not_tested_and_doubted(evaluator: Evaluator, text: str, query: str) -> None:
    word, why = asked(evaluator, text, query)
    assert (word, why is None) == ("not tested", False)
    assert any("claims.made: not tested" in doubt for doubt in doubts(evaluator.case(None)))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("zone settlement or not zone settlement", True),
        ("zone settlement and not zone settlement", False),
        ("zone settlement or not zone carts", None),
        ("after urge zone settlement or not zone settlement", None),
        ("R north > R south or R south > R north", None),
        ("R north > R south or R north <= R south", True),
        ("R north > R south and R south > R north", False),
        ("share settlement > 1", False),
        ("share settlement + share carts <= 2", True),
        ("share settlement > share carts", None),
        ("2 * R north - R north > R north - 1", True),
        ("in every view share settlement >= 0", True),
        ("1 > 2", False),
    ],
)
def test_what_is_decided_by_its_form(evaluator: Evaluator, query: str, told: bool | None) -> None:
    assert decided(q.parse(query, evaluator.base)) is told


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("change urge R south > -5", "assumed"),
        ("0 <= change urge R south", "assumed"),
        ("0 - change urge R south <= 0", "assumed"),
        ("R south < R south + no_deal.costs.south", "assumed"),
        ("2 * no_deal.costs.south > no_deal.costs.north - no_deal.costs.south", "assumed"),
        ("change pay R south < -0.5", "assumed"),
        ("change pay R south + 1 < 0.5", "assumed"),
        ("change pay (R south + R north) < 0", "assumed"),
        ("R south - R north > no_deal.costs.south", "computed"),
        ("change lose R south < -2", "computed"),
        ("change lose R south < 0", "assumed"),
    ],
)
def test_numbers_that_are_read_back_are_assumed_however_they_are_written(
    query: str, word: str, tmp_path: Path, mini: CaseSource
) -> None:
    text = Path(mini.path).read_text(encoding="utf-8")
    levers = """levers:
  pay: {title: Pay, actor: north, changes: {no_deal.costs.south: "+1"}, because: Made up.}
  lose: {title: Lose, actor: north, changes: {no_deal.values.south.hold: "-9"}, because: Made up.}
"""
    folder = tmp_path / "case"
    shutil.copytree(Path(mini.path).parent, folder)
    (folder / "case.yaml").write_text(text.replace("\nclaims:\n", f"\n{levers}\nclaims:\n"), encoding="utf-8")
    made = Evaluator(open_source(folder), draws=16)
    found, _ = asked(made, "The south and the north weigh it.", query)
    assert (found.startswith("assumed")) == (word == "assumed"), found


def test_an_act_that_pushes_both_ways_is_computed(tmp_path: Path, mini: CaseSource) -> None:
    text = Path(mini.path).read_text(encoding="utf-8")
    lever = """levers:
  both-ways:
    title: Both ways
    actor: north
    changes: {no_deal.costs.south: "+3", no_deal.values.south.hold: "+9"}
    because: Made up.
"""
    folder = tmp_path / "case"
    folder.mkdir()
    shutil.copytree(Path(mini.path).parent / "sources", folder / "sources")
    (folder / "case.yaml").write_text(text.replace("\nclaims:\n", f"\n{lever}\nclaims:\n"), encoding="utf-8")
    made = Evaluator(open_source(folder), draws=16)
    assert asked(made, "It helps the south.", "lever both-ways raises south")[0] in ("holds", "depends", "fails")
    assert asked(made, "It costs the south.", "change both-ways no_deal.costs.south > 0")[0] == "assumed"


def test_what_is_assumed_in_part_is_said(evaluator: Evaluator) -> None:
    claim = Claim(
        "made", "S", None, "A deal, and dear.", "no_deal.costs.south > 1 and zone settlement red_lines=none", (), ()
    )
    evaluator._cases[None] = replace(evaluator.base, claims={"made": claim})
    (found,) = claims(evaluator, n=16)
    assert found.views["base"].verdict == "holds"
    assert found.assumes == ("no_deal.costs.south > 1",)


def test_an_untested_premise_breaks_the_chain_and_says_so(evaluator: Evaluator) -> None:
    found = standing(evaluator, None, q.parse("1 > 0", evaluator.base), [("bare", None)], 4)
    assert found.chain is not None
    assert (found.chain.stands, found.chain.breaks_at, found.chain.premises[0].true) == (False, "bare", None)


def test_one_word_over_views(evaluator: Evaluator) -> None:
    yes = standing(evaluator, None, q.parse("zone settlement red_lines=none", evaluator.base), n=16)
    no = standing(evaluator, None, q.parse("not zone settlement red_lines=none", evaluator.base), n=16)
    assert (yes.verdict, no.verdict) == ("holds", "fails")
    assert over_views([yes, yes]) == "holds"
    assert over_views([no, no]) == "fails"
    assert over_views([yes, no]) == "depends"


def test_numbers_without_a_range_give_no_share() -> None:
    made = Evaluator(open_source(NO_RANGES), draws=32)
    found = standing(made, None, q.parse("zone deal", made.base), n=32)
    assert (found.share, found.varies, found.verdict) == (None, False, "holds")


# --------------------------------------------------------------------------------------------------- reading the text


@pytest.mark.parametrize(
    ("text", "claim", "tested"),
    [
        ("It rains. (Tested: water falls.)", "It rains.", "water falls"),
        ("It rains. (Tested, a softer reading: it drips.)", "It rains.", "it drips (a softer reading)"),
        ("It rains. (Tested only: if it drips (a bit), it rains.)", "It rains.", "if it drips (a bit), it rains"),
        ("It rains. (A point of right; tested beside it: it drips.)", "It rains.", "beside it: it drips"),
        ("It rains (a lot).", "It rains (a lot).", None),
        ("It rains. (Not tested: nobody looked.)", "It rains.", None),
        ("It rains. (Untested.)", "It rains. (Untested.)", None),
    ],
)
def test_the_clause_that_says_what_is_tested(text: str, claim: str, tested: str | None) -> None:
    assert said(text) == claim
    assert narrower(text) == tested


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Only arms help.", "only"),
        ("No deal is possible.", "no deal"),
        ("He would never sign.", "never"),
        ("It always fails. (Tested: once.)", "always"),
        ("After all, it may end.", None),
        ("It may end at all.", None),
        ("No longer so. (Tested: no deal exists, in any view.)", None),
        ("The ball rolls; many allow it.", None),
    ],
)
def test_words_that_speak_of_every_case(text: str, word: str | None) -> None:
    assert quantifier(text) == word


@pytest.mark.parametrize(
    ("query", "over", "only"),
    [
        ("zone settlement", False, False),
        ("not zone settlement", True, False),
        ("not not zone settlement", False, False),
        ("ruled-out settlement red_lines=declared", True, False),
        ("not squeezed settlement", False, False),
        ("shortfall settlement > 0", True, False),
        ("share settlement > 0.5", False, False),
        ("R north > 3", False, False),
        ("denial south opens settlement", True, True),
        ("in some view R north > 3", False, False),
        ("zone settlement red_lines=any", False, False),
        ("not zone settlement red_lines=any", True, False),
        ("gap north settlement > -1000", False, False),
        ("gap north settlement < 0", False, False),
        ("0 < gap north settlement", True, False),
        ("best north settlement < 50", True, False),
        ("every deal settlement having mills=open", True, True),
        ("not zone settlement and after urge zone settlement", True, True),
        ("zone settlement and zone carts", False, False),
        ("after urge not zone settlement", True, False),
    ],
)
def test_what_a_query_ranges_over(evaluator: Evaluator, query: str, over: bool, only: bool) -> None:
    tree = q.parse(query, evaluator.base)
    assert ranges(tree) == over
    assert exclusive(tree) == only


# ------------------------------------------------------------------------------------------------------ the new queries


def test_any_and_every_set_of_lines_are_tried_out(evaluator: Evaluator) -> None:
    """Against the definition: every subset of the lines lifted in turn."""
    for view in (None, *evaluator.views):
        case, at = evaluator.case(view), evaluator.medians(view)
        keys = list(case.red_lines)
        found = []
        for mask in range(2 ** len(keys)):
            kept = {key: case.red_lines[key] for i, key in enumerate(keys) if mask >> i & 1}
            one = Scene(replace(case, red_lines=kept), evaluator.quantities, at, partial(evaluator.medians, view))
            found.append(bool(holds(q.parse("zone settlement red_lines=declared", case), one)[0]))
        here = scene(evaluator, view)
        assert bool(holds(q.parse("zone settlement red_lines=any", case), here)[0]) == any(found)
        assert bool(holds(q.parse("zone settlement red_lines=every", case), here)[0]) == all(found)


def test_in_every_view_is_all_of_them_and_some_is_any(evaluator: Evaluator) -> None:
    in_time = (None, *(view for view in evaluator.views if view not in evaluator.base.late_views))
    for text in ("zone settlement", "R south > R north", "no_deal.costs.south > 6"):
        one = [bool(holds(q.parse(text, evaluator.base), scene(evaluator, view))[0]) for view in in_time]
        for view in (None, *evaluator.views):
            every = holds(q.parse(f"in every view ({text})", evaluator.base), scene(evaluator, view))
            some = holds(q.parse(f"in some view ({text})", evaluator.base), scene(evaluator, view))
            assert (bool(every[0]), bool(some[0])) == (all(one), any(one))


def test_a_what_if_reaches_into_the_views(evaluator: Evaluator) -> None:
    query = "with no_deal.costs.south = 0 in every view no_deal.costs.south <= 0"
    assert holds(q.parse(query, evaluator.base), scene(evaluator, None)).tolist() == [True]


def test_a_question_over_views_is_not_asked_of_one_alone(evaluator: Evaluator) -> None:
    at = evaluator.medians(None)
    alone = Scene(evaluator.base, evaluator.quantities, at, lambda: at)
    with pytest.raises(InputError, match="views"):
        holds(q.parse("in every view zone settlement", evaluator.base), alone)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(["returned", "shared", "kept"]), min_size=1), st.sampled_from(["none", "declared"]))
def test_every_deal_against_its_definition(mini: CaseSource, kept: set[str], lines: str) -> None:
    made = Evaluator(mini, draws=0)
    drawn = scene(made, None, 32)
    options = ",".join(sorted(kept))
    found = holds(q.parse(f"every deal settlement red_lines={lines} having bank={options}", made.base), drawn)
    zone = holds(q.parse(f"zone settlement red_lines={lines}", made.base), drawn)
    outside = np.zeros_like(zone)
    for option in set(made.base.issues["bank"].options) - kept:
        outside |= holds(q.parse(f"zone settlement red_lines={lines} having bank={option}", made.base), drawn)
    assert found.tolist() == (zone & ~outside).tolist()


def test_of_any_kind_is_the_union_over_kinds(evaluator: Evaluator) -> None:
    drawn = scene(evaluator, None, 32)
    one = [holds(q.parse(f"zone {kind} red_lines=none", evaluator.base), drawn) for kind in evaluator.base.kinds]
    assert holds(q.parse("zone any red_lines=none", evaluator.base), drawn).tolist() == np.any(one, axis=0).tolist()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("every deal settlement", "having"),
        ("in every views zone settlement", "view"),
        ("in any view zone settlement", "every, some"),
        ("no peace settlement", "deal"),
        ("zone settlement red_lines=all", "every"),
    ],
)
def test_what_does_not_read_says_what_stands_there(evaluator: Evaluator, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        q.parse(text, evaluator.base)


def test_sums_in_products_are_shown_in_brackets(evaluator: Evaluator) -> None:
    for text in ("2 * (R north + R south) > 3", "R north - (R south - 1) > 0", "R north + R south * 2 > 0"):
        assert condition_words(q.parse(text, evaluator.base)) == text
    assert words(q.parse_number("1 + 2", evaluator.base)) == "1 + 2"


# ---------------------------------------------------------------------------------------------- the command line, check


def written(tmp_path: Path, claim: str) -> Path:
    text = NO_RANGES.read_text(encoding="utf-8").partition("claims:")[0]
    case = tmp_path / "case.yaml"
    case.write_text(f"{text}claims:\n  said: {claim}\n", encoding="utf-8")
    return case


def run(*words: str | Path) -> str:
    found = CliRunner().invoke(root, [str(w) for w in words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return " ".join(found.output.split())


def test_a_claim_without_a_query_is_one_plain_sentence(tmp_path: Path) -> None:
    case = written(tmp_path, "{who: A miller, text: The wheel turns.}")
    assert "not tested: it has no query yet" in run("claims", case, "--all")
    assert "claims.said has no query yet: not tested" in run("check", case)
    assert run("assess", case, "--draws", "16")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ('{who: A, text: It rains., query: "zone peace"}', "its query does not read"),
        ('{who: A, text: It rains., query: "zone deal"}', "its query asks whether there is a deal"),
        ('{who: A, text: Only rain helps., query: "R upper > 3"}', "it says “only”"),
        ('{who: A, text: "Only rain helps. (Tested: the upper mill lives.)", query: "R upper > 3"}', None),
        ('{who: A, text: A deal exists., query: "zone deal"}', None),
        ('{who: A, text: "A deal is right. (Not tested: a point of right.)"}', None),
    ],
)
def test_check_warns_of_claims_that_are_not_tested(tmp_path: Path, claim: str, told: str | None) -> None:
    case = written(tmp_path, claim)
    said = run("check", case)
    assert ("claims.said" in said) == (told is not None)
    assert told is None or told in said
    base = open_source(case).case()
    assert bool(doubts(base)) == (told is not None)


def test_what_is_tested_in_part_is_said(tmp_path: Path) -> None:
    case = written(tmp_path, '{who: A, text: "Only rain helps. (Tested: the upper mill lives.)", query: "R upper > 3"}')
    said = run("claims", case, "--all")
    assert "tested in part: the upper mill lives" in said
    assert "on numbers with no stated doubt" in said


def test_the_moon_is_not_made_of_cheese() -> None:
    case = Path(__file__).resolve().parents[1] / "data" / "cases" / "moon-and-tide.yaml"
    assert "not tested" in run("claims", case)
    answer = run("assess", case, "--draws", "16", "--json")
    assert '"verdict":"not tested"' in answer.replace('": "', '":"')


def test_untested_needs_no_evaluation(evaluator: Evaluator) -> None:
    claim = Claim("x", "S", None, "He must go.", "zone settlement", (), ())
    assert untested(evaluator.base, claim, q.Zone(DEAL)) is not None
    assert untested(evaluator.base, replace(claim, text="He may deal."), q.Zone(DEAL)) is None


def test_the_report_says_what_is_tested_in_part_and_what_is_not(tmp_path: Path) -> None:
    text = '{who: A, text: "Only rain helps. (Tested: the upper mill lives.)", query: "R upper > 3"}\n  right: {who: B, text: Mills are good.}'
    answer = assess(open_source(written(tmp_path, text)), draws=16, statements=(), cache=False)
    rows = [row[0] for row in answer.extra["claims"].rows]
    assert rows == [
        "Only rain helps. Tested in part: the upper mill lives.",
        "Mills are good. Not tested: it has no query yet.",
    ]
    assert "1 is tested in part" in answer.extra["claims"].text
    shown = " ".join(page(answer).split())
    assert "Tested in part: the upper mill lives." in shown
