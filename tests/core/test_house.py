"""The house: a room imports only from rooms above it; the package promises what it ships."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "parley"
ROOMS = (
    "core", "documents", "reading", "ledger", "deals", "nodeal", "case", "model", "debate", "outlook", "insight",
    "report", "validate", "app", "cli",
)  # fmt: skip


def imports(path: Path) -> set[str]:
    """Rooms of parley that a module imports, anywhere in it, for types only too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("parley.")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_rooms_above(room: str) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    wrong = {
        str(path.relative_to(SOURCE)): sorted(found - allowed)
        for path in sorted((SOURCE / room).rglob("*.py"))
        if (found := imports(path)) - allowed
    }
    assert not wrong


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        name = ".".join(("parley", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
        found[name] = path
    return found


def imported(path: Path, known: Iterable[str]) -> set[str]:
    """The modules among ``known`` that a file imports, for types only too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in known else node.module for name in whole}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names & set(known)


def circles(graph: dict[str, set[str]]) -> set[str]:
    """What is left of a graph after everything that leads to no circle has been taken away."""
    left = dict(graph)
    while ends := [name for name, into in left.items() if not into & left.keys()]:
        for name in ends:
            del left[name]
    return set(left)


def one_circle(graph: dict[str, set[str]]) -> str:
    """A circle of a graph, as a way to print it; empty where there is none."""
    left = circles(graph)
    way = sorted(left)[:1]
    while way:
        step = min(graph[way[-1]] & left)
        if step in way:
            return " -> ".join([*way[way.index(step) :], step])
        way.append(step)
    return ""


def test_no_circle_between_files() -> None:
    known = modules()
    graph = {name: imported(path, known) - {name} for name, path in known.items()}
    assert one_circle({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": set()}) == "a -> b -> a"
    found = one_circle(graph)
    assert not found, found


WINGS = {
    "reading": (
        "english",
        "rules",
        "sources",
        "acts",
        "conditions",
        "sides",
        "attribution",
        "actors",
        "others",
        "about",
        "measured",
    ),
    "insight": ("asking", "documents", "sensitivity", "results", "queries", "sections", "views", "answer"),
    "case": ("chance", "schema", "file", "drafting", "exchange", "observations"),
}
"""The wings of the larger rooms, in the order in which one may import from those before it."""


@pytest.mark.parametrize("room", WINGS)
def test_a_wing_imports_only_from_wings_before_it(room: str) -> None:
    known = modules()
    order = WINGS[room]
    folders = {p.name for p in (SOURCE / room).iterdir() if (p / "__init__.py").exists()}
    assert folders == set(order)
    wrong = []
    for name, path in known.items():
        here = name.split(".")[2:3]
        if name.startswith(f"parley.{room}.") and here[0] in order:
            for other in imported(path, known):
                there = other.split(".")[2:3]
                if (
                    other.startswith(f"parley.{room}.")
                    and there[0] in order
                    and order.index(there[0]) > order.index(here[0])
                ):
                    wrong.append((name, other))
    assert not wrong


def test_every_folder_is_a_known_room() -> None:
    found = {p.name for p in SOURCE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert found <= set(ROOMS)


def test_modules_fit_on_a_few_screens() -> None:
    long = {str(p.relative_to(SOURCE)): n for p in SOURCE.rglob("*.py") if (n := len(p.read_text().splitlines())) > 600}
    assert not long


def test_nothing_runs_code_from_files() -> None:
    """No eval, exec, pickle, unsafe YAML or shell in the package."""
    calls = {"eval", "exec", "compile", "__import__"}
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in calls, f"{path}:{node.lineno}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = getattr(node, "module", None) or ""
                names = {alias.name for alias in node.names} | {module}
                assert not names & {"pickle", "marshal", "shelve", "subprocess"}, f"{path}:{node.lineno}"
