"""PDF: text by pypdf, page by page; running heads and page numbers dropped, words broken at line ends mended."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter

from parley.documents.characters import refuse
from parley.documents.extracted import Extracted
from parley.documents.kind import DocumentKind
from parley.documents.layout import pieces
from parley.documents.model import Found

MAX_PAGES = 3000
MAX_CHARACTERS = 20_000_000

_NUMBER = re.compile(r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.I)
_BROKEN = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")


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
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MAX_CHARACTERS:
                raise refuse("the PDF holds too much text (a broken or hostile file?)", path)
        about = {str(k): str(v) for k, v in (reader.metadata or {}).items()}
    except DependencyError as error:
        raise refuse(
            "the PDF is encrypted in a way that cannot be opened here", path, "save a copy without a password"
        ) from error
    except (
        PyPdfError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
        OSError,
        EOFError,
        RuntimeError,
        ArithmeticError,
        struct.error,
        zlib.error,
    ) as error:
        # pypdf meets broken files with any of these
        raise refuse(
            f"the PDF is broken: {str(error)[:120] or type(error).__name__}", path, "open it and print it to a new PDF"
        ) from error
    text = _joined(_without_running_heads([p.replace("\r\n", "\n").split("\n") for p in pages]))
    found = pieces(text, ())
    if not found:
        raise refuse(
            f"the PDF holds no text, only pictures of {count} page{'s' * (count != 1)}",
            path,
            "run a text recognition (OCR) over it first",
        )
    return Extracted(text, found, _facts(about), meta={"pages": str(count)} | _creation(about))


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop lines at the edge of three pages or more and of half of all, figures aside, and page numbers."""

    def key(line: str) -> str:
        return re.sub(r"\d+", "#", line.strip()).lower()

    filled = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(k for page in filled for k in {key(line) for line in (*page[:2], *page[-2:])})
    often = {k for k, n in edges.items() if n >= 3 and 2 * n >= len(pages)}

    def runs(line: str) -> bool:
        return not line.strip() or key(line) in often or _NUMBER.match(line) is not None

    out = []
    for page in pages:
        first = next((i for i, line in enumerate(page) if not runs(line)), len(page))
        last = next((i for i in range(len(page), first, -1) if not runs(page[i - 1])), first)
        out.append(page[first:last])
    return out


def _joined(pages: list[list[str]]) -> str:
    text = "\n".join(line.rstrip() for page in pages for line in page)
    text = re.sub(r"[^\S\n]+", " ", text.replace("\x00", ""))
    whole = set(re.findall(r"[^\W\d_]+", text.lower()))

    def mend(m: re.Match[str]) -> str:
        return m[1] + m[2] if (m[1] + m[2]).lower() in whole else f"{m[1]}-{m[2]}"

    return _BROKEN.sub(mend, text)


def _facts(about: dict[str, str]) -> dict[str, tuple[Found, ...]]:
    out: dict[str, tuple[Found, ...]] = {}
    title, author = (" ".join(about.get(k, "").split()) for k in ("/Title", "/Author"))
    if len(title) > 3 and not re.search(r"\.(?:docx?|pdf|indd|tex)$|^untitled|^microsoft word", title, re.I):
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
