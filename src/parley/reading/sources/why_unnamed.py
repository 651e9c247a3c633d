"""Why a document's sources are not named: the reasons that it gives, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reading.drafts import Place
from parley.reading.english import anonymity, grammar

_UNNAMED = ("official", "person", "people", "aide", "diplomat", "source", "adviser", "officer")


class Reasons:
    """The reasons for anonymity that one document gives."""

    def __init__(self, parses: Sequence[Place]) -> None:
        self.reasons = _reasons(parses)

    def of(self, words: str, at: int) -> str | None:
        """The document's reason for anonymity, where the description fits the people it was given for."""
        if not self.reasons:
            return None
        lowered = words.lower()
        fits = [
            r
            for r in self.reasons
            if any(w in lowered and w in r[2] for w in _UNNAMED) or r[0] <= at < r[0] + len(r[2])
        ]
        return min(fits, key=lambda r: abs(r[0] - at))[1] if fits else None


def _reasons(parses: Sequence[Place]) -> list[tuple[int, str, str]]:
    """Where the document gives a reason for anonymity: (view offset of the sentence, reason, the sentence)."""
    out = []
    for place in parses:
        if not anonymity.anonymous(grammar.text(place.doc)):
            continue
        for sent in place.doc.sents:
            why = anonymity.reason(sent.text)
            if why is not None:
                out.append((place.offset + sent.start_char, why, sent.text.lower()))
    return out


__all__ = ["Reasons"]
