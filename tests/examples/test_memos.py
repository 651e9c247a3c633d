"""The memo of every shipped case is one that a principal reads: its length, nothing cut without a word, nothing in two places."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from parley.case import open_source
from parley.insight.answer.assess import assess
from parley.insight.results.assessment import Assessment
from parley.insight.results.section import held
from parley.insight.results.sections.softening import Softening
from parley.report import memo

CASES = ("camp-david-1978", "colombia-2012-16", "iran-2012", "ukraine-2022-23")
MOST = 1400
"""Words, footnotes apart."""


@cache
def answer(place: Path) -> Assessment:
    return assess(open_source(place), draws=256)


def words(text: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in text.split())


@pytest.mark.parametrize("name", CASES)
def test_it_can_be_read_in_a_few_minutes(examples: Path, name: str) -> None:
    text = memo.markdown(answer(examples / name))
    body, _, notes = text.partition("\n[^1]: ")
    assert words(body) <= MOST
    assert words(notes) <= words(body) / 2


@pytest.mark.parametrize("name", CASES)
def test_a_document_is_named_in_full_once(examples: Path, name: str) -> None:
    a = answer(examples / name)
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", memo.markdown(a), re.MULTILINE)
    full = {n: text for n, text in notes if "our summary of:" in text}
    sources = [text.partition("our summary of:")[2] for text in full.values()]
    assert len(set(sources)) == len(sources)
    assert all(m in full for _, text in notes for m in re.findall(r"source as in note (\d+)$", text))


@pytest.mark.parametrize("name", CASES)
def test_every_alternative_that_must_soften_is_there_or_counted(examples: Path, name: str) -> None:
    a = answer(examples / name)
    section = held(dict(a.extra), Softening)
    assert section is not None
    sets = {group for groups in section.sets.values() for group in groups}
    assert len(section.rows) == len(sets)
    assert [row[2] for row in section.rows] == sorted(row[2] for row in section.rows)
    text = memo.markdown(a)
    shown = sum(f"| {row[0]} | " in text for row in section.rows[: memo.SECTION_ROWS])
    assert shown == min(len(sets), memo.SECTION_ROWS)
    assert ("more row" in text) == any(
        s.table is not None and len(s.table.rows) > memo.SECTION_ROWS
        for k, s in a.extra.items()
        if k in ("softening", "packages")
    )
