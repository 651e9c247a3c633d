"""The declared format, what reads by it, and what is made from it say the same."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
from format_walk import Step, at, changed, places, plain, written
from hypothesis import given, settings
from hypothesis import strategies as st

import parley
from parley.case.file.collector import Collector
from parley.case.file.source import CaseSource
from parley.case.file.tree import Mapping, Node, Sequence, parse
from parley.case.published import PAGE_FILE, SCHEMA_FILE, page_text, schema_text
from parley.case.schema import grammar
from parley.case.schema.declared import FORMAT
from parley.case.schema.grammar import By, ByModel, Either, Many, Match, Named, Number, Record, Value
from parley.case.schema.places import numbers, pattern
from parley.case.schema.shared import NOTE_KEYS
from parley.case.schema.subjects import RULE
from parley.core.errors import CaseError, Problem
from parley.nodeal.record import RESERVED

ROOT = Path(__file__).resolve().parents[2]
EVERY = bool(os.environ.get("PARLEY_EVERY_CHANGE"))
CASES = [
    *sorted(f for f in (ROOT / "examples").rglob("*.yaml") if f.parent.name != "deals"),  # those are deals, not cases
    *sorted((ROOT / "tests" / "data" / "cases").rglob("*.yaml")),
    ROOT / "tests" / "data" / "mini" / "case.yaml",
    Path(parley.__file__).parent / "case" / "template" / "case.yaml",
]
AGAIN = "run: python -m parley.case.published docs"


@cache
def editor() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema_text()))


@cache
def data(file: Path) -> Any:
    return plain(parse(file.read_text(encoding="utf-8"), file.name).root)


def problems(case: Any, folder: Path) -> tuple[Problem, ...]:
    """What ``parley check`` says of it."""
    try:
        CaseSource(parse(written(case), "case.yaml"), folder)
    except CaseError as error:
        return error.problems
    return ()


# -------------------------------------------------------------------------------------------------- what is published


def test_the_page_is_not_stale() -> None:
    page = (ROOT / "docs" / PAGE_FILE).read_text(encoding="utf-8")
    assert page == page_text(page), AGAIN
    assert page.count("<!-- made: format ") == 3
    assert all(f"| `{path}` |" in page for path in numbers(FORMAT))


def test_the_commented_case_of_the_page_has_no_other_keys() -> None:
    page = (ROOT / "docs" / PAGE_FILE).read_text(encoding="utf-8")
    (block,) = (b for b in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if b.startswith("parley: 1"))
    case = plain(parse(block.replace("…", "x"), "page").root)
    assert set(case) >= {field.key for field in FORMAT.fields if field.required}
    for path, value in places(FORMAT, case):
        if isinstance(value, Record) and value.also is None and isinstance(at(case, path), dict):
            assert set(at(case, path)) <= set(value.keys), path


def test_the_schema_is_not_stale() -> None:
    assert (ROOT / "docs" / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text(), AGAIN
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_an_editor_accepts_what_check_accepts(file: Path) -> None:
    assert problems(data(file), file.parent) == ()
    assert [error.message for error in editor().iter_errors(data(file))] == []


# ------------------------------------------------------------------------------------- the editor and check: the same


class Mistake(NamedTuple):
    """Something else at a place of a case."""

    path: Step
    made: Any
    key: bool = False
    """Whether a key is wrong, rather than what stands there."""
    right: bool = False
    """Whether it is of the right kind, and only the case can tell whether it may stand there."""


OTHER_KINDS = ("word", {"zzz": {"yy": ["x"]}}, [["x"]], [{"zzz": ["a"]}])


@cache
def mistakes(file: Path) -> tuple[Mistake, ...]:
    """Every unknown key, misspelt key and wrong kind of node that can be made of a case."""
    return tuple(_mistakes(data(file)))


def _mistakes(case: Any) -> Iterator[Mistake]:
    for path, value in places(FORMAT, case):
        here = at(case, path)
        if path:
            for other in OTHER_KINDS:
                if type(other) is not type(here):
                    right = other == "word" and isinstance(value, grammar.Text | grammar.Words)
                    yield Mistake(path, other, right=right)
        if isinstance(value, Record) and isinstance(here, dict):
            yield Mistake(path, {**here, "zzz": "word"}, True)
            for key in (key for key in here if key in value.keys):
                yield Mistake(path, {name + ("e" if name == key else ""): held for name, held in here.items()}, True)


@settings(max_examples=600 if EVERY else 60, deadline=None)
@given(drawn=st.data())
def test_an_editor_refuses_the_keys_and_kinds_that_check_refuses(drawn: st.DataObject) -> None:
    file = drawn.draw(st.sampled_from(CASES))
    mistake = drawn.draw(st.sampled_from(mistakes(file)))
    case = changed(data(file), mistake.path, mistake.made)
    found = problems(case, file.parent)
    refused = not editor().is_valid(case)
    assert refused == bool(found) or (mistake.right and not refused), (mistake, found)


def test_the_mistakes_reach_every_kind_of_value() -> None:
    kinds = {type(value) for file in CASES for _, value in places(FORMAT, data(file))}
    looked_into = {Either, ByModel}
    declared = {
        kind for kind in vars(grammar).values() if isinstance(kind, type) and kind.__module__ == grammar.__name__
    }
    assert kinds == declared - looked_into - {grammar.Field, grammar.Paths}
    assert sum(m.key for file in CASES for m in mistakes(file)) > 1000


# ------------------------------------------------------------------------------------- the readers and the declaration

NAMES = {"HOLDER": "analyst", "MONTH": "jan", "LIMIT": "name"}
"""The name that stands for each word in capitals; others are the word itself."""


def example(value: Value, model: str, of: str = "", key: str = "") -> Any:
    """Something for every key that is declared below ``value``."""
    match value:
        case grammar.Version(number):
            return number
        case grammar.Words("path"):
            return ["toughness.party", "no_deal.costs.party"]
        case grammar.Text(names) | grammar.Words(names):
            known = {"path": "toughness.party", "lever": "name", "signal": "name", "claim": "name", "package": "name"}
            return known.get(names, names) or {"file": "note.md", "quote": "One word."}.get(key, "Words")
        case grammar.Date():
            return "2021-02-01"
        case grammar.Stretch():
            return "18 months"
        case grammar.Flag():
            return "true"
        case grammar.Choice(words):
            return model if key == "model" else words[0]
        case grammar.Whole(_, _, default):
            return str(default)
        case Number():
            return {"value": "0.5", **{name: example(grammar_note, model) for name, grammar_note in NOTES.items()}}
        case grammar.Plain():
            return "0.5"
        case grammar.Change():
            return {"value": "+0.1", **{name: example(grammar_note, model) for name, grammar_note in NOTES.items()}}
        case Match(one):
            return {"issue": "option" if one else ["option"]}
        case Many(inner) if inner is RULE:
            rule = example(RULE, model)
            return [{k: v for k, v in rule.items() if k not in left} for left in (("if", "then"), ("impossible",))]
        case Many(inner):
            return [example(inner, model)]
        case Either(values):
            return example(next((v for v in values if isinstance(v, Record)), values[0]), model)
        case By(name, inner) | Named(_, name, inner):
            made = {NAMES.get(name, name.lower()): example(inner, model)}
            if name == "HOLDER":
                made["party"] = made["analyst"]
            return {
                **made,
                **({k: example(v, model) for k, v in NOTES.items()} if getattr(value, "notes", False) else {}),
            }
        case ByModel():
            return example(value[model], model)
        case Record():
            made = {field.key: example(field.value, model, key=field.key) for field in value.fields}
            if isinstance(value.also, grammar.Paths):
                made["toughness.party"] = example(value.also.value, model)
            elif isinstance(value.also, grammar.Field):
                made[value.also.key.replace("SUPPORT", "support")] = example(value.also.value, model)
            return made
    raise AssertionError(value)


NOTES: dict[str, Value] = {
    "because": grammar.Text(),
    "evidence": Many(grammar.Record(tuple(f for f in FORMAT["claims"].value.record["evidence"].value.value.fields))),
    "confidence": grammar.Choice(("low",)),
    "who": grammar.Text(),
    "when": grammar.Date(),
}
MODELS = [name for name, _ in FORMAT["no_deal"].value.records]


class Noted(dict[str, Node]):
    """The entries of a mapping, with what is asked of them before and after its keys are checked."""

    def __init__(self, entries: dict[str, Node]) -> None:
        super().__init__(entries)
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Node:
        self.asked.add(key)
        return super().__getitem__(key)


def noted(node: Node) -> None:
    """Let every mapping below ``node`` note what is asked of it."""
    if isinstance(node, Mapping):
        for inner in node.items.values():
            noted(inner)
        node.items = Noted(node.items)
    elif isinstance(node, Sequence):
        for inner in node.items:
            noted(inner)


def records(value: Value) -> Iterator[Record]:
    """Every record below ``value``."""
    match value:
        case Record(fields, also):
            yield value
            for field in (*fields, *([also] if isinstance(also, grammar.Field) else [])):
                yield from records(field.value)
        case Many(inner) | By(_, inner) | Named(_, _, inner):
            yield from records(inner)
        case Either(values):
            for one in values:
                yield from records(one)
        case ByModel(_, models):
            for _, one in models:
                yield from records(one)


def of_numbers(record: Record) -> bool:
    """Whether a record is a group of numbers, which is read by its slots."""
    own = [field for field in record.fields if field.key not in NOTE_KEYS]
    return record.unsaid and all(isinstance(field.value, Number) for field in own)


@pytest.mark.parametrize("model", MODELS)
def test_the_fullest_case_has_no_unknown_key(model: str, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("One word.", encoding="utf-8")
    case = example(FORMAT, model)
    assert [p.message for p in problems(case, tmp_path) if p.code == "unknown-key"] == []
    assert [error.message for error in editor().iter_errors(case)] == []


def test_every_declared_key_is_read_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.md").write_text("One word.", encoding="utf-8")
    checked: list[tuple[Record, Mapping]] = []
    before = Collector.keys

    def keys(self: Collector, mapping: Mapping, declared: Record, what: str) -> None:
        before(self, mapping, declared, what)
        checked.append((declared, mapping))

    monkeypatch.setattr(Collector, "keys", keys)
    monkeypatch.setattr(Collector, "finish", lambda self: None)
    for model in MODELS:
        tree = parse(written(example(FORMAT, model)), "case.yaml")
        noted(tree.root)
        CaseSource(tree, tmp_path)
    asked: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for declared, mapping in checked:
        if isinstance(mapping.items, Noted):
            asked[declared.keys] |= mapping.items.asked
    every = [record.keys for record in records(FORMAT) if record.keys and not of_numbers(record)]
    assert {keys: set(keys) - asked[keys] for keys in every if set(keys) - asked[keys]} == {}
    assert {keys: asked[keys] - set(keys) for keys in asked if asked[keys] - set(keys)} == {}
    assert len(set(every)) > 30


def test_what_no_model_may_take_is_what_every_model_has() -> None:
    assert set.intersection(*(set(FORMAT["no_deal"].value[model].keys) for model in MODELS)) - {"costs"} == RESERVED


@pytest.mark.parametrize("model", MODELS)
def test_every_number_is_declared_with_its_bounds_and_what_its_absence_means(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.md").write_text("One word.", encoding="utf-8")
    case = example(FORMAT, model)
    monkeypatch.setattr(Collector, "finish", lambda self: None)
    read = CaseSource(parse(written(case), "case.yaml"), tmp_path)._numbers
    declared = {path: place.value for path, place in numbers(of_model(model)).items()}
    reached = set()
    for path, quantity in read.slots.items():
        fitting = [template for template in declared if re.fullmatch(pattern(template), path)]
        assert fitting, f"{path} is not declared"
        template = max(fitting, key=len)
        number = declared[template]
        reached.add(template)
        if template != "no_deal.campaign.start":  # its upper end is the number of positions
            assert quantity == number.quantity, path
        meaning = read.absent.get(path)
        if isinstance(meaning, float) or isinstance(number.default, float):
            assert path.startswith("toughness.") or meaning == number.default, path
    assert reached == set(declared)


def of_model(model: str) -> Record:
    """The format with one model of no-deal."""
    return Record(tuple(replace(f, value=f.value[model]) if isinstance(f.value, ByModel) else f for f in FORMAT.fields))
