"""Paths of judgements: spelled as they are read, for every number of the examples and for any names that a case allows."""

from __future__ import annotations

import dataclasses
import typing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case import open_source, path_names, paths
from parley.core.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
CASES = ("examples/iran-2012", "examples/ukraine-2022-23", "examples/ukraine-2022-23/campaign.yaml", "tests/data/mini")
KEY = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,11}", fullmatch=True)
FIXED_GROUPS = ("beliefs", "values", "office", "rates", "likelihood")
FORMS = typing.get_args(paths.Path)
FIXED = {
    ("GroupNumber", "group"): KEY.filter(lambda k: k not in FIXED_GROUPS),
    ("TableNumber", "table"): KEY.filter(lambda k: k not in FIXED_GROUPS),
    ("TableNumber", "names"): st.lists(KEY, min_size=2, max_size=4).map(tuple),
    ("LeverNumber", "what"): st.sampled_from(["cost", "delay"]),
    ("Outlook", "group"): KEY.filter(lambda k: k not in ("openness", "openness_bad", "evidence_strength")),
    ("Trust", "deal"): st.none() | KEY,
    ("Broken", "deal"): st.none() | KEY,
    ("Openness", "bad"): st.booleans(),
    ("Change", "table"): st.sampled_from(["courses", "levers", "signals"]),
    ("Change", "risky"): st.booleans(),
    ("ActNumber", "table"): st.sampled_from(["courses", "levers"]),
    ("ActNumber", "what"): st.sampled_from(["risk.chance", "waits"]),
}


def made(form: type, depth: int = 0) -> st.SearchStrategy:
    """Any path of one form."""
    parts = {}
    for field in dataclasses.fields(form):
        if field.name == "of":
            parts["of"] = st.one_of(*(made(f, 1) for f in FORMS if f not in (paths.Change, paths.ActNumber)))
        else:
            parts[field.name] = FIXED.get((form.__name__, field.name), KEY)
    return st.builds(form, **parts)


@pytest.mark.parametrize("case", CASES)
def test_every_number_of_a_case_comes_back_as_it_was_spelled(case: str) -> None:
    source = open_source(ROOT / case)
    base = source.case()
    acts = [a for table in (base.courses, base.levers, base.signals) for a in table.values()]
    changes = [shift.amount.path for act in acts for shift in act.shifts]
    every = [*source.quantities, *changes]
    assert len(every) > 50
    for text in every:
        assert str(paths.parse(text)) == text
    assert all(isinstance(paths.parse(text), paths.Change) for text in changes)


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.__name__)
@given(data=st.data())
def test_every_form_comes_back(form: type, data: st.DataObject) -> None:
    path = data.draw(made(form))
    assert paths.parse(str(path)) == path
    assert path_names.names(path) is not None
    assert paths.section(path) == paths.words(path)[0]


@given(st.text(alphabet="abno_deal.-=:XÄ\n ", max_size=30) | st.from_regex(r"[a-z_]{1,9}(\.[a-z_]{1,6}){0,5}"))
def test_whatever_is_read_is_spelled_the_same(text: str) -> None:
    path = paths.read(text)
    assert path is None or str(path) == text
    if path is None:
        with pytest.raises(InputError, match="no path to a number"):
            paths.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no_deal",
        "no_deal.beliefs.russia",
        "no_deal.campaign",
        "values.russia.weights",
        "values.russia.weights.land.open",
        "values.Russia.weights.land",
        "values.russia.weights.land ",
        "values..weights.land",
        "values.russia.weights.l=d",
        "red_lines.crimea",
        "red_lines.crimea!event",
        "nothing.of.the.kind",
        "courses.urge.changes.courses.urge.changes.no_deal.costs.russia",
        "x" * 10_000,
    ],
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(InputError) as told:
        paths.parse(text)
    assert "no path to a number" in str(told.value) and len(str(told.value)) < 300


def test_a_case_allows_no_name_that_would_break_a_path(tmp_path: Path) -> None:
    """Whatever a file calls its parties and issues, each key is a single word of a path or the file is refused."""
    text = (ROOT / "tests/data/mini/case.yaml").read_text(encoding="utf-8")
    (tmp_path / "sources").mkdir()
    for file in (ROOT / "tests/data/mini/sources").iterdir():
        (tmp_path / "sources" / file.name).write_bytes(file.read_bytes())
    for odd in ("'north.bank'", "'north bank'", "North", "'nord=1'", "'a:b'"):
        (tmp_path / "case.yaml").write_text(text.replace("  bank:\n", f"  {odd}:\n", 1), encoding="utf-8")
        with pytest.raises(InputError, match="names are lower-case letters, digits"):
            open_source(tmp_path)


def test_names_that_a_path_holds() -> None:
    assert path_names.names(paths.Score("russia", "land", "open")) == path_names.Names("russia", None, "land", "open")
    assert path_names.names(paths.Belief("analyst", "win")).holder == "analyst"
    assert path_names.names(paths.Trust("russia", "ceasefire")) == path_names.Names(holder="russia", kind="ceasefire")
    assert path_names.names(paths.Change("courses", "urge", paths.GroupNumber("costs", "iran"))).party == "iran"
    assert path_names.names(paths.Line("crimea")) == path_names.Names()


def test_groups_of_paths() -> None:
    known = ("no_deal.costs.a", "no_deal.costs.b", "values.a.weights.land")
    assert paths.shared(known[:2]) == "no_deal.costs" and paths.shared(known) == ""
    assert paths.nearest_group("no_deal.costs.c", known) == ("no_deal.costs", ("a", "b"))
    assert paths.nearest_group("nothing", known) == ("", ("no_deal", "values"))
    assert paths.within("no_deal.costs.a", "no_deal.costs") and not paths.within("no_deal.costsx", "no_deal.costs")
    assert paths.believers(["no_deal.beliefs.b.win", "no_deal.costs.a", "no_deal.beliefs.a.win"]) == ("b", "a")
