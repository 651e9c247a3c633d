"""Out to other programs and in from a table: nothing is lost, nothing is invented, a half-written file never stands."""

from __future__ import annotations

import csv
import dataclasses
import json
from pathlib import Path

import pytest
from ledger_samples import sample, three

from parley.core.errors import DataError, InputError, LedgerError
from parley.documents import read
from parley.ledger import Filter, Ledger
from parley.ledger.agreement import agreement
from parley.ledger.by_hand import Imported, load
from parley.ledger.decisions import recode
from parley.ledger.export import COLUMNS, FORMATS, Format, export
from parley.ledger.shown import statement_json

DOCUMENT = sample()


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger.memory()
    made.add(DOCUMENT, three(DOCUMENT))
    return made


def test_csv(ledger: Ledger, tmp_path: Path) -> None:
    assert export(ledger, "csv", tmp_path / "x.csv") == 3
    with (tmp_path / "x.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["said"] == "We are ready to talk, … Others are not." and rows[0]["speaker"] == "Ann Doe"
    start, end = map(int, rows[0]["content"].split()[0].split(":"))
    assert DOCUMENT.text[start:end] == "We are ready to talk,"


def test_json_lines_are_what_statements_prints(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "jsonl", tmp_path / "x.jsonl", Filter(furniture=False))
    rows = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text().splitlines()]
    assert [{k: v for k, v in row.items() if k != "said"} for row in rows] == [
        statement_json(e) for e in ledger.entries(Filter(furniture=False))
    ]


def test_the_stable_form_of_a_statement(ledger: Ledger) -> None:
    row = statement_json(next(ledger.entries()))
    for key in (
        "id",
        "document",
        "source",
        "cue",
        "content",
        "source_text",
        "cue_text",
        "content_text",
        "resolved",
        "footing",
        "furniture",
    ):
        assert key in row
    for (start, end), text in zip(row["content"], row["content_text"], strict=True):
        assert DOCUMENT.text[start:end] == text
    assert row["footing"] == "on_record" and row["furniture"] is False


