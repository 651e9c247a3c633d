"""What documents alone already say, without a case: who wants what and says who, what is disputed, who is for talks.

Everything is a selection from statements that were read; each line keeps the statement's id, its words as they stand in
the document, and the footing on which they are known. Nothing is inferred that a rule did not find.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import plain
from parley.insight.documents import coinage
from parley.insight.documents.excerpts import clipped, footing_words, quoted, who_words
from parley.reading.model import Codebook, Statement, attributions

TALKS = "talks-now"
"""The proposition whose camps a brief lists one by one."""
FACTS = ("military-gains",)
"""Propositions of fact: both sides asserted makes a dispute."""
CONDITIONS = ("withdraw-first", "leader-must-go")
SIDES = ("for", "against", "later", "conditional", "ambiguous")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as a brief shows it."""

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


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """A document as a brief introduces it."""

    id: str
    title: str
    outlet: str | None
    date: datetime.date | None
    genre: str
    authors: tuple[str, ...]
    excerpt_of: str | None
    """Set where only a part is here."""
    summary_of: str | None
    statements: int
    furniture: int
    """Statements in page furniture."""


@dataclass(frozen=True, slots=True)
class Precondition:
    """A condition for talks: stated, or once stated and not repeated."""

    status: str
    line: Line


@dataclass(frozen=True, slots=True)
class Dispute:
    """Something asserted here and rejected there."""

    subject: str
    asserted: tuple[Line, ...]
    rejected: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A phrase and the places where it was found, earliest first."""

    phrase: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief; see the module."""

    documents: tuple[BriefDocument, ...]
    talks: dict[str, tuple[Line, ...]]
    """Side on "talks now" → lines, one a speaker."""
    wants: tuple[Line, ...]
    """What else is wanted, promised, refused: other propositions and acts; by party, one or two lines a speaker."""
    preconditions: tuple[Precondition, ...]
    disputes: tuple[Dispute, ...]
    phrases: tuple[Traced, ...]
    statements: int
    footing: dict[str, int]
    """Kind of footing → number of statements."""
    parties: tuple[str, ...]
    """Parties that spoke or were spoken of, most statements first."""


