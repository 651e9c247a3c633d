"""The command that an answer prints gives the same bytes, run as a shell runs it: with odd names of cases, views, ledgers and files, from
the folder in which it was asked."""

from __future__ import annotations

import html
import itertools
import json
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rich_case
from answers_apart import put
from commands_apart import printed

EVERY = bool(os.environ.get("PARLEY_EVERY_CHANGE"))
ODD = [
    "plain", "it's here", 'a "quoted" one', "$HOME", "a;b", "ä ∂ 年", "-dash", "--set", "star*", "a&b", "~", "#hash", "back\\slash", "a@b", "a:b",
    "two  spaces", " leading", "trailing ", "(paren)", "!bang", "a|b", "tab\there", "`date`", "dot.yaml", "ends-in-case.yaml", "case.yaml",
]  # fmt: skip
"""Names of folders and files that a shell, a parser of options or a page might take for something else."""
SETS = [
    ("no_deal.costs.north=9",), ("no_deal.costs.north= 5 to 12 ",), ("security.holds.north=about 30%",),
    ("no_deal.costs.north=triangular(1, 2, 3)", "no_deal.costs.south=discrete(0: 0.4, 1: 0.6)"),
    ("no_deal.costs.south=1", "no_deal.costs.north=2"),
    ("no_deal.costs.north=1e1", "no_deal.costs.south=+3"),
]  # fmt: skip
SMALL = Path(__file__).resolve().parents[1] / "data" / "cases" / "hill-and-dale.yaml"
DRAWN = ["--draws", "8", "--seed", "3"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def run(words: list[str]) -> str:
    code, text = printed(words)
    assert code == 0, (words, text)
    return text


def shown(page: Path) -> list[str]:
    """The words of the command in a page, as a shell reads them."""
    found = re.search(r"<pre[^>]*><code>(parley .*?)</code>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return shlex.split(html.unescape(found[1]))


def made_again(words: list[str]) -> None:
    """A report, then the command in it over nothing remembered, into another file: the same bytes."""
    run(["report", "-o", "first.html", "--force", *words])
    again = shown(Path("first.html"))
    assert again[:2] == ["parley", "report"]
    again[again.index("-o") + 1] = "second.html"
    shutil.rmtree(os.environ["PARLEY_CACHE"], ignore_errors=True)
    run(["report", "--force", *again[2:]])
    assert Path("first.html").read_bytes() == Path("second.html").read_bytes(), again
    record = json.loads(run(["assess", "--json", *words]))["request"]
    assert not any(str(Path.cwd()) in str(value) for value in record.values())


def placed(name: str, form: str) -> list[str]:
    """A case of that name, and how to name it on a command line in a form."""
    files = {"case.yaml": SMALL.read_text(encoding="utf-8")}  # the name is odd here, not the case
    if form == "file":
        put(
            Path(),
            {(f"x/{place}" if not place.endswith("case.yaml") else f"x/{name}"): text for place, text in files.items()},
        )
        return [f"x/{name}"]
    put(Path(name), files)
    dashed = f"./{name}" if name.startswith("-") else name
    return {
        "folder": [dashed],
        "slash": [f"{dashed}/"],
        "inside": [f"{dashed}/case.yaml"],
        "absolute": [str(Path(name).absolute())],
        "after dashes": ["--", name],
        "around": [f"../here/{name}"],
    }[form]


FORMS = ["folder", "slash", "inside", "absolute", "after dashes", "around", "file"]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_odd_names_of_a_case(form: str, here: Path) -> None:
    names = ODD if EVERY else ODD[FORMS.index(form) :: 7]
    for name in names:
        made_again(["--draws", "0", *placed(name, form)])


@pytest.mark.slow
def test_odd_names_of_a_ledger(here: Path) -> None:
    from test_remembered_commands import filled

    put(Path("case"), {"case.yaml": SMALL.read_text(encoding="utf-8"), "sources/talks.md": rich_case.NOTE})
    with Path("case/case.yaml").open("a", encoding="utf-8") as file:
        file.write("documents: {talks: {file: sources/talks.md, title: Talks, date: 2021-02-01}}\n")
    filled("one.sqlite")
    for number, name in enumerate(ODD if EVERY else ODD[1::6]):
        shutil.copy("one.sqlite", name)
        place = (
            f"./{name}"
            if number % 2 and not name.startswith("-")
            else name
            if number % 3
            else str(Path(name).absolute())
        )
        made_again(["case", "--draws", "0", f"--ledger={place}"])


@pytest.mark.slow
def test_odd_values(here: Path) -> None:
    put(Path("case"), rich_case.files("outcomes"))
    views: list[list[str]] = [
        [],
        ["--view", "later"],
        ["--view", "base"],
        ["--view", "later", "--view", "hopeful", "--view", "later"],
    ]
    for number, (sets, view) in enumerate(itertools.product(SETS, views)):
        if EVERY or number in (6, 19):
            made_again(["case", *view, *(w for s in sets for w in ("--set", s)), *DRAWN, "--as-of", "2021-02-20"])


@pytest.mark.slow
@pytest.mark.parametrize("place", [".", "..", "case.yaml", "./case.yaml", "../case/case.yaml", "../case"])
def test_a_case_asked_from_its_own_folder(place: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Path("case"), {"case.yaml": SMALL.read_text(encoding="utf-8"), "sources/note.md": "A note."})
    monkeypatch.chdir("case/sources" if place == ".." else "case")
    first = json.loads(run(["assess", str(here / "case"), "--draws", "0", "--json"]))
    made_again([place, "--draws", "0"])
    second = json.loads(run(["assess", place, "--draws", "0", "--json"]))
    assert {**second, "request": None} == {**first, "request": None}


def test_the_base_case_may_be_named_as_a_view_and_a_view_twice(here: Path) -> None:
    put(Path("case"), {"case.yaml": SMALL.read_text(encoding="utf-8")})
    with Path("case/case.yaml").open("a", encoding="utf-8") as file:
        file.write("views: {dear: {title: Dear, because: m, no_deal.values.hill.on: 90}}\n")
    every, base, dear, both = (
        json.loads(run(["assess", "case", "--draws", "0", "--json", *(w for v in views for w in ("--view", v))]))
        for views in ((), ("base",), ("dear",), ("base", "dear", "dear"))
    )
    assert both == dear and every["kinds"] == dear["kinds"] != base["kinds"]
    assert base["request"]["views"] == []


def test_what_check_and_new_and_draft_propose_can_be_run(here: Path) -> None:
    for number, name in enumerate(("it's; new", "-new", "$new")):
        said = run(["new", "--", name])
        (check,) = lines(said.replace("; parley assess", "\nparley assess"), "check")
        (assess,) = lines(run(check), "assess")
        assert json.loads(run([*assess, "--draws", "0", "--json"]))["case"] == name
        Path(f"note-{number}.txt").write_text(
            "The minister said on Monday that talks would be a mistake.", encoding="utf-8"
        )
        said = run(["draft", f"note-{number}.txt", f"--output={name} drafted"])
        assert printed(lines(said, "check")[0])[0] == 0


def test_a_linked_case(here: Path) -> None:
    put(Path("real place"), {"case.yaml": SMALL.read_text(encoding="utf-8")})
    Path("link").symlink_to("real place", target_is_directory=True)
    made_again(["link", "--draws", "0"])


def lines(text: str, verb: str) -> list[list[str]]:
    """The commands that begin with ``parley verb`` in what was printed, as a shell reads them."""
    found = re.findall(rf"parley {verb} [^\n]*(?:\\\n[^\n]*)*", text)
    return [shlex.split(line.split(" · ")[0], comments=True)[1:] for line in found]


@pytest.mark.slow
def test_the_lines_of_the_terminal_and_of_the_memo(here: Path) -> None:
    name = 'it\'s $HOME; "ä" & co'
    put(Path(name), rich_case.files("outcomes"))
    options = ["--view", "later", "--set", "no_deal.costs.north=triangular(1, 2, 3)", *DRAWN, "--as-of", "2021-02-20"]
    screen = run(["assess", name, *options])
    (again,) = lines(screen, "assess")
    assert run([w for w in again if w != "--notes"]) == screen
    (report,) = lines(screen, "report")
    run(report)
    run(["report", name, *options, "-o", "asked.html"])
    assert Path(report[report.index("-o") + 1]).read_bytes() == Path("asked.html").read_bytes()
    run(["memo", name, *options, "-o", "first.md"])
    text = Path("first.md").read_text(encoding="utf-8")
    found = re.search(r"`+(parley memo .*?)`+", text) or re.search(r"(parley memo .*)", text)
    assert found
    words = (
        shlex.split(re.sub(r"\\([\\`*_{}\[\]()#+.!$&;|~<>-])", r"\1", found[1]).rstrip("*_ "))[1:]
        if "`" not in found[0]
        else shlex.split(found[1])[1:]
    )
    words[words.index("-o") + 1] = "second.md"
    run([*words, "--force"])
    assert Path("second.md").read_bytes() == Path("first.md").read_bytes()


@pytest.mark.slow
def test_the_record_in_the_json_asks_for_it_again(here: Path) -> None:
    from datetime import date

    from parley.case import open_source
    from parley.core.jsonio import dumps
    from parley.insight.answer.assess import assess

    put(Path("case"), rich_case.files("outcomes"))
    source = open_source("case")
    asked: list[tuple[Any, Any, Any]] = [
        (None, None, None),
        ((), {"no_deal.costs.north": 4}, None),
        (("later", "hopeful"), {"no_deal.costs.north": 0.1 + 0.2, "no_deal.costs.south": "2 to 3"}, date(2021, 2, 20)),
        (("base",), {"no_deal.costs.north": 1e-7}, "2021-06-01"),
    ]
    for views, sets, as_of in asked if EVERY else asked[1:3]:
        first = dumps(assess(source, views=views, sets=sets, as_of=as_of, draws=8, seed=2))
        record: dict[str, Any] = json.loads(first)["request"]
        options = [record["source"], "--draws", str(record["draws"]), "--seed", str(record["seed"])]
        if record["views"] is not None:
            options += [w for view in record["views"] or ["base"] for w in ("--view", view)]
        options += [w for path, value in record["sets"] for w in ("--set", f"{path}={value}")]
        options += ["--as-of", record["as_of"]] if record["as_of"] else []
        shutil.rmtree(os.environ["PARLEY_CACHE"], ignore_errors=True)
        assert run(["assess", *options, "--json"]) == f"{first}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "state",
    [
        (("no_deal.costs.north", " 5 to 12"), ("security.holds.north", "about 30%")),
        *([(), (("no_deal.costs.north", "9"),), (("no_deal.costs.north", "discrete(0: 0.4, 1: 0.6)"),)] if EVERY else []),
    ],
)  # fmt: skip
def test_the_workbench(state: tuple[tuple[str, str], ...], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from parley.app.state import State
    from parley.app.workbench import Workbench
    from parley.report import html as page

    put(Path("it's $HOME"), rich_case.files("outcomes"))
    make: Callable[[Any], str] = page.render
    made = State.of([("set", f"{path}:{value}") for path, value in state])
    workbench = Workbench(Path("it's $HOME"), draws=8, seed=1)
    Path("first.html").write_text(make(workbench.assessment(made)), encoding="utf-8")
    workbench.close()
    again = shown(Path("first.html"))
    again[again.index("-o") + 1] = "second.html"
    monkeypatch.setenv("PARLEY_CACHE", str(here / "other"))
    run([*again[1:], "--force"])
    assert Path("first.html").read_bytes() == Path("second.html").read_bytes()
