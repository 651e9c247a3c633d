"""A changed number of one view recomputes what that view says, nothing else, and the answer is as if made anew."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parley.case import open_source
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.insight.asking import evaluator
from parley.insight.asking.evaluator import Evaluator
from parley.insight.asking.recording import Read

COSTLY = {"_vetoes", "_met_under", "_verdicts", "_joint_effects", "diagram", "barriers"}
VIEW_NUMBER = "no_deal.values.iran.squeezed:"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[Any]:
    """How often each of the costly parts is computed; by view where a view is among its arguments."""
    seen: Counter[Any] = Counter()
    asked: dict[str, tuple[Any, ...]] = {}

    def named(part: str, args: tuple[Any, ...], *rest: Any) -> str:
        name = key_of(part, args, *rest)
        asked[name] = (part.rpartition(".")[2], *args)
        return name

    def computed(self: Evaluator, name: str, reads: tuple[Read, ...], value: Any) -> None:
        part, *args = asked[name]
        part = args[0] if part == "_by_numbers" else part
        if part in COSTLY:
            seen[(part, next((a for a in args if a in self.views), None))] += 1
        keep(self, name, reads, value)

    key_of, keep = evaluator.key_of, Evaluator._keep
    monkeypatch.setattr(evaluator, "key_of", named)
    monkeypatch.setattr(Evaluator, "_keep", computed)
    return seen


def test_only_the_view_that_changed_is_computed_again(examples: Path, tmp_path: Path, counted: Counter[Any]) -> None:
    folder = tmp_path / "iran"
    shutil.copytree(examples / "iran-2012", folder)
    case = folder / "case.yaml"
    assess(open_source(folder), draws=32, statements=())
    assert {part for part, _ in counted} == COSTLY
    views = {view for _, view in counted}
    assert {"sanctions-bite", "pillar"} <= views
    counted.clear()

    text = case.read_text(encoding="utf-8")
    start = text.index("  sanctions-bite:")
    at = text.index(VIEW_NUMBER, start)
    value = text.index("value:", at)
    line_end = text.index("\n", value)
    case.write_text(text[:value] + "value: 9 to 29" + text[line_end:], encoding="utf-8")

    again = assess(open_source(folder), draws=32, statements=())
    assert counted and {view for _, view in counted} == {"sanctions-bite"}
    assert dumps(again) == dumps(assess(open_source(folder), draws=32, statements=(), cache=False))
