"""Near-copies are found whatever their line ends, headline and agency; a report that quotes a statement is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parley.documents import Document, from_text
from parley.documents.copies import copies

WHO = ["Marta Quill", "Yusuf Tan", "Carla Vance", "Idris Moe", "Ola Bergstrand"]
DID = [
    "left the hall before the vote",
    "asked for a week to answer",
    "said that the bridge would stay closed",
    "met the envoy in the port",
    "sent the list of prisoners back",
]
PARAGRAPHS = [
    f"{WHO[i % 5]} {DID[(i * 3) % 5]} at gate {7 * i + 1}, while {WHO[(i + 2) % 5]} of ward {i} {DID[(i * 3 + 1) % 5]} on day {i + 2} by the river."
    for i in range(15)
]
TEXT = "Talks at the river go on\n\nTARN, June 14, 2021 (KNA) – " + "\n\n".join(PARAGRAPHS) + "\n"
OTHER = "Harvest comes early\n\n" + "\n\n".join(f"Field number {i} was cut on a {w} with {i + 3} machines from the valley below the old mill." for i, w in enumerate(["dry day", "wet day", "cold day"] * 5))  # fmt: skip


def document(text: str, name: str) -> Document:
    return from_text(text, name=name)


def pairs(*documents: Document) -> set[tuple[str, str]]:
    return {(c.document.name, c.of.name) for c in copies(documents)}


def test_one_text_in_many_forms() -> None:
    first = document(TEXT, "lf")
    forms = [
        document(TEXT.replace("\n", "\r\n"), "crlf"),
        document(TEXT.replace("Talks at the river go on", "No end to the quarrel"), "headline"),
        document(TEXT.replace("TARN, June 14, 2021 (KNA) – ", "(Reuters) - "), "agency"),
        document("A shorter piece\n\n" + "\n\n".join(PARAGRAPHS[:10]) + "\n", "cut"),
        document(TEXT.replace("river", "ri\u00adver").replace("Bergstrand", "Berg-\nstrand"), "set anew"),
    ]
    assert pairs(first, *forms, document(OTHER, "other")) == {(f.name, "lf") for f in forms}
    shares = {c.document.name: c for c in copies([first, *forms])}
    assert shares["crlf"].share == 1.0 and shares["crlf"].how == "the same words as"


def test_the_fullest_counts_and_then_the_earliest() -> None:
    later = document(TEXT.replace("June 14", "June 16"), "later")
    earlier = document(TEXT, "earlier")
    cut = document("Cut\n\n" + "\n\n".join(PARAGRAPHS[:9]), "cut")
    assert pairs(cut, later, earlier) == {("cut", "earlier"), ("later", "earlier")}


def test_what_only_shares_words_is_no_copy() -> None:
    statement = document("Statement of the council\n\n" + "\n\n".join(PARAGRAPHS[:3]), "statement")
    report = document(TEXT, "report that quotes it")
    assert pairs(statement, report) == set()
    half = document("Half\n\n" + "\n\n".join([*PARAGRAPHS[:7], *(p.replace("river", "mill").replace("while", "and later") for p in OTHER.split("\n\n")[1:9])]), "half")  # fmt: skip
    assert pairs(half, report) == set()
    one, two = (
        f'GENEVA — "We are ready to talk about point {n}," the minister, Ann Doe, said on Tuesday.\n' for n in (1, 2)
    )
    assert pairs(document(one, "one"), document(two, "two")) == set()


@given(st.permutations(range(4)))
def test_the_order_of_the_documents_does_not_decide(order: list[int]) -> None:
    made = [
        document(TEXT, "a"),
        document("B\n\n" + "\n\n".join(PARAGRAPHS[:11]), "b"),
        document(OTHER, "c"),
        document("D\n\n" + "\n\n".join(PARAGRAPHS[:8]), "d"),
    ]
    assert pairs(*(made[i] for i in order)) == {("b", "a"), ("d", "a")}


def test_nothing_and_next_to_nothing() -> None:
    assert copies([]) == ()
    assert pairs(document("Yes.", "a"), document("No.", "b")) == set()
    assert pairs(document("Yes, it is so.", "a"), document("Yes, it is so.", "b")) == {("b", "a")}
