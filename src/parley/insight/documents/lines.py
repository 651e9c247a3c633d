"""A statement or an act as a brief shows it: who, the verb, the words as they stand in the document, on what footing, when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.core.spans import Span, Spans
from parley.documents.model import Document
from parley.documents.view import plain
from parley.insight.documents.excerpts import clipped, footing_words, who_words
from parley.reading.english import dating
from parley.reading.model import Statement


@dataclass(frozen=True, slots=True)
class Line:
    """One statement or act; ``start`` and ``end`` are code points of the document's text, where its words stand."""

    who: str
    party: str | None
    words: str
    footing: str
    document: str
    """The document's title or name."""
    document_id: str
    date: datetime.date | None
    statement: str
    furniture: bool
    direct: bool
    asked: str | None = None
    side: str | None = None
    proposition: str | None = None
    withdrawn: str | None = None
    """The words by which the document tells that it was taken back later."""
    verb: str = ""
    """The reporting words, or those that tell the act."""
    act: str | None = None
    """What is done with the words: threaten, promise, offer, demand, condition, accept, reject …"""
    toward: str | None = None
    condition: str | None = None
    """What it is made to depend on."""
    start: int = 0
    end: int = 0
    month_only: bool = False
    """The text tells a month and no day: ``date`` is the first that it may be."""


_SPOKE = {
    "it": frozenset({"institution", "document"}), "they": frozenset({"unnamed_group", "institution"}),
}  # fmt: skip
_NEAR = 500
"""Characters back to who may be meant by an "it"."""
_SENTENCE = 4
"""Words from which on what stands between two statements is a sentence of its own."""
_AROUND = 120
"""Characters on each side of a statement in which its month is looked for."""


class Lines:
    """Makes lines of statements. ``statements`` are all of these documents, so that what holds a statement is known."""

    def __init__(self, documents: Sequence[Document], statements: Sequence[Statement]) -> None:
        self.documents = {d.id: d for d in documents}
        self.statements = [s for s in statements if s.document in self.documents]
        self.by_id = {s.id: s for s in self.statements}
        self.order = {s.id: i for i, s in enumerate(self.statements)}
        self._of_document: dict[str, list[Statement]] = {}
        for statement in self.statements:
            self._of_document.setdefault(statement.document, []).append(statement)

    def line(
        self,
        statement: Statement,
        spans: Sequence[Span] = (),
        *,
        side: str | None = None,
        proposition: str | None = None,
    ) -> Line:
        """The statement, its words those around ``spans`` where given."""
        document = self.documents[statement.document]
        holder = self.by_id.get(statement.within) if statement.within else None
        since, withdrawn = self._taken_back(statement)
        of_document = statement.date is not None and statement.date == document.on
        date = _first_of(since) if since else None if of_document and withdrawn else statement.date
        all_ = sorted((*statement.source, *statement.cue, *statement.content))
        start, end = (all_[0].start, max(s.end for s in all_)) if all_ else (0, 0)
        around = document.text[max(0, start - _AROUND) : end + _AROUND]
        month = statement.date is not None and (
            dating.month_only(around, statement.date) or (of_document and document.month_only)
        )
        deed, conditions = statement.deed, statement.conditions
        return Line(
            who=self._who(statement), party=statement.party, words=_whole(document, statement, clipped(document, self._own(statement), spans)),
            footing=footing_words(statement, holder) + since, document=title(document), document_id=document.id,
            date=date, statement=statement.id, furniture=statement.furniture,
            direct=statement.form == "direct", asked=statement.question, side=side, proposition=proposition, withdrawn=withdrawn,
            verb=" ".join(" ".join(plain(document, s) for s in statement.cue).split()), act=deed.act if deed else None, toward=deed.toward_text if deed else None,
            condition=" ".join(conditions[0].terms_text.split()) if conditions else None,
            start=start, end=end, month_only=bool(since) or (month and date is not None),
        )  # fmt: skip

    def _who(self, statement: Statement) -> str:
        """Who said or did it, of a deed that another tells of with the teller."""
        who = self._named(statement)
        holder = self.by_id.get(statement.within) if statement.within else None
        if statement.record != "act" or holder is None or not statement.source or holder.footing.kind == "author":
            return who
        if holder.party is not None and holder.party == statement.party:
            return who
        teller = self._named(holder)
        return who if teller.lower() in (who.lower(), "no one named") else f"{who}, by the account of {teller}"

    def _named(self, statement: Statement) -> str:
        """Who said it; of an "it" or "they" that has no name, the body or the people who spoke last before it."""
        who = who_words(statement)
        kinds = _SPOKE.get(who.lower())
        if kinds is None or not statement.source:
            return who
        at = statement.source[0].start
        before = [
            s for s in self._of_document.get(statement.document, ())
            if s.source and s.record == "statement" and 0 < at - s.source[0].start <= _NEAR and s.source_text.lower() not in _SPOKE
        ]  # fmt: skip
        last = max(before, key=lambda s: s.source[0].start, default=None)
        if last is None or last.footing.kind not in kinds:
            return who
        return who if self._told_between(last, at) or _named_in(who_words(last), statement) else who_words(last)

    def _told_between(self, last: Statement, at: int) -> bool:
        """Whether a sentence that is not the last speaker's stands between, of which somebody else may be the subject."""
        text = self.documents[last.document].text
        end = max(s.end for s in (*last.source, *last.cue, *last.content))
        return len(re.findall(r"\w+", text[end:at])) > _SENTENCE

    def _own(self, statement: Statement) -> Statement:
        """Without what another says from a "but" or "while" on: "said six had died, while the army said none had"."""
        if not statement.content:
            return statement
        first = statement.content[0]
        text = self.documents[statement.document].text
        for other in self._of_document.get(statement.document, ()):
            at = min((s.start for s in other.cue), default=0)
            if other.record == "statement" and other.id != statement.id and first.start < at < first.end:
                found = _WHILE.search(text, first.start, at)
                if found is not None and found.start() > first.start + 8:
                    return replace(statement, content=(Span(first.start, found.start()),))
        return statement

    def _taken_back(self, statement: Statement) -> tuple[str, str | None]:
        """For what the text goes on to call withdrawn: of a letter the month in which it was made, and the words."""
        text = self.documents[statement.document].text
        words = " … ".join(span.of(text) for span in statement.taken_back) or None
        if statement.footing.kind != "document":
            return "", words
        at = statement.content[-1].end
        start = max(0, statement.source[0].start - 200) if statement.source else at
        month = _MONTH.search(text, start, at)
        return f", {month.group(1)}" if month else "", words

    def only_believed(self, statement: Statement) -> bool:
        """Told as an impression that others had, not as something done."""
        holder = self.by_id.get(statement.within) if statement.within else None
        return holder is not None and re.search(r"impression|perception", holder.cue_text) is not None


