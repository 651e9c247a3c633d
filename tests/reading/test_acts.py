"""Acts: every kind in many wordings, who and toward whom, what is no act, and how acts stand beside statements."""

from __future__ import annotations

import datetime

import pytest

from parley.documents.build import from_text
from parley.insight.documents.brief import brief
from parley.reading import default_codebook
from parley.reading.english import dating
from parley.reading.model import ACTS, Statement, attributions
from parley.reading.one_source import statements
from parley.report.brief import render

ON = "2026-11-25"  # a Wednesday


def read(text: str) -> tuple[Statement, ...]:
    return statements(from_text(text, kind="text", given={"date": ON}))


def acts(text: str) -> list[tuple[str, str, str]]:
    """(kind, who, toward whom) of every act of a text."""
    out: list[tuple[str, str, str]] = []
    for s in read(text):
        if s.deed is not None:
            out.append((s.deed.act, s.resolved or s.source_text, s.deed.toward_text or ""))
    return out


SENTENCES = [
    # threats
    ("Osteria threatened on Monday to cut the gas unless Velland withdrew its troops.", "threaten", "Osteria", ""),
    ("The general vowed to retaliate for the raid on Kessel.", "threaten", "general", ""),
    ("Velland's president warned that his country would strike back.", "threaten", "president", ""),
    ("The Front warned Osteria of serious consequences if the shelling went on.", "threaten", "Front", "Osteria"),
    ("The rebels gave the governor 48 hours to leave the town.", "threaten", "rebels", "governor"),
    ("Osteria issued an ultimatum to the Front on Friday.", "threaten", "Osteria", "Front"),
    ('"We will crush them," General Otto Brink said.', "threaten", "Brink", ""),
    ("Velland warned Osteria not to cross the river.", "threaten", "Velland", "Osteria"),
    ("The movement pledged to launch an offensive in the spring.", "threaten", "movement", ""),
    ("Osteria reserves the right to respond, its foreign ministry said.", "threaten", "", ""),
    ("The commander swore to avenge the dead of Kessel.", "threaten", "commander", ""),
    ("The militia threatened to blow up the bridge.", "threaten", "militia", ""),
    ("Harke said he would scuttle his truce order if the guerrillas did not match it.", "threaten", "Harke", ""),
    ('"If no word comes, then I will lift the order of truce," General Otto Brink said.', "threaten", "Brink", ""),
    ("The president gave the guerrillas until Saturday to match his truce or he would withdraw it.", "threaten", "president", "guerrillas"),
    ("The premier has warned his country would teach the general a lesson if he resumed his raids.", "threaten", "premier", ""),
    ('"We will not hesitate to strike the port," General Otto Brink said.', "threaten", "Brink", ""),
    ("The ministry warned that convoys carrying arms would be legitimate targets.", "threaten", "ministry", ""),
    ('"Any raid will be met with force," General Otto Brink said.', "threaten", "Brink", ""),
    ("Osteria will cut off aid to Velland unless it signs the accord, the minister said.", "threaten", "Osteria", ""),
    ("The Front warned that it would consider the agreement void if foreign troops stayed.", "threaten", "Front", ""),
    # promises
    ("The president said he would return to the table in early May.", "promise", "president", ""),
    ("The Union and the Church will supervise compliance.", "promise", "Union", ""),
    ("The government promised to reopen the road to Kessel.", "promise", "government", ""),
    ("Osteria pledged full support for the truce.", "promise", "Osteria", ""),
    ("The Front said it would release forty prisoners on Friday.", "promise", "Front", ""),
    ("The general assured the envoy that the road would stay open.", "promise", "general", "envoy"),
    ("Velland gave assurances that the port would stay open.", "promise", "Velland", ""),
    ("The movement committed itself to a release of all captives.", "promise", "movement", ""),
    ("The king announced that he would lift the siege.", "promise", "king", ""),
    # offers
    ("Qumar offered to mediate between the two sides.", "offer", "Qumar", ""),
    ("The envoy proposed a truce of thirty days.", "offer", "envoy", ""),
    ("The mediators presented a new plan to both sides.", "offer", "mediators", "both sides"),
    ("The Front is ready to send negotiators to Brenn.", "offer", "Front", ""),
    ("Velland expressed its readiness to resume the talks.", "offer", "Velland", ""),
    ("The king invited both sides to talks in Brenn.", "offer", "king", "both sides"),
    ("The Front said it was open to talks.", "offer", "Front", ""),
    ("Osteria has been trying to mediate a lasting ceasefire.", "offer", "Osteria", ""),
    ("The Front said the attacks would stop if the government freed its captives.", "offer", "Front", ""),
    ("Osteria had suggested Brenn as a compromise.", "offer", "Osteria", ""),
    # demands
    ("He urged citizens who have fled the nation to come home.", "demand", "He", "citizens"),
    ("The Front said it would only accept talks in Brenn.", "demand", "Front", ""),
    ("The Front demanded the release of its prisoners.", "demand", "Front", ""),
    ("The Council urged both sides to stop the fighting.", "demand", "Council", "both sides"),
    ("Velland called for an immediate end to the siege.", "demand", "Velland", ""),
    ("The union called on both sides to lay down their arms.", "demand", "union", "both sides"),
    ("The rebels insisted on the withdrawal of all troops.", "demand", "rebels", ""),
    ("The Front repeated its demand for an amnesty.", "demand", "Front", ""),
    ('"Osteria must leave the valley," the minister, Sadu Karel, said.', "demand", "Karel", ""),
    ("The resolution demands that both armies withdraw.", "demand", "resolution", ""),
    ("The mediator appealed to the parties to return to the table.", "demand", "mediator", "parties"),
    ("The envoy asked the Front to free the crew.", "demand", "envoy", "Front"),
    ("The Front wants foreign troops to leave the country.", "demand", "Front", "foreign troops"),
    # conditions
    ("The Front set three conditions for talks.", "condition", "Front", ""),
    ("The king conditioned any truce on the release of his son.", "condition", "king", ""),
    ("The Front made the return of its fighters a condition for any truce.", "condition", "Front", ""),
    # acceptance
    ("The Front accepted the truce.", "accept", "Front", ""),
    ("Velland has accepted the invitation to the talks.", "accept", "Velland", ""),
    ("Velland agreed to the plan of the mediators.", "accept", "Velland", ""),
    ("The king gave his consent to the treaty.", "accept", "king", ""),
    ("The cabinet approved the truce on Monday.", "accept", "cabinet", ""),
    ("The rebels took up the offer of the mediators.", "accept", "rebels", ""),
    # refusals
    ("The Front rejected the offer of talks.", "reject", "Front", ""),
    ("Velland refused to sign the treaty.", "reject", "Velland", ""),
    ("Foreign minister Sadu Karel ruled out a truce on Friday.", "reject", "Karel", ""),
    ("The rebels turned down the proposal.", "reject", "rebels", ""),
    ('"We will never accept this plan," General Otto Brink said on Monday.', "reject", "Brink", ""),
    ("The offer was rejected by the Front.", "reject", "Front", ""),
    ("The opposition boycotted the talks.", "reject", "opposition", ""),
    ("The Green Column said it would not meet the Crown Council.", "reject", "Green Column", ""),
    ("The commander vowed never to surrender.", "reject", "commander", ""),
    ("Velland's refusal to sign ended the session.", "reject", "Velland", ""),
    ("Sources said the government was not willing to meet there.", "reject", "government", ""),
    ("The president vowed that the government would not release more prisoners until the raids ended.", "reject", "president", ""),
    ("The Front insisted that the agreement does not bind them.", "reject", "Front", ""),
    ("It was not clear if the council, which has repeatedly refused to hold talks with the Front, would take part.", "reject", "council", ""),
    # suspension
    ("The league announced the suspension of talks with the government.", "suspend", "league", ""),
    ("The government announced it was suspending its previous decision to decree a truce.", "suspend", "government", ""),
    ("The truce lapsed on Sunday.", "suspend", "", ""),
    ("Osteria suspended the talks on Friday.", "suspend", "Osteria", ""),
    ("Velland broke off the negotiations.", "suspend", "Velland", ""),
    ("Velland froze its participation in the treaty.", "suspend", "Velland", ""),
    ("The two sides called off the meeting.", "suspend", "two sides", ""),
    ("Osteria recalled its ambassador from Velland.", "suspend", "Osteria", ""),
    ("Talks between Osteria and the Front collapsed on Friday.", "suspend", "", ""),
    # withdrawal
    ("The Front pulled out of the talks.", "withdraw", "Front", ""),
    ("The delegation walked out of the conference.", "withdraw", "delegation", ""),
    ("Velland withdrew from the treaty.", "withdraw", "Velland", ""),
    ("Osteria withdrew its offer on Sunday.", "withdraw", "Osteria", ""),
    ("The delegation left the talks on Friday.", "withdraw", "delegation", ""),
    # concession
    ("The army conceded that its forces had crossed the river.", "concede", "army", ""),
    ("The Front declared a unilateral truce of three months.", "concede", "Front", ""),
    ("The Front released six prisoners as a gesture.", "concede", "Front", ""),
    ("Osteria lifted the blockade of the port.", "concede", "Osteria", ""),
    ("The rebels dropped their demand for a new charter.", "concede", "rebels", ""),
    ("The premier backed down on Monday.", "concede", "premier", ""),
    ("The army halted its offensive on Monday.", "concede", "army", ""),
    # meetings
    ("The foreign ministers of Osteria and Velland met in Brenn on Tuesday to discuss a truce.", "meet", "Osteria", "Velland"),
    ("The president met the rebel envoy in Brenn on Tuesday.", "meet", "president", "envoy"),
    ("Velland held talks with the Front on Monday.", "meet", "Velland", "Front"),
    ("Talks between Osteria and the Front opened in Brenn on Friday.", "meet", "Osteria", "Front"),
    ("The king received the envoy of the Front.", "meet", "king", "envoy"),
    ("Qumar hosted talks between Osteria and Velland in June.", "meet", "Qumar", "Osteria and Velland"),
    ("Osteria, Velland and Qumar met on Sunday.", "meet", "Osteria", "Velland and Qumar"),
    ("The envoy arrived in Brenn for talks with the Front.", "meet", "envoy", "Front"),
    ("The president spoke with the king by phone.", "meet", "president", "king"),
    ("The envoys of both sides are to meet on Friday.", "meet", "envoys", ""),
    ("The third round of talks between Osteria and the movement took place in May.", "meet", "Osteria", "movement"),
    ("The first round of talks was held in Brenn under the auspices of the Union.", "meet", "Union", ""),
    ("Otto Lark, the Union envoy, will lead the negotiations with support from the church.", "meet", "Lark", ""),
    ("Talks in Brenn mediated by Qumar ended on Friday.", "meet", "Qumar", ""),
    ("Qumar has been facilitator of the peace process since May.", "meet", "Qumar", ""),
    ("A Front delegation travelled to Qumar to resume the talks.", "meet", "Front delegation", ""),
    ("The government sent a delegation to the talks.", "meet", "government", ""),
    # agreements
    ("Velland agreed to a Qumar-brokered cease-fire.", "agree", "Qumar", ""),
    ("The truce was extended by another two months.", "agree", "", ""),
    ("The meeting resulted in a new truce.", "agree", "", ""),
    ("A ceasefire came into force at midnight.", "agree", "", ""),
    ("Osteria signed a truce with the Front in Brenn.", "agree", "Osteria", "Front"),
    ("The two sides agreed on an exchange of prisoners.", "agree", "two sides", ""),
    ("Osteria and Velland struck a deal on grain.", "agree", "Osteria", "Velland"),
    ("A truce was signed in Brenn on Tuesday.", "agree", "", ""),
    ("Velland agreed to release the crew.", "agree", "Velland", ""),
    # accusations
    ("Osteria accused Velland of breaking the truce.", "accuse", "Osteria", "Velland"),
    ("The army blamed the Front for the raid.", "accuse", "army", "Front"),
    ("Velland alleged that the army had shelled the school.", "accuse", "Velland", ""),
    ("Velland said the army had violated the truce.", "accuse", "Velland", "army"),
    ("Both sides traded accusations on Monday.", "accuse", "Both sides", ""),
    ("The rebels and the army accused each other of raids.", "accuse", "The rebels and the army", "each other"),
    ("The Front said that government troops had attacked the town.", "accuse", "Front", "government troops"),
    ("The spokesman said it was the rebels who had attacked the soldiers.", "accuse", "spokesman", "rebels"),
    ("Osteria hit out at the Front on Thursday for undermining the truce.", "accuse", "Osteria", "Front"),
    ('Osteria accused the premier\'s government of a "failure of leadership".', "accuse", "Osteria", "the premier's government"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "who", "toward"), SENTENCES, ids=[t[:50] for t, *_ in SENTENCES])
