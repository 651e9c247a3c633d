"""Words with their footnotes: the two things that every part of an answer is made of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: a quotation with its source, or "ours". Numbered from 1 in order of first use."""

    number: int
    quote: str | None
    document: str | None
    document_title: str | None
    """e.g. "our summary of: Peter Baker, The New York Times, 10 Nov 2022"."""
    date: datetime.date | None
    who: str | None
    footing: str | None
    supports: Literal["direction", "size", "position"] | None
    paths: tuple[str, ...] = ()
    """Judgements that rest on it."""
    before: str = ""
    """A few words of the document before the quotation, for showing it in its context."""
    after: str = ""
    """And after it."""
    verbatim: bool = True
    """False: the words are those of our summary, outside its quotation marks; they must not be put into anybody's mouth."""
    coded_for: str | None = None
    """Whom the case takes the words for, where ``who``, the statement's speaker, is somebody else."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with the numbers of their notes and the dotted paths of the judgements behind them."""

    text: str
    notes: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
