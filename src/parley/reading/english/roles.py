"""What kind of speaker a noun names: a person, an office, a group, an organisation, a text, an outlet."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from parley.reading.english import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def table() -> dict[str, str]:
    """Role nouns by lemma."""
    return {row["word"]: row["kind"] for row in lexicon.rows("roles.csv")}


_DOERS = ("ist", "ian", "eer", "ster", "yer", "owner", "holder", "worker", "lord", "ant", "ogue")
_THINGS = frozenset(
    [
        "restaurant",
        "plant",
        "grant",
        "covenant",
        "warrant",
        "merchant-ship",
        "giant",
        "elephant",
        "constant",
        "variant",
        "instant",
        "pageant",
        "engineer-list",
        "mist",
        "list",
        "twist",
        "fist",
        "wrist",
        "gist",
        "amish",
        "guardian",
    ]
)
_PERSON_ENDS = ("man", "woman", "ologist", "ician", "ionist", "maker", "goer", "keeper")


def word_kind(lemma: str) -> str | None:
    """The kind of a noun by its lemma, by table and then by the endings that only people have."""
    known = table().get(lemma)
    if known is not None:
        return known
    if lemma.endswith(_PERSON_ENDS) or (lemma.endswith(_DOERS) and len(lemma) > 5 and lemma not in _THINGS):
        return "person"
    return None


_PARTS = (
    {"envoy", "mediator", "emissary", "negotiator", "go-between", "intermediary"},
    {"diplomat", "ambassador", "envoy"},
    {"lawmaker", "legislator", "parliamentarian", "senator", "congressman", "congresswoman", "representative"},
    {"officer", "colonel", "general", "major", "captain", "lieutenant", "commander", "brigadier"},
    {"adviser", "advisor", "aide"},
    {"spokesman", "spokeswoman", "spokesperson"},
    {"rebel", "insurgent", "guerrilla", "fighter", "militant"},
)
"""Nouns by which news texts call one and the same person in turn: parts in affairs, which another may well play."""
_CALLINGS = (
    {"lawyer", "attorney", "counsel", "barrister", "solicitor"},
    {"soldier", "sergeant", "corporal", "private", "conscript"},
    {"doctor", "physician", "surgeon"},
    {"scholar", "professor", "academic", "historian", "researcher", "lecturer"},
    {"cleric", "priest", "bishop", "archbishop", "pastor", "reverend", "imam", "rabbi", "vicar"},
    {"journalist", "reporter", "correspondent"},
    {"farmer", "grower", "rancher"},
)
"""The same for callings."""


@cache
def like(lemma: str) -> frozenset[str]:
    """The noun and those that may stand for it."""
    return frozenset({lemma}).union(*(group for group in (*_PARTS, *_CALLINGS) if lemma in group))


def part(lemma: str) -> bool:
    """Whether the noun names a part in affairs, which somebody else than the last one named may well play."""
    return any(lemma in group for group in _PARTS) or word_kind(lemma) == "office"


def kind_of(noun: Token) -> str | None:
    """The kind of a parsed noun."""
    return word_kind(noun.lemma_.lower())
