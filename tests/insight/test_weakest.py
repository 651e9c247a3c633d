"""The weakest judgement turns the verdict that it names, when it is moved there and no earlier."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.insight.answer import weakest as module
from parley.insight.answer.compose import judged, kept_turns
from parley.insight.answer.rests_on import count
from parley.insight.answer.weakest import weakest
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.results.assessment import Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, is_probability

DATA = Path(__file__).resolve().parents[1] / "data"


def told(source: CaseSource, sets: dict[str, str] | None = None) -> tuple[Evaluator, Phrase]:
    evaluator = Evaluator(source, draws=64, sets=sets or {})
    base = evaluator.base
    basis = count(base, judged(evaluator))
    lifted = kept_turns(evaluator, base.main_kind)
    return evaluator, weakest(evaluator, lifted, Labels(base), Footnotes(base, (), {}), basis)


def opens(source: CaseSource, path: str, value: float, lines: str) -> bool:
    evaluator = Evaluator(source, draws=0, sets={path: f"{value:.6g}"})
    return bool(evaluator.evaluate(None, Ask(evaluator.base.main_kind, red_lines=lines), n=0).point.exists)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["mini", "ukraine-2022-23", "camp-david-1978", "iran-2012", "colombia-2012-16"])
def test_moved_past_its_threshold_it_turns_the_verdict_that_is_named(name: str, examples: Path) -> None:
    source = open_source(DATA / name if name == "mini" else examples / name)
    evaluator, said = told(source)
    if not said.paths:
        assert "No single judgement turns" in said.text
        return
    (path,) = said.paths
    found = re.search(r"(?:below|above) (-?[\d.]+)( %)? .*?(opens|is open no longer)", said.text)
    if found is None:
        assert "The one that moves the share most" in said.text
        return
    at = float(found[1]) / (100 if found[2] else 1)
    assert bool(found[2]) == is_probability(path)
    middle = evaluator.base.judgements[path].distribution
    assert middle is not None
    assert ("below " in found[0]) is (at < middle.median)
    lines = "weighed" if "a line counted" in said.text else "none"
    low, high = evaluator.quantities[path].low, evaluator.quantities[path].high
    step = (at - middle.median) * 0.1 + (0.01 if at > middle.median else -0.01)
    there, before = min(high, max(low, at + step)), middle.median + (at - middle.median) * 0.5
    turned = found[3] == "opens"
    assert opens(source, path, there, lines) is turned
    assert opens(source, path, before, lines) is not turned
    within = "No single judgement" not in said.text
    assert within is (middle.low <= at <= middle.high)


def test_where_nothing_turns_it_that_is_said_with_what_moves_the_share_most(
    mini: CaseSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_turning", lambda *_: [])
    evaluator, said = told(mini)
    found = re.search(r"The one that moves the share most, over its range: .* \((\d+) → (\d+) of 100", said.text)
    assert said.text.startswith("No single judgement turns whether") and (found or "Nor does any move" in said.text)
    if not found:
        return
    (path,) = said.paths
    ask, drawn = Ask(evaluator.base.main_kind, red_lines="none"), evaluator.sample(None, module.MOVES)
    d = evaluator.base.judgements[path].distribution
    assert d is not None
    for value, shown in zip((d.low, d.high), found.groups(), strict=True):
        values = drawn.values.copy()
        values[:, drawn.columns[path]] = value
        held = module.exists(evaluator.base, replace(drawn, values=values), ask)
        assert round(100 * float(held.mean())) == int(shown)
