"""Whose an act is where a nearer name is not the one: "-ing" clauses, pronouns, what another is told to do, a state's name for where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.documents import from_text
from parley.reading.actors.told_of import Speakers
from parley.reading.model import Statement
from parley.reading.reader import records


def told(text: str) -> tuple[Statement, ...]:
    found = records(from_text(text + "\n", name="t"))
    return (*found.statements, *found.acts)


def whose(text: str, cue: str) -> set[str]:
    """The words of the sources of what is told with the cue."""
    return {s.source_text for s in told(text) if cue in s.cue_text}


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        ("The premier has not forgiven the army for once backing the Lake Front.", "backing", {"the army"}),
        ("The rebels refused to go to Qumar or any other nation involved in bombing the country, demanding talks be held in Brenn.", "demanding", {"The rebels"}),
        ("The envoy submitted a proposal to authorities calling for the group's disarmament.", "calling for", set()),
        ("Officials said the Lind administration dropped its condition that Velland take steps to cut its arsenal before any peace talks take place, instead calling for the arsenal to be one part of the discussion.", "calling for", set()),
        ("Karl Osten said that Velland was in need of aid, asking: “Why would we want to link food to talks that are slow?”", "asking", {"Karl Osten"}),
        # the nearest noun is the one
        ("The envoy met rebels demanding autonomy for the north.", "demanding", {"rebels"}),
        ("The minister said that the rebels rejected the plan, demanding autonomy for the north.", "demanding", {"the rebels"}),
        ("The rebels fled after the army attacked, calling for a truce.", "calling for", {"The rebels"}),
        ("Dorn thanked the army for holding the bridge, calling for calm.", "calling for", {"Dorn"}),
    ],
)  # fmt: skip
def test_a_participle_goes_with_the_subject_of_its_main_clause(text: str, cue: str, who: set[str]) -> None:
    assert whose(text, cue) == who


def test_the_rejecters_words_are_no_part_of_the_offer_rejected() -> None:
    text = "Osteria on Monday rejected the Lake Tigers' latest offer of a ceasefire, saying that they would have to disarm before any truce."
    for one in told(text):
        if one.cue_text == "offer":
            assert "disarm" not in " ".join(one.content_text) and not one.conditions
        if any("disarm" in c.terms_text for c in one.conditions):
            assert one.source_text == "Osteria"


def test_it_is_not_whom_its_own_words_name() -> None:
    text = "Velland said on Monday that the war goes on. It demands that Velland lift its blockade of the coast."
    assert all(s.resolved != "Velland" for s in told(text) if s.source_text == "It")
    text = "Velland said on Monday that the war goes on. It demands that Osteria lift its blockade of the coast."
    assert {s.resolved for s in told(text) if s.source_text == "It"} == {"Velland"}


def test_they_are_whom_the_sentence_before_was_about() -> None:
    text = (
        "The Osterians insist on their own courts, officials said.\n\nThe Vellanders hedged. "
        "They were given two weeks, and still are insisting on a referendum."
    )
    (found,) = [s for s in told(text) if "insisting" in s.cue_text]
    assert found.resolved == "Vellanders"


def test_an_i_outside_quotation_marks_is_nobody_spoken_of() -> None:
    text = "Abel Dorn met the press on Monday and said that the war goes on.\n\nI really don’t want to judge anyone."
    (found,) = [s for s in told(text) if s.source_text == "I"]
    assert found.resolved is None
    text = "Abel Dorn spoke on Monday. “I reject the plan,” he said."
    assert {s.resolved for s in told(text)} == {"Abel Dorn"}


@pytest.mark.parametrize(
    ("text", "setter"),
    [
        ("A Vellish official said that Qumar should join the talks only after Osteria recognizes Velland.", None),
        ("Abel Dorn said that Velland needed to show its good will before any talks could start.", None),
        ("The envoy said that Velland will join the talks only after Osteria frees its prisoners.", "Velland"),
    ],
)
def test_who_is_told_what_to_do_sets_no_condition(text: str, setter: str | None) -> None:
    assert {c.setter_text for s in told(text) for c in s.conditions} == {setter}


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("Syrian rebels", None),
        ("Ukraine’s Lake fighters", None),
        ("India, with its long border in Syria,", "india"),
        ("Ukrainian negotiators", "ukraine"),
        ("Russia’s foreign ministry", "russia"),
    ],
)
def test_a_states_name_before_its_rebels_tells_where_they_are(words: str, party: str | None) -> None:
    found = [s for s in told(f"{words} rejected the plan on Monday.") if "rejected" in s.cue_text]
    assert {s.party for s in found} <= {party}


def test_rebels_do_not_belong_to_the_state_they_fight() -> None:
    speakers = Speakers(
        [("syria", ("Syria", "Syrian"), ()), ("lake", ("Lake Front", "Lake"), ()), ("india", ("India",), ())]
    )
    said = told("The council said that the war goes on.")[0]

    def of(words: str) -> str | None:
        return speakers.one(replace(said, source_text=words, resolved=None, party=None, role=None))

    assert of("Syria’s Lake fighters") == "lake" and of("Syrian rebel negotiators") is None
    assert of("India, with its wide interests in Syria") == "india" and of("Syria’s foreign minister") == "syria"


def test_who_is_said_not_to_be_the_one_is_not() -> None:
    assert not whose("It is not the Alliance that rejected the accord.", "rejected")
    assert whose("It is the Alliance that rejected the accord.", "rejected") == {"the Alliance"}
    text = "It is not the Alliance that is saying No, it is President Dorn who is saying No to the accord."
    assert "the Alliance" not in whose(text, "saying")


def test_what_is_denied_as_somebody_wants_it_is_not_wanted_as_it_stands() -> None:
    assert not whose("The marines cannot be left out of that force, as Mr. Dorn wants.", "wants")
    assert whose("The talks will be held in Brenn, as Mr. Dorn wants.", "wants") == {"Mr. Dorn"}


def test_a_dateline_and_a_week_are_nobody() -> None:
    text = "BRENN, Velland (AP) Osterians agreed in principle Tuesday to give limited self-rule to the north."
    assert whose(text, "agreed") == {"Osterians"}
    assert not whose("Last week’s Council statement that it may be ready to talk came late.", "statement")
    assert whose("The Council’s statement that it may be ready to talk came late.", "statement") == {"The Council’s"}


def test_him_within_a_quotation_is_not_who_spoke_last() -> None:
    text = "“The truce is over,” says Abel Dorn.\n\nBut “it’s not just that leaders met with Dagan—it’s how they met him,” says Karla Korb of Stone Advisory."
    assert all("Dorn" not in (s.deed.toward_text or "") for s in told(text) if s.deed is not None)


def test_what_a_paper_reports_of_another_is_not_told_as_done() -> None:
    text = (
        "A spokesman spoke in response to a Brenn Courier report that the Palace secretly agreed to peace talks in May."
    )
    assert not whose(text, "agreed")
    assert whose("The Palace secretly agreed to peace talks in May.", "agreed") == {"The Palace"}


def test_a_people_told_of_as_such_is_not_the_state_of_its_name() -> None:
    text = "The plan would give self-rule to ethnic Albanians. The Albanians rejected the plan on Monday."
    assert {s.party for s in told(text) if "rejected" in s.cue_text} == {None}
    assert {s.party for s in told("The Albanians rejected the plan on Monday.") if "rejected" in s.cue_text} == {
        "albania"
    }
