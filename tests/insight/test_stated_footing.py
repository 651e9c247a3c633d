"""How words are known, where a case states it: it goes before what a paraphrase lets be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.core.errors import CaseError
from parley.insight.answer.assess import assess
from parley.insight.results.attribution import Attribution, attribution, stated_words
from parley.insight.results.footnotes import Footnotes
from parley.reading.model import Footing
from parley.report.formats import source_words

QUOTE = "must stay open"


def stating(tmp_path: Path, mini: CaseSource, footing: str) -> Path:
    """The small case, with ``footing`` stated of its document."""
    folder = tmp_path / "stated"
    shutil.copytree(Path(mini.path).parent, folder)
    file = folder / "case.yaml"
    text = file.read_text(encoding="utf-8")
    after = "    file: sources/talks.md\n"
    assert after in text
    file.write_text(text.replace(after, f"{after}    footing: {footing}\n"), encoding="utf-8")
    return folder


def footings(source: CaseSource) -> dict[str | None, str | None]:
    return {note.quote: note.footing for note in assess(source, draws=0, cache=False).notes}


@pytest.mark.parametrize(
    ("footing", "words"),
    [
        (Footing("document"), "a document"),
        (Footing("document", "a memorandum, secret then"), "a memorandum, secret then"),
        (Footing("document", "minutes", setting="private"), "minutes (in private)"),
        (Footing("relayed", via="The Ford Gazette"), "relayed by another outlet, via The Ford Gazette"),
    ],
)
def test_a_stated_footing_in_words(footing: Footing, words: str) -> None:
    assert stated_words(footing) == words


def test_a_stated_footing_needs_no_statement_and_moves_no_name() -> None:
    secret = Footing("document", "a memorandum, secret then")
    assert attribution(None, "Ann Alpha", None, secret) == Attribution("Ann Alpha", "a memorandum, secret then")
    assert attribution(None, "ours, on her words", None, secret) == Attribution(None, "a memorandum, secret then")


def test_of_the_whole_document(tmp_path: Path, mini: CaseSource) -> None:
    before = footings(mini)
    found = footings(open_source(stating(tmp_path, mini, "{kind: document, described: 'a letter, secret then'}")))
    assert QUOTE in found and found.keys() == before.keys()
    assert set(found.values()) == {"a letter, secret then"} != set(before.values())


def test_of_a_passage_before_the_whole_document(tmp_path: Path, mini: CaseSource) -> None:
    stated = f"[{{kind: document}}, {{kind: document, described: minutes, setting: private, quote: {QUOTE}}}]"
    found = footings(open_source(stating(tmp_path, mini, stated)))
    assert found[QUOTE] == "minutes (in private)"
    assert {words for quote, words in found.items() if QUOTE not in str(quote)} == {"a document"}


def test_a_survey_stated_of_the_words_of_a_line_makes_it_polled(tmp_path: Path, mini: CaseSource) -> None:
    folder = stating(tmp_path, mini, "{kind: institution, described: an opinion survey}")
    assert mini.case().red_lines["charter"].basis == "declared"
    assert open_source(folder).case().red_lines["charter"].basis == "polled"


@pytest.mark.parametrize(
    ("footing", "message"),
    [
        ("{described: a letter}", "has no kind"),
        ("{kind: secret}", "cannot be 'secret'"),
        ("{kind: document, quote: words that nobody wrote}", "this quotation is not in talks"),
        ("{kind: document, where: at the ford}", "has no key 'where'"),
    ],
)
def test_what_is_refused(tmp_path: Path, mini: CaseSource, footing: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        open_source(stating(tmp_path, mini, footing))


def test_who_is_named_later_is_named_and_ours_is_nobody(mini: CaseSource) -> None:
    notes = Footnotes(mini.case())
    first = notes.position(QUOTE, document=None, who=None, date=None, paths=())
    notes.position(QUOTE, document=None, who="ours, on her words", date=None, paths=())
    assert notes.all()[first - 1].who is None
    notes.position(QUOTE, document=None, who="Ann Alpha", date=None, paths=())
    assert source_words(notes.all()[first - 1]) == "Ann Alpha"


@pytest.mark.parametrize("name", ["camp-david-1978"])
def test_what_was_secret_then_is_not_on_the_record(examples: Path, name: str) -> None:
    found = assess(open_source(examples / name), draws=0, cache=False).notes
    memoranda = [note for note in found if note.document == "brzezinski-1978-08-31"]
    assert memoranda and all("secret then" in str(note.footing) for note in memoranda)
    told = [note for note in found if note.quote == "shifting from the West Bank to Sinai"]
    assert told and all("not public then" in str(note.footing) for note in told)
