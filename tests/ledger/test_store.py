"""What a ledger holds: exactly what it was given, found in its documents, once, and never changed."""

from __future__ import annotations

import dataclasses
import datetime
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import TEXT, as_of_format, sample, statement, three

from parley.core.errors import LedgerError
from parley.core.spans import Span
from parley.documents import from_text
from parley.ledger import Filter, Ledger
from parley.ledger.check import check
from parley.ledger.decisions import judge
from parley.ledger.queries import match
from parley.ledger.schema import VERSION
from parley.ledger.shown import visible
from parley.reading.model import Footing, Statement, statement_id


def filled() -> Ledger:
    ledger = Ledger.memory()
    document = sample()
    ledger.add(document, three(document))
    return ledger


def test_documents_and_statements_come_back_as_they_were() -> None:
    document = sample()
    with filled() as ledger:
        assert ledger.documents() == (document,)
        assert ledger.statements() == three(document)
        assert ledger.text(document.id) == TEXT
        assert ledger.document(document.id[:8]) == ledger.document("daily/sample.md") == document


@given(st.text(min_size=1, max_size=200), st.data())
@settings(max_examples=150, deadline=None)
def test_any_text_and_any_span_round_trip(text: str, data: st.DataObject) -> None:
    whole = "Words 👩‍👩‍👧 e\u0301 עברית\r\n" + text
    document = from_text(whole)
    start = data.draw(st.integers(0, len(whole) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(whole))))
    made = Statement(
        statement_id(document.id, (), (), (span,)),
        document.id,
        (),
        (),
        (span,),
        "",
        "",
        (span.of(whole),),
        "direct",
        Footing("author"),
    )
    with Ledger.memory() as ledger:
        ledger.add(document, [made])
        (back,) = ledger.statements()
        assert back == made and back.content[0].of(ledger.text(document.id)) == back.content_text[0]


@pytest.mark.parametrize(
    "change, said",
    [
        ({"content_text": ("We are ready to walk,", "Others are not.")}, "its content reads"),
        ({"source_text": "the Minister"}, "its source reads"),
        ({"cue_text": ""}, "its cue reads"),
        ({"content": (Span(0, 10_000),)}, "does not lie in"),
        ({"content": (), "content_text": ()}, "no content"),
        ({"content_text": ("We are ready to talk,", "Others are not.", "More.")}, "more content texts"),
        ({"document": "0" * 16}, "is of document"),
        ({"id": "f" * 16}, "does not belong to its spans"),
    ],
)
def test_what_the_document_does_not_contain_is_refused_whole(change: dict[str, object], said: str) -> None:
    document = sample()
    good, *others = three(document)
    bad = dataclasses.replace(good, **change)  # type: ignore[arg-type]
    if "id" not in change:
        bad = dataclasses.replace(bad, id=statement_id(bad.document, bad.source, bad.cue, bad.content))
    with Ledger.memory() as ledger:
        with pytest.raises(LedgerError, match=said):
            ledger.add(document, [*others, bad])
        assert ledger.documents() == () and ledger.statements() == ()


def test_the_same_text_enters_once_and_is_not_read_twice() -> None:
    document = sample()
    with filled() as ledger:
        again = ledger.add(document, three(document))
        assert (again.new, again.statements) == (False, 0)
        assert len(ledger.documents()) == 1 and ledger.count() == 3


@pytest.mark.parametrize("table", ["documents", "sources", "readings", "statements", "decisions", "anchors"])
def test_nothing_is_changed_or_deleted(table: str) -> None:
    with filled() as ledger:
        ledger.connection.execute(
            "INSERT INTO decisions(statement, kind, value, who, at) VALUES ('x', 'accept', '{}', 'a', 'b')"
        )
        ledger.connection.execute(
            "INSERT INTO anchors(statement, document, score, added) SELECT 'x', id, 0.0, '' FROM documents"
        )
        for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET seq = seq + 100"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                ledger.connection.execute(sql)


def test_a_newer_version_supersedes_the_older_one() -> None:
    old, new = sample(), sample(TEXT + "\nA correction was added.\n")
    with filled() as ledger:
        added = ledger.add(new, three(new))
        assert added.supersedes == old.id
        assert [d.id for d in ledger.documents()] == [new.id]
        assert [d.id for d in ledger.documents(all_versions=True)] == [old.id, new.id]
        assert {s.document for s in ledger.statements()} == {new.id}
        assert len(ledger.statements(all_versions=True)) == 6


