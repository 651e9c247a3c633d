"""Texts whose statements were listed by hand, and how far the reader comes to the same list.

A listed statement is found when one that was read has content of the same letters (Dice of at least one half, by position)
and a source that overlaps, or that came to the same name. Pairs are one to one, the best first. Listed as ``optional`` is what
a careful reader may list or not: neither asked for nor counted as false.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley.documents import from_text
from parley.reading import Statement, read

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "col",
        "colonel",
        "general",
        "gen",
        "ambassador",
        "minister",
        "president",
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "for",
        "members",
    ]
)
Letters = frozenset[int]


@dataclass
class Tally:
    """Counts over texts; the shares are of what was found."""

    listed: int = 0
    found: int = 0
    read: int = 0
    right: int = 0
    speaker: int = 0
    footing: int = 0
    negation: int = 0
    within: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.listed

    @property
    def precision(self) -> float:
        return self.right / self.read

    def of_found(self, count: int) -> float:
        return count / self.found


def tally(folder: Path, *, learned: bool = False) -> Tally:
    """All texts of a folder, each beside its list (``NAME.json``)."""
    out = Tally()
    for place in sorted(folder.glob("*.json")):
        text = next(p for e in (".md", ".txt") if (p := place.with_suffix(e)).exists()).read_text(encoding="utf-8")
        statements = [s for s in read(from_text(text, name=place.stem), learned=learned) if not s.furniture]
        _compare(text, json.loads(place.read_text(encoding="utf-8")), statements, out)
    return out


def _compare(text: str, listed: list[dict[str, Any]], statements: list[Statement], out: Tally) -> None:
    for item in listed:
        item["letters"], item["near"] = _located(text, item)
        item["optional"] = (
            bool(item.get("optional")) or item["source"] in ("QUESTION", "Q") or item["footing"] == "author"
        )
    contents = [_letters(text, s.content) for s in statements]
    sources = [_letters(text, s.source) for s in statements]
    pairs = [
        (not item["optional"], _dice(item["letters"], contents[j]), -i, -j)
        for i, item in enumerate(listed)
        for j, s in enumerate(statements)
        if _dice(item["letters"], contents[j]) >= 0.5 and _same_source(item, s, sources[j])
    ]
    to_read: dict[int, int] = {}
    taken: dict[int, int] = {}
    for _, _, i, j in sorted(pairs, reverse=True):
        if -i not in to_read and -j not in taken:
            to_read[-i], taken[-j] = -j, -i
    for i, item in enumerate(listed):
        if not item["optional"]:
            _count(item, listed, statements, to_read, i, out)
    for j, s in enumerate(statements):
        cue = _letters(text, s.cue)
        excused = any(
            x["optional"]
            and (_dice(x["letters"], contents[j]) >= 0.5 or (cue and 2 * len(cue & x["letters"]) >= len(cue)))
            for x in listed
        )
        told = taken.get(j)
        if s.footing.kind == "author" or (told is None and excused) or (told is not None and listed[told]["optional"]):
            continue
        out.read += 1
        out.right += told is not None


def _count(
    item: dict[str, Any],
    listed: list[dict[str, Any]],
    statements: list[Statement],
    to_read: dict[int, int],
    i: int,
    out: Tally,
) -> None:
    out.listed += 1
    if i not in to_read:
        out.misses.append(" … ".join(item["content"])[:90])
        return
    out.found += 1
    s = statements[to_read[i]]
    out.speaker += _same_name(item, s)
    out.footing += s.footing.kind == item["footing"]
    out.negation += s.negated == item["negated"]
    outer = item["within"]
    inside = next((j for j, x in enumerate(statements) if x.id == s.within), None)
    if outer is None:
        out.within += inside is None
    else:
        out.within += listed[outer]["source"] in ("QUESTION", "Q") or (
            inside is not None and inside == to_read.get(outer)
        )


def _letters(text: str, spans: Any) -> Letters:
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def _dice(one: Letters, other: Letters) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _places(text: str, words: str) -> list[tuple[int, int]]:
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    return [m.span() for m in re.finditer(left + re.escape(words) + right, text)] or [
        m.span() for m in re.finditer(re.escape(words), text)
    ]


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])


def _located(text: str, item: dict[str, Any]) -> tuple[Letters, Letters]:
    """The letters of the content and of the source, at the places that lie together."""
    at: tuple[int, int] | None = None
    if len(item["content"][0]) <= 4 and item["cue"]:
        at = _places(text, item["cue"])[0]
    content = []
    for piece in sorted(item["content"], key=len, reverse=True):
        places = _places(text, piece)
        span = places[0] if at is None else min(places, key=lambda p: _gap(p, at))  # type: ignore[arg-type]
        at = at or span
        content.append(span)
    hull = (min(a for a, _ in content), max(b for _, b in content))
    near = min(_places(text, item["cue"]), key=lambda p: _gap(p, hull)) if item["cue"] else hull
    source: list[tuple[int, int]] = []
    for words in (item["source"], *item.get("source_also", ())):
        if words:  # a pronoun stands often: its two nearest places will do
            source += sorted(_places(text, words), key=lambda p: _gap(p, near))[: 2 if len(words) <= 4 else 1]
    return _letters(text, content), _letters(text, source)


def _words(name: str | None) -> set[str]:
    return {w for w in re.findall(r"\w+", (name or "").lower()) if w not in _TITLES}


def _same_source(item: dict[str, Any], s: Statement, source: Letters) -> bool:
    if item["footing"] == "author":
        return s.footing.kind == "author" or not source
    name = _words(s.resolved)
    return (
        not item["near"]
        or bool(item["near"] & source)
        or (not source and bool(name) and name <= _words(item["speaker"]))
    )


def _same_name(item: dict[str, Any], s: Statement) -> bool:
    got, want = _words(s.resolved), _words(item["speaker"])
    if item["speaker"] is None:
        own = _words(" ".join(s.source_text.split()))
        return not got or item["footing"] == "unnamed_group" or not (s.resolved or "")[:1].isupper() or got <= own
    if not got:
        return item["footing"] not in ("on_record", "relayed") and bool(want & _words(s.source_text))
    return bool(got & want) and (got <= want or want <= got)
