"""What a source becomes: text whose offsets never move, and what is known about it.

For text and Markdown the text is the file's characters, all of them (markup, CRLF and a byte-order mark included), so
that a span can be checked against the file itself. For HTML, PDF and DOCX it is the extracted text, which is stored
with its hash. Markup is not cut out but listed in ``markup``: :func:`parley.documents.view.view` gives the words
without it and a map back to the offsets of ``text``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from parley.core.spans import Span
from parley.documents.dates import first_day, last_day
from parley.documents.dates import words as in_words

BlockKind = Literal["heading", "paragraph", "caption", "byline", "dateline", "list", "credit"]


@dataclass(frozen=True, slots=True)
class Found:
    """A fact about a document and how it was found (``"byline"``, ``"<meta name=author>"``, ``"given by the user"``)."""

    value: str
    how: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or other unit of a document, in order; blocks do not overlap."""

    span: Span
    kind: BlockKind
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """Page furniture: newsletter boxes, sidebars, "recommended". ``date`` is the item's own, where it shows one."""

    span: Span
    kind: str
    why: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source. ``id`` is the first 16 hex digits of the SHA-256 of ``text`` in UTF-8."""

    id: str
    name: str
    path: str
    kind: str
    """The name of its :class:`~parley.documents.kind.DocumentKind`; a ledger may hold one that is not installed here."""
    text: str
    blocks: tuple[Block, ...] = ()
    markup: tuple[Span, ...] = ()
    entities: bool = False
    """``&amp;`` in the text stands for ``&``."""
    furniture: tuple[Furniture, ...] = ()
    title: Found | None = None
    authors: tuple[Found, ...] = ()
    outlet: Found | None = None
    date: Found | None = None
    """ISO date as text in ``value``: ``2023-08-14``, or ``2023-08`` where the page states no day."""
    excerpt: Found | None = None
    """Set where only part of the work is here ("read the full article"); ``value`` says of what."""
    note_of: Found | None = None
    """Set where the text is a summary by the user or by us of another work ("our summary of …")."""
    language: str = "en"
    genre: Literal["news", "opinion", "briefing", "transcript", "document", "note", "unknown"] = "unknown"
    meta: dict[str, str] = field(default_factory=dict)
    """Front matter or metadata not otherwise used, as text."""

    @property
    def on(self) -> datetime.date | None:
        """The document's date, where one was found; the first of the month where it is known to the month only."""
        return first_day(self.date.value) if self.date else None

    @property
    def until(self) -> datetime.date | None:
        """The last day that its date may be: the day itself, or the last of its month."""
        return last_day(self.date.value) if self.date else None

    @property
    def month_only(self) -> bool:
        """True where the date is known to the month and no day is stated."""
        return self.date is not None and len(self.date.value) <= len("2023-08")

    @property
    def dated(self) -> str | None:
        """The date in words, no finer than it is known: ``14 August 2023``, ``August 2023``; None where none was found."""
        return in_words(self.date.value) if self.date else None
