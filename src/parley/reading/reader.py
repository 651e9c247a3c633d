"""From a document to its statements, by rules over a parse. See :func:`read`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.core.spans import Span, Spans
from parley.documents.model import Document
from parley.documents.view import View, view
from parley.reading.attribution import authors, candidates, quoting, signed, transcripts, uncued
from parley.reading.codebook import default_codebook
from parley.reading.drafts import Draft
from parley.reading.english import dating, parse, verb_subject
from parley.reading.english.quotation_marks import Quote, quotes
from parley.reading.model import Codebook, Footing, Form, Stance, Statement, statement_id
from parley.reading.paragraphs import Paragraph, paragraphs
from parley.reading.sides import polarity, stance, withdrawn
from parley.reading.sources import footing
from parley.reading.sources.people import People
from parley.reading.sources.resolver import Place, Resolver

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from parley.reading.others.endpoint import Endpoint, Told


def read(
    document: Document, codebook: Codebook | None = None, *, learned: bool = False, endpoint: Endpoint | None = None,
    told: Callable[[Told], None] = lambda _: None,
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
        told: called with what that reader told, refusals counted.
    """
    book = codebook or default_codebook()
    seen = view(document)
    parts = paragraphs(document, seen)
    if not parts:
        return ()
    parses = [Place(p.span.start, d) for p, d in zip(parts, parse.parsed(p.text for p in parts), strict=True)]
    people = People(book, document.on)
    people.build((place.offset, place.doc) for place in parses)
    resolver = Resolver(people, parses)
    drafts = _asked_for(endpoint, document, parts, parses, told) if endpoint else _drafts(parts, parses)
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
    return withdrawn.marked(document, _Finish(document, seen, parts, parses, book, resolver, name).statements(drafts))


def _asked_for(
    endpoint: Endpoint, document: Document, parts: list[Paragraph], parses: list[Place], told: Callable[[Told], None]
) -> list[Draft]:
    """What a reader elsewhere proposes, as far as the text has its words."""
    from parley.reading.attribution.proposed import drafts
    from parley.reading.others.endpoint import ask

    answer = ask(endpoint, parts, document.path)
    told(answer)
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


