"""Words that every room prints."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """A number with its noun.

    >>> plural(1, "note"), plural(2, "note"), plural(1200, "note")
    ('1 note', '2 notes', '1200 notes')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
