"""Progress on standard error: one line that overwrites itself on a terminal, nothing where nobody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO


def teller(stream: TextIO) -> Callable[[str], None] | None:
    """A function that shows the stage at work; None where ``stream`` is not a terminal."""
    if not stream.isatty():
        return None

    def tell(stage: str) -> None:
        stream.write(f"\r\x1b[2K{stage} …" if stage else "\r\x1b[2K")
        stream.flush()

    return tell