def test_an_act_is_found_with_who_did_it(text: str, kind: str, who: str, toward: str) -> None:
    found = acts(text)
    assert any(k == kind and who in w and toward in t for k, w, t in found), found


def test_every_kind_has_sentences() -> None:
    assert {kind for _, kind, _, _ in SENTENCES} == set(ACTS) and len(SENTENCES) >= 80


@pytest.mark.parametrize("text", [t for t, k, *_ in SENTENCES if k == "threaten"])
def test_a_threat_is_never_a_promise(text: str) -> None:
    assert "promise" not in {k for k, _, _ in acts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Osteria did not threaten to cut the gas.",
        "If Osteria rejects the plan, the war will go on.",
        "Will Osteria accept the truce?",
        "The ministers of Osteria and Velland did not meet in Brenn.",
        "Osteria wants to suspend the talks.",
        "It is unclear whether the Front accepted the truce.",
        "The sides reached no agreement on Friday.",
        "The president met the deadline on Tuesday.",
        "The Front would have accepted the truce.",
        "Officials hope that the two sides will meet soon.",
        "Nobody accepted the offer.",
        "The envoy would have met the president if he had come.",
        "The inspectors will return once an agreement is reached.",
        "The plan met with resistance in the south.",
        "He denied that Osteria had rejected the offer.",
        "The club released a player on Monday.",
        "Unless the Front withdraws its troops, nothing will change.",
        "The sides could agree on a truce by the summer.",
        "A spokesman declined to comment.",
        "The minister said the economy would recover if the rains came.",
        "The army said its troops had attacked the town.",
        "The army said troops had attacked the town.",
        "The rebels would have struck back.",
        "Officials said the bridge would be closed if the wind rose.",
        "Dialogues between the two sides could freeze.",
        "The soldiers left the bus.",
        "It remains to be seen whether or not there will be a decision as to whether or not the Front is prepared to talk.",
        "The law requires that talks be held in May.",
        "The officials, who described the plan on condition of anonymity, said that it was dead.",
    ],
)
def test_what_is_denied_wished_asked_or_supposed_is_no_act(text: str) -> None:
    assert acts(text) == []


