"""The label of a turn names who speaks; it is no part of what is said."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Statement, read

AND_ANOTHER = "\n\nIda Stone: We shall see about that tomorrow.\n"


def statements(turn: str) -> tuple[Statement, ...]:
    return read(from_text(turn + AND_ANOTHER))


def told(turn: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(s.source_text, s.resolved, s.content_text) for s in statements(turn) if s.resolved != "Ida Stone"]


@pytest.mark.parametrize(
    ("turn", "speaker", "teller", "inner"),
    [
        ("Rosa Linden (Lab): The minister told us that aid would stop.", "Rosa Linden", "The minister", "that aid would stop"),
        ("Jane Obi (Northgate) (Green): Maravi's ambassador told me that they would leave.", "Jane Obi", "Maravi's ambassador", "that they would leave"),
        ("SEN. COLE (D-OH): Amnesty reported that they had shelled the town.", "Cole", "Amnesty", "that they had shelled the town"),
    ],
)  # fmt: skip
def test_what_another_told_is_within_the_turn(turn: str, speaker: str, teller: str, inner: str) -> None:
    outer, within = [s for s in statements(turn) if s.resolved != "Ida Stone"]
    assert outer.resolved == speaker and outer.cue_text == ":"
    assert outer.content_text == (turn.split(": ", 1)[1],)
    assert (within.source_text, within.content_text) == (teller, (inner,))
    assert within.within == outer.id


def test_nothing_is_thought_about_a_label() -> None:
    assert told("Marcus Fell: I doubt it very much.") == [("Marcus Fell", "Marcus Fell", ("I doubt it very much.",))]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("The Secretary of State for Foreign Affairs (Marcus Fell)", "Marcus Fell"),
        ("The Minister of State for Foreign, Commonwealth and Development Affairs (Ann Lee)", "Ann Lee"),
        ("The Minister for Health (Ms. Doe)", "Doe"),
        ("The Prime Minister (Rosa Linden)", "Rosa Linden"),
        ("Rosa Linden (Lab)", "Rosa Linden"),
        ("Jane Obi (Northgate) (Green/Independent)", "Jane Obi"),
        ("SEN. COLE (D-OH)", "Cole"),
    ],
)
def test_names_of_labels(label: str, name: str) -> None:
    said = "I spoke to President Odaka about it yesterday."
    assert [(n, c) for _, n, c in told(f"{label}: {said}")] == [(name, (said,))]


def test_brackets_are_no_part_of_a_name() -> None:
    (turn,) = told("MR. DAHL (Deputy Spokesperson): The talks went on for two days.")
    assert turn[1] is not None and turn[1].lower() == "dahl"


@pytest.mark.parametrize(
    "label, who",
    [
        ("MR. DAHL (Deputy Spokesperson)", "Dahl"), ("MR. DAHL", "Dahl"), ("Tomas Ekvall", "Tomas Ekvall"),
        ("SEN. COLE (D-OH)", "Cole"),
    ],
)  # fmt: skip
def test_the_whole_name_of_a_label_as_it_is_usually_written(label: str, who: str) -> None:
    text = f"QUESTION: Are there talks?\n\n{label}: We shall see what they bring.\n\nQUESTION: When?\n\n{label}: We hope soon.\n"
    turns = [s for s in read(from_text(text)) if s.cue_text == ":"]
    assert turns and {s.resolved for s in turns} == {who}
