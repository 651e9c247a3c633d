"""The case's documents, and the quotations taken from them. A quotation that its document does not hold is an error.

Comparison forgives what copying and typesetting change (:mod:`parley.documents.same_words`: blanks, quotation marks,
dashes, ligatures, accents, hyphens at the end of a line), Markdown and HTML markup, the capital at the start. ``…`` or ``[…]`` inside a quotation skips words. ``supports: size`` is refused
unless the quotation states a figure.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from parley.case.file.collector import Collector
from parley.case.file.tree import Mapping, Node
from parley.case.quoting import own_words
from parley.case.schema.shared import EVIDENCE
from parley.case.schema.subjects import DOCUMENT, DOCUMENTS, FOOTING
from parley.case.types import Evidence, SourceDocument, StatedFooting, Supports
from parley.core.errors import DocumentError, Location, ParleyError
from parley.documents.model import Document
from parley.documents.same_words import plain
from parley.documents.source import load
from parley.reading.model import Footing, FootingKind

MAX_DOCUMENT_BYTES = 20_000_000
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|half|halves|thirds?|quarters?|fifths?|"
    r"tenths?|twice|double|doubled|triple|tripled|zero|none|per ?cent)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\[ ?(?:…|\.\.\.) ?\]|…|\.\s?\.\s?\.")


def fold(text: str) -> str:
    """``text`` without what copying changes; for comparing only."""
    text = html.unescape(text)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    text = re.sub(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)", r"\1", text)  # Markdown links
    text = re.sub(r"\\([^\w\s])", r"\1", text)  # escaped punctuation: \$
    text = re.sub(r"(?m)^[ \t]{0,40}(?:>|#{1,6}[ \t]|[-*+][ \t])[ \t]{0,40}", "", text)
    text = re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", text)
    text = plain(text)
    return re.sub(r"\s*-\s*-+\s*|\s+-\s+", " - ", re.sub(r"\s+", " ", text)).strip()


def states_figure(quote: str) -> bool:
    """Whether the quotation holds a figure, in digits or words."""
    return _FIGURE.search(quote) is not None


class Texts:
    """The texts of a case's documents, read once when first asked for."""

    def __init__(self, folder: Path, documents: dict[str, SourceDocument]) -> None:
        self.folder = folder
        self.documents = documents
        self._read: dict[str, Document] = {}
        self._folded: dict[str, str] = {}

    def document(self, key: str) -> Document:
        """Document ``key``, of whatever kind its file is. Raises :class:`DocumentError`, which names the file."""
        if key not in self._read:
            from parley.reading import one_source

            place = self.folder / self.documents[key].file
            data = load(place)
            try:
                self._read[key] = one_source.document(data, name=key)
            except DocumentError as error:
                told = (
                    replace(p, where=Location(str(place), p.where.line if p.where else None)) for p in error.problems
                )
                raise DocumentError(tuple(told)) from None
        return self._read[key]

    def digest(self, key: str) -> str:
        """SHA-256 of the bytes of document ``key``. Raises :class:`DocumentError`."""
        return hashlib.sha256(load(self.folder / self.documents[key].file)).hexdigest()

    def raw(self, key: str) -> str:
        """The text of document ``key``. Raises :class:`DocumentError`."""
        return self.document(key).text

    def folded(self, key: str) -> str:
        """:func:`fold` of the text."""
        if key not in self._folded:
            self._folded[key] = fold(self.raw(key))
        return self._folded[key]

    def holds(self, key: str, quote: str) -> bool:
        """Whether the document contains the quotation."""
        text, start = self.folded(key), 0
        pieces = [fold(piece) for piece in _GAP.split(quote)]
        for piece in (p for p in pieces if p):
            found = _find(text, piece, start)
            if found < 0:
                return False
            start = found + len(piece)
        return any(pieces)

    def verbatim(self, key: str, quote: str) -> bool:
        """Whether the words are somebody's own, so that quotation marks may stand around them."""
        if not self.documents[key].summary:
            return True
        try:
            return own_words(True, self.raw(key), quote)
        except ParleyError:
            return own_words(True, "", quote)

    def nearest(self, key: str, quote: str) -> str | None:
        """The passage that comes nearest to a quotation that is not there, if any is near."""
        from rapidfuzz import fuzz

        text, wanted = self.folded(key), fold(quote)
        if not wanted or len(text) > 500_000:
            return None
        match = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=70)
        if match is None:
            return None
        start, end = match.dest_start, match.dest_end
        while start > 0 and text[start - 1] != " ":
            start -= 1
        while end < len(text) and text[end] != " ":
            end += 1
        return text[start:end]


