"""A note of ours stands for a work until the user supplies it: then its quotations are looked for in the original.

A document is taken for the original of a note where the note's date agrees (or either has none) and the words by which
the note names the work hold the document's title, or an author together with the outlet or the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.same_words import folded
from parley.documents.view import view
from parley.ledger.store import Ledger

_ALIKE = 85.0
_QUOTED = re.compile(r"“([^”]{3,1000})”|\"([^\"]{3,1000})\"")
_FORMS = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A quotation of a note, and where it stands in the original; ``span`` None where it is not there."""

    quote: str
    span: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class Original:
    """A note with its original."""

    note: Document
    original: Document
    quotes: tuple[Anchored, ...]


def original_of(note: Document, candidates: Iterable[Document]) -> Document | None:
    """The document that a note summarises, if it is among the candidates."""
    from rapidfuzz import fuzz

    if note.note_of is None:
        return None
    named = note.note_of.value.lower()
    called = [named, *([note.title.value.lower()] if note.title else [])]
    best: tuple[float, Document] | None = None
    for other in candidates:
        if other.note_of is not None or other.id == note.id or (note.on and other.on and note.on != other.on):
            continue
        title = other.title.value.lower() if other.title else ""
        alike = max(fuzz.partial_ratio(title, words) if min(len(title), len(words)) >= 12 else 0.0 for words in called)
        signed = any(a.value.lower() in named for a in other.authors)
        placed = (other.outlet is not None and other.outlet.value.lower() in named) or (
            note.on is not None and note.on == other.on
        )
        score = max(alike, 100.0 if signed and placed else 0.0)
        if score >= _ALIKE and (best is None or score > best[0]):
            best = score, other
    return best[1] if best else None


def anchored(note: Document, original: Document) -> tuple[Anchored, ...]:
    """Every quotation of a note, looked for in the original: markup, white space and the form of the marks aside."""
    from rapidfuzz import fuzz

    shown = view(original)
    text = shown.text.translate(_FORMS)
    same = folded(shown.text)
    out = []
    for m in _QUOTED.finditer(view(note).text):
        quoted = (m[1] or m[2]).strip()
        wanted = quoted.translate(_FORMS).strip(" .,;")
        place = next(same.places(wanted), None)
        if place is not None:
            out.append(Anchored(quoted, shown.raw(place), 100.0))
            continue
        near = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=90.0) if len(wanted) >= 15 else None
        if near is not None and near.dest_end > near.dest_start:
            out.append(Anchored(quoted, shown.raw(Span(near.dest_start, near.dest_end)), float(near.score)))
        else:
            out.append(Anchored(quoted, None, 0.0))
    return tuple(out)


def originals(ledger: Ledger) -> tuple[Original, ...]:
    """Every note of the ledger whose original is there too, with its quotations re-anchored."""
    documents = ledger.documents()
    works = [d for d in documents if d.note_of is None]
    found = ((note, original_of(note, works)) for note in documents if note.note_of is not None)
    return tuple(Original(note, work, anchored(note, work)) for note, work in found if work is not None)
