"""What kind of speaker a noun names: a person, an office, a group, an organisation, a text, an outlet."""

from __future__ import annotations

from functools import cache
from typing import Any

from parley.reading import lexicon


@cache
def table() -> dict[str, str]:
    """Role nouns by lemma."""
    return {row["word"]: row["kind"] for row in lexicon.rows("roles.csv")}


_PERSON_ENDS = ("man", "woman", "ologist", "ician", "ionist", "maker", "goer", "keeper")


def word_kind(lemma: str) -> str | None:
    """The kind of a noun by its lemma, by table and then by the endings that only people have."""
    known = table().get(lemma)
    if known is not None:
        return known
    return "person" if lemma.endswith(_PERSON_ENDS) else None


def kind_of(noun: Any) -> str | None:
    """The kind of a parsed noun."""
    return word_kind(noun.lemma_.lower())
