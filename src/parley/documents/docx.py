"""DOCX: paragraphs and tables in order by python-docx, after the archive has been checked for a bomb."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from parley.documents.archive import names
from parley.documents.characters import refuse, size_of
from parley.documents.extracted import Extracted, compose
from parley.documents.kind import DocumentKind
from parley.documents.layout import Form
from parley.documents.model import Found

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STRUCK = {f"{_W}{name}" for name in ("del", "moveFrom")}
_SIGNS = {f"{_W}{name}": sign for name, sign in {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.items()}
_INLINE = {
    f"{_W}{name}"
    for name in (
        "r",
        "hyperlink",
        "ins",
        "moveTo",
        "sdt",
        "sdtContent",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
    )
}
_NOTES = ("/footnotes", "/endnotes")
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
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
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
    except (
        OpcError,
        etree.LxmlError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RuntimeError,
        zipfile.BadZipFile,
    ) as error:
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
    """Paragraphs in order, also those in tables, in forms, in text boxes and in notes; what was struck out is not said."""
    names = {style.style_id: style.name or "" for style in document.styles}
    yield from _walked(document.element.body, names)
    for part in (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(_NOTES)):
        from lxml import etree

        notes = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for note in notes:
            if note.get(f"{_W}type") in (None, "normal"):
                yield from _walked(note, names)


def _walked(element: Any, names: dict[str, str]) -> Iterator[tuple[Form, str]]:
    for child in element:
        if child.tag == f"{_W}p":
            style = child.find(f"{_W}pPr/{_W}pStyle")
            name = names.get(style.get(f"{_W}val"), "") if style is not None else ""
            form: Form = (
                "heading"
                if name.startswith(("Heading", "Title"))
                else "list"
                if name.startswith("List")
                else "paragraph"
            )
            yield form, "".join(_said(child))
            for box in child.iter(f"{_W}txbxContent"):
                if not any(above.tag == _FALLBACK for above in box.iterancestors()):  # the same box for older readers
                    yield from _walked(box, names)
        elif isinstance(child.tag, str) and child.tag not in _STRUCK:
            yield from _walked(child, names)


def _said(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _INLINE:
            yield from _said(child)


def recognise(data: bytes) -> bool:
    """An archive that holds the text of a word processor."""
    found = names(data)
    return isinstance(found, frozenset) and "word/document.xml" in found


KIND = DocumentKind("docx", "a DOCX", "DOCX", (".docx",), recognise, extract, binary=True)
