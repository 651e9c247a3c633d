"""What a body says in a statement or a report, and what "it" does in the next sentence."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import read


def told(text: str) -> list[tuple[str, str, str]]:
    return [
        (s.resolved or s.footing.described or s.source_text, s.cue_text, " … ".join(s.content_text))
        for s in read(from_text(text + "\n"))
    ]


@pytest.mark.parametrize(
    "where", ["a statement", "a written statement", "a report", "an interview on Monday", "a letter to the envoy"]
)
def test_what_is_said_in_a_statement_is_what_is_said(where: str) -> None:
    ((who, cue, said),) = told(f"The Defence Ministry said in {where} that 41 fighters had been killed since Monday.")
    assert who == "Defence Ministry" and cue == "said" and said == "that 41 fighters had been killed since Monday"


@pytest.mark.parametrize(
    "text", ["Ann Doe said in a report that was leaked on Monday.", "He left with the warning that guns would speak."]
)
def test_a_report_that_was_leaked_is_not_what_was_said(text: str) -> None:
    assert not [t for t in told(text) if t[1] == "said"]


@pytest.mark.parametrize(
    "text, cue, said",
    [
        (
            "France condemned the attack. It urged the rebels to return to talks.",
            "urged",
            "the rebels to return to talks",
        ),
        (
            "Norland rejected the plan. It demanded that the troops leave first.",
            "demanded",
            "that the troops leave first",
        ),
        ("The Security Council met on Monday. It urges Norland to leave.", "urges", "Norland to leave"),
        ("The army said that it was ready. It called for a pause.", "called", "a pause"),
    ],
)
def test_what_it_urges_is_urged_by_the_body_before(text: str, cue: str, said: str) -> None:
    who = (
        "Security Council"
        if "Council" in text
        else "France"
        if "France" in text
        else "Norland"
        if "Norland" in text
        else "It"
    )  # an army of which no name is told
    assert any(who == name and cue in by and said in what for name, by, what in told(text))


@pytest.mark.parametrize(
    "text", ["Rain fell. It called for patience.", "The plan failed. It demanded courage of everybody."]
)
def test_it_of_which_nothing_was_told_says_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    ["Ida Brandt never said that she opposed talks.", "Jo Strand did not say that General Okwell had rejected talks."],
)
def test_what_was_not_said_of_somebody_is_nobodys_side(text: str) -> None:
    outer, inner = read(from_text(text + "\n"))
    assert outer.negated and inner.within == outer.id and inner.hedged and not inner.stances


def test_nesting_goes_in_no_circle() -> None:
    for text in (
        "Ida Doran believes that Elias Rahn cannot win, according to two officials.",
        "According to the daily Ferne Post, the rebels have asked the envoy, Otto Valk, to guarantee any truce.",
    ):
        held = {s.id: s.within for s in read(from_text(text + "\n"))}
        for one in held:
            seen: list[str] = []
            while one is not None and one not in seen:
                seen.append(one)
                one = held.get(one)
            assert one is None, text
