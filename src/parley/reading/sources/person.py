"""Somebody whom a document names: name, titles, offices; and what stands beside the name that tells them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parley.reading.english.roles import word_kind
from parley.reading.english.spelling import TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan


STYLES = frozenset(
    ["bishop", "archbishop", "cardinal", "imam", "rabbi", "deacon", "nurse", "mp", "corporal", "chaplain", "mullah", "ayatollah",
     "patriarch", "comrade", "private", "constable", "councillor", "deputy", "baroness", "dame", "sheikh", "father", "sister",
     "brother", "mother", "lord", "lady", "prince", "princess", "spokesman", "spokeswoman", "rebel", "engineer"]
)  # fmt: skip
"""Words before a name that are no part of it, though no office either; before a surname alone only the first of them are."""
WOMEN = frozenset({"mrs.", "ms.", "mrs", "ms", "madam", "lady", "spokeswoman", "chairwoman", "congresswoman", "queen"})
MEN = frozenset({"mr.", "mr", "sir", "lord", "spokesman", "congressman", "king", "pope"})
_RANKS = frozenset({"deputy", "vice", "prime", "former", "assistant", "acting"})
PORTFOLIOS = _RANKS | frozenset(
    ["foreign", "defence", "defense", "interior", "home", "finance", "justice", "health", "education", "trade", "economy",
     "energy", "environment", "transport", "labour", "labor", "culture", "agriculture", "information", "police", "army",
     "navy", "naval", "opposition", "rebel", "party", "union", "chief", "senior", "junior", "provincial", "regional", "legal",
     "military", "political", "security", "economic", "human"]
)  # fmt: skip


@dataclass(slots=True)
class Person:
    """Somebody the document names."""

    name: str
    surname: str
    roles: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    """Lower-case words of appositions: "professor", "chairman", "joint", "chiefs"."""
    portfolios: set[str] = field(default_factory=set)
    """What tells one office from another: "foreign", "deputy"."""
    gender: str | None = None
    party: str | None = None
    places: list[int] = field(default_factory=list)
    """Character positions of the mentions, in the view."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place of the view."""

    start: int
    end: int
    person: Person
    subject: bool


def may_hold(person: Person, portfolio: frozenset[str]) -> bool:
    """Whether what is said of an office leaves open that it is this person's."""
    if portfolio & _RANKS - person.portfolios:
        return False
    return not portfolio or not person.portfolios or bool(portfolio & person.portfolios)


def describe(person: Person, doc: Doc, start: int, end: int) -> None:
    """Titles before the name, and the words of the apposition after it."""
    index = start - 1
    while index >= 0 and start - index <= 6:
        word = doc[index].lower_
        if word == "." and index and f"{doc[index - 1].lower_}." in TITLES:  # a tokeniser may part the mark of "Col."
            index -= 1
            word = f"{doc[index].lower_}."
        elif not doc[index].text[:1].isupper() or doc[index].tag_ not in ("NNP", "NNPS", "NN", "JJ"):
            break
        if word in WOMEN or word in MEN:
            person.gender = "f" if word in WOMEN else "m"
        role = TITLES.get(word) or (word if word_kind(word) == "office" or word in STYLES else "")
        if role:
            person.roles.add(role)
        if word in PORTFOLIOS:
            person.portfolios.add(word)
        index -= 1
    if start > 0 and word_kind(doc[start - 1].lower_) in ("office", "person"):
        person.roles.add(doc[start - 1].lemma_.lower())
    above = doc[end - 1].head if doc[end - 1].dep_ == "appos" else doc[start]
    called = above.i < start and doc[start - 1].text == "," and word_kind(above.lemma_.lower()) in ("office", "person")
    if called and above.tag_ in ("NN", "NNP"):  # "the foreign minister, Ann Lee, said"
        person.described.add(above.lemma_.lower())
        person.portfolios |= {t.lower_ for t in doc[above.left_edge.i : above.i]} & PORTFOLIOS
    if end + 1 < len(doc) and doc[end].text == ",":
        stop = end + 1
        while stop < min(len(doc), end + 16) and doc[stop].text not in {",", ".", ";", '"', "”"}:
            stop += 1
        if (stop < len(doc) and stop - end > 2) or stop > end + 1:
            for token in doc[end + 1 : stop]:
                if token.tag_ in ("NN", "NNP", "NNS", "JJ") and word_kind(token.lemma_.lower()) in ("office", "person"):
                    person.described.add(token.lemma_.lower())
                if token.lower_ in PORTFOLIOS:
                    person.portfolios.add(token.lower_)
                if token.lower_ in WOMEN or token.lower_ in MEN:
                    person.gender = "f" if token.lower_ in WOMEN else "m"


def agrees(person: Person, gender: str | None) -> bool:
    """Whether the person may be he or she ("m", "f"; None for either)."""
    return gender is None or person.gender is None or person.gender == gender


def portfolio_of(phrase: TokenSpan, head: Token) -> frozenset[str]:
    """What stands before a role noun and tells one office from another."""
    return frozenset(t.lower_ for t in phrase[: head.i - phrase.start]) & PORTFOLIOS


__all__ = [
    "MEN",
    "PORTFOLIOS",
    "STYLES",
    "WOMEN",
    "Mention",
    "Person",
    "agrees",
    "describe",
    "may_hold",
    "portfolio_of",
]
