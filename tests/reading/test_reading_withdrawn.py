"""What is withdrawn or walked back: the statement stays, marked with the words that take it back, and so does the act."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.ledger import Ledger
from parley.ledger.shown import statement_json
from parley.reading import read
from parley.reading.model import Statement
from parley.reading.sides.contested import contested


def taken(text: str) -> list[tuple[str, str, str]]:
    document = from_text(text + "\n")
    return [
        (s.resolved or s.source_text, " … ".join(s.content_text), " … ".join(w.of(document.text) for w in s.taken_back))
        for s in read(document)
        if s.taken_back
    ]


@pytest.mark.parametrize(
    "text, who, said, back",
    [
        ("Ada Quist said on Monday that the army would stay in the valley. Quist on Friday retracted the statement.",
         "Ada Quist", "the army would stay in the valley", "retracted"),
        ("Ada Quist said that the islands could be leased. Her remarks were later withdrawn.",
         "Ada Quist", "the islands could be leased", "were later withdrawn"),
        ("“The islands are lost,” the minister, Ada Quist, said.\n\nBo Lund said that he was surprised.\n\nA day later, Quist walked "
         "back the remarks.", "Ada Quist", "islands are lost", "walked"),
    ],
)  # fmt: skip
def test_a_statement_is_marked_with_the_words_that_take_it_back(text: str, who: str, said: str, back: str) -> None:
    ((name, content, words),) = taken(text)
    assert name == who and said in content and back in words


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quist said that the army would stay in the valley. Bo Lund retracted his statement.",
        "Ada Quist said that the army would stay. Quist did not retract the statement.",
        "Ada Quist said that the army would stay. Quist refused to retract the statement.",
        "Ada Quist said that the army would stay. The troops were withdrawn from the valley.",
        "Ada Quist said that the army would stay.\n\nThe remarks were never withdrawn.",
        "Ada Quist said that the army would stay.\n\nQuist denied that she had retracted her statement.",
        "Ada Quist said that the army would stay.\n\nIf Quist retracted the statement, the talks could begin, Lund said.",
        "Ada Quist said that the army would stay.\n\nQuist retracted her claim that the bridge was mined.",
        "Ada Quist said that the army would stay.\n\nLater, Quist retracted a statement on the harvest of 2019.",
    ],
)
def test_what_somebody_else_took_back_or_nobody_did_is_not_marked(text: str) -> None:
    assert not [t for t in taken(text) if "army" in t[1]]


def test_of_two_statements_the_one_that_is_named_is_meant() -> None:
    text = (
        "Ada Quist said that the islands could be leased. Quist said that the harvest was good. Quist on Friday retracted her"
        " statement about the islands."
    )
    ((_, content, _),) = taken(text)
    assert "islands" in content


def both(*texts: str) -> tuple[list[Statement], list[tuple[str, int, int]]]:
    statements = [s for t in texts for s in read(from_text(t + "\n"))]
    links = [c for c in contested(statements) if c.link == "taken back"]
    return statements, [(c.subject, len(c.asserted), len(c.rejected)) for c in links]


def test_the_act_and_the_statement_are_linked_within_a_document_and_across() -> None:
    said = "Ada Quist said on Monday that the islands could be leased to the fishing fleet."
    _, within = both(f"{said} Quist on Friday retracted the statement.")
    assert [(a, r) for _, a, r in within] == [(1, 1)]
    statements, across = both(said, "Ada Quist retracted her claim that the islands could be leased to a fleet.")
    assert [(a, r) for _, a, r in across] == [(1, 1), (1, 1)]  # the claim that the act names, and the one made before
    assert statements[0].id not in {s.id for s in statements if s.taken_back}  # its own document says nothing of it
    _, other = both(said, "Ada Quist retracted her claim that the bridge had been bombed by planes.")
    assert [subject for subject, _, _ in other] == ["that the bridge had been bombed by planes"]


def test_the_ledger_keeps_both() -> None:
    document = from_text("Ada Quist said that the islands could be leased. Quist on Friday retracted the statement.\n")
    with Ledger.memory() as ledger:
        ledger.add(document, read(document))
        entries = list(ledger.entries())
        assert len(entries) == 2
        assert statement_json(entries[0])["taken_back"] and not statement_json(entries[1])["taken_back"]
        assert entries[0].statement == read(document)[0]
