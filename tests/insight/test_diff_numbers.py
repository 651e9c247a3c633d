"""What changed between two versions is told with its numbers first, and with which of them moved a share, by how much."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from parley.case import CaseSource, open_source
from parley.case.chance.sampling import from_uniforms, stable_names
from parley.cli.main import root
from parley.insight.asking.evaluator import Ask, Evaluator, exists
from parley.insight.views import moved
from parley.insight.views.diff import difference
from parley.report import differs

CHANGES = {
    "no_deal.costs.iran": "9 to 15",
    "no_deal.values.iran.squeezed": "40 to 50",
    "values.iran.weights.right": "1 to 9",
}


@pytest.fixture
def iran(examples: Path) -> CaseSource:
    return open_source(examples / "iran-2012")


def changed_case(mini: CaseSource, folder: Path, *changes: tuple[str, str]) -> Path:
    place = folder / "other"
    shutil.copytree(Path(mini.path).parent, place)
    file = place / "case.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return place


def evaluators(iran: CaseSource, **sets: str) -> tuple[Evaluator, Evaluator]:
    return Evaluator(iran, draws=512), Evaluator(iran, draws=512, sets=sets)


def test_the_parts_of_a_share_sum_to_its_change_and_each_is_what_that_number_does_alone(iran: CaseSource) -> None:
    old, new = evaluators(iran, **CHANGES)
    found = difference(old, new)
    assert found.moved and found.moved[0].kind == old.base.main_kind
    now = new.sample(None)
    was = from_uniforms(old.base, np.stack([now.uniform(n) for n in stable_names(old.base)], axis=1))
    for share in found.moved:
        whole = sum(a.change for a in share.alone) + share.jointly.change + share.besides.change
        assert share.after - share.before == pytest.approx(whole)
        ask = Ask(share.kind, red_lines=share.lines)
        assert share.before == exists(old.base, was, ask).mean() and share.after == exists(new.base, now, ask).mean()
        for alone in share.alone:
            one = Evaluator(iran, draws=512, sets={path: CHANGES[path] for path in alone.paths})
            drawn = from_uniforms(one.base, np.stack([now.uniform(n) for n in stable_names(one.base)], axis=1))
            assert alone.change == pytest.approx(exists(one.base, drawn, ask).mean() - share.before)
    assert any(a.change for share in found.moved for a in share.alone)


def test_what_changed_besides_numbers_is_a_part_of_its_own(iran: CaseSource, tmp_path: Path) -> None:
    other = changed_case(iran, tmp_path, ("- {enrichment: [stopped]}", "- {enrichment: [stopped, capped]}"))
    found = difference(Evaluator(iran, draws=512), Evaluator(open_source(other), draws=512))
    assert found.moved and all(share.alone == () and share.jointly.change == 0 for share in found.moved)
    assert all(share.besides.change == pytest.approx(share.after - share.before) for share in found.moved)
    said = [words for share in found.moved for words in differs.parts(share, found.structure)]
    assert any("what changed besides numbers that both versions have (red line" in words for words in said)


def test_of_many_numbers_some_are_put_in_alone_and_that_is_said(
    iran: CaseSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moved, "MOST", 1)
    found = difference(*evaluators(iran, **CHANGES))
    share = max(found.moved, key=lambda s: s.bearing)
    assert len(share.alone) == 1 and share.bearing > 1
    assert any("Put in alone were the 1 of" in words for words in differs.parts(share, ()))
    whole = sum(a.change for a in share.alone) + share.jointly.change + share.besides.change
    assert share.after - share.before == pytest.approx(whole)


def test_the_work_is_bounded_and_the_combinations_are_told(iran: CaseSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved, "ROWS", 1)
    found = difference(*evaluators(iran, **CHANGES))
    assert {share.draws for share in found.moved} == {moved.LEAST_DRAWS}
    assert f"{moved.LEAST_DRAWS} combinations common to both versions" in differs.measured_how(found.moved)


def test_a_number_is_told_with_its_path_its_range_and_who_set_it(iran: CaseSource, tmp_path: Path) -> None:
    other = changed_case(iran, tmp_path, ("iran: {value: 4 to 8, ", "iran: {value: 9 to 15, who: A. Clerk, "))
    said = CliRunner().invoke(root, ["diff", iran.path, str(other), "--draws", "64"]).output
    first = said.index("Numbers that changed:")
    line = said[first:].splitlines()[1].strip()
    assert line.startswith(
        "what going on costs Iran: 4 to 8, middle 6 → 9 to 15, middle 12 (no_deal.costs.iran; direction from a source, size "
    )
    assert "set by A. Clerk" in line and line.endswith("the base case)")
    assert 0 < first < said.index("What moved the shares")
    record = json.loads(CliRunner().invoke(root, ["diff", iran.path, str(other), "--draws", "64", "--json"]).output)
    number = record["judgements"][0]
    assert (number["middle"], number["who"], number["view"]) == ([6.0, 12.0], "A. Clerk", None)
    assert {"alone", "jointly", "besides", "draws", "bearing"} <= set(record["moved"][0])


def test_a_number_of_a_view_is_told_as_that_view_s(mini: CaseSource, tmp_path: Path) -> None:
    view = next(iter(mini.views))
    path = mini.case().views[view].paths[0]
    old = Evaluator(mini, draws=0)
    text = Path(mini.path).read_text(encoding="utf-8")
    stated = mini.case(view=view).judgements[path].distribution
    assert stated is not None and f"{path}: {stated.text}" in text
    other = changed_case(mini, tmp_path, (f"{path}: {stated.text}", f"{path}: {stated.median * 0.9:g}"))
    found = difference(old, Evaluator(open_source(other), draws=0))
    (number,) = [c for c in found.judgements if c.before != c.after]
    assert (number.path, number.view) == (path, view)
    assert found.moved == () and differs.nothing_moved(found) == "Shares of combinations were not counted (no draws)."


def test_where_nothing_changed_no_number_is_listed(mini: CaseSource) -> None:
    said = CliRunner().invoke(root, ["diff", mini.path, mini.path, "--draws", "16"]).output
    assert said.startswith("The answer stands") and "Numbers" not in said and "moved" not in said
