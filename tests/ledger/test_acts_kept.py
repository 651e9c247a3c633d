"""Acts and conditions come back from a ledger as they went in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.acts import command as acts
from parley.cli.rules import command as listed
from parley.core.errors import InputError, LedgerError
from parley.core.spans import Span
from parley.documents.build import from_text
from parley.ledger import Filter, Ledger, decisions, rows
from parley.ledger.check import check
from parley.ledger.export import export
from parley.ledger.fates import Fate, fates
from parley.ledger.shown import act_json, statement_json
from parley.reading.model import Condition, Deed, Footing, Statement
from parley.reading.one_source import statements


def test_a_deed_and_conditions_go_to_json_and_back() -> None:
    plain = Statement(
        "0" * 16, "1" * 16, (Span(0, 7),), (Span(8, 18),), (Span(19, 30),), "Osteria", "threatened", ("to cut gas",),
        "indirect", Footing("author"),
    )  # fmt: skip
    deed = Deed(
        "threaten",
        (Span(8, 18),),
        toward=(Span(31, 38),),
        toward_text="Velland",
        thing="withdrawal",
        rule="threaten-to",
    )
    condition = Condition(
        "withdrawal", (Span(1, 2),), (Span(3, 9),), (Span(10, 20),), "Velland withdraws", "repeated", "unless"
    )
    told = replace(plain, record="act", deed=deed, conditions=(condition, condition))
    assert rows.statement(rows.compact(told)) == told
    assert rows.statement(rows.compact(plain)) == plain


TEXT = (
    "The foreign ministers of Osteria and Velland met in Brenn on Tuesday to discuss a truce.\n\n"
    "Osteria threatened to cut the gas unless Velland withdrew its troops. The army retreated from Kessel on Friday.\n\n"
    "General Otto Brink said the gas was cut at noon.\n"
)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    document = from_text(TEXT, kind="text", given={"date": "2026-11-25"})
    with Ledger.memory() as made:
        assert made.add(document, statements(document)).statements == 2
        yield made


def test_acts_are_kept_beside_statements_and_counted_apart(ledger: Ledger) -> None:
    assert ledger.count() == 2 and ledger.count(Filter(record="all")) == 4
    assert [s.cue_text for s in ledger.statements(record="act")] == ["met", "retreated"]
    assert [s.cue_text for s in ledger.statements(act="threaten")] == ["threatened"]
    assert [s.cue_text for s in ledger.statements(act="meet")] == ["met"]
    assert ledger.statements(act="accuse") == ()
    assert {value for value, _ in ledger.facets()["speaker"]} == {"Osteria", "Otto Brink"}
    assert not check(ledger).faults


def test_an_act_is_printed_with_its_kind_and_the_kind_of_saying(ledger: Ledger) -> None:
    threat, meeting = ledger.statements(act="threaten")[0], ledger.statements(act="meet")[0]
    said, met = (statement_json(ledger.entry(s.id)) for s in (threat, meeting))
    assert (said["record"], said["act"], said["saying"]) == ("statement", "threaten", "promise")
    assert (met["record"], met["act"], met["saying"], met["toward"]) == ("act", "meet", None, "Velland")
    assert list(act_json(ledger.entry(meeting.id)))[:2] == ["id", "act"]


def test_a_threat_is_marked_kept_with_words_that_a_document_has(ledger: Ledger) -> None:
    threat, meeting = ledger.statements(act="threaten")[0].id, ledger.statements(act="meet")[0].id
    for statement, value, note in (
        (threat, "kept", None), (threat, "kept", "no such words"), (threat, "done", "the gas was cut"), (meeting, "kept", "the gas was cut"),
    ):  # fmt: skip
        with pytest.raises(LedgerError):
            decisions.code(ledger, statement, "fate", value, "ann", note)
    decisions.code(ledger, threat, "fate", "open", "ann")
    decisions.code(ledger, threat, "fate", "kept", "ann", "the gas was cut")
    assert fates(ledger) == {threat: Fate("kept", "ann", "the gas was cut")}
    decisions.undo(ledger, "ann")
    assert fates(ledger)[threat].value == "open"


def test_an_export_without_words_has_none_of_an_act_either(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "jsonl", tmp_path / "all.jsonl", Filter(record="all"), redact=True)
    text = (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    assert '"meet"' in text and "Kessel" not in text and "discuss" not in text


def test_an_act_whose_spans_are_outside_the_document_does_not_enter() -> None:
    document = from_text(TEXT, kind="text", given={"date": "2026-11-25"})
    act = next(s for s in statements(document) if s.deed is not None)
    assert act.deed is not None
    beyond = replace(act, deed=replace(act.deed, toward=(Span(0, len(TEXT) + 5),)))
    with Ledger.memory() as made, pytest.raises(LedgerError, match="its act"):
        made.add(document, [beyond])


def test_the_command_lists_acts_in_time_and_by_party(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run = CliRunner()
    read = run.invoke(acts, [str(tmp_path / "a.txt"), "--json"])
    found = json.loads(read.output)
    assert read.exit_code == 0 and {f["act"] for f in found} == {"meet", "threaten", "withdraw"}
    assert set(found[0]) >= {
        "id",
        "act",
        "who",
        "toward",
        "about",
        "condition",
        "date",
        "footing",
        "content_text",
        "document",
    }
    assert (
        len(
            json.loads(
                run.invoke(acts, [str(tmp_path / "a.txt"), "--json", "--party", "velland", "--kind", "meet"]).output
            )
        )
        == 1
    )
    assert run.invoke(acts, [str(tmp_path / "a.txt"), "--csv"]).output.startswith("date,act,kind,who,toward,")
    shown = run.invoke(acts, [str(tmp_path / "a.txt")]).output
    assert "meet → Velland" in shown and "lost: Kessel" in shown


def test_an_unknown_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="--kind knows no 'threat'"):
        CliRunner().invoke(acts, [str(tmp_path / "a.txt"), "--kind", "threat"], catch_exceptions=False)
    with pytest.raises(InputError, match="nothing to read"):
        CliRunner().invoke(acts, [], catch_exceptions=False, env={"PARLEY_LEDGER": ""})


def test_the_rows_are_listed_with_their_examples() -> None:
    found = json.loads(CliRunner().invoke(listed, ["--table", "acts_threaten", "--json"]).output)
    assert all(row["example"] and row["counter"] and row["gives"]["act"] == "threaten" for row in found)
    with pytest.raises(InputError, match="no table 'act'"):
        CliRunner().invoke(listed, ["--table", "act"], catch_exceptions=False)
