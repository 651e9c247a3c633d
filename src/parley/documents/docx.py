"""DOCX: paragraphs and tables in order by python-docx, after the archive has been checked for a bomb."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from parley.documents.extracted import Extracted, compose
from parley.documents.layout import Form
from parley.documents.model import Found
from parley.documents.sniff import refuse, size_of

MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
MAX_PART = 100_000_000
RATIO_FROM = 10_000_000
"""Bytes from which the ratio counts: many equal paragraphs pack very well and are no bomb."""


def check_archive(data: bytes, path: str) -> None:
    """Refuse an archive that would unpack to far more than a document needs, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise refuse("the DOCX is encrypted", path, "save a copy without a password")
            total = sum(part.file_size for part in parts)
            largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
            ratio = max((p.file_size / max(p.compress_size, 1) for p in parts if p.file_size > RATIO_FROM), default=0)
            if total > MAX_UNPACKED or largest > MAX_PART or ratio > MAX_RATIO or len(parts) > 10_000:
                raise refuse(
                    f"the DOCX would unpack to {size_of(total)}: it looks like a zip bomb",
                    path,
                    "save the text as a new document",
                )
            broken = archive.testzip()
            if broken:
                raise refuse(f"the DOCX is damaged at {broken}", path, "open it in a word processor and save it again")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError) as error:
        raise refuse(f"the DOCX is broken: {error}", path, "open it in a word processor and save it again") from error


def extract(data: bytes, path: str) -> Extracted:
    """The text of a DOCX.

    Raises:
        DocumentError: broken, encrypted, a zip bomb, or without words.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    check_archive(data, path)
    try:
        document = docx.Document(io.BytesIO(data))
        text, pieces = compose(_parts(document))
        about = document.core_properties
        facts = (" ".join((about.title or "").split()), " ".join((about.author or "").split()))
        made = about.created
    except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise refuse(
            f"the DOCX is broken: {str(error)[:120] or type(error).__name__}",
            path,
            "open it in a word processor and save it again",
        ) from error
    if not pieces:
        raise refuse("there are no words in the DOCX", path)
    given: dict[str, tuple[Found, ...]] = {}
    if len(facts[0]) > 3:
        given["title"] = (Found(facts[0], "DOCX properties"),)
    if len(facts[1].split()) > 1 and facts[1] != "python-docx":
        given["authors"] = (Found(facts[1], "DOCX properties"),)
    return Extracted(text, pieces, given, meta={"file made": made.date().isoformat()} if made else {})


def _parts(document: Any) -> Iterator[tuple[Form, str]]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            seen: set[int] = set()
            for row in block.rows:
                for cell in row.cells:  # a merged cell is shared by several places
                    if id(cell._tc) not in seen:
                        seen.add(id(cell._tc))
                        yield "paragraph", cell.text
            continue
        style = (block.style.name or "") if block.style is not None else ""
        form: Form = (
            "heading" if style.startswith(("Heading", "Title")) else "list" if style.startswith("List") else "paragraph"
        )
        yield form, block.text