def test_a_newer_reading_replaces_the_older_but_for_what_was_decided() -> None:
    from parley.ledger.decisions import judge

    document = sample()
    first, second, third = three(document)
    with filled() as ledger:
        judge(ledger, [second.id], "accept", "RM")
        ledger.add(document, [first], reader="newer")
        assert {s.id for s in ledger.statements()} == {first.id, second.id}
        assert third.id in {s.id for s in ledger.statements(all_versions=True)}


def test_filters() -> None:
    day = datetime.date(2022, 11, 10)
    with filled() as ledger:
        for given, count in (
            ({"speaker": "doe"}, 1), ({"party": "north"}, 1), ({"footing": "unnamed_group"}, 2), ({"furniture": True}, 1), ({"furniture": False}, 2),
            ({"proposition": "talks-now"}, 1), ({"proposition": "talks-now", "side": "against"}, 0), ({"side": "for"}, 1), ({"since": day, "until": day}, 1),
            ({"until": datetime.date(2022, 1, 1)}, 0), ({"words": "pause help"}, 1), ({"words": '"help pause"'}, 0), ({"words": "paus*"}, 1),
            ({"document": sample().id[:6]}, 3), ({"document": "daily/sample.md"}, 3), ({"document": "other"}, 0), ({"form": "indirect"}, 2), ({"status": "open"}, 3),
            ({"status": "rejected"}, 0), ({"speaker": "%"}, 1),
        ):  # fmt: skip
            assert ledger.count(Filter(**given)) == len(ledger.statements(**given)) == count, given


def test_facets_count_what_the_filter_leaves() -> None:
    with filled() as ledger:
        facets = ledger.facets(Filter(furniture=False))
        assert facets["speaker"] == ((None, 1), ("Ann Doe", 1))
        assert facets["stance"] == (("talks-now: for", 1),)
        assert facets["footing"] == (("on_record", 1), ("unnamed_group", 1))


def test_search_marks_the_words_and_markup_is_not_in_the_way() -> None:
    with filled() as ledger:
        (hit,) = ledger.search("neither SIDE ready")
        assert hit.said == "neither side is ready"
        assert [hit.said[a:b] for a, b in hit.marks] == ["neither side", "ready"] or [
            hit.said[a:b] for a, b in hit.marks
        ] == ["neither", "side", "ready"]
        assert ledger.search("nowhere") == ()


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_words_of_a_user_break_the_search(words: str) -> None:
    match(words)
    with filled() as ledger:
        ledger.search(words)


