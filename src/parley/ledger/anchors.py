"""Selectors of the W3C Web Annotation model, and finding a quotation again in a text that has changed.

A quotation is kept with the words before and after it and with its position. In the changed text it is looked for
exactly; of several places the one whose surroundings agree best is taken; else the nearest wording by edit distance
(rapidfuzz). What is not found with a similarity of 90 or more is an orphan: it is shown, never dropped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from parley.core.spans import Span, Spans, texts
from parley.documents.model import Document
from parley.ledger import rows
from parley.ledger.lineage import lineage, touched
from parley.reading.model import Statement, statement_id

if TYPE_CHECKING:
    from parley.ledger.store import Ledger

AROUND = 32
ENOUGH = 90.0
_NEAR = 20_000
_SAME_AROUND = 140.0
"""Of 200, for the similarity of what stands before and after: asked of quotations of a few words only."""
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """What a TextQuoteSelector and a TextPositionSelector say of a span."""

    exact: str
    prefix: str
    suffix: str
    start: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation was found again; ``score`` 100 where its wording is the same."""

    span: Span
    score: float


def quote(text: str, span: Span) -> Quote:
    """The span with its surroundings."""
    return Quote(
        span.of(text), text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND], span.start
    )


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """The two selectors of the W3C model; positions count code points."""
    q = quote(text, span)
    return [
        {"type": "TextQuoteSelector", "exact": q.exact, "prefix": q.prefix, "suffix": q.suffix},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def find(text: str, wanted: Quote) -> Place | None:
    """The place of a quotation in ``text``, or None for an orphan."""
    from rapidfuzz import fuzz

    places: list[int] = []
    at = text.find(wanted.exact)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(at)
        at = text.find(wanted.exact, at + 1)

    def agreement(start: int) -> tuple[float, int]:
        before = text[max(0, start - len(wanted.prefix)) : start]
        end = start + len(wanted.exact)
        after = text[end : end + len(wanted.suffix)]
        return fuzz.ratio(before, wanted.prefix) + fuzz.ratio(after, wanted.suffix), -abs(start - wanted.start)

    if places:
        best = max(places, key=agreement)
        # a few words occur anywhere: without their surroundings they are not the same place
        if len(wanted.exact) >= 15 or agreement(best)[0] >= _SAME_AROUND:
            return Place(Span(best, best + len(wanted.exact)), 100.0)
    if len(wanted.exact) < 15:
        return None
    low, high = max(0, wanted.start - _NEAR), wanted.start + len(wanted.exact) + _NEAR
    for begin, stretch in ((low, text[low:high]), (0, text)):
        found = fuzz.partial_ratio_alignment(wanted.exact, stretch, score_cutoff=ENOUGH)
        if found is not None and found.dest_end > found.dest_start and len(stretch) >= len(wanted.exact):
            return Place(_whole_words(text, Span(begin + found.dest_start, begin + found.dest_end)), float(found.score))
    return None


def _whole_words(text: str, span: Span) -> Span:
    """Widen a span that begins or ends within a word, and take white space off its ends."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def moved(statement: Statement, old: str, new: Document) -> tuple[Statement, float] | None:
    """The statement at its place in a changed text, with the lowest score of its contents; None for an orphan.

    A source or cue that is not found again is left without span: the content is what was decided on.
    """
    content, scores = found_again(old, new.text, statement.content)
    if len(content) < len(statement.content):
        return None
    source, cue = found_again(old, new.text, statement.source)[0], found_again(old, new.text, statement.cue)[0]
    made = replace(
        statement, id=statement_id(new.id, source, cue, content), document=new.id, source=source, cue=cue, content=content,
        source_text=" … ".join(texts(new.text, source)), cue_text=" … ".join(texts(new.text, cue)), content_text=texts(new.text, content),
        stances=tuple(replace(s, because=found_again(old, new.text, s.because)[0]) for s in statement.stances), within=None,
        taken_back=found_again(old, new.text, statement.taken_back)[0],
    )  # fmt: skip
    return made, min(scores)


def found_again(old: str, new: str, spans: Spans) -> tuple[Spans, list[float]]:
    """The spans of an old text in a new one, those that are there, with their scores."""
    places = [place for span in spans if (place := find(new, quote(old, span))) is not None]
    return tuple(p.span for p in places), [p.score for p in places]


def carry(ledger: Ledger, before: str, document: Document, now: str) -> None:
    """Find the statements that something was decided on again in a newer version. Runs inside the transaction that adds it.

    Orphans of earlier versions are looked for too: words that were gone may be back.
    """
    connection = ledger.connection
    place = "SELECT s.id, t.record, d.text FROM standing s JOIN statements t ON t.seq = s.seq JOIN documents d ON d.id = s.document"
    found = [
        row
        for one in sorted(touched(connection, before))
        for row in connection.execute(f"{place} WHERE s.id = ? AND s.document = ?", (one, before))
    ]
    found += connection.execute(
        f"{place} WHERE s.id IN (SELECT statement FROM anchors WHERE document = ? AND moved_to IS NULL) ORDER BY s.id",  # noqa: S608
        (before,),
    ).fetchall()
    there = {one for (one,) in connection.execute("SELECT id FROM standing WHERE document = ?", (document.id,))}
    done: set[str] = set()
    for known, record, old in found:
        whole = lineage(connection, known)
        if not done.isdisjoint(whole) or not there.isdisjoint(whole) or not _is_decided(connection, whole):
            continue
        done.update(whole)
        made = moved(rows.statement(record), old, document)
        target = None
        if made is not None:
            target = _same_as_read(connection, known, old, document) or _same(connection, made[0])
            target = target or _insert(connection, document, made[0])
        connection.execute(
            "INSERT INTO anchors(statement, document, moved_to, score, added) VALUES (?, ?, ?, ?, ?)",
            (known, document.id, target, made[1] if made else 0.0, now),
        )


def _is_decided(connection: sqlite3.Connection, statements: Sequence[str]) -> bool:
    marks = ",".join("?" * len(statements))
    found = connection.execute(
        f"SELECT 1 FROM decisions d WHERE statement IN ({marks}) AND kind <> 'undo'"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq) LIMIT 1", tuple(statements),
    )  # fmt: skip
    return found.fetchone() is not None


def _same_as_read(connection: sqlite3.Connection, known: str, old: str, document: Document) -> str | None:
    """The statement of the new reading that a corrected one was before it was corrected."""
    row = connection.execute(
        "SELECT record FROM statements WHERE id = ? AND decision IS NULL ORDER BY seq DESC LIMIT 1", (known,)
    ).fetchone()
    made = moved(rows.statement(row[0]), old, document) if row else None
    return _same(connection, made[0]) if made else None


def _same(connection: sqlite3.Connection, made: Statement) -> str | None:
    """The statement of the new reading whose content covers nearly the same characters."""
    best: tuple[float, str] | None = None
    for known, record in connection.execute(
        "SELECT s.id, t.record FROM standing s JOIN statements t ON t.seq = s.seq WHERE s.document = ?",
        (made.document,),
    ):
        share = dice(rows.statement(record).content, made.content)
        if share >= 0.8 and (best is None or share > best[0]):
            best = share, known
    return best[1] if best else None


def dice(left: Spans, right: Spans) -> float:
    """Twice the characters that both cover, over the characters of both."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return 2 * both / max(1, sum(s.end - s.start for s in (*left, *right)))


def _insert(connection: sqlite3.Connection, document: Document, made: Statement) -> str:
    from parley.ledger.store import said

    latest = connection.execute(
        "SELECT max(seq) FROM readings WHERE document = ? AND reader NOT LIKE 'hand:%'", (document.id,)
    ).fetchone()[0]
    connection.execute(
        "INSERT OR IGNORE INTO statements(id, document, reading, source_text, cue_text, said, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (made.id, document.id, latest, made.source_text, made.cue_text, said(document, made), rows.compact(made)),
    )
    return made.id
