"""A document's text with its parse and its people: what the wings that look for acts, conditions and actors are handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import View
from parley.reading.drafts import Place
from parley.reading.model import Codebook
from parley.reading.paragraphs import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

    from parley.reading.sources.resolver import Resolver


@dataclass(frozen=True, slots=True)
class ParsedText:
    """``parts[i]`` is a paragraph, ``parses[i]`` its parse; words of the parse are in characters of the paragraph."""

    document: Document
    view: View
    parts: tuple[Paragraph, ...]
    parses: tuple[Place, ...]
    book: Codebook
    resolver: Resolver

    def at(self, paragraph: int, span: Span) -> Span:
        """Characters of a paragraph as characters of the document's text."""
        offset = self.parts[paragraph].span.start
        return self.view.raw(Span(offset + span.start, offset + span.end))

    def phrase(self, paragraph: int, token: Token) -> Span:
        """A word with all that hangs on it, as characters of the document's text."""
        last = token.right_edge
        return self.at(paragraph, Span(token.left_edge.idx, last.idx + len(last.text)))


__all__ = ["ParsedText"]
