"""The case's own documents, read in memory: nothing is written beside the case."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from parley.case.types import Case
from parley.documents.model import Document
from parley.insight.asking.cache import Cache, key_of
from parley.reading.model import Codebook, Statement, attributions

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource


def read_sources(
    source: CaseSource, *, as_of: datetime.date | None = None
) -> tuple[tuple[Document, ...], tuple[Statement, ...]]:
    """Every document of the case that is not dated after ``as_of`` (default: the case's own date), in order, and the
    statements in it, by the case's own codebook."""
    from parley.case.codebook import build

    case = source.case(as_of=as_of)
    book, documents = build(case), tuple(_documents(source, case))
    return documents, tuple(s for document in documents for s in _read(document, book).statements)


@dataclass(frozen=True, slots=True)
class _Read:
    statements: tuple[Statement, ...]


def kept_statements(source: CaseSource, cache: Cache, as_of: datetime.date | None = None) -> tuple[Statement, ...]:
    """The statements of the case's documents, each document read once and kept: a changed number reads nothing anew."""
    from parley.case.codebook import build

    case = source.case(as_of=as_of)
    book = build(case)
    found: list[Statement] = []
    for document in _documents(source, case):
        name = key_of("statements", document, book, version("spacy"))
        found.extend(cache.made(name, _Read, partial(_read, document, book)).statements)
    return tuple(found)


def _documents(source: CaseSource, case: Case) -> Iterator[Document]:
    """The documents that there were on the date of the case."""
    for key, known in case.documents.items():
        if known.date is None or known.date <= case.as_of:
            yield source.document(key)


def _read(document: Document, book: Codebook) -> _Read:
    from parley.reading.one_source import statements

    return _Read(attributions(statements(document, book)))


def texts(source: CaseSource, case: Case) -> Mapping[str, str]:
    """Document key → its text."""
    return {key: source.text(key) for key in case.documents}
