"""A limit to the time that one source may take, so that no document holds up all others.

The clock is the processor time of the thread that reads, so that a machine that is busy with other things, was put to sleep
or stopped refuses nothing that it would read on another day. A reader that waits (for a disk, a network, another thread)
uses no processor time: an alarm every second, of the operating system and by the clock on the wall, counts a second in
which nothing was done as a second. However long a process was stopped, it finds one such alarm when it goes on.

The alarm stops Python code and regular expressions. Code that never comes back to Python cannot be stopped so; in a worker,
:func:`last_resort` lets the system end the whole process by its processor time, and the run goes on without that source.
Where there are no such alarms (Windows, threads other than the main one) nothing is limited.
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
_TICK = 1.0
"""Seconds from alarm to alarm, and until a limit that was not heeded is raised again; less for a limit of a few seconds."""
_AT_WORK = 0.01
"""Part of a tick in which a thread must have computed, or else it was waiting. One that others keep from the processor gets
more than that."""


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


class _Clock:
    """The time that one block has taken, in seconds: what its thread computed, and the ticks in which it waited."""

    def __init__(self, seconds: float, now: float) -> None:
        self.seconds = seconds
        self.tick = min(_TICK, seconds / 8)
        self.taken = 0.0
        self._seen = now

    def late(self, now: float) -> bool:
        """Whether time is up, one tick later by the wall; ``now``: the thread's processor time."""
        used, self._seen = now - self._seen, now
        self.taken += used if used >= _AT_WORK * self.tick else self.tick
        return self.taken >= self.seconds


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Raise :class:`OvertimeError` in the block once it has taken so many seconds, of the clock above."""
    if seconds is None or not _can_be_set():
        yield
        return
    clock = _Clock(seconds, time.thread_time())

    def ticked(_signal: int, frame: FrameType | None) -> None:
        if clock.late(time.thread_time()) and not _is_lost(frame):
            signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)  # time to clear up
            raise OvertimeError(clock.seconds)

    begun = time.monotonic()
    before = signal.signal(signal.SIGALRM, ticked)
    left, again = signal.setitimer(signal.ITIMER_REAL, clock.tick, clock.tick)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # the limit around this one goes on; what was computed here counts for it
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
