"""Lines beneath quotations: name, footing and document are those of one and the same statement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.core.spans import Span
from parley.insight.answer.assess import assess
from parley.insight.asking.case_documents import texts
from parley.insight.results.attribution import FOOTINGS, Attribution, attribution, document_id, footing_words
from parley.insight.results.footnotes import Footnotes
from parley.reading.model import Footing, Statement
from parley.report.formats import note_words, source_words

TITLE = "our summary of: Ann Alpha, The Daily Post, 2 January 2020"


def said(
    source: str, footing: Footing, *, resolved: str | None = None, text: str = "it rains", document: str = "d"
) -> Statement:
    return Statement(
        "1", document, (), (), (Span(0, len(text)),), source, "said", (text,), "indirect", footing, resolved=resolved
    )


ARTICLE = said("the article's summary line", Footing("institution"))
OFFICIALS = said("officials", Footing("unnamed_group", described="officials"))


@pytest.mark.parametrize(
    ("statement", "who", "line"),
    [
        (None, "Ann Alpha", Attribution("Ann Alpha", None)),
        (None, None, Attribution(None, None)),
        (ARTICLE, "Ann Alpha", Attribution("the article's summary line", "no name given", "Ann Alpha")),
        (OFFICIALS, "Ann Alpha, as officials described her", Attribution("officials", "unnamed people", "Ann Alpha, as officials described her")),
        (OFFICIALS, "Officials, reflecting Ann Alpha", Attribution("officials", "unnamed people")),
        (OFFICIALS, "Senior American officials", Attribution("officials", "unnamed people")),
        (OFFICIALS, "ours, a stricter reading", Attribution("officials", "unnamed people")),
        (said("Alpha", Footing("on_record"), resolved="Ann Alpha"), "Gen. Ann Alpha", Attribution("Ann Alpha", "on the record")),
        (said("Alpha", Footing("on_record"), resolved="Ann Alpha"), "Ben Beta", Attribution("Ann Alpha", "on the record", "Ben Beta")),
        (said("it", Footing("document")), "The Daily Post", Attribution("The Daily Post", "a document")),
        (said("the report", Footing("document")), "Ben Beta", Attribution("the report", "a document", "Ben Beta")),
        (said("its declared position", Footing("institution")), "The ministry", Attribution("The ministry", None)),
        (said("The G7", Footing("institution"), resolved="G7"), "G7", Attribution("the G7", "a named institution")),
    ],
)  # fmt: skip
def test_one_record_gives_the_whole_line(statement: Statement | None, who: str | None, line: Attribution) -> None:
    assert attribution(statement, who, TITLE) == line


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (said("Alpha", Footing("unnamed_group", described="aides"), resolved="Ann Alpha"), "by the account of aides, unnamed"),
        (said("they", Footing("unnamed_group", described="aides")), "unnamed people"),
        (said("the ministry", Footing("institution")), "no name given"),
        (said("84% of Somebody", Footing("institution")), "no name given"),
        (said("the World Bank", Footing("institution")), "a named institution"),
        (said("analysts", Footing("relayed", via="The Post")), "relayed by another outlet, via The Post"),
    ],
)  # fmt: skip
def test_how_we_know(statement: Statement, words: str) -> None:
    assert footing_words(statement) == words


@pytest.fixture(scope="module")
def notes_of(mini: CaseSource) -> Footnotes:
    base, held = mini.case(), texts(mini, mini.case())
    key = next(iter(held))
    other = said("Ben Beta", Footing("on_record"), resolved="Ben Beta", text=QUOTE, document="elsewhere")
    mine = said(
        "officials", Footing("unnamed_group", described="officials"), text=QUOTE, document=document_id(held[key])
    )
    return Footnotes(base, (other, mine), held)


QUOTE = "about two winters"


def test_the_same_words_in_another_document_lend_no_footing(notes_of: Footnotes) -> None:
    key = next(iter(notes_of.texts))
    number = notes_of.position(QUOTE, document=key, who="Ann Alpha", date=None, paths=())
    note = next(n for n in notes_of.all() if n.number == number)
    assert (note.who, note.footing, note.coded_for) == ("officials", "unnamed people", "Ann Alpha")
    assert "officials · unnamed people · coded for Ann Alpha" in source_words(note)


def test_a_second_use_for_another_person_does_not_change_the_line(notes_of: Footnotes) -> None:
    notes = replace(notes_of, _order={})
    key = next(iter(notes.texts))
    first = notes.position(QUOTE, document=key, who="Ann Alpha", date=None, paths=())
    assert notes.position(QUOTE, document=key, who="Ben Beta", date=None, paths=("p",)) == first
    (note,) = notes.all()
    assert note.coded_for == "Ann Alpha" and note.paths == ("p",)


def test_no_shipped_report_puts_a_name_over_another_ones_footing(examples: Path) -> None:
    """Every note whose name is not the statement's own says for whom it was coded, and carries the statement's footing."""
    source = open_source(examples / "iran-2012")
    answer = assess(source, draws=0)
    assert any(note.footing for note in answer.notes)
    for note in answer.notes:
        assert not (note.footing == FOOTINGS["institution"] and note.who and " and " in note.who and not note.coded_for)
        assert note.who is None or not note.who.startswith("ours")
        assert note.coded_for is None or note.coded_for != note.who
        assert (note.coded_for is None) or f"coded for {note.coded_for}" in note_words(note)