def test_a_warning_of_what_another_will_do_is_no_threat() -> None:
    assert acts("Osteria warned that Velland would attack the port.") == []


def test_a_vow_to_fight_what_is_nobody_is_a_promise() -> None:
    assert acts("The mayor vowed to fight poverty.") == [("promise", "The mayor", "")]


def test_a_denied_allegation_is_no_refusal() -> None:
    assert acts("The Front rejected the allegations on Friday.") == []


def test_an_act_told_by_nobody_is_a_record_beside_the_statements() -> None:
    text = "The foreign ministers of Osteria and Velland met in Brenn on Tuesday to discuss a truce."
    (act,) = read(text)
    assert act.record == "act" and act.act == "meet" and attributions([act]) == ()
    assert act.source_text == "The foreign ministers of Osteria" and act.cue_text == "met"
    assert act.content_text == ("in Brenn on Tuesday to discuss a truce",)
    assert act.date == datetime.date(2026, 11, 24) and act.footing.kind == "author"
    assert act.deed is not None and act.deed.toward_text == "Velland" and act.deed.thing == "truce"
    assert [s.of(text) for s in act.deed.toward] == ["Velland"]


def test_what_officials_tell_is_known_on_their_footing() -> None:
    outer, act = read("Officials said that the president had met the rebel envoy on Sunday.")
    assert act.within == outer.id and act.footing == outer.footing and act.footing.kind == "unnamed_group"
    assert outer.deed is None and outer.record == "statement"


