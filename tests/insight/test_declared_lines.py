"""What a red line rests on is said wherever it is named: its declaration, a poll, or our inference."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import CaseSource, open_source
from parley.case.grounds import ground_of
from parley.case.line_basis import basis_by_default
from parley.case.types import Declaration
from parley.cli.main import root
from parley.insight.answer.assess import assess
from parley.insight.answer.trace import trace
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.words import called
from parley.insight.sections.kinds import what_lines
from parley.report.html import render as page
from parley.report.memo import markdown as memo
from parley.report.terminal import render as terminal

SAID = '    declared: {who: The north\'s envoy, date: 2021-02-01, document: talks, quote: "must stay open"}\n'


def without(tmp_path: Path, mini: CaseSource, *replaced: tuple[str, str]) -> CaseSource:
    """The small case with its one line's declaration taken out, or changed."""
    folder = tmp_path / "mills"
    shutil.copytree(Path(mini.path).parent, folder)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return open_source(folder)


def run(*words: str | Path) -> str:
    found = CliRunner().invoke(root, [str(w) for w in words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return " ".join(found.output.split())


RULES_ALL = ("rules_out: [{bank: [kept]}]", "rules_out: [{bank: [kept]}, {bank: [shared]}, {bank: [returned]}]")


def test_a_declared_line_is_called_declared(mini: CaseSource, tmp_path: Path) -> None:
    answer = assess(without(tmp_path, mini, RULES_ALL), draws=0, statements=(), cache=False)
    assert answer.answer[0].text.startswith("On declared lines, no settlement")
    assert [(line.line, line.basis) for line in answer.lines] == [("charter", "declared")]
    assert not re.search("polled|inferred", terminal(answer) + page(answer))


def test_a_line_without_a_declaration_is_not(mini: CaseSource, tmp_path: Path) -> None:
    source = without(tmp_path, mini, (SAID, ""), RULES_ALL)
    answer = assess(source, draws=0, statements=(), cache=False)
    assert [line.basis for line in answer.lines] == ["inferred"]
    assert what_lines(source.case()) == "inferred"
    assert answer.answer[0].text.startswith("On inferred lines, no settlement: “The charter” (inferred by us)")
    assert "“The charter” (inferred by us) is counted with the declared lines." in " ".join(terminal(answer).split())
    assert "“The charter” (inferred by us)" in page(answer)
    assert "(inferred by us)" in answer.kinds[0].blocked_by.text
    said = run("trace", source.path, "red_lines.charter.holds")
    assert "inferred by us: no declaration or poll is cited" in said
    assert "ours, no quotation" in said


POLLED = '    declared: {who: Those asked in the north, date: 2021-02-01, document: talks, quote: "must stay open"}\n'


@pytest.mark.parametrize("line", [POLLED, SAID + "    basis: polled\n"])
def test_a_line_that_rests_on_a_poll_is_said_to(mini: CaseSource, tmp_path: Path, line: str) -> None:
    """As the words that are cited tell, or as the case says; on the screen, the page and the memo, in `trace` and `test`."""
    source = without(tmp_path, mini, (SAID, line), RULES_ALL)
    answer = assess(source, draws=0, statements=(), cache=False)
    assert [line.basis for line in answer.lines] == ["polled"]
    assert answer.answer[0].text.startswith("On polled lines, no settlement: “The charter” [1] (polled)")
    assert "“The charter” [1] (polled)" in answer.kinds[0].blocked_by.text
    for told in (terminal(answer), memo(answer), page(answer)):
        assert "“The charter” (polled) is counted with the declared lines." in " ".join(told.split())
    said = run("trace", source.path, "red_lines.charter.holds")
    assert "polled: " in said and "declared by" not in said
    said = run("test", source.path, "bank=kept", "mills=open", "escort=both")
    assert "Polled lines that it crosses" in said and "Declared" not in said


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        (None, "inferred"),
        (Declaration("The envoy", None, None, "we asked for the bridge"), "declared"),
        (Declaration("The envoy, asked by the Gazette", None, None, None), "declared"),
        (Declaration("The envoy", None, None, "80% of the bank is ours"), "declared"),
        (Declaration("The valley's institute, poll of May", None, None, "refuse any toll"), "polled"),
        (Declaration("People asked in the north", None, None, None), "polled"),
        (Declaration(None, None, None, "71 percent of respondents refused a toll"), "polled"),
    ],
)
def test_what_is_cited_tells_what_a_line_rests_on(said: Declaration | None, basis: str) -> None:
    assert basis_by_default(said) == basis


def test_lines_are_called_by_all_that_they_rest_on() -> None:
    assert called(["inferred", "declared"]) == "declared and inferred"
    assert called(["inferred", "declared", "polled"], "or") == "declared, polled or inferred"


def test_trace_of_a_line_shows_its_declaration(mini: CaseSource) -> None:
    said = run("trace", mini.path, "red_lines.charter.holds")
    assert "declared by The north's envoy, 2021-02-01: “must stay open”" in said
    assert "characters" in said
    assert "the line is quoted; that it holds is ours" in said
    assert "ours, no quotation" not in said
    found = trace(Evaluator(mini, draws=0), "red_lines.charter.holds").judgements[0]
    assert found.basis == "direction"
    assert found.line is not None and found.line.source is not None
    held = mini.text(found.line.source.document)
    assert " ".join(held[found.line.source.start : found.line.source.end].split()) == "must stay open"


def test_a_declaration_in_a_sentence_is_declared_but_not_quoted(mini: CaseSource, tmp_path: Path) -> None:
    source = without(tmp_path, mini, (SAID, "    declared: The envoy, in every speech\n"))
    base = source.case()
    assert what_lines(base) == "declared"
    assert ground_of(base, base.judgements["red_lines.charter.holds"]) == "ours"
    assert "declared: The envoy, in every speech" in run("trace", source.path, "red_lines.charter.holds")


def test_rests_on_counts_the_quoted_declaration(mini: CaseSource, tmp_path: Path) -> None:
    with_it = assess(mini, draws=0, statements=(), cache=False)
    bare = assess(without(tmp_path, mini, (SAID, "")), draws=0, statements=(), cache=False)
    assert with_it.basis.direction == bare.basis.direction + 1
    assert with_it.basis.total == bare.basis.total
    row = next(j for j in with_it.judgements if j.path == "red_lines.charter.holds")
    notes = {n.number: n for n in with_it.notes}
    assert [notes[n].quote for n in row.notes] == ["must stay open"]


@pytest.mark.parametrize("path", ["no_deal.costs.north", "no_deal.beliefs.south.hold"])
def test_other_numbers_have_no_declaration(mini: CaseSource, path: str) -> None:
    assert trace(Evaluator(mini, draws=0), path).judgements[0].line is None
