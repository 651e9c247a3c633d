"""Demands, refusals, and sides on talks and a truce in the words of reporting; and what a brief shows of them, and how."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.insight.documents.brief import Brief, brief
from parley.reading import default_codebook
from parley.reading.model import Statement
from parley.reading.one_source import statements


def read(text: str) -> tuple[Statement, ...]:
    return statements(from_text(text + "\n", name="t"))


def made(text: str) -> Brief:
    document = from_text(text + "\n", name="t")
    return brief([document], statements(document), default_codebook())


def demanded(text: str) -> list[tuple[str, str]]:
    return [(x.who, x.words) for x in made(text).wants if x.act == "demand"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“The siege must be lifted at once,” Krell said.", "demand"),
        ("Krell said there should be no interference in the affairs of the valley.", "demand"),
        ("“Release the hostages,” Krell said.", "demand"),
        ("Krell said the Front needed to lay down its arms.", "demand"),
        ("“The Front has to declare an end to the war,” Krell said.", "demand"),
        ("Velland stressed the need for the Front to leave the hospitals.", "demand"),
        ("Velland wants the embargo lifted.", "demand"),
        ("The rebels want a homeland in the north.", "demand"),
        ("One of the rebels' demands is a new charter.", "demand"),
        ("The Front also sought for the transfer of its wounded men.", "demand"),
        ("The envoys insisted that the army must leave the valley.", "demand"),
        ("Krell said they were not prepared to hand over their arms.", "reject"),
        ("Krell said the demands were unacceptable.", "reject"),
        ("“Some of the terms are unrealistic,” Krell said.", "reject"),
        ("The Front stayed away from the talks.", "reject"),
        ("The Front failed to show up for the talks.", "reject"),
        ("Velland shut the door on a deal.", "reject"),
        ("Velland brushed off the suggestion.", "reject"),
        ("The conference went on despite a walkout by the Front.", "withdraw"),
    ],
)
def test_an_act_of_a_bargain_is_told(text: str, act: str) -> None:
    assert act in [s.deed.act for s in read(text) if s.deed is not None]


@pytest.mark.parametrize(
    "text",
    [
        "The Front sought refuge in the hills.",
        "The Front is seeking to overthrow the king.",
        "Krell demanded what the Front had promised.",
        "Krell asked which road was open.",
        "Krell wanted to know who fired.",
        "The king ordered a new offensive.",
        "The Front scaled down its demands to please the king.",
        "“The rebels must be men of the town,” Krell said.",
        "The rebels' demand was a joke, Krell said.",
    ],
)
def test_what_one_wants_to_do_or_to_know_is_no_demand(text: str) -> None:
    assert demanded(text) == []


def test_what_one_wants_to_do_is_told_as_that() -> None:
    assert [(x.who, x.act) for x in made("The Front wants to rule the valley.").wants] == [("the Front", "want")]


TALKS = [
    ("“There is no place for negotiations with murderers,” Krell said.", "against"),
    ("Krell said it was not for us to negotiate with bandits.", "against"),
    ("“We will not sit at the same table with him,” Krell said.", "against"),
    ("Krell said he would not attend the conference in Brenn.", "against"),
    ("“The door to talks is closed,” Krell said.", "against"),
    ("“The time for talking is over,” Krell said.", "against"),
    ("“Any talk of peace is meaningless,” Krell said.", "against"),
    ("The Front has rejected the possibility of negotiations.", "against"),
    ("Krell said he would not attend the conference unless its men were freed.", "conditional"),
    ("“The door is open for talks,” Krell said.", "for"),
    ("“We extend our hand for peace,” Krell said.", "for"),
    ("“We are ready to take part in the peace process,” Krell said.", "for"),
    ("Krell said Arland's best hope lay in a negotiated settlement.", "for"),
    ("“We are committed to resolving the dispute through negotiations,” Krell said.", "for"),
    ("Krell said there was no military solution.", "for"),
    ("Krell said they were not prepared to disarm but eager to join the peace conference.", "for"),
    (
        "“Until all forces withdraw, we will not participate in any conference on the valley,” Krell said.",
        "conditional",
    ),
    ("Krell said that Arland was never averse to talks.", "for"),
]
NONE_ON_TALKS = [
    "Krell wanted to know why the talks failed.",
    "The king said he had fed the envoy Pol Grune, who had come to Brenn to urge talks.",
    "Krell said Velland must withdraw its troops to show its commitment to the peace process.",
    "Velland rejected Osteria's role in the talks.",
    "Krell said Ana Oslo would not meet him.",
    "The king launched an offensive after the talks.",
    "“We will not attend the feast,” Krell said.",
    "Krell asked: “Negotiate with whom?”",
]


def sides(text: str, proposition: str) -> list[str]:
    return sorted({x.side for s in read(text) for x in s.stances if x.proposition == proposition})


@pytest.mark.parametrize(("text", "side"), TALKS)
def test_a_phrase_takes_a_side_on_talks(text: str, side: str) -> None:
    assert sides(text, "talks-now") == [side]


@pytest.mark.parametrize("text", NONE_ON_TALKS)
def test_what_is_anothers_or_tells_when_takes_no_side_on_talks(text: str) -> None:
    assert sides(text, "talks-now") == []


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("“The only way is a truce,” Krell said.", ["for"]),
        ("“We will extend the truce,” Krell said.", ["for"]),
        ("“The war must go on,” Krell said.", ["against"]),
        ("Krell said talks would be of no use without a ceasefire.", []),
        ("Krell urged the Council to adopt a truce before talks in Brenn.", ["for"]),
        ("“We will extend the road,” Krell said.", []),
    ],
)
def test_sides_on_a_truce(text: str, side: list[str]) -> None:
    assert sides(text, "ceasefire-in-place") == side


def test_a_demand_beside_a_condition_is_shown_beside_it() -> None:
    text = "“The guards must release the women, and we will not talk until the siege is lifted,” Krell said."
    told = made(text)
    assert [p.terms for p in told.preconditions] == ["the siege is lifted"]
    assert [x.who for x in told.wants if x.act == "demand"] == ["Krell"]


def test_a_condition_is_shown_once_and_with_its_terms() -> None:
    text = "Krell's office put out a statement saying that it would not agree to a lasting truce in the valley unless the Front was disarmed."
    assert [p.terms for p in made(text).preconditions] == ["the Front was disarmed"]


def test_who_sets_a_condition_of_a_story_is_named_alone() -> None:
    (told,) = made("The release of all captives was a non-negotiable condition of the government.").preconditions
    assert told.line.who == "the government" and "account" not in told.line.who
