"""Files of observations: what they may hold, and the line at which they are wrong."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.observations import load
from parley.case.observations.load import names_of
from parley.case.observations.records import from_series
from parley.case.observations.table import read_table
from parley.case.types import Party
from parley.core.errors import DataError

PARTIES = {
    "ukraine": Party("ukraine", "Ukraine", "principal", aliases=("Kyiv",)),
    "russia": Party("russia", "Russia", "principal", aliases=("Moscow",)),
}
TURNS = """# a chronology of our own
date,won_by,title
2022-09-08,Kyiv,Balakliia
2022-09-15,nothing,"Bakhmut, again"
2022-10-01,ukraine,Lyman

2022-10-20,,a quiet week
2023-01-13,Moscow,Soledar
"""
ACLED = """event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,fatalities
X1,01 October 2022,Battles,Non-state actor overtakes territory,Militia of Kyiv (2019-),Military Forces of Russia (2000-),12
X2,2022-10-03,Explosions/Remote violence,Shelling/artillery/missile attack,Military Forces of Russia (2000-),,3
X3,2022-10-18,Battles,Armed clash,Military Forces of Russia (2000-),Military Forces of Ukraine (2019-),5
X4,2022-10-19,Battles,Government regains territory,Military Forces of Russia (2000-),,0
"""
UCDP = """id,date_start,date_end,side_a,side_b,deaths_a,deaths_b,deaths_civilians,best
1,2022-10-03,2022-10-03,Government of Ukraine,Government of Russia,4,6,1,11
2,2022-10-05,2022-10-05,Government of Ukraine,Government of Russia,1,0,0,1
3,2022-10-20,2022-10-20,Government of Ukraine,Government of Russia,0,2,2,4
"""
SERIES = """week_start,phase,d_km2,losses
2022-09-05,autumn,-9200,510
2022-09-12,autumn,-800,480
2022-09-19,autumn,20,
2022-09-26,autumn,450,420
"""
POLLS = "date,party,share,question\n2022-07-15,ukraine,84,no concessions\n2022-09-12,ukraine,87,no concessions\n"


def given_text(text: str, **more: object) -> object:
    return load("file.csv", PARTIES, text=text, **more)  # type: ignore[arg-type]


def test_engagements_name_their_winner_by_any_name_or_nobody() -> None:
    found = given_text(TURNS)
    assert found.kind == "engagements"
    assert [e.won_by for e in found.engagements] == ["ukraine", None, "ukraine", None, "russia"]
    assert [e.line for e in found.engagements] == [3, 4, 5, 7, 8]
    assert found.engagements[1].title == "Bakhmut, again"


def test_acled_battles_are_won_where_territory_changed_hands() -> None:
    found = given_text(ACLED)
    assert found.kind == "acled"
    assert [(e.date.isoformat(), e.won_by) for e in found.engagements] == [
        ("2022-10-01", "ukraine"), ("2022-10-18", None), ("2022-10-19", "russia"),
    ]  # fmt: skip
    assert found.series.columns["events"] == (1, 1, 0, 2)
    assert found.series.columns["fatalities"] == (12, 3, 0, 5)


def test_ucdp_gives_losses_by_week_and_no_winners() -> None:
    found = given_text(UCDP)
    assert found.kind == "ucdp" and not found.engagements
    assert found.series.dates[0] == datetime.date(2022, 10, 3)
    assert found.series.columns["best"] == (12, 0, 4)
    assert found.series.columns["deaths_b"] == (6, 0, 2)
    assert "names no winner" in found.notes[0]


def test_a_weekly_series_becomes_engagements_by_its_step() -> None:
    found = given_text(SERIES, columns=["d_km2"])
    assert found.kind == "series"
    assert set(found.series.columns) == {"d_km2", "losses"}
    assert found.series.columns["losses"][2] is None
    made = from_series(found.series, "d_km2", "russia", "ukraine", 400, "file.csv")
    assert [e.won_by for e in made] == ["ukraine", "ukraine", None, "russia"]


def test_polls_in_percent_or_shares() -> None:
    found = given_text(POLLS)
    assert found.kind == "polls"
    assert [p.share for p in found.polls] == pytest.approx([0.84, 0.87])
    assert given_text(POLLS.replace("84", "0.84").replace("87", "0.87")).polls[0].share == 0.84


@pytest.mark.parametrize("text, line, words, more", [
    (TURNS.replace("2022-10-01", "2022-13-01"), 5, "not a date", {}),
    (TURNS.replace("2022-10-01", "01/10/2022"), 5, "not a date", {}),
    (TURNS.replace("2022-10-01,ukraine", "2022-10-01,Ukrane"), 5, "not a party", {}),
    (TURNS.replace("2022-10-01", "2022-09-01"), 5, "comes before", {}),
    (TURNS.replace("2022-10-01,ukraine,Lyman", "2022-10-01,ukraine"), 5, "2 cells in a table of 3", {}),
    (SERIES.replace("2022-09-19,", "2022-09-20,"), 4, "a gap", {}),
    (SERIES.replace("2022-09-19", "2022-09-12"), 4, "repeats", {}),
    (SERIES.replace("-800", "lots"), 3, "not a number", {"columns": ["d_km2"]}),
    (SERIES, 4, "is empty here", {"columns": ["losses"]}),
    (SERIES.replace("week_start", "when"), 2, "no column of dates", {}),
    (SERIES, 1, "no column 'area'", {"columns": ["area"]}),
    (UCDP.replace(",1,11", ",1,-11"), 2, "-11 is below 0", {}),
    (ACLED.replace("Military Forces of Russia (2000-),,0", "Unidentified Group,,0"), 5, "not a party", {}),
    (POLLS.replace("84", "184"), 2, "184 is above 100", {}),
    (POLLS.replace("84", "nan"), 2, "not a finite", {}),
    ("date,date\n1,2\n", 1, "two columns", {}),
    ("date,won_by\n", 1, "no records", {}),
    ('date,won_by\n2022-01-01,"uk\n', 2, "cannot be read", {}),
    ('"', 1, "cannot be read", {}),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, words: str, more: dict) -> None:
    with pytest.raises(DataError, match=words) as caught:
        given_text(text, **more)
    where = caught.value.problems[0].where
    assert where is not None and where.line == line and where.path == "file.csv"


def test_gaps_may_be_meant_and_a_step_must_be_positive() -> None:
    found = given_text(SERIES.replace("2022-09-19,", "2022-09-20,"), gaps=True)
    with pytest.raises(DataError, match="above 0"):
        from_series(found.series, "d_km2", "russia", "ukraine", 0, "file.csv")
    with pytest.raises(DataError, match="did you mean 'd_km2'"):
        from_series(found.series, "d_km", "russia", "ukraine", 1, "file.csv")


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_text("\n\n")
    with pytest.raises(DataError, match="no data"):
        read_table(tmp_path / "empty.csv")
    (tmp_path / "latin.csv").write_bytes(b"date,won_by\n2022-01-01,\xe9\n")
    with pytest.raises(DataError, match="UTF-8") as caught:
        read_table(tmp_path / "latin.csv")
    assert caught.value.problems[0].where.line == 2


def test_semicolons_tabs_and_marks_of_order_are_read(tmp_path: Path) -> None:
    for delimiter in ";\t":
        file = tmp_path / "x.csv"
        file.write_bytes("\ufeffDate;Won_By\n2022-01-01;russia\n".replace(";", delimiter).encode())
        assert load(file, PARTIES).engagements[0].won_by == "russia"


def test_a_name_that_two_share_belongs_to_the_first() -> None:
    both = names_of([Party("a", "Side", "principal"), Party("b", "Side", "principal")])
    assert both["side"] == "a"


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_message(text: str) -> None:
    with contextlib.suppress(DataError):
        given_text(text)


@pytest.mark.parametrize("shares", [("1.4", "0.5"), ("1.4", "1.2"), ("84", "0.6")])
def test_polls_that_could_be_read_either_way_are_refused_with_their_line(shares: tuple[str, str]) -> None:
    with pytest.raises(DataError, match="does not read as percentages") as caught:
        given_text(POLLS.replace("84", shares[0]).replace("87", shares[1]))
    assert caught.value.problems[0].where is not None and caught.value.problems[0].where.line == 2
