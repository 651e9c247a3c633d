"""A crux of another kind of deal than the one asked about names that kind, on screen, page and memo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_assessment import sample

from parley.report import formats, html, memo, terminal


@pytest.mark.parametrize("kind", ["ceasefire", "framework"])
def test_a_crux_names_its_kind_of_deal(kind: str) -> None:
    a = sample()
    first = replace(a.differences[0], agree=False, asked_kind=kind)
    other = replace(a, differences=(first, *a.differences[1:]))
    title = next(row.title for row in a.kinds if row.kind == kind)
    told = f"of another kind of deal, {title}: {first.question}"
    assert formats.crux_question(other, first) == told
    for text in (terminal.render(other, width=400), html.render(other), memo.markdown(other)):
        assert told in " ".join(text.split())
    own = replace(a, differences=(replace(first, asked_kind=a.main_kind), *a.differences[1:]))
    for text in (terminal.render(own, width=400), html.render(own), memo.markdown(own)):
        assert "of another kind of deal" not in text and first.question in " ".join(text.split())


def test_where_views_agree_the_memo_quotes_none_of_them() -> None:
    """A view's quotation bears on what sets it apart, not on an answer that all give."""
    a = sample()
    first = replace(a.differences[0], agree=True, answers=(True, True), asked="Is there a zone?")
    text = memo.markdown(replace(a, differences=(first,)))
    assert "## How the views compare" in text and formats.agreement(replace(a, differences=(first,))) in text
    quoted = [said.text for said in (first.left_quote, first.right_quote) if said is not None]
    section = text.partition("## How the views compare")[2].partition("## ")[0]
    assert quoted and not any(said.partition(" [")[0] in section for said in quoted)
