"""Words that somebody says stand in a text, found there: exactly, or else once but for white space and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.core.spans import Span

_MARKS = {
    **dict.fromkeys("“”„«»\"", "[“”„«»\"]"),
    **dict.fromkeys("‘’‚'`", "[‘’‚'`]"),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
}  # fmt: skip


def candidates(text: str, words: str) -> list[Span]:
    """Where ``words`` stand in ``text`` without cutting a word: every exact place, else the only tolerant one, else none."""
    wanted = words.strip()
    if not wanted:
        return []
    exact = _matches(text, re.escape(wanted))
    if exact:
        return exact
    pattern = r"\s+".join("".join(_MARKS.get(c, re.escape(c)) for c in part) for part in wanted.split())
    tolerant = _matches(text, pattern)
    return tolerant if len(tolerant) == 1 else []


def _matches(text: str, pattern: str) -> list[Span]:
    found = (Span(m.start(), m.end()) for m in re.finditer(pattern, text))
    return [s for s in found if not (_inside_word(text, s.start) or _inside_word(text, s.end))]


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def together(text: str, parts: Sequence[Sequence[str]]) -> list[list[Span]] | None:
    """Spans of the pieces of each part; None where a piece is not found.

    A piece that stands in several places is taken where it is nearest to the first piece that stands in one only
    (looked for in the order of ``parts``); where none does, at its first place.
    """
    found = [[candidates(text, piece) for piece in part] for part in parts]
    if any(not places for part in found for places in part):
        return None
    only = next((places[0] for part in found for places in part if len(places) == 1), None)
    anchor = only.start if only is not None else 0
    return [sorted({min(places, key=lambda s: (abs(s.start - anchor), s.start)) for places in part}) for part in found]
