"""Where parley keeps what it may throw away, and where it finds what it ships."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """``$PARLEY_CACHE``, else ``$XDG_CACHE_HOME/parley``, else ``~/.cache/parley``; made on first use by the writer."""
    named = os.environ.get("PARLEY_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "parley"


def examples_folder() -> Path:
    """The shipped examples: inside the installed package, or at the root of a checkout."""
    packaged = Path(__file__).resolve().parent.parent / "examples"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "examples"
