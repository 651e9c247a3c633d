"""Whose consent one option needs: guarantors, watchers, payers, who sends peacekeepers, as the sentence around it names them."""

from __future__ import annotations

import re

from parley.reading.rules.row import table

_AND = re.compile(r",\s+and\s+|,\s+|\s+and\s+")
_NOT = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "the",
        "who",
        "that",
        "and",
        "but",
        "both",
        "this",
        "which",
        "president",
        "minister",
    ]
)


def suppliers(sentence: str) -> list[str]:
    """The names, in order, without their articles."""
    out: list[str] = []
    for row in table("suppliers"):
        for hit in row.text.finditer(sentence) if row.text is not None else ():
            for name in _AND.split(hit["who"]):
                name = re.sub(r"^the\s+", "", name.strip(), flags=re.I)
                name = re.sub(r"['’]s?$", "", name)
                if name and name.lower() not in _NOT and name not in out:
                    out.append(name)
    return out


__all__ = ["suppliers"]
