"""Conditions: what waits for what, by whom it is set, in all the usual wordings; and what only tells an order in time."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.ledger import rows
from parley.reading.conditions.marked import marked
from parley.reading.english.parse import parsed
from parley.reading.model import Condition, Statement
from parley.reading.reader import records
from parley.reading.rules.row import Row, table


def conditions(text: str) -> list[tuple[Statement, Condition]]:
    found = records(from_text(text + "\n", name="t"))
    return [(s, c) for s in (*found.statements, *found.acts) for c in s.conditions]


def setter(statement: Statement, condition: Condition) -> str:
    return condition.setter_text or statement.resolved or statement.source_text


SET = [
    # until, unless, without, while
    ("The Green Front will not talk until the troops leave Kessel, its envoy said.", "talks", "the troops leave", "Front"),
    ("Minister Ana Krell said there would be no truce until the hostages were freed.", "truce", "the hostages were freed", "Krell"),
    ("“Until the siege is lifted, there will be no negotiations,” General Otto Brink said.", "talks", "the siege is lifted", "Brink"),
    ("Arland has refused to take part in peace talks until Belmark withdraws its tanks.", "talks", "Belmark withdraws", "Arland"),
    ("“Aid will not be resumed till the envoy is released,” said Governor Otto Lind.", "aid", "the envoy is released", "Lind"),
    ("Talv said she would not sign the accord unless the wages of all teachers were paid.", "treaty", "the wages of all teachers", "Talv"),
    ("“Unless the guns fall silent, we will not negotiate,” Krell said.", "talks", "the guns fall silent", "Krell"),
    ("The Front refuses to withdraw from the port unless it is paid.", "withdrawal", "it is paid", "Front"),
    ("Krell said there could be no truce without the return of the prisoners.", "truce", "the return of the prisoners", "Krell"),
    ("“No talks without a ceasefire,” Talv said.", "talks", "a ceasefire", "Talv"),
    ("“Without guarantees there will be no deal,” said Ines Kallio.", "treaty", "guarantees", "Kallio"),
    ("“There will be no peace while the army occupies our homes,” Sule said.", "treaty", "the army occupies", "Sule"),
    ("Oren Talv said Arland would agree to no truce as long as the captives were held.", "truce", "the captives were held", "Arland"),
    ("“As long as foreign troops are in Kessel, peace is impossible,” said Marek Oslo.", "treaty", "foreign troops are in Kessel", "Oslo"),
    ("“We will not meet the government while our men are in prison,” the Front said.", "talks", "our men are in prison", "Front"),
    # only if, only when, only after, if, once, as soon as
    ("The Green Column says it will talk only after its prisoners are freed.", "talks", "its prisoners are freed", "Green Column"),
    ("The Front said it would sign only if the charter was changed.", "treaty", "the charter was changed", "Front"),
    ("“Only when the last soldier has gone will we open talks,” Krell said.", "talks", "the last soldier has gone", "Krell"),
    ("The Front said it will only call a truce when its demands are met.", "truce", "its demands are met", "Front"),
    ("Velland would recognise the republic only once the army had withdrawn, Minister Gray Holm of Velland said.", "recognition", "the army had withdrawn", "Holm"),
    ("Krell said that as soon as Belmark withdraws its troops from Kessel, Arland “will immediately order a ceasefire”.", "truce", "Belmark withdraws its troops", "Arland|Krell"),
    ("Talv said the talks could begin once the army had gone back to its barracks.", "talks", "the army had gone back", "Talv"),
    ("“We will release the crew if the blockade is lifted,” the Front said.", "release", "the blockade is lifted", "Front"),
    ("The Front is ready for talks if the siege ends, its chief said.", "talks", "the siege ends", "Front"),
    ("“If the army leaves the valley, we will lay down our arms,” Sule said.", "truce", "the army leaves the valley", "Sule"),
    ("“If Belmark does not free them, there will be no talks,” Krell said.", "talks", "Belmark does not free them", "Krell"),
    ("Krell said a treaty would be impossible if the map stayed as it was.", "treaty", "the map stayed", "Krell"),
    # not before, before any, must … before
    ("The Crown Council says it will not free anyone before talks.", "release", "talks", "Crown Council"),
    ("The Front demanded a halt to arms deliveries before any ceasefire.", "truce", "a halt to arms deliveries", "Front"),
    ("Krell insisted on the release of the crew before any talks.", "talks", "the release of the crew", "Krell"),
    ("Talv said the rebels must leave the hospitals before talks can begin.", "talks", "the rebels must leave", "Talv"),
    ("The Column wants guarantees before it signs the deal.", "treaty", "guarantees", "Column"),
    ("“They have to hand over the bodies before we agree to a truce,” Krell said.", "truce", "hand over the bodies", "Krell"),
    ("The government said the rebels needed to disarm before negotiations could start.", "talks", "disarm", "government"),
    ("“The rebels must free the crew for talks to resume,” Krell said.", "talks", "free the crew", "Krell"),
    ("“A withdrawal must precede talks,” Krell said.", "talks", "A withdrawal", "Krell"),
    ("“Talks can only follow a withdrawal,” Krell said.", "talks", "a withdrawal", "Krell"),
    ("Talv told reporters that a truce could not start before the bridges were repaired.", "truce", "the bridges were repaired", "Talv"),
    # exchange
    ("The Front offered to free the crew in exchange for the lifting of the blockade.", "release", "the lifting of the blockade", "Front"),
    ("Arland said it was ready to withdraw its troops in return for recognition.", "withdrawal", "recognition", "Arland"),
    ("The Column said it would release forty soldiers in exchange for safe passage.", "release", "safe passage", "Column"),
    # tied, linked, conditional
    ("“Agreeing to a truce is tied to the rebels leaving the hospitals,” Sadu Karel said.", "truce", "the rebels leaving", "Karel"),
    ("Karel said further aid was linked to free elections.", "aid", "free elections", "Karel"),
    ("Karel said talks were conditional on a halt to the shelling.", "talks", "a halt to the shelling", "Karel"),
    ("Talv said talks are contingent upon the release of the crew.", "talks", "the release of the crew", "Talv"),
    ("Talv said peace hinges on the return of the valley.", "treaty", "the return of the valley", "Talv"),
    ("Talv said the truce depends on the army's good will.", "truce", "good will", "Talv"),
    ("The king ties its signature to a new charter.", "treaty", "a new charter", "king"),
    ("The king conditioned any truce on the Front leaving the towns.", "truce", "the Front leaving", "king"),
    ("Velland has tied its aid to free elections.", "aid", "free elections", "Velland"),
    ("Osteria made its recognition of the republic conditional on a census.", "recognition", "a census", "Osteria"),
    # a condition for
    ("General Brink said the return of the prisoners was a condition for any truce.", "truce", "the return of the prisoners", "Brink"),
    ("Arland has said that a withdrawal was a precondition for any talks.", "talks", "a withdrawal", "Arland"),
    ("Lifting the siege is a prerequisite for negotiations, the Green Column said.", "talks", "Lifting the siege", "Green Column"),
    ("The Front has made the withdrawal of all tanks a condition for any talks.", "talks", "the withdrawal of all tanks", "Front"),
    ("Krell demanded the release of the pilots as a condition for a ceasefire.", "truce", "the release of the pilots", "Krell"),
    ("Krell said a precondition for any ceasefire is the lifting of the blockade.", "truce", "the lifting of the blockade", "Krell"),
    ("Krell said a settlement requires an end to the blockade.", "treaty", "an end to the blockade", "Krell"),
    ("“Our only condition for talks is that the shelling stops,” Sule said.", "talks", "the shelling stops", "Sule"),
    ("Krell said any truce must include the return of the prisoners.", "truce", "the return of the prisoners", "Krell"),
    # on one condition, provided
    ("Krell said Arland will talk about anything, on a single condition: the guns are silent first.", "talks", "the guns are silent", "Krell|Arland"),
    ("“We will sit down anywhere, on one condition – the guns fall silent first,” said Talv.", "talks", "the guns fall silent", "Talv"),
    ("The Front said it would join the talks on condition that the siege was lifted.", "talks", "the siege was lifted", "Front"),
    ("The Front said it would accept a truce provided that both roads were opened.", "truce", "both roads were opened", "Front"),
    ("The Front conveyed its readiness to free all captives, provided the army withdraws.", "release", "the army withdraws", "Front"),
    # first … then, but
    ("“First the troops leave, then we sign,” Talv said.", "treaty", "the troops leave", "Talv"),
    ("“We are ready for dialogue, but the league of towns must be discussed,” he said.", "talks", "the league of towns", "he"),
    ("The minister backs negotiations, but not while the shelling continues.", "talks", "the shelling continues", "minister"),
    # over two sentences
    ("“We would come to the table. On one condition. The guns fall silent first,” Talv said.", "talks", "The guns fall silent", "Talv"),
    ("Karel insisted that the Front must first leave the harbour. Only then would he discuss a ceasefire.", "truce", "the Front must first leave", "Karel"),
    ("Foreign minister Sadu Karel ruled out a truce on Friday. “That is tied to the rebels leaving the hospitals,” he added.", "truce", "the rebels leaving", "Karel"),
    # a deal that does not, any deal that; after it; fighting that goes on until
    ("Krell said Arland opposes any truce that does not end the siege.", "truce", "end the siege", "Arland|Krell"),
    ("“We would sign any deal that guarantees our return,” Sule said.", "treaty", "guarantees our return", "Sule"),
    ("“A ceasefire before the release of the crew is a non-starter,” Krell said.", "truce", "the release of the crew", "Krell"),
    ("“We can discuss a treaty after the army withdraws from Kessel,” Krell said.", "treaty", "the army withdraws", "Krell"),
    ("The Green Front will go on fighting until the king resigns.", "truce", "the king resigns", "Front"),
    ("Krell vowed to continue the offensive until the last soldier had left the valley.", "truce", "the last soldier", "Krell"),
    ("Krell said Arland will resume the talks whenever the crew is free.", "talks", "the crew is free", "Arland|Krell"),
    ("“As long as the army is here any talk of peace is pointless,” Sule said.", "talks", "the army is here", "Sule"),
    ("“Any agreement is meaningless without a force to police it,” Krell said.", "treaty", "a force to police it", "Krell"),
    ("The Front drew a line under the negotiations until its demands were met.", "talks", "its demands were met", "Front"),
    # have to, in order to; in return; what a concession waits for
    ("Krell said the rebels would have to lay down their arms to resume talks.", "talks", "lay down their arms", "Krell|rebels"),
    ("“If the king wants peace, he must open the roads,” Sule said.", "treaty", "he must open the roads", "Sule|king"),
    ("The Front will drop its claim to the port if the army leaves the valley, Sule said.", "other", "the army leaves", "Sule|Front"),
    ("His return to the table hinges on the release of his brother.", "talks", "the release of his brother", ""),
    ("Krell said his participation depended on the lifting of the siege.", "talks", "the lifting of the siege", "Krell"),
    ("Krell said the council’s invitation was conditional on the rebels disarming.", "other", "the rebels disarming", "Krell"),
    ("The Front set the condition of a withdrawal from the valley.", "other", "a withdrawal from the valley", "Front"),
    ("The Front insists that any agreement be put to a vote.", "treaty", "put to a vote", "Front"),
    ("“The talks must be held on neutral ground,” Sule said.", "talks", "neutral ground", "Sule"),
    ("The premier's party has refused to cooperate till the king steps down.", "other", "the king steps down", "party"),
    # in the sentence after
    ("“We have two conditions for talks. The army must leave Kessel and the crew must go free,” Krell said.", "talks", "The army must leave", "Krell"),
    ("The Front set three conditions for talks. They include the release of its men.", "talks", "the release of its men", "Front"),
    ("The Front said it would accept a truce on certain terms. “These include the return of the bodies,” its envoy said.", "truce", "the return of the bodies", "envoy"),
    ("“We are ready to talk. But first the army must leave the valley,” Sule said.", "talks", "the army must leave", "Sule"),
    ("“They must stop the shelling. Then perhaps the talks will resume,” Sule said.", "talks", "They must stop the shelling", "Sule"),
    ("“He would order a truce. In return, he wants the envoy to come to Brenn,” Krell said.", "truce", "the envoy to come", "he|Krell"),
    # by another
    ("Western officials said the Front would talk only if the army left the towns.", "talks", "the army left the towns", "Front"),
    ("Brink said Arland had rejected the Front’s demand that it withdraw before talks.", "talks", "withdraw", "Front"),
    ("Envoy Pol Grune said Osteria would recognise the republic once its troops were paid.", "recognition", "its troops were paid", "Osteria"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "thing", "terms", "who"), SET, ids=[s[0][:50] for s in SET])
def test_a_condition_is_found_with_its_thing_terms_and_setter(text: str, thing: str, terms: str, who: str) -> None:
    found = conditions(text)
    assert len(found) == 1, [(c.thing, c.terms_text, c.rule) for _, c in found]
    statement, condition = found[0]
    assert (condition.thing, condition.status) == (thing, "set")
    assert terms in condition.terms_text
    assert any(w in setter(statement, condition) for w in who.split("|")), setter(statement, condition)


@pytest.mark.parametrize(
    "text",
    [
        # an order in time
        "General Brink will lead the team for consultations before talks with the Front, which open on Wednesday.",
        "The ministry said General Brink will lead the team for consultations before talks with the Front, which open on Wednesday.",
        "Talks will not begin until spring, the ministry said.",
        "The talks went on until midnight.",
        "Talks did not begin until the mediators arrived.",
        "Before the meeting on the truce he told reporters that the road was open.",
        "The truce held until the army shelled the port.",
        "Krell met the envoy before the talks and left after the signing.",
        "The delegates must arrive before the talks open on Monday, the host said.",
        "The negotiators ate after the ceasefire was signed.",
        "The Front released the crew before it signed the accord.",
        "They talked while the snow fell.",
        "The talks will resume next week, said Krell, who was in Brenn until Friday.",
        "Talks were not held until 2015.",
        # told as done
        "Talv said the crew were freed in exchange for forty prisoners.",
        "The Front freed the crew after the talks.",
        # a hypothesis, a threat, a guess
        "Talv said that if the talks fail, Arland would end the truce.",
        "If the truce collapses, thousands could die, Krell said.",
        "Krell warned that Arland would leave the talks if the shelling went on.",
        "Talv asked if the talks would resume.",
        "It is not known whether the Front would sign if it were asked.",
        # a question
        "Will Arland talk unless the troops leave?",
        "“Would you sign a truce if they withdrew?”",
        # words that look like it
        "He spoke on condition of anonymity about the talks.",
        "They are ready for talks without preconditions, Krell said.",
        "The road to the talks was in bad condition for trucks.",
        "Krell signed the accord without comment.",
        "Gunmen linked to the Front shot at the truce monitors.",
        "The Column tied its horses to the gate of the conference hall.",
        "The conditions for the truce were not met, Krell said.",
        "Krell said there could be no peace without talks.",
        "The first talks were held in Brenn, then the truce was signed.",
        "The army provided the delegates with bread during the talks.",
        "The war will end only at the negotiating table, Krell said.",
        "The agreement depends heavily in its wording on an older text.",
        "They fought until the king resigned.",
        "“We will go on fighting until victory,” Sule said.",
        "The Front will talk, while the rebels demanded a ceasefire.",
        "The Front spoke of a truce. Conditions were harsh in the camp.",
        "The Front set three conditions for talks.",
        "Krell asked what conditions for a truce had been set.",
        "The Front opposes any truce that ends the siege.",
        "The treaty requires both armies to leave the valley.",
        "The rebels would have to agree to resume talks.",
        "They ate first. Then the talks resumed.",
        "In return for the bread he thanked them after the talks.",
        "The deal once reached would be honoured, Krell said.",
        "Krell spoke to the envoy after the army withdrew, and talks were held.",
        "The economy depends on the harvest.",
        "He will drop by if the army leaves.",
        "Talv made his offer after he was blamed for refusing to sign an agreement.",
        "The Front said there would be no treaty before a series of other conditions would be met.",
    ],
)  # fmt: skip
def test_an_order_in_time_a_guess_or_a_question_is_no_condition(text: str) -> None:
    assert [(c.thing, c.terms_text, c.rule) for _, c in conditions(text)] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Arland no longer insists that the troops leave before talks.", "dropped"),
        ("Arland has dropped its demand for a withdrawal before any talks.", "dropped"),
        ("Krell said a withdrawal was not a condition for talks.", "dropped"),
        ("Arland reiterated that there would be no talks until the troops leave.", "repeated"),
        ("Krell repeated that the Front must free the crew before any truce.", "repeated"),
        ("The Front hardened its stance, saying there would be no talks until the king resigns.", "hardened"),
        ("Krell added a new condition, saying there would be no truce until the fleet leaves.", "hardened"),
    ],
)  # fmt: skip
def test_a_condition_is_dropped_repeated_or_hardened(text: str, status: str) -> None:
    assert [c.status for _, c in conditions(text)] == [status]


def test_a_condition_makes_its_setters_side_conditional_and_anothers_not() -> None:
    own = records(
        from_text("Krell said there would be no truce until the hostages were freed.\n", name="t")
    ).statements[0]
    assert ("ceasefire-in-place", "conditional") in {(x.proposition, x.side) for x in own.stances}
    others = records(
        from_text("Western officials said the Front would agree to a truce only if it were paid.\n", name="t")
    )
    mine = [x for s in others.statements if "officials" in s.source_text for x in s.stances]
    assert mine == []
    dropped = records(from_text("Arland no longer insists that the troops leave before talks.\n", name="t")).statements[
        0
    ]
    assert not any(x.side == "conditional" and x.proposition == "talks-now" for x in dropped.stances)


def test_how_talks_are_to_be_held_leaves_the_side_for_them() -> None:
    (said,) = records(from_text("“The talks must be held on neutral ground,” Sule said.\n", name="t")).statements
    assert [(x.proposition, x.side) for x in said.stances] == [("talks-now", "for")]
    assert [c.terms_text for c in said.conditions] == ["neutral ground"]


def test_every_condition_of_a_list_is_found() -> None:
    text = "“We would join the talks if a few rules are agreed on. The first is that the shelling ends. The second is an exchange of prisoners,” Sule said."
    told = " | ".join(c.terms_text for _, c in conditions(text))
    assert "the shelling ends" in told and "an exchange of prisoners" in told


def test_who_is_said_to_set_a_condition_sets_it() -> None:
    ((statement, condition),) = conditions(
        "“The release of our men is a condition set by the Crown Council,” Krell said."
    )
    assert condition.setter_text == "the Crown Council" and not statement.negated


def test_a_condition_that_goes_back_to_anothers_words_is_its_own_speakers() -> None:
    found = records(
        from_text("Velland wants a ceasefire, but Arland says Velland must withdraw its troops first.\n", name="t")
    )
    sides = {
        (s.source_text, x.side)
        for s in (*found.statements, *found.acts)
        for x in s.stances
        if x.proposition == "ceasefire-in-place"
    }
    assert sides == {("Velland", "for"), ("Arland", "conditional")}


def test_a_condition_in_a_story_is_an_act_of_who_sets_it() -> None:
    found = records(from_text("The king ties its signature to a new charter.\n", name="t"))
    (act,) = found.acts
    assert (act.record, act.source_text, act.deed and act.deed.act) == ("act", "The king", "condition")
    (condition,) = act.conditions
    assert condition.terms_text == "a new charter" and condition.rule == "conditions/ties-it-to"


@pytest.mark.parametrize("row", table("conditions"), ids=lambda r: r.name)
def test_every_row_sets_a_condition_in_its_example(row: Row) -> None:
    (doc,) = parsed([row.example])
    assert [f.marker for f in marked(doc)], row.example


def test_every_span_of_a_condition_holds_its_words() -> None:
    text = "“Until the siege is lifted,” said Ana Krell, “there will be no talks.”\n\nShe added: “Not before.”\n"
    document = from_text(text, name="t")
    for statement, c in [(s, c) for s in records(document).statements for c in s.conditions]:
        assert statement.document == document.id
        assert " ".join(c.terms[0].of(document.text).split()).startswith(c.terms_text[:10])
        for span in (*c.thing_words, *c.marker, *c.terms):
            assert span.of(document.text).strip()


def test_a_condition_with_a_setter_goes_to_the_ledger_and_back() -> None:
    found = records(
        from_text("Western officials said the Front would talk only if the army left the towns.\n", name="t")
    )
    statement = next(s for s in found.statements if s.conditions)
    again = rows.statement(rows.compact(statement))
    assert again.conditions == statement.conditions and again.conditions[0].setter_text
