"""Titles inside sentences: their case and their articles, for kinds of deal, options and parties alike."""

from __future__ import annotations

from parley.insight.results.words import listed

ARTICLES = ("a", "an", "the")
_LOWER = {
    "a", "an", "the", "full", "ceasefire", "prisoners", "limited", "back", "land", "frozen", "attritional", "stalemate",
    "binding", "four", "out", "sanctions", "guarantees", "forces", "alignment", "phased", "settlement", "framework",
    "deal", "agreement", "peace", "truce", "armistice", "comprehensive", "first", "exchange", "pause", "local", "carts",
    "customs", "grain", "enrichment", "relief", "interim", "stock", "some", "no", "partial", "justice", "reparations", "security",
    "text",
    "final", "last", "new", "one", "two", "three", "five", "six", "more", "small", "large", "great", "grand", "whole", "bilateral",
    "general", "permanent", "provisional", "temporary", "early", "late", "long", "short", "lasting", "mutual", "joint", "single",
    "separate", "staged", "step", "step-by-step", "treaty", "pact", "accord", "package", "roadmap", "freeze", "cessation",
    "humanitarian", "political", "military", "economic", "territorial", "open", "quiet", "secret", "formal", "informal",
    "another", "any", "all", "both", "each", "its", "their", "what", "how", "who", "war", "end", "ending", "halt", "return",
    "disarmament", "demobilisation", "demobilization", "power", "power-sharing", "autonomy", "federal", "constitutional",
}  # fmt: skip
_ENDINGS = ("tion", "sion", "ment", "ness", "ship", "drawal")
"""Of words that are no names."""


def short(title: str) -> str:
    """A title with its first letter lowered, for use inside a sentence (names and acronyms keep theirs)."""
    first = title.split(" ", 1)[0]
    word = first.lower().rstrip(",:;")
    plain = first == "A" or (len(first) > 1 and first[1:].lower() == first[1:])
    return title[0].lower() + title[1:] if plain and (word in _LOWER or word.endswith(_ENDINGS)) else title


def without_article(title: str) -> str:
    """A title as what follows "no": lowered, without an article of its own."""
    first, _, rest = short(title).partition(" ")
    return rest if rest and first in ARTICLES else short(title)


def with_article(title: str) -> str:
    """A title with its article: "a full settlement", "an interim deal"; one that brings its own keeps it."""
    name = short(title)
    if name.split(" ", 1)[0] in ARTICLES:
        return name
    vowel = name[:1].lower() in ("a", "e", "i", "o") or (name[:2] in ("un", "Un") and not name.lower().startswith(_YOU))
    return f"{'an' if vowel else 'a'} {name}"


_YOU = ("uni", "una")
"""Begin with the sound of "you" in "unified", "unanimous"; "un" else does not."""


def within(name: str) -> str:
    """A party's name inside a sentence: "the Knesset", "the United States"."""
    if name.startswith(("The ", "A ", "An ")):
        return name[0].lower() + name[1:]
    return f"the {name}" if name.startswith("United ") else name


def named(names: list[str]) -> str:
    """Parties inside a sentence: "Egypt, Israel and the Knesset"."""
    return listed([within(name) for name in names])


def capital(text: str) -> str:
    """The first letter raised, for the start of a sentence."""
    return text[:1].upper() + text[1:]
