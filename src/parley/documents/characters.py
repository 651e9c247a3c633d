"""The characters of a source by its own word about its encoding, its size, and the plain refusal of what has none."""

from __future__ import annotations

import codecs
import re

from parley.core.errors import DocumentError, Location, Problem

MAX_BYTES = 50_000_000
"""Largest source that is read (50 MB)."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
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


def head(data: bytes) -> bytes:
    """The first characters of a text, in UTF-8 without its byte-order mark, for judging its kind; empty where binary."""
    wide = next((name for bom, name in BYTE_ORDER_MARKS if data.startswith(bom) and name != "utf-8"), None)
    if wide is not None:  # what the page is made of shows in its characters, not in bytes with a zero beside each
        return data[: 4 * 8192].decode(wide, "ignore").lstrip("\ufeff").encode("utf-8", "ignore")
    start = data[:8192].removeprefix(codecs.BOM_UTF8)
    return b"" if b"\x00" in start else start


def decode(data: bytes, path: str) -> str:
    """The characters of a text: UTF-8, or what its byte-order mark or its own declaration says. Bytes that are UTF-8
    throughout are read as such. Nothing is guessed.

    Raises:
        DocumentError: the bytes are not what they should be; names the byte.
    """
    encoding = next((name for bom, name in BYTE_ORDER_MARKS if data.startswith(bom)), None)
    declared = None if encoding else _DECLARED.search(data[:2048])
    if declared:
        encoding = known_encoding((declared[1] or declared[2]).decode("ascii"))
    try:
        text = _decoded(data, encoding, declared is not None)
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
        raise refuse("it is binary, not text", path, "give a file that holds the text of the article")
    return text


_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
"""Pages declare the narrower and are written in the wider, which browsers read (WHATWG Encoding Standard)."""


def _decoded(data: bytes, encoding: str | None, declared: bool) -> str:
    if declared and encoding != "utf-8":
        try:  # a browser that saves a page may write UTF-8 and leave the declaration as it was; by chance no text is UTF-8
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return data.decode(encoding or "utf-8")


def known_encoding(name: str) -> str | None:
    """The encoding's usual name, where it is one for text; a page may declare anything."""
    try:
        bytes(4).decode(name)  # not of no bytes: "hex" and "undefined" would pass
        known = codecs.lookup(name).name
        return _WIDER.get(known, known)
    except (LookupError, UnicodeError):
        return None
