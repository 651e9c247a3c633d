"""What ``observe`` starts from: beliefs older than its first record, or nothing is replayed."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_observe import CASE, OUTCOMES, battles

from parley.case import open_source
from parley.cli.observe import command
from parley.core.errors import CaseError, InputError
from parley.outlook.replay import Window, ZoneTest, beginning, replay

LATER = CASE.replace("as_of: 2022-03-01", "as_of: 2022-09-01")
PRIOR = """  prior:
    date: 2022-02-01
    because: What each may have expected.
    beliefs: {north: {wins: 0.3, holds: 0.7}, south: {wins: 0.1, holds: 0.9}, analyst: {wins: 0.2 to 0.4, holds: 0.7}}
"""
FACTS = """facts:
  front: {title: How far the front moves, because: ours, readings: [{date: 2022-08-01, value: 0.8}], taken_as: 0.2, moves: {wins: 2}}
outlook: {because: ours, openness: {north: 1, south: 0.5}}
"""


def opened(folder: Path, no_deal: str = OUTCOMES, more: str = "", case: str = LATER):  # type: ignore[no-untyped-def]
    path = folder / "case.yaml"
    path.write_text(case.lstrip() + no_deal + more, encoding="utf-8")
    return open_source(path)


def test_numbers_younger_than_the_first_record_are_refused(tmp_path: Path) -> None:
    """One message: of when the numbers are, of when the first record is, and what to write."""
    source = opened(tmp_path)
    with pytest.raises(InputError) as caught:
        replay(source, battles("NS"))
    (problem,) = caught.value.problems
    said = f"{problem.message} {problem.hint}"
    for words in (
        "2022-03-01",
        "2022-09-01",
        "the day of the case",
        "prior: {date: 2022-02-28",
        "beliefs_dated: 2022-02-28",
        "--from 2022-09-02",
    ):
        assert words in said, words
    assert replay(source, battles("N" * 40), window=Window(since=datetime.date(2022, 9, 2))).records == 13


def test_the_command_says_it_and_ends_with_two(tmp_path: Path) -> None:
    opened(tmp_path)
    (tmp_path / "seen.csv").write_text("date,won_by\n2022-03-05,north\n", encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "parley", "observe", "case.yaml", "seen.csv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 2 and found.stdout == ""
    assert "they already hold what would be replayed" in found.stderr and "2022-03-05" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("dated, fits", [("2022-02-28", True), ("2022-03-01", True), ("2022-03-02", False)])
def test_beliefs_may_say_when_they_were_held(tmp_path: Path, dated: str, fits: bool) -> None:
    source = opened(tmp_path, OUTCOMES + f"  beliefs_dated: {dated}\n")
    if fits:
        made = replay(source, battles("NS"))
        assert made.prior is None and {m.name: m.prior for m in made.moved if m.holder == "north"} == {
            "wins": 0.5,
            "holds": 0.5,
        }
    else:
        with pytest.raises(InputError, match="as it says"):
            replay(source, battles("NS"))


def test_the_latest_evidence_dates_them(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("The front held.", encoding="utf-8")
    note = "documents: {note: {file: note.md, title: Note, date: 2022-04-01}}\n"
    quoted = OUTCOMES.replace(
        "north: {wins: 0.5,", 'north: {evidence: [{document: note, quote: "The front held"}], wins: 0.5,'
    )
    with pytest.raises(InputError, match=r"2022-04-01 \(its latest evidence\)"):
        replay(opened(tmp_path, quoted, note), battles("NS"))


def test_a_prior_is_where_it_starts_and_nothing_is_counted_twice(tmp_path: Path) -> None:
    made = replay(opened(tmp_path, OUTCOMES + PRIOR), battles("NNN"))
    assert made.prior == datetime.date(2022, 2, 1)
    prior = {(m.holder, m.name): m.prior for m in made.moved}
    assert prior["north", "wins"] == pytest.approx(0.3) and prior["analyst", "wins"] == pytest.approx(0.3)
    (tmp_path / "stated").mkdir()
    told = OUTCOMES.replace("north: {wins: 0.5, holds: 0.5}", "north: {wins: 0.3, holds: 0.7}").replace(
        "south: {wins: 0.2, holds: 0.8}", "south: {wins: 0.1, holds: 0.9}"
    )
    same = replay(opened(tmp_path / "stated", told, case=CASE), battles("NNN"))
    assert [d.reservation for d in made.dates] == [pytest.approx(d.reservation) for d in same.dates]


def test_facts_of_a_date_are_not_taken_in_on_top_of_what_was_seen(tmp_path: Path) -> None:
    plain = replay(opened(tmp_path, OUTCOMES + PRIOR), battles("NNN" * 9))
    (tmp_path / "facts").mkdir()
    with_facts = replay(
        opened(tmp_path / "facts", OUTCOMES + PRIOR, FACTS.replace("south: 0.5", "south: 1")), battles("NNN" * 9)
    )
    assert [d.reservation for d in with_facts.dates] == [pytest.approx(d.reservation) for d in plain.dates]
    with pytest.raises(InputError, match="the reading of a fact that moves them"):
        beginning(opened(tmp_path, OUTCOMES, FACTS).case(), battles("N"))


def test_a_number_set_for_the_run_stands_before_the_prior(tmp_path: Path) -> None:
    source = opened(tmp_path, OUTCOMES + PRIOR)
    made = replay(source, battles("N"), ZoneTest(sets={"no_deal.beliefs.north.wins": 0.7}))
    assert {m.name: m.prior for m in made.moved if m.holder == "north"} == pytest.approx({"wins": 0.5, "holds": 0.5})


@pytest.mark.parametrize("change, words", [
    (("    date: 2022-02-01\n", ""), "no_deal.prior has no date"),
    (("north: {wins: 0.3, holds: 0.7}, ", ""), "no beliefs of north"),
    (("north: {wins: 0.3, holds: 0.7}", "north: {wins: 0.3}"), "has no number for holds"),
    (("north: {wins: 0.3, holds: 0.7}", "north: {win: 0.3, holds: 0.7}"), "did you mean 'wins'"),
    (("north: {wins: 0.3", "east: {wins: 0.3"), "there is no holder of beliefs 'east'"),
    (("north: {wins: 0.3", "north: {wins: 3"), "no_deal.beliefs.north.wins"),
    (("    date: 2022-02-01\n", "    date: soon\n"), "is not a date"),
])  # fmt: skip
def test_what_is_wrong_with_a_prior_is_said(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    with pytest.raises(CaseError) as caught:
        opened(tmp_path, OUTCOMES + PRIOR.replace(*change))
    assert words in " ".join(f"{p.message} {p.hint}" for p in caught.value.problems)


def test_the_shipped_war_is_replayed_from_its_beginning() -> None:
    folder = Path(__file__).resolve().parents[2] / "examples" / "ukraine-2022-23"
    found = CliRunner().invoke(command, [str(folder), str(folder / "chronology.csv")], catch_exceptions=False)
    assert found.exit_code == 0 and "24 February 2022 (no_deal.prior)" in found.output
