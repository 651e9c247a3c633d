"""Who is who across documents: derived, shown, and never against a decision."""

from __future__ import annotations

import csv
import dataclasses
import json
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import as_of_format

from parley.cli.ledger import command
from parley.documents import from_text
from parley.ledger import Filter, Ledger
from parley.ledger.decisions import apart, correct, history, judge, merge, undo
from parley.ledger.export import export
from parley.ledger.shown import decision_line
from parley.ledger.speakers import joins, speakers
from parley.reading import read

FULL = "Kaja Oder, the foreign minister of Norland, said on Monday that talks were possible.\n"
SHORT = "Oder said on Friday that the army would hold the valley.\n"
OTHER = "Jan Oder, a union leader, said that the strike would go on.\n"


def put(ledger: Ledger, *texts: str, party: str | None = None) -> None:
    for text in texts:
        document = from_text(text, name=f"{zlib.crc32(text.encode())}.md")
        ledger.add(document, [dataclasses.replace(s, party=party) for s in read(document)])


def names(ledger: Ledger, **wanted: str) -> list[tuple[str | None, str | None]]:
    return [(e.statement.resolved, e.read_as) for e in ledger.entries(Filter(**wanted))]  # type: ignore[arg-type]


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger.memory()
    put(made, FULL, SHORT)
    return made


def test_a_surname_alone_is_hers_who_alone_bears_it(ledger: Ledger) -> None:
    assert names(ledger) == [("Kaja Oder", None), ("Kaja Oder", "Oder")]
    assert ledger.count(Filter(speaker="kaja oder")) == 2
    assert dict(ledger.facets()["speaker"]) == {"Kaja Oder": 2}
    assert names(ledger, words="army") == [("Kaja Oder", "Oder")]
    assert ledger.search("army")[0].entry.read_as == "Oder"
    (found,) = speakers(ledger.connection)
    assert (found.name, found.statements, found.spelled) == ("Kaja Oder", 2, (("Oder", 1),))


def test_a_second_bearer_of_the_name_parts_them_again(ledger: Ledger) -> None:
    put(ledger, OTHER)
    assert names(ledger)[:2] == [("Kaja Oder", None), ("Oder", None)]


def test_the_order_of_reading_does_not_matter() -> None:
    with Ledger.memory() as ledger:
        put(ledger, SHORT)
        assert names(ledger) == [("Oder", None)]
        put(ledger, FULL)
        assert names(ledger) == [("Kaja Oder", "Oder"), ("Kaja Oder", None)]


def test_a_decision_on_the_speaker_stays(ledger: Ledger) -> None:
    (short,) = (e.statement.id for e in ledger.entries(Filter(words="army")))
    correct(ledger, short, {"resolved": "Oder"}, "ann")
    assert names(ledger, words="army") == [("Oder", None)]
    judge(ledger, [short], "accept", "ann")
    assert names(ledger, words="army") == [("Oder", None)]
    undo(ledger, "ann")
    undo(ledger, "ann")
    assert names(ledger, words="army") == [("Kaja Oder", "Oder")]
    judge(ledger, [short], "accept", "ann")
    assert names(ledger, words="army") == [("Kaja Oder", "Oder")]


def test_set_apart_and_taken_back(ledger: Ledger) -> None:
    number = apart(ledger, "Oder", "ann")
    assert names(ledger, words="army") == [("Oder", None)]
    assert "set Oder apart" in decision_line(history(ledger)[-1])
    put(ledger, "Oder said on Sunday that the bridge would be closed.\n")
    assert names(ledger, words="bridge") == [("Oder", None)]
    undo(ledger, "ann", number)
    assert {name for name, _ in names(ledger)} == {"Kaja Oder"}


def test_a_merge_takes_the_spellings_along(ledger: Ledger) -> None:
    merge(ledger, ["Kaja Oder"], "Minister Oder", "ann")
    assert {name for name, _ in names(ledger)} == {"Minister Oder"}
    undo(ledger, "ann")
    assert {name for name, _ in names(ledger)} == {"Kaja Oder"}


def test_a_name_that_others_were_merged_into_is_not_renamed(ledger: Ledger) -> None:
    put(ledger, "Kaya Odder said that she would resign.\n")
    merge(ledger, ["Kaya Odder"], "Oder", "ann")
    assert dict(ledger.facets()["speaker"]) == {"Oder": 2, "Kaja Oder": 1}


def test_parties_travel_with_the_name_and_contradicting_ones_do_not_join() -> None:
    with Ledger.memory() as ledger:
        put(ledger, FULL, party="norland")
        put(ledger, SHORT)
        assert ledger.count(Filter(party="norland")) == 2
        (short,) = (e.statement.id for e in ledger.entries(Filter(words="army")))
        correct(ledger, short, {"party": "sudland"}, "ann")
        assert ledger.count(Filter(party="norland")) == 1 and names(ledger, words="army") == [("Oder", None)]
    assert joins([("Kaja Oder", "on_record", "a", 1), ("Oder", "on_record", "b", 1)], set()) == {}
    assert joins([("Kaja Oder", "on_record", "a", 1), ("Oder", "on_record", None, 1)], set()) == {"Oder": "Kaja Oder"}


