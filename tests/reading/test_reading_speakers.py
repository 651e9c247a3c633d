"""Names, titles, pronouns and offices; footing; dates; places are not persons."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from parley.core.errors import DataError
from parley.documents import from_text
from parley.reading import Codebook, Office, Statement, default_codebook, extended, read, read_offices
from parley.reading.english.dating import said_on

DAY = datetime.date(2022, 11, 10)
DATED = "By Ann Lee Nov. 10, 2022\n\n"


def _by_cue(text: str, codebook: Codebook | None = None) -> dict[str, Statement]:
    return {s.cue_text: s for s in read(from_text(text), codebook)}


def test_surname_pronoun_and_role_noun_come_to_the_full_name() -> None:
    text = (
        "Gen. Peter Marsh, the chief of the army, said that the line held. Mr. Marsh added that winter was near. "
        "He warned that supplies were low. The general argued that talks could wait."
    )
    found = _by_cue(text)
    assert {s.resolved for s in found.values()} == {"Peter Marsh"}
    assert len(found) == 4


def test_they_are_the_last_group() -> None:
    found = _by_cue("Two American officials said the line held. They added that winter was near.")
    assert found["added"].footing.kind == "unnamed_group"
    assert found["added"].footing.described == "Two American officials"
    assert found["said"].footing.count == 2
    assert found["said"].party == "united-states"


def test_the_president_by_office_and_date() -> None:
    found = _by_cue(DATED + "The Ukrainian president said that the land must be returned to its people.")
    assert found["said"].resolved == "Volodymyr Zelensky"


def test_offices_are_dated_and_can_be_extended() -> None:
    text = DATED + "The Ruritanian envoy said that the land must be returned."
    envoy = Office("envoy", "Rudolf Rassendyll", "ruritania", datetime.date(2022, 1, 1), datetime.date(2023, 1, 1))
    book = extended(default_codebook(), Codebook(affiliations={"Ruritanian": "ruritania"}, offices=(envoy,)))
    assert _by_cue(text, book)["said"].resolved == "Rudolf Rassendyll"
    gone = Office("envoy", "Rudolf Rassendyll", "ruritania", datetime.date(2010, 1, 1), datetime.date(2011, 1, 1))
    book = extended(default_codebook(), Codebook(affiliations={"Ruritanian": "ruritania"}, offices=(gone,)))
    assert _by_cue(text, book)["said"].resolved is None


def test_a_place_is_no_person() -> None:
    found = _by_cue("Kyiv said that the claim was false. Moscow denied that.")
    assert found["said"].footing.kind == "institution"
    assert found["said"].party == "ukraine"
    assert found["denied"].party == "russia"


def test_a_letters_words_are_those_of_its_makers() -> None:
    found = _by_cue(
        "Five senators released a letter urging the president to seek talks. The signatories called for a truce."
    )
    assert found["urging"].footing.kind == "document"
    assert found["urging"].resolved == "Five senators"
    assert found["called for"].resolved == "Five senators"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Maria Lopez said that the road was open.", "on_record"),
        ("A senior official said that the road was open.", "unnamed_person"),
        ("Three diplomats said that the road was open.", "unnamed_group"),
        ("The Ministry of Defence said that the road was open.", "institution"),
        ("A spokesman for the Pentagon said that the road was open.", "institution"),
        ("The report said that the road was open.", "document"),
        ("The Wall Street Journal reported that the road was open.", "relayed"),
    ],
)
def test_kind_of_footing(text: str, kind: str) -> None:
    (found,) = read(from_text(text))
    assert found.footing.kind == kind


def test_reason_for_anonymity_in_its_own_words() -> None:
    text = (
        "The talks have stalled, officials said. The officials spoke on condition of anonymity because they were not "
        "authorized to discuss the matter."
    )
    found = _by_cue(text)
    assert found["said"].footing.reason == "because they were not authorized to discuss the matter"


def test_setting_and_outlet() -> None:
    found = _by_cue(
        'In a speech on Monday Maria Lopez said that the road was open. "It is open," Ann Lee told The Guardian.'
    )
    assert found["said"].footing.setting == "public"
    assert found["told"].footing.via == "The Guardian"
    private = _by_cue("In internal meetings, Maria Lopez argued that the road was open.")
    assert private["argued"].footing.setting == "private"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("he said on Wednesday", datetime.date(2022, 11, 9)),
        ("he said on Thursday", DAY),
        ("he said last Thursday", datetime.date(2022, 11, 3)),
        ("she said yesterday", datetime.date(2022, 11, 9)),
        ("she said on Sept. 30", datetime.date(2022, 9, 30)),
        ("she said on December 1", datetime.date(2021, 12, 1)),
        ("she said on 4 October 2021", datetime.date(2021, 10, 4)),
        ("she said on Feb. 30", None),
        ("he may have said so", None),
    ],
)
def test_days_are_told_against_the_documents_date(words: str, day: datetime.date | None) -> None:
    assert said_on(words, DAY) == day
    assert said_on(words, None) == (day if "2021" in words else None), "a day with its year needs no document's date"


def test_offices_file_errors_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "offices.csv"
    path.write_text("title,holder,party,since,until\nenvoy,Ann Lee,x,2020-13-01,\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"offices.csv:2: .*2020-13-01"):
        read_offices(path)
    path.write_text("title,holder\n,Ann Lee\n", encoding="utf-8")
    with pytest.raises(DataError, match="title and a holder"):
        read_offices(path)
    with pytest.raises(DataError, match="cannot read"):
        read_offices(tmp_path / "absent.csv")
