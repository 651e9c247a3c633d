"""Keys, dates and quotations of a drafted case."""

from __future__ import annotations

import datetime
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


def when(statement: Statement, document: Document, otherwise: datetime.date) -> str:
    """The day of a statement as ISO text, never later than its document."""
    date = statement.date or document.on or otherwise
    return min(date, document.on or date).isoformat()


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
