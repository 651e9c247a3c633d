"""Progress on standard error: one line that overwrites itself on a terminal, nothing where nobody looks."""

from __future__ import annotations

import sys
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


class SourceTeller:
    """Progress over many sources on standard error: one line on a terminal, a line every 500 sources elsewhere."""

    def __init__(self, total: int) -> None:
        self.line = teller(sys.stderr)
        self.total, self.count = total, 0

    def __call__(self, stage: str | None) -> None:
        """Tell the stage at work; None when all is done."""
        if self.line is not None:
            self.line(stage or "")
        elif stage is not None:
            self.count += 1
            if self.count % 500 == 0 and self.total > 500:
                sys.stderr.write(f"{stage}\n")
