"""Acronyms and the long names that they stand for, by their letters."""

from __future__ import annotations

import re

from parley.reading.actors import words


def trimmed(long: str, short: str) -> str:
    """The long name without words before it: as many words as the acronym's letters tell, where they do."""
    pieces = long.split()
    while pieces and (
        words.is_leading(pieces[0]) or words.is_title(pieces[0]) or pieces[0].lower() in ("of", "for", "and")
    ):
        pieces.pop(0)
    for start in range(len(pieces)):
        if pieces[start][0].isupper() and initials_fit(" ".join(pieces[start:]), short):
            return " ".join(pieces[start:])
    return " ".join(pieces)


def initials(name: str) -> set[str]:
    """The acronyms that a name's first letters make, small words left out or not; numbers stay whole ("March 23 Movement": M23)."""
    pieces = [p for p in re.split(r"[\s-]+", name) if p]
    big = "".join(p[0].upper() for p in pieces if p[0].isupper())
    every = "".join(p if p.isdigit() else p[0].upper() for p in pieces)
    numbered = {every[:-1], every} if any(p.isdigit() for p in pieces) else set()
    return {a for a in (big, every.upper(), *numbered) if len(a) > 1}


def initials_fit(name: str, acronym: str) -> bool:
    """Whether an acronym is made of a name's first letters."""
    told = acronym if acronym.isupper() else acronym.rstrip("s")
    return re.sub(r"[^A-Z0-9]", "", told) in initials(name)


def begins_alike(name: str, acronym: str) -> bool:
    """Initials that fit in part, as those of a foreign name do: two letters at least stand in the name's initials."""
    big = [p[0].upper() for p in re.split(r"[\s-]+", name) if p and p[0].isupper()]
    return initials_fit(name, acronym) or (len(big) > 1 and sum(letter in big for letter in set(acronym)) >= 2)


__all__ = ["begins_alike", "initials", "initials_fit", "trimmed"]
