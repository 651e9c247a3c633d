"""Sentences of a text's own on a subject of bargaining: told where nobody says them and no act was found, under their subject."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.insight.documents.also import MOST, also
from parley.insight.documents.brief import brief
from parley.insight.documents.lines import Line, Lines
from parley.reading import default_codebook
from parley.reading.model import Statement
from parley.reading.one_source import statements
from parley.reading.rules.row import table
from parley.reading.rules.subjects import TITLES, subject_of


def told(text: str) -> list[str]:
    document = from_text(f"TARN, 4 January 2023 (KNA) - The day was cold.\n\n{text}")
    return [" ".join(s.content_text) for s in statements(document) if s.record == "told"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Velland troops remain in the port of Kessel, where they keep the northern gate.",
        "The truce in Kessel has been fragile since the autumn of last year.",
        "Humanitarian convoys for the displaced in Tarn have stood at the border for weeks.",
        "Since Belmark is no signatory to the accord, it may not feel bound by its terms.",
    ],
)
def test_a_sentence_on_a_subject_is_told_whole(sentence: str) -> None:
    assert told(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bakery of Tarn opens at seven in the morning on most days.",
        "Would the truce between Velland and Belmark hold through the winter?",
        "Minister Ines Faro said that the truce in Kessel was holding.",
        "“The truce in Kessel is dead,” said Minister Ines Faro of Belmark.",
        "A truce seemed likely.",
    ],
)
def test_what_somebody_says_or_asks_or_what_is_on_nothing_is_not(sentence: str) -> None:
    assert told(sentence) == []


def test_each_told_sentence_stands_in_its_text_and_takes_no_side() -> None:
    text = "The good offices of Osteria have been at hand in Tarn all week.\n\nVelland troops remain in Kessel in spite of the accord."
    document = from_text(text)
    found = [s for s in statements(document) if s.record == "told"]
    assert len(found) == 2
    for s in found:
        assert s.content[0].of(document.text) == s.content_text[0]
        assert not s.stances and s.deed is None and s.resolved is None and s.footing.kind == "author"


def test_every_subject_has_a_title_and_a_row() -> None:
    assert {r.gives["subject"] for r in table("subjects")} == set(TITLES)
    assert subject_of("They spoke of the weather.") is None


def _brief_lines(text: str) -> tuple[list[tuple[str, Line]], tuple[Statement, ...]]:
    document = from_text(text)
    found = statements(document)
    made = brief([document], found, default_codebook())
    return [(a.subject, line) for a in made.also for line in a.lines], found


def test_the_brief_shows_under_their_subject_what_takes_no_side() -> None:
    lines, _ = _brief_lines(
        "Minister Ines Faro said the Jeddow accord sets out how prisoners on both sides are to be counted.\n\n"
        "The good offices of Osteria have been at hand in Tarn all week long."
    )
    assert [(subject, line.who) for subject, line in lines] == [("deal", "Ines Faro"), ("mediation", "the article")]


def test_what_stands_elsewhere_in_the_brief_is_not_shown_twice() -> None:
    lines, found = _brief_lines(
        "“We will not sign a truce until Belmark has left Kessel,” President Jon Harke of Arland said on Tuesday."
    )
    assert any(s.conditions for s in found)
    assert lines == []


def test_a_long_answer_is_shown_by_sentence() -> None:
    padding = (
        "We have many rivers and hills and old towns in our country and we are fond of all of them, as you know. " * 3
    )
    text = f"Minister Ines Faro said: “{padding}The truce has given our farmers a year of peace and quiet. {padding.strip()}”"
    document = from_text(text)
    shown = also(Lines([document], statements(document)), ())
    words = [line.words for a in shown for line in a.lines]
    assert any(w.startswith("The truce has given our farmers") for w in words)
    assert all(len(w.split()) <= MOST + 10 for w in words)
