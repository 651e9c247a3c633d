"""Every span slices back to exactly its text, whatever the text holds; hostile text never crashes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.documents import from_text
from parley.reading import Statement, read, statement_id
from parley.reading.english.quotation_marks import quotes

NAMES = ["Maria Lopez", "Zoë Ångström", "محمد علي", "李明", "O’Brien 🙂", "a senior official", "Officials"]
WORDS = [
    "the road is open",
    "لا للحرب",
    "café 🕊️ naïve e\u0301",
    "she’ll “never” go",
    "it costs \\$400",
    "a <u>b</u> c",
    "שלום עולם",
]
FRAMES = [
    '"{w}," {n} said.', "{n} said that {w}.", "{w}, according to {n}.", "“{w},” said {n}, a professor who knows. “{w}.”",
    "{n} urged Kyiv to say {w}.", "Asked if {w}, {n} said no.",
]  # fmt: skip
BREAKS = ["\n\n", "\r\n\r\n", "\n\n> ", "\r\r", "\u2029\n\n"]


def check(text: str, statements: tuple[Statement, ...]) -> None:
    seen = set()
    for s in statements:
        assert s.id == statement_id(s.document, s.source, s.cue, s.content)
        assert s.id not in seen
        seen.add(s.id)
        assert s.content
        assert s.content_text == tuple(text[a:b] for a, b in s.content)
        assert s.source_text == " … ".join(text[a:b] for a, b in s.source)
        assert s.cue_text == " … ".join(text[a:b] for a, b in s.cue)
        for spans in (s.source, s.cue, s.content, *(x.because for x in s.stances)):
            assert all(0 <= a < b <= len(text) for a, b in spans)
            assert list(spans) == sorted(spans)
    ids = {s.id for s in statements}
    assert all(s.within is None or s.within in ids for s in statements)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(FRAMES), st.sampled_from(NAMES), st.sampled_from(WORDS)), min_size=1, max_size=4
    ),
    st.sampled_from(BREAKS),
    st.sampled_from(["text", "markdown"]),
)
def test_spans_slice_back(parts: list[tuple[str, str, str]], gap: str, kind: str) -> None:
    text = gap.join(frame.format(n=name, w=words) for frame, name, words in parts)
    document = from_text(text, kind=kind)  # type: ignore[arg-type]
    check(document.text, read(document))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    document = from_text("A note.\n\n" + text)
    check(document.text, read(document))


@pytest.mark.parametrize(
    "text",
    [
        '"' * 400, "“" * 300, "said said said said, said said.", "he " * 500 + "said.", "((((" * 200,
        "A said B said C said D said E said F said G said that H said I said it.", "\u202e\u202d\u200b said that \u200d.",
        "According to to to.", "said", '"said," said said.', "\x00\x01 said that \x02.", "Mr. Mr. Mr. said that Mr.",
    ],
)  # fmt: skip
def test_hostile_text(text: str) -> None:
    document = from_text("A note.\n\n" + text)
    check(document.text, read(document))


def test_a_long_paragraph_is_read_in_linear_time() -> None:
    text = " ".join(f"Ann Lee said that road {i} was open." for i in range(1500))
    document = from_text(text)
    found = read(document)
    check(document.text, found)
    assert len(found) > 300


@given(st.text(alphabet="ab \"“”'.,", max_size=60))
def test_quotes_lie_in_their_text_and_do_not_overlap(text: str) -> None:
    found = quotes(text)
    for quote in found:
        assert 0 <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
