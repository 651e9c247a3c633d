"""What documents alone already say, without a case: who wants what and says who, what is disputed, who is for talks.

Everything is a selection from statements and acts that were read; each line keeps the statement's id, its words as they stand in
the document, and the footing on which they are known. Nothing is inferred that a rule did not find. A line with a side, an act or
a condition is in the brief; what is left out where room is short is counted (:mod:`parley.report.brief`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.documents.copies import copies
from parley.documents.model import Document
from parley.insight.documents import coinage, demands, happenings, positions
from parley.insight.documents.also import Also, also
from parley.insight.documents.disputes import Dispute, disputes
from parley.insight.documents.happenings import Change
from parley.insight.documents.lines import Line, Lines, title
from parley.insight.documents.terms import Precondition, preconditions
from parley.reading.actors.parties import Because, Parties, War
from parley.reading.model import Codebook, Statement


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
    month_only: bool = False
    """The document states a month and no day: ``date`` is the first that it may be."""


@dataclass(frozen=True, slots=True)
class BriefParty:
    """Somebody who takes part, with the words that tell it."""

    key: str
    title: str
    part: str
    """belligerent, ally, host, mediator, payer, other."""
    aliases: tuple[str, ...]
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that is another over again."""

    document: str
    title: str
    how: str
    of: str


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
    """Side on "talks now" → its lines, every speaker's first."""
    truce: dict[str, tuple[Line, ...]]
    """The same on a ceasefire."""
    wants: tuple[Line, ...]
    """What else is demanded, offered, refused, by party."""
    preconditions: tuple[Precondition, ...]
    acts: tuple[Line, ...]
    """In time."""
    disputes: tuple[Dispute, ...]
    changed: tuple[Change, ...]
    relayed: tuple[Line, ...]
    """What is known only through another outlet."""
    also: tuple[Also, ...]
    """What else is said and told, by subject."""
    phrases: tuple[Traced, ...]
    statements: int
    footing: dict[str, int]
    """Kind of footing → number of statements."""
    parties: tuple[BriefParty, ...]
    """Who is in the war, by the documents' own words: who fights first."""
    copies: tuple[Copy, ...] = ()
    """Documents that are others over again, and are not counted."""
    title: str | None = None
    """Of one war of several: who fights whom."""
    wars: tuple[Brief, ...] = ()
    """Where the documents are on several wars: a brief of each, whose disputes, camps and phrases are its own."""


def brief(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    codebook: Codebook,
    parties: Parties | None = None,
    *,
    since: datetime.date | None = None,
) -> Brief:
    """Select what documents alone already say. Deterministic; keeps the order of the texts where nothing else decides.

    Args:
        documents: what was read.
        statements: attributions and acts found in them.
        codebook: by which they were read; gives propositions their titles.
        parties: what :func:`parley.reading.actors.parties.found_parties` found; documents on several wars are told apart by it.
            None: nothing is said of parties.
        since: leave out acts before this day.
    """
    titles = {p.id: p.title for p in codebook.propositions}
    found = parties or Parties(())
    doubled = copies(documents)
    others = {c.document.id for c in doubled}
    told = tuple(Copy(c.document.id, _told(c.document), c.how, _told(c.of)) for c in doubled)
    documents = [d for d in documents if d.id not in others]
    given = [found.with_party(s) for s in statements if s.document not in others]
    if len(found.wars) < 2:
        return replace(_one(documents, given, titles, found.wars[0] if found.wars else None, since), copies=told)
    each = [_of_war(documents, given, titles, war.documents, war, since) for war in found.wars]
    if found.apart:
        each.append(_of_war(documents, given, titles, found.apart, None, since))
    return replace(_joined(each, found), copies=told)


def _told(document: Document) -> str:
    """A document in a list of copies, whose titles are often the same: with its outlet, or else the file's name."""
    return f"{title(document)} ({document.outlet.value if document.outlet else document.name})"


def _of_war(
    documents: Sequence[Document], statements: Sequence[Statement], titles: dict[str, str], ids: Sequence[str], war: War | None,
    since: datetime.date | None,
) -> Brief:  # fmt: skip
    mine = [d for d in documents if d.id in ids]
    return _one(mine, [s for s in statements if s.document in ids], titles, war, since)


