"""What is remembered is the answer to what is asked: every field of a case and of a statement is changed, one at a time, over one cache
that has seen them all, and each answer is the bytes of one computed anew by a process that keeps nothing.

A sample of the changes is tried by default, another one on another day of ``PARLEY_SAMPLE``; with ``PARLEY_EVERY_CHANGE=1`` all are."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import answers_apart
import every_change
import pytest
import rich_case
from answers_apart import BROKEN, put, told

EVERY = bool(os.environ.get("PARLEY_EVERY_CHANGE"))
SAMPLE = os.environ.get("PARLEY_SAMPLE", "1")
HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "data" / "cases"
DRAWS = 8


@dataclass
class Found:
    """What came of the changes that were tried."""

    same: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = f"{len(self.moved)} changed the answer, {len(self.same)} did not, {len(self.refused)} refused"
        return "\n".join([counts, f"{len(self.wrong)} wrong", *self.wrong, f"{len(self.broken)} broken", *self.broken])


class Apart:
    """A process of its own that answers cases where nothing is kept, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.kept = folder / "none"
        source = Path(answers_apart.__file__).resolve().parents[2] / "src"
        paths = os.pathsep.join(filter(None, [str(source), os.environ.get("PYTHONPATH")]))
        self.process = subprocess.Popen(
            [sys.executable, answers_apart.__file__, "case", str(DRAWS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=folder,
            env={**os.environ, "PYTHONPATH": paths, "PARLEY_CACHE": str(self.kept), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    def answers(self, cases: list[dict[str, str]]) -> list[Any]:
        """What it answers to each; it is asked last first."""
        assert self.process.stdin is not None and self.process.stdout is not None
        found = []
        for files in reversed(cases):
            self.process.stdin.write(json.dumps(files) + "\n")
            self.process.stdin.flush()
            found.append(json.loads(self.process.stdout.readline()))
        assert not self.kept.exists()
        return found[::-1]


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    made = Apart(tmp_path_factory.mktemp("apart"))
    yield made
    made.process.communicate()
    assert made.process.returncode == 0


def sampled(changes: Iterable[tuple[str, dict[str, str]]], count: int, name: str) -> list[tuple[str, dict[str, str]]]:
    """All of them, or a part chosen by the name and the sample; in an order of its own either way."""
    found = list(changes)
    return random.Random(f"{name} {SAMPLE}").sample(found, len(found) if EVERY else min(count, len(found)))


def tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: Apart, original: dict[str, str],
    changes: list[tuple[str, dict[str, str]]],
) -> Found:  # fmt: skip
    """The original, a change, the original again, the next change …, over one cache, against answers computed apart."""
    expected = apart.answers([original, *(files for _, files in changes)])
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = Found()
    first = expected[0]
    assert first is not None

    def answer(files: dict[str, str]) -> list[str] | None:
        put(Path("case"), files)
        got = told(Path("case"), cache=True, draws=DRAWS)
        return None if got is None else list(got)

    assert answer(original) == first
    for (what, files), right in zip(changes, expected[1:], strict=True):
        got = answer(files)
        if got != right:
            found.wrong.append(what)
        elif right is None:
            found.refused.append(what)
        elif right[1] == BROKEN:
            found.broken.append(f"{what}: {right[0]}")
        else:
            (found.same if right[1] == first[1] else found.moved).append(what)
        if answer(original) != first:
            found.wrong.append(f"the original after {what}")
    print(found)
    return found


def small(name: str) -> dict[str, str]:
    return {"case.yaml": (CASES / name).read_text(encoding="utf-8")}


SMALL = {path.stem: small(path.name) for path in sorted(CASES.glob("*.yaml"))}
RICH = {model: rich_case.files(model) for model in rich_case.MODELS}


def as_written(files: dict[str, str]) -> dict[str, str]:
    """The case as a change writes it, so that a change changes nothing else."""
    return {**files, "case.yaml": every_change.written(every_change.read(files["case.yaml"]))}


def check(found: Found, tries: int) -> None:
    answered = len(found.moved) + len(found.same)
    assert not found.wrong and not found.broken, str(found)
    if tries >= 8:  # of fewer, chance may have chosen only what nobody takes or what changes nothing
        assert answered >= 0.25 * tries, str(found)
        assert len(found.moved) >= 0.3 * answered, str(found)


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_a_small_case_changed_anywhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: Apart
) -> None:
    original = as_written(SMALL[name])
    changes = sampled(every_change.every(original), 8, name)
    check(tried(tmp_path, monkeypatch, apart, original, changes), len(changes))


@pytest.mark.slow
@pytest.mark.parametrize("model", RICH)
def test_a_case_of_every_section_changed_anywhere(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: Apart
) -> None:
    original = as_written(RICH[model])
    found = list(every_change.every(original))
    if model != "outcomes":  # the sections that are the same have been changed over the first
        found = [(what, files) for what, files in found if what.startswith("case.yaml: no_deal")]
    changes = sampled(found, 8 if model == "outcomes" else 3, model)
    check(tried(tmp_path, monkeypatch, apart, original, changes), len(changes))


def test_every_section_of_the_format_is_in_the_rich_case() -> None:
    from parley.case.schema.case import CASE
    from parley.nodeal.registry import shipped

    assert set(every_change.read(RICH["outcomes"]["case.yaml"])) == set(CASE.keys)
    assert set(rich_case.MODELS) == set(shipped())


# ------------------------------------------------------------------------------------------------------ statements


def statement_changes(value: Any, name: str) -> Iterator[Any]:
    """Other values of one field, by the shape of what stands in it; of a record within, by its fields."""
    import datetime

    from parley.core.spans import Span

    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Span):
        yield Span(value.start, value.end + 1)
        yield Span(value.start + 1, value.end)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            for new in statement_changes(getattr(value, part.name), part.name):
                yield replace(value, **{part.name: new})
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield (*value[:place], *value[place + 1 :])
            for new in statement_changes(inner, name):
                yield (*value[:place], new, *value[place + 1 :])
        for place in range(len(value) - 1):
            yield (*value[:place], value[place + 1], value[place], *value[place + 2 :])
        if not value and name == "taken_back":
            yield (Span(3, 9),)
        if not value and name == "stances":
            from parley.reading.model import Stance

            yield (Stance("issue.bank.shared", "for", (Span(3, 9),)),)
        if not value and name == "conditions":
            from parley.reading.model import Condition

            yield (Condition("truce", (Span(3, 9),), (Span(10, 12),), (Span(13, 19),), "the guns fall silent"),)
    elif isinstance(value, datetime.date):
        yield value + datetime.timedelta(1)
        yield value - datetime.timedelta(60)
        yield None
    elif value is None:
        yield {"date": datetime.date(2021, 1, 20), "count": 3, "setting": "private", "party": "south"}.get(name, "else")
    else:
        choices = {
            "form": ("direct", "indirect", "mixed"),
            "side": ("for", "against", "conditional", "later", "ambiguous"),
            "kind": ("on_record", "institution", "unnamed_person", "unnamed_group", "relayed", "document", "author"),
            "act": ("say", "think", "ask", "want", "promise", "deny", "favour", "blame", "praise", "show", "retract"),
            "party": ("north", "south", "harbour", "council"),
            "proposition": ("issue.bank.shared", "issue.escort.outsiders", "ceasefire-in-place"),
            "document": ("talks", "letter"),
        }
        closed = ("form", "side", "kind")  # of these words alone; an act is a word of a table
        more = () if name in closed else (f"{value} indeed",)
        yield from (new for new in (*choices.get(name, ()), *more) if new != value)
        if name in ("resolved", "party", "role", "date"):
            yield None


@pytest.mark.slow
def test_a_statement_changed_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from parley.case import open_source
    from parley.core.errors import ParleyError
    from parley.core.jsonio import dumps
    from parley.insight.answer.assess import assess
    from parley.insight.asking.case_documents import read_sources

    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    put(Path("case"), RICH["outcomes"])
    source = open_source("case")
    statements = tuple(read_sources(source)[1])
    assert len(statements) >= 8
    changes: list[tuple[str, tuple[Any, ...]]] = []
    for place, statement in enumerate(statements):
        for part in fields(statement):
            for new in statement_changes(getattr(statement, part.name), part.name):
                changed = replace(statement, **{part.name: new})
                other = (*statements[:place], changed, *statements[place + 1 :])
                changes.append((f"{place}.{part.name}: {new}", other))
        changes.append((f"{place} left out", (*statements[:place], *statements[place + 1 :])))
        changes.append((f"{place} moved to the end", (*statements[:place], *statements[place + 1 :], statement)))
        changes.append((f"{place} twice", (*statements, statement)))
    touched = {what.split(":")[0].split(".")[-1] for what, _ in changes}
    assert {part.name for part in fields(statements[0])} <= touched

    def answer(given: tuple[Any, ...], *, cache: bool) -> str | None:
        try:
            return dumps(assess(source, statements=given, draws=DRAWS, cache=cache))
        except ParleyError as error:
            return f"refused: {error}"

    def said(text: str | None) -> Any:
        if text is None or text.startswith("refused"):
            return text
        return {k: v for k, v in json.loads(text).items() if k not in ("request", "inputs_hash")}

    first = answer(statements, cache=False)
    assert first is not None
    assert answer(statements, cache=True) == first
    wrong, told_apart, moved = [], Counter[str](), Counter[str]()
    moving = [c for c in changes if ".stances" in c[0] or ".document" in c[0]]  # a sample of these moves something
    some = random.Random(f"statements {SAMPLE}")
    tried = changes if EVERY else [*some.sample(changes, 4), *some.sample(moving, 2)]
    for what, given in tried:
        kept, fresh = answer(given, cache=True), answer(given, cache=False)
        if kept != fresh:
            wrong.append(what)
        if answer(statements, cache=True) != first:
            wrong.append(f"the original after {what}")
        part = what.split(":")[0].split(".")[-1]
        told_apart[part] += 1
        moved[part] += said(fresh) != said(first)
    print(f"{told_apart.total()} tried, {moved.total()} changed the answer, {len(wrong)} wrong", dict(moved))
    assert not wrong
    assert moved.total() >= told_apart.total() / 12


# ---------------------------------------------------------------------------------------- code of other packages


def test_a_model_of_another_package_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its code is in no key: the same name may stand for another model tomorrow."""
    from parley.case import open_source
    from parley.insight.asking.cache import Cache
    from parley.insight.asking.evaluator import Ask, Evaluator
    from parley.insight.sections import kinds
    from parley.nodeal import outcomes, registry

    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    text = SMALL["niger"]["case.yaml"].replace("model: outcomes", "model: theirs")
    put(Path("case"), {"case.yaml": text})
    theirs = replace(outcomes.RECORD, name="theirs")

    def dearer(read: Any) -> Any:
        made = outcomes.RECORD.build(read)
        return replace(made, costs=made.costs + 30)

    told_, parts = [], []
    for record in (theirs, replace(theirs, build=dearer)):
        with registry.registered(record):
            answer = told(Path("case"), cache=True, draws=DRAWS)
            assert answer == told(Path("case"), cache=False, draws=DRAWS)
            told_.append(answer)
            parts.append(
                Evaluator(open_source("case"), draws=DRAWS, cache=Cache()).kept(kinds._cell, None, Ask("deal"))
            )
    assert told_[0] != told_[1]
    assert parts[0] != parts[1]


def test_a_section_of_another_package_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import make_dataclass

    from parley.insight.results import registry
    from parley.insight.results.section import Section, SectionRecord

    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    put(Path("case"), SMALL["niger"])
    cls = make_dataclass(
        "Theirs", [], bases=(Section,), frozen=True, namespace={"key": "theirs", "__annotations__": {}}, kw_only=True
    )
    answers = []
    for words in ("One thing.", "Another."):

        def make(ground: Any, words: str = words) -> Any:
            return cls(title="Theirs", text=words)

        with registry.registered(SectionRecord(cls, make, by_numbers=True)):
            answers.append(told(Path("case"), cache=True, draws=DRAWS))
            assert answers[-1] == told(Path("case"), cache=False, draws=DRAWS)
    assert answers[0] != answers[1]
