"""The named packages of a case, once numbers exist and before; and orders that the numbers contradict."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import CaseSource, open_source
from parley.case.chance.sampling import medians, sample
from parley.cli.main import root
from parley.insight.answer.assess import assess
from parley.insight.results.section import held
from parley.insight.results.sections.packages import Packages
from parley.model.ordinal import contradictions, order_doubts, ranked
from parley.model.standing import standing
from parley.report import html, terminal

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
SWAP = {"bank": "returned", "mills": "open", "escort": "both"}
KEEP = {"bank": "kept", "mills": "closed", "escort": "both"}
RANKED = """
packages:
  swap: {title: Bank for mills, deal: {bank: returned, mills: open, escort: both}}
  keep: {title: As it is, deal: {bank: kept, mills: closed, escort: both}}
rankings:
  north: [swap, no-deal, keep]
  south: [swap, keep, no-deal]
"""
NORTH, SOUTH = "north: [swap, no-deal, keep]", "south: [swap, keep, no-deal]"


def written(tmp: Path, more: str = RANKED) -> CaseSource:
    shutil.copytree(MINI, tmp / "mini", dirs_exist_ok=True)
    file = tmp / "mini" / "case.yaml"
    file.write_text((MINI / "case.yaml").read_text(encoding="utf-8") + more, encoding="utf-8")
    return open_source(tmp / "mini")


def run(*words: str) -> str:
    found = CliRunner().invoke(root, list(words))
    assert found.exit_code == 0, found.output
    return found.output


def test_packages_stay_alive_once_numbers_exist(tmp_path: Path) -> None:
    source = written(tmp_path)
    answer = assess(source, draws=64)
    section = held(answer.extra, Packages)
    assert section is not None
    assert list(section.packages) == ["swap", "keep"]
    swap, keep = section.packages["swap"], section.packages["keep"]
    assert swap.crosses == () and keep.crosses == ("charter",)
    assert keep.marks == {"bank": "recognises conquest"} and swap.marks == {}
    assert set(swap.views) == {"base", "hopeful", "later"}
    for package, deal in ((swap, SWAP), (keep, KEEP)):
        for view, told in package.views.items():
            case = source.case(view)
            s = standing(case, medians(case), sample(case, 64, 0), "settlement", deal)
            assert (told.in_zone, told.short, told.share) == (s.in_zone, s.short, s.share)
    # North: .6·100 + .3·100 = 90 points, kept with chance .8, else 20; R = 48. Kept: 4 of 48
    assert swap.views["base"].in_zone is True and keep.views["base"].in_zone is False
    assert keep.views["base"].short == pytest.approx({"north": 44.0, "south": 0.0})
    assert section.contradictions == ()
    (first, second) = section.rows
    # the view of May is later than the question of March
    assert first[:3] == (
        "Bank for mills",
        "the base case and every view (all of 64 each); later than the question: after the thaw (all of 64)",
        "no view",
    )
    assert second[1] == "no view" and str(second[2]).startswith("the base case and every view (none of 64 each)")
    assert second[3:] == ("North 44.0", "“The charter” (North)", "The river bank: recognises conquest")
    assert "“Bank for mills” is in the zone; “As it is” is not" in section.text
    assert "“As it is” crosses a red line" in section.text
    assert section.on_screen == (
        "“Bank for mills” is in the zone (base case, middle numbers, lines weighed); 1 of 2 crosses a red line."
    )


def test_packages_stand_on_screen_page_and_memo(tmp_path: Path) -> None:
    source = written(tmp_path)
    answer = assess(source, draws=32)
    assert "THE PACKAGES" in terminal.render(answer)
    page = html.render(answer)
    assert "The packages" in page and "“The charter” (North)" in page
    run("memo", str(tmp_path / "mini"), "-o", str(tmp_path / "memo.md"), "--draws", "32")
    memo = (tmp_path / "memo.md").read_text(encoding="utf-8")
    assert "## The packages" in memo and "Bank for mills" in memo


def test_a_case_without_packages_says_nothing_of_them() -> None:
    assert held(assess(open_source(MINI), draws=0).extra, Packages) is None


def test_an_order_that_the_numbers_contradict_is_said(tmp_path: Path) -> None:
    """North ranks no deal (48 points) above the swap (76), and what it would lose (4) above both; South agrees with its numbers."""
    source = written(tmp_path, RANKED.replace(NORTH, "north: [keep, no-deal, swap]"))
    case = source.case()
    found = contradictions(case, medians(case))
    assert [(c.party, c.above, c.below) for c in found] == [
        ("north", "keep", "no-deal"),
        ("north", "keep", "swap"),
        ("north", "no-deal", "swap"),
    ]
    assert found[0].worth == pytest.approx((4.0, 48.0)) and found[2].worth == pytest.approx((48.0, 76.0))
    section = held(assess(source, draws=0).extra, Packages)
    assert section is not None
    assert {c.view for c in section.contradictions} == {"base", "hopeful", "later"}
    assert "North ranks “As it is” above no deal, but by the numbers the first is worth 4.0 points" in section.text
    checked = json.loads(run("check", str(tmp_path / "mini"), "--json"))
    doubts = [d for d in checked["lint"] if d.startswith("rankings.north: ")]
    assert len(doubts) == 3 and "North ranks “As it is” above no deal" in doubts[0]


def test_what_is_held_equal_contradicts_nothing(tmp_path: Path) -> None:
    source = written(tmp_path, RANKED.replace(NORTH, "north: [[keep, no-deal, swap]]"))
    assert contradictions(source.case(), medians(source.case())) == ()
    assert order_doubts(source.case()) == ()


def test_ordinal_says_which_lines_each_package_crosses(tmp_path: Path) -> None:
    written(tmp_path)
    found = json.loads(run("ordinal", str(tmp_path / "mini"), "--json"))
    assert found["crosses"] == {"swap": [], "keep": ["charter"]}
    assert found["bases"] == {"charter": "declared"}
    assert found["marks"] == [{"package": "keep", "issue": "bank", "option": "kept"}]
    text = " ".join(run("ordinal", str(tmp_path / "mini")).split())
    assert "“As it is” [recognises conquest]: crosses “The charter” (North)" in text
    assert "“Bank for mills”: crosses no red line" in text


def test_a_party_of_whom_no_order_is_known_leaves_the_verdict_open(tmp_path: Path) -> None:
    source = written(tmp_path, RANKED.replace(f"  {SOUTH}\n", ""))
    found = ranked(source.case(), unknown=True)
    assert (found.verdict, found.open, found.refused_by) == ("some", ("swap",), {"keep": ("north",)})
