"""Packages and rankings, and cases that state no number at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.case.chance.sampling import medians, unset
from parley.core.errors import CaseError

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
TEXT = (MINI / "case.yaml").read_text(encoding="utf-8")
RANKED = """
packages:
  swap: {title: Bank for mills, deal: {bank: returned, mills: open, escort: both}}
  share: {deal: {bank: shared, mills: [open], escort: outsiders}}
rankings:
  north: [swap, share, no-deal]
  south: [share, [no-deal, swap]]
"""


def opened(tmp: Path, text: str) -> CaseSource:
    folder = tmp / "mini"
    shutil.copytree(MINI, folder, dirs_exist_ok=True)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return open_source(folder)


def test_packages_are_whole_deals_and_rankings_may_tie(tmp_path: Path) -> None:
    case = opened(tmp_path, TEXT + RANKED).case()
    assert case.packages["swap"].deal == {"bank": "returned", "mills": "open", "escort": "both"}
    assert case.packages["share"].title == "share"
    assert case.rankings == {
        "north": (("swap",), ("share",), ("no-deal",)),
        "south": (("share",), ("no-deal", "swap")),
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("escort: both}}", "escort: booth}}", "issue escort has no option 'booth'"),
        ("escort: both}}", "escort: ~}}", "deal of package swap: nothing is written under escort"),
        (
            "mills: open, escort: both",
            "mills: null, escort: both",
            "deal of package swap: nothing is written under mills",
        ),
        ("mills: open, escort: both", "mills: open", "package swap says nothing on escort"),
        ("mills: [open]", "mills: [open, closed]", "package share names several options of mills"),
        (
            "bank: shared, mills: [open], escort: outsiders",
            "bank: shared, mills: open, escort: both",
            "package share is ruled out as impossible",
        ),
        ("bank: returned, mills: open", "bank: kept, mills: open", "package swap is ruled out as impossible"),
        ("  swap: {title", "  no-deal: {title", "'no-deal' stands for going on without a deal"),
        ("north: [swap, share, no-deal]", "north: [swap, share]", "the ranking of north leaves out 'no-deal'"),
        ("north: [swap, share, no-deal]", "north: [swap, no-deal]", "the ranking of north leaves out 'share'"),
        (
            "north: [swap, share, no-deal]",
            "north: [swap, share, swap, no-deal]",
            "swap stands twice in the ranking of north",
        ),
        ("north: [swap, share, no-deal]", "north: [swop, share, swap, no-deal]", "there is no package 'swop'"),
        ("north: [swap, share, no-deal]", "north: swap", "the ranking of north is a list, best first"),
        ("  south: [share", "  soth: [share", "there is no party 'soth'"),
    ],
)
def test_bad_packages_and_rankings(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in RANKED
    with pytest.raises(CaseError) as caught:
        opened(tmp_path, TEXT + RANKED.replace(old, new, 1))
    assert message in {p.message for p in caught.value.problems}


def test_a_case_may_leave_every_number_open(tmp_path: Path) -> None:
    start, end = TEXT.index("values:\n"), TEXT.index("red_lines:\n")
    text = TEXT[:start] + "values: ?\n\n" + TEXT[end:]
    start, end = text.index("no_deal:\n"), text.index("claims:\n")
    text = text[:start] + "no_deal: ?\n\n" + text[end:].replace("no_deal.beliefs.analyst.hold > 0.5", "")
    case = opened(tmp_path, text + RANKED).case()
    assert case.outcomes == {"going-on": "Going on"}
    assert "values.south.scores.mills.closed" in unset(case)
    assert "no_deal.values.north.going-on" in unset(case)
    with pytest.raises(CaseError, match="numbers are not yet said"):
        medians(case)


def test_one_party_may_be_left_open(tmp_path: Path) -> None:
    start, end = TEXT.index("  south:\n    because"), TEXT.index("red_lines:\n")
    case = opened(tmp_path, TEXT[:start] + "  south: ?\n\n" + TEXT[end:]).case()
    assert set(unset(case)) == {p for p in case.judgements if p.startswith("values.south.")}
