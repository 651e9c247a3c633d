"""Who an act's words mean: name, party and role, resolved as for statements, from what had been said before the act."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.drafts import Draft
from parley.reading.english import grammar
from parley.reading.model import Statement
from parley.reading.parsed_text import ParsedText
from parley.reading.sources.speaker import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 2500
"""Characters after which a pronoun no longer means who spoke last."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who the words mean; ``words`` are theirs."""

    span: Span
    words: str
    name: str | None
    party: str | None
    role: str | None


class Naming:
    """The actors of one document's acts. Asked in any order; the resolver of the statements stays as it is."""

    def __init__(self, text: ParsedText, statements: Sequence[Statement]) -> None:
        self.text = text
        self._resolver = copy.copy(text.resolver)
        self._said = [
            (s.source[-1].start, s) for s in statements if s.source and not s.negated and s.footing.kind != "author"
        ]

    def actor(self, paragraph: int, words: tuple[int, int, int]) -> Actor:
        """The actor of a phrase, given as (start, end, head) in words of the paragraph."""
        start, end, head = words
        doc = self.text.parses[paragraph].doc
        span = grammar.chars(doc, start, end)
        anchor = doc[head]
        draft = Draft(paragraph, span, "act", head, "", grammar.sentence(anchor), source=[span], source_head=head)
        self._remember(self.text.at(paragraph, span).start, self.text.parses[paragraph].offset + span.start)
        speaker = self._resolver.speaker(draft, "")
        name = (
            None
            if speaker.footing.kind in ("unnamed_person", "unnamed_group") and speaker.name is None
            else speaker.name
        )
        return Actor(self.text.at(paragraph, span), span.of(grammar.text(doc)), name, speaker.party, speaker.role)

    def _remember(self, raw: int, at: int) -> None:
        """Set what a reader would remember at a place: who spoke last, which body, which group."""
        resolver = self._resolver
        resolver.last_person = resolver.last_group = resolver.last_thing = None
        for place, said in reversed(self._said):
            if place >= raw or raw - place > _FAR:
                if place < raw:
                    break
                continue
            spoke = Speaker(said.resolved, said.party, said.role, said.footing, said.source_text)
            spot = at - (raw - place)
            if said.footing.kind == "unnamed_group":
                resolver.last_group = resolver.last_group or (spot, spoke)
            elif said.footing.kind in ("institution", "document", "relayed"):
                resolver.last_thing = resolver.last_thing or (spot, spoke)
            else:
                resolver.last_person = resolver.last_person or (spot, spoke)
            if resolver.last_person and resolver.last_thing and resolver.last_group:
                break


def phrase(head: Token, avoid: int) -> tuple[int, int, int]:
    """A noun with what describes it, without a clause that hangs on it, and without the word ``avoid``."""
    doc = head.doc
    found = grammar.phrase(head, avoid) or (head.i, head.i + 1)
    start, end = found
    accused = head.dep_ == "dobj" and head.head.lemma_ in ("accuse", "blame", "criticise", "criticize")
    for child in head.rights:
        if child.dep_ == "prep" and start < child.i < end:
            told = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if (accused and child.lower_ in ("of", "for")) or (told is not None and told.ent_type_ in ("DATE", "TIME")):
                end = child.i
        if child.dep_ in ("relcl", "acl", "advcl", "ccomp", "xcomp", "cc") and start < child.left_edge.i < end:
            end = child.left_edge.i
    start, end = grammar.trimmed(doc, start, max(end, head.i + 1))
    if head.dep_ == "poss" and end - 1 > head.i and doc[end - 1].tag_ == "POS":
        end -= 1
    return start, end, head.i


__all__ = ["Actor", "Naming", "phrase"]
