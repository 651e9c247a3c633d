"""Dates, titles and outlets as pages of many makers write them, by kind; what is none of them is left alone."""

from __future__ import annotations

import datetime

import pytest

from parley.documents import dates, from_text, outlets, read
from parley.documents.datelines import DAY_ALONE, FORMS, at_start
from parley.documents.titles import is_furniture

BODY = "\n\nThe envoy, Kaja Oder, said that the deal was dead and that no paper would be signed before the spring.\n"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_of_a_dateline_by_its_example(form: object) -> None:
    assert at_start(form.example) is not None  # type: ignore[attr-defined]
    assert at_start(form.none) is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "day", "outlet"),
    [
        ("BOGOTA (KNA), 4 January 2023 –", "2023-01-04", "KNA"), ("TARN, June 14, 2021. /KNA/.", "2021-06-14", "KNA"),
        ("(Reuters) -", None, "Reuters"), ("TARN, Jan. 4, 2023 (Xinhua) --", "2023-01-04", "Xinhua"),
        ("MOSCOW, January 4. /TASS/.", None, "TASS"), ("Gaza City (Palestinian Territories) (AFP) –", None, "Agence France-Presse"),
        ("Tehran, Jan 4, IRNA –", None, "IRNA"), ("MOSCOW. Jan 4 (Interfax) -", None, "Interfax"),
        ("GENEVA (14 June 2021) –", "2021-06-14", None), ("Geneva, 14 June 2021 –", "2021-06-14", None),
        ("(New York, January 4, 2023) –", "2023-01-04", None), ("4 January 2023 –", "2023-01-04", None),
        ("TARN, Wednesday, January 4, 2023 (WAFA) –", "2023-01-04", "WAFA"), ("AUBURN, Wash. —", None, None),
    ],
)  # fmt: skip
def test_datelines_of_agencies(line: str, day: str | None, outlet: str | None) -> None:
    document = from_text(f"{line} The envoy, Kaja Oder, said that the deal was dead.\n")
    assert (document.date.value if document.date else None) == day
    assert (document.outlet.value if document.outlet else None) == outlet
    assert [b.kind for b in document.blocks] == ["dateline", "paragraph"]


@pytest.mark.parametrize(
    "words", ["COVID-19 cases rose.", "ANTI-Western words were heard.", "NATO: a pact of states", "MR. PRICE (State) – Thank you.", "Ana Tarn (Lab) – Against."]
)  # fmt: skip
def test_no_dateline(words: str) -> None:
    assert at_start(words) is None


def test_a_list_of_events_dates_nothing() -> None:
    text = "How it went\n\n4 January 2023 – The bridge was shut.\n\n9 March 2023 – It was opened again.\n"
    assert from_text(text).date is None
    assert any(form.name == DAY_ALONE for form in FORMS)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("3 May 2021 09:05 (UTC +02:00)", "2021-05-03"), ("2022-04-03T23:30:00-05:00", "2022-04-03"), ("Published Fri, Apr 28 20232:23 PM EDT", "2023-04-28"),
        ("2 minute readApril 25, 20232:26 PM GMT+2Last Updated 9 min ago", "2023-04-25"), ("Sat 24 Feb 2024 12.42 CET", "2024-02-24"),
        ("PUBLISHED: 10:58, 23 Apr 2024 | UPDATED: 11:20, 24 Apr 2024", "2024-04-23"), ("Updated 24 Apr 2024; first published 23 Apr 2024", "2024-04-23"),
        ("Friday, 22 Nov 2024 4:55 PM MYT", "2024-11-22"), ("November 10, 2025 at 06:21 pm", "2025-11-10"), ("14 JUNE 2021", "2021-06-14"),
        ("21 May 2025 - 14:19", "2025-05-21"), ("4-Jan-2023", "2023-01-04"), ("Geneva, 3 May 2021", None), ("The truce of 3 May 2021", None), ("August 2023", None),
    ],
)  # fmt: skip
def test_a_line_with_a_day_and_nothing_else(line: str, day: str | None) -> None:
    found = dates.only(line)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2022-04-03T23:30:00-05:00", "2022-04-03"), ("2023-08", "2023-08"), ("2023/08", "2023-08"), ("August 2023", "2023-08"), ("20230814T0900Z", "2023-08-14"),
        ("2023-13-01", None), ("soon", None), ("14 August 2023", "2023-08-14"),
    ],
)  # fmt: skip
def test_what_metadata_state(stated: str, iso: str | None) -> None:
    assert dates.iso(stated) == iso


def test_a_month_is_kept_as_a_month() -> None:
    document = from_text("*The Lantern, August 2023*\n\n# Silence at the river" + BODY)
    assert document.date is not None and document.date.value == "2023-08" and document.month_only
    assert document.on == datetime.date(2023, 8, 1) and document.dated == "August 2023"
    assert document.outlet is not None and document.outlet.value == "The Lantern"
    assert document.title is not None and document.title.value == "Silence at the river"
    whole = from_text("Silence at the river\n\n14 August 2023" + BODY)
    assert whole.dated == "14 August 2023" and not whole.month_only


def test_the_day_of_a_change_counts_only_where_there_is_no_other() -> None:
    text = "Silence at the river\n\nUpdated 5 May 2021\n\n3 May 2021" + BODY
    both = from_text(text)
    assert both.date is not None and both.date.value == "2021-05-03"
    changed = from_text(text.replace("\n\n3 May 2021", ""))
    assert changed.date is not None and changed.date.value == "2021-05-05"


