"""Ordinary newspaper, wire, transcript and communiqué wording: what is reported in each sentence, and what is not."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Statement, read


def of(text: str) -> tuple[Statement, ...]:
    return read(from_text(text + "\n"))


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        ("In the view of most analysts, the army cannot hold Oster.", "most analysts", "the army cannot hold Oster"),
        ("In the general's opinion, the bridge will fall.", "the general's", "the bridge will fall"),
        ("By Ms. Penn's account, nobody had asked her.", "Ms. Penn's", "nobody had asked her"),
        ("There will be no amnesty, Carl Adeyo has made plain.", "Carl Adeyo", "There will be no amnesty"),
        ("The army would stay, he made clear on Monday.", "he", "The army would stay"),
        ("A fourth called the offer a stunt.", "A fourth", "the offer a stunt"),
    ],
)
def test_less_usual_ways_of_reporting(text: str, who: str, content: str) -> None:
    (found,) = of(text)
    assert (found.source_text, found.content_text) == (who, (content,))


@pytest.mark.parametrize(
    "text",
    [
        "“A betrayal” was how Petra Vane described the vote.",
        "“A betrayal” is what Petra Vane called it.",
    ],
)
def test_a_quotation_told_as_how_somebody_called_it(text: str) -> None:
    (found,) = of(text)
    assert found.resolved == "Petra Vane" and "“A betrayal”" in found.content_text


@pytest.mark.parametrize(
    "text",
    [
        "Carl Adeyo was blunt. “No amnesty. None.”",
        "General Ott was hopeful.\n\nCarl Adeyo was more blunt.\n\n“There will be no amnesty for any of them.”",
    ],
)
def test_a_quotation_after_how_somebody_spoke(text: str) -> None:
    assert [s.resolved for s in of(text)] == ["Carl Adeyo"]


def test_a_quotation_after_how_the_weather_was_is_nobodys() -> None:
    assert not of("The morning was bitter.\n\n“There will be no amnesty for any of them.”")


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The Courier, citing two officials, reported that the bank was empty.", ["reported"]),
        ("Penn told the Ledger that she was not asked, contradicting the premier.", ["told"]),
        ("The rebels would accept a ceasefire if prisoners were freed.", ["would accept"]),
        ("Ann Lee asked if the road was open.", ["asked"]),
        ("Ann Lee would not say if the road was open.", ["would not say"]),
    ],
)
def test_what_stands_beside_a_report_is_no_report(text: str, cues: list[str]) -> None:
    found = of(text)
    assert [s.cue_text for s in found] == cues
    assert all(not c.startswith("if prisoners") for s in found for c in s.content_text)


def test_what_somebody_is_expected_to_say_has_not_been_said() -> None:
    told = [s for s in of("Rafael Okoro is expected to tell the Council that both sides agree.") if s.source]
    assert all(s.hedged and not s.stances for s in told if s.resolved == "Rafael Okoro")


@pytest.mark.parametrize(
    ("text", "who", "sides"),
    [
        ("The premier rejected the envoy's call for talks.", "the envoy's", ("against", "for")),
        ("The premier rejected a plea from the bishops for talks.", None, ("against", None)),
        ("He dismissed the minister's claim that the army had fled.", "the minister's", (None, None)),
    ],
)
def test_whose_call_is_rejected_has_called(text: str, who: str | None, sides: tuple[str | None, str | None]) -> None:
    outer, *inner = of(text)
    assert [s.source_text for s in inner] == ([who] if who else [])
    assert all(not s.negated and s.within == outer.id and s.footing != outer.footing for s in inner)
    told = [next((x.side for x in s.stances), None) for s in (outer, *inner)]
    assert told == list(sides)[: len(told)]


def test_who_denies_that_somebody_called_does_not_tell_that_he_did() -> None:
    outer, inner = of("Officials denied that the general had urged talks.")
    assert inner.negated and not inner.stances and inner.within == outer.id


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        (
            "The Gazette quoted Ossian Lund as saying that his ship had been hit.",
            "Ossian Lund",
            "that his ship had been hit",
        ),
        ("A leaked cable quotes the ambassador as saying the king is dying.", "the ambassador", "the king is dying"),
        ("Ossian Lund was quoted as saying that his ship had been hit.", "Ossian Lund", "that his ship had been hit"),
        ("Tarn's rulers deny any role in the attack.", "Tarn's rulers", "any role in the attack"),
        ("The junta denied any role in the attack.", "The junta", "any role in the attack"),
        ("The Foreign Office advised against all travel to Tarn.", "The Foreign Office", "all travel to Tarn"),
    ],
)
def test_who_is_quoted_and_who_denies(text: str, who: str, content: str) -> None:
    found = last(text)
    assert (found.source_text, found.content_text) == (who, (content,))


def last(text: str) -> Statement:
    return of(text)[-1]


@pytest.mark.parametrize(
    "name", ["Human Rights Monitor", "The Ceasefire Observer Mission", "The Tarn Election Monitor"]
)
def test_who_watches_is_no_newspaper(name: str) -> None:
    assert last(f"{name} estimates that 3,000 people are missing.").footing.kind == "institution"


def test_a_paper_called_monitor_is_one() -> None:
    assert last("The Vell Monitor reported that 3,000 people were missing.").footing.kind == "relayed"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“Never,” was Ida Quist's one-word reply.", "Ida Quist's"),
        ("“Not yet,” was the answer from the ministry.", "the ministry"),
    ],
)
def test_a_quotation_told_as_somebodys_reply(text: str, who: str) -> None:
    assert [s.source_text for s in of(text)] == [who]


def test_a_title_is_nobodys_reply() -> None:
    assert not of("“Not yet,” was the title of the film.")


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Ida Quist conceded that mistakes had been made but denied that anyone had been tortured.",
            ["that mistakes had been made", "that anyone had been tortured"],
        ),
        ("Ida Quist said the talks had failed and accused the army of lying.", ["the talks had failed", "lying"]),
    ],
)
def test_what_mistakes_and_talks_cannot_say_the_speaker_says(text: str, contents: list[str]) -> None:
    found = of(text)
    assert [s.content_text[0] for s in found] == contents
    assert {s.resolved for s in found} == {"Ida Quist"} and all(s.within is None for s in found)


def test_what_rebels_can_say_stays_in_what_was_said() -> None:
    outer, inner = of("The minister said the rebels had fled and accused the army of lying.")
    assert inner.source_text == "the rebels" and inner.within == outer.id


def test_turns_of_an_office_with_its_article() -> None:
    text = (
        "Mr. HAUGE: I ask whether he has read it.\n\nThe PRIME MINISTER: I have read all of it.\n\nMr. HAUGE: Not so."
    )
    assert any("PRIME MINISTER" in s.source_text for s in of(text))


def test_a_communique_in_the_present_tense() -> None:
    assert last("The Heads of Government condemn the seizure of the port.").act == "blame"
    assert not of("Let the minister deny it.")
