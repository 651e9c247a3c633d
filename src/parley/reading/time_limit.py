"""A limit to the time that one source may take, so that no document holds up all others.

The limit is an alarm of the operating system: it stops Python code and regular expressions. Code that never comes back
to Python cannot be stopped so; in a worker, :func:`last_resort` lets the system end the whole process, and the run goes
on without that source. Where there are no such alarms (Windows, threads other than the main one) nothing is limited.
"""

from __future__ import annotations

import gc
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_GRACE = 20.0
_AGAIN = 1.0
"""Seconds until a limit that was not heeded is raised again."""


class OvertimeError(BaseException):
    """Time is up. No ``Exception``, so that no library can take it for one of its own failures and go on."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"longer than {seconds:.0f} s")
        self.seconds = seconds


def _can_be_set() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _is_lost(frame: FrameType | None) -> bool:
    """Whether an error raised here would be swallowed: in a finaliser, or in what is called when memory is collected."""
    callbacks = {getattr(callback, "__code__", None) for callback in gc.callbacks}
    while frame is not None:
        if frame.f_code.co_name == "__del__" or frame.f_code in callbacks:
            return True
        frame = frame.f_back
    return False


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Raise :class:`OvertimeError` in the block once it has taken so many seconds."""
    if seconds is None or not _can_be_set():
        yield
        return

    def late(_signal: int, frame: FrameType | None) -> None:
        if not _is_lost(frame):
            raise OvertimeError(seconds)

    begun = time.monotonic()
    before = signal.signal(signal.SIGALRM, late)
    left, again = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # the limit around this one goes on
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - begun), 0.001), again)


@contextmanager
def last_resort(seconds: float | None) -> Iterator[None]:
    """End this process if the block uses so many seconds of processor time, and some more."""
    if seconds is None or not _can_be_set():
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds + _GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
