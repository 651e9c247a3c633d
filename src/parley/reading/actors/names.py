"""What a name says by itself: of which state it is, whether it is a noun for an actor of its document, which words tell it from others."""

from __future__ import annotations

import re
from functools import lru_cache

from parley.reading.actors import words
from parley.reading.actors.spelling import adjective, folded

_ORGAN = re.compile(
    r"(?:(?:the|federal|central|national|regular|transitional|interim|armed|military|royal|security|government|ground|special|"
    r"powerful|main|senior|top|de facto|ruling|internationally recogni[sz]ed|naval)\s)*"
    r"(?:army|military|armed forces|defen[cs]e forces?|air force|navy|troops|soldiers|servicemen|commandos|peacekeepers|policemen|forces|government (?:troops|forces|soldiers)|government|regime|junta|authorities|administration|cabinet|"
    r"presidency|(?:foreign |defen[cs]e |interior )?ministry|warplanes|jets|aircraft|drones|tanks|artillery|gunships|generals|"
    r"paratroopers|border guards|state|side|forces)",
    re.I,
)
"""What belongs to a state and is no actor of its own: "army", "Armed Forces", "federal government"."""
_DEFENCE = re.compile(
    r"(?P<of>[A-Z]\w+(?: [A-Z]\w+)?)(?: People['’]s| National| Royal| Federal)? (?:Defen[cs]e|Armed) Forces?"
)
""" "Arland People's Defence Force": forces that defend are the state's."""
_RULE = ("administration", "government", "regime", "cabinet", "presidency")
_OF = re.compile(
    r"(?:[Ff]ederal |[Tt]ransitional |[Ii]nterim |[Nn]ational )*(?:Government|Republic|Kingdom|Army|Armed Forces|State) of (?:the )?(.+)"
)


@lru_cache(maxsize=8192)
def state_of(name: str) -> tuple[str, str | None] | None:
    """A country's key where a name is the country, its seat or people, or an organ of it, with the organ's kind."""
    bare = re.sub(r"^[Tt]he\s", "", name)
    key = words.country(bare) or words.country(f"{bare} administration")
    if key is not None:
        return key, None
    found = _OF.fullmatch(bare)
    if found is not None and (key := words.country(found[1])) is not None and words.is_state(key):
        return key, "government" if "overnment" in bare else None
    pieces = bare.split(" ")
    if pieces[0].endswith("-led") and (key := words.country(pieces[0][:-4])) is not None and words.is_state(key):
        return key, "army"  # "the Arland-led coalition"
    if (own := _DEFENCE.fullmatch(bare)) is not None and (key := words.country(own["of"])) is not None:
        return (key, "army") if words.is_state(key) else None
    if len(pieces) == 2 and pieces[1].lower() in _RULE and (key := words.administration(pieces[0])) is not None:
        return key, "government"
    if any(p in ("National", "Transitional", "Islamic", "Revolutionary", "Democratic") for p in pieces[1:]):
        return None  # "Arland National Army" is a name, of whomever
    for size in (3, 2, 1):
        head = re.sub(r"['’]s?$", "", " ".join(pieces[:size]))
        key = words.country(head) if size < len(pieces) else None
        if (
            key is not None
            and not words.is_state(key)
            and pieces[size:] in (["Security", "Council"], ["General", "Assembly"], ["mission"])
        ):
            return key, None
        if key is not None and _ORGAN.fullmatch(" ".join(pieces[size:])):
            last = " ".join(pieces[size:]).lower()
            return key, "government" if re.search(
                r"govern(?!ment (?:troops|forces|soldiers))|regime|junta|authorit|ministry|cabinet|presiden|administr|state|side",
                last,
            ) else "army"
    return None


def telling_words(name: str) -> set[str]:
    """The words of a name that tell it from others, folded."""
    table = words.name_words()
    return {
        folded(p) for p in re.split(r"[\s-]+", name)
        if p[:1].isupper() and p.lower() not in table and p.lower() not in words.words_as("common") and words.country(p) is None and len(p) > 2
    }  # fmt: skip


def all_within(short: set[str], long: set[str]) -> bool:
    """Whether each word of a short name is one of the long name's, or its adjective."""
    return bool(long) and all(any(s == w or adjective(w, s) for w in long) for s in short)


_AGAINST_A_STATE = frozenset(["rebel", "separatist", "insurgent", "guerrilla", "secessionist", "breakaway"])
""" "the rebel military": no army of the state."""


def is_generic(name: str) -> str | None:
    """The kind of a noun that stands for an actor of its document ("the army", "rebels"), None for a name."""
    if not name[:1].islower():
        return None
    if name.split()[0] in _AGAINST_A_STATE:
        return "movement"
    for noun in (name, " ".join(name.split()[1:]), name.split()[-1]):
        if (found := words.nouns().get(noun)) is not None:
            return found.kind
    return None


def keyed(party: str) -> str:
    """The key under which the actor of a row of the gazetteer is counted."""
    return f"state:{party}" if words.is_state(party) else f"body:{party}"


__all__ = ["all_within", "is_generic", "keyed", "state_of", "telling_words"]
