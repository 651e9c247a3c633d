"""A deal tested beside the zone test, where a rule, a floor or a supplier bars it: the two read the same things."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.case import load
from parley.case.chance.sampling import medians, sample
from parley.case.deal import breaks, excluded, meets
from parley.case.types import Rule
from parley.cli.main import root
from parley.core.errors import ParleyError
from parley.model.compose import problem
from parley.model.standing import fit, standing

HEAD = """parley: 1
title: A river
question: Is there a deal?
as_of: 2024-06-01
parties: {a: {title: A, role: principal}, b: {title: B, role: principal}, council: {title: The council, role: ratifier,
  ratifies_for: b, binding: %(binding)s}, w: {title: W, role: supporter}}
issues:
  valley: {title: The valley, before: kept, options: {joint: {title: Joint, suppliers: {w: %(joint)s}}, kept: {title: Kept, unlawful: {because: A text forbids it., source: A text}}}}
  monitors: {options: {nobody: Nobody, outside: {title: Outside, suppliers: {w: %(outside)s}}}}
kinds:
  settlement: {title: Settlement, only: all}
  truce: {title: Truce, only: {valley: all}}
rules:
  - {if: {valley: [joint]}, then: {monitors: [outside]}, because: Nobody would share it without monitors.}
values:
  a: {because: m, weights: {valley: 1, monitors: 1}, scores: {valley: {joint: %(score)s, kept: 0}, monitors: {nobody: 0, outside: 100}}}
  b: {because: m, weights: {valley: 1, monitors: 1}, scores: {valley: {joint: 60, kept: 0}, monitors: {nobody: 0, outside: 100}}}
floors: {f: {party: %(party)s, issue: valley, at_least: %(floor)s}}
no_deal:
  model: outcomes
  outcomes: {o: War}
  beliefs: {because: m, a: {o: 1}, b: {o: 1}, analyst: {o: 1}}
  values: {because: m, a: {o: 20}, b: {o: 20}}
