"""Footnotes: quotations numbered in the order in which the answer first uses them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from parley.case.quoting import own_words, paragraph
from parley.case.types import Case, Evidence, Judgement, Supports
from parley.documents.same_words import find, plain
from parley.insight.results.attribution import attribution, document_id
from parley.insight.results.phrases import Note
from parley.reading.model import Statement


@dataclass
class Footnotes:
    """Collects notes. The same quotation of the same document is one note; the paths that rest on it add up."""

    case: Case
    statements: Sequence[Statement] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """Document key → text, for the words around a quotation."""
    _order: dict[tuple[str | None, str], Note] = field(default_factory=dict)

    def cite(
        self,
        evidence: Iterable[Evidence],
        *,
        paths: tuple[str, ...] = (),
        who: str | None = None,
        most: int | None = None,
    ) -> tuple[int, ...]:
        """Numbers for these quotations, new or old."""
        return tuple(self._note(e.document, e.quote, e.supports, paths, who, e.date) for e in list(evidence)[:most])

    def position(
        self, quote: str, *, document: str | None, who: str | None, date: datetime.date | None, paths: tuple[str, ...]
    ) -> int:
        """A note for a declared position."""
        return self._note(document, quote, "position", paths, who, date)

    def judgement(self, judgement: Judgement) -> tuple[int, ...]:
        """Notes for a judgement's evidence."""
        return self.cite(judgement.evidence, paths=(judgement.path,), who=None)

    def verbatim(self, number: int) -> bool:
        """Whether the words of a note are somebody's own."""
        return next(note.verbatim for note in self._order.values() if note.number == number)

    def all(self) -> tuple[Note, ...]:
        """Every note, by number."""
        return tuple(sorted(self._order.values(), key=lambda n: n.number))

    def _note(
        self,
        document: str | None,
        quote: str,
        supports: Supports | Literal["position"],
        paths: tuple[str, ...],
        who: str | None,
        date: datetime.date | None,
    ) -> int:
        key = (document, quote)
        old = self._order.get(key)
        if old is not None:
            merged = (*old.paths, *(p for p in paths if p not in old.paths))
            named = replace(old, who=attribution(None, who).who) if old.who is None else old
            self._order[key] = replace(named, paths=merged)
            return old.number
        source = self.case.documents.get(document) if document else None
        title = None
        if source is not None:
            title = f"our summary of: {source.original}" if source.summary and source.original else source.title
        said = self._statement(document, quote)
        stated = source.footing(quote) if source else None
        by = attribution(said, who, f"{title or ''} {source.original or '' if source else ''}", stated)
        before, after = self._around(document, quote)
        self._order[key] = Note(
            number=len(self._order) + 1,
            quote=quote,
            document=document,
            document_title=title,
            date=date or (source.date if source else None),
            who=by.who,
            footing=by.footing,
            coded_for=by.coded_for,
            supports=supports,
            paths=paths,
            before=before,
            after=after,
            verbatim=source is None or own_words(source.summary, self.texts.get(document or "", ""), quote),
        )
        return self._order[key].number

    def _statement(self, document: str | None, quote: str) -> Statement | None:
        """The statement of the same document that holds the words; of no document in particular, any."""
        wanted = _plain(quote)
        held = self.texts.get(document or "")
        within = document_id(held) if held is not None else None
        for statement in self.statements:
            if within is not None and statement.document != within:
                continue
            if any(wanted in _plain(text) for text in statement.content_text):
                return statement
        return None

    def _around(self, document: str | None, quote: str, width: int = 160) -> tuple[str, str]:
        text = self.texts.get(document or "", "")
        found = find(text, quote)
        if found is None:
            return "", ""
        first, last = paragraph(text, *found)
        first, last = max(first, found.start - width), min(last, found.end + width)
        before = " ".join(text[first : found.start].split())
        after = " ".join(text[found.end : last].split())
        return _from_word(before, text, first), _to_word(after, text, last)


def _plain(text: str) -> str:
    return plain(text).strip().casefold()


def _from_word(shown: str, text: str, start: int) -> str:
    """Begin at a word, not inside one."""
    if start <= 0 or text[start - 1].isspace():
        return shown
    return shown.partition(" ")[2]


def _to_word(shown: str, text: str, end: int) -> str:
    if end >= len(text) or text[end].isspace():
        return shown
    return shown.rpartition(" ")[0]
