"""Which of the things that wars are ended by some words are about."""

from __future__ import annotations

from parley.reading.model import BargainThing
from parley.reading.rules.row import table


def thing_of(words: str) -> BargainThing | None:
    """The thing whose word stands first (table ``acts_things``); None where none of them does."""
    best: tuple[int, int] | None = None
    thing: BargainThing | None = None
    for number, row in enumerate(table("acts_things")):
        hit = row.text.search(words) if row.text is not None else None
        if hit is not None and (best is None or (hit.start(), number) < best):
            best = (hit.start(), number)
            thing = row.gives["thing"]  # type: ignore[assignment]
    return thing


__all__ = ["thing_of"]
