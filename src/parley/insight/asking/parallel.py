"""The same work on a few threads: the engines' loops run outside the interpreter's lock. Results keep their order, and
do not depend on how many threads there are."""

from __future__ import annotations

import contextvars
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

MOST = 4


def workers() -> int:
    """Threads worth having on this machine."""
    return max(1, min(MOST, os.cpu_count() or 1))


def mapped(function: Callable[[A], B], items: Iterable[A]) -> list[B]:
    """``function`` of every item, in order; the first error is raised."""
    listed = list(items)
    if len(listed) < 2 or workers() == 1:
        return [function(item) for item in listed]
    contexts = [contextvars.copy_context() for _ in listed]  # what is read in a worker counts for who asked for it
    with ThreadPoolExecutor(workers()) as pool:
        return list(pool.map(lambda context, item: context.run(function, item), contexts, listed))
