"""No test asserts a wall-clock time: on a busy machine it fails, and on a fast one it promises nothing.

What is promised about speed is promised as a count of work (:mod:`counted`); seconds are measured in ``benchmarks/``. A
loop that waits for another process may look at a clock so as not to wait for ever, as long as nothing is asserted of it.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
CLOCKS = {"perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time", "process_time_ns", "thread_time"}  # fmt: skip
OF_TIME = {*CLOCKS, "time", "time_ns", "getrusage", "elapsed"}


def other_names(tree: ast.AST) -> frozenset[str]:
    """What a module calls the clocks that it imports by name: ``from time import perf_counter as now``."""
    return frozenset(
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "resource", "timeit")
        for alias in node.names
        if alias.name in OF_TIME
    )


def reads_a_clock(node: ast.AST, named: frozenset[str] = frozenset()) -> bool:
    """Whether a call in ``node`` asks for the time; ``named``: further names of clocks."""
    for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
        function = call.func
        if isinstance(function, ast.Name) and function.id in CLOCKS | named:
            return True
        if (
            isinstance(function, ast.Attribute)
            and function.attr in OF_TIME
            and isinstance(function.value, ast.Name)
            and function.value.id in ("time", "resource", "timeit")
        ):
            return True
    return False


def timed(source: str) -> list[int]:
    """Lines that assert something of a clock, or of a name that was set from one (waiting loops only compare)."""
    found = []
    tree = ast.parse(source)
    named = other_names(tree)
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
            continue
        clocked: set[str] = set()
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign) and (
                reads_a_clock(node.value, named)
                or any(isinstance(n, ast.Name) and n.id in clocked for n in ast.walk(node.value))
            ):
                clocked |= {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        for node in ast.walk(scope):
            if isinstance(node, ast.Assert) and (
                reads_a_clock(node.test, named)
                or any(isinstance(n, ast.Name) and n.id in clocked for n in ast.walk(node.test))
            ):
                found.append(node.lineno)
    return sorted(set(found))


@pytest.mark.parametrize("text, count", [
    ("import time\ndef t():\n    a = time.perf_counter()\n    f()\n    assert time.perf_counter() - a < 2\n", 1),
    ("import time\ndef t():\n    a = time.time()\n    f()\n    taken = time.time() - a\n    assert taken < 2\n", 1),
    ("from time import time as now\ndef t():\n    a = now()\n    assert now() - a < 2\n", 1),
    ("def t():\n    a = monotonic()\n    f()\n    assert a\n", 1),
    ("import time\ndef t():\n    end = time.monotonic() + 9\n    while not f() and time.monotonic() < end:\n        pass\n    assert f()\n", 0),
    ("def t():\n    time = 3\n    assert time == 3\n", 0),
])  # fmt: skip
def test_what_counts_as_a_time(text: str, count: int) -> None:
    assert len(timed(text)) == count


def test_no_test_asserts_a_time() -> None:
    found = {
        str(path.relative_to(TESTS)): wrong
        for path in sorted(TESTS.rglob("*.py"))
        if (wrong := timed(path.read_text(encoding="utf-8")))
    }
    assert not found
