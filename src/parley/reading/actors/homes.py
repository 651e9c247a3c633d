"""The country that a document is about: whose "the government" is, where the text does not say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from parley.documents.model import Document
from parley.reading.actors import words
from parley.reading.actors.names import state_of
from parley.reading.model import Sighting

_ABROAD = re.compile(r"(?:['’]s)?\s(?:[a-z]+\s)?(?:[Aa]mbassador|[Ee]mbassy|[Ee]nvoy|[Dd]iplomat)")
FIRM = 3
"""A country named so many times as often as the next is the only one that "the president" can be of."""
_NAMES = re.compile(r"\b[A-Z][\w’'.-]+(?: [A-Z][\w’'-]+)?")


def homes(
    documents: Sequence[Document], sightings: Mapping[str, Sequence[Sighting]]
) -> tuple[dict[str, str], frozenset[str]]:
    """Document id → the country that it names most, by name, people or capital, where one stands out; those that host or
    mediate are left out, and of a document that names few, what all documents name most. Beside it the ids of those where it is the only one that could be meant."""
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        told = [(s, found[0]) for s in sightings.get(document.id, ()) if (found := state_of(s.name)) is not None]
        armed = {k for s, k in told if s.kind == "army"}
        beside = {k for s, k in told if s.tells in ("hosts", "mediates", "arms", "calls")} - armed
        mine: Counter[str] = Counter()
        for match in _NAMES.finditer(document.text):
            for name in (match.group(), match.group().split(" ")[0]):
                key = words.country(re.sub(r"['’]s$|\.$", "", name))
                if (
                    key is not None
                    and words.is_state(key)
                    and key not in beside
                    and not _ABROAD.match(document.text, match.end())
                ):
                    mine[key] += 1
                    break
        counts[document.id] = mine
    whole = sum(counts.values(), Counter[str]())
    out: dict[str, str] = {}
    firm: set[str] = set()
    for key_, mine in counts.items():
        best = mine.most_common(2)
        if best and (len(best) == 1 or (best[0][1] >= 2 and best[0][1] >= 1.5 * best[1][1])):
            out[key_] = best[0][0]
            if len(best) == 1 or best[0][1] >= FIRM * best[1][1]:
                firm.add(key_)
        elif whole and whole.most_common(1)[0][1] >= 0.5 * whole.total():
            out[key_] = whole.most_common(1)[0][0]
    return out, frozenset(firm)


__all__ = ["homes"]
