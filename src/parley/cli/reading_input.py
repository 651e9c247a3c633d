"""Sources on a command line, read into documents and statements. Shared by brief and draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from parley.core.errors import InputError

if TYPE_CHECKING:
    from parley.documents.model import Document
    from parley.reading.model import Codebook, Statement


def read_all(
    sources: tuple[str, ...], offices: str | None, *, learned: bool = False
) -> tuple[list[Document], list[Statement], Codebook]:
    """Every document of ``sources`` once, with its statements. Raises on the first that cannot be read."""
    from parley.documents.collect import documents as documents_in
    from parley.documents.collect import fetch, gather
    from parley.reading import Codebook as Book
    from parley.reading import default_codebook, extended, read, read_offices

    codebook = default_codebook()
    if offices is not None:
        codebook = extended(codebook, Book(offices=read_offices(Path(offices))))
    documents: dict[str, Document] = {}
    for source in gather(sources):
        for document in documents_in(source, fetch(source)):
            documents.setdefault(document.id, document)
    if not documents:
        raise InputError.one("nothing to read: " + ", ".join(sources), hint="name a file, a folder or a glob")
    statements = [s for d in documents.values() for s in read(d, codebook, learned=learned)]
    return list(documents.values()), statements, codebook
