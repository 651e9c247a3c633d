"""The two articles that the work began with: what their brief has told since the first version, it goes on to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.insight.documents.brief import Brief, brief
from parley.insight.documents.lines import Line
from parley.reading import default_codebook
from parley.reading.one_source import document, statements

ARTICLES = sorted((Path(__file__).resolve().parents[3] / "shared" / "articles").glob("*.md"))


@pytest.fixture(scope="module")
def made() -> Brief:
    if not ARTICLES:
        pytest.skip("the two articles are not here (../shared/articles)")
    read = [document(path) for path in ARTICLES]
    return brief(read, [s for d in read for s in statements(d)], default_codebook())


def told(lines: tuple[Line, ...]) -> str:
    return "\n".join(f"{x.who}: {x.words}" for x in lines)


@pytest.mark.parametrize(
    ("side", "who", "words"),
    [
        ("for", "Mark A. Milley", "Seize the moment"),
        ("for", "Alexandria Ocasio-Cortez", "diplomatic solutions"),
        ("against", "Sebenius", "No deal is possible"),
        ("against", "other senior officials", "neither side is ready to negotiate"),
        ("later", "Jake Sullivan", "down the road"),
        ("ambiguous", "Joe Biden", "It remains to be seen"),
        ("ambiguous", "Charles A. Kupchan", "setting the table"),
    ],
)
def test_who_stands_where_on_talks(made: Brief, side: str, who: str, words: str) -> None:
    assert any(who in x.who and words in x.words for x in made.talks[side]), told(made.talks[side])
    for other, lines in made.talks.items():
        assert other == side or not any(who in x.who and words in x.words for x in lines), other


def test_who_is_against_a_truce(made: Brief) -> None:
    assert "Daniel Fried" in told(made.truce["against"]) and "Daniel Fried" not in told(made.truce["for"])


def test_conditions_disputes_and_wants(made: Brief) -> None:
    assert [(p.status, p.line.who) for p in made.preconditions] == [
        ("repeated", "Volodymyr Zelensky"), ("not repeated", "Volodymyr Zelensky"),
    ]  # fmt: skip
    pairs = {(a.who, r.who) for d in made.disputes for a in d.asserted for r in d.rejected}
    assert ("Yevgeny Prigozhin", "Ukraine's military") in pairs and ("some", "American officials") in pairs
    wants = told(made.wants)
    for words in ("blank check", "Gray Eagle", "impression of undercutting", "not pressuring"):
        assert words in wants, words


def test_who_fights_is_not_who_speaks_of_it() -> None:
    from parley.documents.collect import gather
    from parley.reading.actors.parties import found_parties
    from parley.reading.one_source import read_source

    if not ARTICLES:
        pytest.skip("the two articles are not here (../shared/articles)")
    found = [read_source(s) for s in gather([str(p) for p in ARTICLES])]
    parties = found_parties(
        [d for r in found for d, _ in r.found], [s for r in found for _, some in r.found for s in some],
        {k: v for r in found for k, v in r.sightings.items()},
    )  # fmt: skip
    assert {a.key for a in parties.belligerents} == {"ukraine", "russia"}
