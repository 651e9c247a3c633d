"""The words that bear a line of a draft, as they stand in the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.case.drafting.naming import quote_of
from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import view
from parley.reading.model import Statement

LONGEST = 28
"""Words of a quotation that holds who speaks, the verb and what is meant."""
_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bSt)(?<!\b[A-Z])[.!?][”\"’)]*\s")


def around(document: Document, statement: Statement, spans: Sequence[Span]) -> str:
    """The words from who speaks to what is meant, where they are few and stand in this order; else the sentence of what is meant,
    or as many words of it as are few."""
    clean = view(document)
    wanted = [clean.from_raw(s) for s in (spans or statement.content[:1])]
    meant = Span(min(s.start for s in wanted), max(s.end for s in wanted))
    for more in ((*statement.source, *statement.cue), statement.cue):
        told = [clean.from_raw(s) for s in more]
        if told and max(s.start for s in told) < meant.end:
            whole = Span(min(meant.start, *(s.start for s in told)), max(meant.end, *(s.end for s in told)))
            if (said := _few(clean.text, whole)) and not _END.search(said):
                return _bare(said)
    return _sentence(clean.text, meant) or quote_of(document, statement)


def _few(text: str, span: Span) -> str | None:
    words = span.of(text)
    return words if "\n\n" not in words and 0 < len(words.split()) <= LONGEST else None


def _sentence(text: str, meant: Span) -> str:
    """The sentence around ``meant``; where it is long, the words from a little before what is meant."""
    start = max(text.rfind("\n\n", 0, meant.start) + 2 if "\n\n" in text[: meant.start] else 0, 0)
    for stop in _END.finditer(text, start, meant.start + 1):
        start = stop.end()
    end = text.find("\n\n", meant.start)
    end = len(text) if end < 0 else end
    stop_after = _END.search(text, min(meant.end, end), end)
    end = stop_after.start() + 1 if stop_after is not None else end
    if (said := _few(text, Span(start, end))) is not None:
        return _bare(said)
    before = text[start : meant.start].split()
    words = text[meant.start : end].split()[:LONGEST]
    lead = before[len(before) - max(0, LONGEST - len(words)) :] if len(words) < LONGEST else []
    return _bare(" ".join([*lead, *words]))


def _bare(words: str) -> str:
    said = " ".join(words.split()).strip(" ,;:–—-")
    for opening, closing in (("“", "”"), ('"', '"')):  # one mark without the other reads as a slip
        if said.count(opening) != said.count(closing) or (opening == closing and said.count(opening) % 2):
            said = said.strip(f"{opening}{closing} ,")
    return said


__all__ = ["LONGEST", "around"]
