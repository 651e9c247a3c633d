"""From the command line, as a user: the main job, the stable JSON, and what bad input gets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import run_here

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture
def process(tmp_path: Path, answers: str) -> Run:
    """Runs a command in a process of its own, in an empty folder, without a network address or colours of its own."""

    def run(*args: str | Path, cache: str | Path = answers) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PARLEY_CACHE": str(cache), "NO_COLOR": "1", "COLUMNS": "80"}
        return subprocess.run(
            [sys.executable, "-m", "parley", *map(str, args)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=env,
            check=False,
        )

    return run


@pytest.fixture
def parley(tmp_path: Path, answers: str) -> Run:
    """The same, from the entry point to the exit code, in this process."""

    def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
        return run_here.parley(tmp_path, *map(str, args), PARLEY_CACHE=answers, NO_COLOR="1", COLUMNS="80")

    return run


@pytest.fixture
def ukraine(examples: Path) -> Path:
    return examples / "ukraine-2022-23"


def clean_failure(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 2, one message on standard error that holds ``words``, no traceback."""
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_demo_answers_and_names_the_report(process: Run, tmp_path: Path) -> None:
    done = process("demo", "--draws", "200")
    assert done.returncode == 0, done.stderr
    assert "should Washington press Kyiv to talk?" in done.stdout
    assert "build/ukraine-2022-23.html" in done.stdout
    page = (tmp_path / "build" / "ukraine-2022-23.html").read_text()
    assert "<script" not in page.lower()
    assert "http://" not in page.split("<body")[0].replace("http://www.w3.org", "")


@pytest.mark.parametrize("name", ["ukraine-2022-23", "iran-2012"])
def test_the_answer_fits_a_screen(parley: Run, examples: Path, name: str) -> None:
    done = parley("assess", examples / name / "case.yaml", "--draws", "200")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.rstrip().splitlines()
    assert max(map(len, lines[:-2])) <= 80
    assert len(lines) <= 60
    assert " -o report.html --draws 200" in lines[-2]  # a command to copy, on one line, that asks for the same
    for word in ("KIND OF DEAL", "RESTS ON", "WEAKEST", "WATCH FOR", "LAW", "LIMITS"):
        assert word in done.stdout.upper()


def test_compare_prints_titles_and_documents_by_name(parley: Run, ukraine: Path) -> None:
    done = parley("compare", ukraine, "base", "after-milley", "--draws", "32")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Full settlement\n") or "\nFull settlement\n" in done.stdout
    assert "\nsettlement\n" not in done.stdout and "red_lines=" not in done.stdout
    assert "as declared ruled out (none of 32); weighed " in done.stdout
    assert "(nyt-2022-11-10)" not in done.stdout


def test_compare_puts_words_only_beside_the_number_that_they_are_for(parley: Run) -> None:
    """A view that leaves a number as it is has no words on it, and no other words of it stand in; each quotation names its view."""
    case = Path(__file__).parents[2] / "examples" / "colombia-2012-16" / "case.yaml"
    done = parley("compare", case, "after-santos", "after-vivanco", "--draws", "0")
    assert done.returncode == 0, done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    start = next(i for i, line in enumerate(lines) if line.startswith("how much “Special court"))
    assert lines[start].endswith(": -0.5 to 0.2 (base case) / -1.4 to -0.3")
    beside = [line for line in lines[start + 1 : start + 3] if "“a serious defect that risks its unraveling”" in line]
    assert len(beside) == 1 and beside[0].startswith("-1.4 to -0.3, after Vivanco (our reading): ")
    start = next(i for i, line in enumerate(lines) if line.startswith("how near the war is"))
    assert lines[start].endswith(": 0.65 to 0.95 / 0.1 to 0.5 (base case)")
    assert lines[start + 1].startswith("0.65 to 0.95, after Santos (our reading): “we go back to war”")
    assert "every failure of talks" not in done.stdout


def test_zone_json_is_the_documented_one(parley: Run, ukraine: Path) -> None:
    done = parley("zone", ukraine, "--json", "--draws", "300", "--seed", "7")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"case", "view", "kind", "beliefs", "red_lines", "point", "share", "share_se", "draws", "seed", "reservation", "lines_set_aside"}  # fmt: skip
    assert {"exists", "why_empty", "gap", "shortfall", "deals", "example"} <= set(found["point"])
    assert found["case"] == "ukraine-2022-23"
    assert (found["view"], found["kind"], found["beliefs"], found["red_lines"]) == (
        None,
        "settlement",
        "own",
        "weighed",
    )
    assert (found["draws"], found["seed"]) == (300, 7)
    assert set(found["reservation"]) >= {"ukraine", "russia"}


@pytest.mark.parametrize("command", ["zone", "assess"])
def test_same_seed_same_bytes(process: Run, tmp_path: Path, command: str) -> None:
    """Computed twice: neither process finds what the other has kept."""
    args = (command, MINI, "--json", "--draws", "200", "--seed", "3")
    assert process(*args, cache=tmp_path / "one").stdout == process(*args, cache=tmp_path / "two").stdout != ""


def test_a_set_changes_the_answer_and_nothing_else(parley: Run, ukraine: Path) -> None:
    base = json.loads(parley("zone", ukraine, "--json", "--draws", "0", "--red-lines", "none").stdout)
    dear = parley("zone", ukraine, "--json", "--draws", "0", "--red-lines", "none", "--set", "no_deal.costs.russia=40")
    cheap = json.loads(dear.stdout)
    assert cheap["reservation"]["russia"] < base["reservation"]["russia"]
    assert cheap["reservation"]["ukraine"] == base["reservation"]["ukraine"]


