"""On what footing: persons, bodies, texts and outlets told apart by the words beside them."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Statement, read


def only(text: str) -> Statement:
    found = read(from_text(text + "\n"))
    assert found, text
    return found[-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The members of the Security Council said that the status quo was unacceptable.", "institution"),
        ("Members of Congress said that the status quo was unacceptable.", "unnamed_group"),
        ("The Italian papers reported that Rome had asked for a halt.", "relayed"),
        ("The paper said on Monday that Rome had asked for a halt.", "relayed"),
        ("The white paper said that the army was too small.", "document"),
        ("The state press agency said that the talks had failed.", "relayed"),
        ("State broadcaster Kanal Bosfor said that the talks had failed.", "relayed"),
        ("Every government in the alliance said that the talks had failed.", "unnamed_group"),
        ("The Polish government said that the talks had failed.", "institution"),
        ("Gebre, a mechanic of 34, said that the road was closed.", "on_record"),
        ("The go-between, a businessman from Beirut, said that the road was closed.", "unnamed_person"),
        ("A constituent said that the road was closed.", "unnamed_person"),
        ("Two delegates spoke. One of them said no. The other said that it was a trick.", "unnamed_person"),
    ],
)
def test_footing_by_the_words_of_the_source(text: str, kind: str) -> None:
    assert only(text).footing.kind == kind


def test_a_rank_with_a_clause_after_it_is_the_officer_named_before() -> None:
    found = read(
        from_text(
            "The Command would wait, Col. Everett Lindqvist declared today.\n\n"
            '"Our tent is up and the telephone works," the colonel, who speaks for the delegation, told reporters.\n'
        )
    )
    assert [s.resolved for s in found] == ["Everett Lindqvist"] * 2 and found[-1].footing.kind == "on_record"


def test_a_bare_role_is_who_was_spoken_of_last_unless_two_were() -> None:
    one = "Ann Doe, the mediator, said that the talks would go on. The envoy added that she was patient.\n"
    assert read(from_text(one))[-1].footing.kind == "on_record"
    two = "Ann Doe met Bob Roe, a colonel, in Cairo. Bob Roe said no. Ann Doe left. The envoy added that it was late.\n"
    assert read(from_text(two))[-1].resolved != "Bob Roe"


def test_it_is_the_text_or_body_that_spoke_last() -> None:
    found = read(from_text("The report said that the delay was nine months. It warned that inspectors would leave.\n"))
    assert [s.footing.kind for s in found] == ["document", "document"]


def test_a_hyphenated_name_beside_an_occupation_is_a_name() -> None:
    found = only("The negotiator, Vardan Tsaturyan-Bell, said that recognition was settled.")
    assert found.resolved == "Vardan Tsaturyan-Bell" and found.footing.kind == "on_record"


OP_ED = """# Stop waiting

*By Thandeka Morrow*

For eight years I have listened to ministers. It is time to talk. The fighters should stop where they are. I know the
objections. Bob Roe wrote last week that "a truce rewards the aggressor". He is wrong to suppose so.
"""


def test_a_column_in_the_first_person_is_opinion_and_its_judgements_are_the_authors() -> None:
    document = from_text(OP_ED)
    assert document.genre == "opinion"
    own = [s for s in read(document) if s.footing.kind == "author"]
    assert own and {s.resolved for s in own} == {"Thandeka Morrow"}
    assert any(t.proposition == "talks-now" and t.side == "for" for s in own for t in s.stances)


def test_a_report_that_quotes_i_is_none() -> None:
    text = (
        OP_ED.replace("I have listened", "they have listened")
        .replace("I know the", "“I know the")
        .replace("objections.", "objections, I said so, I think,” Bob Roe said.")
    )
    assert from_text(text).genre != "opinion"


def test_a_titled_briefing_is_a_briefing() -> None:
    assert (
        from_text("# Briefing note: prisoners and the sequence\n\nThe parties should talk at once.\n").genre
        == "briefing"
    )


def test_a_description_beside_a_name_is_that_persons_and_a_partys_leader_is_no_president() -> None:
    text = (
        "President Ann Lee left. Bob Roe, the Republican leader hoping to become speaker, has rejected the plan.\n\n"
        "The Republican leader said that the vote was lost.\n"
    )
    found = read(from_text(text))
    assert found and not [s for s in found if s.resolved == "Ann Lee"]
    assert {s.resolved for s in found if s.resolved} == {"Bob Roe"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A number of analysts say the war is lost.", "unnamed_group"),
        ("Many leftist figures oppose the plan.", "unnamed_group"),
        ("A senior opposition figure said the plan was dead.", "unnamed_person"),
        ("Official figures show that prices rose.", "document"),
        ("The number of deaths shows that the war goes on.", "document"),
        ("Many Tunisians accuse the army of lying.", "unnamed_group"),
        ("The logger who stayed back claimed that the hunters had fired first.", "unnamed_person"),
        ("Prime Minister said that the war was lost.", "unnamed_person"),
        ("Chief Executive Officer added that sales had fallen.", "unnamed_person"),
    ],
)
def test_people_by_other_words(text: str, kind: str) -> None:
    found = read(from_text(text + "\n"))[0]
    assert (found.footing.kind, found.resolved) == (kind, None)


def test_what_is_told_to_the_documents_own_outlet_is_not_relayed() -> None:
    text = "Jo Vesk told the Kessel Courier that the war was lost.\n"
    assert read(from_text(text))[0].footing.via == "the Kessel Courier"
    own = from_text("---\noutlet: Kessel Courier\n---\n\n# The war is lost\n\n" + text)
    assert own.outlet is None or all(s.footing.via is None for s in read(own))


@pytest.mark.parametrize("words", ["The Ambassador", "The Minister", "The Special Envoy"])
def test_a_title_with_a_capital_is_nobodys_name(words: str) -> None:
    found = read(from_text(f"Ann Lee came to Kessel. {words} said that the war was lost.\n"))[0]
    assert (found.resolved, found.footing.kind) == (None, "unnamed_person")


def test_an_officer_among_others_is_not_the_colonel_named_before() -> None:
    text = "Col. Everett Lind said it held. An officer at headquarters said it had not. The officer said it was lost.\n"
    assert [s.resolved for s in read(from_text(text))] == ["Everett Lind", None, None]


def test_a_surname_that_is_a_title_too() -> None:
    found = read(from_text("Ann King, a voter, left early. “It gives you strength,” King said.\n"))
    assert [s.resolved for s in found] == ["Ann King"]
