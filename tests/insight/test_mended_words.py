"""Words that were wrong once: articles and case of titles, views read aloud, who withholds, signs of a shift, axes of a diagram."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bridge_case import GUARD, PARTIES, bridge, opened
from parley.case import open_source
from parley.case.file.changes import parse_change
from parley.core.errors import InputError
from parley.deals.lines import unlocking
from parley.insight.answer.assess import assess
from parley.insight.asking.evaluator import Ask, Evaluator, problem
from parley.insight.results.attribution import attribution
from parley.insight.results.titles import named, short, with_article, within, without_article
from parley.insight.results.words import in_views
from parley.insight.sections.diagram import axes, spanned
from parley.insight.sections.softening import refusal
from parley.insight.views.compare import compare
from parley.outlook.futures import month_costs
from parley.report import formats


@pytest.mark.parametrize(
    ("title", "inside", "article", "after_no"),
    [
        (
            "An agreement on prisoners",
            "an agreement on prisoners",
            "an agreement on prisoners",
            "agreement on prisoners",
        ),
        ("A full settlement", "a full settlement", "a full settlement", "full settlement"),
        ("The frameworks", "the frameworks", "the frameworks", "frameworks"),
        ("Final settlement", "final settlement", "a final settlement", "final settlement"),
        ("Interim deal", "interim deal", "an interim deal", "interim deal"),
        ("Unified Cyprus", "Unified Cyprus", "a Unified Cyprus", "Unified Cyprus"),
        ("Minsk again", "Minsk again", "a Minsk again", "Minsk again"),
        ("UN force", "UN force", "a UN force", "UN force"),
        ("Another truce", "another truce", "another truce", "another truce"),
        (
            "One more partial withdrawal",
            "one more partial withdrawal",
            "one more partial withdrawal",
            "one more partial withdrawal",
        ),
        ("No deal at all: a pause", "no deal at all: a pause", "no deal at all: a pause", "no deal at all: a pause"),
        ("Two-step plan", "Two-step plan", "a Two-step plan", "Two-step plan"),
        ("All", "all", "“All”", "all"),
        ("None", "None", "“None”", "None"),
    ],
)
def test_titles_inside_sentences(title: str, inside: str, article: str, after_no: str) -> None:
    assert (short(title), with_article(title), without_article(title)) == (inside, article, after_no)


def test_parties_inside_sentences() -> None:
    assert named(["Egypt", "Israel", "The Knesset"]) == "Egypt, Israel and the Knesset"
    assert within("United States") == "the United States"


def test_views_are_read_aloud() -> None:
    assert in_views(["the base case"]) == "in the base case"
    assert in_views(["after Milley"]) == "in the view after Milley"
    assert (
        in_views(["the base case", "after Milley", "after Fried"])
        == "in the base case and the views after Milley and Fried"
    )
    assert in_views(["hopeful", "after Fried"], {"hopeful": "9"}) == "in the views “hopeful” (9) and after Fried"
    assert in_views(["after the vote, in hindsight"]) == "in the view “after the vote, in hindsight”"
    assert (
        in_views(["after Fried", "after the vote, in hindsight"])
        == "in the views after Fried and “after the vote, in hindsight”"
    )

    assert in_views(["A (ours)"], {"A (ours)": "9"}) == "in the view “A” (ours; 9)"


@pytest.mark.parametrize("text", ["0 to +0.2", "0.1  to +3", "0 TO +20%"])
def test_a_plus_at_the_upper_end_alone_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="upper end alone") as caught:
        parse_change(text, (0.0, 1.0))
    assert caught.value.problems[0].hint is not None and "for a shift" in caught.value.problems[0].hint


def test_a_signed_range_adds_and_a_plain_one_replaces() -> None:
    assert parse_change("+0 to +0.2", (0.0, 1.0))[0] == "add"
    assert parse_change("-0.1 to +0.2", (0.0, 1.0))[0] == "add"
    assert parse_change("0 to 0.2", (0.0, 1.0))[0] == "set"


def test_ours_is_nobody_who_spoke() -> None:
    assert attribution(None, "ours, on Santos's words").who is None
    assert attribution(None, "Juan Manuel Santos").who == "Juan Manuel Santos"
    assert attribution(None, "Weizman").who == "Weizman"


def test_a_kind_that_only_a_missing_supplier_shuts_says_who(tmp_path: Path) -> None:
    more = "kinds:\n  guarded: {title: A guarded settlement, only: {guard: [forces]}}\nmain_kind: guarded\n"
    a = assess(opened(tmp_path, bridge(more=more)), draws=16, statements=(), cache=False)
    (row,) = a.kinds
    assert row.declared_word == "none"
    assert "“A guard is sent” needs Harbour" in formats.bare(row.blocked_by)
    assert "somebody would not supply" in formats.cell_words(row.declared, a.draws, a.parties)
    assert formats.flat(a.answer[0]).startswith("No guarded settlement")


def test_what_leaves_a_deal_counts_suppliers_and_floors(tmp_path: Path) -> None:
    """North rules out having no guard, South having one; only the harbour's refusal to send forces is left to count."""
    lines = """red_lines:
  must: {party: north, title: Some guard, rules_out: {guard: none}, holds: 0.9}
  sent: {party: south, title: Nobody is sent, rules_out: {guard: forces}, holds: 0.9}
  word: {party: south, title: Nothing is promised, rules_out: {guard: promised}, holds: 0.9}
"""
    evaluator = Evaluator(opened(tmp_path, bridge(more=lines)), draws=0)
    p = problem(evaluator.base, evaluator.medians(None), Ask(evaluator.base.main_kind, red_lines="declared"))
    names = {frozenset(p.lines[i].name for i in group) for group in unlocking(p)}
    assert names == {frozenset({"must"}), frozenset({"word"})}  # "sent" alone leaves what the harbour would not supply


