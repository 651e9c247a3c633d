"""Every kind of bad case: one error with all problems, each with its line, its column and what to write."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counted import calls
from parley.case import open_source
from parley.case.file.evidence import fold
from parley.core.errors import CaseError, InputError, ParleyError, Problem
from parley.reading.time_limit import limited

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
TEXT = (MINI / "case.yaml").read_text(encoding="utf-8")


def place(tmp: Path, text: str | bytes) -> Path:
    """A copy of the small case with another case.yaml."""
    folder = tmp / "mini"
    shutil.copytree(MINI, folder, dirs_exist_ok=True)
    (folder / "case.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems(tmp: Path, text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        open_source(place(tmp, text))
    return caught.value.problems


def at(text: str, needle: str, into: int = 0) -> tuple[int, int]:
    """Line and column of the first ``needle``, ``into`` characters further."""
    start = text.index(needle)
    before = text[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1 + into


# old words, new words, how far into the new words the caret stands, message, hint
ONE_MISTAKE = [
    ("harbour: {title", "harbor: {title", None, "there is no party 'harbour'", "did you mean 'harbor'?"),
    ("party: north", "party: nort", 7, "there is no party 'nort'", "did you mean 'north'?"),
    ("costs: {north: 5", "costs: {nord: 5", 8, "no_deal.costs: there is no party 'nord'", "did you mean 'north'?"),
    ("role: supporter", "role: suporter", 6, "role cannot be 'suporter'", "did you mean 'supporter'"),
    (
        "mills: {open: 100, closed: 0}",
        "milks: {open: 100, closed: 0}",
        0,
        "there is no issue 'milks'",
        "did you mean 'mills'?",
    ),
    (
        "mills: {open: 100, closed: 0}",
        "mills: {opne: 100, closed: 0}",
        8,
        "values.south.scores.mills: there is no option 'opne'",
        "did you mean 'open'?",
    ),
    ("main_kind: settlement", "main_kind: setlement", 11, "there is no kind 'setlement'", "did you mean 'settlement'?"),
    (
        "{impossible: {bank: [kept]",
        "{impossible: {bank: [lept]",
        21,
        "issue bank has no option 'lept'",
        "did you mean 'kept'",
    ),
    (
        "rules_out: [{bank: [kept]}]",
        "rules_out: [{bank: []}]",
        19,
        "rules_out of red line charter leaves issue bank no option",
        "all",
    ),
    (
        "only: {mills: all}",
        "only: {mills: []}",
        14,
        "only of kind carts leaves issue mills no option",
        "name an option",
    ),
    (
        "status_quo: {mills: closed}",
        "status_quo: {mills: shut}",
        20,
        "issue mills has no option 'shut'",
        "known here: open, closed",
    ),
    (
        "    status_quo: {mills: closed}\n",
        "",
        None,
        "kind carts needs a status_quo for mills",
        "say where each issue stands",
    ),
    ("document: talks, quote", "document: talk, quote", 10, "there is no document 'talk'", "did you mean 'talks'?"),
    (
        'quote: "her side could hold"',
        'quote: "her side can hold"',
        7,
        "this quotation is not in talks (sources/talks.md)",
        "her side could hold”",
    ),
    (
        'quote: "two winters", supports: size',
        'quote: "winters", supports: size',
        28,
        "supports: size, but the quotation states no figure",
        "write supports: direction",
    ),
    (
        'could hold", supports: direction',
        'could hold", supports: size',
        23,
        "evidence for a whole group cannot state the size of each number",
        "write supports: direction here",
    ),
    ("supports: direction", "supports: directon", 10, "supports cannot be 'directon'", "did you mean 'direction'?"),
    (
        "file: sources/talks.md",
        "file: sources/talk.md",
        6,
        "there is no file sources/talk.md",
        "did you mean 'talks.md'?",
    ),
    (
        "file: sources/talks.md",
        "file: ../talks.md",
        6,
        "../talks.md lies outside of the case's folder",
        "copy it into sources/",
    ),
    (
        "date: 2021-02-01\n    original",
        "date: 1.2.2021\n    original",
        6,
        "the date of document talks: '1.2.2021' is not a date",
        "2022-11-10",
    ),
    ("as_of: 2021-03-01", "as_of: 2021-02-30", 7, "as_of: '2021-02-30' is not a date", "year-month-day"),
    ("as_of: 2021-03-01", "as_of:", None, "as_of is missing", "write the date on which the case stands"),
    ("to: 0.3", "to: [0.3]", 4, "to must be a number", None),
    ("secure: true", "secure: true\n    because: [x]", None, "because must be text", None),
    (
        "  hopeful:\n",
        "  empty:\n  hopeful:\n",
        2,
        "nothing is written under empty",
        None,
    ),
    ("horizon: 18 months", "horizon: soon", 9, "horizon: 'soon' is not a stretch of time", "18 months"),
    ("bank: 50 to 70", "bank: 70 to 50", 6, "values.north.weights.bank: the range 70 to 50 runs backwards", "50 to 70"),
    (
        "{bank: 40, mills: 50, escort: 10}",
        "{bank: -40, mills: 50, escort: 10}",
        7,
        "values.south.weights.bank: -40 is below 0, the least it can be",
        None,
    ),
    (
        "{bank: 40, mills: 50, escort: 10}",
        "{bank: 0, mills: 0, escort: 0}",
        7,
        "the weights of south are all zero over the issues of kind settlement",
        "relative",
    ),
    (
        "north-gains: 0.4",
        "north-gains: 40",
        13,
        "no_deal.beliefs.north.north-gains: 40 is not between 0 and 1",
        "write 0.4 or 40%",
    ),
    (
        "{hold: 0.6, north-gains: 0.2, south-gains: 0.2}",
        "{hold: 0, north-gains: 0, south-gains: 0}",
        7,
        "the beliefs of analyst are all zero",
        "at least one",
    ),
    (
        "mills: {open: 100, closed: 0}",
        "mills: {open: 100}",
        7,
        "values.south.scores.mills has no number for closed",
        "? for one not yet said",
    ),
    (
        "{hold: 45, north-gains",
        "{hold: 45%, north-gains",
        7,
        "no_deal.values.south.hold: 45% is a percentage, and this number is in points",
        "30, not 30%",
    ),
    ("    analyst: {hold", "    # analyst: {hold", None, "no_deal.beliefs has no number for analyst", "write a number"),
    ("decider: harbour", "decidr: harbour", 0, "a case has no key 'decidr'", "did you mean 'decider'?"),
    ("public: true", "public: yes", 8, "public must be true or false", None),
    ("parley: 1", "parley: 2", 8, "this parley reads version 1 of the format", "write parley: 1"),
    (
        "no_deal.costs.south: 9",
        "no_deal.costs.soth: 9",
        0,
        "there is no number 'no_deal.costs.soth'",
        "did you mean 'no_deal.costs.south'",
    ),
    ("no_deal.costs.south: 9", "no_deal.costs: 9", 0, "there is no number 'no_deal.costs'", "no_deal.costs.north"),
    ("no_deal.costs.south: 9", "outlook: 9", 0, "there is no number 'outlook'", "outlook is a group"),
    (
        'no_deal.costs.south: "x 0.8"',
        'no_deal.costs.south: "x -1"',
        21,
        "courses.urge.changes.no_deal.costs.south: 'x -1' is not a number",
        None,
    ),
    (
        "path: red_lines.charter.holds",
        "path: red_lines.chapter.holds",
        6,
        "there is no number 'red_lines.chapter.holds'",
        "did you mean 'red_lines.charter.holds'",
    ),
    ("model: outcomes", "model: outcome", 7, "model cannot be 'outcome'", "did you mean 'outcomes'?"),
    (
        "  later:\n",
        "  Later View:\n",
        2,
        "names are lower-case letters, digits, - and _: 'Later View' is not",
        "write later-view",
    ),
    (
        "  north: {title: North,",
        "  analyst: {title: North,",
        2,
        "'analyst' has a meaning of its own and cannot name a party",
        None,
    ),
    (
        "title: Talks at the ford\n",
        "title: Talks at the ford\n    titel: x\n",
        None,
        "document talks has no key 'titel'",
        "did you mean 'title'?",
    ),
    ("value: 10 to 14", "vaule: 10 to 14", 0, "no_deal.costs.north has no key 'vaule'", "did you mean 'value'?"),
]


@pytest.mark.parametrize(("old", "new", "into", "message", "hint"), ONE_MISTAKE)
def test_a_mistake_is_shown_where_it_stands(
    tmp_path: Path, old: str, new: str, into: int | None, message: str, hint: str | None
) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    found = {p.message: p for p in problems(tmp_path, text)}
    assert message in found, list(found)
    problem = found[message]
    assert problem.where is not None
    assert problem.where.path == str(tmp_path / "mini" / "case.yaml")
    if into is not None:
        assert (problem.where.line, problem.where.column) == at(text, new, into)
        assert problem.where.text == text.split("\n")[problem.where.line - 1]
    assert hint is None or (problem.hint is not None and hint in problem.hint)


def test_all_mistakes_are_told_at_once_in_file_order(tmp_path: Path) -> None:
    text = TEXT
    for old, new in (
        ("decider: harbour", "decider: harbor"),
        ("impossible: {bank: [kept]", "impossible: {bank: [lept]"),
        ("bank: 50 to 70", "bank: 70 to 50"),
        ("north-gains: 0.4", "north-gains: 40"),
        ("no_deal.costs.south: 9", "no_deal.costs.soth: 9"),
    ):
        text = text.replace(old, new, 1)
    found = problems(tmp_path, text)
    lines = [p.where.line for p in found if p.where and p.where.line]
    assert len(found) == 5
    assert lines == sorted(lines)
    rendered = str(CaseError(found))
    assert "case.yaml:4:10: there is no party 'harbor'" in rendered
    assert "    decider: harbor\n             ^\n" in rendered


# whole files that are no case: text, message, line, column
NOT_A_CASE = [
    ("", "the file is empty", None, None),
    ("  \n\n", "the file is empty", None, None),
    ("# only a comment\n", "the file holds no case", None, None),
    ("- a\n- b\n", "a case is a mapping of keys to values", 1, 1),
    ("just words\n", "a case is a mapping of keys to values", 1, 1),
    ("parley: 1\n\ttitle: x\n", "a tab indents this line; YAML is indented with spaces", 2, 1),
    ("title: a: b\n", "a second ': ' in one line", 1, 9),
    ("title: a\n   b: 1\n", "this line is indented further than the one it continues", 2, 4),
    ("title: *name\n", "aliases (*name) are not used in case files", 1, 8),
    ("title: &name x\n", "anchors (&name) are not used in case files", 1, 8),
    ("title: !!python/object:os.system x\n", "tags (!name) are not used in case files", 1, 8),
    ("title: 'open\n", "not YAML: found unexpected end of stream", None, None),
    ("title: [1, 2\n", "not YAML: expected ',' or ']', but got '<stream end>'", None, None),
    ("title: @x\n", "found character '@' that cannot start any token", 1, 8),
    ("---\ntitle: a\n---\ntitle: b\n", "a case file holds one document", 3, 1),
    ("{a: b}: c\n", "a key must be a word", 1, 1),
    ("title: \x07\n", "the character U+0007 may not stand here", 1, 8),
    ("a: " + "[" * 100 + "\n", "nested more than 40 deep", 1, 43),
    ("a: " + "{b: " * 5000 + "\n", "nested more than 40 deep", 1, None),
]


@pytest.mark.parametrize(("text", "message", "line", "column"), NOT_A_CASE)
def test_what_is_no_case_gets_one_clear_message(
    tmp_path: Path, text: str, message: str, line: int | None, column: int | None
) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.message == message
    assert problem.where is not None
    assert "case.yaml" in problem.where.path
    if line is not None:
        assert problem.where.line == line
    if column is not None:
        assert problem.where.column == column


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.case.file.tree.MAX_NODES", 500)
    (problem,) = problems(tmp_path, "x: [" + "1," * 600 + "1]\n")
    assert problem.message == "more than 500 entries"


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 20)]
    (problem,) = problems(tmp_path, "\n".join(lines))
    assert problem.message == "anchors (&name) are not used in case files"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (1, 5)


def test_files_that_are_not_text(tmp_path: Path) -> None:
    assert (
        problems(tmp_path, b"PK\x03\x04\x00\x00\x00")[0].message == "this is not a text file; a case is YAML in UTF-8"
    )
    (problem,) = problems(tmp_path, b"title: a\nquestion: caf\xe9\n")
    assert problem.message == "byte 22 is not UTF-8; a case is YAML in UTF-8"
    assert problem.where is not None
    assert problem.where.line == 2


def test_huge_missing_and_unreadable_files(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as handle:
        handle.truncate(50_000_000)
    with pytest.raises(CaseError, match="this file has 50 MB; a case file has at most 4 MB"):
        open_source(huge)
    with pytest.raises(CaseError, match=r"nowhere\.yaml: there is no such file"):
        open_source(tmp_path / "nowhere.yaml")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CaseError, match=r"this folder has no case\.yaml"):
        open_source(empty)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("decider: harbour", "\n".join(f"key-{i}: 1" for i in range(3000)), "and perhaps more: reading stopped here"),
        (
            "  harbour: {title",
            "\n".join(f"  p{i}: {{role: supporter}}" for i in range(2000)) + "\n  harbour: {title",
            "2,003 parties; 100 are the most",
        ),
        (
            "  outcomes: {hold",
            "  outcomes: {" + ", ".join(f"o{i}: x" for i in range(3000)) + ", hold",
            "3,003 outcomes; 1,000 are the most",
        ),
    ],
)
def test_cases_too_large_are_refused_quickly(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = problems(tmp_path, TEXT.replace(old, new, 1))
    assert message in {p.message for p in found}
    assert len(found) <= 201


def test_documents_made_to_stall_the_comparison_do_not(tmp_path: Path) -> None:
    folder = place(tmp_path, TEXT)
    (folder / "sources" / "talks.md").write_text("\n" * 500_000 + " " * 500_000 + "<a" * 100_000 + "[" * 100_000)
    # a square of these lengths would not end; the guard only keeps such a run from hanging
    with limited(600), pytest.raises(CaseError, match="this quotation is not in talks"):
        open_source(folder)


def test_a_document_is_folded_once_whatever_its_length() -> None:
    def hostile(size: int) -> str:
        return "\n" * 5 * size + " " * 5 * size + "<a" * size + "[" * size

    few = calls(lambda: fold(hostile(100)))
    assert calls(lambda: fold(hostile(10_000))) < 1.1 * few + 5


def test_a_duplicate_key_names_both_lines(tmp_path: Path) -> None:
    text = TEXT.replace("horizon: 18 months", "horizon: 18 months\ntitle: Again", 1)
    (problem,) = problems(tmp_path, text)
    assert problem.message == "the key 'title' is here twice; it stands in line 2 already"
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (7, 1)


def test_missing_sections_are_all_named(tmp_path: Path) -> None:
    messages = {p.message for p in problems(tmp_path, "parley: 1\n")}
    assert messages >= {
        "parties is missing", "issues is missing", "values is missing", "no_deal is missing", "as_of is missing",
    }  # fmt: skip


def test_an_empty_document_and_a_broken_one(tmp_path: Path) -> None:
    folder = place(tmp_path, TEXT)
    (folder / "sources" / "talks.md").write_text("")
    with pytest.raises(CaseError, match=r"sources/talks\.md is empty"):
        open_source(folder)
    (folder / "sources" / "talks.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "case.yaml").write_text(TEXT.replace("talks.md", "talks.pdf"))
    with pytest.raises(ParleyError, match=r"talks\.pdf"):
        open_source(folder)


def test_a_document_may_not_be_reached_through_a_link(tmp_path: Path) -> None:
    folder = place(tmp_path, TEXT)
    outside = tmp_path / "outside.md"
    outside.write_text("secret")
    (folder / "sources" / "talks.md").unlink()
    (folder / "sources" / "talks.md").symlink_to(outside)
    with pytest.raises(CaseError, match="lies outside of the case's folder"):
        open_source(folder)


@pytest.mark.parametrize(
    ("correlations", "message"),
    [
        ("[{paths: [no_deal.costs.north], rho: 0.5}]", "a correlation needs two paths or more"),
        ("[{paths: [no_deal.costs.north, no_deal.costs.suoth], rho: 0.5}]", "there is no number 'no_deal.costs.suoth'"),
        ("[{paths: [no_deal.costs.north, no_deal.costs.south], rho: 1.5}]", "rho: 1.5 is not between -1 and 1"),
        ("[{paths: [no_deal.costs.north, no_deal.costs.south]}]", "rho is missing"),
        (
            "[{paths: [no_deal.costs.north, no_deal.costs.south, security.holds.north], rho: -0.9}]",
            "these correlations cannot hold together",
        ),
        (
            "[{paths: [no_deal.costs.north, no_deal.costs.south], rho: 0.1},"
            " {paths: [no_deal.costs.south, no_deal.costs.north], rho: 0.2}]",
            "the correlation of no_deal.costs.north and no_deal.costs.south is stated twice",
        ),
    ],
)
def test_bad_correlations(tmp_path: Path, correlations: str, message: str) -> None:
    assert [p.message for p in problems(tmp_path, TEXT + f"\ncorrelations: {correlations}\n")] == [message]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_to_a_case_crashes_it(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Cut, repeat or replace any stretch of the file: it opens, or it is refused with places."""
    start = data.draw(st.integers(0, len(TEXT) - 1))
    length = data.draw(st.integers(0, 80))
    patch = data.draw(
        st.sampled_from(["", "?", "[]", "{}", "1", "no", ": ", "\n", "- ", "x: {y: 1}", "\u202e", "🙂", '"'])
    )
    folder = tmp_path_factory.mktemp("damaged")
    with contextlib.suppress(InputError):
        open_source(place(folder, TEXT[:start] + patch + TEXT[start + length :])).case("hopeful")
