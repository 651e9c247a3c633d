"""One source into one document: read the bytes, judge the kind, extract, assemble."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from parley.core.errors import DocumentError
from parley.documents.build import assemble, from_text
from parley.documents.extracted import Extracted
from parley.documents.model import Document, Found
from parley.documents.sniff import MAX_BYTES, check_size, decode, kind_of, refuse

Given = Mapping[str, str | Sequence[str]]


def read(source: str | Path | bytes, *, name: str | None = None, given: Given | None = None) -> Document:
    """Read a file, or bytes, whatever kind of document they are.

    Args:
        source: a path, or the bytes themselves.
        name: what to call it; the file's name where None.
        given: facts that the user states (``title``, ``authors``, ``outlet``, ``date``).

    Raises:
        DocumentError: missing, empty, binary, broken or too large; names the file and says what to do.
    """
    if isinstance(source, bytes):
        path = name or "standard input"
        check_size(len(source), path)
        return from_bytes(source, name=path, path=path, given=given)
    path = str(source)
    return from_bytes(load(source), name=name or writable(Path(source).name), path=writable(path), given=given)


def writable(path: str) -> str:
    """A path as text that every file can hold: bytes that are not UTF-8 are written as ``\\xff``, which stays unique."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def load(path: str | Path) -> bytes:
    """The bytes of a file that exists and is not too large.

    Raises:
        DocumentError: missing, a folder, not readable, too large.
    """
    place = Path(path)
    try:
        about = place.stat()
        if stat.S_ISDIR(about.st_mode):
            os.scandir(place).close()  # one that may not be looked into says so
            raise refuse(
                "it is a folder, not a document", str(path), "parley read takes folders; here name a file in it"
            )
        if not stat.S_ISREG(about.st_mode):  # to open a pipe would wait for its writer, perhaps for ever
            hint = "send what it holds to standard input: … | parley read -"
            raise refuse("it is a pipe, a socket or a device, not a file", str(path), hint)
        check_size(about.st_size, str(path))
        with place.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # some files are larger than they say
        check_size(len(data), str(path))
        return data
    except FileNotFoundError as error:
        if place.is_symlink():
            raise refuse("it is a link to a file that is not there", str(path)) from error
        if "://" in str(path):
            raise refuse(
                "only http and https addresses are read", str(path), "save the page and name the file"
            ) from error
        raise refuse("there is no such file", str(path), _near(place)) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise refuse(f"it cannot be read: {reason}", str(path)) from error


def _near(place: Path) -> str | None:
    """Names in the folder that look like the one that is missing."""
    import difflib

    try:
        names = [p.name for p in place.parent.iterdir()][:2000]
    except OSError:
        return f"there is no folder {place.parent} either"
    near = difflib.get_close_matches(place.name, names, n=2, cutoff=0.6)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else None


def from_bytes(data: bytes, *, name: str, path: str, given: Given | None = None) -> Document:
    """As :func:`read`, for bytes that are already here."""
    kind = kind_of(data, path)
    if kind == "feed":
        raise refuse("it is a feed of several articles", path, "use `parley read`, which takes each of its articles")
    if kind == "text":
        return from_text(decode(data, path), name=name, path=path, given=given)
    if kind == "html":
        from parley.documents import web as extractor
    elif kind == "pdf":
        from parley.documents import pdf as extractor  # type: ignore[no-redef]
    else:
        from parley.documents import docx as extractor  # type: ignore[no-redef]
    found: Extracted = extractor.extract(data, path)
    stated = {
        k: tuple(Found(x, "given by the user") for x in ([v] if isinstance(v, str) else v))
        for k, v in (given or {}).items()
    }
    return assemble(
        found.text, found.pieces, kind=kind, name=name, path=path, given={**found.given, **stated}, language=found.language,
        meta={**found.meta, "sha256": hashlib.sha256(data).hexdigest()},
    )  # fmt: skip


__all__ = ["DocumentError", "from_bytes", "load", "read", "writable"]
