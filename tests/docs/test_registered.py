"""What is registered is documented: every section of the answer with its fields, every model, every kind of document."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path

import pytest

from parley.documents.kinds import ORDER
from parley.insight.results import assessment, section
from parley.insight.results.registry import OWN
from parley.insight.results.section import Section, SectionRecord
from parley.nodeal.registry import shipped

ROOT = Path(__file__).resolve().parents[2]
SHARED = {field.name for field in dataclasses.fields(Section)}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def undocumented(record: SectionRecord, text: str) -> list[str]:
    """The key of a section without a row, else those of its own fields that its row leaves out."""
    key = record.key
    row = re.search(rf"^\| `{key}` \|(.*)$", text, re.MULTILINE)
    if row is None:
        return [key]
    own = [field.name for field in dataclasses.fields(record.cls) if field.name not in SHARED]
    return [f"{key}.{name}" for name in own if f"`{name}`" not in row[1]]


@pytest.mark.parametrize("record", OWN, ids=lambda r: r.key)
def test_every_section_has_its_row_with_every_field(record: SectionRecord) -> None:
    missing = undocumented(record, page("insight.md"))
    assert not missing, f"docs/insight.md, Further sections, does not have: {', '.join(missing)}"


def test_a_section_without_a_row_is_found() -> None:
    (levers,) = (r for r in OWN if r.key == "levers")
    text = page("insight.md")
    assert undocumented(levers, text.replace("| `levers` |", "| `lever` |")) == ["levers"]
    assert undocumented(levers, text.replace("`bundles_exact`", "")) == ["levers.bundles_exact"]


def test_the_table_names_the_sections_in_their_order() -> None:
    table = page("insight.md").partition("## Further sections")[2].partition("\n##")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [r.key for r in OWN]


def test_every_model_has_its_row() -> None:
    text = page("nodeal-models.md")
    rows = [f"| `{record.name}` | {record.title} |" for record in shipped().values()]
    missing = [row for row in rows if row not in text]
    assert not missing, f"docs/nodeal-models.md has no row that begins: {'; '.join(missing)}"


def test_every_kind_of_document_is_named() -> None:
    from parley.documents.kind import DocumentKind

    text = " ".join(page(name) for name in ("commands.md", "api.md", "ledger.md"))
    missing = [
        k.listed for k in ORDER if isinstance(k, DocumentKind) and not all(name in text for name in k.listed.split("/"))
    ]
    assert not missing


def answer_classes() -> set[type]:
    """The dataclasses of which an answer is made."""
    return {
        value
        for module in (assessment, section, *(inspect.getmodule(r.cls) for r in OWN))
        for value in vars(module).values()
        if inspect.isclass(value)
        and dataclasses.is_dataclass(value)
        and value.__module__.startswith("parley.insight.results")
        and value not in (SectionRecord, section.Ground)
    }


def loose(cls: type) -> list[str]:
    """Fields of a dataclass that are typed as anything at all."""
    assert dataclasses.is_dataclass(cls)
    return [
        f"{cls.__module__}.{cls.__name__}.{field.name}: {field.type}"
        for field in dataclasses.fields(cls)
        if re.search(r"\b(?:Any|object)\b", str(field.type))
    ]


def test_every_field_of_the_answer_is_typed() -> None:
    classes = answer_classes()
    assert len(classes) > 30
    wrong = sorted(line for cls in classes for line in loose(cls))
    assert not wrong, "a field of the answer must say its type: " + "; ".join(wrong)


def test_a_field_of_anything_is_found() -> None:
    made = dataclasses.make_dataclass("Made", [("what", "dict[str, Any]"), ("count", "int")])
    assert [line.rpartition(".")[2] for line in loose(made)] == ["what: dict[str, Any]"]