def test_institutions_are_nobodys_surname() -> None:
    rows = [("Foreign Ministry", "institution", None, 4), ("Ministry", "institution", None, 1)]
    assert joins(rows, set()) == {}


@given(st.lists(st.sampled_from(["Ann Doe", "Ann B. Doe", "Ann C. Doe", "Doe", "Bo Doe", "Cy Roe", "Roe"]), min_size=1))
def test_joining_is_done_at_once_and_to_a_name_that_stands(given_names: list[str]) -> None:
    found = joins([(name, "on_record", None, 1) for name in given_names], set())
    assert set(found) <= set(given_names) and set(found.values()) <= set(given_names) - set(found)


@settings(max_examples=20, deadline=None)
@given(st.permutations([FULL, SHORT, OTHER]), st.booleans())
def test_what_is_derived_is_the_same_however_it_came_about(order: list[str], looked: bool) -> None:
    with Ledger.memory() as ledger:
        for text in order:
            put(ledger, text)
            if looked:
                ledger.count()
        assert dict(ledger.facets()["speaker"]) == {"Kaja Oder": 1, "Oder": 1, "Jan Oder": 1}


def test_exports_and_pages_have_the_person_and_what_was_read(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "csv", tmp_path / "out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text().splitlines()))
    assert [(r["speaker"], r["read_as"]) for r in rows] == [("Kaja Oder", ""), ("Kaja Oder", "Oder")]


def test_an_older_ledger_is_joined_and_its_decisions_hold(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger.open(path) as ledger:
        put(ledger, FULL, SHORT, "Oder said on Sunday that the bridge would be closed.\n")
        (army,) = (e.statement.id for e in ledger.entries(Filter(words="army")))
        correct(ledger, army, {"resolved": "Oder"}, "ann")
        ledger.count()
        as_of_format(ledger.connection, 3)
        ledger.connection.close()
    with Ledger.open(path) as ledger:
        assert names(ledger, words="army") == [("Oder", None)] and names(ledger, words="bridge") == [
            ("Kaja Oder", "Oder")
        ]


def test_a_ledger_whose_writer_was_stopped_is_brought_up_to_date_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    ledger = Ledger.open(path)
    put(ledger, FULL, SHORT)
    ledger.connection.close()  # as a process that was killed: nothing was derived
    with Ledger.open(path, write=False) as reading:
        assert names(reading) == [("Kaja Oder", None), ("Kaja Oder", "Oder")]


@pytest.mark.parametrize(
    "full, short",
    [
        ("Anna Karl, a farmer, said that it rained.", "King Karl said that the realm would stand."),
        ("Marta Leo, a nurse, said that it rained.", "Pope Leo said that the guns must fall silent."),
        ("Peter Sando, a teacher, said that it rained.", "Mrs. Sando said that the army was ready."),
        ("Anna Sando, a teacher, said that it rained.", "Mr. Sando said that the army was ready."),
    ],
)
def test_titles_tell_two_people_apart(full: str, short: str) -> None:
    with Ledger.memory() as ledger:
        put(ledger, full, short)
        assert not any(read_as for _, read_as in names(ledger))


def test_a_firm_or_an_agency_is_nobodys_surname() -> None:
    person = ("Karl Ford", "on_record", None, 3)
    for kind in ("institution", "relayed", "document", "unnamed_group"):
        assert joins([person, ("Ford", kind, None, 1)], set()) == {}
    assert joins([person, ("Ford", "on_record", None, 1)], set()) == {"Ford": "Karl Ford"}


def test_one_name_as_two_hands_write_it() -> None:
    for whole, short in (("Nora O’Brien", "O'Brien"), ("Rosa Ibáñez", "Ibanez")):
        assert joins([(whole, "on_record", None, 1), (short, "on_record", None, 1)], set()) == {short: whole}


def test_nobody_is_joined_with_a_full_name_that_was_set_apart(ledger: Ledger) -> None:
    apart(ledger, "Kaja Oder", "ann")
    assert names(ledger) == [("Kaja Oder", None), ("Oder", None)]


def test_the_commands(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Ledger.open(path) as ledger:
        put(ledger, FULL, SHORT)

    def run(*words: str) -> str:
        done = CliRunner().invoke(command, [*words, "--ledger", str(path)], catch_exceptions=False)
        assert done.exit_code == 0
        return done.output

    assert "Kaja Oder; also read as Oder (1)" in run("speakers", "--joined")
    assert "read as Oder" in run("list", "--words", "army")
    assert json.loads(run("list", "--words", "army", "--json"))["statements"][0]["read_as"] == "Oder"
    assert "stays apart" in run("apart", "Oder", "--who", "ann")
    assert json.loads(run("speakers", "--json"))["total"] == 2
    assert "0 of 0" in run("speakers", "--joined")
