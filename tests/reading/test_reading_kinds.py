"""Kinds of text that the reader was not built on, each with a list of its statements made by hand (tests/data/kinds)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from parley.documents import read as read_document
from parley.reading import Statement, read

KINDS = Path(__file__).resolve().parents[1] / "data" / "kinds"
FAULTS = {
    "wire": 0,
    "transcript": 1,  # "they" are two named leaders: told as an unnamed group
    "communique": 0,
    "oped": 0,
    "question": 1,  # what the finding of the Audit Office was, inside a question that somebody asks
}


def _found(statements: tuple[Statement, ...], wanted: dict[str, str]) -> bool:
    """A statement of that speaker and footing holds the words, or more than half of them."""
    words = wanted["words"].lower()
    for s in statements:
        said = " ".join(" ".join(s.content_text).lower().split()).strip('“”". ')
        if words not in said and not (said in words and 2 * len(said) > len(words)):
            continue
        who = f"{s.resolved or ''} {s.source_text}".lower()
        if wanted["speaker"].lower() in who and s.footing.kind == wanted["footing"]:
            return True
    return False


@pytest.mark.parametrize("kind", FAULTS)
def test_statements_of_a_kind(kind: str) -> None:
    statements = read(read_document(KINDS / f"{kind}.txt"))
    with (KINDS / f"{kind}.gold.csv").open(encoding="utf-8", newline="") as lines:
        gold = list(csv.DictReader(lines))
    missed = [g["words"] for g in gold if not _found(statements, g)]
    assert len(missed) <= FAULTS[kind], missed
    assert len(statements) <= len(gold) + 4
