"""A verdict before any number: packages ranked in the case, and its weights as an order only."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from parley.case import load, open_source
from parley.core.errors import CaseError
from parley.model.evaluate import point
from parley.model.ordinal import by_order, ranked

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
PACKAGES = """
packages:
  swap: {title: Swap, deal: {bank: returned, mills: open, escort: both}}
  share: {title: Share, deal: {bank: shared, mills: open, escort: outsiders}}
rankings:
  north: [swap, share, no-deal]
  south: [share, no-deal, swap]
"""


def ranked_case(tmp_path: Path, change: tuple[str, str] = ("", "")):
    shutil.copytree(MINI, tmp_path / "case")
    file = tmp_path / "case" / "case.yaml"
    file.write_text(file.read_text() + PACKAGES.replace(*change) if change[0] else file.read_text() + PACKAGES)
    return load(tmp_path / "case")


def test_ranked_packages(tmp_path: Path) -> None:
    found = ranked(ranked_case(tmp_path))
    assert found.verdict == "every"
    assert found.accepted == ("share",)
    assert dict(found.refused_by) == {"swap": ("south",)}


def test_nothing_is_acceptable_where_somebody_prefers_no_deal_to_all(tmp_path: Path) -> None:
    found = ranked(ranked_case(tmp_path, ("south: [share, no-deal, swap]", "south: [no-deal, share, swap]")))
    assert found.verdict == "none"


def test_a_case_without_rankings_says_what_to_write() -> None:
    with pytest.raises(CaseError, match="no packages are ranked"):
        ranked(load(MINI))


@pytest.mark.parametrize("red_lines", ["none", "weighed"])
def test_the_order_of_weights_agrees_with_sampling_them(red_lines) -> None:
    """Random weights that keep the case's order: all, some or none must have a zone, as the verdict says."""
    source = open_source(MINI)
    case = source.case()
    verdict = by_order(case, red_lines=red_lines)
    rng = np.random.default_rng(4)
    seen = set()
    for _ in range(60):
        sets = {}
        for party, tiers in verdict.orders.items():
            drawn = np.sort(rng.exponential(size=sum(map(len, tiers))))[::-1]
            for weight, issue in zip(drawn, [j for tier in tiers for j in tier], strict=True):
                sets[f"values.{party}.weights.{issue}"] = float(weight)
        seen.add(point(source.case(sets=sets), red_lines=red_lines).point.exists)
    if verdict.found.verdict == "every":
        assert seen == {True}
    elif verdict.found.verdict == "none":
        assert seen == {False}
    else:
        assert verdict.found.weights_with is not None
        assert verdict.found.weights_without is not None


def test_a_deal_that_leaves_the_war_going_on_is_refused() -> None:
    with pytest.raises(CaseError, match="war going on"):
        by_order(load(MINI), "carts")
