"""A quotation that reads the same is found, and its place is that of the document's own characters."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.file.evidence import fold
from parley.core.spans import Span
from parley.documents.same_words import find, folded, plain
from parley.ledger.requote import Quote
from parley.ledger.requote import find as find_again

PAIRS = [
    ("no one shall be hur-\nried into it", "hurried into it", "hur-\nried into it"),
    ("no one shall be hur\u00ad\nried into it", "hurried into it", "hur\u00ad\nried into it"),
    ("a cease-\nfire is near", "a cease-fire is near", "a cease-\nfire is near"),
    ("a ceasefire is near", "a cease-fire is near", "a ceasefire is near"),
    ("they sign a ﬁnal oﬀer", "a final offer", "a ﬁnal oﬀer"),
    ("the Cafe\u0301 Accord holds", "the Café Accord", "the Cafe\u0301 Accord"),
    ("the Café Accord holds", "the Cafe\u0301 Accord", "the Café Accord"),
    ("“We don’t agree,” he said", '"We don\'t agree,"', "“We don’t agree,”"),
    ("two\u00a0thousand\u202fmen", "two thousand men", "two\u00a0thousand\u202fmen"),
    ("talks – if any – go on", "talks - if any - go on", "talks – if any – go on"),
    ("to\u200bgether they stand", "together they stand", "to\u200bgether they stand"),
]


@pytest.mark.parametrize(("text", "quote", "there"), PAIRS)
def test_words_that_read_the_same(text: str, quote: str, there: str) -> None:
    found = find(text, quote)
    assert found is not None and found.of(text) == there
    assert fold(quote) in fold(text)  # so that a case takes it for evidence


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the truce holds", "the Truce holds"), ("the truce holds", "the truce held"), ("12 men", "13 men"),
        ("no deal", "a deal"), ("he re-signed it", "he resigned in"), ("the truce", ""),
    ],
)  # fmt: skip
def test_other_words_are_not_found(text: str, quote: str) -> None:
    assert find(text, quote) is None


def test_words_found_again_in_a_text_that_was_set_anew() -> None:
    old = "The envoy said that nobody would be hurried into a final offer before June."
    new = "Silence first\n\nThe envoy said that nobody would be hur-\nried into a ﬁnal oﬀer before June."
    quote = Quote("nobody would be hurried into a final offer", "The envoy said that ", " before June.", 20)
    place = find_again(new, quote)
    assert place is not None and place.score == 100.0
    assert place.span.of(new) == "nobody would be hur-\nried into a ﬁnal oﬀer"
    assert find_again(old, quote) is not None


@given(st.text(alphabet="aé-\n ’'\u00ad\u0301ﬁ“…Z9", max_size=40))
def test_places_are_those_of_the_text(text: str) -> None:
    same = folded(text)
    assert same.text == plain(text)
    assert len(same.starts) == len(same.ends) == len(same.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(same.starts, same.ends, strict=True))
    assert list(same.starts) == sorted(same.starts) and plain(same.text).strip() in (plain(plain(text)).strip(),)
    for i in range(len(text)):
        piece = Span(i, len(text)).of(text).strip()
        if piece and not unicodedata.combining(piece[0]) and plain(piece).strip():
            found = find(text, piece)
            assert found is None or plain(found.of(text)).strip() == plain(piece).strip() or found.of(text) == piece


def test_evidence_with_a_ligature_and_a_broken_word(tmp_path: Path) -> None:
    from parley.case.file.evidence import Texts
    from parley.case.types import SourceDocument

    (tmp_path / "a.txt").write_text(
        "The envoy said that nobody would be hur-\nried into a ﬁnal offer.\n", encoding="utf-8"
    )
    texts = Texts(tmp_path, {"a": SourceDocument("a", "a.txt", "A", None, None, False)})
    assert texts.holds("a", "nobody would be hurried into a final offer")
    assert not texts.holds("a", "somebody would be hurried into a final offer")
