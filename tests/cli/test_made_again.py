"""The command that an answer prints makes the same bytes again: report, memo, terminal and workbench."""

from __future__ import annotations

import html
import json
import re
import shlex
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.main import root

DATA = Path(__file__).resolve().parents[1] / "data"
CHANGED = (
    "--view",
    "hopeful",
    "--as-of",
    "2021-02-20",
    "--set",
    "no_deal.costs.north=5 to 12",
    "--draws",
    "24",
    "--seed",
    "5",
)


def run(*words: str) -> str:
    """What a command prints; it must succeed."""
    found = CliRunner().invoke(root, list(words))
    assert found.exit_code == 0, found.output
    return found.output


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The small case in a folder of its own, with a reviewed ledger, and every option that an answer takes."""
    from parley.case import open_source
    from parley.insight.asking.case_documents import read_sources
    from parley.ledger import Ledger
    from parley.ledger.decisions import correct

    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    shutil.copytree(DATA / "mini", tmp_path / "it's mini")
    documents, statements = read_sources(open_source(tmp_path / "it's mini"))
    with Ledger.open(tmp_path / "evidence.sqlite") as ledger:
        for document in documents:
            ledger.add(document, [s for s in statements if s.document == document.id])
        for statement in statements:
            correct(ledger, statement.id, {"resolved": "Somebody"}, "tester")
    monkeypatch.chdir(tmp_path)
    return ["it's mini", *CHANGED, "--ledger", str(tmp_path / "evidence.sqlite")]


def printed(page: str) -> list[str]:
    """The command in a page, as a shell would split it."""
    found = re.search(r"<pre[^>]*><code>(parley .*?)</code>", page, re.DOTALL)
    assert found
    return shlex.split(html.unescape(found[1]))


def again(words: list[str], output: str) -> list[str]:
    """The same command with another place for what it makes."""
    words[words.index("-o") + 1] = output
    return words[1:]


def test_a_report(asked: list[str]) -> None:
    run("report", *asked, "-o", "first.html")
    words = printed(Path("first.html").read_text(encoding="utf-8"))
    for part in asked[1:-1]:
        assert part in words
    run(*again(words, "second.html"))
    assert Path("first.html").read_bytes() == Path("second.html").read_bytes()
    run("report", asked[0], "-o", "plain.html", "--draws", "24")
    assert Path("plain.html").read_bytes() != Path("second.html").read_bytes()


def test_a_report_without_the_cache(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run("report", *asked, "-o", "first.html")
    monkeypatch.setenv("PARLEY_CACHE", "another")
    run(*again(printed(Path("first.html").read_text(encoding="utf-8")), "second.html"))
    assert Path("first.html").read_bytes() == Path("second.html").read_bytes()


def test_a_memo(asked: list[str]) -> None:
    run("memo", *asked, "-o", "first.docx")
    text = run("memo", *asked)
    found = re.search(r"(parley memo .*)", text)
    assert found
    words = shlex.split(found[1].replace("\\", "").rstrip("*_ "))
    run(*again(words, "second.docx"))
    one, two = (zipfile.ZipFile(name).read("word/document.xml") for name in ("first.docx", "second.docx"))
    assert one == two
    assert b"parley memo" in one


def test_an_answer_as_json_and_on_a_screen(asked: list[str]) -> None:
    first = run("assess", *asked, "--json")
    record = json.loads(first)["request"]
    assert record["source"] == "it's mini"
    assert record["ledger"] == "evidence.sqlite"
    assert record["sets"] == [["no_deal.costs.north", "5 to 12"]]
    screen = run("assess", *asked)
    line = next(line for line in screen.splitlines() if "parley assess" in line)
    words = shlex.split(line[line.index("parley assess") :])
    words.remove("--notes")
    assert run(*words[1:], "--json") == first
    report = next(line for line in screen.splitlines() if "parley report" in line)
    words = shlex.split(report[report.index("parley report") :])
    run(*again(words[: words.index("·")] if "·" in words else words, "from-screen.html"))
    run("report", *asked, "-o", "first.html")
    assert Path("first.html").read_bytes() == Path("from-screen.html").read_bytes()


def test_the_workbench(asked: list[str], tmp_path: Path) -> None:
    from parley.app.state import State
    from parley.app.workbench import Workbench
    from parley.report import html as page

    state = State(sets=(("no_deal.costs.north", "5 to 12"),))
    for ledger in (None, tmp_path / "evidence.sqlite"):
        workbench = Workbench(Path(asked[0]), ledger_path=ledger, draws=24, seed=5)
        shown = page.render(workbench.assessment(state))
        workbench.close()
        run(*again(printed(shown), "made.html"), "--force")
        assert Path("made.html").read_text(encoding="utf-8") == shown


def test_decisions_that_no_ledger_keeps_are_owned_up_to(asked: list[str]) -> None:
    from parley.app.state import State
    from parley.app.workbench import Workbench
    from parley.ledger.decisions import correct

    workbench = Workbench(Path(asked[0]), draws=0)
    plain = workbench.assessment(State())
    assert plain.request.repeatable
    with workbench.ledger_lock:
        for statement in workbench.ledger.statements():
            correct(workbench.ledger, statement.id, {"resolved": "Somebody"}, "tester")
    decided = workbench.assessment(State())
    assert not decided.request.repeatable
    assert "which no ledger holds" in decided.request.command("report")
    assert decided.notes != plain.notes
    workbench.close()
