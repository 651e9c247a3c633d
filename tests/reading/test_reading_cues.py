"""Reporting beyond the listed verbs: phrases, verbs known by their place, colons, quotations that stand alone."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Statement, read

# text, words in the source, cue, first words of the content, last words of the content
PHRASES = [
    ("The minister made clear on Monday that the road would stay open.", "minister", "made clear", "that the road", "open"),
    ("The minister made it clear the road would stay open.", "minister", "made it clear", "the road", "open"),
    ("The envoy left no doubt that the talks had failed.", "envoy", "left no doubt", "that the talks", "failed"),
    ("The rebels sent word that they would withdraw.", "rebels", "sent word", "that they", "withdraw"),
    ("The premier gave assurances that the port would open.", "premier", "gave assurances", "that the port", "open"),
    ("The minister has made no secret of his anger.", "minister", "has made no secret of", "his anger", "anger"),
    ('Ann Lee fired back that the "people of the port voted for me."', "Ann Lee", "fired back", "that the", 'me."'),
    ('As the prosecutor put it, "there was not much to complain about."', "the prosecutor", "put it", '"there', 'about."'),
    ('In the words of the minister, "the war is lost for all of us."', "the minister", "In the words of", '"the', 'us."'),
    ("The government's position is that the treaty is dead.", "The government", "position", "that the", "dead"),
    ("The finding of the Audit Office that the bridge was unsafe stood.", "Audit Office", "finding", "that", "unsafe"),
    ("Its plan, first reported by the Daily Courier, would end the siege.", "Daily Courier", "first reported", "Its", "plan"),
    ("The plan, which was first reported by the Daily Courier, is dead.", "Courier", "was first reported", "The", "plan"),
    ('The envoy described him as "a disgrace to us all."', "envoy", "described", "him as", 'all."'),
    ('The envoy called it "a disgrace to us all."', "envoy", "called", "it", 'all."'),
    ('The mayor criticised Lund for "an appalling lack of care."', "mayor", "criticised", "Lund", 'care."'),
    ("The envoy hoped that the talks would succeed.", "envoy", "hoped", "that", "succeed"),
]  # fmt: skip

# text, words in the source, cue, the quotation
PLACED = [
    ('"Watch them on one stage," the nominee riffed on Tuesday.', "the nominee", "riffed", '"Watch them on one stage,"'),
    ('Anna Roth shot back, "She called them out."', "Anna Roth", "shot back", '"She called them out."'),
    ('Asked about it, Karl Lund shrugged: "Whichever one I am in."', "Karl Lund", "shrugged", '"Whichever one I am in."'),
    ('The truth is plain - Ann Lee: "We found nobody."', "Ann Lee", ":", '"We found nobody."'),
    ('"Meh," wrote a tenant who runs the account.', "a tenant who runs the account", "wrote", '"Meh,"'),
    ('"My apologies, I\'m sorry," Ann Quick said.', "Ann Quick", "said", '"My apologies, I\'m sorry,"'),
    ('Ann Lee walked to the door. "I am not going to stay here."', "Ann Lee", "walked", '"I am not going to stay here."'),
]  # fmt: skip


def _one(text: str, cue: str) -> Statement:
    found = [s for s in read(from_text(text)) if s.cue_text == cue]
    assert len(found) == 1, [(s.source_text, s.cue_text, s.content_text) for s in read(from_text(text))]
    return found[0]


@pytest.mark.parametrize(("text", "source", "cue", "first", "last"), PHRASES)
def test_phrase(text: str, source: str, cue: str, first: str, last: str) -> None:
    found = _one(text, cue)
    assert source in found.source_text
    assert found.content_text[0].startswith(first)
    assert found.content_text[-1].endswith(last)


@pytest.mark.parametrize(("text", "source", "cue", "words"), PLACED)
def test_quotation_told_by_its_place(text: str, source: str, cue: str, words: str) -> None:
    found = _one(text, cue)
    assert source in found.source_text
    assert found.content_text == (words,)


def test_relayed_reports_name_their_outlet() -> None:
    found = _one("The plan, first reported by the Daily Courier, would end the siege.", "first reported")
    assert (found.footing.kind, found.footing.via) == ("relayed", "Daily Courier")


def test_a_quoted_sentence_after_indirect_speech_is_the_same_speakers() -> None:
    found = _one('Ann Lee said the plan had failed. "He is simply not up to the job."', "said")
    assert found.content_text == ("the plan had failed", '"He is simply not up to the job."')


def test_a_quoted_paragraph_after_indirect_speech_is_the_same_speakers() -> None:
    found = _one('Ann Lee claimed that the ban would fail.\n\n"We need another way to do this, and soon."', "claimed")
    assert found.content_text[-1] == '"We need another way to do this, and soon."'


def test_a_colon_at_a_paragraphs_end_leads_to_the_quotation_after_it() -> None:
    (found,) = read(from_text('Ann Lee then turned to her guests:\n\n"Here is what I regret about the vote."'))
    assert (found.resolved, found.content_text) == ("Ann Lee", ('"Here is what I regret about the vote."',))


def test_what_is_added_to_a_report_of_things_is_the_speakers_too() -> None:
    found = _one("Ann Lee said that it was over, remarking that some were angry.", "remarking")
    assert (found.resolved, found.within) == ("Ann Lee", None)


def test_a_statement_released_is_its_makers() -> None:
    found = _one('She released a statement saying, "We share the vision of the port."', "saying")
    assert found.source_text == "She"


@pytest.mark.parametrize(
    "text",
    [
        'The group sells caps with the slogan "Make the harbour great again."',
        'The road was closed. "Nobody will pass here again this year."',
        "The plan is described as a gift.",
    ],
)
def test_nobody_is_made_to_speak(text: str) -> None:
    assert read(from_text(text)) == ()


# text, cue, content in pieces
CONTENT = [
    ("In a speech in July, Ann Lee proposed lower taxes.", "proposed", ("lower taxes",)),
    ("In April, Ann Lee reported lower sales, and left.", "reported", ("lower sales",)),
    ("The town will fall if the army pulls out, officials said.", "said", ("The town will fall if the army pulls out",)),
    ("If the army pulls out, officials said, the town will fall.", "said", ("If the army pulls out", "the town will fall")),
    ("Though it passed, Ann Lee said none were added to the list.", "said", ("none were added to the list",)),
    ("Officials said Lund had won, adding that the war would go on.", "said", ("Lund had won",)),
    ("Officials said Lund had won, adding that the war would go on.", "adding", ("that the war would go on",)),
    (
        "Ann Lee believes that there is no good way out, but that one must be tried.",
        "believes",
        ("that there is no good way out, but that one must be tried",),
    ),
    ('Lee dismissed the plan as "a gift to the enemy."', "dismissed", ('the plan as "a gift to the enemy."',)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "content"), CONTENT)
def test_what_is_reported_and_what_is_not(text: str, cue: str, content: tuple[str, ...]) -> None:
    assert _one(text, cue).content_text == content


@pytest.mark.parametrize(
    "text", ["If you support the plan, come to the port.", "His effort to clarify the rule failed."]
)
def test_neither_the_reader_of_the_text_nor_an_effort_says_anything(text: str) -> None:
    assert read(from_text(text)) == ()


# text, words in the source, cue, content in pieces
WIRE = [
    ("The envoy called on Tuesday for immediate talks.", "envoy", "called", ("immediate talks",)),
    ("The envoy warned on Monday of a wider war.", "envoy", "warned", ("a wider war",)),
    ("The council took note of the report.", "council", "took note of", ("the report",)),
    ("The council regretted that the line was crossed.", "council", "regretted", ("that the line was crossed",)),
    ("They pledged aid and appealed to all parties to stop.", "They", "appealed", ("to stop",)),
    ("It said that no State may use force, and rejected the claim of war.", "It", "rejected", ("the claim of war",)),
    ("It said that no State may use force, and rejected the claim of war.", "It", "said", ("that no State may use force",)),
    ("Aid agencies want a pause; the army promises to think.", "army", "promises", ("to think",)),
    ("The annex, she insisted, was false; the paper withdrew it.", "she", "insisted", ("The annex", "was false")),
    ("The envoy promised to end the siege and vowed to stay.", "envoy", "promised", ("to end the siege",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), WIRE)
def test_wire_copy(text: str, source: str, cue: str, content: tuple[str, ...]) -> None:
    found = _one(text, cue)
    assert source in found.source_text
    assert found.content_text == content


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The rebels neither accepted nor rejected the proposal.", "rejected"),
        ("Nobody in the government believes that the truce will hold.", "believes"),
        ("No minister said that the truce would hold.", "said"),
    ],
)
def test_negation_by_neither_and_nobody(text: str, cue: str) -> None:
    assert _one(text, cue).negated


def test_declining_to_say_is_one_statement() -> None:
    (found,) = read(from_text("The premier declined to say whether troops would leave."))
    assert (found.cue_text, found.negated) == ("declined to say", True)


def test_a_questioner_who_quotes_somebody_is_read_the_question_is_not() -> None:
    text = "Q: The mayor said that the road was open. Do you agree?\n\nMS. LEE: I do not agree with that at all.\n"
    assert [s.source_text for s in read(from_text(text))] == ["The mayor", "MS. LEE"]


@pytest.mark.parametrize(
    "lead", ["Ann Lee, who has been the envoy of the king for many years, then said", "Ann Lee said"]
)
def test_a_quotation_carried_on_into_a_shorter_paragraph_is_read_for_its_stance(lead: str) -> None:
    text = f'{lead}: "We are not done here and nobody is.\n\n"We want talks with them now."'
    (found,) = [s for s in read(from_text(text)) if s.cue_text.endswith("said")]
    assert found.content_text[-1] == '"We want talks with them now."'


@pytest.mark.parametrize("text", ["Does the minister accept the offer of talks?", "Will the army promise to stop?"])
def test_what_is_asked_outright_has_not_been_said(text: str) -> None:
    assert read(from_text(text)) == ()
