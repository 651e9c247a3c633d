"""The words that bear a line of a draft, as they stand in the document."""

from __future__ import annotations

from collections.abc import Sequence

from parley.case.drafting.naming import MOST, quote_of
from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import view
from parley.reading.model import Statement

LONGEST = 26
"""Words of a quotation that holds who speaks, the verb and what is meant."""


def around(document: Document, statement: Statement, spans: Sequence[Span]) -> str:
    """The words from who speaks to what is meant, where they are few; else from the verb; else what is meant alone."""
    clean = view(document)
    wanted = list(spans) or list(statement.content[:1])
    for more in ((*statement.source, *statement.cue), statement.cue, ()):
        all_ = [*wanted, *more]
        whole = Span(min(s.start for s in all_), max(s.end for s in all_))
        words = clean.clean(whole)
        if "\n\n" not in words and 0 < len(words.split()) <= LONGEST:
            return _bare(words)
    words = clean.clean(wanted[0]).split("\n\n")[0]
    return _bare(" ".join(words.split()[:LONGEST])) or quote_of(document, statement)


def _bare(words: str) -> str:
    said = " ".join(words.split()).strip(" ,;:–—-")
    for opening, closing in (("“", "”"), ('"', '"')):  # one mark without the other reads as a slip
        if said.count(opening) != said.count(closing) or (opening == closing and said.count(opening) % 2):
            said = said.strip(f"{opening}{closing} ,")
    return said


__all__ = ["LONGEST", "MOST", "around"]
