"""Each way in which a newspaper says who said what: whose it is, by which word, and what was said."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Statement, read

# text, words in the source, cue, first words of the content, last word of the content
CASES = [
    ("direct", '"The road is open," Maria Lopez said on Tuesday.', "Lopez", "said", '"The road', 'open,"'),
    ("cue first", 'Maria Lopez said: "The road is open and will stay so."', "Lopez", "said", '"The road', 'so."'),
    ("indirect", "Maria Lopez said that the road would stay open.", "Lopez", "said", "that the road", "open"),
    ("mixed", 'Maria Lopez said the road was "open to all who come in peace."', "Lopez", "said", "the road", 'peace."'),
    (
        "inverted",
        '"The road is open," said Maria Lopez, a professor who advised the ministry and wrote a book.',
        "Lopez, a professor who",
        "said",
        '"The road',
        'open,"',
    ),
    ("according to", "The bridge was hit twice, according to the governor.", "the governor", "according to", "The bridge", "twice"),
    ("inserted", "The bridge, officials said, was hit twice in March.", "officials", "said", "The bridge", "March"),
    ("promise", "The minister promised to end the blockade.", "minister", "promised", "to end", "blockade"),
    ("urge", "The envoy urged Ukraine to accept the offer.", "envoy", "urged", "Ukraine to accept", "offer"),
    ("accuse", "The minister accused the rebels of breaking the truce.", "minister", "accused", "breaking", "truce"),
    ("announce", "The ministry announced a new round of talks.", "ministry", "announced", "a new round", "talks"),
    ("reject", "The rebels rejected the offer of a truce.", "rebels", "rejected", "the offer", "truce"),
    ("deny", "The general denied having ordered the attack.", "general", "denied", "having ordered", "attack"),
    ("call for", "The envoy called for an end to the siege.", "envoy", "called for", "an end", "siege"),
    ("noun that", "The minister's claim that the town had fallen was false.", "minister", "claim", "that the town", "fallen"),
    ("made the case", "The envoy made the case that a truce was near.", "envoy", "made the case", "that a truce", "near"),
    ("by agent", "The claim was rejected by the army.", "the army", "was rejected", "The claim", "claim"),
    ("with … urging", "Opinion was split, with the top general urging negotiations.", "the top general", "urging", "negotiations", "negotiations"),
    ("participle", "The minister resisted, arguing that a pause would help the enemy.", "minister", "arguing", "that a pause", "enemy"),
    ("relative clause", "Some experts who argue that the plan is dead were not invited.", "Some experts", "argue", "that the plan", "dead"),
]  # fmt: skip


def _one(text: str, cue: str) -> Statement:
    found = [s for s in read(from_text(text)) if s.cue_text == cue]
    assert len(found) == 1, [(s.source_text, s.cue_text, s.content_text) for s in read(from_text(text))]
    return found[0]


@pytest.mark.parametrize(("name", "text", "source", "cue", "first", "last"), CASES, ids=[c[0] for c in CASES])
def test_construction(name: str, text: str, source: str, cue: str, first: str, last: str) -> None:
    found = _one(text, cue)
    assert source in found.source_text
    assert found.content_text[0].startswith(first)
    assert found.content_text[-1].endswith(last)


def test_content_in_two_pieces() -> None:
    found = _one('"The road," officials said, "is open to all who come in peace."', "said")
    assert found.content_text == ('"The road,"', '"is open to all who come in peace."')
    assert found.form == "direct"


def test_inserted_clause_parts_indirect_words_too() -> None:
    found = _one("The bridge, officials said, was hit twice in March.", "said")
    assert found.content_text == ("The bridge", "was hit twice in March")


def test_a_quotation_after_a_full_stop_is_the_last_speakers() -> None:
    found = _one('"The road is open," Maria Lopez said. "Nobody will close it again this year."', "said")
    assert len(found.content_text) == 2


def test_a_quotation_carried_on_over_paragraphs() -> None:
    text = 'Maria Lopez said: "The road is open to all.\n\n"Nobody will close it again this year."\n'
    found = _one(text, "said")
    assert found.content_text[-1] == '"Nobody will close it again this year."'


def test_a_cue_without_words_takes_the_quotation_after_it() -> None:
    found = _one('Maria Lopez elaborated on Tuesday. "The road is open to all who come in peace."', "elaborated")
    assert "Lopez" in found.source_text


def test_nested_statements_both_and_on_the_outer_footing() -> None:
    found = {
        s.cue_text: s for s in read(from_text("Officials said that the minister had argued that a truce was near."))
    }
    assert found["had argued"].within == found["said"].id
    assert found["had argued"].footing.kind == "unnamed_group"
    assert found["said"].within is None


def test_what_a_professor_wrote_is_not_what_was_said() -> None:
    text = '"The road is open," said Ann Lee, a professor who recently wrote an essay. "It will stay open this year."'
    (found,) = read(from_text(text))
    assert len(found.content_text) == 2


def test_the_question_that_an_answer_answers() -> None:
    found = _one("Asked if she would resign, Maria Lopez said no.", "said")
    assert found.question == "Asked if she would resign"
    assert found.content_text == ("no",)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Maria Lopez did not say that the road was open.", "did not say"),
        ("Maria Lopez never said the road was open.", "never said"),
    ],
)
def test_denied_cues_are_marked(text: str, cue: str) -> None:
    assert _one(text, cue).negated


def test_hedged_cue() -> None:
    assert _one("Maria Lopez reportedly said that the road was open.", "reportedly said").hedged


def test_scare_quotes_and_supposed_demands_are_no_statements() -> None:
    assert read(from_text('The so-called "peace council" met in the town on Sunday.')) == ()
    assert read(from_text("If the United States pushed for talks, that would be noticed.")) == ()


def test_reading_is_deterministic() -> None:
    text = "\n\n".join(c[1] for c in CASES)
    assert read(from_text(text)) == read(from_text(text))


def test_turns_of_a_transcript_answer_their_questions() -> None:
    text = "Q: Are you pressing them to talk?\n\nMR. SULLIVAN: We are not. It is up to them.\n\nQ: Why?\n\nMS. LOPEZ: Because we are partners here.\n"
    first, second = read(from_text(text))
    assert (first.resolved, first.question) == ("Jake Sullivan", "Are you pressing them to talk?")
    assert second.resolved == "Lopez"
    assert second.footing.kind == "on_record"


def test_a_label_is_no_speaker() -> None:
    assert read(from_text("In the East: the road was open and quiet this week.")) == ()


def test_declining_to_be_named_is_no_statement() -> None:
    (found,) = read(from_text("A Western official, who declined to be named, said the move was expected."))
    assert found.cue_text == "said"


def test_as_somebody_has_argued() -> None:
    found = _one("As the historian Ann Lee has argued, wars end when one side loses.", "has argued")
    assert found.content_text == ("wars end when one side loses",)