_WHILE = re.compile(r"[,;]?\s(?:but|while|whereas)\s(?:[\w’'.-]+,?\s){0,8}$")
_WHICH = re.compile(r"^(?:which|that|who|whom)\s*…\s*", re.I)
_NOUN = re.compile(r"[^.,;:!?\n—–()“”\"]{3,90}(?=[,—–]?\s*$)")


def _named_in(name: str, statement: Statement) -> bool:
    """Whether the words said of an "it" or "they" go on to name the one: "It demands that Velland lift the siege"."""
    last = name.split()[-1] if name.split() else ""
    return (
        len(last) > 2
        and statement.form != "direct"
        and re.search(rf"\b{re.escape(last)}\b", " ".join(statement.content_text)) is not None
    )


def _whole(document: Document, statement: Statement, words: str) -> str:
    """ "The plan, which officials described …": what the "which" stands for, in its place."""
    found = _WHICH.match(words)
    if found is None or not statement.content:
        return words
    start = min(s.start for s in statement.content)
    noun = _NOUN.search(document.text[max(0, start - 90) : start].rstrip(" ,—–"))
    return f"{noun.group().strip()} … {words[found.end() :]}" if noun is not None else words


def _first_of(since: str) -> datetime.date:
    """ ", October 2022": its first day."""
    return datetime.datetime.strptime(since.strip(" ,"), "%B %Y").date()


_MONTH = re.compile(
    r"\bIn ((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})\b"
)
_OTHERS = (
    re.compile(r"^(?:(?:Mr|Ms|Mrs|Gen)\.\s|President\s)?([A-Z][\w’'-]+) (?:has|have|had) shown no\b"),
    re.compile(r"\b(the [A-Z][\w’'-]+) (?:have|has|had|are|were) .{0,120}\breluctant\b"),
    re.compile(r"\b(the (?:administration|government|president|ministry)) is (?:dipping|keeping|leaving|hedging)\b"),
)
"""Words in which a speaker tells of somebody else's stance."""


def of_whom(line: Line) -> Line:
    """ "Mr. Putin has shown no willingness": his stance, by the speaker's account."""
    for pattern in _OTHERS:
        found = pattern.search(line.words)
        if found is not None and found.group(1).lower() not in line.who.lower():
            return replace(line, who=f"{found.group(1)}, by the account of {line.who}")
    return line


def weight(statement: Statement) -> int:
    """On the record and in the speaker's own words first; then paraphrase; then unnamed; passed-on words last."""
    if statement.within is not None and statement.resolved is not None and statement.footing.kind.startswith("unnamed"):
        return 3  # a named person's words by others' account: before those of whom no one is named
    rank = _RANK[statement.footing.kind]
    return rank * 2 + (statement.form == "indirect") + 2 * (statement.within is not None)


_RANK = {
    "on_record": 0, "author": 0, "document": 1, "institution": 1, "unnamed_person": 3, "unnamed_group": 3, "relayed": 3,
}  # fmt: skip


def title(document: Document) -> str:
    """What to call a document: its title as it reads, else its name."""
    if document.title is None:
        return document.name
    return plain(document, document.title.span) if document.title.span else document.title.value


def overlap(one: Spans, other: Spans) -> bool:
    """Whether two lists of spans share a character."""
    return any(a.overlaps(b) for a in one for b in other)


__all__ = ["Line", "Lines", "of_whom", "overlap", "title", "weight"]
