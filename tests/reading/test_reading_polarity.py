"""Sides are composed along the parse: what turns a sign, what tells an attitude, what puts a price on a thing."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import read
from parley.reading.english.attitude import classes


def sides(text: str) -> dict[str, str]:
    return {x.proposition: x.side for s in read(from_text(text + "\n")) for x in s.stances}


@pytest.mark.parametrize(
    ("text", "proposition", "side"),
    [
        # attitude above the thing
        ("The minister said his government would agree to direct talks.", "talks-now", "for"),
        ("The minister said his government had no intention of opening talks.", "talks-now", "against"),
        ("The minister said there was no point in negotiating with the rebels.", "talks-now", "against"),
        ("The minister said nobody should refuse to negotiate.", "talks-now", "for"),
        ("The minister said his government would never rule out talks.", "talks-now", "ambiguous"),
        ("Rebel leaders said they would not negotiate with the junta.", "talks-now", "against"),
        ("The archbishop said it was time for talks.", "talks-now", "for"),
        ("The envoy said that talks would be a mistake.", "talks-now", "against"),
        ("The envoy said that it would not be a mistake to negotiate.", "talks-now", "for"),
        # what the thing does
        ("The governor said that a truce would only reward the aggressor.", "ceasefire-in-place", "against"),
        ("The governor said that a ceasefire would save lives.", "ceasefire-in-place", "for"),
        ("The general called a truce unacceptable. The general said a truce was unacceptable.", "ceasefire-in-place", "against"),
        ("The rebels offered a ceasefire.", "ceasefire-in-place", "for"),
        ("The army rejected any pause in the fighting.", "ceasefire-in-place", "against"),
        ("The adviser said that a ceasefire would give the enemy time to rearm.", "ceasefire-in-place", "against"),
        # conditions and times
        ("The minister said his side would return to the table only if the shelling stopped.", "talks-now", "conditional"),
        ("The minister said it was too early for negotiations.", "talks-now", "later"),
        ("The spokesman said the time for talks would come.", "talks-now", "later"),
        ("The spokesman said his group was ready to freeze the front line if the other side agreed.", "ceasefire-in-place", "for"),
        # land, gains, arms, pressure, whose decision
        ("The president said his country would never cede an inch of territory.", "concede-land", "against"),
        ("The president said that territorial integrity must be restored.", "concede-land", "against"),
        ("The senator said that Kyiv should be ready to give up land for peace.", "concede-land", "for"),
        ("The colonel said his army could still take more territory.", "military-gains", "for"),
        ("The colonel said that neither army could win more ground.", "military-gains", "against"),
        ("The colonel does not believe that either army can take more ground.", "military-gains", "against"),
        ("Analysts said the war had reached a stalemate.", "military-gains", "against"),
        ("The minister said there was nothing more to be won by force.", "military-gains", "against"),
        ("The senator said the country should stop sending weapons.", "aid", "against"),
        ("The chancellor said his government must keep supplying arms.", "aid", "for"),
        ("The diplomat said Washington should press Kyiv to negotiate.", "press-ally", "for"),
        ("The diplomat said that nobody was going to strong-arm Seoul.", "press-ally", "against"),
        ("The official said that only Kyiv can decide when to talk.", "own-decision", "for"),
        ("The official said the decision rests with Kyiv.", "own-decision", "for"),
    ],
)  # fmt: skip
def test_sides(text: str, proposition: str, side: str) -> None:
    assert sides(text).get(proposition) == side


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman said that talks were held on Monday in Geneva.",
        "The spokesman said the truce collapsed after two days.",
        "The agency said that a shipment of weapons had arrived in the port.",
        "The minister said that if talks fail the war will go on.",
        "Reporters asked whether the government would negotiate.",
        "The spokesman denied ever having said that he was against a truce.",
        "The minister rejected the suggestion that allies were urging Kyiv to trade land for peace.",
        "The columnist wrote that the advocates of a ceasefire had lost the vote.",
        "The minister said a call for talks could help the enemy.",
        "The minister warned of severe consequences if nuclear weapons were used.",
        "The historian said that the decision on when to negotiate was taken in 1952.",
    ],
)
def test_no_side_is_guessed(text: str) -> None:
    assert sides(text) == {}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The spokesman said there would be no talks until the troops withdrew from the cities.", "withdraw-first"),
        ("The spokesman said talks could begin only after all soldiers left the valley.", "withdraw-first"),
        ("The president said there could be no negotiations while the dictator remained in power.", "leader-must-go"),
    ],
)
def test_a_condition_is_a_price_on_one_thing_and_a_demand_for_another(text: str, asked: str) -> None:
    assert sides(text) == {"talks-now": "conditional", asked: "for"}


@pytest.mark.parametrize("verb", ["agree to", "support", "favour", "welcome", "propose"])
def test_a_negation_turns(verb: str) -> None:
    assert sides(f"The minister said his government would {verb} talks.") == {"talks-now": "for"}
    assert sides(f"The minister said his government would never {verb} talks.") == {"talks-now": "against"}


def test_all_the_words_that_decided_are_shown() -> None:
    document = from_text("The minister said his government had no intention of opening talks.\n")
    (statement,) = read(document)
    (stance,) = statement.stances
    assert [document.text[a:b] for a, b in stance.because] == ["no", "intention", "talks"]


def test_classes_are_words_of_known_classes_once_each() -> None:
    from parley.reading.english.lexicon import rows

    given = [(r["word"], r["class"]) for r in rows("attitudes.csv")]
    assert len(given) == len(set(given)) and len(classes()) > 150
    assert {c for _, c in given} >= {"for", "against", "good", "bad", "later", "step", "reverse", "claim", "price"}


@pytest.mark.parametrize(
    ("text", "proposition", "side"),
    [
        ("It is not the case that we want talks, the minister said.", "talks-now", "against"),
        ("It is not true that the army wants a truce, the general said.", "ceasefire-in-place", None),  # another's wish
        ("It is false that the army wants a truce, the general said.", "ceasefire-in-place", None),
        ("It is true that we want talks, the minister said.", "talks-now", "for"),
        ("The minister said it was not true that Arland had refused talks.", "talks-now", None),
        ("The minister said it was untrue that Ulf Berg had called for talks.", "talks-now", None),
        ("The president would not rule out giving up the islands.", "concede-land", "ambiguous"),
        ("The minister said that Arland did not exclude talks.", "talks-now", "ambiguous"),
        ("The minister refused to rule out a truce.", "ceasefire-in-place", "ambiguous"),
        ("The minister said talks could not be ruled out.", "talks-now", "ambiguous"),
        ("The minister said he would rule out talks.", "talks-now", "against"),
        ("Hugo Stahl ruled out giving up the islands.", "concede-land", "against"),
        ("Ulf Berg refused talks.", "talks-now", "against"),
        ("The rebels declined an invitation to talks.", "talks-now", "against"),
        ("The call for a truce was made by the bishop.", "ceasefire-in-place", "for"),
    ],
)
def test_what_is_held_untrue_excluded_or_refused(text: str, proposition: str, side: str | None) -> None:
    found = [x.side for s in read(from_text(text + "\n")) for x in s.stances if x.proposition == proposition]
    assert found == ([side] if side else [])


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        ("The claim that the army had fled was made by Ulf Berg.", "Ulf Berg", "that the army had fled"),
        (
            "The accusation that rebels burned the village was made by the ministry.",
            "the ministry",
            "that rebels burned the village",
        ),
        ("The suggestion that talks begin was put forward by Ivo Sand.", "Ivo Sand", "that talks begin"),
    ],
)
def test_a_claim_made_by_somebody_is_that_persons(text: str, who: str, content: str) -> None:
    (found,) = read(from_text(text + "\n"))
    assert (found.source_text, found.content_text) == (who, (content,))


@pytest.mark.parametrize(
    ("when", "side"),
    [
        ("before the summer", "later"),
        ("until next year", "later"),
        ("until Monday", "later"),
        ("before early 2024", "later"),
        ("until the troops leave", "conditional"),
        ("before a general withdrawal", "conditional"),
        ("until the end of the war", "conditional"),
    ],
)
def test_a_time_puts_off_and_an_event_is_a_price(when: str, side: str) -> None:
    assert sides(f"The minister said the talks would not go on {when}.")["talks-now"] == side


def test_entry_is_refused_without_a_word() -> None:
    assert not read(from_text("He refused entry to the inspectors. They were refused a bed by the guards.\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Most voters support the premier's tough stance on negotiations.",
        "The premier backs the position of his party on talks.",
        "The general opposed the Madrid peace talks.",
        "The minister opposed the 2014 talks.",
    ],
)
def test_a_stance_on_talks_and_talks_of_the_past_are_no_talks_now(text: str) -> None:
    assert "talks-now" not in sides(text)


@pytest.mark.parametrize(
    ("text", "proposition", "side"),
    [
        ("The minister said that nobody in their right mind would refuse to negotiate.", "talks-now", None),
        ("The minister said it would be foolish to refuse talks.", "talks-now", "for"),
        ("The minister said it would be foolish to negotiate.", "talks-now", "against"),
        ("The minister said talks could not come soon enough.", "talks-now", None),
        ("“There will be nothing to discuss while they occupy our land,” the minister said.", "talks-now", "conditional"),
        ("The minister said that far from opposing talks, the government welcomes them.", "talks-now", "for"),
        ("Far from opposing talks, the minister said, the government welcomes them.", "talks-now", "for"),
        ("The minister said that far from being against a ceasefire, he wanted one.", "ceasefire-in-place", "for"),
        ("The minister said he was far from ready to negotiate.", "talks-now", "against"),
        ("The minister said he would not say no to talks.", "talks-now", "for"),
        ("The minister said that nothing would stop her from negotiating.", "talks-now", None),
        ("The minister said that nothing could prevent talks.", "talks-now", None),
        ("The minister said that they would never stop her from negotiating.", "talks-now", None),
        ("The minister said that the law must stop her from negotiating.", "talks-now", "against"),
        ("The minister said only a fool would refuse to negotiate.", "talks-now", "for"),
        ("The minister said only a fool would negotiate.", "talks-now", "against"),
        ("The minister said that only a coward would agree to talks.", "talks-now", None),
        ("The minister said the time for talks had passed.", "talks-now", "against"),
        ("The minister said the time for talks was over.", "talks-now", "against"),
        ("The minister said the time for talks had not passed.", "talks-now", "for"),
        ("The minister said the time for talks is now.", "talks-now", "for"),
        ("The minister said the window for talks has closed.", "talks-now", "against"),
        ("The minister said the window for talks was closing.", "talks-now", "for"),
        ("The minister said there was no chance of talks.", "talks-now", "against"),
        ("“I want talks, but only after the guns are gone,” the minister said.", "talks-now", "conditional"),
        ("The minister backs negotiations, but not while the shelling continues.", "talks-now", "conditional"),
        ("The minister backs negotiations, but not while the shelling goes on.", "leader-must-go", None),
        ("The minister said he wants talks, but only after Easter.", "talks-now", "later"),
        ("“Unless they withdraw, there is nothing to talk about,” the minister said.", "talks-now", "conditional"),
        ("“There is nothing to talk about until they withdraw,” the minister said.", "talks-now", "conditional"),
        ("“There is nothing to talk about,” the minister said.", "talks-now", "against"),
    ],
)  # fmt: skip
def test_turns_of_phrase_that_swap_a_side(text: str, proposition: str, side: str | None) -> None:
    assert sides(text).get(proposition) == side
