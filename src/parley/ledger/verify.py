"""Before they enter: every span of a statement must slice to its words in the document, or the document is refused.

Whether a ledger that exists is sound (``parley ledger verify``) is :mod:`parley.ledger.check`.
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.core.errors import LedgerError, Location, Problem
from parley.core.spans import Span, Spans
from parley.documents.model import Document
from parley.reading.model import Statement, statement_id

JOINS = (" … ", " ", "")
"""How a text of several spans may be joined in ``source_text`` and ``cue_text``."""


def verify(document: Document, statements: Iterable[Statement]) -> None:
    """Check that every span of every statement slices to its text, and that its id is that of its spans.

    Raises:
        LedgerError: with every statement that fails, and why.
    """
    given = tuple(statements)
    foreign = [s for s in given if s.id != statement_id(s.document, s.source, s.cue, s.content)]
    if foreign:
        raise _error(document, [(s, "its id does not belong to its spans") for s in foreign])
    slices(document, given)


def slices(document: Document, statements: Iterable[Statement]) -> None:
    """As :func:`verify`, but for the id: a corrected statement keeps the one under which it was found."""
    faults = [(s, why) for s in statements for why in _faults(document, s)]
    if faults:
        raise _error(document, faults)


def _error(document: Document, faults: Iterable[tuple[Statement, str]]) -> LedgerError:
    where, hint = Location(document.path), "the reader must quote the document exactly"
    return LedgerError(tuple(Problem(f"statement {s.id}: {why}", where, hint, "LedgerError") for s, why in faults))


def _faults(document: Document, statement: Statement) -> list[str]:
    text = document.text
    if statement.document != document.id:
        return [f"it is of document {statement.document}, not {document.id}"]
    faults = [
        f"the {name} span {s.start}:{s.end} does not lie in the {len(text)} characters of the document"
        for name in ("source", "cue", "content", "taken_back")
        for s in getattr(statement, name)
        if not 0 <= s.start < s.end <= len(text)
    ] + [
        f"the span {s.start}:{s.end} of its {of} does not lie in the {len(text)} characters of the document"
        for of, s in _beside(statement)
        if not 0 <= s.start < s.end <= len(text)
    ]
    if faults:
        return faults
    if not statement.content:
        faults.append("it has no content")
    for name, spans, said in (
        ("source", statement.source, statement.source_text),
        ("cue", statement.cue, statement.cue_text),
    ):
        if not _slices(text, spans, said):
            faults.append(
                f"its {name} reads {said!r}, but its document reads {JOINS[0].join(s.of(text) for s in spans)!r} there"
            )
    for index, span in enumerate(statement.content):
        said = statement.content_text[index] if index < len(statement.content_text) else ""
        if span.of(text) != said:
            faults.append(f"its content reads {said!r}, but its document reads {span.of(text)!r} there")
    if len(statement.content_text) > len(statement.content):
        faults.append("it has more content texts than content spans")
    return faults


def _beside(statement: Statement) -> list[tuple[str, Span]]:
    """The spans of the act, the conditions and the fact that a statement holds."""
    deed, fact = statement.deed, statement.fact
    held = [("act", (*deed.because, *deed.toward, *deed.about))] if deed is not None else []
    held += [("condition", (*c.thing_words, *c.marker, *c.terms)) for c in statement.conditions]
    held += [("fact", (*fact.where, *fact.receiver))] if fact is not None else []
    return [(of, span) for of, spans in held for span in spans]


def _slices(text: str, spans: Spans, said: str) -> bool:
    parts = [s.of(text) for s in spans]
    return any(join.join(parts) == said for join in JOINS)
