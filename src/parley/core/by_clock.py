"""What a clock ended and not the input: such a result is given, or refused, and never remembered.

A reading that was stopped by its limit of time, or an integer programme by its last resort, would have come out otherwise
on a machine with less to do. Whoever ends work so says so by :func:`cut_short`; whoever remembers results looks at
:func:`cuts` before and after one is made, and keeps it only if nothing was added. Threads share the count: one that
was at other work meanwhile keeps nothing either, which costs time and is never wrong.
"""

from __future__ import annotations

import threading

_LOCK = threading.Lock()
_count = 0


def cut_short() -> None:
    """Say that a clock has just ended some work of this process."""
    global _count
    with _LOCK:
        _count += 1


def cuts() -> int:
    """How often that has happened so far."""
    return _count
