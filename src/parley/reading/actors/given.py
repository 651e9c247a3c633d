"""Parties that the analyst gives, in the place of or beside those found: ``"GC=Green Column,Sule"``, with a part ``":mediator"``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from parley.core.errors import InputError
from parley.reading.actors.spelling import folded

Part = Literal["belligerent", "ally", "host", "mediator", "payer", "other"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class GivenParty:
    """A party as the analyst names it."""

    key: str
    title: str
    aliases: tuple[str, ...]
    part: Part | None = None
    """None: a belligerent, unless it comes from a case that says otherwise."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the analyst says of the parties."""

    parties: tuple[GivenParty, ...] = ()
    closed: bool = False
    """There are no others: those of a case."""


def parse(texts: Sequence[str]) -> tuple[GivenParty, ...]:
    """The parties that ``--party`` names, in order.

    Raises:
        InputError: one cannot be understood, or two share a name; says which and how to write it.
    """
    out: list[GivenParty] = []
    taken: dict[str, str] = {}
    for text in texts:
        title, equals, rest = text.partition("=")
        title = " ".join(title.split())
        names, colon, told = rest.rpartition(":") if ":" in rest else (rest, "", "")
        part = told.strip().lower()
        if colon and part not in PARTS:
            raise InputError.one(f"--party {text!r}: {part!r} is no part in a war", hint="one of " + ", ".join(PARTS))
        if not title or (equals and not names.strip(" ,")):
            raise InputError.one(f"--party {text!r} names nobody", hint='write --party "GC=Green Column,Sule"')
        aliases = tuple(dict.fromkeys(a for a in (" ".join(n.split()) for n in (title, *names.split(","))) if a))
        for alias in aliases:
            if taken.setdefault(folded(alias), title) != title:
                raise InputError.one(
                    f"--party {text!r}: {alias!r} is a name of {taken[folded(alias)]!r} already",
                    hint="give each name to one party",
                )
        if any(p.title == title for p in out):
            raise InputError.one(f"--party names {title!r} twice", hint="put all its names into one: NAME=ALIAS,ALIAS")
        out.append(GivenParty(key(title), title, aliases, next((p for p in PARTS if p == part), None)))
    return tuple(out)


def key(title: str) -> str:
    """A key of the case format from a title: lower case, words joined by hyphens."""
    import re
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c)).lower()
    made = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")[:40].strip("-")
    return made if made[:1].isalpha() else f"party-{made}".strip("-")


__all__ = ["PARTS", "Given", "GivenParty", "Part", "key", "parse"]
