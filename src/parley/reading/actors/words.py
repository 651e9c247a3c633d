"""The words by which texts name those who act in a war: tables of nouns and of words within names; countries by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parley.reading.codebook import default_codebook, places
from parley.reading.english import lexicon
from parley.reading.english.grammar import DAYS


@cache
def words_as(part: str) -> frozenset[str]:
    """The words that stand so beside names: leading, title, office, between, creed, common (``data/actor_words.csv``)."""
    return frozenset(r["word"] for r in lexicon.rows("actor_words.csv") if r["as"] == part)


def is_leading(word: str) -> bool:
    """Whether a word with a capital is no part of the name after it: "The", "On", "Monday"."""
    low = word.lower().rstrip(".")
    return low in words_as("leading") or low in DAYS


def is_title(word: str) -> bool:
    """Whether a word stands before a person's name, of an office or with one."""
    return word.lower().rstrip(".") in words_as("title")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the table: the kind of actor, and whether it may stand for one alone."""

    word: str
    kind: str
    alone: bool


@cache
def nouns() -> dict[str, Noun]:
    """Nouns of actors, lower case."""
    return {r["word"]: Noun(r["word"], r["kind"], bool(r["alone"])) for r in lexicon.rows("actor_nouns.csv")}


@cache
def bare_nouns() -> dict[str, str]:
    """Nouns that a text may write with a capital for the one of its country ("the Government") → kind."""
    return {n.word: n.kind for n in nouns().values() if n.alone and n.kind in ("army", "government", "movement")} | {
        "republic": "government"
    }


@cache
def name_words() -> dict[str, str]:
    """Words within names → kind."""
    return {r["word"]: r["kind"] for r in lexicon.rows("actor_names.csv")}


@cache
def short_names() -> frozenset[str]:
    """Words that, with a capital, may stand for the whole name."""
    return frozenset(r["word"] for r in lexicon.rows("actor_names.csv") if r["short"])


def is_office(word: str) -> bool:
    """Whether a word is an office that stands before a person's name."""
    low = word.lower().rstrip(".")
    return low in words_as("office") or low.removesuffix("s") in words_as("office")


def country(name: str) -> str | None:
    """The party key of the country, seat of power or people that is exactly so called; None where none is."""
    low = name.lower().removeprefix("the ")
    if len(low) <= 3 and not name.isupper() and "." not in name:
        return None  # the "Un" of a name
    return places().get(low) or places().get(f"the {low}") or _one_of_a_people().get(low)


@cache
def _one_of_a_people() -> dict[str, str]:
    """What one of a people is called, where it is not the adjective ("Serb", "Turk"), lower case → party key."""
    people = {r["people"].lower(): r["party"] for r in lexicon.rows("places.csv") if r["people"].endswith("s")}
    return {p[:-1]: key for p, key in people.items() if len(p) > 4}


@cache
def administration(name: str) -> str | None:
    """The party key of a state by the name of one who held an office of it ("the Harke administration"); None where two could be meant."""
    held = {o.party for o in default_codebook().offices if o.holder.split()[-1].lower() == name.lower() and o.party}
    return held.pop() if len(held) == 1 else None


@cache
def heirs() -> dict[str, str]:
    """Party key of a state that was → that of the state which has its seat and people."""
    return {r["party"]: r["heir"] for r in lexicon.rows("places.csv") if r.get("heir")}


@cache
def state_rows() -> dict[str, dict[str, str]]:
    """Party key → its row of the gazetteer."""
    out: dict[str, dict[str, str]] = {}
    for row in lexicon.rows("places.csv"):
        out.setdefault(row["party"], row)
    return out


@cache
def is_state(key: str) -> bool:
    """Whether the row of the gazetteer is a country, now or once."""
    return body_kind(key) == "state"


@cache
def body_kind(key: str) -> str | None:
    """state, organisation or movement, as the gazetteer has it; None for a key that it has not."""
    row = state_rows().get(key)
    return None if row is None else "state" if (row["kind"] or "former") == "former" else row["kind"]


_AFTER = "Liberation|Defen[cs]e|Army|Resistance|Front|Movement|Revolutionary|Republic|Party|Democratic|Council|Protection|Mobili[sz]ation|Congress|Militia"
CAP = (
    r"(?:(?:[A-Z]\.){2,}|(?:(?:[Aa]l|el|ad|as|at|an|ash|ar)-|al )[A-Z](?:[\w]|[’'](?!s\b))+|[A-ZÀ-Þ](?:[\w&-]|[’'](?!s\b)(?=\w)|"
    rf"[’'](?=s\s(?:{_AFTER}))|(?<=s)[’'](?=\s(?:{_AFTER})))*)"
)
"""A word with a capital, no possessive ending."""
RUN = rf"{CAP}(?:\s{CAP}|\s[A-Z]\.(?=\s[A-Z])|\s\d{{1,2}}(?=\s[A-Z])|\son\s(?:Development|Human|Security|Refugees)(?=\W)|\s(?:of|for)(?:\sthe)?\s{CAP}(?=\W)|\s(?:al|el|bin|ibn|ould|van|de|von)\s{CAP})*"


@cache
def mention_pattern() -> re.Pattern[str]:
    """One pass over a paragraph: runs of capitalised words with the noun that follows, and nouns that stand alone."""
    words = sorted(nouns(), key=lambda w: (-len(w), w))
    noun = "|".join(re.escape(w) for w in words)
    adjective = (
        "|".join(re.escape(a) for a in sorted(words_as("between"), key=lambda a: (-len(a), a)))
        + r"|[\w.]+-(?:recogni[sz]ed|backed|supported|led|sponsored)"
    )
    alone = "|".join(re.escape(w) for w in words if nouns()[w].alone)
    return re.compile(
        rf"(?P<run>\b{RUN})(?:(?:(?P<own>['’]s?))?\s(?P<between>(?:(?:{adjective})\s){{0,3}})(?P<noun>{noun})\b)?"
        rf"|\b(?P<article>[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?)?\s?\b(?P<before>(?:(?:{adjective})\s){{0,2}})(?P<alone>{alone})\b(?:['’]s?)?(?:\s(?P<more>forces|troops|soldiers|officials|fighters|leaders)\b|(?P<head>(?=\s(?:chief|commander|leader|spokes|delegation|negotiator|general|group|and\s))))?"
    )


__all__ = [
    "Noun", "administration", "bare_nouns", "body_kind", "country", "heirs", "is_leading", "is_office", "is_state", "is_title", "mention_pattern", "name_words", "nouns", "short_names",
    "state_rows", "words_as",
]  # fmt: skip