def test_parquet(ledger: Ledger, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(ledger, "parquet", tmp_path / "x.parquet")
    rows = parquet.read_table(tmp_path / "x.parquet").to_pylist()
    assert [r["said"] for r in rows][1] == "neither side is ready" and rows[2]["furniture"] is True


def test_w3c_annotations_select_the_words(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "w3c", tmp_path / "x.json")
    page = json.loads((tmp_path / "x.json").read_text())
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    assert page["id"].startswith("urn:")
    for item in page["items"]:
        assert item["type"] == "Annotation" and item["id"].startswith("urn:") and item["motivation"] == "classifying"
        assert all(target["type"] == "SpecificResource" and target["source"] for target in item["target"])
        for target in item["target"]:
            quoted, placed = target["selector"]
            assert DOCUMENT.text[placed["start"] : placed["end"]] == quoted["exact"]
            assert DOCUMENT.text[: placed["start"]].endswith(quoted["prefix"])


def test_discourse_network_analyzer(ledger: Ledger, tmp_path: Path) -> None:
    assert export(ledger, "dna", tmp_path / "dna") == 1
    with (tmp_path / "dna/statements.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["person"], row["organization"], row["concept"], row["agreement"]) == (
        "Ann Doe",
        "north",
        "talks-now",
        "1",
    )
    with (tmp_path / "dna/documents.csv").open(newline="") as file:
        assert [r["id"] for r in csv.DictReader(file)] == [DOCUMENT.id]


@pytest.mark.parametrize("form", FORMATS)
def test_redacted_exports_hold_no_words(ledger: Ledger, tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    export(ledger, form, target, redact=True)  # type: ignore[arg-type]
    files = list(target.iterdir()) if target.is_dir() else [target]
    assert not any(b"ready to talk" in f.read_bytes() or b"neither side" in f.read_bytes() for f in files)


def test_a_failed_export_leaves_the_older_file_and_no_part(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.csv"
    target.write_text("older")

    def broken(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("parley.ledger.rows.said", broken)
    with pytest.raises(InputError, match="No space left"):
        export(ledger, "csv", target)
    assert target.read_text() == "older" and [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    document = sample("The heading\n\n=cmd() he said, and more of it.\n")
    from ledger_samples import statement

    with Ledger.memory() as made:
        made.add(document, [statement(document, "he", "said", "=cmd()")])
        export(made, "csv", tmp_path / "x.csv")
    assert "'=cmd()" in (tmp_path / "x.csv").read_text()


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "coded.csv"
    path.write_text("\n".join(("document,quote,speaker,source,cue,footing,proposition,side", *rows)) + "\n")
    return path


def test_hand_coded_statements_enter_beside_what_was_read(ledger: Ledger, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        'daily/sample.md,"Others are not.",Ann Doe,the minister,said,on_record,talks-now,against',
        'daily/sample.md,"neither  side is ready",,Officials,said,unnamed_group,talks-now,against',
        'daily/sample.md,"“We are ready to talk,” … Others are not",Ann Doe,,,on_record,talks-now,for',
    )
    done = load(ledger, path, "AB")
    assert (done.new, done.coded) == (1, 2)
    new = next(s for s in ledger.statements() if s.reader == "hand:AB")
    assert new.content_text == ("Others are not.",) and new.source_text == "the minister"
    load(ledger, path, "AB")
    assert ledger.count() == 4 and len([c for c in ledger.codes() if c[3] == "talks-now"]) == 3
    load(ledger, table(tmp_path, 'daily/sample.md,"neither side is ready",,,,,talks-now,against'), "RM")
    assert {a.variable: a.units for a in agreement(ledger)} == {"talks-now": 1}


def test_hand_coded_statements_outlive_a_newer_reading(ledger: Ledger, tmp_path: Path) -> None:
    load(ledger, table(tmp_path, 'daily/sample.md,"on Tuesday",,,,,,'), "AB")
    ledger.add(DOCUMENT, [], reader="newer")
    assert [s.content_text for s in ledger.statements()] == [("on Tuesday",)]


def test_every_wrong_line_is_named_and_none_enters(ledger: Ledger, tmp_path: Path) -> None:
    path = table(
        tmp_path, 'daily/sample.md,"not in the text at all",,,,,,', 'other.md,"x",,,,,,', 'daily/sample.md,"Others are not.",,,,rumour,,',
        'daily/sample.md,"Others are not.",,,,,talks-now,maybe', 'daily/sample.md,"…",,,,,,', 'daily/sample.md,"on Tuesday",,,,,,',
    )  # fmt: skip
    with pytest.raises(DataError) as caught:
        load(ledger, path, "AB")
    assert [p.where.line for p in caught.value.problems if p.where] == [2, 3, 4, 5, 6]
    assert ledger.count() == 3


@pytest.mark.parametrize(
    "text, said",
    [
        ("quote\nx\n", "no column 'document'"),
        ("document,quote,speakr\n", "did you mean 'speaker'"),
        ("", "no column"),
        ('document,quote\n"a,b', "CSV"),
    ],
)
def test_a_table_that_is_none(ledger: Ledger, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(DataError, match=said):
        load(ledger, tmp_path / "t.csv", "AB")
    with pytest.raises(DataError, match="cannot be read"):
        load(ledger, tmp_path / "none.csv", "AB")


@pytest.mark.parametrize("tail", ["", "-wal"])
def test_an_export_does_not_write_over_the_ledger(tmp_path: Path, tail: str) -> None:
    with Ledger.open(tmp_path / "l.sqlite") as made:
        made.add(DOCUMENT, three(DOCUMENT))
        (tmp_path / "link.csv").symlink_to(f"l.sqlite{tail}")
        for name in (f"l.sqlite{tail}", "link.csv"):
            with pytest.raises(InputError, match="the ledger itself"):
                export(made, "csv", tmp_path / name)
        assert made.count() == 3


def test_an_export_does_not_write_over_a_document(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(DOCUMENT.text)
    with Ledger.open(tmp_path / "l.sqlite") as made:
        made.add(read(tmp_path / "note.md"), ())
        with pytest.raises(InputError, match="a document, not an export"):
            export(made, "csv", tmp_path / "note.md")
    assert (tmp_path / "note.md").read_text() == DOCUMENT.text


def test_two_exports_to_one_file_do_not_mix(ledger: Ledger, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (tmp_path / ".x.csv.part").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(InputError, match="another export"):
            export(ledger, "csv", tmp_path / "x.csv")
    assert export(ledger, "csv", tmp_path / "x.csv") == 3


@pytest.mark.parametrize("before", ["", "😀 𝕏\n\n", "=1+1\n\n", "---\ntitle: x\n---\n"])
def test_positions_for_discourse_network_analyzer_count_its_units(tmp_path: Path, before: str) -> None:
    document = sample(before + DOCUMENT.text)
    with Ledger.memory() as made:
        made.add(document, three(document))
        export(made, "dna", tmp_path / "dna")
    with (tmp_path / "dna/statements.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    with (tmp_path / "dna/documents.csv").open(newline="", encoding="utf-8") as file:
        units = next(csv.DictReader(file))["text"].encode("utf-16-le")
    there = units[2 * int(row["start"]) : 2 * int(row["stop"])].decode("utf-16-le")
    assert there.startswith("We are ready") and there.endswith("Others are not.")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("redact", [False, True])
def test_an_export_goes_into_another_ledger_of_the_same_documents(
    ledger: Ledger, tmp_path: Path, form: Format, redact: bool
) -> None:
    recode(ledger, ledger.statements()[1].id, "talks-now", "against", "AB")
    export(ledger, form, tmp_path / "x", redact=redact)
    with Ledger.memory() as other:
        other.add(DOCUMENT, ())
        assert load(other, tmp_path / "x", "AB") == Imported(3, 0)
        assert load(other, tmp_path / "x", "AB") == Imported(0, 3)  # the second time nothing is new
        pairs = zip(ledger.statements(), other.statements(), strict=True)
        for left, right in pairs:
            assert (left.id, left.content_text, left.footing.kind) == (right.id, right.content_text, right.footing.kind)
            assert [(s.proposition, s.side) for s in left.stances] == [(s.proposition, s.side) for s in right.stances]
            assert redact or (left.source_text, left.resolved) == (right.source_text, right.resolved)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_of_another_text_is_refused_by_line(ledger: Ledger, tmp_path: Path, form: Format) -> None:
    export(ledger, form, tmp_path / "x")
    with Ledger.memory() as other:
        other.add(sample("He said no.\n"), ())
        with pytest.raises(DataError, match="no document") as caught:
            load(other, tmp_path / "x", "AB")
        first = 2 if form == "csv" else 1
        assert [p.where.line for p in caught.value.problems if p.where] == [first, first + 1, first + 2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_that_are_filled_in_are_codes(ledger: Ledger, tmp_path: Path, delimiter: str) -> None:
    lines = [["document", "quote", "speaker", "footing"], ["daily/sample.md", "neither side is ready", "Officials", ""]]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(delimiter.join(cells) for cells in lines))
    load(ledger, path, "AB")
    assert [c[3:] for c in ledger.codes()] == [("speaker", "Officials")]
    path.write_text(path.read_text().replace("Officials", "The ministry"))
    load(ledger, path, "AB")  # thought better of it: the last word counts
    load(ledger, path, "RM")
    (of_speaker,) = agreement(ledger)
    assert (of_speaker.variable, of_speaker.units, of_speaker.coders) == ("speaker", 1, ("AB", "RM"))


@pytest.mark.parametrize(
    "text, said, line",
    [
        ("document,quote\na,b,c\n", "more cells", 2),
        ("document,quote\n,x\n", "no document ''", 2),
        ('{"id": 1}\n', "no statement in JSON", 1),
        ('{"id": 1', "no statement in JSON", 1),
        ("id,document,content,said\n1,x,a-b,c\n", "no spans", 2),
    ],
)
def test_tables_that_are_wrong_name_the_line(ledger: Ledger, tmp_path: Path, text: str, said: str, line: int) -> None:
    (tmp_path / "t").write_text(text)
    with pytest.raises(DataError, match=said) as caught:
        load(ledger, tmp_path / "t", "AB")
    assert caught.value.problems[0].where is not None and caught.value.problems[0].where.line == line


def test_a_name_that_two_documents_bear_is_refused(tmp_path: Path) -> None:
    with Ledger.memory() as made:
        for folder in ("a", "b"):
            document = sample(f"He said {folder} is ready.\n", name="note.md")
            made.add(dataclasses.replace(document, path=f"{folder}/note.md"), ())
        with pytest.raises(LedgerError, match=r"several documents: a/note.md .*b/note.md "):
            made.document("note.md")
        assert "a is ready" in made.document("a/note.md").text


def test_an_import_that_is_stopped_leaves_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("parley.ledger.by_hand.code_all", stopped)
    with pytest.raises(KeyboardInterrupt):
        load(ledger, table(tmp_path, 'daily/sample.md,"Others are not.",,,,,talks-now,for'), "AB")
    assert ledger.count() == 3
