"""Two cases of which the end is known: Camp David 1978 and Colombia 2012 to 2016.

The verdicts below are regression tests of numbers that we set, knowing how both ended. They say nothing about why the
treaty was signed or how the vote went: a verdict that agrees with the record is no finding, and one that does not is told
in the case's scope and on the page of the examples.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.case.chance.sampling import medians
from parley.case.consent import marks, needs
from parley.case.file.deal import read_deal
from parley.case.file.source import CaseSource
from parley.case.types import Case
from parley.cli.main import root
from parley.deals.lines import colliding
from parley.deals.values import values_of
from parley.model.compose import measured, problem, scale
from parley.model.evaluate import point

CAMP_DAVID = "camp-david-1978"
COLOMBIA = "colombia-2012-16"

_cache: dict[str, CaseSource] = {}


def source(examples: Path, name: str) -> CaseSource:
    if name not in _cache:
        _cache[name] = open_source(examples / name)
    return _cache[name]


WHOLE = {CAMP_DAVID: "treaty", COLOMBIA: "accord"}
"""The kind that every package and every deal in deals/ belongs to."""


def deal_of(case: Case, name: str) -> dict[str, str]:
    """A package of the case, or a deal from the file of that name."""
    if name in case.packages:
        return dict(case.packages[name].deal)
    return dict(read_deal(case, [str(Path(case.path).parent / "deals" / f"{name}.yaml")], lambda: b"").deal)


def spare(case: Case, package: str) -> dict[str, float]:
    """By how many points a package is worth more than no deal to each party whose consent is required, lines set aside."""
    p = problem(case, medians(case), WHOLE[case.name], "own", "none")
    deal = deal_of(case, package)
    row = np.array([[keys.index(deal[issue]) for issue, keys in zip(p.issues, p.options, strict=True)]])
    worth = np.asarray(values_of(p, row)).reshape(-1) - np.asarray(p.reservation).reshape(-1)
    return {party: float(x) for party, x in zip(p.parties, worth, strict=True)}


def crossed(case: Case, deal: Mapping[str, str]) -> set[str]:
    """Declared lines that a deal crosses: any of a line's combinations, all options of it together."""
    return {
        key
        for key, line in case.red_lines.items()
        if any(all(deal[issue] in options for issue, options in match.items()) for match in line.rules_out)
    }


def exists(case: Case, red_lines: str) -> bool | None:
    return point(case, case.main_kind, "own", red_lines).point.exists  # type: ignore[arg-type]


def told_of(examples: Path, name: str, package: str) -> dict[str, Any]:
    """``parley test CASE PACKAGE --json``, at the middle numbers."""
    main = CliRunner().invoke(
        root, ["test", str(examples / name), package, "--draws", "0", "--json"], catch_exceptions=False
    )
    assert main.exit_code == 0, main.output
    found: dict[str, Any] = json.loads(main.output)
    return found


# ------------------------------------------------------------------------------------------------------- Camp David


def test_nothing_after_the_eve_is_used(examples: Path) -> None:
    for name in (CAMP_DAVID, COLOMBIA):
        case = source(examples, name).case()
        for judgement in case.judgements.values():
            assert all(e.date is not None and e.date <= case.as_of for e in judgement.evidence), judgement.path
        later = [d for d in case.documents.values() if d.date is not None and d.date > case.as_of]
        assert len(later) >= 2 and all("after the date of the case" in d.title for d in later)


@pytest.mark.parametrize("view", [None, "after-brzezinski", "after-begin", "after-sadat", "after-peace-now"])
def test_stated_lines_of_1978_leave_no_treaty_and_without_them_there_is_one(examples: Path, view: str | None) -> None:
    case = source(examples, CAMP_DAVID).case(view)
    found = point(case, "treaty", "own", "declared")
    assert found.point.why_empty == "ruled_out"
    names = [line.name for line in found.point_problem.lines]
    sets = {frozenset(names[i] for i in group) for group in colliding(found.point_problem)}
    assert frozenset({"eg-sovereignty", "eg-title", "il-settlements"}) in sets
    assert frozenset({"eg-sovereignty", "eg-title", "kn-settlements"}) in sets
    # what was declared leaves settlers under Egyptian law open; the line that closes it is inferred by us
    assert not case.red_lines["eg-title"].declared and all("eg-title" in group for group in sets)
    assert exists(case, "none") is True


def test_the_treaty_as_signed_crosses_two_lines_and_needs_a_payer_and_a_parliament(examples: Path) -> None:
    case = source(examples, CAMP_DAVID).case()
    deal = case.packages["historic"].deal
    lines = crossed(case, deal)
    assert {"il-settlements", "kn-settlements"} <= lines
    assert not lines & {"eg-sovereignty", "eg-title", "eg-separate"}
    needed = {need.party: need for need in needs(case, deal)}
    assert set(needed) == {"united-states", "knesset"}
    assert needed["united-states"].why == "supplies" and needed["united-states"].short == 0.0
    assert needed["knesset"].binding and needed["knesset"].ratifies_for == "israel"


def test_the_treaty_as_signed_suits_all_but_for_lines_and_fails_where_drift_is_tolerable(examples: Path) -> None:
    made = source(examples, CAMP_DAVID)
    for view in (None, "after-begin", "after-sadat", "after-peace-now"):
        assert all(x > 0 for x in spare(made.case(view), "historic").values()), view
    short = spare(made.case("after-brzezinski"), "historic")
    assert short["egypt"] > 40 and -3 < short["israel"] < 0 and -3 < short["knesset"] < 0


