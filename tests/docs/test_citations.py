"""Nothing is cited that is not here: links, files, modules, and no notes that the repository does not hold."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "parley"
PAGES = [
    *ROOT.glob("*.md"), *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md",
    *SOURCE.rglob("*.md"),
]  # fmt: skip
PAGES = [page for page in PAGES if "template" not in page.parts]
CODE = [
    *sorted(SOURCE.rglob("*.py")),
    *sorted((ROOT / "benchmarks").glob("*.py")),
    *sorted((ROOT / "tests").rglob("*.py")),
]

_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_PATH = re.compile(r"(?<![\w/.-])(?:docs|examples|src|tests|benchmarks)/[\w./-]*\w")
_PYTHON = re.compile(r"(?<![\w/.-])(?:[a-z_]+/)+[a-z_0-9]+\.py\b")
_MODULE = re.compile(r"(?<![\w./-])parley(?:\.[A-Za-z_]\w*)+")
_NOTE = re.compile(
    r"\b(?:[A-Z]{5,}(?:\.md)?,? (?:section )?\d+\.\d+|(?:DESIGN|FRAMEWORK|ORACLES|READING|PEERS|STYLE|WINGS)\b (?:section )?\d|§ ?\d)"
)
_PLACEHOLDER = re.compile(r"NAME|KIND|EXAMPLE|CASE|\*|…")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as a code host makes them."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    made = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        made.add(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"))
    return made


def broken_links(page: Path, text: str) -> list[str]:
    """Relative links of a page that lead nowhere."""
    wrong = []
    for match in _LINK.finditer(re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)):
        target, _, anchor = match["target"].partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        there = page.parent / target if target else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            wrong.append(match["target"])
    return wrong


def comments(path: Path) -> str:
    """The docstrings and comments of a module."""
    text = path.read_text(encoding="utf-8")
    docs = [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    marks = [t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT]
    return "\n".join([*docs, *marks])


@cache
def module(name: str) -> Path | None:
    """The file of a module or package of parley."""
    place = ROOT / "src" / Path(*name.split("."))
    return next((p for p in (place.with_suffix(".py"), place / "__init__.py") if p.exists()), None)


@cache
def groups() -> frozenset[str]:
    """Groups of entry points by which other packages add to parley."""
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return frozenset(name for text in texts for name in re.findall(r'^GROUP = "(parley\.\w+)"', text, re.MULTILINE))


def exists(name: str) -> bool:
    """Whether a dotted name leads to a module of parley, or to something that its module defines or hands on, or names a
    group of entry points."""
    if name in groups():
        return True
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        found = module(".".join(parts[:cut]))
        if found is not None:
            rest = parts[cut:]
            return not rest or re.search(rf"\b{re.escape(rest[0])}\b", found.read_text(encoding="utf-8")) is not None
    return False


def absent(text: str) -> Iterator[str]:
    """What a text cites and the repository does not hold."""
    for found in _PATH.findall(text):
        if not _PLACEHOLDER.search(found) and not (ROOT / found.rstrip("/.")).exists():
            yield found
    for found in _PYTHON.findall(text):
        places = (ROOT, SOURCE, ROOT / "src", ROOT / "tests", *(p for p in SOURCE.iterdir() if p.is_dir()))
        if not any((place / found).exists() for place in places):
            yield found
    for found in _MODULE.findall(text):
        if not _PLACEHOLDER.search(found) and not exists(found):
            yield found
    yield from _NOTE.findall(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_a_page_links_to_and_cites_is_here(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not broken_links(page, text)
    if page.name != "CHANGELOG.md":  # it may name what a module was called before
        wrong = sorted(set(absent(text)))
        assert not wrong, f"{page.name} cites what is not here: {', '.join(wrong)}"


def test_what_the_code_cites_is_here() -> None:
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in CODE
        if path != Path(__file__) and (wrong := list(absent(comments(path))))
    }
    assert not found


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        for target in _LINK.findall(page.read_text(encoding="utf-8")):
            there = (page.parent / target.partition("#")[0]).resolve()
            if "://" not in target and there.exists():
                ahead.append(there)
    assert set((ROOT / "docs").glob("*.md")) | set(ROOT.glob("*.md")) <= seen


def test_what_is_absent_is_found() -> None:
    text = "see docs/no-such-page.md, case/no_such.py, parley.deals.nothing.at_all and DESIGN 4.7 (FRAMEWORK 1)"
    assert list(absent(text)) == ["docs/no-such-page.md", "case/no_such.py", "parley.deals.nothing.at_all", "DESIGN 4.7", "FRAMEWORK 1"]  # fmt: skip
    assert not list(absent("docs/deals.md, deals/zone.py, parley.deals.zone.zone, UNGA ES-11/4, Raiffa 1982"))
    assert broken_links(ROOT / "README.md", "[x](docs/nowhere.md) [y](docs/deals.md#nowhere) [z](docs/deals.md)") == [
        "docs/nowhere.md", "docs/deals.md#nowhere",
    ]  # fmt: skip
