"""Work counted instead of timed: a busy machine makes nothing of it slower.

No test asserts a time (``tests/core/test_no_timing.py``). What a test wants to promise about speed it promises about the
number of calls, of rows or of questions, or about how these grow between two sizes; the seconds are in ``benchmarks/``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest


def calls(work: Callable[[], object]) -> int:
    """How many calls ``work`` makes, of Python functions and of built-in ones: the same number on every machine.

    The collector of garbage is kept off meanwhile: when it runs, finalizers of objects that have nothing to do with the
    work are called, and a suite that has run for minutes has some at hand.
    """
    count = 0

    def called(_frame: FrameType, event: str, _what: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    collecting = gc.isenabled()
    gc.disable()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
        if collecting:
            gc.enable()
    return count


def lines(work: Callable[[], object]) -> int:
    """How many lines of Python ``work`` runs, each turn of a loop counted: loops without a call count too."""
    count = 0

    def traced(_frame: FrameType, event: str, _what: Any) -> Any:
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def counting(monkeypatch: pytest.MonkeyPatch, target: str) -> list[tuple[Any, ...]]:
    """Have every call of ``target`` (a dotted name) noted with its arguments; it works on as before."""
    from _pytest.monkeypatch import derive_importpath

    name, whole = derive_importpath(target, raising=True)
    original = getattr(whole, name)
    noted: list[tuple[Any, ...]] = []

    def noting(*given: Any, **named: Any) -> Any:
        noted.append(given)
        return original(*given, **named)

    monkeypatch.setattr(whole, name, noting)
    return noted
