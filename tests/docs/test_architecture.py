"""ARCHITECTURE.md draws the house as its law has it: the same rooms and wings, in the same order."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import generated

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def law(name: str) -> Any:
    """A table of tests/core/test_house.py."""
    tree = ast.parse((ROOT / "tests" / "core" / "test_house.py").read_text(encoding="utf-8"))
    (value,) = (n.value for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == name)
    return ast.literal_eval(value)


def test_the_rooms_stand_in_the_order_of_the_law() -> None:
    assert tuple(generated.order()) == law("ROOMS")


def test_the_wings_stand_in_the_order_of_the_law() -> None:
    shown = {
        room: tuple(re.findall(r"`(\w+)/`", wings))
        for room, wings in re.findall(r"^\| `(\w+)/` \| (`\w+/`.*) \|$", PAGE, re.MULTILINE)
    }
    assert shown == law("WINGS")


def test_what_is_drawn_are_imports_downwards() -> None:
    arrows = re.findall(r"^  (\w+) --> (\w+)$", generated.house(), re.MULTILINE)
    order = law("ROOMS")
    assert len(arrows) > 10
    assert all(order.index(a) < order.index(b) and a in generated.imports(b) for a, b in arrows)
