"""Every fenced block of every page runs, in the order of the page, in a folder that holds what its commands name.

``sh``: commands of parley are run (with few draws, where a command takes ``--draws`` and the page names none); those that
serve, train, want data that we do not ship or reach an address are only parsed; ``make`` and the rest must name targets and
files that exist. ``python``: run as a session or as a script. ``yaml``: read by the reader of cases; ``toml``: parsed.
``text`` and ``mermaid`` are shown only. There are no other blocks.
"""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner

from parley.case.file.tree import parse as parse_yaml
from parley.cli.main import root

ROOT = Path(__file__).resolve().parents[2]
PAGES: list[Path] = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]  # fmt: skip
PAGES = [page for page in PAGES if page.exists()]
ONLY_PARSED = {"serve", "train", "validate", "demo"}
KINDS = {"sh", "python", "yaml", "toml", "text", "mermaid"}
_FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>[^\n]*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str, int]]:
    """(kind, body, line) of the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [(m["kind"].strip(), m["body"], text[: m.start()].count("\n") + 1) for m in _FENCE.finditer(text)]


def test_every_block_says_what_it_is() -> None:
    wrong = [f"{p.name}:{line}: {kind!r}" for p in PAGES for kind, _, line in blocks(p) if kind not in KINDS]
    assert not wrong
    assert all(page.read_text(encoding="utf-8").count("```") == 2 * len(blocks(page)) for page in PAGES)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str) -> Iterator[Path]:
    """Where the commands of a page run: an article, a folder of articles, a hand-coded table, the examples, a case."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARLEY_CACHE", answers)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    sources = ROOT / "examples" / "ukraine-2022-23" / "sources"
    told = sources / "zelensky-2022-11-07.md"  # tells who fights whom, so that its draft has its sides
    chosen = [told, *(p for p in sorted(sources.glob("*.md")) if p != told)]
    shutil.copy(chosen[0], tmp_path / "article.md")
    words = "".join(f"<p>{line}</p>" for line in chosen[1].read_text(encoding="utf-8").split("---")[-1].split("\n\n"))
    (tmp_path / "another.html").write_text(f"<!doctype html><html><body>{words}</body></html>", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    for path in chosen[:3]:
        shutil.copy(path, tmp_path / "articles")
    before = dict(os.environ)
    yield tmp_path
    for name in set(os.environ) - set(before):  # a page may export
        del os.environ[name]


def command_of(words: list[str]) -> tuple[click.Command, list[str], list[str]]:
    """(command, its own words, what is given to it)."""
    command: click.Command = root
    path: list[str] = []
    rest = list(words)
    while isinstance(command, click.Group):
        assert rest, f"parley {' '.join(words)}: which command?"
        found = command.get_command(click.Context(command), rest[0])
        assert found is not None, f"there is no command {rest[0]}"
        command = found
        path.append(rest.pop(0))
    return command, path, rest


def run_parley(words: list[str], where: str) -> None:
    """Run one command line of a page, or parse it where it cannot be run here."""
    if words[0].startswith("-"):
        assert CliRunner().invoke(root, words).exit_code == 0, where
        return
    command, path, given = command_of(words)
    if path[0] in ONLY_PARSED or "--endpoint" in given or any("://" in word for word in given):
        context = command.make_context(path[-1], list(given))
        context.close()
        return
    takes = {name for p in command.params if not getattr(p, "hidden", False) for name in p.opts}
    if "--draws" in takes and "--draws" not in given:
        given += ["--draws", "200" if path[0] in ("assess", "report", "memo", "drivers") else "16"]
    if "--points" in takes and "--points" not in given:
        given += ["--points", "16"]
    result = CliRunner().invoke(root, [*path, *given], input="q", prog_name="parley")
    assert result.exit_code == 0, f"{where}: parley {' '.join(words)}\n{result.output}\n{result.exception}"
    assert "there is no such" not in result.output, f"{where}: parley {' '.join(words)}\n{result.output}"
    assert result.output.strip() or "-o" in given or "--output" in given, f"{where}: it says nothing"


def run_shell(body: str, where: str) -> None:
    """Run a block of commands, line by line."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in body.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        if words[0] == "export":
            os.environ.update(word.split("=", 1) for word in words[1:])
        elif words[0] == "parley":
            run_parley(words[1:], where)
        elif words[0] == "make":
            for target in words[1:]:
                assert "=" in target or re.search(rf"^{target}:", makefile, re.MULTILINE), f"{where}: make {target}"
        else:
            assert words[0] in ("git", "cd") or words[0].startswith(("python", ".venv/bin/")), f"{where}: {line}"
            for word in words[1:]:
                if re.match(r"(?:src|tests|docs|benchmarks|examples)/", word):
                    assert (ROOT / word.split("::")[0]).exists(), f"{where}: there is no {word}"


def run_python(body: str, names: dict[str, Any], where: str) -> None:
    """Run a block as a session (where it has prompts) or as a script."""
    if ">>>" not in body:
        with redirect_stdout(io.StringIO()):
            exec(compile(body, where, "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(body, names, where, where, 0)
    said = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    result = runner.run(test, out=said.write, clear_globs=False)
    names.update(test.globs)
    assert result.failed == 0, said.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("page")  # a dataclass looks for its module
    monkeypatch.setitem(sys.modules, "page", module)
    names: dict[str, Any] = vars(module)
    for kind, body, line in blocks(page):
        where = f"{page.name}:{line}"
        if kind == "sh":
            run_shell(body, where)
        elif kind == "python":
            run_python(body, names, where)
        elif kind == "yaml":
            for part in re.split(r"^(?=\S)", body.replace("…", "x"), flags=re.MULTILINE):
                if part.strip():
                    parse_yaml(part, where)
        elif kind == "toml":
            assert tomllib.loads(body), where


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_command_named_in_a_sentence_exists_with_its_options(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for said in re.findall(r"`parley ([a-z][^`]*)`", text):
        words = re.findall(r"[^\s\[\]|]+", said)
        command: click.Command = root
        while words and isinstance(command, click.Group) and not words[0].isupper():
            found = command.get_command(click.Context(command), words[0])
            assert found is not None, f"parley {said}"
            command, words = found, words[1:]
        taken = {name for p in command.params for name in (*p.opts, *getattr(p, "secondary_opts", ()))} | {
            "--help",
            "-h",
        }
        unknown = [word for word in words if re.match(r"-{1,2}[a-z]", word) and word.split("=")[0] not in taken]
        assert not unknown or isinstance(command, click.Group), f"parley {said}: {unknown}"


def test_a_block_that_does_not_hold_is_found(folder: Path) -> None:
    with pytest.raises(AssertionError, match="Expected"):
        run_python(">>> 1 + 1\n3\n", {}, "here")
    with pytest.raises(AssertionError, match="no command"):
        run_shell("parley frobnicate x\n", "here")
    with pytest.raises(click.UsageError):
        run_shell("parley serve examples/iran-2012 --frobnicate\n", "here")
    with pytest.raises(AssertionError, match="here: parley zone"):
        run_shell("parley zone no-such-case\n", "here")
    with pytest.raises(AssertionError, match="make frobnicate"):
        run_shell("make frobnicate\n", "here")
