"""From a document to its statements, by rules over a parse. See :func:`read`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import view
from parley.reading.actors import sightings as sighted
from parley.reading.acts import narration
from parley.reading.acts import told as acting
from parley.reading.attribution import appended, authors, candidates, quoting, signed, transcripts, uncued
from parley.reading.codebook import default_codebook
from parley.reading.conditions import found as conditional
from parley.reading.conditions import narrated
from parley.reading.drafts import Draft, Place
from parley.reading.english import parse
from parley.reading.english.quotation_marks import Quote, quotes
from parley.reading.model import Codebook, Sighting, Statement
from parley.reading.paragraphs import Paragraph, paragraphs
from parley.reading.parsed_text import ParsedText
from parley.reading.sides import acted, withdrawn
from parley.reading.sources.people import People
from parley.reading.sources.resolver import Resolver
from parley.reading.statements import Finishing

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from parley.reading.others.endpoint import Endpoint, EndpointAnswer


def read(
    document: Document, codebook: Codebook | None = None, *, learned: bool = False, endpoint: Endpoint | None = None,
    on_answer: Callable[[EndpointAnswer], None] = lambda _: None,
) -> tuple[Statement, ...]:  # fmt: skip
    """Every attribution of the document, in order of the text; spans are code points of ``document.text``.

    In opinion, briefings and notes the author's own assertions are statements too (:mod:`parley.reading.attribution.authors`).

    Args:
        document: what to read.
        codebook: what is known beforehand; by default what ships.
        learned: let the trained network (:mod:`parley.reading.others.learned`) propose attributions beside the rules; it finds
            more, thoughts and plans among them. Raises :class:`InputError` where no weights are there.
        endpoint: let a reader at this address propose attributions in the place of the rules; the text is sent there.
            Raises :class:`DocumentError` where it cannot be used.
        on_answer: called with what that reader answered, refusals counted.
    """
    return records(document, codebook, learned=learned, endpoint=endpoint, on_answer=on_answer).statements


@dataclass(frozen=True, slots=True)
class Records:
    """All that a document gives: attributions, acts that are told, and where it tells of an actor's part."""

    statements: tuple[Statement, ...] = ()
    acts: tuple[Statement, ...] = ()
    """Of ``record`` "act"."""
    sightings: tuple[Sighting, ...] = ()


def records(
    document: Document, codebook: Codebook | None = None, *, learned: bool = False, endpoint: Endpoint | None = None,
    on_answer: Callable[[EndpointAnswer], None] = lambda _: None,
) -> Records:  # fmt: skip
    """As :func:`read`, with the acts that the text tells and the sightings of actors, from one parse."""
    book = codebook or default_codebook()
    seen = view(document)
    parts = paragraphs(document, seen)
    if not parts:
        return Records()
    parses = [Place(p.span.start, d) for p, d in zip(parts, parse.parsed(p.text for p in parts), strict=True)]
    people = People(book, document.on)
    people.build((place.offset, place.doc) for place in parses)
    resolver = Resolver(people, parses)
    text = ParsedText(document, seen, tuple(parts), tuple(parses), book, resolver)
    found = _statements(text, learned, endpoint, on_answer)
    found = conditional.with_conditions(text, found)
    found, told = acting.with_acts(text, found)
    found, told = acted.with_sides(text, found, told)
    told = narrated.with_narrated(text, found, told)
    told = (*told, *narration.narrated(text, found, told))
    return Records(found, told, sighted.sightings(text))


def _statements(
    text: ParsedText, learned: bool, endpoint: Endpoint | None, on_answer: Callable[[EndpointAnswer], None]
) -> tuple[Statement, ...]:
    document, seen, resolver = text.document, text.view, text.resolver
    parts, parses = list(text.parts), list(text.parses)
    drafts = _asked_for(endpoint, document, parts, parses, on_answer) if endpoint else _drafts(parts, parses)
    if learned:
        from parley.reading.others.learned import drafts as tagged
        from parley.reading.others.learned.tagger import tagger

        drafts = tagged.merged(drafts, tagged.drafts(tagger().read(seen.text), parts, parses))
    if endpoint is None:
        drafts += transcripts.turns(parts, parses, transcript=document.genre == "transcript")
    drafts = sorted(drafts, key=lambda d: (d.paragraph, d.start))
    drafts = [d for d in drafts if not transcripts.asks(d, parts[d.paragraph].text)]
    if document.genre in authors.GENRES and endpoint is None:
        drafts = authors.with_own(document, parts, parses, drafts)
    name = endpoint.reader if endpoint is not None else "learned" if learned else "rules"
    return withdrawn.marked(
        document, Finishing(document, seen, parts, parses, text.book, resolver, name).statements(drafts)
    )


