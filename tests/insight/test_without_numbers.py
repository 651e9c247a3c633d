"""A case whose numbers are not yet said is answered by what needs none: lines, orders, what is open to ask."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import CaseSource, open_source
from parley.case.chance.sampling import medians, unset
from parley.cli.main import root
from parley.deals.lines import colliding
from parley.deals.zone import zone
from parley.insight.answer.assess import assess
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.assessment import Assessment
from parley.insight.results.section import held
from parley.insight.results.sections.to_ask import ToAsk
from parley.insight.sections.kinds import collisions
from parley.model.bare import bare
from parley.model.compose import problem
from parley.report import html, terminal

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
SECOND = """
  all-of-it:
    party: south
    title: Nothing is given back
    rules_out: [{bank: [returned, shared]}]
    declared: {who: The south's governor}
    holds: ?
"""
RANKED = """
packages:
  swap: {title: Bank for mills, deal: {bank: returned, mills: open, escort: both}}
rankings:
  north: [swap, no-deal]
  south: [no-deal, swap]
"""


def unsaid(tmp: Path, *, lines: str = "", more: str = "") -> CaseSource:
    """The small case with every value, and what going on is worth, left open."""
    shutil.copytree(MINI, tmp / "mini", dirs_exist_ok=True)
    file = tmp / "mini" / "case.yaml"
    text = (MINI / "case.yaml").read_text(encoding="utf-8")
    start, end = text.index("values:\n"), text.index("red_lines:\n")
    text = text[:start] + "values: ?\n\n" + text[end:]
    start, end = text.index("no_deal:\n"), text.index("claims:\n")
    text = (
        text[:start].rstrip()
        + "\n"
        + lines.lstrip("\n")
        + "\nno_deal: ?\n\n"
        + text[end:].replace("no_deal.beliefs.analyst.hold > 0.5", "")
    )
    file.write_text(text + more, encoding="utf-8")
    return open_source(tmp / "mini")


def words(answer: Assessment) -> str:
    return " ".join(p.text for p in answer.answer)


def run(*words: str) -> str:
    found = CliRunner().invoke(root, list(words))
    assert found.exit_code == 0, found.output or found.exception
    return found.output


def test_not_decided_is_said_with_what_is_missing_and_what_the_lines_leave(tmp_path: Path) -> None:
    source = unsaid(tmp_path)
    answer = assess(source)
    count = len(unset(source.case()))
    # 12 deals; two rules leave 8, and two of these keep the bank
    assert words(answer) == (
        f"Whether a settlement exists is not yet decided: {count} numbers are not yet said. "
        "6 of 8 possible deals cross no declared line."
    )
    assert [(row.declared_word, row.softened_word) for row in answer.kinds] == [("not decided", "not decided")] * 2
    assert answer.collisions == () and answer.courses == () and answer.flips == ()
    assert answer.basis.unset == count - 1  # what we believe ourselves is in no verdict
    for row in answer.kinds:
        assert row.declared.share is None and row.declared.gap == {} and row.declared.example is None


def test_lines_that_collide_rule_a_kind_out_without_a_number(tmp_path: Path) -> None:
    answer = assess(unsaid(tmp_path, lines=SECOND))
    main = next(row for row in answer.kinds if row.kind == answer.main_kind)
    assert (main.declared_word, main.declared.why_empty, main.softened_word) == (
        "ruled out",
        "ruled_out",
        "not decided",
    )
    assert [set(c.lines) for c in answer.collisions] == [{"charter", "all-of-it"}]
    assert words(answer).startswith("As declared, no settlement, whatever the numbers are: “The charter”")
    assert "Nothing is given back" in main.blocked_by.text
    assert next(row for row in answer.kinds if row.kind == "carts").declared_word == "not decided"
    assert any("must stay open" in (note.quote or "") for note in answer.notes)


def test_collisions_are_the_same_with_and_without_numbers(mini: CaseSource) -> None:
    evaluator = Evaluator(mini, draws=0)
    for kind in evaluator.base.kinds:
        with_numbers = problem(evaluator.base, medians(evaluator.base), kind, "own", "declared")
        without = bare(evaluator.base, kind)
        assert colliding(with_numbers) == colliding(without)
        assert zone(without).possible == zone(with_numbers).possible
        assert zone(without).admissible == zone(with_numbers).admissible  # the case states no floors
        assert [set(c.lines) for c in collisions(evaluator, kind)] == [
            {without.lines[i].name for i in group} for group in colliding(without)
        ]
        for found in collisions(
            evaluator, kind
        ):  # each line is told as its own party's, however many of them are of one
            lines = [evaluator.base.red_lines[key] for key in found.lines]
            assert list(found.parties) == [line.party for line in lines]
            assert [bool(words) for words in found.rests] == [line.basis != "declared" for line in lines]


def test_orders_give_a_verdict_before_numbers(tmp_path: Path) -> None:
    refused = assess(unsaid(tmp_path, more=RANKED))
    assert "every package is ranked below no deal by somebody" in words(refused)
    taken = assess(unsaid(tmp_path, more=RANKED.replace("[no-deal, swap]", "[swap, no-deal]")))
    assert "every party takes “Bank for mills” before no deal" in words(taken)
    one = assess(unsaid(tmp_path, more=RANKED.replace("  south: [no-deal, swap]\n", "")))
    assert "nobody refuses “Bank for mills”, but not everybody ranks the packages" in words(one)


def test_what_is_open_to_ask_begins_with_what_the_main_verdict_needs(tmp_path: Path) -> None:
    source = unsaid(tmp_path)
    asked = held(assess(source).extra, ToAsk)
    assert asked is not None
    assert {n.path for n in asked.numbers} == set(unset(source.case()))
    main = [source.case().main_kind in n.kinds for n in asked.numbers]
    assert main == sorted(main, reverse=True) and main[0] and not main[-1]
    assert asked.numbers[-1].path == "no_deal.beliefs.analyst.going-on"  # no verdict reads it
    assert f"needs {sum(main)} of them" in asked.text


def test_a_case_with_every_number_has_nothing_to_ask(mini: CaseSource) -> None:
    assert held(assess(mini, draws=0).extra, ToAsk) is None


def test_screen_page_memo_and_json_show_it(tmp_path: Path) -> None:
    source = unsaid(tmp_path, lines=SECOND)
    answer = assess(source)
    screen, page = terminal.render(answer), html.render(answer)
    for text in (screen, page):
        assert "whatever the numbers are" in " ".join(text.split())
        assert "No zone at the medians" not in text and "suits both" not in text
    assert "WHAT IS OPEN TO ASK" in screen
    case = str(tmp_path / "mini")
    made = json.loads(run("assess", case, "--json"))
    assert made["kinds"][0]["declared_word"] == "ruled out" and made["extra"]["to_ask"]["numbers"]
    assert "not decided" in run("assess", case)
    run("report", case, "-o", str(tmp_path / "page.html"))
    run("memo", case, "-o", str(tmp_path / "memo.md"))
    assert "whatever the numbers are" in (tmp_path / "memo.md").read_text(encoding="utf-8")


def test_one_number_set_for_the_run_may_complete_a_case(tmp_path: Path) -> None:
    text = (MINI / "case.yaml").read_text(encoding="utf-8")
    shutil.copytree(MINI, tmp_path / "mini")
    one = text.replace("costs: {north: 5, south: about 6}", "costs: {north: ?, south: about 6}")
    assert one != text
    (tmp_path / "mini" / "case.yaml").write_text(one, encoding="utf-8")
    source = open_source(tmp_path / "mini")
    first = assess(source, draws=16)
    assert "1 number is not yet said" in words(first)
    assert assess(source, draws=16, sets={"no_deal.costs.north": 5}).kinds[0].declared_word == "open"


@pytest.mark.parametrize("text", ["North said on Sunday that it would never accept the loss of the river bank."])
def test_a_draft_is_answered(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(f"Talks stall\n\nBy Ann Doe\nThe Ford Gazette, 3 March 2024\n\n{text}\n", encoding="utf-8")
    run("draft", "a.txt", "-o", "drafted")
    assert "is not yet decided" in " ".join(run("assess", "drafted").split())
    assert json.loads(run("assess", "drafted", "--json"))["kinds"][0]["softened_word"] == "not decided"


def test_the_template_is_answered_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", "fresh")
    assert "is not yet decided" not in run("assess", "fresh", "--draws", "16")
