"""A statement on its way: spans in the coordinates of one paragraph, and the token of its cue; the paragraph's parse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parley.core.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph's parse and where the paragraph begins in the view."""

    offset: int
    doc: Doc


@dataclass(slots=True)
class Draft:
    """One attribution found in a paragraph. ``paragraph`` counts the paragraphs of the document."""

    paragraph: int
    cue: Span
    kind: str
    cue_token: int
    lemma: str
    sentence: Span
    source: list[Span] = field(default_factory=list)
    source_head: int | None = None
    """Token index of the head noun of the source, in its paragraph."""
    source_paragraph: int | None = None
    """Where the source stands in another paragraph."""
    content: list[Span] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    """Those of ``content`` that came as quotations (with their marks)."""
    elsewhere: list[tuple[int, Span]] = field(default_factory=list)
    """Further content in other paragraphs: a quotation carried on."""
    open_quote: bool = False
    """The paragraph ended inside the quotation."""
    clause: Span | None = None
    """Words of the cue's own clause that are not content: where the setting and the day are told."""
    negated: bool = False
    hedged: bool = False
    passive: bool = False
    context: Span | None = None
    """An earlier clause about the same act of speaking ("He elaborated in an interview on Thursday.")."""
    asked_before: tuple[int, Span] | None = None
    """A question that stands in another paragraph, with that paragraph's number."""
    question: Span | None = None
    """What had been asked."""

    @property
    def start(self) -> int:
        """Where the attribution begins."""
        return min([self.cue.start, *(s.start for s in self.source), *(s.start for s in self.content)])
