"""Under which heading words are shown that bear on a bargain and take no side (table ``subjects``)."""

from __future__ import annotations

from functools import cache

from parley.reading.rules.row import Row, table

TITLES = {
    "truce": "a truce", "talks": "talks", "deal": "terms of a deal", "withdrawal": "withdrawal and land", "release": "prisoners and hostages",
    "weapons": "arms laid down", "status": "status and government", "mediation": "who mediates, guarantees, watches",
    "aid": "aid, arms and sanctions", "fighting": "the fighting",
}  # fmt: skip
"""Subject → what a heading calls it, in the order in which they are shown."""


def subject_of(words: str) -> str | None:
    """The subject that words bear on, a key of :data:`TITLES`; of several the first of the table; None where none is named."""
    low = words.lower()
    return next((row.gives["subject"] for row in _rows() if row.text is not None and row.text.search(low)), None)


@cache
def _rows() -> tuple[Row, ...]:
    return table("subjects")


__all__ = ["TITLES", "subject_of"]
