"""The two articles that the project started from: facts, furniture and breaks, whatever the file is called."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from parley.documents import Document, from_text, plain, read, view

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def news(shared: Path) -> Document:
    return read(next((shared / "articles").glob("nyt-*")))


@pytest.fixture(scope="module")
def page(shared: Path) -> Document:
    return read(next((shared / "articles").glob("washington-*")))


def test_the_newspaper_article(news: Document) -> None:
    assert news.kind == "markdown" and news.genre == "news" and news.excerpt is None and news.note_of is None
    assert news.title is not None and news.title.value.startswith("Top U.S. General Urges")
    assert news.outlet is not None and news.outlet.value == "The New York Times"
    assert [a.value for a in news.authors] == ["Peter Baker"]
    assert news.date is not None and (news.date.value, news.date.how) == ("2022-11-10", "byline")


def test_its_sidebar_is_furniture_and_its_date_is_not_made_up(news: Document) -> None:
    kinds = [(f.kind, f.date) for f in news.furniture]
    assert kinds == [("sidebar", None)] * 5 + [("about the page", None)]
    marked = [plain(news, b.span) for b in news.blocks if b.furniture]
    assert marked[0] == "The State of the War" and marked[5] == "Learn more about our process."
    assert [w.split(":")[0] for w in marked[1:5]] == [
        "Russia's Military Reshuffle",
        "In the East",
        "Western Escalation",
        "New Equipment",
    ]
    after = next(b for b in news.blocks if plain(news, b.span).startswith("Indeed, the Pentagon"))
    assert not after.furniture


def test_the_quotation_that_the_page_broke_is_one_paragraph(news: Document) -> None:
    whole = next(w for b in news.blocks if "repeating the official" in (w := plain(news, b.span)))
    assert "repeating the official line that any resolution" in whole and whole.startswith("Pressed later")


def test_its_caption_byline_and_credit_are_not_paragraphs(news: Document) -> None:
    kinds = {b.kind: plain(news, b.span) for b in news.blocks if b.kind not in ("paragraph", "heading")}
    assert kinds["caption"].endswith("Doug Mills/The New York Times")
    assert kinds["byline"] == "By Peter Baker Nov. 10, 2022"
    assert kinds["dateline"] == "WASHINGTON —"
    assert "contributed reporting" in kinds["credit"]


def test_words_carry_no_markup(news: Document, page: Document) -> None:
    for document in (news, page):
        words = view(document).text
        assert not any(
            sign in words for sign in ("<u>", "](", "\\$", "**", "##", "❖", "/experts/", "/policy-analysis/")
        )
    assert "another $400 million in military aid" in view(news).text


def test_the_think_tank_page(page: Document) -> None:
    assert page.title is not None and page.title.value == "Russia and Ukraine Are Not Ready for Talks"
    assert [a.value for a in page.authors] == ["James Sebenius", "Michael Singh"]
    assert page.date is not None and page.date.value == "2023-01-11"
    assert page.genre == "opinion"
    assert page.excerpt is not None and page.excerpt.value == "Foreign Affairs"
    assert page.outlet is not None and page.outlet.value == "The Washington Institute"


def test_its_recommended_items_keep_their_own_dates(page: Document) -> None:
    dates = [f.date for f in page.furniture if f.date]
    assert dates == [datetime.date(2023, 1, 11), datetime.date(2023, 1, 10), datetime.date(2023, 1, 10)]
    own = [plain(page, b.span)[:20] for b in page.blocks if not b.furniture and b.kind == "paragraph"]
    assert [w[:10] for w in own] == ["No deal is", "In October"]


@pytest.mark.parametrize("name", ["a.txt", "b.md", "c", "d.pdf"])
def test_the_name_of_the_file_does_not_matter(news: Document, name: str) -> None:
    other = from_text(news.text, name=name)
    assert (other.id, other.blocks, other.furniture, other.title, other.date) == (
        news.id,
        news.blocks,
        news.furniture,
        news.title,
        news.date,
    )
