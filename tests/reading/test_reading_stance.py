"""Stances by rule: they abstain, they show the words that decided, and deliberate ambiguity is a finding."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Codebook, Proposition, default_codebook, extended, read


def _stances(text: str, codebook: Codebook | None = None) -> dict[str, str]:
    return {x.proposition: x.side for s in read(from_text(text), codebook) for x in s.stances}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Maria Lopez urged negotiations.", "for"),
        ("Maria Lopez said that both sides should negotiate.", "for"),
        ("Maria Lopez rejected talks with the rebels.", "against"),
        ("Maria Lopez said that neither side is ready to negotiate.", "against"),
        ("Maria Lopez said that it was too soon for talks.", "later"),
        ("Maria Lopez said that talks could not begin until the troops withdraw.", "conditional"),
        ('Asked if talks were near, Maria Lopez said: "It remains to be seen."', "ambiguous"),
    ],
)
def test_sides_on_talks_now(text: str, side: str) -> None:
    assert _stances(text)["talks-now"] == side


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez said that talks were held in the old library.",
        "Maria Lopez said that the harvest was good.",
        "Maria Lopez did not say that both sides should negotiate.",
        "Maria Lopez asked when the talks would end.",
    ],
)
def test_abstains(text: str) -> None:
    assert "talks-now" not in _stances(text)


def test_the_words_that_decided_are_in_the_document() -> None:
    document = from_text("Maria Lopez said that neither side is ready to negotiate.")
    (found,) = read(document)
    (stance,) = found.stances
    assert [document.text[a:b] for a, b in stance.because] == ["neither side is ready to negotiate"]


def test_words_passed_on_are_the_inner_speakers_stance() -> None:
    found = read(from_text("Officials said that Maria Lopez had urged negotiations."))
    assert [(s.cue_text, bool(s.stances)) for s in found] == [("said", False), ("had urged", True)]


def test_propositions_of_a_case_by_plain_words() -> None:
    book = extended(
        default_codebook(), Codebook((Proposition("grain", "Open the ports", ("open the ports", "grain corridor")),))
    )
    assert _stances("Maria Lopez called for a grain corridor.", book)["grain"] == "for"
    assert _stances("Maria Lopez rejected a grain corridor.", book)["grain"] == "against"
    assert "grain" not in _stances("Maria Lopez mentioned the grain corridor.", book)


def test_words_of_a_users_file_are_never_patterns() -> None:
    book = extended(default_codebook(), Codebook((Proposition("x", "x", ("(a+)+$", ".*")),)))
    assert "x" not in _stances("Maria Lopez called for aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", book)


def test_what_is_denied_is_nobodys_stance() -> None:
    """Officials denied that he had urged talks: neither he nor they are for or against talks by these words."""
    text = "Sullivan met the president in Kyiv. Officials denied that he had urged talks.\n"
    statements = read(from_text(text))
    inner = [s for s in statements if "urged" in s.cue_text]
    assert all(s.negated for s in inner)
    assert not [x for s in statements for x in s.stances if x.proposition == "talks-now"]


def test_a_question_takes_no_side() -> None:
    text = "The report describes a dispute over whether Kyiv should be pressed to negotiate.\n"
    assert not [x for s in read(from_text(text)) for x in s.stances if x.proposition == "talks-now"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Maria Lopez said that sanctions should stay.", "for"),
        ("Maria Lopez said that sanctions should not stay.", "against"),
        ("Maria Lopez urged allies to keep the present sanctions.", "for"),
        ("Maria Lopez said that her government would keep sanctions only if the shelling went on.", "conditional"),
        ("Maria Lopez rejected any cap on forces.", "for"),
        ("Maria Lopez said that the sanctions were three years old.", None),
    ],
)
def test_words_of_an_option_with_others_between_and_their_contrary(text: str, side: str | None) -> None:
    options = Proposition("issue.s.kept", "Kept", ("sanctions stay", "keep sanctions", "no cap on forces"), "s", "kept")
    book = extended(default_codebook(), Codebook((options,)))
    assert _stances(text, book).get("issue.s.kept") == side


def test_any_ceasefire_short_of_a_line_is_not_that_line() -> None:
    book = extended(default_codebook(), Codebook((Proposition("line", "Old borders", ("old borders",)),)))
    assert "line" not in _stances("Maria Lopez rejected any truce short of the old borders.", book)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Maria Lopez said that the peace process had not reached a stalemate.", None),
        ("Maria Lopez said that the talks were at an impasse over the agenda.", None),
        ("Maria Lopez said that the negotiations had made further progress.", None),
        ("Maria Lopez said that the war was a stalemate.", "against"),
        ("Maria Lopez said that the army could make further gains before any talks.", "for"),
    ],
)
def test_a_deadlock_of_talks_is_none_of_the_war(text: str, side: str | None) -> None:
    assert _stances(text).get("military-gains") == side
