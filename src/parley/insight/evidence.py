"""The case's own documents, read in memory: nothing is written beside the case."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from parley.case.types import Case
from parley.documents.model import Document
from parley.reading.model import Codebook, Statement

if TYPE_CHECKING:
    from parley.case.source import CaseSource


def read_sources(
    source: CaseSource, codebook: Codebook | None = None, *, as_of: datetime.date | None = None
) -> tuple[tuple[Document, ...], tuple[Statement, ...]]:
    """Every document of the case that is not dated after ``as_of`` (default: the case's own date), in order, and the
    statements in it, by the case's own codebook."""
    from parley import documents, reading
    from parley.case.codebook import build

    case = source.case(as_of=as_of)
    book = codebook or build(case)
    read_in: list[Document] = []
    found: list[Statement] = []
    for key, known in case.documents.items():
        if known.date is not None and known.date > case.as_of:
            continue
        document = documents.from_text(source.text(key), name=key)
        read_in.append(document)
        found.extend(reading.read(document, book))
    return tuple(read_in), tuple(found)


def texts(source: CaseSource, case: Case) -> Mapping[str, str]:
    """Document key → its text."""
    return {key: source.text(key) for key in case.documents}
