"""Segments join to the text they were cut from, whatever overlaps in it and whatever script it is written in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parley.app.evidence_pages import marked, segments
from parley.core.spans import Span
from parley.documents.model import Document
from parley.reading.model import Footing, Statement, statement_id

TEXT = st.text(alphabet=st.sampled_from("ab 😀שלום\r\n\u0301é𝔘\u200f"), min_size=1, max_size=60)


def statement(document: Document, source: Span, content: Span) -> Statement:
    return Statement(
        statement_id(document.id, (source,), (), (content,)), document.id, (source,), (), (content,),
        source.of(document.text), "", (content.of(document.text),), "indirect", Footing("on_record"),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    text = draw(TEXT)
    document = Document("0" * 16, "d", "d", "text", text)

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    made = {}
    for _ in range(draw(st.integers(0, 5))):
        s = statement(document, span(), span())
        made[s.id] = s
    return document, list(made.values())


@given(documents())
def test_segments_join_to_the_text(given_: tuple[Document, list[Statement]]) -> None:
    document, statements = given_
    made = segments(document, statements)
    assert [len(s.text) for s in made] == [
        b - a for a, b in zip([s.start for s in made], [*[s.start for s in made[1:]], len(document.text)], strict=True)
    ]
    joined = "".join(s.text for s in made)
    assert len(joined) == len(document.text)
    assert all(x == y or y == " " for x, y in zip(document.text, joined, strict=True))


@given(documents())
def test_each_code_point_knows_its_statements(given_: tuple[Document, list[Statement]]) -> None:
    document, statements = given_
    for segment in segments(document, statements):
        for at in range(segment.start, segment.start + len(segment.text)):
            inside = {s.id for s in statements for span in (*s.source, *s.content) if span.start <= at < span.end}
            assert set(segment.statements) == inside


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_marks_lose_no_character(text: str, pairs: list[tuple[int, int]]) -> None:
    marks = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in pairs]
    made = marked(text, marks)
    assert "".join(t for t, _ in made) == text
    flags = [hit for t, hit in made for _ in t]
    assert flags == [any(a <= i < b for a, b in marks) for i in range(len(text))]
