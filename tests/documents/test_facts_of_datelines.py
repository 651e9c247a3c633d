"""News datelines with a full date tell when the copy was filed, and are nobody's words."""

from __future__ import annotations

import pytest

from parley.documents import dates, from_text
from parley.documents.pieces import is_heading
from parley.reading import read


@pytest.mark.parametrize(
    ("line", "date", "outlet"),
    [
        ("GENEVA, May 3, 2024 (Reuters) - ", "2024-05-03", "Reuters"),
        ("GENEVA, 3 May 2024 - ", "2024-05-03", None),
        ("MUNSAN, Korea, Oct. 10, 1952 (AP) — ", "1952-10-10", "The Associated Press"),
        ("GENEVA, May 3 (AP) — ", None, "The Associated Press"),
        ("KYIV, Ukraine — ", None, None),
    ],
)
def test_a_dateline(line: str, date: str | None, outlet: str | None) -> None:
    document = from_text(f"{line}The envoy, Kaja Oder, said that the deal was dead.\n")
    assert (document.date.value if document.date else None) == date
    assert (document.outlet.value if document.outlet else None) == outlet
    (statement,) = read(document)
    assert statement.source_text == "The envoy, Kaja Oder"


@pytest.mark.parametrize(
    "written, day",
    [
        ("15/06/2032", "2032-06-15"), ("06/15/2032", "2032-06-15"), ("15.06.2032", "2032-06-15"), ("05/05/2032", "2032-05-05"),
        ("11/01/2023", None), ("31/02/2024", None), ("13/14/2024", None), ("1/2/3/2024", None),
    ],
)  # fmt: skip
def test_days_in_figures_are_read_where_they_can_be_read_one_way(written: str, day: str | None) -> None:
    found = dates.only(written)
    assert (found.isoformat() if found else None) == day


def test_the_last_sentence_and_the_foot_of_its_page_are_no_heading() -> None:
    assert not is_heading("The envoy said that observers were welcome.\nConfidential 1 Jan 2020", 2)
    assert is_heading("Gen. Tern Holds\nthe Valley", 2)
