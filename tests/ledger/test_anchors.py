"""Selectors and re-anchoring: a quotation is found again in a changed text, or shown as an orphan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import TEXT, sample, three

from parley.core.spans import Span
from parley.ledger import Ledger
from parley.ledger.check import check
from parley.ledger.decisions import correct, history, judge, recode
from parley.ledger.requote import find, quote, selectors

QUOTE = "any pause would help the other"


def at(text: str, words: str = QUOTE) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_selectors_are_those_of_the_w3c_model() -> None:
    span = at(TEXT)
    quoted, placed = selectors(TEXT, span)
    assert quoted == {
        "type": "TextQuoteSelector",
        "exact": QUOTE,
        "prefix": TEXT[span.start - 32 : span.start],
        "suffix": ".\n",
    }
    assert placed == {"type": "TextPositionSelector", "start": span.start, "end": span.end}


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_words_that_are_still_there_are_found_wherever_they_moved(before: str, after: str) -> None:
    changed = before + TEXT + after
    place = find(changed, quote(TEXT, at(TEXT)))
    assert place is not None and place.score == 100 and place.span.of(changed) == QUOTE


def test_of_several_places_the_surroundings_decide() -> None:
    text = "The first said: we will talk to them now. The second said: we will talk to them now. The third was silent."
    second = Span(text.rindex("we will talk"), text.rindex("we will talk") + len("we will talk to them now"))
    changed = "A word before. " + text
    place = find(changed, quote(text, second))
    assert place is not None and place.span.start == second.start + len("A word before. ")


@pytest.mark.parametrize(
    "new, words",
    [
        (
            TEXT.replace("any pause would help the other", "any pauses would help the other"),
            "any pauses would help the other",
        ),
        (TEXT.replace("pause", "pause –"), "any pause – would help the other"),
    ],
)
def test_slightly_changed_words_are_found_with_a_lower_score(new: str, words: str) -> None:
    place = find(new, quote(TEXT, at(TEXT)))
    assert place is not None and place.span.of(new) == words and 90 <= place.score < 100


def test_words_that_read_the_same_are_the_same_words() -> None:
    place = find(TEXT.replace("would help", "would  help"), quote(TEXT, at(TEXT)))
    assert place is not None and place.score == 100


def test_what_is_gone_is_an_orphan_and_a_few_words_are_not_guessed() -> None:
    assert find(TEXT.replace(QUOTE, "nothing will come of it all"), quote(TEXT, at(TEXT))) is None
    assert find("He said no. She said no. They said no.", quote("I say no to war.", Span(6, 8))) is None


def test_decisions_follow_a_statement_into_the_newer_version_and_the_lost_one_is_shown() -> None:
    old = sample()
    first, second, third = three(old)
    text = "A correction was added above.\n\n" + TEXT.replace(QUOTE, "nothing is to be gained by it")
    new = sample(text)
    kept = three(old)[0]
    with Ledger.memory() as ledger:
        ledger.add(old, three(old))
        judge(ledger, [first.id, third.id], "accept", "RM")
        recode(ledger, first.id, "talks-now", "later", "RM")
        correct(ledger, second.id, {"resolved": "Some officials"}, "AB")
        ledger.add(new, three_of(new))
        made = {s.resolved: s for s in ledger.statements()}
        assert {s.document for s in made.values()} == {new.id}
        ann = made["Ann Doe"]
        assert ann.content_text == kept.content_text and ledger.entry(ann.id).status == "accepted"
        assert [t.side for t in ann.stances] == ["later"]
        assert made["Some officials"].content_text == second.content_text
        assert [d.who for d in history(ledger, made["Some officials"].id)] == ["AB"]
        assert [(e.statement.id, newer) for e, newer, _ in ledger.orphans()] == [(third.id, new.id)]
        assert ledger.orphans()[0][0].status == "accepted"
        assert check(ledger).faults == ()


def three_of(document):  # type: ignore[no-untyped-def]
    """What a reader finds in the newer version: the first two statements again."""
    from ledger_samples import statement

    from parley.reading.model import Footing, Stance

    return (
        statement(
            document, "the minister, Ann Doe,", "said", "We are ready to talk,", "Others are not.",
            resolved="Ann Doe", party="north", stances=(Stance("talks-now", "for", ()),), date=document.on,
        ),
        statement(document, "Officials", "said", "neither side** is ready", footing=Footing("unnamed_group", "officials"), form="indirect"),
    )  # fmt: skip


def test_a_note_is_re_anchored_in_the_original_once_it_is_there() -> None:
    from parley.documents import from_text
    from parley.ledger.originals import originals

    note = from_text(
        "---\ntitle: A note on the talks\ndate: 2022-11-10\noriginal: Jo Roe, The Daily, 10 November 2022\n---\n\n"
        "The minister, Ann Doe, said: “We are ready to talk”. Officials: “neither side is ready”. Nobody said “we have won the war today”.",
        name="note.md",
    )
    with Ledger.memory() as ledger:
        ledger.add(note)
        assert originals(ledger) == ()
        ledger.add(sample())
        (pair,) = originals(ledger)
        assert [q.span.of(TEXT) if q.span else None for q in pair.quotes] == [
            "We are ready to talk",
            "neither side** is ready",
            None,
        ]
