"""How a clause stands to what it names: refused, held out, demanded (table ``conditions_moods``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from parley.core.spans import Span
from parley.reading.rules.row import table

Mood = Literal["refused", "willing", "demanded"]


@dataclass(frozen=True, slots=True)
class Toned:
    """A word that tells how a clause stands to what it names."""

    span: Span
    mood: Mood


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Mood], ...]:
    return tuple((r.text, cast("Mood", r.gives["mood"])) for r in table("conditions_moods") if r.text is not None)


def moods(text: str, start: int, end: int, wanted: Sequence[Mood]) -> list[Toned]:
    """The words of these moods in a stretch, in order."""
    return sorted(
        (Toned(Span(*hit.span()), mood) for pattern, mood in _patterns() if mood in wanted for hit in pattern.finditer(text, start, end)),
        key=lambda t: t.span.start,
    )  # fmt: skip


__all__ = ["Mood", "Toned", "moods"]