def _one(
    documents: Sequence[Document], statements: Sequence[Statement], titles: dict[str, str], war: War | None,
    since: datetime.date | None,
) -> Brief:  # fmt: skip
    """The brief of documents on one war."""
    lines = Lines(documents, statements)
    attributions = [s for s in lines.statements if s.record == "statement"]
    actors = tuple(BriefParty(a.key, a.title, a.part, a.aliases, a.because) for a in (war.actors if war else ()))
    order = {key: i for i, key in enumerate(dict.fromkeys((*(a.key for a in actors), *_spoke(attributions))))}
    terms = preconditions(lines)
    contested = disputes(lines, titles)
    shown = {x.line.statement for x in terms} | {
        x.statement for d in contested for x in (*d.asserted, *d.rejected) if x.act not in demands.ACTS
    }
    footing: dict[str, int] = {}
    for statement in attributions:
        footing[statement.footing.kind] = footing.get(statement.footing.kind, 0) + 1
    talks, truce = (positions.camps(lines, about) for about in (positions.TALKS, positions.TRUCE))
    wanted, acts, relayed = (
        demands.wants(lines, shown, order),
        happenings.acts(lines, since),
        _relayed(lines, attributions),
    )
    sided = (line for camp in (talks, truce) for told in camp.values() for line in told)
    held = (line for d in contested for line in (*d.asserted, *d.rejected))
    awaited = (line for x in terms for line in (x.line, *x.answers))
    rest = also(lines, (*wanted, *acts, *relayed, *sided, *held, *awaited))
    return Brief(
        _documents(lines, attributions), talks, truce, wanted, terms, acts, contested,
        happenings.changed(lines, titles), relayed, rest,
        tuple(Traced(p, where) for p, where in coinage.traced(documents, attributions)),
        len(attributions), dict(sorted(footing.items())), actors, title=war.title if war else None,
    )  # fmt: skip


def _joined(wars: Sequence[Brief], found: Parties) -> Brief:
    """The lists of several wars one after the other, for whoever wants all lines; each war's own brief stands in ``wars``."""
    footing: dict[str, int] = {}
    for war in wars:
        for kind, count in war.footing.items():
            footing[kind] = footing.get(kind, 0) + count

    def camps(name: str) -> dict[str, tuple[Line, ...]]:
        return {side: tuple(x for w in wars for x in getattr(w, name)[side]) for side in positions.SIDES}

    return Brief(
        tuple(d for w in wars for d in w.documents), camps("talks"), camps("truce"), tuple(x for w in wars for x in w.wants),
        tuple(x for w in wars for x in w.preconditions), tuple(x for w in wars for x in w.acts),
        tuple(x for w in wars for x in w.disputes), tuple(x for w in wars for x in w.changed),
        tuple(x for w in wars for x in w.relayed), _also([w.also for w in wars]), tuple(x for w in wars for x in w.phrases),
        sum(w.statements for w in wars), dict(sorted(footing.items())),
        tuple(BriefParty(a.key, a.title, a.part, a.aliases, a.because) for a in found.actors), wars=tuple(wars),
    )  # fmt: skip


def _also(each: Sequence[tuple[Also, ...]]) -> tuple[Also, ...]:
    """The lines of several wars by subject."""
    found: dict[str, Also] = {}
    for one in (x for told in each for x in told):
        known = found.get(one.subject)
        found[one.subject] = one if known is None else replace(known, lines=(*known.lines, *one.lines))
    return tuple(found.values())


def _spoke(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Parties by how many statements are theirs."""
    count: dict[str, int] = {}
    for statement in statements:
        if statement.party and not statement.furniture:
            count[statement.party] = count.get(statement.party, 0) + 1
    return tuple(sorted(count, key=lambda p: (-count[p], p)))


def _documents(lines: Lines, statements: Sequence[Statement]) -> tuple[BriefDocument, ...]:
    out = []
    for document in lines.documents.values():
        mine = [s for s in statements if s.document == document.id]
        out.append(
            BriefDocument(
                document.id, title(document), document.outlet.value if document.outlet else None, document.on,
                document.genre, tuple(a.value for a in document.authors),
                document.excerpt.value if document.excerpt else None,
                document.note_of.value if document.note_of else None,
                len(mine), sum(s.furniture for s in mine), document.month_only,
            )
        )  # fmt: skip
    return tuple(sorted(out, key=lambda d: (d.date or datetime.date.max, d.title)))


def _relayed(lines: Lines, statements: Sequence[Statement]) -> tuple[Line, ...]:
    return tuple(lines.line(s) for s in statements if s.footing.kind == "relayed" and not s.furniture)
