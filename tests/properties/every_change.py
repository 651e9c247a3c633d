"""Every single change of a case's files, of any shape: each scalar, each key, each item, each pair of neighbours, each name, each
sentence of a document. It knows YAML, and nothing of what a case means."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from ruamel.yaml import YAML

Node = Any
Step = str | int
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]|-\d)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.%+]*(?:[ -][A-Za-z0-9_.%+]+)*")
WORDS = (
    ("true", "false"),
    ("principal", "ratifier", "supporter", "mediator", "spoiler"),
    ("low", "moderate", "high"),
    ("direction", "size"),
    ("shared", "not", "disputed"),
)
"""Words that stand for one another, where no name of the case does."""


def read(text: str) -> Node:
    """A YAML text as mappings, lists and the texts of its scalars."""
    return YAML(typ="base", pure=True).load(text)


def written(node: Node) -> str:
    """The YAML text of a node: one entry a line."""
    return "\n".join(_lines(node, "")) + "\n"


def _lines(node: Node, indent: str) -> Iterator[str]:
    pairs = [(f"{_scalar(k)}:", v) for k, v in node.items()] if isinstance(node, dict) else [("-", v) for v in node]
    for head, value in pairs:
        if isinstance(value, dict | list) and value:
            yield indent + head
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{head} {_scalar(value)}"


def _scalar(value: Node) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value)
    return value if PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def walk(node: Node, at: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Node]]:
    """Every node below one, with its place."""
    yield at, node
    if isinstance(node, dict | list):
        for step, inner in node.items() if isinstance(node, dict) else enumerate(node):
            yield from walk(inner, (*at, step))


def holder(root: Node, at: tuple[Step, ...]) -> Node:
    """What holds the node at a place."""
    for step in at[:-1]:
        root = root[step]
    return root


def others(text: str, families: list[list[str]]) -> Iterator[str]:
    """Other texts for a scalar: its numbers up and down, its days, names and words that may stand in its place, its end."""
    for found in DAY.finditer(text):
        day = datetime.date.fromisoformat(found[0])
        for days in (-1, 40):
            yield text[: found.start()] + str(day + datetime.timedelta(days)) + text[found.end() :]
    if not DAY.search(text):
        for found in NUMBER.finditer(text):
            value = float(found[0])
            for new in (value * 0.9 + 0.01, value + 1):
                shown = f"{new:.6g}"
                yield text[: found.start()] + shown + text[found.end() :]
    for family in families:
        if text in family:
            yield from (name for name in family if name != text)
    if not NUMBER.fullmatch(text) and text not in ("true", "false"):
        yield text + " indeed"


def case_changes(text: str) -> Iterator[tuple[str, str]]:
    """``(what was changed, the changed text)`` for each single change of a case file."""
    root = read(text)
    families = [list(words) for words in WORDS]
    families += [list(map(str, node)) for _, node in walk(root) if isinstance(node, dict) and len(node) > 1]

    def changed(at: tuple[Step, ...], what: str, value: Any = None) -> tuple[str, str]:
        copy = deepcopy(root)
        inside = holder(copy, at)
        if what == "dropped":
            del inside[at[-1]]
        elif what == "moved":
            one, two = at[-1], at[-1] + 1  # type: ignore[operator]
            inside[one], inside[two] = inside[two], inside[one]
        elif what == "turned":
            pairs = list(inside[at[-1]].items())
            pairs[value], pairs[value + 1] = pairs[value + 1], pairs[value]
            inside[at[-1]] = dict(pairs)
        else:
            inside[at[-1]] = value
        return f"{'.'.join(map(str, at))} {what}{'' if value is None else f': {value}'}", written(copy)

    names = set()
    for at, node in walk(root):
        if not at:
            continue
        yield changed(at, "dropped")
        if isinstance(node, str):
            for new in dict.fromkeys(others(node, families)):
                yield changed(at, "changed", new)
        if isinstance(node, list):
            for place in range(len(node) - 1):
                yield changed((*at, place), "moved")
        if isinstance(node, dict):
            for place in range(len(node) - 1):
                yield changed(at, "turned", place)
            names.update(node)
    for name in sorted(names):
        new = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", f"{name}x", written(root))
        yield f"{name} renamed", new


def text_changes(text: str) -> Iterator[tuple[str, str]]:
    """The same for a document: each word of it left out, and a negation put in at each verb of saying."""
    for found in re.finditer(r"\S+", text):
        yield f"without {found[0]!r} at {found.start()}", text[: found.start()] + text[found.end() :].lstrip(" ")
    for found in re.finditer(r"\b(said|wrote|warned|urged|denied|would|could)\b", text):
        yield f"not {found[0]} at {found.start()}", f"{text[: found.end()]} not{text[found.end() :]}"


def every(files: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each single change of the files of a case."""
    for place, text in files.items():
        make = case_changes if place.endswith(".yaml") else text_changes
        for what, new in make(text):
            if new != text:
                yield f"{place}: {what}", {**files, place: new}
