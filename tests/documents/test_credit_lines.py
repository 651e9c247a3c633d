"""The line under a title that holds the outlet and the date, in the ways in which pages write it."""

from __future__ import annotations

import pytest

from parley.documents import from_text

BODY = "The envoys of Arland and Belmark met on the ridge and spoke for an hour of the truce, and then they left again for the coast."


@pytest.mark.parametrize(
    ("line", "date", "outlet"),
    [
        ("AFP | Aug 29, 2016, 07.18 AM IST", "2016-08-29", "Agence France-Presse"),
        ("Harbour Post (Associated Press), Brenn, 2025-11-07", "2025-11-07", "Harbour Post"),
        ("TARN, April 24 , 1997 (AFP)", "1997-04-24", "Agence France-Presse"),
        ("The Ridge Times (theridgetimes.com), August 2024", "2024-08", "The Ridge Times"),
        ("[RidgeNet, Monday, 03 May 2004, 09:47 GMT]", "2004-05-03", None),
        ("By KNA (The Harbour Gazette), JULY 4, 2021 15:16", "2021-07-04", "The Harbour Gazette"),
        ("Published in Ridge Daily, September 27th, 2024", "2024-09-27", "Ridge Daily"),
        ("Coast Monitor, opinion, 2024-02-08", "2024-02-08", "Coast Monitor"),
    ],
)
def test_a_line_of_names_and_a_date_under_the_title(line: str, date: str, outlet: str | None) -> None:
    for gap in ("\n\n", "\n"):
        found = from_text(f"Envoys meet on the ridge{gap}{line}\n\n{BODY}\n\n{BODY}")
        assert found.date is not None and found.date.value == date, gap
        if outlet is not None:
            assert found.outlet is not None and found.outlet.value == outlet


@pytest.mark.parametrize(
    "line",
    [
        "The truce was signed on 4 May 2021 and has held since.",
        "Since 4 May 2021 the guns have been silent",
        "The fighting began in May 2019",
    ],
)
def test_a_sentence_with_a_date_is_no_credit(line: str) -> None:
    found = from_text(f"Envoys meet on the ridge\n\n{line}\n\n{BODY}\n\n{BODY}")
    assert found.date is None and found.outlet is None