def test_a_statement_that_is_an_act_stays_one_statement() -> None:
    (said,) = read("Osteria threatened on Monday to cut the gas unless Velland withdrew its troops.")
    assert said.record == "statement" and said.act == "promise"  # the kind of saying
    assert said.deed is not None and said.deed.act == "threaten" and said.deed.rule == "acts_threaten/threatened-to"


def test_a_meeting_that_is_arranged_has_its_day_ahead() -> None:
    (act,) = read("The two sides will meet on Tuesday in Brenn.")
    assert act.deed is not None and act.deed.act == "meet" and act.date == datetime.date(2026, 12, 1)


def test_a_pronoun_is_who_spoke_before() -> None:
    text = "General Otto Brink said the truce was dead.\n\nHe rejected the offer of talks."
    assert ("reject", "Otto Brink", "") in acts(text)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("will meet on Tuesday", datetime.date(2026, 12, 1)), ("on Wednesday", datetime.date(2026, 12, 2)),
        ("tomorrow", datetime.date(2026, 11, 26)), ("later today", datetime.date(2026, 11, 25)),
        ("on 3 January", datetime.date(2027, 1, 3)), ("on 30 November", datetime.date(2026, 11, 30)),
        ("on 5 May 2025", datetime.date(2025, 5, 5)), ("soon", None),
    ],
)  # fmt: skip
def test_a_day_to_come(words: str, day: datetime.date | None) -> None:
    assert dating.arranged_for(words, datetime.date(2026, 11, 25)) == day
    assert dating.arranged_for(words, None) is None


