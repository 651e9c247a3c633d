"""The path of a judgement is spelled, split and told apart in ``case/paths.py`` alone, with the beginnings of spellings beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from parley.case import paths
from parley.nodeal.record import Reader, Record, Setting
from parley.nodeal.registry import records

SOURCE = Path(__file__).resolve().parents[2] / "src" / "parley"
HOME = ("case/paths.py", "case/path_groups.py")
SECTIONS = (
    "values", "interactions", "floors", "red_lines", "toughness", "no_deal", "security", "kinds", "outlook", "levers",
    "limits", "courses", "signals",
)  # fmt: skip
INSIDE = (
    "weights", "scores", "points", "at_least", "at_most", "holds", "beliefs", "if_broken", "effects", "uses", "changes",
    "security", "theta", "strength",
)  # fmt: skip
SPELT = re.compile(rf"^(?:{'|'.join(SECTIONS)})\.|^\.?(?:.*\.)?(?:{'|'.join(INSIDE)})\.|\.(?:{'|'.join(INSIDE)})$")
BEFORE_CASES = ("core", "documents", "reading", "ledger", "deals", "validate")
"""Rooms that know no case; that a word is split at dots there has other reasons."""

ALLOWED: dict[tuple[str, str], str] = {
    (
        "nodeal/record.py",
        "*.beliefs.*.*",
    ): "stands before the case: its Reader asks by text, and what it asks is tested here",
    ("case/schema/page.py", "rpartition('.')"): "headings of the format's page, whose sections are named with dots",
    ("case/file/source.py", "partition('.')"): "walks the file, whose keys in views and changes hold dots themselves",
}


def text_of(node: ast.expr) -> str | None:
    """A constant, or an f-string with * for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "*" for v in node.values)  # type: ignore[misc]
    return None


def spells(node: ast.AST) -> str | None:
    """The text by which ``node`` spells a path, or the beginning or the end of one."""
    if not isinstance(node, ast.Constant | ast.JoinedStr) or not (text := text_of(node)):
        return None
    first, *rest = text.split(maxsplit=1)[0:2] or [""]
    if rest and (isinstance(node, ast.Constant) or "*" not in first):
        return None  # a sentence that names one
    if text.endswith((".j2", ".html", ".json", ".yaml")):
        return None  # a file
    return text if SPELT.search(first.rstrip(":")) else None


def splits(node: ast.AST) -> str | None:
    """The call by which ``node`` takes a path apart, or puts one together."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    given = [text_of(a) for a in node.args]
    name = node.func.attr
    if name in ("split", "rsplit", "partition", "rpartition") and given[:1] == ["."]:
        return f"{name}('.')"
    if name == "join" and text_of(node.func.value) == ".":
        return "'.'.join"
    if name in ("startswith", "removeprefix") and given and given[0] in SECTIONS:
        return f"{name}({given[0]!r})"
    return None


def told_apart(node: ast.AST) -> str | None:
    """The pattern by which ``node`` tells split paths apart."""
    if isinstance(node, ast.MatchSequence) and node.patterns:
        head = node.patterns[0]
        options = head.patterns if isinstance(head, ast.MatchOr) else [head]
        for option in options:
            if isinstance(option, ast.MatchValue) and text_of(option.value) in SECTIONS:
                return f"case [{text_of(option.value)!r}, ...]"
    return None


def found(source: str) -> Iterator[tuple[int, str]]:
    """(line, what) of everything in a module that builds, splits or tells apart paths as text."""
    tree = ast.parse(source)
    plain = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for joined in ast.walk(tree):  # pieces of an f-string are told with the whole of it
        if isinstance(joined, ast.JoinedStr):
            plain |= {id(v) for v in joined.values}
    for node in ast.walk(tree):
        if id(node) in plain:
            continue
        for check in (spells, splits, told_apart):
            what = check(node)
            if what is not None:
                yield getattr(node, "lineno", 0), what


def modules() -> list[str]:
    every = (p.relative_to(SOURCE) for p in SOURCE.rglob("*.py"))
    return sorted(str(p) for p in every if p.parts[0] not in BEFORE_CASES and str(p) not in HOME)


def test_no_other_module_spells_or_splits_a_path() -> None:
    wrong = [
        f"{name}:{line}: {what}"
        for name in modules()
        for line, what in found((SOURCE / name).read_text(encoding="utf-8"))
        if (name, what) not in ALLOWED
    ]
    assert not wrong, "\n".join(wrong)


def test_every_exception_is_still_needed_and_says_why() -> None:
    used = {(name, what) for name in modules() for _, what in found((SOURCE / name).read_text(encoding="utf-8"))}
    assert set(ALLOWED) <= used
    assert all(len(why.split()) > 3 for why in ALLOWED.values())


@pytest.mark.parametrize(
    "line",
    [
        'f"no_deal.costs.{party}"',
        'f"values.{party}.weights.{issue}"',
        'f"{own}.holds.{who}"',
        '"no_deal.beliefs."',
        'path.endswith(".holds")',
        'f".weights.{issue}"',
        'path.split(".")[2]',
        'path.partition(".")',
        '".".join(parts[:3])',
        'path.startswith("red_lines")',
        'f"red_lines.{key}: nobody said so"',
        'match parts:\n    case ["values", party, *_]: pass',
    ],
)
def test_the_test_can_fail(line: str) -> None:
    assert list(found(line + "\n" if line.startswith("match") else f"x = {line}\n"))


@pytest.mark.parametrize(
    "line", ['"no_deal.sides is missing: write sides"', '"values"', 'f"{share:.0%} of it holds."', '"a sentence."']
)
def test_words_are_left_alone(line: str) -> None:
    assert not list(found(f"x = {line}\n"))


@pytest.mark.parametrize("record", records().values(), ids=lambda r: r.name)
def test_what_a_model_asks_for_is_spelled_as_a_path(record: Record) -> None:
    wholes = {whole.name: whole.default for table in record.tables for whole in table.wholes}
    here = Setting(("north", "south"), ("hold", "gains"), ("aid",), wholes, 12, 1)
    asked: dict[str, None] = {}

    def get(path: str) -> np.ndarray:
        asked[path] = None
        return np.full(1, 0.5)

    record.build(Reader(record, get, ("north", "south"), ("north", "analyst"), here))
    assert len(asked) > 4
    for text in asked:
        form = paths.parse(text)
        assert isinstance(form, paths.NoDeal) and str(form) == text
        assert record.number(paths.words(form)[1:], here) is not None