def _asked_for(
    endpoint: Endpoint,
    document: Document,
    parts: list[Paragraph],
    parses: list[Place],
    on_answer: Callable[[EndpointAnswer], None],
) -> list[Draft]:
    """What a reader elsewhere proposes, as far as the text has its words."""
    from parley.reading.attribution.proposed import drafts
    from parley.reading.others.endpoint import ask

    answer = ask(endpoint, parts, document.path)
    on_answer(answer)
    return [draft for draft, _ in drafts(answer.marked, parts, parses)]


def _drafts(parts: list[Paragraph], parses: list[Place]) -> list[Draft]:
    """Attributions of all paragraphs, with quotations carried on from paragraph to paragraph."""
    read_ = [_of_paragraph(part, place) for part, place in zip(parts, parses, strict=True)]
    for index, draft in signed.signed(parts, parses).items():
        if not read_[index][0] and not read_[index + 1][0]:
            read_[index] = ([draft], [])
    out: list[Draft] = []
    carry: Draft | None = None
    for index, (part, place, (found, left)) in enumerate(zip(parts, parses, read_, strict=True)):
        carried = carry is not None and left and (carry.open_quote or _floats(part.text, left[0], found))
        if (
            carried
            and carry is not None
            and not carry.open_quote
            and (ahead := _begun(parts, read_, index)) is not None
        ):
            carry = ahead
            carry.elsewhere.append((part.index, left[0].span))
        elif carried and carry is not None:
            for quote in left:
                if quote.words >= 3:
                    if not any(d is carry for d in out):
                        out.append(carry)
                    carry.elsewhere.append((part.index, quote.span))
                    carry.open_quote = not quote.closed
        elif carry is None and left and (ahead := _begun(parts, read_, index)) is not None:
            ahead.elsewhere.append((part.index, left[0].span))
        found.sort(key=lambda d: (d.cue.start, d.cue.end))
        out.extend(found)
        spoken = [d for d in found if d.quoted and d.kind in ("say", "ask", "think") and d.source]
        if spoken:
            carry = spoken[-1]
        elif (told := _ends_speaking(part.text, place.doc, found, part.index)) is not None:
            carry = told
        elif not (carry is not None and left):
            carry = None
    return out


def _of_paragraph(part: Paragraph, place: Place) -> tuple[list[Draft], list[Quote]]:
    """What one paragraph reports by itself, and its quotations that nobody there speaks."""
    marks = quotes(part.text)
    found = candidates.candidates(place.doc, marks, part.index)
    found += appended.appended(place.doc, found, part.index)
    left = quoting.assign(place.doc, part.text, marks, found, part.index)
    _contexts(part.text, place.doc, found)
    return [d for d in found if d.content and (d.source or d.passive or d.quoted or d.question)], left


def _begun(parts: list[Paragraph], found: list[tuple[list[Draft], list[Quote]]], index: int) -> Draft | None:
    """Whose a quotation is that fills this paragraph and is not closed: the one's who is named in the paragraph where it
    goes on ("… / “… ,” Ann Lee said"), opened anew in each between."""
    for at in range(index, len(parts) - 1):
        drafts, left = found[at]
        if drafts or len(left) != 1 or left[0].closed or left[0].span.start > 1:
            return None
        mark = parts[at].text[left[0].span.start]
        for draft in found[at + 1][0]:
            if draft.source and any(s.start <= 1 and parts[at + 1].text[s.start] == mark for s in draft.quoted):
                return draft
    return None


def _ends_speaking(text: str, doc: Doc, found: list[Draft], paragraph: int) -> Draft | None:
    """Whose words a quotation would be that made the whole next paragraph: those of whom this one's end reports."""
    last = list(doc.sents)[-1]
    spoken = [d for d in found if d.kind in ("say", "ask", "think") and d.source and d.cue.start >= last.start_char]
    return spoken[-1] if spoken else uncued.leading(doc, text, paragraph)


def _contexts(text: str, doc: Doc, drafts: list[Draft]) -> None:
    """Where a pronoun speaks, the sentence before it in the paragraph often tells when and where."""
    sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
    for draft in drafts:
        if not draft.content or not draft.source or draft.source[0].of(text).lower() not in ("he", "she", "they"):
            continue
        before = [s for s in sentences if s.end <= min(draft.start, draft.sentence.start)]
        if before and "“" not in before[-1].of(text) and '"' not in before[-1].of(text):
            draft.context = before[-1]
            if len(before) > 1 and draft.question is not None:
                draft.context = Span(before[-2].start, before[-1].end)


def _floats(text: str, quote: Quote, found: list[Draft]) -> bool:
    """A paragraph that is a quotation and nothing else, or opens with one that nobody there speaks."""
    outside = len(text) - (quote.span.end - quote.span.start)
    return quote.span.start <= 1 and (outside < 15 or not found)
