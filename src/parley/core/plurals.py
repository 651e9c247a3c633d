"""Words that every room prints."""

from __future__ import annotations

import re


def plural(count: int, noun: str) -> str:
    """A number with its noun.

    >>> plural(1, "note"), plural(2, "note"), plural(1200, "note")
    ('1 note', '2 notes', '1200 notes')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def key_words(key: str) -> str:
    """A key of a case as words, the apostrophe that keys cannot hold put back before "of", "after a" and the like.

    >>> key_words("civilians-killed"), key_words("percent-of-a-years-output")
    ('civilians killed', "percent of a year's output")
    """
    return re.sub(r"\b(an?|one|this|last|each) (day|week|month|year|decade)s\b", r"\1 \2's", key.replace("-", " "))
