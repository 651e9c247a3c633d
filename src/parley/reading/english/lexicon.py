"""The words that report: verbs and nouns with the kinds of content that they take, read from ``data/*.csv``.

Frames: ``c`` a clause, ``q`` a quotation, ``i`` an infinitive ("promised to end"), ``g`` a gerund ("denied having"),
``n`` a noun phrase ("rejected the idea"), ``s`` an object and what it is called ("called it a mistake"), ``p:WORD;WORD`` a phrase after one of these prepositions ("accused … of").
Kinds say what the speaker does: say, think, ask, want, promise, deny, favour, blame, praise, show, publish.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """What a reporting word may be followed by."""

    lemma: str
    clause: bool
    quote: bool
    infinitive: bool
    gerund: bool
    noun: bool
    naming: bool
    after: frozenset[str]
    kind: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in ``reading/data``; lines that start with ``#`` are comments."""
    text = files("parley.reading").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line.strip() and not line.startswith("#")))


def _cue(row: dict[str, str]) -> Cue:
    frames, _, after = row["frames"].partition("p:")
    if not after and ":" in frames:
        frames, _, after = frames.partition(":")
    if "p" in frames:
        frames = frames.replace("p", "")
    return Cue(
        row["lemma"], "c" in frames, "q" in frames, "i" in frames, "g" in frames, "n" in frames, "s" in frames,
        frozenset(w for w in after.split(";") if w), row["kind"],
    )  # fmt: skip


@cache
def verbs() -> dict[str, Cue]:
    """Reporting verbs by lemma."""
    return {row["lemma"]: _cue(row) for row in rows("cues.csv")}


_MISREAD = {"hop": "hope", "dismisse": "dismiss", "retweete": "retweet", "critique": "criticize"}
"""Lemmas that the lemmatiser makes of reporting verbs by mistake ("hoped" as "hop")."""


def verb(token: Token) -> Cue | None:
    """The reporting verb that a token is a form of."""
    lemma = token.lemma_.lower()
    return verbs().get(_MISREAD.get(lemma, lemma))


@cache
def nouns() -> dict[str, Cue]:
    """Reporting nouns by lemma."""
    return {row["lemma"]: _cue(row) for row in rows("cue_nouns.csv")}


HEDGES = frozenset(
    [
        "reportedly",
        "apparently",
        "allegedly",
        "seemingly",
        "supposedly",
        "purportedly",
        "presumably",
        "perhaps",
        "maybe",
        "possibly",
    ]
)
"""Adverbs that make a report uncertain."""
PRONOUNS = frozenset(
    [
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "one",
        "him",
        "her",
        "them",
        "us",
        "me",
    ]
)


def is_armed(noun: str) -> bool:
    """Whether a noun stands for those who most often fight the state whose name stands before it ("Velland's fighters")."""
    return noun in _movements()


@cache
def _movements() -> frozenset[str]:
    return frozenset(r["word"] for r in rows("actor_nouns.csv") if r["kind"] == "movement") - _OF_PEACE


_OF_PEACE = frozenset({"party", "group", "wing", "movement", "faction"})
