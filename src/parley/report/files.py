"""Writing a report: never over a file that parley did not make, and never half a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from parley.core.errors import InputError
from parley.report.html import is_report


def write_report(path: Path | str, html: str, *, force: bool = False) -> Path:
    """Write ``html`` to ``path`` and return it; parent folders are made.

    An earlier report of ours is replaced; any other file only with ``force``. Raises :class:`InputError`.
    """
    target = Path(path)
    refuse_to_replace(target, force=force)
    write_bytes(target, html.encode())
    return target


def refuse_to_replace(target: Path, *, force: bool) -> None:
    """Raise unless ``target`` is free, an earlier report of ours, or ``force`` is given."""
    if target.is_dir():
        raise InputError.one(f"{target} is a folder", hint="name a file in it, e.g. report.html")
    if target.exists() and not force and not _ours(target):
        raise InputError.one(
            f"{target} exists and is not a parley report; it is left as it was",
            hint="give another name, or --force to replace it",
        )


def _ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_report(file.read(4000).decode("utf-8", errors="replace"))
    except OSError:
        return False


def write_bytes(target: Path, data: bytes) -> None:
    """Write through a temporary file in the same folder, so that a crash leaves the old file or the new one."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(name, 0o644)  # noqa: PTH101 - a report is for others to read, as any saved page
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError.one(f"{target} cannot be written: {error.strerror or error}") from error