def test_a_day_above_the_title_gives_way_to_one_below() -> None:
    text = "16 January 2023\n\nSilence at the river holds\n\n28 April 2023" + BODY
    found = from_text(text)
    assert found.date is not None and found.date.value == "2023-04-28"
    alone = from_text(text.replace("28 April 2023\n\n", ""))
    assert alone.date is not None and alone.date.value == "2023-01-16"


@pytest.mark.parametrize(
    "above",
    ["News Feed", "Opinion", "Start reading", "Word Document", "Home", "Share", "Middle East", "Home » News » South Africa", "Published 3 hours ago",
     "Federal Politics", "FacebookTwitterFlipboard", "Politics / January 11, 2024", "Sign in to read on"],
)  # fmt: skip
def test_furniture_is_no_title(above: str) -> None:
    document = from_text(f"{above}\n\nNo end to the silence at the river" + BODY)
    assert document.title is not None and document.title.value == "No end to the silence at the river"


@pytest.mark.parametrize(
    "title",
    [
        "Two Sides Far Apart",
        "Silence first",
        "What is Nato and which states are in it?",
        "Envoy Brings Good News",
        "The Bridge at Kessel Stays Shut",
    ],
)
def test_a_title_is_a_title(title: str) -> None:
    document = from_text(title + BODY)
    assert document.title is not None and document.title.value == title
    assert document.blocks[0].kind == "heading" and document.outlet is None


def test_titles_of_pages() -> None:
    page = "<html><head><title>{}</title></head><body><nav><h2>Sections</h2></nav><h1>World</h1><h1>No end to the silence</h1><p>{}</p></body></html>"
    for given in ("News Feed", "Word Document", "Home"):
        document = read(page.format(given, BODY * 4).encode(), name="x.html")
        assert document.title is not None and document.title.value == "No end to the silence"
    assert (
        is_furniture("Microsoft Word - draft3.doc")
        and is_furniture("untitled")
        and not is_furniture("Home rule for the river")
    )


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The Lantern\n\nNo end to the silence\n\n3 May 2021" + BODY, "The Lantern"),
        ("Vorland Review\n\nNo end to the silence at the river" + BODY, "Vorland Review"),
        ("No end to the silence\n\nSource: Courier" + BODY, "Courier"),
        ("No end to the silence\n\nBy Vorland Courier staff" + BODY, "Vorland Courier"),
        ("No end to the silence" + BODY + "\n© 2023 The Lantern. All rights reserved.\n", "The Lantern"),
        ("No end to the silence" + BODY + "\n*Vorland Review, 3 May 2021*\n", "Vorland Review"),
        ("No end to the silence" + BODY + "\n© Getty Images\n", None),
        ("The Silence\n\nIt goes on, and nobody at the river knows for how long it will." + BODY, None),
        ("No end to the silence\n\nThe Courier reported first that the bridge was shut." + BODY, None),
    ],
)  # fmt: skip
def test_outlets_named_in_the_text(text: str, outlet: str | None) -> None:
    document = from_text(text)
    assert (document.outlet.value if document.outlet else None) == outlet
    assert document.title is not None and document.title.value in (
        "No end to the silence",
        "No end to the silence at the river",
        "The Silence",
    )


def test_the_day_of_a_page_that_declares_none() -> None:
    page = '<html><body><nav><span class="date">1 May 2021</span></nav><h1>No end to the silence</h1>{}<p>{}</p></body></html>'
    shown = read(page.format('<div class="post-date">Published May 3, 2021</div>', BODY * 3).encode(), name="x.html")
    assert shown.date is not None and shown.date.value == "2021-05-03"
    changed = '<div class="post-date">Updated May 5, 2021</div><div class="post-date">May 3, 2021</div>'
    both = read(page.format(changed, BODY * 3).encode(), name="x.html")
    assert both.date is not None and both.date.value == "2021-05-03"


def test_an_outlet_by_its_address_and_of_several_that_are_declared() -> None:
    page = (
        '<html><head><link rel="canonical" href="https://www.vorlandcourier.example/2023/05/03/silence"/>{}</head>'
        '<body><a href="/" title="Vorland Courier home">x</a><h1>No end to the silence</h1><p>{}</p></body></html>'
    )
    alone = read(page.format("", BODY * 3).encode(), name="x.html")
    assert alone.outlet is not None and alone.outlet.value == "Vorland Courier" and "address" in alone.outlet.how
    assert alone.date is not None and alone.date.value == "2023-05-03"
    slogan = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"No end to the silence","publisher":{"name":"Where Hope Lives"}}</script><meta property="og:site_name" content="Vorland Courier"/>'
    both = read(page.format(slogan, BODY * 3).encode(), name="x.html")
    assert both.outlet is not None and both.outlet.value == "Vorland Courier"


@pytest.mark.parametrize(
    ("said", "name"),
    [("KNA", "KNA"), ("AFP", "Agence France-Presse"), ("Tarn News Agency", "Tarn News Agency"), ("USA", None), ("Ukraine", None), ("Lab", None), ("Kessel/AFP", "Agence France-Presse")],
)  # fmt: skip
def test_who_stands_in_the_brackets_of_a_dateline(said: str, name: str | None) -> None:
    assert outlets.agency(said) == name


def test_a_page_that_declares_another_encoding_than_it_is_written_in() -> None:
    page = f'<html><head><meta charset="gb2312"/><title>Café talks go on</title></head><body><h1>Café talks go on</h1><p>{BODY * 3}</p></body></html>'
    document = read(page.encode("utf-8"), name="x.html")
    assert document.title is not None and document.title.value == "Café talks go on"
