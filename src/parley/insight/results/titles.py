"""Titles inside sentences: their case and their articles, for kinds of deal, options and parties alike."""

from __future__ import annotations

from parley.insight.results.words import listed

ARTICLES = ("a", "an", "the")
WHICH = (
    "all", "any", "another", "both", "each", "either", "every", "no", "one", "some", "several", "two", "three", "four", "five", "six",
    "its", "their", "our", "his", "her", "what", "whatever", "more",
)  # fmt: skip
"""Words that take the place of an article: "another truce", "no deal at all"."""
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
    """A title with its article: "a full settlement", "an interim deal"; one that brings its own, or a word in its place, keeps it, and
    one that is such a word alone stands in quotation marks."""
    name = short(title)
    first, _, rest = name.partition(" ")
    if first in ARTICLES:
        return name
    if first.rstrip(",:;.").lower() in (*WHICH, "none", "nothing", "everything"):
        return name if rest else f"“{title}”"
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
    """Parties inside a sentence: "Egypt, Israel and the Knesset"; with a comma before the last where a name has an "and" of its own."""
    told = [within(name) for name in names]
    if len(told) > 1 and any(" and " in name for name in told):
        return f"{', '.join(told[:-1])}, and {told[-1]}"
    return listed(told)


def capital(text: str) -> str:
    """The first letter raised, for the start of a sentence."""
    return text[:1].upper() + text[1:]
