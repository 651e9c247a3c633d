"""Spans: what a document says it holds is found at exactly those characters of an unchanged text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.errors import DocumentError
from parley.core.spans import Span
from parley.documents import Document, from_text, plain, view

PIECES = st.sampled_from(
    [
        "“We shall see,” he said.", "👩‍👩‍👧‍👦", "e\u0301te\u0301", "עברית, شکر", "\u202bימין\u202c", "\r\n", "\n\n", "\r", " ", "\t", "## Head\n",
        "**bold**", "<u>under</u>", "\\$400 million", "[a link](https://example.org/a_(b))", "* item\n", "> quoted\n", "&amp;", "&nbsp;",
        "\u00ad", "\u200b", "\ufeff", "---\n", "By Jane Roe\n", "WASHINGTON — ", "Jan 11, 2023\n", "_low_", "`code`", "❖", "a" * 130,
        "Headline: One\nDate: 2024-08-29\n", "RECOMMENDED\n", "\x0c", "\u2028", "𝔘𝔫𝔦", "x\n\nlower case goes on",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), min_size=1, max_size=40).map("".join)


def made(text: str) -> Document | None:
    try:
        return from_text(text)
    except DocumentError:
        return None


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_text_is_kept_and_spans_lie_in_order_within_it(text: str) -> None:
    document = made(text)
    if document is None:
        return
    assert document.text == text
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end <= len(text)
        at = block.span.end
    for before, after in zip(document.markup, document.markup[1:], strict=False):
        assert before.end < after.start
    for item in document.furniture:
        assert 0 <= item.span.start < item.span.end <= len(text)
    for found in (document.title, document.date, *document.authors):
        assert found is None or found.span is None or found.span.of(text)


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_the_view_maps_back_and_forth(text: str, data: st.DataObject) -> None:
    document = made(text)
    if document is None:
        return
    shown = view(document)
    assert len(shown.text) == len(shown.starts) == len(shown.ends)
    for item in shown.blocks:
        words = item.span.of(shown.text)
        assert words.strip() == words != ""
        assert item.block.span.contains(shown.raw(item.span))
        assert plain(document, item.block.span) == words
    if not shown.blocks:
        return
    block = data.draw(st.sampled_from(shown.blocks)).span
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    wanted = Span(start, end)
    raw = shown.raw(wanted)
    assert 0 <= raw.start < raw.end <= len(text)
    assert shown.from_raw(raw).contains(wanted)
    assert shown.clean(raw).strip() == shown.from_raw(raw).of(shown.text).strip()
    for at in range(start, end):  # every character that is not white space or an entity stands for itself
        if shown.ends[at] - shown.starts[at] == 1 and not shown.text[at].isspace():
            assert text[shown.starts[at]] == shown.text[at] or text[shown.starts[at]] == "&"


@pytest.mark.parametrize(
    "text, words",
    [
        ("He has **no** <u>doubt</u>.", "He has no doubt."),
        ("sending another \\$400 million", "sending another $400 million"),
        ("see [the letter](https://x.org/a_(b)) now", "see the letter now"),
        ("by [Jo Roe \\(/people/jo-roe\\)](/people/jo-roe)", "by Jo Roe"),
        ("## A heading ##\n\nText_with_lows stays", "A heading\n\nText_with_lows stays"),
        ("one\u00ad two\u200b AT&amp;T <br>three", "one two AT&T three"),
        ("5 * 3 and 2 * 4 are **products**", "5 * 3 and 2 * 4 are products"),
        ("* one thing\n* another thing with <b>weight</b>", "one thing\n\nanother thing with weight"),
    ],
)
def test_markup_is_not_words(text: str, words: str) -> None:
    assert view(from_text(text)).text == words


def test_plain_text_keeps_its_stars_and_brackets() -> None:
    text = "He said 2 * 3 [sic] is < 7 and > 5 & true_false_both."
    assert view(from_text(text)).text == text


def test_two_megabytes_keep_their_spans() -> None:
    line = "“We don’t know,” the envoy 👩‍👩‍👧 told **reporters** in עברית e\u0301.\r\n\r\n"
    text = line * (2_000_000 // len(line))
    document = from_text(text)
    shown = view(document)
    last = shown.blocks[-1]
    assert len(shown.blocks) == text.count("\r\n\r\n")
    assert shown.raw(last.span) == document.blocks[-1].span
    assert last.span.of(shown.text) == "“We don’t know,” the envoy 👩‍👩‍👧 told reporters in עברית e\u0301."
