"""What the text tells by itself of talks, a truce, terms, mediators, aid, where no attribution and no act was found: whole sentences.

They take no side and name no doer; a brief shows them under their subject, in the article's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.model import Footing, Statement, statement_id
from parley.reading.parsed_text import ParsedText
from parley.reading.rules.subjects import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

_FEWEST_WORDS = 6
_MOSTLY = 0.5
"""A sentence of which more than this stands in an attribution or an act is that, and is not told again."""
_SIDES = frozenset(
    {
        "rebels", "government", "army", "sides", "side", "parties", "mediators", "mediator", "insurgents", "guerrillas", "militants",
        "delegation", "envoy", "president", "opposition", "coalition", "movement", "separatists", "military", "junta", "regime", "we",
    }
)  # fmt: skip
"""Words for those who may be in a war, beside names."""


def narrated(text: ParsedText, statements: Sequence[Statement], acts: Sequence[Statement]) -> tuple[Statement, ...]:
    """Sentences on a subject of bargaining that are in no attribution and no act (``record`` "told"), in order of the text.

    Args:
        text: the document, parsed.
        statements: its attributions.
        acts: the acts that it tells.
    """
    cues = [c for s in statements for c in s.cue if s.act != "author"]
    taken = [s for one in statements for s in (*one.source, *one.cue, *one.content)]
    taken += [Span(min(s.start for s in spans), max(s.end for s in spans)) for spans in map(_spans, acts)]
    taken.sort()
    out = []
    for paragraph, place in enumerate(text.parses):
        part = text.parts[paragraph]
        if part.heading or part.furniture:
            continue
        for sentence in place.doc.sents:
            words = sentence.text.strip()
            if len(words.split()) < _FEWEST_WORDS or words.endswith("?") or not _of_somebody(sentence):
                continue
            span = text.at(paragraph, _trimmed(sentence))
            if any(span.contains(c) for c in cues):  # it reports somebody
                continue
            if _covered(span, taken) > _MOSTLY or subject_of(words) is None:
                continue
            root = text.at(paragraph, Span(sentence.root.idx, sentence.root.idx + len(sentence.root)))
            out.append(_record(text, span, root))
    return tuple(out)


def _spans(one: Statement) -> tuple[Span, ...]:
    return (*one.source, *one.cue, *one.content)


def _trimmed(sentence: Sentence) -> Span:
    words = sentence.text
    start = sentence.start_char + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _of_somebody(sentence: Sentence) -> bool:
    return any(t.pos_ == "PROPN" or t.lower_ in _SIDES for t in sentence)


def _covered(span: Span, taken: Sequence[Span]) -> float:
    """The part of ``span`` that lies in the others, which are in order."""
    at, inside = span.start, 0
    for other in taken:
        if other.start >= span.end:
            break
        start, end = max(other.start, at), min(other.end, span.end)
        if end > start:
            inside, at = inside + end - start, end
    return inside / (span.end - span.start)


def _record(text: ParsedText, span: Span, root: Span) -> Statement:
    whole = text.document.text
    return Statement(
        id=statement_id(text.document.id, (), (root,), (span,)), document=text.document.id, source=(), cue=(root,), content=(span,),
        source_text="", cue_text=root.of(whole), content_text=(span.of(whole),), form="indirect", footing=Footing("author"),
        date=text.document.on, act="told", record="told",
    )  # fmt: skip


__all__ = ["narrated"]
