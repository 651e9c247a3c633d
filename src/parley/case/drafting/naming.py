"""Keys, dates and quotations of a drafted case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from parley.case.schema.kept import KEPT
from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import plain
from parley.reading.model import Statement

MOST = 14
"""Words of a quotation."""


def slug(text: str) -> str:
    """A key: lower-case letters and digits, joined by hyphens, at most 48 characters, never empty."""
    plain_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain_).strip("-")[:48].strip("-")
    return f"{key}-1" if key in KEPT else key or "item"


def when(statement: Statement, document: Document) -> str:
    """The day of a statement as ISO text, never later than its document; ``?`` where no day is known."""
    on, said = document.on, statement.date
    to_the_day = document.date is not None and not document.month_only
    if said is None or (said == on and not to_the_day):
        return on.isoformat() if on and to_the_day else "?"
    return min(said, on).isoformat() if on and to_the_day else said.isoformat()


def dated(document: Document) -> str:
    """The line with a document's date: never a day that the document does not state."""
    if document.on is None:
        return "    date: ?                     # no date found: put right"
    if document.month_only:
        return f"    date: ?                     # {document.dated}; the day is not stated: put right"
    return f"    date: {document.on.isoformat()}"


def quote_of(document: Document, statement: Statement, spans: Sequence[Span] = ()) -> str:
    """At most ``MOST`` consecutive words of what was said, around the words that decided."""
    piece = statement.content[0]
    if spans:
        piece = next((c for c in statement.content if c.overlaps(spans[0])), piece)
    words = plain(document, piece).split()
    if len(words) > MOST and spans:
        wanted = plain(document, spans[0]).split()
        at = next(
            (
                i
                for i in range(len(words))
                if words[i : i + 1] == wanted[:1] and words[i : i + len(wanted) - 1] == wanted[:-1]
            ),
            0,
        )
        start = max(0, min(at - 4, len(words) - MOST))
        words = words[start : start + MOST]
    else:
        words = words[:MOST]
    return " ".join(words).strip("“”\"' ,;:–—-")