class _Maker:
    def __init__(self, documents: Sequence[Document], statements: Sequence[Statement], codebook: Codebook) -> None:
        self.documents = {d.id: d for d in documents}
        self.statements = [s for s in attributions(statements) if s.document in self.documents]
        self.by_id = {s.id: s for s in self.statements}
        self.titles = {p.id: p.title for p in codebook.propositions}

    def line(
        self,
        statement: Statement,
        spans: Sequence[Span] = (),
        *,
        side: str | None = None,
        proposition: str | None = None,
    ) -> Line:
        document = self.documents[statement.document]
        holder = self.by_id.get(statement.within) if statement.within else None
        since, withdrawn = self._taken_back(statement)
        return Line(
            who=who_words(statement), party=statement.party, words=clipped(document, statement, spans),
            footing=footing_words(statement, holder) + since, document=_title(document), document_id=document.id,
            date=None if since or (withdrawn and statement.date == document.on) else statement.date, statement=statement.id, furniture=statement.furniture,
            direct=statement.form == "direct", asked=statement.question, side=side, proposition=proposition, withdrawn=withdrawn,
        )  # fmt: skip

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

    def on(self, proposition: str) -> list[tuple[Statement, Line]]:
        """Lines on a proposition, the best-founded first."""
        out = []
        for statement in self.statements:
            for stance in statement.stances:
                if stance.proposition == proposition:
                    out.append(
                        (statement, self.line(statement, stance.because, side=stance.side, proposition=proposition))
                    )
        return sorted(out, key=lambda p: (_weight(p[0]), self.statements.index(p[0])))

    def talks(self) -> dict[str, tuple[Line, ...]]:
        found: dict[str, list[Line]] = {side: [] for side in SIDES}
        for statement, line in self.on(TALKS):
            if statement.furniture or stance_side(line) not in found or self._only_believed(statement):
                continue
            line = _of_whom(line)
            others = found[stance_side(line)]
            if not any(o.who == line.who and _told(o) == _told(line) for o in others) and not any(
                o.words == line.words for o in others
            ):
                others.append(line)
        return {side: tuple(lines) for side, lines in found.items()}

    def _only_believed(self, statement: Statement) -> bool:
        """Told as an impression that others had, not as something done."""
        holder = self.by_id.get(statement.within) if statement.within else None
        return holder is not None and re.search(r"impression|perception", holder.cue_text) is not None

    def wants(self, shown: set[str]) -> tuple[Line, ...]:
        lines: list[Line] = []
        for statement in self.statements:
            if statement.furniture or statement.id in shown or not _tells(statement) or self._only_believed(statement):
                continue
            stance = next((x for x in statement.stances if x.proposition not in (TALKS, *FACTS, *CONDITIONS)), None)
            wanting = statement.act in ("want", "promise", "favour", "deny") and not stance and not statement.stances
            if stance is None and not wanting:
                continue
            line = self.line(statement, stance.because if stance else (), side=stance.side if stance else None,
                             proposition=stance.proposition if stance else statement.act)  # fmt: skip
            line = _of_whom(line)
            if sum(o.who == line.who for o in lines) < 2 and not any(
                o.who == line.who and o.proposition == line.proposition for o in lines
            ):
                lines.append(line)
        order = {p: i for i, p in enumerate(self.parties())}
        return tuple(sorted(lines, key=lambda x: order.get(x.party or "", 99)))

    def parties(self) -> tuple[str, ...]:
        count: dict[str, int] = {}
        for statement in self.statements:
            if statement.party and not statement.furniture:
                count[statement.party] = count.get(statement.party, 0) + 1
        return tuple(sorted(count, key=lambda p: (-count[p], p)))

    def preconditions(self) -> tuple[Precondition, ...]:
        out: list[Precondition] = []
        for statement in self.statements:
            if statement.furniture:
                continue
            dropped = _drops(statement)
            if dropped:
                out.append(Precondition("not repeated", self.line(statement)))
                continue
            if any(self._repeats(statement, o) for o in self.statements if _drops(o)):
                continue
            stance = next((x for x in statement.stances if x.proposition in CONDITIONS and x.side == "for"), None)
            stance = stance or next((x for x in statement.stances if x.side == "conditional"), None)
            if stance is not None:
                out.append(Precondition("stated", self.line(statement, stance.because)))
        return tuple(out)

    @staticmethod
    def _repeats(statement: Statement, other: Statement) -> bool:
        """The statement only passes on the other's words."""
        return other.within == statement.id

    def disputes(self) -> tuple[Dispute, ...]:
        out = list(self._of_fact())
        for index, statement in enumerate(self.statements):
            made = self._rejection(index, statement)
            if made is not None:
                out.append(made)
        return tuple(out)

    def _of_fact(self) -> list[Dispute]:
        out = []
        for proposition in FACTS:
            pairs = [(s, x) for s, x in self.on(proposition) if not s.furniture]
            yes = _one_each(x for _, x in pairs if x.side == "for")
            no = _one_each(x for _, x in pairs if x.side == "against")
            if yes and no:
                out.append(Dispute(self.titles.get(proposition, proposition), tuple(yes[:2]), tuple(no[:2])))
        return out

    def _rejection(self, index: int, statement: Statement) -> Dispute | None:
        words = " ".join(quoted(self.documents[statement.document], statement)).strip(" .,")
        if statement.question and words.lower() == "no":
            return Dispute(statement.question, (), (self.line(statement),))
        if statement.act != "deny":
            return None
        if _POINTER.fullmatch(words):
            before = next(
                (o for o in reversed(self.statements[:index])
                 if o.document == statement.document and o.act not in ("deny",) and o.within is None
                 and statement.content[0].start - o.content[-1].end < 400), None,
            )  # fmt: skip
            if before is None:
                return None
            return Dispute("claim and denial", (self.line(before),), (self.line(statement),))
        if _IMPRESSION.search(words):
            return Dispute("an impression rejected", (), (self.line(statement),))
        return None

    def brief_documents(self) -> tuple[BriefDocument, ...]:
        out = []
        for document in self.documents.values():
            mine = [s for s in self.statements if s.document == document.id]
            out.append(
                BriefDocument(
                    document.id, _title(document), document.outlet.value if document.outlet else None, document.on,
                    document.genre, tuple(a.value for a in document.authors),
                    document.excerpt.value if document.excerpt else None,
                    document.note_of.value if document.note_of else None,
                    len(mine), sum(s.furniture for s in mine),
                )
            )  # fmt: skip
        return tuple(sorted(out, key=lambda d: (d.date or datetime.date.max, d.title)))


