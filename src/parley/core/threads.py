"""How many threads the libraries under numpy start."""

from __future__ import annotations

import os


def one_thread() -> None:
    """Let numpy multiply on one core: its matrices are small here, so that threads of its own cost several times the work
    where another process wants the second core. parley runs its own threads and processes beside one another.

    Heeded when numpy is first imported, so call it before. Whoever has set the number keeps it.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
