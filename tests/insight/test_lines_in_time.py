"""A line counts from the day of its declaration: zone, assess, test, trace, observe and diff at dates before and after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parley.case import open_source
from parley.case.chance.sampling import auxiliary
from parley.insight.answer.assess import assess
from parley.insight.asking.cache import Cache
from parley.model.evaluate import point
from run_here import parley

CASE = Path(__file__).resolve().parents[1] / "data" / "cases" / "lines-in-time.yaml"
ASIDE = "“Never shared” (South, 21 September 2022)"


def run(*words: str | Path) -> str:
    done = parley(Path.cwd(), *(str(word) for word in words))
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        ("2022-02-01", ["ours"]),
        ("2022-03-01", ["early", "ours"]),
        ("2022-09-20", ["early", "ours"]),
        ("2022-09-21", ["early", "late", "ours"]),
    ],
)
def test_a_line_counts_from_the_day_of_its_declaration(date: str, lines: list[str]) -> None:
    case = open_source(CASE).case(as_of=date)
    assert list(case.red_lines) == lines  # the line of ours, of which no declaration is cited, stands on every date
    assert set(case.late_lines) == {"early", "late", "ours"} - set(lines)
    assert auxiliary(case) == auxiliary(open_source(CASE).case())  # the same draws on every date
    for counted in ("declared", "weighed"):
        assert point(case, None, "own", counted).point.exists is ("late" not in lines)  # type: ignore[arg-type]


def test_every_page_says_which_lines_are_set_aside() -> None:
    early = run("zone", CASE, "--as-of", "2022-06-01", "--draws", "16")
    assert f"set aside: {ASIDE}." in early and "zone exists" in early
    assert "set aside" not in run("zone", CASE, "--draws", "16")
    assert "set aside" not in run("zone", CASE, "--as-of", "2022-06-01", "--red-lines", "none", "--draws", "16")
    record = json.loads(run("zone", CASE, "--as-of", "2022-06-01", "--draws", "16", "--json"))
    assert [text.split(" (")[0] for text in record["lines_set_aside"]] == ["“Never shared”"]
    assert "1 red line declared after this date, and set aside" in run("assess", f"{CASE}@2022-06-01", "--draws", "16")
    tested = run("test", CASE, "pass=shared", "--as-of", "2022-06-01", "--draws", "16")
    assert "It would cross “Never shared” (South), declared on 21 September 2022, after the date asked" in tested
    assert "In the zone" in tested
    assert "set aside" in run("trace", CASE, "red_lines.late.holds", "--as-of", "2022-06-01")
    checked = run("check", CASE, "--as-of", "2022-06-01")
    assert "red_lines.late: declared on 21 September 2022, after the date asked: set aside" in checked


@pytest.mark.parametrize("dates", [("2022-06-01", "2022-12-01"), ("2022-12-01", "2022-06-01")])
def test_nothing_is_remembered_for_another_date(tmp_path: Path, dates: tuple[str, str]) -> None:
    source, kept = open_source(CASE), Cache(tmp_path)
    found = {d: assess(source, as_of=d, draws=16, statements=(), cache=kept).kinds[0].declared_word for d in dates}
    assert found == {"2022-06-01": "open", "2022-12-01": "ruled out"}
    assert assess(source, as_of=dates[0], draws=16, statements=(), cache=kept).kinds[0].declared_word == found[dates[0]]


def test_observe_counts_a_line_from_its_day_and_tells_the_case_s_own_numbers(tmp_path: Path) -> None:
    file = tmp_path / "seen.csv"
    file.write_text("date,won_by,title\n2022-06-01,north,A\n2022-10-01,south,B\n", encoding="utf-8")
    made = json.loads(run("observe", CASE, file, "--step", "60", "--json"))
    assert [(d["date"] >= "2022-09-21", d["exists"]) for d in made["dates"]] == [
        (False, True), (False, True), (True, False), (True, False),
    ]  # fmt: skip
    then = point(open_source(CASE).case(as_of="2022-10-01"))
    assert made["own"]["reservation"] == dict(zip(then.parties, then.reservation, strict=True))
    said = run("observe", CASE, file, "--step", "60")
    assert "Replayed from the case's own numbers, 1 October 2022: R North 44.2, R South 35.8;" in said
    assert (
        "own numbers of 1 October 2022 (as assess and no-deal have them) give other values and the same verdicts"
        in said
    )
    assert "R North 45.0, R South 35.0; lines weighed: none; lines lifted: open." in said
    assert "Red lines count from the day of their declaration: “Never shared” (South) from 21 September 2022." in said


def test_diff_goes_back_in_time_in_words() -> None:
    back = run("diff", CASE, f"{CASE}@2022-06-01", "--draws", "16")
    assert back.startswith("Going back to 1 Jun 2022: the answer changed (Settlement as declared: ruled out to open")
    assert "not the numbers: “Never shared”, in force in one of the two alone" in back
    assert "gone" not in back and "no longer" not in back
    forth = run("diff", f"{CASE}@2022-06-01", "--draws", "16")
    assert forth.startswith("The answer changed (Settlement as declared: open to ruled out")
    assert "red line “Never shared” by now declared, in force" in forth


def test_diff_says_that_a_share_moved_where_the_words_stand(tmp_path: Path) -> None:
    text = CASE.read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("holds: {value: 0.7 to 0.9, because: Said once.}", "holds: {value: 0.5 to 0.7, because: Said once.}"), encoding="utf-8")  # fmt: skip
    said = run("diff", CASE, other, "--draws", "128")
    assert said.startswith("The words stand; shares of combinations moved (Settlement, weighed: ")
    assert "→" in said.split(")")[0]


def test_quotations_of_our_summaries_stand_in_no_quotation_marks(mini: object) -> None:
    folder = Path(mini.path).parent  # type: ignore[attr-defined]
    back = run("diff", folder, f"{folder}@2021-01-15", "--draws", "16")
    assert "not yet behind it: her side could hold (our words)" in back
    assert "not yet behind it: “let the other side rebuild”" in back  # in quotation marks in the summary itself
    assert "document not yet published: Talks at the ford (talks)" in back
    assert "the weight that South gives to the river bank (values.south.weights.bank)" in back
    traced = run("trace", folder, "values.south.weights.bank")
    assert "her side could hold (our words) (for its direction)" in traced
    for said in (
        back,
        traced,
        run("compare", folder, "base", "hopeful", "--draws", "16", "--question", "R north > 30"),
    ):
        assert "“her side could hold”" not in said and "“about two winters”" not in said


@pytest.mark.parametrize("command", ["no-deal", "ordinal"])
def test_commands_at_the_middle_numbers_say_why_they_draw_nothing(command: str) -> None:
    done = parley(Path.cwd(), command, str(CASE), "--draws", "64")
    assert done.returncode == 2
    assert f"{command} works at the middle numbers and draws nothing" in done.stderr


def test_a_dated_case_is_taken_as_of_or_refused_with_what_to_write() -> None:
    assert "as of 1 Jun 2022" in run("zone", f"{CASE}@2022-06-01", "--draws", "16")
    two = parley(Path.cwd(), "zone", f"{CASE}@2022-06-01", "--as-of", "2022-07-01")
    assert two.returncode == 2 and "two dates" in two.stderr
    none = parley(Path.cwd(), "no-deal", f"{CASE}@2022-06-01")
    assert none.returncode == 2 and "takes none" in none.stderr and "--as-of 2022-06-01" in none.stderr


def test_ordinal_says_where_it_is_the_lines() -> None:
    assert "it is the red lines that leave none: without them a zone exists for every set" in run("ordinal", CASE)
    assert "A zone exists for every set of weights" in run("ordinal", CASE, "--as-of", "2022-06-01")


def test_middle_numbers_that_the_ranges_do_not_tell_apart_are_no_optimism() -> None:
    sets = ["--set", "no_deal.beliefs.south.chance=0.49 to 0.59"]
    said = run("no-deal", CASE, *sets)
    assert (
        "do not expect the same, though the ranges overlap" in said and "as good as equal; the ranges overlap" in said
    )
    assert "within the ranges as good as 1, which shows nothing" in said
    assert "cannot be" not in said and "mutual optimism." not in said.replace("No mutual optimism", "")
    sure = run("no-deal", CASE, "--set", "no_deal.beliefs.south.chance=0.2 to 0.3")
    assert "cannot both be right" in sure and "mutual optimism" in sure
    assert "above 1, so the two cannot both come true; that is what optimism on both sides means" in sure