class _Finish:
    """Turns drafts into statements: speaker, footing, date, stance; spans from the view to the document."""

    def __init__(
        self,
        document: Document,
        seen: View,
        parts: list[Paragraph],
        parses: list[Place],
        book: Codebook,
        resolver: Resolver,
        reader: str,
    ) -> None:
        self.document, self.view, self.parts, self.parses = document, seen, parts, parses
        self.book, self.resolver, self.reader = book, resolver, reader

    def statements(self, drafts: list[Draft]) -> tuple[Statement, ...]:
        made: dict[str, tuple[Draft, Statement]] = {}
        for draft in drafts:
            statement = self._statement(draft)
            if statement is not None:
                made.setdefault(statement.id, (draft, statement))
        within = self._within([d for d, _ in made.values()], [s for _, s in made.values()])
        return tuple(_own_stances(within))

    def _at(self, paragraph: int, span: Span) -> Span:
        offset = self.parts[paragraph].span.start
        return self.view.raw(Span(offset + span.start, offset + span.end))

    def _statement(self, draft: Draft) -> Statement | None:
        part = self.parts[draft.paragraph]
        text = part.text
        clause = draft.clause.of(text) if draft.clause else draft.sentence.of(text)
        if draft.source and draft.kind != "author":
            told = _clause_words(draft, text, clause)
            if draft.context is not None and footing.setting(told) is None:
                told += " " + draft.context.of(text)
            speaker = self.resolver.speaker(draft, told)
        else:
            speaker = authors.speaker(self.document) if draft.kind == "author" else self.resolver.speaker(draft, clause)
        if (
            draft.source
            and draft.source_paragraph is None
            and not any(q.span.contains(draft.source[0]) for q in quotes(text))
        ):
            speaker = authors.first_person(self.document, draft.source[0].of(text)) or speaker
        if not self.resolver.it_meant and speaker.words.lower() == "it" and draft.lemma in verb_subject.IT_ACTS:
            return None  # nothing was spoken of that "it" could mean
        if speaker.footing.via and speaker.footing.kind != "relayed" and self._own_outlet(speaker.footing.via):
            speaker = replace(speaker, footing=replace(speaker.footing, via=None))
        where = draft.source_paragraph if draft.source_paragraph is not None else draft.paragraph
        source = _filled(self._at(where, s) for s in draft.source)
        cue = _filled([self._at(draft.paragraph, draft.cue)]) if draft.kind != "author" else ()
        content = _filled(
            [*(self._at(draft.paragraph, s) for s in draft.content), *(self._at(p, s) for p, s in draft.elsewhere)]
        )
        if not content:
            return None
        whole = self.document.text
        return Statement(
            id=statement_id(self.document.id, source, cue, content),
            document=self.document.id,
            source=source,
            cue=cue,
            content=content,
            source_text=_joined(whole, source),
            cue_text=_joined(whole, cue),
            content_text=tuple(s.of(whole) for s in content),
            form=_form(draft, text),
            footing=speaker.footing,
            resolved=speaker.name,
            party=speaker.party,
            role=speaker.role,
            furniture=part.furniture,
            negated=draft.negated or self._held_untrue(draft),
            hedged=draft.hedged or self._unsure(draft),
            date=self._date(draft, part, clause),
            stances=()
            if self._unsure(draft) or self._held_untrue(draft)
            else self._stances(draft, text, speaker.party),
            question=self._asked(draft, text),
            act=draft.kind,
            reader=self.reader,
        )

    def _own_outlet(self, name: str) -> bool:
        """Whether the outlet to which it was said is the document's own."""
        own = self.document.outlet.value if self.document.outlet else ""
        one, other = (re.sub(r"^the |\b(?:news|newspaper|online)\b", "", n.lower()).strip() for n in (own, name))
        return bool(one and other) and (one in other or other in one)

    def _unsure(self, draft: Draft) -> bool:
        """ "It is unclear whether he said", "if she says": nobody is told to have said it."""
        if draft.cue_token < 0:
            return False
        return verb_subject.supposed(self.parses[draft.paragraph].doc[draft.cue_token])

    def _held_untrue(self, draft: Draft) -> bool:
        """ "It is not true that he refused": nobody here says that he did."""
        return draft.cue_token >= 0 and polarity.untrue(self.parses[draft.paragraph].doc[draft.cue_token])

    def _asked(self, draft: Draft, text: str) -> str | None:
        if draft.asked_before is not None:
            paragraph, span = draft.asked_before
            return span.of(self.parts[paragraph].text)
        return draft.question.of(text) if draft.question else None

    def _date(self, draft: Draft, part: Paragraph, clause: str) -> datetime.date | None:
        on = part.date if part.furniture else self.document.on
        if part.furniture and part.date is None:
            return None
        told = dating.said_on(clause, on)
        if told is None and draft.context is not None:
            told = dating.said_on(draft.context.of(part.text), on)
        return told or on

    def _stances(self, draft: Draft, text: str, party: str | None) -> tuple[Stance, ...]:
        pieces = [
            stance.Piece(self.parses[p].doc, p, s)
            for p, s in [*((draft.paragraph, s) for s in draft.content), *draft.elsewhere]
        ]
        token = draft.cue_token if draft.content else -1
        said = stance.Said(draft.kind, draft.lemma, draft.negated, draft.cue.of(text), party, token)
        out = []
        for found in stance.findings(pieces, said, question=self._asked(draft, text) or "", codebook=self.book):
            spans = _filled(self._at(paragraph, span) for paragraph, span in found.where)
            out.append(Stance(found.proposition, found.side, spans))
        return tuple(out)

    def _within(self, drafts: list[Draft], statements: list[Statement]) -> list[Statement]:
        """Mark statements whose cue lies in the reported words of another: the smallest such."""
        out = []
        by_id = {s.id: s for s in statements}
        by_paragraph: dict[int, list[int]] = {}
        for index, draft in enumerate(drafts):
            by_paragraph.setdefault(draft.paragraph, []).append(index)
        for index, draft in enumerate(drafts):
            best, size = None, 1 << 60
            for other in by_paragraph[draft.paragraph]:
                holder = drafts[other]
                length = sum(s.end - s.start for s in holder.content)
                if other != index and length < size and _lies_in(draft, holder):
                    best, size = statements[other].id, length
            if best is None:
                out.append(statements[index])
                continue
            outer, inner = by_id[best], statements[index]
            if inner.source_text.lower() in ("i", "we") and self._own_person(outer, inner):
                inner = replace(
                    inner, resolved=outer.resolved, party=outer.party, role=outer.role, footing=outer.footing
                )
            made = draft.cue_token >= 0 and self.parses[draft.paragraph].doc[draft.cue_token].pos_ == "NOUN"
            if outer.act == "deny" and not outer.negated and not made:  # whose call is rejected has called
                # "officials denied that he had urged talks": nobody here says that he did
                inner = replace(inner, negated=True, stances=())
            elif outer.negated and outer.act == "say" and not made:
                # "never said that she opposed talks": nor does anybody here say that she does
                inner = replace(inner, hedged=True, stances=())
            told = inner.footing if made and outer.act == "deny" else _through(outer.footing, inner.footing)
            out.append(replace(inner, within=best, footing=told))
        return out

    def _own_person(self, outer: Statement, inner: Statement) -> bool:
        """Whether "I" or "we" in what is reported is whoever reports it: between marks, before the cue ("We want talks,
        Ann Lee said"), and after it unless the text has a first person of its own."""
        before = bool(outer.cue) and inner.source[0].end <= outer.cue[0].start
        return outer.form == "direct" or before or self.document.genre not in authors.GENRES


