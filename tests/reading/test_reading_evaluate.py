"""Evaluation reads ids and texts only; the learned reader is optional; training says what it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.evaluate import command as evaluate_command
from parley.cli.train import command as train_command
from parley.core.errors import DataError, InputError
from parley.reading.measured.evaluation import attributions, evaluate, records
from parley.reading.others.learned.tagger import WEIGHTS, Tagger, available

TEXT = 'Maria Lopez said: "The road is open to all."\n\nTwo officials said that the line held.'
needs_weights = pytest.mark.skipif(not available(), reason="no trained weights in this checkout")


def _gold(path: Path, key: str) -> Path:
    gold = path / f"{key}.jsonl"
    gold.write_text(json.dumps({"doc_id": "1", "text": TEXT, key: "never read"}) + "\n\n", encoding="utf-8")
    return gold


def test_attributions_for_the_scorer(tmp_path: Path) -> None:
    out = tmp_path / "system.jsonl"
    assert evaluate(_gold(tmp_path, "attributions"), out, learned=False) == (1, 2, "attributions")
    (record,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    first = record["attributions"][0]
    assert TEXT[slice(*first["source"][0])] == "Maria Lopez"
    assert TEXT[slice(*first["cue"][0])] == "said"


def test_statements_for_the_scorer(tmp_path: Path) -> None:
    out = tmp_path / "system.jsonl"
    evaluate(_gold(tmp_path, "statements"), out, learned=False)
    found = json.loads(out.read_text(encoding="utf-8"))["statements"]
    assert [(s["type"], s["name"]) for s in found] == [("named_person", "Maria Lopez"), ("unnamed_group", "")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[]", "doc_id or text"),
        ('{"doc_id": 1, "text": 3}', "doc_id or text"),
        ('{"doc_id": 1, "text": "x"}', "neither"),
    ],
)
def test_bad_gold_names_the_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"gold.jsonl:2: .*{message}"):
        list(records(path))
    with pytest.raises(DataError, match="cannot read"):
        list(records(tmp_path / "absent.jsonl"))


def test_the_gold_file_is_never_overwritten(tmp_path: Path) -> None:
    gold = _gold(tmp_path, "attributions")
    result = CliRunner().invoke(evaluate_command, ["reading", str(gold), "-o", str(gold), "--reader", "rules"])
    assert isinstance(result.exception, InputError)


def test_no_weights_is_one_clear_message(tmp_path: Path) -> None:
    assert not available(tmp_path)
    with pytest.raises(InputError, match="no trained weights"):
        Tagger(tmp_path)


@needs_weights
def test_the_learned_reader_links_speaker_and_words() -> None:
    found = Tagger(WEIGHTS).read(TEXT)
    assert [(TEXT[a:b]) for t in found for a, b in t.source] == ["Maria Lopez", "Two officials"]
    assert all(0 <= a < b <= len(TEXT) for t in found for spans in (t.source, t.cue, t.content) for a, b in spans)


@needs_weights
@pytest.mark.parametrize("text", ["", "\n\n", "said", "🙂" * 500, "word " * 3000, "\u202e\x00 said that \x01"])
def test_the_learned_reader_takes_any_text(text: str) -> None:
    for tagged in Tagger(WEIGHTS).read(text):
        assert all(0 <= a < b <= len(text) for spans in (tagged.source, tagged.cue, tagged.content) for a, b in spans)


@needs_weights
def test_weights_are_small_enough_to_ship() -> None:
    assert sum(p.stat().st_size for p in WEIGHTS.iterdir()) <= 25_000_000


def test_training_says_what_it_lacks(tmp_path: Path) -> None:
    result = CliRunner().invoke(train_command, ["reading", str(tmp_path / "absent.jsonl"), "-o", str(tmp_path / "out")])
    assert isinstance(result.exception, InputError)
    assert "needs" in str(result.exception) or "is not there" in str(result.exception)


def test_the_attribution_format_takes_the_relative_pronoun() -> None:
    text = "The aide, who said the road was open, left on Monday."
    (found,) = attributions(text, learned=False)
    assert [text[s.start : s.end] for s in found["source"]] == ["who"]
