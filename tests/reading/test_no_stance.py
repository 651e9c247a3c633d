"""What is no act, no condition and no side of its source's own: aims of fighting, clauses of a deal, advice, questions, history."""

from __future__ import annotations

import datetime

import pytest

from parley.documents import from_text
from parley.insight.documents.brief import Brief, brief
from parley.reading import default_codebook
from parley.reading.english.dating import said_on
from parley.reading.model import Statement
from parley.reading.one_source import statements


def read(text: str) -> tuple[Statement, ...]:
    return statements(from_text(text + "\n", name="t"))


def made(text: str) -> Brief:
    document = from_text(text + "\n", name="t")
    return brief([document], statements(document), default_codebook())


@pytest.mark.parametrize(
    "text",
    [
        "Krell said military operations would continue until the rebels are expelled.",
        "The sides affirmed their promise not to advance after signing the accord and prior to the start of the truce.",
        "The accord stipulated that the army should guard the valley after any talks.",
        "The envoys hope that talks will improve humanitarian conditions for the towns by vacating the camps, including homes.",
        "The Front rejected the ceasefire, while putting forward its own plan.",
        "Talks were held in Brenn. Some think that they should follow the lead of the clans that negotiated.",
    ],
)
def test_what_only_looks_like_a_condition_is_none(text: str) -> None:
    assert not [c for s in read(text) for c in s.conditions]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Krell said the operations would continue until the king resigns.", "the king resigns"),
        ("For talks the Front stipulated that the envoy must first recognise its council.", "the envoy must first"),
        ("Krell said there would be no peace while the troops occupy the homes.", "the troops occupy the homes"),
        ("Krell said he would not free anyone before the talks.", "the talks"),
        ("The elders of Osteria agreed to talks. Their chiefs have said some preconditions should be met.", "some preconditions"),
    ],
)  # fmt: skip
def test_a_condition_beside_it_is_one(text: str, terms: str) -> None:
    assert any(terms in c.terms_text for s in read(text) for c in s.conditions)


def test_a_demand_that_was_overtaken_no_longer_stands() -> None:
    told = read(
        "The meeting was a surprising twist, as Osteria had insisted talks would be held only once the king resigned."
    )
    assert [c.status for s in told for c in s.conditions] == ["dropped"]
    told = read("Osteria had insisted talks would be held only once the king resigned.")
    assert [c.status for s in told for c in s.conditions] == ["set"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“Thank you. I’ll respond to those in the order in which you ask them,” Krell said.", "threaten"),
        ("Refugees say they cannot return home because the valley is held by the clans.", "reject"),
        ("“Otherwise, we will not be negotiating,” Krell said.", "reject"),
        ("The guards are ready to go on the offensive at any moment.", "offer"),
        ("The sides have previously announced ceasefires that nobody kept.", "concede"),
        ("Others have said it would be illegal to enter talks with the Osteria Front.", "meet"),
        ("Krell said the food should not be a condition for Osteria’s acceptance of the offer.", "condition"),
        ("“We are open to dialogue, ending the raids, releasing prisoners and rebuilding the towns,” Krell said.", "concede"),
    ],
)  # fmt: skip
def test_what_is_no_such_act(text: str, act: str) -> None:
    assert act not in [s.deed.act for s in read(text) if s.deed is not None]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“We will respond to any attack,” Krell said.", "threaten"),
        ("“We will not negotiate,” Krell said.", "reject"),
        ("The Front is ready to return to the talks.", "offer"),
        ("The Front announced a ceasefire on Monday.", "concede"),
    ],
)
def test_such_an_act_beside_it(text: str, act: str) -> None:
    assert act in [s.deed.act for s in read(text) if s.deed is not None]


@pytest.mark.parametrize(
    "text",
    [
        "There is a risk of more clashes in the valley despite the ceasefire by the army, the Union warned.",
        "Officials said Osteria was not seeking to sideline the clans from the talks.",
        "“Otherwise, we will not be negotiating,” Krell said.",
    ],
)
def test_no_side_is_taken(text: str) -> None:
    assert not [x for s in read(text) for x in s.stances if x.proposition in ("talks-now", "ceasefire-in-place")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The Osteria Government should agree to a ceasefire.", False),
        ("The Osteria Government has agreed to a ceasefire.", True),
        ("By Anna Krell\n7 March 2021\n\nIn 2011 the Osteria Government agreed to a ceasefire with the Front.", False),
        ("By Anna Krell\n7 March 2021\n\nIn 2021 the Osteria Government agreed to a ceasefire with the Front.", True),
        ("The war ended 60 years ago. The Osteria Government agreed to a ceasefire.", False),
    ],
)
def test_advice_and_history_are_nobodys_stand_today(text: str, *, shown: bool) -> None:
    told = made(text).truce
    assert any("Osteria" in x.who for side in told.values() for x in side) is shown


def test_a_question_is_no_promise() -> None:
    asked = made("Did he make any commitment to allow aid into Osteria?\n\nKrell, the envoy, did not say.")
    assert not [x for x in asked.wants if x.act == "promise"]


def test_a_noun_that_tells_what_is_offered_has_its_own_words() -> None:
    told = read("The talks have stalled over Osterian demands for more food aid.")
    assert [t for s in told if s.deed is not None and s.deed.act == "demand" for t in s.content_text] == [
        "for more food aid"
    ]


def test_a_report_that_somebody_opposes_a_thing_does_not_assert_it() -> None:
    text = "Krell told the envoy that Osteria opposes pulling all of its troops out of Brenn and letting a force in, according to Velland news reports."
    assert not [d for d in made(text).disputes if d.asserted]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("has asked him to attend a summit on January 18th", None),
        ("agreed on December 20 to talk", datetime.date(2023, 12, 20)),
        ("said on 5 January", datetime.date(2024, 1, 5)),
    ],
)
def test_a_day_soon_after_the_document_is_to_come(words: str, told: datetime.date | None) -> None:
    assert said_on(words, datetime.date(2024, 1, 17), done=False) == told
