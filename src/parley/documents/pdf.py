"""PDF: text by pypdf, in the order in which pages are read (:mod:`.pdf_layout`, :mod:`.pdf_pages`).

Where the places of a page's text cannot be told, pypdf's plain text is taken, line by line, as it was drawn.
"""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from parley.documents import outlets, pdf_pages
from parley.documents.characters import refuse
from parley.documents.extracted import Extracted
from parley.documents.kind import DocumentKind
from parley.documents.model import Found
from parley.documents.pdf_layout import BROKEN, Fragment, fragments
from parley.documents.titles import is_furniture

MAX_PAGES = 3000
MAX_CHARACTERS = 20_000_000
_ENOUGH = 0.9
"""Of the letters of its plain text: a page whose placed lines hold fewer is read as plain text."""


def extract(data: bytes, path: str) -> Extracted:
    """The text of a PDF.

    Raises:
        DocumentError: broken, encrypted, too long, or pictures of pages without text.
    """
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the library prints nothing; what matters becomes an error
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("the PDF is encrypted", path, "save a copy without a password")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise refuse(f"the PDF has {count} pages; up to {MAX_PAGES} are read", path, "split it")
        pages: list[list[Fragment]] = []
        size = 0
        for page in reader.pages:
            pages.append(_shown(page))
            size += sum(len(f.text) for f in pages[-1])
            if size > MAX_CHARACTERS:
                raise refuse("the PDF holds too much text (a broken or hostile file?)", path)
        about = {str(k): str(v) for k, v in (reader.metadata or {}).items()}
    except DependencyError as error:
        raise refuse(
            "the PDF is encrypted in a way that cannot be opened here", path, "save a copy without a password"
        ) from error
    except (PyPdfError, *BROKEN) as error:
        raise refuse(
            f"the PDF is broken: {str(error)[:120] or type(error).__name__}", path, "open it and print it to a new PDF"
        ) from error
    made = pdf_pages.text(pages)
    if not made.pieces:
        raise refuse(
            f"the PDF holds no text, only pictures of {count} page{'s' * (count != 1)}",
            path,
            "run a text recognition (OCR) over it first",
        )
    meta = {"pages": str(count)} | _creation(about)
    if made.heads:
        meta["head of pages"] = " | ".join(head[:80] for head in made.heads[:3])
    return Extracted(made.text, made.pieces, _facts(about), meta=meta)


def _shown(page: Any) -> list[Fragment]:
    """The lines of a page with their places; those of its plain text one below the other where there are none."""
    found = fragments(page)
    if found is not None and not _draws_forms(page):
        return found
    plain = page.extract_text().replace("\x00", "")
    if found and sum(map(_letters, (f.text for f in found))) >= _ENOUGH * _letters(plain):
        return found
    lines = [" ".join(line.split()) for line in re.split(r"\r\n|\n|\r", plain)]
    return [Fragment(0.0, 0.5 * len(line), -1.4 * i, 1.0, line) for i, line in enumerate(lines) if line]


def _draws_forms(page: Any) -> bool:
    """Whether a page shows parts that were stored apart, whose text has no place of its own."""
    resources = page.get("/Resources")
    parts = resources.get_object().get("/XObject") if resources is not None else None
    shown = parts.get_object().values() if parts is not None else ()
    return any(part.get_object().get("/Subtype") == "/Form" for part in shown)


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def _facts(about: dict[str, str]) -> dict[str, tuple[Found, ...]]:
    out: dict[str, tuple[Found, ...]] = {}
    title, author = (" ".join(about.get(k, "").split()) for k in ("/Title", "/Author"))
    if (
        len(title) > 3
        and not is_furniture(title)
        and not outlets.looks_like(title)  # printed from a browser: the name of the site
        and not re.search(r"\.(?:docx?|pdf|indd|tex|rtf|odt|qxd|html?|txt|pages)$", title, re.I)
    ):
        out["title"] = (Found(title, "PDF metadata"),)
    if len(author.split()) > 1:
        out["authors"] = tuple(
            Found(name.strip(), "PDF metadata") for name in re.split(r",|;|\band\b", author) if name.strip()
        )
    return out


def _creation(about: dict[str, str]) -> dict[str, str]:
    """When the file was made: told, but not taken for the date of the text."""
    m = re.match(r"D:(\d{4})(\d{2})(\d{2})", about.get("/CreationDate", ""))
    return {"file made": f"{m[1]}-{m[2]}-{m[3]}"} if m else {}


KIND = DocumentKind("pdf", "a PDF", "PDF", (".pdf",), lambda data: b"%PDF-" in data[:1024], extract, binary=True)
