"""The case's own documents, read in memory: nothing is written beside the case."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from parley.case.types import Case
from parley.documents.model import Document
from parley.insight.asking.cache import Cache, key_of
from parley.reading.model import Codebook, Statement

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource


def read_sources(
    source: CaseSource, codebook: Codebook | None = None, *, as_of: datetime.date | None = None
) -> tuple[tuple[Document, ...], tuple[Statement, ...]]:
    """Every document of the case that is not dated after ``as_of`` (default: the case's own date), in order, and the
    statements in it, by the case's own codebook."""
    from parley.case.codebook import build
    from parley.reading.one_source import statements

    case = source.case(as_of=as_of)
    book = codebook or build(case)
    read_in: list[Document] = []
    found: list[Statement] = []
    for key, known in case.documents.items():
        if known.date is not None and known.date > case.as_of:
            continue
        document = source.document(key)
        read_in.append(document)
        found.extend(statements(document, book))
    return tuple(read_in), tuple(found)


@dataclass(frozen=True, slots=True)
class _Read:
    statements: tuple[Statement, ...]


def kept_statements(source: CaseSource, cache: Cache, as_of: datetime.date | None = None) -> tuple[Statement, ...]:
    """The statements of :func:`read_sources`, each document read once and kept: a changed number reads nothing anew."""
    from parley.case.codebook import build

    case = source.case(as_of=as_of)
    book = build(case)
    found: list[Statement] = []
    for key, known in case.documents.items():
        if known.date is not None and known.date > case.as_of:
            continue
        document = source.document(key)
        name = key_of("statements", document, book, version("spacy"))
        found.extend(cache.made(name, _Read, partial(_read, document, book)).statements)
    return tuple(found)


def _read(document: Document, book: Codebook) -> _Read:
    from parley.reading.one_source import statements

    return _Read(statements(document, book))


def texts(source: CaseSource, case: Case) -> Mapping[str, str]:
    """Document key → its text."""
    return {key: source.text(key) for key in case.documents}
