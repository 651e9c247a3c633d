"""What hangs on a condition (tables ``conditions_things``) and how a clause stands to it (``conditions_moods``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from parley.core.spans import Span
from parley.reading.model import BargainThing
from parley.reading.rules.row import table

Mood = Literal["refused", "willing", "demanded"]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing where it is named."""

    span: Span
    thing: BargainThing


@dataclass(frozen=True, slots=True)
class Toned:
    """A word that tells how a clause stands to what it names."""

    span: Span
    mood: Mood


@cache
def _patterns(name: str, key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((r.text, r.gives[key]) for r in table(name) if r.text is not None)


def things(text: str, start: int = 0, end: int | None = None) -> list[Named]:
    """Every thing named in a stretch, in order; of two that overlap the one that begins first."""
    end = len(text) if end is None else end
    found = sorted(
        (Named(Span(*hit.span("thing")), cast("BargainThing", kind)) for pattern, kind in _patterns("conditions_things", "thing") for hit in pattern.finditer(text, start, end)),
        key=lambda n: (n.span.start, -n.span.end),
    )  # fmt: skip
    out: list[Named] = []
    for named in found:
        if not out or named.span.start >= out[-1].span.end:
            out.append(named)
    return out


def moods(text: str, start: int, end: int, wanted: Sequence[Mood]) -> list[Toned]:
    """The words of these moods in a stretch, in order."""
    return sorted(
        (Toned(Span(*hit.span()), cast("Mood", mood)) for pattern, mood in _patterns("conditions_moods", "mood") if mood in wanted for hit in pattern.finditer(text, start, end)),
        key=lambda t: t.span.start,
    )  # fmt: skip


__all__ = ["Mood", "Named", "Toned", "moods", "things"]
