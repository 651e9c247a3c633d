"""Did you mean …? For every name that a user may misspell."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A sentence naming the nearest known words, or the known words themselves where they are few; else None."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(repr(n) for n in near) + "?"
    if 0 < len(names) <= 12:
        return "known here: " + ", ".join(names)
    return None