def test_what_each_had_asked_for_is_worse_than_no_deal_to_the_other(examples: Path) -> None:
    """What is known of the orders before the summit: each refused the other's plan."""
    case = source(examples, CAMP_DAVID).case()
    begin, sadat = spare(case, "begin-plan"), spare(case, "sadat-1977")
    assert begin["egypt"] < 0 < begin["israel"] and sadat["israel"] < 0 < sadat["egypt"]


@pytest.mark.parametrize("view", [None, "after-brzezinski", "after-begin", "after-sadat", "after-peace-now"])
def test_what_was_refused_before_the_summit_is_refused_under_every_view(examples: Path, view: str | None) -> None:
    """Where the points alone would sell it, a line and a floor from before the date keep it out, and the scope says so."""
    case = source(examples, CAMP_DAVID).case(view)
    begin = deal_of(case, "begin-plan")
    assert "eg-sovereignty" in crossed(case, begin) and case.red_lines["eg-sovereignty"].declared
    assert case.judgements["red_lines.eg-sovereignty.holds"].distribution.median > 0.5  # type: ignore[union-attr]
    assert {(f.party, f.issue) for f in case.floors.values()} >= {("egypt", "settlements")}
    assert (spare(case, "begin-plan")["egypt"] < 0) is (view != "after-brzezinski")
    assert "Begin's plan" in str(case.scope) and spare(case, "sadat-1977")["israel"] < 0


def test_the_command_tells_the_same_of_the_treaty(examples: Path) -> None:
    found = told_of(examples, CAMP_DAVID, "historic")
    assert found["in_zone"] is False and {"il-settlements", "kn-settlements"} <= set(found["crosses"])
    assert all(party["short"] == 0.0 for party in found["parties"].values())
    assert {"united-states", "knesset"} <= set(found["needs"]) and found["unlawful"] == []


# --------------------------------------------------------------------------------------------------------- Colombia


def test_the_command_tells_the_same_of_the_text_of_august(examples: Path) -> None:
    """Short for the voters alone. The kind is one text, so no change to it is of that kind, and its scale is that of any text."""
    found = told_of(examples, COLOMBIA, "august")
    assert found["in_zone"] is False and found["crosses"] == [] and found["unlawful"] == []
    assert {party for party, one in found["parties"].items() if one["short"] > 0} == {"voters"}
    assert not [one["change"] for one in found["amendments"] if one["in_zone"]]
    case = source(examples, COLOMBIA).case()
    assert case.main_kind == "august" and measured(case).key == "accord" and (scale(case) > 0).all()


def test_an_agreement_exists_on_declared_lines_under_every_view(examples: Path) -> None:
    made = source(examples, COLOMBIA)
    for view in (None, *made.views):
        assert point(made.case(view), "accord", "own", "declared").point.exists is True, view


def test_the_text_of_august_hangs_on_what_would_follow_a_no(examples: Path) -> None:
    """Both signatories prefer it by far; the voters by less than what the facts of a No could turn."""
    made = source(examples, COLOMBIA)
    for view in (None, *made.views):
        both = spare(made.case(view), "august")
        assert both["government"] > 10 and both["farc"] > 10, view
    voters = {view: spare(made.case(view), "august")["voters"] for view in (None, *made.views)}
    assert {view for view, x in voters.items() if x > 0} == {"after-santos", "after-de-la-calle"}
    shut, open_ = (made.case(sets={"facts.reopening": x}) for x in (0.05, 0.8))
    assert spare(shut, "august")["voters"] > 0 > spare(open_, "august")["voters"]


def test_no_view_sets_what_one_side_hopes(examples: Path) -> None:
    """What was said of a No is said of the world: a view sets the facts, and everybody takes them in."""
    made = source(examples, COLOMBIA)
    base = made.case().judgements
    for view in made.views:
        changed = {path for path, j in made.case(view).judgements.items() if j.distribution != base[path].distribution}
        assert not any(path.startswith("no_deal.beliefs.") for path in changed), view


def test_the_text_of_november_suits_all_under_every_view_of_the_time(examples: Path) -> None:
    made = source(examples, COLOMBIA)
    for view in (None, *made.views):
        if view in made.case().late_views:
            continue
        assert all(x > 0 for x in spare(made.case(view), "november").values()), view
        assert point(made.case(view), "accord", "own", "weighed").point.exists is True, view


def test_the_first_demands_are_out_of_reach_and_an_amnesty_is_marked(examples: Path) -> None:
    case = source(examples, COLOMBIA).case()
    deal = deal_of(case, "farc-2012")
    assert crossed(case, deal) >= {"gov-assembly", "gov-impunity"}
    assert spare(case, "farc-2012")["voters"] < 0
    assert {(m.issue, m.option) for m in marks(case, deal)} == {("justice", "amnesty")}
    assert marks(case, case.packages["august"].deal) == ()
    prison = deal_of(case, "democratic-centre")
    assert "farc-prison" in crossed(case, prison)
    assert spare(case, "democratic-centre")["farc"] > 0 and "the FARC would take prison" in str(case.scope)


def test_hindsight_is_marked_late(examples: Path) -> None:
    case = source(examples, COLOMBIA).case()
    assert case.late_views == ("after-the-vote",)
    assert case.views["after-the-vote"].date == datetime.date(2016, 11, 30)
