"""What is bargained about, where it is named (table ``things``): what an act is about, what waits for a condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from parley.core.spans import Span
from parley.reading.model import BargainThing
from parley.reading.rules.row import table

Of = Literal["act", "condition", "hinge", "held-out"]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing where it is named."""

    span: Span
    thing: BargainThing


@cache
def _patterns(of: Of) -> tuple[tuple[re.Pattern[str], BargainThing], ...]:
    also = ("condition",) if of in ("hinge", "held-out") else ()
    return tuple(
        (r.text, cast("BargainThing", r.gives["thing"])) for r in table("things") if r.text is not None and r.gives.get("of", of) in (of, *also)
    )  # fmt: skip


def things(text: str, start: int = 0, end: int | None = None, *, of: Of = "condition") -> list[Named]:
    """Every thing named in a stretch, in order; of two that overlap the one that begins first, then the longer."""
    end = len(text) if end is None else end
    found = sorted(
        (Named(Span(*hit.span("thing")), kind) for pattern, kind in _patterns(of) for hit in pattern.finditer(text, start, end)),
        key=lambda n: (n.span.start, -n.span.end),
    )  # fmt: skip
    out: list[Named] = []
    for named in found:
        if not out or named.span.start >= out[-1].span.end:
            out.append(named)
    return out


def thing_of(words: str) -> BargainThing | None:
    """What an act is about, by its words: the thing that is named first; None where none is."""
    return next((n.thing for n in things(words, of="act")), None)


__all__ = ["Named", "thing_of", "things"]