def _lies_in(draft: Draft, holder: Draft) -> bool:
    """Whether a cue lies in the words that another reports; of two that report each other, in the longer words."""
    if not any(s.contains(draft.cue) for s in holder.content):
        return False
    both = any(s.contains(holder.cue) for s in draft.content)
    mine, theirs = (sum(s.end - s.start for s in d.content) for d in (draft, holder))
    return not both or (theirs, holder.start) > (mine, draft.start)


_NORM = re.compile(r"\b(?:should|must|ought|shall)\b|^to (?!have\b)", re.I)
"""In a cue: what somebody ought or is urged to do is the wish of whoever tells it, and reports nobody."""


def _own_stances(statements: list[Statement]) -> list[Statement]:
    """Words that a statement only passes on are the stance of whoever is said to have said them."""
    inner: dict[str, list[Statement]] = {}
    by_id = {s.id: s for s in statements}
    for statement in statements:
        outer = by_id.get(statement.within or "")
        if outer is None or (outer.act == "deny" and not outer.negated and not statement.negated):
            continue  # whose call is rejected has called, and whoever rejects it is against what it calls for
        if not _NORM.search(statement.cue_text):
            inner.setdefault(outer.id, []).append(statement)
    out = []
    for statement in statements:
        if statement.within is not None and (
            _NORM.search(statement.cue_text) or _asked_whether(by_id.get(statement.within))
        ):
            out.append(replace(statement, stances=()))
            continue
        passed_on = [span for s in inner.get(statement.id, ()) for span in s.content]
        kept = tuple(x for x in statement.stances if not any(p.contains(span) for p in passed_on for span in x.because))
        out.append(statement if len(kept) == len(statement.stances) else replace(statement, stances=kept))
    return out


def _asked_whether(outer: Statement | None) -> bool:
    """The outer statement leaves open whether what is in it was said at all."""
    return outer is not None and outer.content_text[0].lower().startswith(("whether ", "if "))


def _through(outer: Footing, inner: Footing) -> Footing:
    """What is known through an unnamed source, another outlet or a text is known on that footing."""
    if outer.kind not in ("unnamed_group", "unnamed_person", "relayed", "document"):
        return inner
    return replace(outer, setting=inner.setting or outer.setting)


def _clause_words(draft: Draft, text: str, clause: str) -> str:
    """The words of the sentence outside what is reported, where the setting and the outlet are told."""
    sentence = draft.sentence
    kept, at = [], sentence.start
    for span in sorted(draft.content):
        if span.start >= sentence.end or span.end <= at:
            continue
        kept.append(text[at : max(at, span.start)])
        at = span.end
    kept.append(text[at : sentence.end])
    if draft.quoted or len(clause) > 400 or draft.clause is None:
        return " ".join(kept) if draft.quoted or len(clause) > 400 else clause
    for span in sorted(draft.content, reverse=True):  # the clause may close around what is reported
        if draft.clause.contains(span):
            clause = clause[: span.start - draft.clause.start] + clause[span.end - draft.clause.start :]
    return clause


def _form(draft: Draft, text: str) -> Form:
    quoted = sum(s.end - s.start for s in draft.quoted)
    total = sum(s.end - s.start for s in draft.content) + sum(s.end - s.start for _, s in draft.elsewhere)
    if not draft.quoted:
        return "indirect"
    quoted += sum(s.end - s.start for _, s in draft.elsewhere)
    return "direct" if quoted >= total - 1 else "mixed"


def _filled(spans: Iterable[Span]) -> Spans:
    return tuple(sorted({s for s in spans if s.end > s.start}))


def _joined(text: str, spans: Spans) -> str:
    return " … ".join(s.of(text) for s in spans)
