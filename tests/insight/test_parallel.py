"""Threads change nothing but the time."""

from __future__ import annotations

import pytest

from parley.case import CaseSource
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.insight.asking import parallel


def test_order_is_kept() -> None:
    assert parallel.mapped(lambda x: x * x, range(20)) == [x * x for x in range(20)]


def test_the_first_error_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        parallel.mapped(lambda x: 1 // x, [1, 0, 2])


def test_any_number_of_threads_gives_the_same_answer(mini: CaseSource, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for count in (1, 4):
        monkeypatch.setattr(parallel, "workers", lambda count=count: count)
        told.append(dumps(assess(mini, draws=32, statements=(), cache=False)))
    assert told[0] == told[1]
