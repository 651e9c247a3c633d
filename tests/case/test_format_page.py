"""The page of the case format names everything that the reader knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parley.case.chance.distributions import _MAKERS, parse
from parley.case.file.tree import parse as parse_yaml
from parley.case.schema.case import CASE
from parley.case.schema.subjects import PARTY
from parley.nodeal.registry import shipped

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "case-format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", CASE.keys)
def test_every_section_is_described(key: str) -> None:
    assert re.search(rf"^{key}:", PAGE, re.MULTILINE)


@pytest.mark.parametrize("word", [*shipped(), *PARTY.words("role"), *_MAKERS])
def test_every_word_is_described(word: str) -> None:
    assert word in PAGE


@pytest.mark.parametrize(
    "name",
    sorted(
        {
            number.name
            for model in shipped().values()
            for number in (
                *model.beliefs,
                *model.values,
                *model.by_party,
                *(n for t in model.tables for n in t.numbers),
            )
            if "{" not in number.name
        }
    ),
)
def test_every_number_of_every_model_is_described(name: str) -> None:
    assert f"`{name}`" in PAGE or f"{name}:" in PAGE


def test_the_numbers_shown_can_be_read() -> None:
    block = PAGE.split("```yaml")[1].split("```")[0]
    texts = re.findall(r'^land: ("?)([^#\n"]+)\1', block, re.MULTILINE)
    assert len(texts) >= 7
    for _, text in texts:
        if text.strip() != "?":
            parse(text.strip())


def test_the_examples_are_yaml() -> None:
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL):
        for part in re.split(r"^(?=\S)", block.replace("…", "x"), flags=re.MULTILINE):
            if part.strip():
                parse_yaml(part, "page")