@pytest.mark.parametrize(
    ("text", "kind", "who", "item", "amount", "receiver"),
    [
        ("Osteria sent two hundred missiles to the Front.", "aid", "Osteria", "two hundred missiles", "two hundred", "Front"),
        ("Osteria approved $3 billion in aid.", "aid", "Osteria", "$3 billion", "$3 billion", None),
        ("Osteria refused to send tanks to Velland.", "aid_refused", "Osteria", "tanks", None, "Velland"),
        ("The rebels captured Kessel on Monday.", "claimed", "The rebels", "Kessel", None, None),
        ("Kessel fell to the rebels on Monday.", "lost", "", "Kessel", None, None),
        ("The army retreated from Kessel on Friday.", "lost", "The army", "Kessel", None, None),
        ("The king appointed Otto Brink commander of the northern army.", "commander", "The king", "commander", None, None),
        ("The army denied that Kessel had fallen.", "denied", "The army", "Kessel", None, None),
    ],
)  # fmt: skip
def test_the_state_of_the_war(
    text: str, kind: str, who: str, item: str, amount: str | None, receiver: str | None
) -> None:
    (fact,) = [s for s in read(text) if s.fact is not None]
    assert fact.fact is not None and fact.fact.kind == kind and item in fact.fact.item and fact.fact.amount == amount
    assert fact.source_text == who and fact.fact.receiver_text == receiver
    assert all(span.of(text) in text for span in fact.fact.where)


