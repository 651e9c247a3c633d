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
_PAPER = re.compile(
    r"\s(?:peace\s|truce\s)?(?:accords?|agreements?|deals?|process|talks|summit|declaration|conference|round|protocol|treaty|negotiations)\b"
)
FIRM = 3
"""A country named so many times as often as the next is the only one that "the president" can be of."""
_NAMES = re.compile(r"\b[A-Z][\w’'.-]+(?: [A-Z][\w’'-]+)?")


def _country(match: re.Match[str], text: str) -> str | None:
    """The country that a run of capitals names: not as a piece of another name, nor of a paper called after a town."""
    whole = match.group()
    for name in dict.fromkeys((whole, whole.split(" ")[0])):
        bare = re.sub(r"['’]s$|\.$", "", name)
        key = words.country(bare)
        if (
            key is None
            or not words.is_state(key)
            or _ABROAD.match(text, match.end())
            or _PAPER.match(text, match.end())
        ):
            continue
        row = words.state_rows()[key]
        if name != whole and bare == name and bare == row["name"]:
            return None  # "Arland People's Army"
        return key
    return None


def homes(
    documents: Sequence[Document], sightings: Mapping[str, Sequence[Sighting]]
) -> tuple[dict[str, str], frozenset[str]]:
    """Document id → the country that it names most, by name, people or capital, where one stands out; those that mostly
    host or mediate are left out, and of a document that names few, what all documents name most. Beside it the ids of those where no
    other could be meant."""
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        told = [(s, found[0]) for s in sightings.get(document.id, ()) if (found := state_of(s.name)) is not None]
        armed = {k for s, k in told if s.kind == "army"}
        beside = Counter(k for s, k in told if s.tells in ("hosts", "mediates", "arms", "calls") and k not in armed)
        mine: Counter[str] = Counter()
        for match in _NAMES.finditer(document.text):
            key = _country(match, document.text)
            if key is not None:
                mine[key] += 1
        for sighting, key in told:  # whose army, government and leaders are told of, more than where things happen
            if sighting.kind in ("army", "government") and words.is_state(key):
                mine[key] += 1
        for sighting in sightings.get(document.id, ()):
            of = state_of(sighting.other) if sighting.tells == "leads" and sighting.other else None
            if of is not None and words.is_state(of[0]):
                mine[of[0]] += 1
        host = Counter(k for s, k in told if s.tells in ("hosts", "mediates") and k not in armed)
        mine = Counter({k: n for k, n in mine.items() if 3 * beside[k] < n and host[k] < 2})
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
