"""Files that hold no text that could be read here, by what they are called, and what to do with them."""

from __future__ import annotations

from parley.documents.archive import names
from parley.documents.characters import head
from parley.documents.kind import NotRead

_ONE_OF_THESE = "{kinds} are read; save it as one of these"


def _beginning(magic: bytes, what: str, *suffixes: str) -> NotRead:
    """A kind that its first bytes tell. Those that are letters of a text too ("MZ", "ID3") tell it of what is binary."""
    said = f"{what}, not a document"
    wordlike = magic.isalnum()

    def recognise(data: bytes) -> str | None:
        return said if data.startswith(magic) and not (wordlike and head(data)) else None

    return NotRead(recognise, _ONE_OF_THESE, suffixes)


def _zipped(data: bytes) -> str | None:
    """An archive, by what is in it. Comes after the kinds that are archives too."""
    found = names(data)
    if found is None or isinstance(found, str):
        return None
    what = (
        "an OpenDocument or EPUB file"
        if "mimetype" in found
        else "an Office file without text"
        if "[Content_Types].xml" in found
        else "a ZIP archive"
    )
    return f"{what}, not a document that is read here"


def _broken_archive(data: bytes) -> str | None:
    """What begins as an archive and is none: most often a DOCX that did not arrive whole."""
    found = names(data)
    return f"a broken DOCX or ZIP file: {found}" if isinstance(found, str) else None


def _wide(data: bytes) -> str | None:
    """Text of the Latin script in UTF-16: every second byte is zero."""
    if head(data) or b"\x00" not in (start := data[:8192]):
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    wide = max(even, odd) > 0.8 * len(start) / 2 and min(even, odd) == 0
    return "UTF-16 without the byte-order mark that says so, it seems" if wide else None


def _binary(data: bytes) -> str | None:
    return "binary, not text" if not head(data) and b"\x00" in data[:8192] else None


def _other_xml(data: bytes) -> str | None:
    declared = head(data).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    return "XML of another kind than HTML, RSS or Atom" if declared else None


BINARY = (
    NotRead(_zipped, "save it as DOCX, PDF, HTML or plain text"),
    NotRead(_broken_archive, "open it in a word processor and save it again"),
    _beginning(b"\x89PNG", "a PNG picture", ".png"),
    _beginning(b"\xff\xd8\xff", "a JPEG picture", ".jpg", ".jpeg"),
    _beginning(b"GIF8", "a GIF picture", ".gif"),
    _beginning(
        b"SQLite format 3\x00", "an SQLite database", ".sqlite", ".sqlite3", ".db", ".sqlite-wal", ".sqlite-shm"
    ),
    _beginning(b"\x7fELF", "a program"),
    _beginning(b"MZ", "a program", ".exe", ".dll"),
    _beginning(b"\x1f\x8b", "a gzip archive"),
    _beginning(b"BZh", "a bzip2 archive"),
    _beginning(b"\xfd7zXZ", "an xz archive"),
    _beginning(b"7z\xbc\xaf", "a 7-Zip archive"),
    _beginning(b"Rar!", "a RAR archive"),
    _beginning(b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    _beginning(b"ID3", "a sound file", ".mp3"),
    _beginning(b"OggS", "a sound file"),
    _beginning(b"PAR1", "a Parquet table", ".parquet"),
    NotRead(
        lambda data: "a rich-text (RTF) file" if data.startswith(b"{\\rtf") else None,
        "save it as DOCX or as plain text",
    ),
    NotRead(_wide, "save it as UTF-8"),
    NotRead(_binary, "{kinds} are read"),
)
"""Told before any kind of text is asked, in this order."""

OTHER_XML = NotRead(_other_xml, "save its text as HTML or plain text")
"""Told after the kinds of text that may begin as XML."""

PASSED_OVER = (".svg", ".webp", ".ico", ".mp4", ".woff", ".woff2",
               ".yaml", ".yml", ".json", ".jsonl", ".csv", ".tsv", ".toml", ".py", ".js", ".css", ".ini", ".lock")  # fmt: skip
"""Endings of what may lie beside documents in a folder and is none: settings, tables, programs, pictures. Text among
them is read where it is named itself."""
