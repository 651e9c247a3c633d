"""What was computed once, kept under the cache folder (``PARLEY_CACHE``) by a hash of everything it depends on.

An entry's name hashes the code of the engines, the parts of the case that it reads and the arguments: a change of the
case recomputes what depends on it and nothing else. Entries are JSON; one that cannot be read counts as absent. Nothing
here decides a result: without the folder the same answer is computed anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from parley.core.folders import cache_folder
from parley.core.jsonio import dumps, plain
from parley.insight.asking.stored import read_back

if TYPE_CHECKING:
    from parley.case.types import Case

T = TypeVar("T")

ROOMS = ("core", "case", "documents", "reading", "deals", "nodeal", "model", "outlook", "insight")
MOST_FILES = 5000
HASHED = frozenset({".py", ".csv", ".txt", ".onnx"})


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Hash of the code, and of the lists and tables beside it, of every room that a result may come from.

    Of the network's weights the size stands for the content: they change only with a release."""
    root = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for room in ROOMS:
        for file in sorted(f for f in (root / room).rglob("*") if f.suffix in HASHED):
            content = str(file.stat().st_size).encode() if file.suffix == ".onnx" else file.read_bytes()
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def key_of(*parts: Any) -> str:
    """A name from plain parts and the code."""
    digest = hashlib.sha256(code_hash().encode())
    for part in parts:
        digest.update(dumps(part, indent=None).encode() + b"\0")
    return digest.hexdigest()


def structure(case: Case) -> dict[str, Any]:
    """Everything of a case that zone tests read besides the judgements."""
    return {
        "parties": {k: (p.role, p.ratifies_for, p.binding) for k, p in case.parties.items()},
        "issues": {k: {o: x.recognises_conquest for o, x in i.options.items()} for k, i in case.issues.items()},
        "kinds": {k: (dict(x.only), x.issues, x.basis, dict(x.status_quo), x.secure) for k, x in case.kinds.items()},
        "rules": [(dict(r.when), dict(r.then) if r.then else None) for r in case.rules],
        "interactions": {k: (dict(i.match), i.parties) for k, i in case.interactions.items()},
        "floors": {k: (f.party, f.issue) for k, f in case.floors.items()},
        "red_lines": {k: (x.party, [dict(m) for m in x.rules_out]) for k, x in case.red_lines.items()},
        "no_deal": (case.no_deal_model, list(case.outcomes), case.horizon_months),
        "main": (case.main_kind, list(case.security_issues), case.decider, case.name),
        "correlations": case.correlations,
        "base": {p: j.distribution.text if j.distribution else None for p, j in (case.base or {}).items()},
    }


def acts(case: Case) -> dict[str, Any]:
    """What courses, levers and signals do, and what bounds them."""
    return {
        "courses": {k: (c.shifts, c.levers, c.signals) for k, c in case.courses.items()},
        "levers": case.levers,
        "signals": {k: s.shifts for k, s in case.signals.items()},
        "limits": case.limits,
    }


def titles(case: Case) -> dict[str, Any]:
    """The words that tables are made of."""
    return {
        "parties": {k: p.title for k, p in case.parties.items()},
        "issues": {k: (i.title, {o: x.title for o, x in i.options.items()}) for k, i in case.issues.items()},
        "kinds": {k: x.title for k, x in case.kinds.items()},
        "lines": {k: x.title for k, x in case.red_lines.items()},
        "outcomes": dict(case.outcomes),
        "views": {k: v.title for k, v in case.views.items()},
        "courses": {k: c.title for k, c in case.courses.items()},
    }


def numbers(case: Case) -> dict[str, str | None]:
    """The judgements in force, as written."""
    return {p: j.distribution.text if j.distribution else None for p, j in case.judgements.items()}


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

    def thawed(self, key: str, cls: type[T]) -> T | None:
        """The entry as a dataclass, or None where there is none that fits."""
        if self.folder is None:
            return None
        try:
            text = (self.folder / f"{key}.json").read_bytes()
        except OSError:
            return None
        try:
            return read_back(cls, text)
        except ValueError:
            return None

    def made(self, key: str, cls: type[T], make: Callable[[], T]) -> T:
        """The entry as a dataclass; computed and kept where absent."""
        found = self.thawed(key, cls)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def plain(self, key: str, make: Callable[[], Any]) -> Any:
        """The entry's plain data; computed and kept where absent. What is returned is plain either way."""
        found = self.get(key)
        if found is None:
            value = plain(make())
            self.put(key, {"value": value})
            return value
        return found["value"] if isinstance(found, dict) and "value" in found else plain(make())

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