def test_opening_what_is_no_ledger(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    (tmp_path / "text.sqlite").write_text("this is not a database, but a longer text " * 40)
    (tmp_path / "empty.sqlite").touch()
    for name, said, write in (
        ("other.sqlite", "not a parley ledger", True), ("text.sqlite", "not a ledger", True), ("text.sqlite", "not a ledger", False),
        ("missing.sqlite", "no such ledger", False), (".", "folder", True), ("no/such/x.sqlite", "no such folder", True), ("empty.sqlite", "empty", False),
    ):  # fmt: skip
        with pytest.raises(LedgerError, match=said):
            Ledger.open(tmp_path / name, write=write)


def test_a_ledger_of_a_newer_parley_is_left_alone(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "l.sqlite").close()
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(LedgerError, match="newer parley"):
        Ledger.open(tmp_path / "l.sqlite")


def test_a_locked_ledger_is_one_plain_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.ledger.connection.BUSY_SECONDS", 0.1)
    document = sample()
    with Ledger.open(tmp_path / "l.sqlite") as first, Ledger.open(tmp_path / "l.sqlite") as second:
        first.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program has been writing"):
            second.add(document, three(document))
        first.connection.execute("ROLLBACK")
        assert second.add(document, three(document)).new


def test_a_read_only_ledger_can_be_read_and_says_that_it_cannot_be_written(tmp_path: Path) -> None:
    document = sample()
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        ledger.add(document, three(document))
    with Ledger.open(tmp_path / "l.sqlite", write=False) as ledger:
        assert ledger.count() == 3
        with pytest.raises(LedgerError, match="read-only"):
            ledger.add(sample(TEXT + "More."), ())


def test_a_sound_ledger_checks_out_and_a_tampered_one_does_not(tmp_path: Path) -> None:
    document = sample()
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        ledger.add(document, three(document))
        found = check(ledger)
        assert (found.documents, found.statements, found.faults) == (1, 3, ())
        ledger.connection.execute("DROP TRIGGER documents_never_changed")
        ledger.connection.execute("UPDATE documents SET text = replace(text, 'pause', 'cause')")
        assert len(check(ledger).faults) >= 2


def test_what_is_open_to_any_sqlite_tool(tmp_path: Path) -> None:
    document = sample()
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        ledger.add(document, three(document))
    connection = sqlite3.connect(tmp_path / "l.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert (
        connection.execute("SELECT count(*) FROM statements_words WHERE statements_words MATCH 'pause'").fetchone()[0]
        == 1
    )
    assert (
        connection.execute("SELECT count(*) FROM documents_words WHERE documents_words MATCH 'minister'").fetchone()[0]
        == 1
    )
    loose = connection.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert loose == []
    connection.close()


def test_statements_made_twice_in_one_reading_enter_once() -> None:
    document = sample()
    one = statement(document, "Officials", "said", "neither side** is ready")
    with Ledger.memory() as ledger:
        assert ledger.add(document, [one, one]).statements == 1


def test_a_maker_that_was_stopped_at_once_leaves_a_file_that_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")  # the first thing that is written, before any table
    connection.close()
    with Ledger.open(path) as ledger:
        assert ledger.count() == 0


def test_makers_at_the_same_moment_make_one_ledger(tmp_path: Path) -> None:
    made = "from parley.ledger import Ledger; Ledger.open('l.sqlite').close()"
    processes = [subprocess.Popen([sys.executable, "-c", made], cwd=tmp_path) for _ in range(6)]
    assert [p.wait() for p in processes] == [0] * 6
    with Ledger.open(tmp_path / "l.sqlite", write=False) as ledger:
        assert ledger.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_an_older_format_is_brought_up_to_date_by_reading_too(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    document = sample()
    with Ledger.open(path) as ledger:
        ledger.add(document, three(document))
    connection = sqlite3.connect(path)
    as_of_format(connection, 2)
    connection.close()
    with Ledger.open(path, write=False) as ledger:
        assert ledger.count() == 3 and ledger.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION


def test_what_is_asked_at_every_document_needs_no_look_at_all_statements() -> None:
    asked = (
        "SELECT seq, record FROM statements WHERE reading = 1",
        "SELECT d.statement FROM decisions d JOIN statements t ON t.id = d.statement WHERE t.document = 'x'",
        "SELECT record FROM statements WHERE document = 'x'",
        "SELECT id FROM standing WHERE id BETWEEN 'ab' AND 'abg'",
    )
    with Ledger.memory() as ledger:
        for sql in asked:
            plan = ledger.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            assert not any("SCAN" in row[3] for row in plan), plan


def test_signs_that_steer_a_terminal_are_not_shown() -> None:
    said = "red \x1b[31mtext \x1b]0;x\x07 and \u202eturned\u202c, עברית 👩‍🚀 stay"
    assert visible(said) == "red \ufffd[31mtext \ufffd]0;x\ufffd and turned, עברית 👩‍🚀 stay"
    assert visible("two\nlines", lines=False) == "two lines" and visible("two\nlines") == "two\nlines"


def test_nothing_is_replaced_by_another_program_either(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    document = sample()
    with Ledger.open(path) as ledger:
        ledger.add(document, three(document))
        judge(ledger, [three(document)[0].id], "accept", "ann")
    connection = sqlite3.connect(path)
    for sql in (
        "INSERT OR REPLACE INTO decisions(seq, statement, kind, value, who, at) VALUES (1, 'x', 'reject', '{}', 'eve', '2020')",
        "INSERT OR REPLACE INTO documents SELECT * FROM documents",
        "REPLACE INTO statements SELECT * FROM statements",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            connection.execute(sql)
    connection.close()