_MONTH = re.compile(
    r"\bIn ((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})\b"
)
_POINTER = re.compile(
    r"(?:that|this|it|(?:the|this|that|those|these|such) (?:claims?|allegations?|accusations?|reports?|assertions?|charges?|suggestions?))",
    re.I,
)
_IMPRESSION = re.compile(r"\b(?:perception|impression|suggestion|notion|idea) that\b", re.I)
_CONDITION = re.compile(r"\b(?:talks?|negotiat\w+|condition|precondition|demand)\b", re.I)


def _drops(statement: Statement) -> bool:
    """A condition once stated that is not repeated, or is said to be given up."""
    words = " ".join(statement.content_text)
    if not _CONDITION.search(words):
        return False
    cue = statement.cue_text.lower()
    return (
        statement.negated and re.search(r"\b(?:repeat|restate|reiterate|insist|demand|mention)", cue) is not None
    ) or (re.search(r"\b(?:dropped|abandoned|gave up|withdrew)\b", cue) is not None)


def _tells(statement: Statement) -> bool:
    """Enough words to say what is wanted."""
    return sum(len(t.split()) for t in statement.content_text) >= 3


def _weight(statement: Statement) -> int:
    """On the record and in the speaker's own words first; then paraphrase; then unnamed; passed-on words last."""
    rank = {
        "on_record": 0,
        "author": 0,
        "document": 1,
        "institution": 1,
        "unnamed_person": 3,
        "unnamed_group": 3,
        "relayed": 3,
    }
    if statement.within is not None and statement.resolved is not None and statement.footing.kind.startswith("unnamed"):
        return 3  # a named person's words by others' account: before those of whom no one is named
    return rank[statement.footing.kind] * 2 + (statement.form == "indirect") + 2 * (statement.within is not None)


def stance_side(line: Line) -> str:
    """The side of a line; empty where it has none."""
    return line.side or ""


def _one_each(lines: Iterable[Line]) -> list[Line]:
    out: list[Line] = []
    for line in lines:
        if not any(o.who == line.who for o in out):
            out.append(line)
    return out


def _of_whom(line: Line) -> Line:
    """ "Mr. Putin has shown no willingness": his stance, by the speaker's account."""
    for pattern in _OTHERS:
        found = pattern.search(line.words)
        if found is not None and found.group(1).lower() not in line.who.lower():
            return replace(line, who=f"{found.group(1)}, by the account of {line.who}")
    return line


_OTHERS = (
    re.compile(r"^(?:(?:Mr|Ms|Mrs|Gen)\.\s|President\s)?([A-Z][\w’'-]+) (?:has|have|had) shown no\b"),
    re.compile(r"\b(the [A-Z][\w’'-]+) (?:have|has|had|are|were) .{0,120}\breluctant\b"),
    re.compile(r"\b(the (?:administration|government|president|ministry)) is (?:dipping|keeping|leaving|hedging)\b"),
)
"""Words in which a speaker tells of somebody else's stance."""


def _told(line: Line) -> bool:
    """Known by another's account."""
    return "by the account of" in line.footing


def _title(document: Document) -> str:
    return (
        plain(document, document.title.span)
        if document.title and document.title.span
        else (document.title.value if document.title else document.name)
    )


def brief(documents: Sequence[Document], statements: Sequence[Statement], codebook: Codebook) -> Brief:
    """Select what documents alone already say. Deterministic; keeps the order of the texts where nothing else decides."""
    maker = _Maker(documents, statements, codebook)
    talks = maker.talks()
    preconditions = maker.preconditions()
    disputes = maker.disputes()
    shown = {x.line.statement for x in preconditions}
    shown |= {x.statement for d in disputes for x in (*d.asserted, *d.rejected)}
    footing: dict[str, int] = {}
    for statement in maker.statements:
        footing[statement.footing.kind] = footing.get(statement.footing.kind, 0) + 1
    return Brief(
        maker.brief_documents(), talks, maker.wants(shown), preconditions, disputes,
        tuple(Traced(p, where) for p, where in coinage.traced(documents, statements)),
        len(maker.statements), dict(sorted(footing.items())), maker.parties(),
    )  # fmt: skip
