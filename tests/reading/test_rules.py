"""Tables of the language: every row finds its example and leaves its counter-examples; patterns mean what spaCy's mean."""

from __future__ import annotations

import pytest

from parley.core.errors import DataError
from parley.core.spans import Span
from parley.reading.english.parse import parsed
from parley.reading.rules.engine import Match, Rules
from parley.reading.rules.row import Check, Row, rows, table, tables

ROWS = [row for name in tables() for row in table(name)]


def of(row: Row, text: str) -> list[Match]:
    (doc,) = parsed([text])
    return Rules([row]).matches(doc)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.table}-{r.name}")
def test_a_row_finds_its_example_and_leaves_its_counter_examples(row: Row) -> None:
    found = of(row, row.example)
    assert found, row.example
    words = {n: t.text for n, t in found[0].tokens.items()} | {n: s.of(row.example) for n, s in found[0].spans.items()}
    assert {n: words.get(n) for n in row.finds} == dict(row.finds)
    assert row.finds and row.counter, "a row says what it finds, and what it must not"
    for text in row.counter:
        assert not of(row, text), text
    for text in row.missed:
        assert not of(row, text), f"no longer missed: make it an example ({text})"


@pytest.mark.parametrize("row", [r for r in ROWS if r.anchor is not None], ids=lambda r: f"{r.table}-{r.name}")
def test_a_pattern_means_what_it_means_to_spacys_matcher(row: Row) -> None:
    from spacy.matcher import DependencyMatcher

    names = {"lemma": "LEMMA", "lower": "LOWER", "pos": "POS", "tag": "TAG", "dep": "DEP", "ent": "ENT_TYPE"}

    def attributes(tests: tuple[Check, ...]) -> dict[str, object]:
        out: dict[str, dict[str, list[str]]] = {}
        for test in tests:
            out.setdefault(names[test.attribute], {})["NOT_IN" if test.denied else "IN"] = sorted(test.values)
        return dict(out)

    assert row.anchor is not None
    pattern: list[dict[str, object]] = [{"RIGHT_ID": row.anchor[0], "RIGHT_ATTRS": attributes(row.anchor[1])}]
    for e in row.edges:
        pattern.append(
            {"LEFT_ID": e.left, "REL_OP": e.relation, "RIGHT_ID": e.name, "RIGHT_ATTRS": attributes(e.tests)}
        )
    for text in (row.example, *row.counter):
        (doc,) = parsed([text])
        matcher = DependencyMatcher(doc.vocab)
        matcher.add("row", [pattern])
        theirs = [dict(zip([str(p["RIGHT_ID"]) for p in pattern], ids, strict=True)) for _, ids in matcher(doc)]
        for match in of(row, text):
            ours = {n: t.i for n, t in match.tokens.items() if n in theirs[0]} if theirs else None
            assert ours in theirs
        if theirs and not row.never:
            assert of(row, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule = [", "t: "),
        ('[[rule]]\nname="a"\nexample="b"\n', "either 'anchor'"),
        ('[[rule]]\nname="a"\nexample="b"\nanchor="c: pos=VERB"\n', "must name its words"),
        ('[[rule]]\nname="a"\nexample="b"\nanchor="c: lemma=go"\nwith=["d > e: dep=nsubj"]\n', "'d' is not found before"),
        ('[[rule]]\nname="a"\nexample="b"\nanchor="c: lemma=@no"\n', "no list of words '@no'"),
        ('[[rule]]\nname="a"\nexample="b"\nanchor="c: lemma=go"\nwit=[]\n', "unknown key 'wit'"),
        ('[[rule]]\nname="a"\nexample="b"\ntext="(a"\n', "regular expression"),
        ('[[rule]]\nname="a"\nexample="b"\ntext="a"\n[[rule]]\nname="a"\nexample="b"\ntext="a"\n', "two rows"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_understood_is_named(text: str, said: str) -> None:
    with pytest.raises(DataError, match="t") as error:
        rows(text, "t")
    assert said in str(error.value)


def test_rows_over_characters_give_the_spans_of_their_groups() -> None:
    row = rows("[[rule]]\nname=\"a\"\nexample=\"b\"\ntext='''talks\\ in\\ (?P<place>\\w+)'''\n", "t")[0]
    (match,) = of(row, "They held talks in Brenn.")
    assert match.spans["place"] == Span(19, 24)
