"""What was computed once, kept under the cache folder (``PARLEY_CACHE``) by a hash of everything it depends on.

An entry's name hashes the code, the arguments and the content of whatever was read to make it: a whole answer has the key
of its :class:`~parley.insight.asking.request.Request`, a part of one the fields of the case that it was seen to read
(:meth:`parley.insight.asking.evaluator.Evaluator.kept`). Entries are JSON; one that cannot be read counts as absent. Nothing
here decides a result: without the folder the same answer is computed anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, TypeVar

from parley.core.by_clock import cuts
from parley.core.fingerprint import fingerprint
from parley.core.folders import cache_folder
from parley.core.jsonio import dumps
from parley.insight.asking.stored import read_back

T = TypeVar("T")

LATER = frozenset({"app", "cli", "examples", "report", "validate", "__pycache__"})
"""Rooms after ``insight``: they show answers and make none. All else is hashed, so that a new room is never forgotten."""
PACKAGE = "parley-workbench"
MOST_FILES = 5000


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Hash of the code, of the lists and tables beside it, and of the versions of Python and of the libraries in use.

    Of the network's weights size and time stand for the content: they change only with a release."""
    root = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256(sys.version.encode())
    for name in _libraries():
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\0".encode())
    for file in sorted(_files(root)):
        if file.suffix == ".onnx":
            found = file.stat()
            content = f"{found.st_size} {found.st_mtime_ns}".encode()
        else:
            content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _libraries() -> list[str]:
    """The package and what it says that it needs."""
    try:
        needed = requires(PACKAGE) or []
    except PackageNotFoundError:
        needed = []
    return [PACKAGE, *(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed if "extra ==" not in line)]


def _files(root: Path) -> Iterator[Path]:
    for place in root.iterdir():
        if place.name not in LATER:
            if place.is_dir():
                yield from (f for f in place.rglob("*") if f.is_file() and f.parent.name != "__pycache__")
            else:
                yield place


def key_of(*parts: Any) -> str:
    """A name from the content of ``parts`` and from the code. Raises :class:`TypeError` for what has no plain content."""
    return fingerprint(code_hash(), parts)


class Cache:
    """Entries by key. ``folder`` None: keeps nothing."""

    def __init__(self, folder: Path | None = None, *, on: bool = True) -> None:
        self.folder = (folder or cache_folder() / "answers") if on else None

    def get(self, key: str) -> Any | None:
        """The entry's plain data, or None."""
        if self.folder is None:
            return None
        try:
            return json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Keep ``value``; whole or not at all, and silently not where the folder cannot be written."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(dumps(value, indent=None))
            Path(name).replace(self.folder / f"{key}.json")
        except OSError:
            self.folder = None  # a read-only place: compute, do not keep

    def read(self, key: str, cls: type[T]) -> T | None:
        """The entry as a dataclass, or None where there is none that fits."""
        if self.folder is None:
            return None
        try:
            return read_back(cls, (self.folder / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def made(self, key: str, cls: type[T], make: Callable[[], T]) -> T:
        """The entry as a dataclass; computed where absent, and kept unless a clock cut it short. Kept or not, what is returned has
        been through JSON."""
        found = self.read(key, cls)
        if found is not None:
            return found
        before = cuts()
        value = make()
        if cuts() == before:
            self.put(key, value)
        return settled(value, cls)

    def trim(self) -> None:
        """Drop the oldest entries where there are too many."""
        if self.folder is None or not self.folder.is_dir():
            return
        files = list(self.folder.glob("*.json"))
        if len(files) <= MOST_FILES:
            return
        files.sort(key=lambda f: f.stat().st_mtime)
        for file in files[: len(files) // 2]:
            file.unlink(missing_ok=True)


def settled(value: T, cls: type[T] | None) -> T:
    """``value`` as it comes back from the cache (``cls`` None: plain data), so that whoever goes on with it gets the same
    whether it was kept or made anew: infinities are None by then, tuples of plain data lists."""
    text = dumps(value, indent=None)
    if cls is None:
        data: T = json.loads(text)
        return data
    try:
        return read_back(cls, text)
    except ValueError:
        return value  # can never come back from the cache either
