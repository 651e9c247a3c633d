"""Versions of a case side by side: what names one, and what comparing them promises."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.core.errors import InputError
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.views.compare import compare
from parley.insight.views.versions import Versions, version


@pytest.fixture
def costlier(mini: CaseSource, tmp_path: Path) -> Path:
    """The small case with going on twelve points costlier to north."""
    folder = tmp_path / "costlier"
    shutil.copytree(Path(mini.path).parent, folder)
    file = folder / "case.yaml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("costs: {north: 5,", "costs: {north: 40,")
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return folder


def test_what_names_a_version(mini: CaseSource, costlier: Path) -> None:
    view = mini.views[0] if isinstance(mini.views, tuple) else next(iter(mini.views))
    assert version("base", mini).view is None
    assert version(view, mini).view == view
    dated = version("@2022-11-10", mini)
    assert (dated.path, dated.date) == (None, datetime.date(2022, 11, 10))
    whole = version(f"{costlier}@2022-11-10:{view}", mini)
    assert (whole.path, whole.date, whole.view) == (str(costlier), datetime.date(2022, 11, 10), view)
    assert version(f"{costlier}:base", mini).view is None


@pytest.mark.parametrize("text", ["bsae", "@yesterday", "nowhere:base", "nowhere@2022-11-10"])
def test_what_names_nothing_is_refused(mini: CaseSource, text: str) -> None:
    with pytest.raises(InputError):
        version(text, mini)


def test_a_version_gives_its_own_verdicts_and_the_crux_is_its_change(mini: CaseSource, costlier: Path) -> None:
    names = ["base", str(costlier)]
    joint = Versions(mini, [version(n, mini) for n in names], draws=64)
    found = compare(joint, [None, str(costlier)], "R north > 20")
    other = Evaluator(open_source(costlier), views=[], draws=64)
    for kind, by_view in found.kinds.items():
        point = other.evaluate(None, Ask(kind, red_lines="none"))
        assert by_view[str(costlier)]["none"].share == point.share
    (pair,) = found.pairs
    assert not pair.agree
    assert pair.into_left == (("no_deal.costs.north",),)
    assert pair.beside == ()
    assert [c.paths for c in pair.carries] == [("no_deal.costs.north",)]


def test_versions_with_other_numbers_are_compared_on_a_share(mini: CaseSource, costlier: Path) -> None:
    file = costlier / "case.yaml"
    text = file.read_text(encoding="utf-8")
    more = "toughness:\n  north: {value: 0.2 to 0.4, because: Ours.}\n\nno_deal:\n"
    file.write_text(text.replace("no_deal:\n", more, 1), encoding="utf-8")
    joint = Versions(mini, [version(n, mini) for n in ("base", str(costlier))], draws=64)
    asked = f"share {joint.base.main_kind} red_lines=none > 0.5 and R north > 20"
    (pair,) = compare(joint, [None, str(costlier)], asked).pairs
    assert pair.answers == (True, False)
    assert pair.into_left == (("no_deal.costs.north",),)


def test_a_version_of_other_structure_says_so(mini: CaseSource, costlier: Path) -> None:
    file = costlier / "case.yaml"
    line = "  harbour: {title: Harbour, role: supporter}\n"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(line, line + "  dock: {title: Dock, role: supporter}\n", 1), encoding="utf-8")
    joint = Versions(mini, [version(n, mini) for n in ("base", str(costlier))], draws=16)
    (pair,) = compare(joint, [None, str(costlier)]).pairs
    assert "party dock added" in pair.beside
    assert "party dock added" in pair.sentence


def test_each_part_of_a_share_has_its_error(mini: CaseSource) -> None:
    evaluator = Evaluator(mini, draws=256)
    found = compare(evaluator, [None, "hopeful"])
    (pair,) = found.pairs
    assert pair.carries
    assert all(part.share_se is not None and part.share_se >= 0 for part in pair.carries)
    still = [part for part in pair.carries if part.share == 0 and part.shortfall == 0]
    assert all(part.share_se == pytest.approx(0, abs=0.02) for part in still)