@pytest.mark.parametrize(
    "args, words",
    [
        (("--view", "after-miley"), ("after-miley", "after-milley")),
        (("--kind", "setlement"), ("setlement", "settlement")),
        (("--beliefs", "rusia"), ("rusia", "russia")),
        (("--set", "no_deal.costs.rusia=3"), ("no_deal.costs.rusia", "no_deal.costs.russia")),
        (("--set", "no_deal.costs.russia"), ("PATH=VALUE",)),
        (("--set", "no_deal.costs.russia=9 to 3"), ("9 to 3",)),
        (("--as-of", "10/11/2022"), ("2022-11-10",)),
    ],
)
def test_bad_arguments(parley: Run, ukraine: Path, args: tuple[str, ...], words: tuple[str, ...]) -> None:
    clean_failure(parley("zone", ukraine, *args), *words)


def test_a_process_ends_with_the_code_of_a_failure(process: Run) -> None:
    clean_failure(process("zone", "nowhere.yaml"), "nowhere.yaml")


@pytest.mark.parametrize("command", ["check", "zone", "assess", "report"])
def test_a_case_that_is_not_there(parley: Run, command: str) -> None:
    extra = ("-o", "out.html") if command == "report" else ()
    clean_failure(parley(command, "nowhere.yaml", *extra), "nowhere.yaml")


def broken(ukraine: Path, tmp_path: Path, change: Callable[[str], str]) -> Path:
    """A copy of the example whose case.yaml is changed; the change must have bitten."""
    copy = tmp_path / "case"
    shutil.copytree(ukraine, copy)
    file = copy / "case.yaml"
    text = file.read_text()
    changed = change(text)
    assert changed != text
    file.write_text(changed)
    return copy


CHANGES: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "misspelt party": (lambda s: s.replace("party: ukraine", "party: ukriane", 1), ("ukriane", "ukraine")),
    "unknown key": (lambda s: s.replace("question:", "qestion:", 1), ("qestion", "question")),
    "duplicate key": (lambda s: s.replace("title:", "title: twice\ntitle:", 1), ("title", "twice")),
    "not a date": (lambda s: s.replace("as_of: 2023-01-11", "as_of: 2023-13-11", 1), ("as_of", "2023-13-11")),
    "tab": (lambda s: s.replace("\nquestion:", "\n\tquestion:", 1), ("case.yaml:",)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_broken_case_names_file_and_line(parley: Run, ukraine: Path, tmp_path: Path, what: str) -> None:
    change, words = CHANGES[what]
    done = parley("check", broken(ukraine, tmp_path, change))
    clean_failure(done, "case.yaml:", *words)


def test_an_alias_bomb_is_refused(parley: Run, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.yaml"
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    bomb.write_text("\n".join(levels))
    clean_failure(parley("check", bomb), "bomb.yaml")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff\xfe", b"- just\n- a list\n", b"{"], ids=["empty", "binary", "list", "open"]
)
def test_files_that_are_no_case(parley: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "thing.yaml"
    file.write_bytes(content)
    clean_failure(parley("check", file), "thing.yaml")


def test_read_exit_codes(parley: Run, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("The talks failed, the minister said. “We will not return,” he added.\n")
    pdf = tmp_path / "broken.pdf"
    pdf.write_bytes(b"%PDF-1.7\nnot really")
    docx = tmp_path / "broken.docx"
    with zipfile.ZipFile(docx, "w") as z:
        z.writestr("word/document.xml", "<w:document")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    assert parley("read", good, "--ledger", "a.sqlite").returncode == 0
    every = (pdf, docx, tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "missing.txt")
    for bad in every:
        some = parley("read", good, bad, "--ledger", "b.sqlite")
        assert some.returncode == 1, (bad, some.stderr)
        assert bad.name in some.stderr
        none = parley("read", bad, "--ledger", "c.sqlite")
        assert none.returncode == 2, (bad, none.stderr)
        assert "Traceback" not in some.stderr + none.stderr


def test_statements_json_is_the_documented_one(parley: Run, tmp_path: Path) -> None:
    text = "KYIV — “We will not return,” Minister Ann Bell said on Monday. Officials said the talks had failed.\n"
    (tmp_path / "note.txt").write_text(text)
    assert parley("read", "note.txt", "--ledger", "l.sqlite").returncode == 0
    found = json.loads(parley("statements", "--ledger", "l.sqlite", "--json").stdout)
    assert found
    for statement in found:
        assert {"id", "document", "source", "cue", "content", "source_text", "cue_text", "content_text", "resolved", "footing", "furniture"} <= set(statement)  # fmt: skip
        assert [text[a:b] for a, b in statement["content"]] == statement["content_text"]


def test_documents_alone_answer_and_become_a_draft(parley: Run, shared: Path) -> None:
    articles = sorted((shared / "articles").glob("*.md"))
    brief = parley("brief", *articles)
    assert brief.returncode == 0, brief.stderr
    for word in ("Milley", "Sullivan", "excerpt"):
        assert word in brief.stdout
    drafted = parley("draft", *articles, "-o", "drafted")
    assert drafted.returncode == 0, drafted.stderr
    checked = parley("check", "drafted")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "numbers not yet said" in checked.stdout
    clean_failure(parley("zone", "drafted"), "not yet said")


def test_new_is_valid_and_never_overwrites(parley: Run) -> None:
    assert parley("new", "mine").returncode == 0
    assert parley("check", "mine").returncode == 0
    assert parley("assess", "mine", "--draws", "100").returncode == 0
    clean_failure(parley("new", "mine"), "mine")
