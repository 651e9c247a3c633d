"""The two articles of the reference material: what has an explicit cue is found, and little else.

The list was made by reading the newspaper article: source words, cue, first words of what was said.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.documents import Document
from parley.documents import read as read_document
from parley.documents.view import plain
from parley.reading import Statement, read

# (words of the source, cue, first words of the content, resolved name or None)
EXPECTED = [
    ("Gen. Mark A. Milley", "has made the case", "that the Ukrainians should", "Mark A. Milley"),
    ("America's top general", "urging", "negotiations", "Mark A. Milley"),
    ("other advisers", "argue", "that it is too", None),
    ("officials informed", "according to", "Gen. Mark A. Milley", None),
    ("Gen. Mark A. Milley", "has made the case", "that the Ukrainians have", "Mark A. Milley"),
    ("other senior officials", "have resisted", "the idea", None),
    ("other senior officials", "maintaining", "that neither side", None),
    ("Mr. Biden's advisers", "believe", "the war will", None),
    ("officials", "said", "While Mr. Biden's advisers", None),
    ("they", "have concluded", "that the moment", None),
    ("he", "said", '"Seize the moment', "Mark A. Milley"),
    ("he", "said", '"We\'ve seen the Ukrainian', "Mark A. Milley"),
    ("The White House", "distancing", "any perception that", "White House"),
    ("Jake Sullivan", "told", '"The United States is', "Jake Sullivan"),
    ("The head of the Wagner", "said", "that his fighters", "Yevgeny Prigozhin"),
    ("Ukraine's military", "was quickly rejected", "The claim", None),
    ("the Pentagon", "announced", "that it was sending", "Pentagon"),
    ("the Defense Department", "rebuffed", "Ukrainian requests for", "Defense Department"),
    ("American officials", "fear", "Gray Eagle", None),
    ("The Wall Street Journal", "reported", "However, the Defense", "Wall Street Journal"),
    ("the Biden administration", "was urging", "Mr. Zelensky to at", None),
    ("American officials", "denied", "that", None),
    ("they", "said", "at the end of", None),
    ("Mr. Sullivan", "suggested", "that Mr. Zelensky think", "Jake Sullivan"),
    ("he", "said", '"It remains to be', "Joe Biden"),
    ("Mr. Biden", "quickly said", "no", "Joe Biden"),
    ("he", "said", '"That\'s up to the', "Joe Biden"),
    ("Some current and former", "said", "the nuance of", None),
    ("the administration", "wants", "to be prepared", None),
    ("Charles A. Kupchan", "said", '"My sense is', "Charles A. Kupchan"),
    ("He", "added", '"It\'s setting the', "Charles A. Kupchan"),
    ("some foreign policy experts", "argue", "that it would be", None),
    ("Daniel Fried", "wrote", '"The United States and', "Daniel Fried"),
    ("Mr. Zelensky and his aides", "reiterated", "that Ukraine had", "Volodymyr Zelensky"),
    ("Ukraine", "had repeatedly proposed", "resuming peace talks", "Ukraine"),
    ("analysts", "noted", "that the Ukrainian leader", None),
    ("the Ukrainian leader", "did not repeat", "earlier statements that", "Volodymyr Zelensky"),
    ("Representative Kevin McCarthy", "has rejected", 'a "blank check"', "Kevin McCarthy"),
    ("a letter", "recommending", "negotiations", "a group of progressive House Democrats"),
    ("some on the left", "continue to push for", "talks", None),
    ("Representative Alexandria", "told", '"I believe that', "Alexandria Ocasio-Cortez"),
    ("officials", "said", "In internal discussions", None),
    ("He", "has pointed to", "satellite imagery", "Mark A. Milley"),
    ("officials", "said", "Given that", None),
    ("the general", "has argued", "that fighting may", "Mark A. Milley"),
    ("he", "cites", "World War I", "Mark A. Milley"),
    ("officials", "said", "The point is not", None),
    ("Mr. Biden or Mr. Sullivan", "is not shared", "General Milley's", "Joe Biden and Jake Sullivan"),
    ("the officials", "said", "General Milley's judgment", None),
    ("they", "said", "Mr. Putin has shown", None),
    ("the officials", "said", "If the United States", None),
    ("Steven Pifer", "said", '"Only Zelensky and', "Steven Pifer"),
]  # fmt: skip

# True too, though with a cue that a reader may pass over.
ALSO = {"hinting at", "impression", "repeating", "not currently pressing for", "does not want", "is pushing"}


@pytest.fixture(scope="module")
def newspaper(shared: Path) -> tuple[Document, tuple[Statement, ...]]:
    (path,) = (shared / "articles").glob("nyt-*.md")
    document = read_document(path)
    return document, read(document)


@pytest.fixture(scope="module")
def think_tank(shared: Path) -> tuple[Document, tuple[Statement, ...]]:
    (path,) = (shared / "articles").glob("washington-institute-*.md")
    document = read_document(path)
    return document, read(document)


def _match(document: Document, s: Statement, row: tuple[str, str, str, str | None]) -> bool:
    source, cue, first, _ = row
    words = plain(document, s.content[0])
    return s.source_text.startswith(source) and s.cue_text == cue and words.startswith(first)


@pytest.mark.shared
def test_explicit_cues_are_found_with_their_speakers(newspaper: tuple[Document, tuple[Statement, ...]]) -> None:
    document, statements = newspaper
    missed, wrong = [], []
    for row in EXPECTED:
        found = [s for s in statements if _match(document, s, row)]
        if not found:
            missed.append(row)
        elif found[0].resolved != row[3]:
            wrong.append((row, found[0].resolved))
    assert len(missed) <= 0.05 * len(EXPECTED), missed
    assert not wrong


@pytest.mark.shared
def test_little_else_is_found(newspaper: tuple[Document, tuple[Statement, ...]]) -> None:
    document, statements = newspaper
    extra = [
        (s.source_text, s.cue_text, plain(document, s.content[0])[:40]) for s in statements
        if s.cue_text not in ALSO and not any(_match(document, s, row) for row in EXPECTED)
    ]  # fmt: skip
    assert len(extra) <= 0.05 * len(statements), extra


@pytest.mark.shared
def test_footing_of_the_newspaper_article(newspaper: tuple[Document, tuple[Statement, ...]]) -> None:
    _, statements = newspaper
    informed = next(s for s in statements if s.source_text.startswith("officials informed"))
    assert informed.footing.kind == "unnamed_group"
    assert informed.footing.setting == "private"
    assert informed.footing.reason is not None
    assert informed.footing.reason.startswith("because they were not authorized")
    speech = next(s for s in statements if "Seize" in s.content_text[0])
    assert (speech.footing.kind, speech.footing.setting, str(speech.date)) == ("on_record", "public", "2022-11-09")
    assert next(s for s in statements if s.source_text.startswith("Representative Alex")).footing.via == "the Intercept"
    assert next(s for s in statements if s.cue_text == "reported").footing.kind == "relayed"
    nested = next(s for s in statements if s.cue_text == "has argued")
    assert nested.within is not None
    assert nested.footing.kind == "unnamed_group"


@pytest.mark.shared
def test_the_sidebar_is_furniture_and_not_of_the_articles_date(
    newspaper: tuple[Document, tuple[Statement, ...]],
) -> None:
    _, statements = newspaper
    sidebar = [s for s in statements if s.furniture]
    assert {s.cue_text for s in sidebar} == {"said", "was quickly rejected"}
    assert all(s.date is None or s.date.year == 2023 for s in sidebar)


@pytest.mark.shared
def test_the_think_tank_page(think_tank: tuple[Document, tuple[Statement, ...]]) -> None:
    document, statements = think_tank
    assert document.excerpt is not None
    own = [s for s in statements if s.footing.kind == "author"]
    assert own[0].resolved == "James Sebenius and Michael Singh"
    assert own[0].content_text[0].startswith("No deal is possible")
    letter = next(s for s in statements if s.source_text == "a letter")
    assert letter.resolved is not None
    assert letter.resolved.startswith("progressive Democrats")
    call = next(s for s in statements if s.cue_text == "repeated")
    assert call.resolved == "Mark A. Milley"
