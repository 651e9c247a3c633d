"""Hostile and broken texts: read in time that grows with their length, or refused with one message."""

from __future__ import annotations

import pytest

from counted import lines
from parley.core.errors import DocumentError
from parley.documents import read
from parley.reading.time_limit import limited

PAGE = (
    "<!DOCTYPE html><html><head>{head}</head><body><p>The ministers met again, officials said.</p>{body}</body></html>"
)


@pytest.mark.parametrize("line", ["- a\n", "1. a\n", "KING: a\n", "Key: value\n", "---\na: b\n"])
def test_many_short_lines_take_no_square_of_their_number(line: str) -> None:
    once, more = (lines(lambda n=n: read((line * n).encode(), name="x.txt")) for n in (500, 2000))
    assert more < 5 * once  # four times the lines: a square would be sixteen times the work
    with limited(600):  # no more than a guard against hanging
        read((line * 20_000).encode(), name="x.txt")


def test_a_tag_with_very_many_attributes_is_refused() -> None:
    tag = "<p " + " ".join(f'a{i}="x"' for i in range(40_000)) + ">"
    with pytest.raises(DocumentError, match="attributes"):
        read(PAGE.format(head="", body=tag).encode(), name="x.html")


def test_a_long_value_is_one_attribute() -> None:
    head = f'<meta name="description" content="{"many words " * 5_000}">'
    assert "officials said" in read(PAGE.format(head=head, body="").encode(), name="x.html").text


@pytest.mark.parametrize("name", ["hex", "zlib", "rot13", "base64", "undefined", "uu", "no-such-encoding"])
def test_a_page_may_declare_any_encoding(name: str) -> None:
    page = PAGE.format(head=f'<meta charset="{name}">', body="").encode()
    assert "officials said" in read(page, name="x.html").text


def test_half_a_character_in_a_pages_metadata_is_replaced() -> None:
    stated = '<script type="application/ld+json">{"@type": "Article", "headline": "Talks \\ud800 now"}</script>'
    document = read(PAGE.format(head=stated, body="").encode(), name="x.html")
    assert document.title is not None and document.title.value == "Talks ? now"


def test_front_matter_nested_too_deeply_is_refused() -> None:
    text = "---\ntitle: " + "[" * 30_000 + "\n---\nThe talks go on, he said.\n"
    with pytest.raises(DocumentError, match="nested too deeply"):
        read(text.encode(), name="x.md")
