"""Versions of one document: which is newer than which, what is linked and what must not be."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.documents import Document, from_text, read
from parley.documents.collect import Source
from parley.ledger import Filter, Ledger
from parley.ledger.agreement import agreement
from parley.ledger.check import check
from parley.ledger.decisions import code, correct, history, judge, merge, recode, undo
from parley.ledger.ingest import ingest
from parley.ledger.shown import decision_line
from parley.reading import Codebook, Office, default_codebook, extended
from parley.reading import read as statements_of
from parley.reading.one_source import How

TEXT = "Officials said that neither side is ready for talks.\n\nThe envoy said that the winter would decide.\n"


def put(ledger: Ledger, document: Document) -> str | None:
    return ledger.add(document, statements_of(document)).supersedes


def page(title: str, url: str, *paragraphs: str, name: str) -> Document:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    head = f'<title>{title}</title><link rel="canonical" href="{url}">'
    return read(f"<html><head>{head}</head><body><h1>{title}</h1>{body}</body></html>".encode(), name=name)


def test_files_of_one_name_in_two_folders_are_two_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.md").write_text(f"{TEXT}\nFolder {folder} said so.\n")
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        for folder in ("a", "b"):
            monkeypatch.chdir(tmp_path / folder)
            assert put(ledger, read("notes.md")) is None
        assert len(ledger.documents()) == 2


def test_a_file_is_known_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    place = tmp_path / "in/notes.md"
    place.write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    with Ledger.open("l.sqlite") as ledger:
        first = read("in/notes.md")
        put(ledger, first)
        place.write_text(TEXT + "\nThe envoy said more.\n")
        monkeypatch.chdir(tmp_path / "in")
        assert put(ledger, read("./notes.md")) == first.id
        place.write_text(TEXT + "\nThe envoy said still more.\n")
        assert put(ledger, read(place)) is not None
        assert len(ledger.documents()) == 1 and len(ledger.documents(all_versions=True)) == 3


def test_one_page_saved_twice_under_two_names() -> None:
    with Ledger.memory() as ledger:
        url = "https://post.example/2023/talks"
        old = page("Talks fail", url, TEXT, "He said no.", name="old.html")
        put(ledger, old)
        judge(ledger, [ledger.statements()[0].id], "accept", "RM")
        assert put(ledger, page("Talks fail", url, TEXT, "He said maybe.", name="new.html")) == old.id
        assert ledger.count(Filter(status="accepted")) == 1


def test_what_is_carried_is_what_was_decided_and_a_merge_can_still_be_taken_back() -> None:
    text = "Ann Doe, the minister, said that the border must be restored first.\n"
    old, new = (from_text(t, name="a.md", path="x/a.md") for t in (text, f"{text}\nHe said more.\n"))
    with Ledger.memory() as ledger:
        put(ledger, old)
        known = ledger.statements()[0].id
        recode(ledger, known, "talks-now", "later", "RM")
        merge(ledger, ["Ann Doe"], "A. Doe", "RM")
        put(ledger, new)
        made = ledger.statements()[0]
        assert made.resolved == "A. Doe" and [(s.proposition, s.side) for s in made.stances] == [("talks-now", "later")]
        carried = next(d for d in history(ledger, made.id) if d.kind == "recode")
        assert list(carried.value) == ["stances"] and "recode talks-now: later" in decision_line(carried)
        undo(ledger, "RM", 2)
        assert ledger.statements()[0].resolved == "Ann Doe"


def test_a_careless_site_that_states_one_address_for_all_its_pages() -> None:
    with Ledger.memory() as ledger:
        url = "https://post.example/news"
        put(ledger, page("Talks fail", url, TEXT, name="one.html"))
        other = "Ministers met in the harbour town and said nothing at all to those who had come to ask."
        assert put(ledger, page("Grain deal signed", url, other, name="two.html")) is None
        assert len(ledger.documents()) == 2


def test_a_summary_in_a_feed_does_not_supersede_the_whole_article(tmp_path: Path) -> None:
    url = "https://post.example/2023/talks"
    feed = (
        f"<rss version='2.0'><channel><title>Post</title><item><title>Talks fail</title><link>{url}</link>"
        "<description>Officials said that nobody is ready.</description></item></channel></rss>"
    )
    (tmp_path / "feed.xml").write_text(feed)
    with Ledger.memory() as ledger:
        put(ledger, page("Talks fail", url, TEXT, TEXT, name="whole.html"))
        (outcome,) = ingest(ledger, [Source(str(tmp_path / "feed.xml"))])
        assert outcome.added[0].supersedes is None and len(ledger.documents()) == 2
    with Ledger.memory() as ledger:  # the other way round the whole takes the place of the summary
        list(ingest(ledger, [Source(str(tmp_path / "feed.xml"))]))
        assert put(ledger, page("Talks fail", url, TEXT, TEXT, name="whole.html")) is not None


def test_a_feed_enters_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = "".join(f"<item><title>No. {n}</title><description>He said {n}.</description></item>" for n in range(9))
    (tmp_path / "feed.xml").write_text(f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>")
    sources = [Source(str(tmp_path / "feed.xml"))]
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        add, count = ledger.add, 0

        def stopped(*given: object, **more: object) -> object:
            nonlocal count
            count += 1
            if count == 5:
                raise KeyboardInterrupt
            return add(*given, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(ledger, "add", stopped)
        with pytest.raises(KeyboardInterrupt):
            list(ingest(ledger, sources))
        monkeypatch.undo()
        assert ledger.documents() == ()
        (outcome,) = ingest(ledger, sources)
        assert len(outcome.added) == len(ledger.documents()) == 9


def test_without_processes_the_run_goes_on_in_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(f"{TEXT}\nNumber {number} said so.\n")

    def none(*_: object, **__: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("parley.reading.workers.ProcessPoolExecutor", none)
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        sources = [Source(os.fspath(p)) for p in sorted(tmp_path.glob("*.md"))]
        assert all(o.refused is None for o in ingest(ledger, sources, workers=2)) and len(ledger.documents()) == 3


def test_a_note_is_from_nowhere() -> None:
    with Ledger.memory() as ledger:
        put(ledger, from_text("He said no.", name="standard input"))
        assert put(ledger, from_text("He said yes.", name="standard input")) is None


PAGE = """<html><body><article><h1>Talks stall</h1><p>President Ada Quist said on Friday that the talks between the two
governments would not go on before the summer, and that the army would hold the valley until then.</p><p>{two}</p></article>
<aside><h2>Most read</h2><p>{other}</p></aside></body></html>"""
TWO = (
    "Bo Lund, the envoy, said that he regretted the decision and that the two sides had been close to an understanding."
)


def test_a_page_whose_furniture_alone_changed_is_known_and_one_whose_words_changed_is_not() -> None:
    def saved(two: str, other: str) -> Document:
        return read(PAGE.format(two=two, other=other).encode(), name="news/page.html")

    first, again, changed = (
        saved(TWO, "Port falls"),
        saved(TWO, "Envoy leaves"),
        saved(TWO + " No more.", "Envoy leaves"),
    )
    assert first.id != again.id
    with Ledger.memory() as ledger:
        kept = ledger.add(first, statements_of(first), digest="a")
        known = ledger.add(again, statements_of(again), digest="b")
        assert (known.document, known.new, known.statements, known.supersedes) == (first.id, False, 0, None)
        assert ledger.has("b", "rules")  # the next run does not even read it
        assert [d.id for d in ledger.documents(all_versions=True)] == [first.id] and kept.new
        assert ledger.add(again, statements_of(again), reader="learned", digest="b").supersedes == first.id
        assert ledger.add(changed, statements_of(changed), digest="c").supersedes == again.id


def read_in(ledger: Ledger, *paths: Path) -> None:
    list(ingest(ledger, [Source(str(p)) for p in paths], workers=1))


def test_a_text_that_goes_back_to_an_earlier_version_is_the_one_that_stands(tmp_path: Path) -> None:
    place = tmp_path / "notes.md"
    more = TEXT + "\nThe envoy said that it was cold.\n"
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        for text in (TEXT, more):
            place.write_text(text)
            read_in(ledger, place)
        judge(ledger, [next(e.statement.id for e in ledger.entries(Filter(words="winter")))], "accept", "ann")
        for n in range(3):
            place.write_text(TEXT)
            read_in(ledger, place)
            assert [d.text for d in ledger.documents()] == [TEXT], n
            assert [e.status for e in ledger.entries()] == ["open", "accepted"]
            place.write_text(more)
            read_in(ledger, place)
            assert [d.text for d in ledger.documents()] == [more], n
            assert [e.status for e in ledger.entries()] == ["open", "accepted", "open"]
        place.write_text(TEXT)
        read_in(ledger, place)
        read_in(ledger, place)
        place.write_text(TEXT + "\nThe envoy said less.\n")
        read_in(ledger, place)
        assert [d.text for d in ledger.documents()] == [TEXT + "\nThe envoy said less.\n"]
        assert len(ledger.documents(all_versions=True)) == 3
        assert len(history(ledger)) <= 10


def test_of_two_copies_one_is_changed_and_the_other_stands(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    for place in (one, two):
        place.write_text(TEXT)
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        read_in(ledger, one, two)
        one.write_text(TEXT + "\nThe envoy said more.\n")
        read_in(ledger, one, two)
        assert [d.text for d in ledger.documents()] == [TEXT, one.read_text()]
        two.write_text(TEXT + "\nThe envoy said less.\n")
        read_in(ledger, one, two)
        assert sorted(d.text for d in ledger.documents()) == sorted([one.read_text(), two.read_text()])


class Going:
    """A file that goes from text to text, read each time."""

    def __init__(self, ledger: Ledger, place: Path) -> None:
        self.ledger, self.place = ledger, place

    def to(self, *sentences: str) -> Going:
        self.place.write_text("\n\n".join(sentences) + "\n")
        read_in(self.ledger, self.place)
        return self

    def one(self, words: str) -> str:
        return next(e.statement.id for e in self.ledger.entries(Filter(words=words, status="all")))

    def status(self, words: str) -> str:
        return self.ledger.entry(self.one(words)).status


READY = "Officials said that neither side is ready for talks."
WINTER = "The envoy said that the winter would decide."


@pytest.fixture
def going(tmp_path: Path) -> Iterator[Going]:
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        yield Going(ledger, tmp_path / "notes.md")


def test_the_last_word_stands_on_every_version(going: Going) -> None:
    judge(going.ledger, [going.to(READY, WINTER).one("winter")], "accept", "ann")
    assert going.to(READY, WINTER, "One more.").status("winter") == "accepted"
    judge(going.ledger, [going.one("winter")], "reject", "bob")
    for texts in ((READY, WINTER), (READY, WINTER, "One more."), (WINTER,)) * 2:
        assert going.to(*texts).status("winter") == "rejected"
    undo(going.ledger, "bob")
    for texts in ((READY, WINTER), (READY, WINTER, "One more.")):
        assert going.to(*texts).status("winter") == "accepted"
    undo(going.ledger, "ann")
    for texts in ((READY, WINTER), (READY, WINTER, "One more.")):
        assert going.to(*texts).status("winter") == "open"
    assert len(history(going.ledger)) == 4  # nothing is copied


def test_words_that_come_back_bring_their_decision_and_are_no_orphan(going: Going) -> None:
    judge(going.ledger, [going.to(READY, WINTER).one("winter")], "accept", "ann")
    going.to(READY)
    assert [e.statement.content_text for e, _, _ in going.ledger.orphans()] == [("that the winter would decide",)]
    assert going.to(READY, "In short:", WINTER).status("winter") == "accepted"
    assert going.ledger.orphans() == ()
    going.to(READY)
    assert len(going.ledger.orphans()) == 1
    assert going.to(READY, WINTER).status("winter") == "accepted" and going.ledger.orphans() == ()


def test_a_corrected_span_goes_with_its_words(going: Going) -> None:
    known = going.to(READY, WINTER).one("winter")
    text = going.ledger.text(going.ledger.entry(known).statement.document)
    at = text.index("winter")
    correct(going.ledger, known, {"content": [[at, at + 6]], "resolved": "Ann Doe"}, "ann")
    going.to("A line above.", READY, WINTER)
    moved = going.ledger.entry(going.one("winter")).statement
    assert moved.content_text == ("winter",) and moved.resolved == "Ann Doe"
    assert check(going.ledger).faults == ()


def test_codes_of_two_coders_on_two_versions_meet(going: Going) -> None:
    code(going.ledger, going.to(READY, WINTER).one("winter"), "tone", "firm", "ann")
    code(going.ledger, going.to(READY, WINTER, "One more.").one("winter"), "tone", "firm", "bob")
    (found,) = [a for a in agreement(going.ledger) if a.variable == "tone"]
    assert found.units == 1 and set(found.coders) == {"ann", "bob"}


def test_what_was_accepted_stays_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "Nov. 3, 2022\n\nThe prime minister of Norland said on Monday that talks would begin.\n"
    )
    book = extended(default_codebook(), Codebook(offices=(Office("prime minister of norland", "Kaja Oder", None),)))
    source = [Source(str(tmp_path / "a.md"))]
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        list(ingest(ledger, source, how=How(book)))
        (entry,) = ledger.entries()
        assert entry.statement.resolved == "Kaja Oder"
        judge(ledger, [entry.statement.id], "accept", "ann")
        list(ingest(ledger, source))  # what is in already is not read with less knowledge
        list(ingest(ledger, source, again=True))
        (after,) = ledger.entries()
        assert (after.statement.resolved, after.status) == ("Kaja Oder", "accepted")
        undo(ledger, "ann")
        (after,) = ledger.entries()
        assert after.statement.resolved != "Kaja Oder"


def test_a_file_renamed_and_then_edited_is_one_source(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text(TEXT)
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        read_in(ledger, one)
        one.rename(two)
        read_in(ledger, two)
        two.write_text(TEXT + "\nThe envoy said that it was cold.\n")
        read_in(ledger, two)
        assert [d.text for d in ledger.documents()] == [two.read_text()]


def test_of_two_copies_the_changed_one_goes_back(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        for text in (TEXT, TEXT + "\nThe envoy said that it was cold.\n", TEXT):
            one.write_text(text)
            two.write_text(TEXT)
            read_in(ledger, one, two)
        assert [d.text for d in ledger.documents()] == [TEXT]


def test_the_articles_of_a_feed_are_not_versions_of_each_other(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>T{n}</title><link>https://x.example/{n}</link><description>{READY} {n}.</description></item>"
        for n in (1, 2, 3)
    )
    place = tmp_path / "f.xml"
    place.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel><title>W</title>{items}</channel></rss>')
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        for _ in range(4):
            read_in(ledger, place)
            assert len(ledger.documents()) == 3


LINES = (READY, WINTER, "The minister said that the border was closed.")
STEP = st.one_of(
    st.sets(st.sampled_from((0, 1, 2)), min_size=1).map(lambda kept: ("text", tuple(sorted(kept)))),
    st.tuples(st.sampled_from(("accept", "reject")), st.sampled_from((0, 1, 2))),
    st.just(("undo", None)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, max_size=14))
def test_whatever_happens_the_last_word_that_was_not_taken_back_stands(steps: list[tuple[str, Any]]) -> None:
    """Any texts in any order, any decisions between them: each sentence has the status of its own latest decision."""
    words = ("ready", "winter", "border")
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "l.sqlite")) as ledger:
        going = Going(ledger, Path(folder, "notes.md"))
        here: tuple[int, ...] = (0, 1, 2)
        going.to(*(LINES[i] for i in here))
        log: list[tuple[str, int]] = []
        for kind, what in steps:
            if kind == "text":
                here = what
                going.to(*(LINES[i] for i in here))
            elif kind == "undo" and log:
                undo(ledger, "ann")
                log.pop()
            elif kind in ("accept", "reject") and what in here:
                judge(ledger, [going.one(words[what])], kind, "ann")  # type: ignore[arg-type]
                log.append((kind, what))
            for i in here:
                latest = next((k for k, of in reversed(log) if of == i), None)
                assert going.status(words[i]) == {None: "open", "accept": "accepted", "reject": "rejected"}[latest]
            gone = {of for k, of in log if of not in here}
            assert len(ledger.orphans()) == len(gone)
        assert check(ledger).faults == ()
