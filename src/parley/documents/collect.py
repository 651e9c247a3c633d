"""Which sources a user means: files, folders, patterns, ``-``, addresses. Nothing is opened here but folders."""

from __future__ import annotations

import glob
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from parley.documents.characters import MAX_BYTES, check_size, refuse
from parley.documents.kinds import passed_over
from parley.documents.model import Document
from parley.documents.source import documents as documents_in
from parley.documents.source import load, writable


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read. ``path`` is a file, ``-`` or an address as the user would name it."""

    path: str
    where: Literal["file", "stdin", "address", "memory"] = "file"
    """``memory``: its bytes are here already, as of an upload; ``path`` is what it is called."""

    @property
    def name(self) -> str:
        """What lists and messages call it."""
        if self.where == "stdin":
            return "standard input"
        if self.where == "memory":
            return self.path
        tail = self.path.rstrip("/").rsplit("/", 1)[-1]
        return tail if self.where == "address" and tail else Path(self.path).name or self.path


def gather(sources: Iterable[str]) -> Iterator[Source]:
    """Every source once, in the order given; folders and patterns in the order of their names.

    In folders, hidden files and files of data and pictures (by their ending, see :func:`.kinds.passed_over`) are left out;
    name such a file to read it.
    """
    seen: set[str] = set()
    for given in sources:
        for source in _expanded(given):
            key = source.path if source.where != "file" else os.path.realpath(source.path)
            if key not in seen:
                seen.add(key)
                yield source


def _expanded(given: str) -> Iterator[Source]:
    if given == "-":
        yield Source("-", "stdin")
    elif given.startswith(("http://", "https://")):
        yield Source(given, "address")
    elif _is_folder(given):
        yield from _folder(given)
    elif not os.path.lexists(given) and any(c in given for c in "*?["):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - absolute patterns too
        if not matches:
            yield Source(given)  # refused by name when it is read
        for match in matches:
            if _is_folder(match):
                yield from _folder(match)
            else:
                yield Source(match)
    else:
        yield Source(given)


def _is_folder(path: str) -> bool:
    """As ``Path.is_dir``, but False, not an error, for what may not be looked at: it is refused when it is read."""
    return os.path.isdir(path)  # noqa: PTH112


def _folder(folder: str) -> Iterator[Source]:
    """The files of a folder and of the folders in it; linked folders are not followed, so that no walk goes in circles."""
    closed: list[str] = []

    def note(error: OSError) -> None:
        closed.append(str(error.filename or folder))

    yield from _files(folder, note)
    yield from (Source(place) for place in closed)  # refused by name when it is read


def _files(folder: str, note: Callable[[OSError], None]) -> Iterator[Source]:
    left = passed_over()
    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() not in left:
                yield Source(str(Path(place) / name))


def fetch(source: Source) -> bytes:
    """The bytes of a source.

    Raises:
        DocumentError: it cannot be had, or is too large.
    """
    if source.where == "stdin":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        check_size(len(data), source.name)
        return data
    if source.where == "address":
        from parley.documents.address import get

        return get(source.path)
    if source.where == "memory":
        raise refuse("its bytes were not given", source.path)
    return load(source.path)


def documents(source: Source, data: bytes) -> Iterator[Document]:
    """The documents in the bytes of a source: one, or each article of a feed.

    Raises:
        DocumentError: it cannot be read.
    """
    path = writable(source.path) if source.where in ("file", "address") else source.name
    yield from documents_in(data, name=writable(source.name), path=path)


def digest(data: bytes) -> str:
    """SHA-256 of the bytes of a source, by which a ledger knows what it has read."""
    return hashlib.sha256(data).hexdigest()
