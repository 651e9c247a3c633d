"""A case file as plain data beside its declaration: which declared value stands where, and how the data change."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from parley.case.file.tree import Mapping, Node, Sequence
from parley.case.schema.grammar import (
    By,
    ByModel,
    Change,
    Either,
    Field,
    Many,
    Match,
    Named,
    Number,
    Paths,
    Record,
    Value,
    Words,
)
from parley.case.schema.shared import CHANGE, LEAF

Step = tuple[Any, ...]


def plain(node: Node) -> Any:
    """The data that a YAML 1.2 reader sees, as an editor would."""
    if isinstance(node, Mapping):
        return {key: plain(inner) for key, inner in node.items.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if not node.plain:
        return node.text
    if node.empty:
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if re.fullmatch(r"[-+]?\d+", node.text):
        return int(node.text)
    return float(node.text) if re.fullmatch(r"[-+]?\d*\.\d+", node.text) else node.text


def written(data: Any) -> str:
    """``data`` as a case file. A lone ``?`` stays one."""
    return re.sub(r'(?<=[:,\[{] )"\?"|(?<=\[)"\?"', "?", json.dumps(data, ensure_ascii=False))


def places(value: Value, data: Any, path: Step = ()) -> Iterator[tuple[Step, Value]]:
    """Where in ``data`` each declared value stands."""
    if isinstance(value, ByModel) and isinstance(data, dict):
        value = value[data.get(value.key) or value.default]
    if isinstance(value, Either):
        records = [option for option in value.values if isinstance(option, Record)]
        value = records[0] if isinstance(data, dict) and records else value.values[0]
    if isinstance(value, Many) and not isinstance(data, list) and not value.strict:
        yield from places(value.value, data, path)
        return
    yield path, value
    if isinstance(data, dict):
        yield from _inside(value, data, path)
    elif isinstance(data, list) and isinstance(value, Many):
        for at, item in enumerate(data):
            yield from places(value.value, item, (*path, at))


def _inside(value: Value, data: dict[str, Any], path: Step) -> Iterator[tuple[Step, Value]]:
    if isinstance(value, Record):
        for key, inner in data.items():
            if key in value.keys:
                yield from places(value[key].value, inner, (*path, key))
            elif isinstance(value.also, Paths | Field):
                yield from places(value.also.value, inner, (*path, key))
    elif isinstance(value, Named | By):
        for key, inner in data.items():
            if key in LEAF.keys and key != "value":
                yield from places(LEAF[key].value, inner, (*path, key))
            else:
                yield from places(value.value, inner, (*path, key))
    elif isinstance(value, Match):
        for key, inner in data.items():
            yield from places(Words(), inner, (*path, key))
    elif isinstance(value, Number | Change):
        yield from places(LEAF if isinstance(value, Number) else CHANGE, data, path)


def changed(data: Any, path: Step, made: Any) -> Any:
    """A copy with something else at ``path``."""
    if not path:
        return made
    whole = copy.deepcopy(data)
    here = whole
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = made
    return whole


def at(data: Any, path: Step) -> Any:
    for step in path:
        data = data[step]
    return data
