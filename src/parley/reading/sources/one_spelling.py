"""One person under two spellings: "Charles Kupchan" in one document, "Charles A. Kupchan" in another."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from parley.reading.codebook import place_names
from parley.reading.english.spelling import SUFFIX

_INITIAL = re.compile(r"[A-Z]\.?")


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """For each name the fullest spelling of the same person among ``names``.

    A surname alone is the one person's who bears it. Names are one person's where first name and surname agree and the initials between do not contradict each other. Where
    two spellings with initials do ("George W. Bush", "George H. W. Bush"), all stay apart, the one without initials too.

    >>> one_spelling(["Charles Kupchan", "Charles A. Kupchan", "Ann Doe"])["Charles Kupchan"]
    'Charles A. Kupchan'
    """
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    out: dict[str, str] = {}
    for name in dict.fromkeys(names):
        out[name] = name
        parts = _parts(name)
        if parts is not None:
            alike[parts[0], parts[1]].add(name)
    for group in alike.values():
        middles = {parts[2] for name in group if (parts := _parts(name)) is not None and parts[2]}
        if len(group) > 1 and len(middles) == 1:
            fullest = max(group, key=lambda n: (len(n.split()), n))
            out.update(dict.fromkeys(group, fullest))
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, spelled in out.items():
        if (parts := _parts(name)) is not None:
            bearers[parts[1]].add(spelled)
    for name in out:
        owners = bearers.get(folded(name), set())
        if len(owners) == 1 and name[:1].isupper() and name.lower() not in place_names():
            out[name] = next(iter(owners))
    return out


def _parts(name: str) -> tuple[str, str, str] | None:
    """First name, surname and the initials between; None for what is no such name."""
    words = [w for w in name.replace(",", " ").split() if w.rstrip(".").lower() not in SUFFIX]
    if len(words) < 2 or not all(w[:1].isupper() for w in words) or len(words[0].rstrip(".")) < 2:
        return None
    if not all(_INITIAL.fullmatch(w) for w in words[1:-1]):
        return None
    return folded(words[0]), folded(words[-1]), "".join(w[0] for w in words[1:-1])


def folded(name: str) -> str:
    """A name as two hands may both have written it: without accents, apostrophes of one form, lower case.

    >>> folded("O’Brien") == folded("O'BRIEN"), folded("Ibáñez")
    (True, 'ibanez')
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


__all__ = ["folded", "one_spelling"]
