"""How often the sides that the reader finds are those that a person coded: precision, recall, and what was left alone.

A labelled file has one JSON object a line: ``{"id", "text", "stances": {proposition: side}}``, ``{}`` where a careful coder
sees no side. A text counts as one: what any of its statements says, it says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from parley.core.errors import DataError, Location
from parley.documents import from_text
from parley.reading.codebook import PROPOSITIONS
from parley.reading.model import StanceSide
from parley.reading.reader import read


@dataclass(frozen=True, slots=True)
class Rate:
    """Sides found that are right, out of those found and out of those coded."""

    right: int
    found: int
    coded: int

    @property
    def precision(self) -> float | None:
        """Share of the sides found that are right; None where none was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the sides coded that were found; None where none was coded."""
        return self.right / self.coded if self.coded else None


@dataclass(frozen=True, slots=True)
class Scores:
    """Rates of all sides, by proposition and by side; and of the texts without a side how many were left alone."""

    all: Rate
    by_proposition: dict[str, Rate]
    by_side: dict[str, Rate]
    without: int
    left_alone: int
    differing: tuple[tuple[str, str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]], ...]
    """(id, text, found and not coded, coded and not found) where they differ."""


def score(gold: Path, *, learned: bool = False, say: Callable[[int], None] = lambda _: None) -> Scores:
    """Read every text of a labelled file and compare.

    Raises:
        DataError: a line that is not as described, with its number.
    """
    right: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    coded: Counter[tuple[str, str]] = Counter()
    without = alone = 0
    differing = []
    for number, (name, text, wanted) in enumerate(_items(gold), 1):
        given = {(x.proposition, str(x.side)) for s in read(from_text(text), learned=learned) for x in s.stances}
        right.update(given & wanted)
        found.update(given)
        coded.update(wanted)
        without += not wanted
        alone += not wanted and not given
        if given != wanted:
            differing.append((name, text, tuple(sorted(given - wanted)), tuple(sorted(wanted - given))))
        say(number)
    keys = set(found) | set(coded)

    def rate(chosen: Callable[[tuple[str, str]], bool]) -> Rate:
        mine = [k for k in keys if chosen(k)]
        return Rate(sum(right[k] for k in mine), sum(found[k] for k in mine), sum(coded[k] for k in mine))

    return Scores(
        rate(lambda _: True),
        {p: rate(lambda k, p=p: k[0] == p) for p in sorted({k[0] for k in keys})},  # type: ignore[misc]
        {s: rate(lambda k, s=s: k[1] == s) for s in get_args(StanceSide) if any(k[1] == s for k in keys)},  # type: ignore[misc]
        without, alone, tuple(differing),
    )  # fmt: skip


def _items(gold: Path) -> Iterator[tuple[str, str, set[tuple[str, str]]]]:
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError.one(f"cannot read {gold}: {error}", hint="a file of JSON lines in UTF-8 is wanted") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _item(line, Location(str(gold), number))


_KNOWN = frozenset(p.id for p in PROPOSITIONS)


def _item(line: str, where: Location) -> tuple[str, str, set[tuple[str, str]]]:
    shape = '{"id": "a1", "text": "…", "stances": {"talks-now": "for"}}'
    try:
        item: Any = json.loads(line)
    except ValueError as error:
        raise DataError.one(f"not JSON: {error}", where=where, hint=shape) from None
    if not isinstance(item, dict) or not isinstance(item.get("text"), str) or not isinstance(item.get("stances"), dict):
        raise DataError.one("an item needs a text and its stances", where=where, hint=shape)
    for proposition, side in item["stances"].items():
        if proposition not in _KNOWN:
            raise DataError.one(f"no proposition {proposition!r}", where=where, hint=", ".join(sorted(_KNOWN)))
        if side not in get_args(StanceSide):
            raise DataError.one(f"no side {side!r}", where=where, hint=", ".join(get_args(StanceSide)))
    return str(item.get("id", where.line)), item["text"], set(item["stances"].items())


__all__ = ["Rate", "Scores", "score"]