def test_two_principals_and_a_ratifier_are_drawn(tmp_path: Path) -> None:
    parties = PARTIES + "  house: {title: The house, ratifies_for: north}\n"
    guard = GUARD.replace("harbour: -10 to 10", "harbour: 5")
    evaluator = Evaluator(opened(tmp_path, bridge(parties=parties, guard=guard)), draws=0)
    case = evaluator.base
    assert "house" in case.required and axes(case) == ("north", "south")
    p = spanned(case, problem(case, evaluator.medians(None), Ask(case.main_kind)))
    assert p.parties == ("north", "south")
    a = assess(opened(tmp_path, bridge(parties=parties, guard=guard)), draws=16, statements=(), cache=False)
    assert a.diagrams and a.diagrams[0].parties == ("north", "south") and a.diagrams[0].aside == ("house",)
    from parley.report.page import Page

    assert "the house, who must consent too, is not drawn" in Page(a).figures[0].headline


def test_a_ratifier_that_leans_waits_at_its_principals_cost(tmp_path: Path) -> None:
    parties = PARTIES + "  house: {title: The house, ratifies_for: north}\n"
    more = "outlook: {costs: {north: 1.5, south: 0.5}}\n"
    evaluator = Evaluator(opened(tmp_path, bridge(parties=parties, more=more)), draws=0)
    at = evaluator.medians(None)
    assert [month_costs(evaluator.base, at, p) for p in ("north", "south", "house")] == [1.5, 0.5, 1.5]
    assert np.isnan(month_costs(evaluator.base, at, "harbour"))


def test_views_that_agree_on_the_main_kind_are_asked_where_they_part(tmp_path: Path) -> None:
    more = """kinds:
  full: {title: Full settlement, only: {guard: [none]}}
  guarded: {title: Truce with a guard, only: {guard: [promised], land: [returned]}}
main_kind: full
views:
  wary: {title: wary, because: Ours., issues.guard.options.promised.suppliers.harbour: -5}
"""
    guard = GUARD.replace("harbour: -10 to 10", "harbour: 5")
    found = compare(Evaluator(opened(tmp_path, bridge(guard=guard, more=more)), draws=0), [None, "wary"])
    (pair,) = found.pairs
    assert pair.question == "zone guarded red_lines=none" and not pair.agree
    assert pair.sentence.startswith("Both find no zone for a full settlement; they part on a truce with a guard")
    asked = compare(
        Evaluator(opened(tmp_path, bridge(guard=guard, more=more)), draws=0), [None, "wary"], "zone full red_lines=none"
    )
    assert asked.pairs[0].agree


def test_a_refusal_speaks_of_the_deals_of_its_kind_and_of_no_others() -> None:
    """Of a kind with one deal, of that deal; "any deal" would speak of kinds that the page shows to be open."""
    root = Path(__file__).parents[2] / "examples" / "colombia-2012-16" / "case.yaml"
    evaluator = Evaluator(open_source(root), draws=0)
    said = refusal(evaluator, evaluator.base.main_kind, None)
    assert said.endswith("is worth more to the electorate than this one deal")
    assert "somebody" not in formats.WHY["no_deal_preferred"]