def _find(text: str, piece: str, start: int) -> int:
    """Where ``piece`` stands in ``text``; its first letter may differ in case."""
    found = text.find(piece, start)
    if found >= 0 or not piece[0].isalpha():
        return found
    return text.find(piece[0].swapcase() + piece[1:], start)


def read_documents(collect: Collector, node: Node | None, folder: Path) -> dict[str, SourceDocument]:
    """The section ``documents:``. Files must exist inside the case's folder."""
    documents: dict[str, SourceDocument] = {}
    for key, value in collect.names(collect.mapping(node, "documents"), DOCUMENTS):
        entry = collect.mapping(value, f"document {key.text}")
        if entry is None:
            continue
        collect.keys(entry, DOCUMENT, f"document {key.text}")
        file_node = entry.items.get("file")
        file = collect.text(file_node, f"the file of document {key.text}", needed=key)
        original = collect.text(entry.items.get("original"), "original")
        if file is None or file_node is None or not _usable(collect, file_node, file, folder):
            continue
        documents[key.text] = SourceDocument(
            key=key.text,
            file=file,
            title=collect.text(entry.items.get("title"), "title") or key.text,
            date=collect.date(entry.items.get("date"), f"the date of document {key.text}", of=f"documents.{key.text}"),
            original=original,
            summary=original is not None,
            footings=tuple(_footings(collect, entry.items.get("footing"), key.text)),
        )
    return documents


def _footings(collect: Collector, node: Node | None, key: str) -> Iterator[StatedFooting]:
    """How words of a document are known; the passages are looked up once its text is there (:meth:`EvidenceReader.passages`)."""
    what = f"footing of document {key}"
    for item in collect.items(node, what):
        entry = collect.mapping(item, what)
        if entry is None:
            continue
        collect.keys(entry, FOOTING, what)
        kind = collect.choice(entry.items.get("kind"), f"kind of {what}", FOOTING.words("kind"))
        described, via = (collect.text(entry.items.get(name), name) for name in ("described", "via"))
        setting = collect.choice(entry.items.get("setting"), f"setting of {what}", FOOTING.words("setting"))
        quotes = collect.texts(entry.items.get("quote"), f"quote of {what}")
        if kind is None:
            if not (entry.items.get("kind")):
                collect.add(item, f"{what} has no kind", "write kind: " + ", ".join(FOOTING.words("kind")), "missing")
            continue
        footing = Footing(cast(FootingKind, kind), described, via=via, setting=cast(Any, setting))
        yield StatedFooting(footing, quotes)


def _usable(collect: Collector, node: Node, file: str, folder: Path) -> bool:
    """Whether ``file`` names a file inside the folder; a case from elsewhere must not read the reader's disk."""
    path = folder / file
    if Path(file).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        collect.add(node, f"{file} lies outside of the case's folder", "copy it into sources/", "document-file")
        return False
    if not path.is_file():
        from parley.core.suggest import did_you_mean

        beside = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        collect.add(node, f"there is no file {file}", did_you_mean(path.name, beside) if beside else None)
        return False
    size = path.stat().st_size
    if size == 0 or size > MAX_DOCUMENT_BYTES:
        says = (
            "is empty" if size == 0 else f"has {size / 1e6:.0f} MB; {MAX_DOCUMENT_BYTES // 1_000_000} MB are the most"
        )
        collect.add(node, f"{file} {says}", code="document-file")
        return False
    return True


