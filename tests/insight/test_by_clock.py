"""What a clock ended (a reading, an integer programme) is never remembered: the next to ask is answered by the input."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from parley.case import CaseSource, open_source
from parley.core.by_clock import cut_short, cuts
from parley.core.errors import ParleyError
from parley.deals.milp import optimum_milp
from parley.deals.problem import DealProblem
from parley.insight.answer.assess import assess
from parley.insight.asking.cache import Cache
from parley.insight.asking.evaluator import Evaluator
from parley.insight.asking.recording import Memory
from parley.insight.asking.request import case_hash
from parley.insight.results.assessment import Phrase
from parley.reading import one_source

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
HURRIED: list[str] = []
"""What :func:`part` is told to say, the first time late."""


def part(_: Evaluator, name: str) -> str:
    """A part of an answer: a clock ends it the first time."""
    HURRIED.append(name)
    if len(HURRIED) == 1:
        cut_short()
        return "not settled"
    return name


def test_a_result_that_a_clock_ended_is_made_anew(tmp_path: Path, mini: CaseSource) -> None:
    """In each place that remembers: an entry of the cache, a part of an answer, what a run has in memory, a page."""
    from parley.app.workbench import Workbench

    made: list[str] = []

    def make() -> str:
        made.append("")
        if len(made) == 1:
            cut_short()
            return "not settled"
        return "settled"

    cache, memory = Cache(tmp_path), Memory()
    said = [cache.made("k", Phrase, lambda: Phrase(make())).text for _ in range(3)]
    assert said == ["not settled", "settled", "settled"] and len(made) == 2
    made.clear()
    assert [memory.get("k", make) for _ in range(3)] == ["not settled", "settled", "settled"] and len(made) == 2
    made.clear()
    bench = Workbench(MINI, draws=0)
    assert [bench.keep("k", make) for _ in range(3)] == ["not settled", "settled", "settled"] and len(made) == 2
    bench.close()
    HURRIED.clear()
    asked = Evaluator(mini, draws=0, cache=Cache(tmp_path))
    assert [asked.kept(part, "settled") for _ in range(3)] == ["not settled", "settled", "settled"]
    assert HURRIED == ["settled"] * 2


def test_threads_share_the_count() -> None:
    before = cuts()
    work = threading.Thread(target=cut_short)
    work.start()
    work.join()
    assert cuts() == before + 1


def late_once(monkeypatch: pytest.MonkeyPatch, names: str, times: int = 1) -> None:
    """The readings called ``names`` (``document`` of one_source, or its reader) are stopped by their limit so many times."""
    original = getattr(one_source, names)
    left = [times]

    def hurried(*given: Any, **named: Any) -> Any:
        if left[0]:
            left[0] -= 1
            with one_source._in_time(5.0, "a document"):
                raise one_source.OvertimeError(5.0)
        return original(*given, **named)

    monkeypatch.setattr(one_source, names, hurried)


def test_a_case_whose_documents_are_late_is_told_by_their_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two texts that were both late are two cases: by the message alone one would be answered for the other."""
    folder = tmp_path / "case"
    shutil.copytree(MINI, folder)
    file = folder / "sources" / "more.md"
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(
        text.replace("documents:\n", "documents:\n  more: {file: sources/more.md, title: More}\n", 1), encoding="utf-8"
    )  # quoted nowhere, so that the case opens without it
    hashes = []
    for content in ("North said that it would go.\n", "North said that it would not go.\n"):
        file.write_text(content, encoding="utf-8")
        source = open_source(folder)
        with monkeypatch.context() as patch:
            late_once(patch, "document", times=100)
            hashes.append(case_hash(source))
        hashes.append(case_hash(source))
    assert len(set(hashes)) == 4


def test_an_answer_after_a_late_reading_is_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "case"
    shutil.copytree(MINI, folder)
    expected = assess(open_source(folder), draws=0, cache=False)
    late_once(monkeypatch, "_records")
    with pytest.raises(ParleyError, match="longer than 5 s"):
        assess(open_source(folder), draws=0)
    assert assess(open_source(folder), draws=0) == expected


def test_the_workbench_looks_again_at_a_case_that_was_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from parley.app.workbench import Workbench

    folder = tmp_path / "case"
    shutil.copytree(MINI, folder)
    bench = Workbench(folder, draws=0)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(text.replace("title: ", "title: The ", 1), encoding="utf-8")
    late_once(monkeypatch, "document")
    before = bench.standing()[1]
    assert bench.trouble is not None and "longer than 5 s" in bench.trouble
    assert bench.standing()[1] != before and bench.trouble is None
    bench.close()


# ----------------------------------------------------------------------------------------------- integer programmes


def market(size: int) -> DealProblem:
    """Two parties over many issues, whose gains nearly cancel: no integer programme is through at once."""
    rng = np.random.default_rng(3)
    gains = rng.uniform(0.0, 1.0, (2, size, 4))
    gains[1] = 1.0 - gains[0] + rng.uniform(-0.01, 0.01, (size, 4))
    return DealProblem(
        parties=("a", "b"),
        issues=tuple(f"i{j}" for j in range(size)),
        options=tuple(("w", "x", "y", "z") for _ in range(size)),
        values=gains.reshape(1, 2, size * 4),
        offset=np.zeros((1, 2)),
        reservation=np.full((1, 2), 0.5 * size),
        scale=np.ones(2),
    )


def test_a_programme_that_its_seconds_end_says_so() -> None:
    problem = market(60)
    everyone, zero, one = np.ones(2, dtype=bool), np.zeros(2), np.ones(2)
    before = cuts()
    stopped = optimum_milp(problem, 0, (), False, zero, one, everyone, seconds=1e-3)
    assert cuts() == before + 1 and not stopped.settled
    optimum_milp(problem, 0, (), False, zero, one, everyone, nodes=1)  # stops at the same place anywhere
    assert cuts() == before + 1
