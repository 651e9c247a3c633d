"""Sides against hand-coded sentences: floors below which no change may fall, and what a labelled file must look like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.evaluate import command
from parley.core.errors import DataError
from parley.reading.measured.stance_scores import score

DATA = Path(__file__).resolve().parents[1] / "data" / "stances"


@pytest.mark.parametrize(
    ("name", "precision", "recall", "alone"),
    [("newsroom", 0.84, 0.80, 0.9), ("newsroom-apart", 0.75, 0.52, 0.94), ("idiomatic", 0.45, 0.06, 0.94)],
)
def test_floors(name: str, precision: float, recall: float, alone: float) -> None:
    found = score(DATA / f"{name}.jsonl")
    assert found.all.precision is not None and found.all.precision >= precision
    assert found.all.recall is not None and found.all.recall >= recall
    assert found.left_alone >= alone * found.without > 0


def test_rates_add_up(tmp_path: Path) -> None:
    gold = tmp_path / "g.jsonl"
    items = [
        {"id": "a", "text": "Ann Doe urged negotiations.", "stances": {"talks-now": "for"}},
        {"id": "b", "text": "Ann Doe rejected talks.", "stances": {"talks-now": "later", "aid": "for"}},
        {"id": "c", "text": "Ann Doe said the weather was fine.", "stances": {}},
        {"id": "d", "text": "Ann Doe rejected a ceasefire.", "stances": {}},
    ]
    gold.write_text("\n".join(map(json.dumps, items)) + "\n\n", encoding="utf-8")
    found = score(gold)
    assert (found.all.right, found.all.found, found.all.coded) == (1, 3, 3)
    assert found.by_proposition["aid"].precision is None and found.by_proposition["aid"].recall == 0
    assert found.by_side["for"].precision == 1 and found.by_side["for"].recall == 0.5
    assert (found.without, found.left_alone) == (2, 1)
    assert [d[0] for d in found.differing] == ["b", "d"]
    run = CliRunner().invoke(command, ["stances", str(gold), "--show"], catch_exceptions=False)
    assert "left alone: 1 of 2" in run.output and "not coded: ceasefire-in-place: against" in run.output
    assert json.loads(CliRunner().invoke(command, ["stances", str(gold), "--json"]).output)["all"]["right"] == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ('{"text": "x"}', "needs a text and its stances"),
        ('{"text": "x", "stances": {"peace": "for"}}', "no proposition 'peace'"),
        ('{"text": "x", "stances": {"aid": "pro"}}', "no side 'pro'"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: str, says: str) -> None:
    gold = tmp_path / "g.jsonl"
    gold.write_text('{"text": "Ann Doe said no.", "stances": {}}\n' + line, encoding="utf-8")
    with pytest.raises(DataError, match=says) as raised:
        score(gold)
    assert raised.value.problems[0].where is not None and raised.value.problems[0].where.line == 2


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(DataError, match="cannot read"):
        score(Path("nowhere.jsonl"))