class EvidenceReader:
    """Reads ``evidence:`` entries against the documents' texts."""

    def __init__(self, collect: Collector, texts: Texts, stated: Mapping | None) -> None:
        self.collect = collect
        self.texts = texts
        self.stated = {key.text for key, _ in stated or ()}
        """Documents that the file names, also those that could not be used: they have been complained about."""
        self.unread: set[str] = set()

    @cached_property
    def documents(self) -> dict[str, SourceDocument]:
        return self.texts.documents

    def read(self, node: Node | None, *, group: bool = False) -> tuple[Evidence, ...]:
        """A list of {document, quote, supports}. ``group``: for many numbers at once, so never for their size."""
        made = (self.one(item, group=group) for item in self.collect.items(node, "evidence"))
        return tuple(e for e in made if e is not None)

    def one(self, item: Node, *, group: bool = False) -> Evidence | None:
        """One quotation; None where it cannot be used (and the problem is noted)."""
        collect = self.collect
        if not isinstance(item, Mapping):
            collect.add(item, "evidence is {document: …, quote: …, supports: direction or size}")
            return None
        collect.keys(item, EVIDENCE, "evidence")
        name_node, quote_node = item.items.get("document"), item.items.get("quote")
        name = collect.text(name_node, "the document of this evidence", needed=item)
        quote = collect.text(quote_node, "the quote of this evidence", needed=item)
        supports_node = item.items.get("supports")
        supports = collect.choice(supports_node, "supports", EVIDENCE.words("supports")) or EVIDENCE.chosen("supports")
        date = collect.date(item.items.get("date"), "date")
        if name is None or quote is None or name_node is None or quote_node is None:
            return None
        if name not in self.documents:
            if name not in self.stated:
                collect.unknown(name_node, "document", name, self.stated)
            return None
        self.check(name, quote, quote_node)
        if supports == "size" and supports_node is not None:
            if group:
                collect.add(
                    supports_node,
                    "evidence for a whole group cannot state the size of each number",
                    "write supports: direction here, or give each number its own evidence",
                    "size-without-figure",
                )
            elif not states_figure(quote):
                collect.add(
                    supports_node,
                    "supports: size, but the quotation states no figure",
                    "write supports: direction, or quote the figure",
                    "size-without-figure",
                )
        document = self.documents[name]
        return Evidence(name, quote, cast(Supports, supports), date or document.date)

    def passages(self, documents: Mapping | None) -> None:
        """Complain about passages under ``footing:`` that their document does not hold."""
        for key, entry in documents or ():
            if key.text in self.documents and isinstance(entry, Mapping):
                for item in self.collect.items(entry.items.get("footing"), "footing"):
                    if isinstance(item, Mapping):
                        for passage in self.collect.scalars(item.items.get("quote"), "quote"):
                            self.check(key.text, passage.text.strip(), passage)

    def check(self, name: str, quote: str, node: Node) -> None:
        """Complain if document ``name`` does not contain ``quote``."""
        if name in self.unread:
            return
        try:
            if self.texts.holds(name, quote):
                return
            near = self.texts.nearest(name, quote)
        except ParleyError as error:
            self.unread.add(name)
            told = error.problems[0]
            self.collect.add(node, f"{self.documents[name].file}: {told.message}", told.hint, "document-file")
            return
        hint = f"nearest there: “{near if len(near) <= 200 else near[:197] + '…'}”" if near else None
        self.collect.add(
            node,
            f"this quotation is not in {name} ({self.documents[name].file})",
            hint or "quote the document's own words",
            "quote-not-found",
        )


def split_late(
    evidence: tuple[Evidence, ...], as_of: datetime.date
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """(used, late): late is dated after ``as_of``; undated evidence is used."""
    late = tuple(e for e in evidence if e.date is not None and e.date > as_of)
    return (tuple(e for e in evidence if e not in late), late) if late else (evidence, ())
