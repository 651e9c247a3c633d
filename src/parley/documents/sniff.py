"""What a file is, by its bytes and never by its name; and its characters, or a plain refusal."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from parley.core.errors import DocumentError, Location, Problem
from parley.documents.model import Kind

MAX_BYTES = 50_000_000
"""Largest source that is read (50 MB)."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_OTHERS = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\x00", "an SQLite database"), (b"\x7fELF", "a program"), (b"MZ", "a program"),
    (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"), (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"), (b"ID3", "a sound file"),
    (b"OggS", "a sound file"), (b"PAR1", "a Parquet table"),
)  # fmt: skip
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<(?:head|body)[\s>]|<(?:article|div|p|table|section)(?:\s[^<>]*)?>\s*[^<]*<", re.I
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|section|main|p|table)\b",
    re.I | re.S,
)
_HEADED = re.compile(rb"\s*<h([1-6])(?:\s[^<>]*)?>[^<>]{1,300}</h\1>\s*<(?:p|div|ul|ol|time|span|figure)[\s>]", re.I)
"""A page cut out of its page: Markdown may begin with such a heading too, but goes on in words."""
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE (?:rss|feed)\b[^\[>]*(?:\[.{0,4000}?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF)[\s>]",
    re.S,
)
_DECLARED = re.compile(
    rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})|<\?xml[^>]{1,200}encoding\s*=\s*[\"']([A-Za-z0-9_-]{2,40})",
    re.I,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def refuse(message: str, path: str, hint: str | None = None) -> DocumentError:
    """The error for a document that cannot be read."""
    return DocumentError((Problem(message, Location(path), hint, "DocumentError"),))


def size_of(count: int) -> str:
    """A number of bytes in words: ``200 MB``."""
    return f"{count / 1e6:.0f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def check_size(count: int, path: str) -> None:
    """Refuse a source that is larger than :data:`MAX_BYTES`, before it is read."""
    if count > MAX_BYTES:
        hint = "split it, or save the pages you need as a file of their own"
        raise refuse(f"it is {size_of(count)} large; documents up to {size_of(MAX_BYTES)} are read", path, hint)


def kind_of(data: bytes, path: str) -> Kind:
    """The kind of a source by its content; ``"text"`` stands for text and Markdown alike.

    Raises:
        DocumentError: empty, or a kind of file that holds no text that could be read here.
    """
    if not data.strip():
        raise refuse("it is empty", path, "give a file that holds the text of the article")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data, path)
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise refuse(
                f"it is {what}, not a document",
                path,
                "text, Markdown, HTML, PDF and DOCX are read; save it as one of these",
            )
    if data.startswith(b"{\\rtf"):
        raise refuse("it is a rich-text (RTF) file", path, "save it as DOCX or as plain text")
    head = data[:8192].removeprefix(codecs.BOM_UTF8)
    wide = next((name for bom, name in BYTE_ORDER_MARKS if data.startswith(bom) and name != "utf-8"), None)
    if wide is not None:  # what the page is made of shows in its characters, not in bytes with a zero beside each
        head = data[: 4 * 8192].decode(wide, "ignore").lstrip("\ufeff").encode("utf-8", "ignore")
    elif b"\x00" in head:
        if _is_wide(head):
            raise refuse("it looks like UTF-16 without the byte-order mark that says so", path, "save it as UTF-8")
        raise refuse("it is binary, not text", path, "text, Markdown, HTML, PDF and DOCX are read")
    if _FEED.match(head):
        return "feed"
    if _HTML_START.match(head) or len(_HTML.findall(head)) >= 8 or _HEADED.match(head):
        return "html"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise refuse("it is XML of another kind than HTML, RSS or Atom", path, "save its text as HTML or plain text")
    return "text"


def _is_wide(head: bytes) -> bool:
    """True for text of the Latin script in UTF-16: every second byte is zero."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.8 * len(head) / 2 and min(even, odd) == 0


def _zipped(data: bytes, path: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise refuse(
            f"it is a broken DOCX or ZIP file: {error}", path, "open it in a word processor and save it again"
        ) from error
    if "word/document.xml" in names:
        return "docx"
    what = (
        "an OpenDocument or EPUB file"
        if "mimetype" in names
        else "an Office file without text"
        if "[Content_Types].xml" in names
        else "a ZIP archive"
    )
    raise refuse(f"it is {what}, not a document that is read here", path, "save it as DOCX, PDF, HTML or plain text")


def decode(data: bytes, path: str) -> str:
    """The characters of a text: UTF-8, or what its byte-order mark or its own declaration says. Nothing is guessed.

    Raises:
        DocumentError: the bytes are not what they should be; names the byte.
    """
    encoding = next((name for bom, name in BYTE_ORDER_MARKS if data.startswith(bom)), None)
    declared = None if encoding else _DECLARED.search(data[:2048])
    if declared:
        encoding = known_encoding((declared[1] or declared[2]).decode("ascii"))
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError.one(
            f"it is not valid {(encoding or 'utf-8').upper()}: byte {error.start} is 0x{data[error.start]:02x}",
            where=Location(path, line),
            hint="save it as UTF-8; for an old Windows file: iconv -f windows-1252 -t utf-8 OLD > NEW",
        ) from error
    if encoding in ("utf-16", "utf-32"):
        text = "\ufeff" + text
    controls = len(_CONTROLS.findall(text[:65536]))
    if controls > 0.02 * min(len(text), 65536) or "\x00" in text[:65536]:
        raise refuse("it is binary, not text", path, "text, Markdown, HTML, PDF and DOCX are read")
    return text


def known_encoding(name: str) -> str | None:
    """The encoding's usual name, where it is one for text; a page may declare anything."""
    try:
        bytes(4).decode(name)  # not of no bytes: "hex" and "undefined" would pass
        return codecs.lookup(name).name
    except (LookupError, UnicodeError):
        return None
