"""A changed number of one view recomputes what that view says, nothing else, and the answer is as if made anew."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parley.case import open_source
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.insight.sections import courses, diagram, levers, two_levels, watch

VIEW_NUMBER = "no_deal.values.iran.squeezed:"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[Any]:
    """How often each of the costly parts is computed; by view where a view is among its arguments."""
    seen: Counter[Any] = Counter()

    def count(module: Any, name: str, view: Callable[..., Any] | None = None) -> None:
        made = getattr(module, name)

        def counting(*args: Any, **more: Any) -> Any:
            seen[(name, view(*args) if view else None)] += 1
            return made(*args, **more)

        monkeypatch.setattr(module, name, counting)

    count(two_levels, "_veto", lambda evaluator, ratifier, kind, view: view)
    count(two_levels, "_met_by", lambda evaluator, kind, matches, view: view)
    count(watch, "_verdicts", lambda evaluator, path, to, view, ask: view)
    count(courses, "_alone")
    count(diagram, "diagram")
    count(levers, "bundles")
    return seen


def test_only_the_view_that_changed_is_computed_again(examples: Path, tmp_path: Path, counted: Counter[Any]) -> None:
    folder = tmp_path / "iran"
    shutil.copytree(examples / "iran-2012", folder)
    case = folder / "case.yaml"
    assess(open_source(folder), draws=32, statements=())
    views = {view for _, view in counted}
    assert {"sanctions-bite", "pillar"} <= views  # "mainstream" has the numbers of the base case, and so its results
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
