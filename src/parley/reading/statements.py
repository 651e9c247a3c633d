"""From drafts to statements: the speaker, the footing, the date and the sides; spans of the view as spans of the document."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from parley.core.spans import Span, Spans
from parley.documents.model import Document
from parley.documents.view import View
from parley.reading.attribution import authors
from parley.reading.drafts import Draft, Place
from parley.reading.english import clauses, dating, verb_subject
from parley.reading.english.publicity import setting
from parley.reading.english.quotation_marks import quotes
from parley.reading.model import Codebook, Footing, Form, Stance, Statement, statement_id
from parley.reading.paragraphs import Paragraph
from parley.reading.sides import stance
from parley.reading.sources.resolver import Resolver
from parley.reading.sources.speaker import Speaker

_BESIDE = re.compile(r",\s(?:which|who|whose|where|when)\b[^,]*(?:,|$)")
"""What a "which" tells beside the reporting clause, whose days are its own."""


class Finishing:
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
        """The statements of the drafts, in order; of two that come to the same the first, each with what holds it."""
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
            if draft.context is not None and setting(told) is None:
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
            stances=() if self._unsure(draft) or self._held_untrue(draft) else self._stances(draft, text, speaker),
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
        return draft.cue_token >= 0 and clauses.untrue(self.parses[draft.paragraph].doc[draft.cue_token])

    def _asked(self, draft: Draft, text: str) -> str | None:
        if draft.asked_before is not None:
            paragraph, span = draft.asked_before
            return span.of(self.parts[paragraph].text)
        return draft.question.of(text) if draft.question else None

    def _date(self, draft: Draft, part: Paragraph, clause: str) -> datetime.date | None:
        on = part.date if part.furniture else self.document.on
        if part.furniture and part.date is None:
            return None
        told = dating.said_on(_BESIDE.sub(" ", clause), on, months=True)
        if told is None and draft.context is not None:
            told = dating.said_on(draft.context.of(part.text), on)
        return told or on

    def _stances(self, draft: Draft, text: str, speaker: Speaker) -> tuple[Stance, ...]:
        pieces = [
            stance.Piece(self.parses[p].doc, p, s)
            for p, s in [*((draft.paragraph, s) for s in draft.content), *draft.elsewhere]
        ]
        token = draft.cue_token if draft.content else -1
        said = stance.Said(
            draft.kind, draft.lemma, draft.negated, draft.cue.of(text), speaker.party, token, speaker=_named(speaker)
        )
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
            if (
                outer.act == "deny" and not outer.negated and not made and not self._in_passing(draft)
            ):  # whose call is rejected has called
                # "officials denied that he had urged talks": nobody here says that he did
                inner = replace(inner, negated=True, stances=())
            elif outer.negated and outer.act == "say" and not made:
                # "never said that she opposed talks": nor does anybody here say that she does
                inner = replace(inner, hedged=True, stances=())
            told = inner.footing if made and outer.act == "deny" else _through(outer.footing, inner.footing)
            out.append(replace(inner, within=best, footing=told))
        return out

    def _in_passing(self, draft: Draft) -> bool:
        """ "as the ministry claims": who is named so has said it, whatever the sentence around it denies."""
        if draft.cue_token < 0:
            return False
        cue = self.parses[draft.paragraph].doc[draft.cue_token]
        return cue.dep_ == "advcl" and any(c.lower_ == "as" for c in cue.lefts)

    def _own_person(self, outer: Statement, inner: Statement) -> bool:
        """Whether "I" or "we" in what is reported is whoever reports it: between marks, before the cue ("We want talks,
        Ann Lee said"), and after it unless the text has a first person of its own."""
        before = bool(outer.cue) and inner.source[0].end <= outer.cue[0].start
        return outer.form == "direct" or before or self.document.genre not in authors.GENRES


def _named(speaker: Speaker) -> str:
    return " ".join(w for w in (speaker.words, speaker.name, speaker.role) if w)


def _lies_in(draft: Draft, holder: Draft) -> bool:
    """Whether a cue lies in the words that another reports; of two that report each other, in the longer words."""
    if not any(s.contains(draft.cue) for s in holder.content):
        return False
    both = any(s.contains(holder.cue) for s in draft.content)
    mine, theirs = (sum(s.end - s.start for s in d.content) for d in (draft, holder))
    return not both or (theirs, holder.start) > (mine, draft.start)


_NORM = re.compile(r"\b(?:should|must|ought|shall)\b|^(?:not )?to (?!have\b)", re.I)
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
            _NORM.search(statement.cue_text)
            or _asked_whether(by_id.get(statement.within))
            or _foretold(statement, by_id.get(statement.within))
            or _denied_above(statement, by_id)
        ):
            out.append(replace(statement, stances=()))
            continue
        passed_on = [span for s in inner.get(statement.id, ()) for span in s.content]
        kept = tuple(x for x in statement.stances if not any(p.contains(span) for p in passed_on for span in x.because))
        out.append(statement if len(kept) == len(statement.stances) else replace(statement, stances=kept))
    return out


_FORETELLS = re.compile(r"\b(?:predict|expect|fear|warn|doubt|suspect|assum|forecast|anticipat|worr)\w*", re.I)


def _foretold(statement: Statement, outer: Statement | None) -> bool:
    """What somebody will say, by another's guess, nobody has said."""
    guessed = outer is not None and _FORETELLS.search(outer.cue_text) is not None
    return guessed and re.search(r"\b(?:would|will|might|may|could)\b", statement.cue_text) is not None


def _denied_above(statement: Statement, by_id: dict[str, Statement]) -> bool:
    """ "Denied a report that claimed he had proposed it": it stands in a denial, however deep."""
    above = by_id.get(statement.within or "")
    for _ in range(4):
        above = by_id.get(above.within or "") if above is not None else None
        if above is None:
            return False
        if above.act == "deny" and not above.negated:
            return True
    return False


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


__all__ = ["Finishing"]
