"""Names that are words of the sentences themselves: "all", "none", "No deal", "… and …", "The …", signs of other languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from parley.cli.main import root
from parley.insight.results.titles import named

CASE: dict[str, Any] = {
    "parley": 1,
    "title": "L’île d’Ör: 'all or none'",
    "question": "Is all of it ripe?",
    "as_of": "2024-05-02",
    "main_kind": "all",
    "parties": {
        "reeve": {"title": "The Reeve's men", "role": "principal"},
        "both": {"title": "Brook and Mill", "role": "principal"},
        "no-deal-party": {"title": "No deal", "role": "ratifier", "ratifies_for": "both"},
    },
    "issues": {
        "all": {"title": "all", "options": {"yes": "Yes", "none": "None", "some": "some of it"}},
        "no": {"title": "No.", "options": {"yes": "yes", "none": "none"}},
    },
    "kinds": {
        "all": {"title": "All", "only": "all"},
        "none": {"title": "No deal at all: a pause", "only": {"all": ["yes", "none"]}},
    },
    "values": {
        "reeve": {
            "because": "m",
            "weights": {"all": "60 to 80", "no": "20 to 40"},
            "scores": {"all": {"yes": 100, "none": 0, "some": "30 to 60"}, "no": {"yes": 0, "none": 100}},
        },
        "both": {
            "because": "m",
            "weights": {"all": "50 to 70", "no": "30 to 50"},
            "scores": {"all": {"yes": 0, "none": 100, "some": "35 to 55"}, "no": {"yes": 100, "none": 0}},
        },
    },
    "no_deal": {
        "model": "outcomes",
        "because": "m",
        "outcomes": {"on": "It goes on: no deal"},
        "beliefs": {p: {"on": 1} for p in ("reeve", "both", "analyst")},
        "values": {"reeve": {"on": "40 to 60"}, "both": {"on": "40 to 60"}},
    },
    "packages": {
        "nothing": {"title": "Half, or none", "deal": {"all": "none", "no": "none"}},
        "mended": {"title": "The other's “all”", "deal": {"all": "some", "no": "yes"}},
    },
    "rankings": {
        "reeve": ["mended", "no-deal", "nothing"],
        "both": ["mended", "no-deal", "nothing"],
        "no-deal-party": ["no-deal", "mended", "nothing"],
    },
    "views": {"late": {"title": "after none, and all", "date": "2024-04-25", "no_deal.values.reeve.on": 5}},
}


def said(folder: Path, *arguments: str, **changes: Any) -> str:
    file = folder / "island.yaml"
    file.write_text(json.dumps({**CASE, **changes}, ensure_ascii=False), encoding="utf-8")
    command, *rest = arguments
    done = CliRunner().invoke(root, [command, str(file), *rest])
    refused = str(done.exception) if done.exception is not None else ""
    return " ".join(f"{done.output} {refused}".split())


def test_a_ranking_tells_packages_in_marks_and_parties_apart(tmp_path: Path) -> None:
    text = said(tmp_path, "ordinal")
    assert "ranked below no deal by the Reeve's men, Brook and Mill, and No deal: “Half, or none”" in text
    assert "“Half, or none”: crosses no red line" in text


def test_a_tested_deal_names_issues_views_and_ranks_so_that_they_read(tmp_path: Path) -> None:
    text = said(tmp_path, "test", "all=some", "--kind", "none", "--draws", "0")
    assert "this kind has other options on “all”" in text
    text = said(tmp_path, "test", "nothing", "--view", "late", "--draws", "0")
    assert "Not in the zone at the middle numbers of the base case" not in text
    assert "at the middle numbers of the view “after none, and all”" in text
    text = said(tmp_path, "test", "mended", "--draws", "0")
    assert (
        "By the rankings of the case this package stands above no deal for the Reeve's men, and Brook and Mill; below no deal "
        "for No deal." in text
    )
    assert "What comes nearer: nothing" not in text


def test_a_kind_called_all_has_no_article(tmp_path: Path) -> None:
    text = said(tmp_path, "compare", "--draws", "0")
    assert "is there a zone for “all”," in text and "an all" not in text


def test_what_is_left_out_of_a_ranking_stands_in_marks(tmp_path: Path) -> None:
    rankings = {**CASE["rankings"], "both": ["mended", "no-deal"]}
    assert "the ranking of both leaves out 'nothing'" in said(tmp_path, "check", rankings=rankings)


@pytest.mark.parametrize("place", ["number", "group"])
def test_a_question_mark_in_quotation_marks_leaves_a_number_open_too(tmp_path: Path, place: str) -> None:
    on: Any = {"on": "?"} if place == "number" else "?"
    text = said(tmp_path, "check", no_deal={**CASE["no_deal"], "values": {"reeve": on, "both": {"on": 50}}})
    assert "Needed 1 number not yet said" in text


def test_a_lone_outcome_is_no_extreme_belief(tmp_path: Path) -> None:
    assert "extreme" not in said(tmp_path, "check")
    two = {
        **CASE["no_deal"],
        "outcomes": {"on": "On", "off": "Off"},
        "beliefs": {p: {"on": 1, "off": 0} for p in ("reeve", "both", "analyst")},
        "values": {p: {"on": 50, "off": 40} for p in ("reeve", "both")},
    }
    assert "no_deal.beliefs.reeve.on: extreme" in said(tmp_path, "check", no_deal=two)


def test_check_counts_no_quotations_where_there_are_none(tmp_path: Path) -> None:
    views = {"late": {**CASE["views"]["late"], "date": "2024-06-01"}}
    assert "Late views marked late: late" in said(tmp_path, "check", views=views)


def test_a_replay_shows_whole_names(tmp_path: Path) -> None:
    (tmp_path / "seen.csv").write_text("date,won_by,title\n2024-03-01,reeve,A\n2024-04-01,both,B\n", encoding="utf-8")
    going = {
        **CASE["no_deal"],
        "outcomes": {"up": "Up", "down": "Down"},
        "sides": {"a": "reeve", "b": "both"},
        "likelihood": {"up": 0.8, "down": 0.2},
        "beliefs": {p: {"up": 0.5, "down": 0.5} for p in ("reeve", "both", "analyst")},
        "values": {"reeve": {"up": 80, "down": 20}, "both": {"up": 20, "down": 80}},
        "prior": {
            "date": "2024-01-01",
            "because": "m",
            "beliefs": {p: {"up": 0.5, "down": 0.5} for p in ("reeve", "both", "analyst")},
        },
    }
    long = {**CASE["parties"], "both": {"title": "Brook, Mill and all of the upper river", "role": "principal"}}
    text = said(
        tmp_path,
        "observe",
        str(tmp_path / "seen.csv"),
        no_deal=going,
        parties=long,
        views={},
        outlook={"because": "m", "openness": {"reeve": 0.5, "both": 0.5}},
    )
    assert "R The Reeve's men R Brook, Mill and all of… R No deal zone" in text
    assert "1 won by the Reeve's men, 1 by Brook, Mill and all of the upper river, 0 changed nothing" in text


def test_parties_with_an_and_of_their_own_are_told_apart() -> None:
    assert named(["Brook and Mill", "The Reeve"]) == "Brook and Mill, and the Reeve"
    assert named(["Up", "Down", "Brook and Mill"]) == "Up, Down, and Brook and Mill"
    assert named(["Brook and Mill"]) == "Brook and Mill"
    assert named(["Up", "Down"]) == "Up and Down"