@pytest.mark.parametrize(
    ("text", "item", "amount", "receiver"),
    [
        ("The U.S. will send $400 million more in military aid to Velland.", "$400 million more in military aid", "$400 million", "Velland"),
        ("Osteria is sending Velland $400 million more in military aid.", "$400 million more in military aid", "$400 million", "Velland"),
        ("The ministry is sending security assistance worth up to $400 million to Velland.", "assistance worth up to $400 million", "$400 million", "Velland"),
        ("Osteria will provide Velland with air defence systems.", "air defence systems", None, "Velland"),
        ("Parliament approved the delivery of 14 tanks to Velland.", "14 tanks", "14", "Velland"),
        ("Osteria is to deliver a further 30 howitzers to Velland.", "30 howitzers", "30", "Velland"),
    ],
)  # fmt: skip
def test_aid_announced_and_sent(text: str, item: str, amount: str | None, receiver: str) -> None:
    (fact,) = [s.fact for s in read(text) if s.fact is not None]
    assert fact.kind == "aid" and item in fact.item and fact.amount == amount
    assert fact.receiver_text is not None and receiver in fact.receiver_text


def test_aid_stands_in_the_list_of_acts() -> None:
    document = from_text("Osteria will provide Velland with air defence systems.\n\nOsteria withheld the aid to Qumar.", kind="text", given={"date": ON})  # fmt: skip
    told = brief([document], statements(document), default_codebook()).acts
    assert [(x.act, x.who, x.toward) for x in told] == [
        ("aid", "Osteria", "Velland"),
        ("aid refused", "Osteria", "Qumar"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The league, which opened talks with the rebels in June, met on Friday.", "talks with the rebels in June"),
        ("Osteria signed the deal on Monday, while Velland asked for time.", "the deal on Monday"),
        ("Osteria signed the deal but said it had doubts.", "the deal"),
        ("An earlier deal brokered by Osteria failed.", "An earlier deal"),
    ],
)
def test_the_words_of_an_act_are_its_own_clause_whole(text: str, words: str) -> None:
    told = [" … ".join(s.content_text) for s in read(text) if s.record == "act"]
    assert words in told, told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The army, which met the rebels on Monday, signed a truce.", ON),
        ("Osteria has committed $2 billion in arms since Velland attacked on 24 February.", ON),
        ("The president gave the rebels until Saturday to leave the town.", ON),
        ("The sides signed a truce on Monday after the rebels struck on 3 May.", "2026-11-23"),
        ("In October 2025 the rebels threatened to leave the talks.", "2025-10-01"),
        ("Osteria will host talks soon.", ON),
    ],
)
def test_the_day_of_an_act_is_told_in_its_own_clause(text: str, day: str) -> None:
    days = {s.deed.act if s.deed else "aid": str(s.date) for s in read(text) if s.deed or s.fact}
    assert day in days.values() and (day == ON or len(days) == 1 or day == "2026-11-23"), days


def test_a_month_is_not_told_as_a_day() -> None:
    document = from_text("In October 2025 the rebels threatened to leave the talks.", kind="text", given={"date": ON})
    (line,) = brief([document], statements(document), default_codebook()).acts
    assert line.month_only and "Oct 2025, threaten" in render(
        brief([document], statements(document), default_codebook()), whole=True
    )
    undated = from_text("In October 2025 the rebels threatened to leave the talks.", kind="text")
    (line,) = brief([undated], statements(undated), default_codebook()).acts
    assert line.date == datetime.date(2025, 10, 1) and line.month_only


def test_ids_are_those_of_the_spans_and_no_two_are_the_same() -> None:
    text = " ".join(t for t, *_ in SENTENCES[:40])
    found = read(text)
    assert len({s.id for s in found}) == len(found)
    for s in found:
        for span in (*s.source, *s.cue, *s.content):
            assert span.of(text)
        assert s.content_text == tuple(x.of(text) for x in s.content)
