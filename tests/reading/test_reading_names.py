"""One person under two spellings is one; two persons of one name are not made one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parley.reading.sources.one_spelling import one_spelling


def test_a_middle_initial_more_or_less() -> None:
    found = one_spelling(["Charles Kupchan", "Charles A. Kupchan", "Mark Milley", "Mark A. Milley Jr.", "Ann Doe"])
    assert found["Charles Kupchan"] == found["Charles A. Kupchan"] == "Charles A. Kupchan"
    assert found["Mark Milley"] == "Mark A. Milley Jr."
    assert found["Ann Doe"] == "Ann Doe"


def test_initials_that_contradict_keep_all_apart() -> None:
    names = ["George Bush", "George W. Bush", "George H. W. Bush"]
    assert one_spelling(names) == {n: n for n in names}


def test_a_surname_alone_is_whose_it_is_where_one_bears_it() -> None:
    assert one_spelling(["Oder", "Kaja Oder"])["Oder"] == "Kaja Oder"
    assert one_spelling(["Oder", "Kaja Oder", "Bo Oder"])["Oder"] == "Oder"
    assert one_spelling(["Washington", "Kaja Washington"])["Washington"] == "Washington"


def test_other_first_names_institutions_and_places_stay() -> None:
    names = ["Dan Kupchan", "C. Kupchan", "Ministry of Defence", "the Pentagon", "Kupchan A. Charles"]
    assert one_spelling(names) == {n: n for n in names}


@given(
    st.lists(st.sampled_from(["Ann Doe", "Ann B. Doe", "Ann C. Doe", "Bob Doe", "Ann Roe", "Doe", "", "x"]), max_size=8)
)
def test_every_name_has_one_spelling_which_is_its_own(names: list[str]) -> None:
    found = one_spelling(names)
    assert set(found) == set(names) and all(found[v] == v for v in found.values()) and set(found.values()) <= set(names)
