"""One source into one document: read the bytes, judge the kind, extract, assemble."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from parley.core.errors import DocumentError
from parley.documents.build import assemble
from parley.documents.characters import MAX_BYTES, check_size, refuse
from parley.documents.kind import DocumentKind
from parley.documents.kinds import extracted, kind_of
from parley.documents.model import Document

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


def documents(data: bytes, *, name: str, path: str, given: Given | None = None) -> Iterator[Document]:
    """The documents in the bytes of a source, in order: one, or each article of a feed.

    Raises:
        DocumentError: it cannot be read.
    """
    yield from _made(kind_of(data, path), data, name, path, given)


def from_bytes(data: bytes, *, name: str, path: str, given: Given | None = None) -> Document:
    """As :func:`read`, for bytes that are already here."""
    kind = kind_of(data, path)
    if kind.several:
        raise refuse(
            f"it is {kind.words}", path, "`parley read` takes each of them; here give a source of one document"
        )
    (document,) = _made(kind, data, name, path, given)
    return document


def _made(kind: DocumentKind, data: bytes, name: str, path: str, given: Given | None) -> Iterator[Document]:
    proof = {} if kind.several or kind.verbatim else {"sha256": hashlib.sha256(data).hexdigest()}
    for found in extracted(kind, data, path):
        at = found.path or path
        yield assemble(found, kind=kind.name, name=found.name or name, path=at, given=given, meta=proof)


__all__ = ["DocumentError", "documents", "from_bytes", "load", "read", "writable"]