"""
PLAIN = {"binding": "true", "joint": "1", "outside": "1", "score": "60", "party": "a", "floor": "10"}


def written(folder: Path, more: str = "", **changed: str) -> Path:
    file = folder / "river.yaml"
    file.write_text(HEAD % {**PLAIN, **changed} + more, encoding="utf-8")
    return file


def run(*words: str) -> str:
    made = CliRunner().invoke(root, words)
    assert made.exit_code == 0, made.output
    return made.output


def told(file: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("test", str(file), *words, "--draws", "64", "--json"))
    return found


def test_what_a_rule_asks_of_an_issue_that_the_kind_lacks_it_asks_of_no_deal(tmp_path: Path) -> None:
    file = written(tmp_path)
    assert told(file, "valley=joint", "--kind", "truce")["in_zone"] is True
    case = load(file)
    assert not fit(case, "truce", {"valley": "joint"}).broken
    assert fit(case, "settlement", {"valley": "joint", "monitors": "nobody"}).broken
    package = "main_kind: truce\npackages: {j: {title: J, deal: {valley: joint}}}\n"
    assert run("check", str(written(tmp_path, package)))


def test_what_a_rule_says_ends_with_one_full_stop(tmp_path: Path) -> None:
    words = " ".join(run("test", str(written(tmp_path)), "valley=joint", "monitors=nobody", "--draws", "0").split())
    assert "Nobody would share it without monitors." in words and "monitors.." not in words


ISSUES = ("i", "j", "k")
matches = st.dictionaries(st.sampled_from(ISSUES), st.lists(st.sampled_from("xyz"), min_size=1, unique=True).map(tuple))
wholes = st.dictionaries(st.sampled_from(ISSUES), st.sampled_from("xyz"))


@settings(max_examples=200, deadline=None)
@given(matches, st.none() | matches, wholes)
def test_a_rule_excludes_the_same_deals_from_a_list_of_options_and_one_by_one(
    when: dict[str, tuple[str, ...]], then: dict[str, tuple[str, ...]] | None, deal: dict[str, str]
) -> None:
    rule = Rule(when, then, None)
    only = dict.fromkeys(deal, ("x", "y", "z"))
    asked = {issue: options for issue, options in (then or {}).items() if issue in deal}
    expected = meets(when, deal) and (then is None or not meets(asked, deal))
    assert breaks(rule, deal) is expected is any(meets(match, deal) for match in excluded(rule, only))


@pytest.mark.parametrize(
    "ranged", [{"floor": "40 to 78"}, {"joint": "-2 to 6", "outside": "1"}, {"joint": "-2 to 6", "outside": "0 to 1"}]
)
def test_a_floor_and_a_supplier_with_a_range_are_numbers_with_a_stated_doubt(
    ranged: dict[str, str], tmp_path: Path
) -> None:
    share = told(written(tmp_path, **ranged), "valley=joint", "monitors=outside")["share"]
    assert share["varies"] is True and 0 < share["share"] < 1
    assert told(written(tmp_path), "valley=joint", "monitors=outside")["share"]["varies"] is False


def test_the_floor_of_a_ratifier_reads_the_scores_of_its_principal(tmp_path: Path) -> None:
    low = written(tmp_path, party="council", floor="70", score="100")
    found = told(low, "valley=joint", "monitors=outside")
    assert found["in_zone"] is False and found["views"]["base"]["floors"] == ["valley"]
    high = written(tmp_path, party="council", floor="60", score="100")
    assert told(high, "valley=joint", "monitors=outside")["in_zone"] is True


def test_a_floor_that_does_not_count_is_not_said_to_bar(tmp_path: Path) -> None:
    found = told(written(tmp_path, party="council", floor="70", binding="false"), "valley=joint", "monitors=outside")
    assert found["in_zone"] is True and found["views"]["base"]["floors"] == []


def test_a_sum_that_misses_zero_by_rounding_is_zero_to_a_supplier(tmp_path: Path) -> None:
    third = "  inspectors: {options: {none: None of them, all: {title: All, suppliers: {w: 0.3}}}}\nkinds:"
    text = (HEAD % {**PLAIN, "joint": "-0.1", "outside": "-0.2"}).replace("kinds:", third, 1)
    text = text.replace("monitors: 1}", "monitors: 1, inspectors: 1}")
    text = text.replace("outside: 100}}", "outside: 100}, inspectors: {none: 0, all: 100}}")
    file = tmp_path / "three.yaml"
    file.write_text(text, encoding="utf-8")
    deal = {"valley": "joint", "monitors": "outside", "inspectors": "all"}
    case = load(file)
    made = standing(case, medians(case), sample(case, 16, 0), "settlement", deal)
    assert made.in_zone and made.refused == () and made.share == 1.0
    words = run("test", str(file), *(f"{i}={o}" for i, o in deal.items()), "--draws", "0")
    assert "it would not" not in words and "not supplied" not in words


def test_an_option_keeps_its_mark_beside_how_it_stood_before(tmp_path: Path) -> None:
    words = run("test", str(written(tmp_path)), "valley=joint", "monitors=outside", "--draws", "0")
    assert "Kept [marked in law] → Joint" in words


def test_the_zone_test_reads_the_rule_alike(tmp_path: Path) -> None:
    case = load(written(tmp_path))
    assert problem(case, medians(case), "truce").forbidden == ()
    assert len(problem(case, medians(case), "settlement").forbidden) == 1


def test_a_number_of_an_option_names_its_mark(tmp_path: Path) -> None:
    traced = run("trace", str(written(tmp_path)), "values.a.scores.valley.kept")
    assert "how A values “Kept” [marked in law]" in traced


def test_what_rules_every_deal_out_is_named_and_not_called_lines(tmp_path: Path) -> None:
    file = written(tmp_path, floor="65 to 80")
    text = file.read_text(encoding="utf-8").replace(
        "truce: {title: Truce, only: {valley: all}}", "truce: {title: Truce, only: {valley: [joint]}}"
    )
    file.write_text(f"{text}main_kind: truce\n", encoding="utf-8")
    words = " ".join(run("assess", str(file), "--draws", "64").split())
    assert "the floor that we set under A’s The valley leaves no deal" in words and "the lines leave" not in words


def test_a_deal_file_is_called_one(tmp_path: Path) -> None:
    case, deal = written(tmp_path), tmp_path / "deal.yaml"
    deal.write_text("valley: joint\n---\nmonitors: nobody\n", encoding="utf-8")
    made = CliRunner().invoke(root, ["test", str(case), str(deal)])
    assert isinstance(made.exception, ParleyError) and "a deal file holds one document" in str(made.exception)
    deal.write_text("#" * 4_100_000, encoding="utf-8")
    made = CliRunner().invoke(root, ["test", str(case), str(deal)])
    assert isinstance(made.exception, ParleyError) and "sources/" not in str(made.exception)


def test_where_nothing_has_a_range_more_points_are_not_advised(tmp_path: Path) -> None:
    words = run("drivers", str(written(tmp_path)), "--draws", "200")
    assert "no number has a range" in words and "--points" not in words


def test_claims_of_a_case_without_numbers_are_listed(tmp_path: Path) -> None:
    text = 'claims: {c: {who: N, text: No deal is possible., query: "not zone settlement"}}\n'
    file = written(tmp_path, text)
    file.write_text(file.read_text(encoding="utf-8").replace("a: {o: 20}, b: {o: 20}", "a: {o: ?}, b: {o: 20}"))
    words = run("claims", "--all", str(file))
    assert "not tested: numbers of the case are not yet said (1)" in words
