"""A condition as it is found in a paragraph, and one of several rows that found the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from parley.core.spans import Span
from parley.reading.model import BargainThing
from parley.reading.rules.row import Row

Status = Literal["set", "dropped", "repeated", "hardened"]


@dataclass(frozen=True, slots=True)
class Found:
    """A condition in a paragraph, in its characters."""

    row: Row
    sentence: Span
    thing: BargainThing
    thing_at: Span
    clause: Span
    """The clause of the thing, in which whoever sets it is named."""
    marker: Span
    terms: Span
    status: Status
    timed: bool
    """The terms are only a time: "not until spring" puts off and asks for nothing."""
    reach: Span
    """All that the row took: another row's marker within it is part of this one."""


def once(found: Iterator[Found]) -> Iterator[Found]:
    """One for each marker and for each stretch of terms: the first row's, in order of the text."""
    kept: list[Found] = []
    for one in found:
        if not any(
            o.marker.overlaps(one.marker)
            or (o.row.gives["terms"] == "group" and o.reach.overlaps(one.marker))
            or (o.terms == one.terms and o.thing == one.thing)
            or (o.sentence == one.sentence and _shared(o.terms, one.terms) > 0.6)
            for o in kept
        ):
            kept.append(one)
    return iter(sorted(kept, key=lambda f: f.marker.start))


def _shared(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / max(1, min(one.end - one.start, other.end - other.start))


__all__ = ["Found", "Status", "once"]
