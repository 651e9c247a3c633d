"""The section ``correlations:``: numbers that are uncertain together."""

from __future__ import annotations

from collections.abc import Callable

from parley.case.chance.correlation import least_eigenvalue
from parley.case.file.collector import Collector
from parley.case.file.tree import Mapping as TreeMapping
from parley.case.file.tree import Node, Scalar
from parley.case.schema.argued import CORRELATED
from parley.case.types import Correlation
from parley.core.errors import InputError

MOST = 500
SLACK = 1e-9
"""How far below zero an eigenvalue may lie by rounding."""


def read_correlations(
    collect: Collector, node: Node | None, known_path: Callable[[Node, str], bool]
) -> tuple[Correlation, ...]:
    """The section ``correlations:``; ``known_path`` notes paths that name no number."""
    found: list[Correlation] = []
    pairs: set[frozenset[str]] = set()
    for item in collect.items(node, "correlations"):
        if not isinstance(item, TreeMapping):
            collect.add(item, "a correlation is {paths: [PATH, PATH], rho: 0.5}")
            continue
        collect.keys(item, CORRELATED, "a correlation")
        words = collect.scalars(item.items.get("paths"), "paths")
        paths = tuple(dict.fromkeys(w.text for w in words if known_path(w, w.text)))
        rho = _rho(collect, item)
        if len(words) < 2:
            collect.add(item, "a correlation needs two paths or more", CORRELATED.hint("paths"), "missing")
        if rho is None or len(paths) < 2:
            continue
        mine = {frozenset((a, b)) for a in paths for b in paths if a != b}
        if mine & pairs:
            twice = " and ".join(sorted(sorted(mine & pairs, key=sorted)[0]))
            collect.add(item, f"the correlation of {twice} is stated twice", "keep one of them", "duplicate-key")
            continue
        pairs |= mine
        found.append(Correlation(paths, rho, collect.text(item.items.get("because"), "because")))
    named = {path for correlation in found for path in correlation.paths}
    collect.at_most(len(named), MOST, node, "correlated numbers")
    if found and node is not None:
        least = least_eigenvalue(found)
        if least < -SLACK:
            hint = "with three numbers, two strong correlations bound the third; make them weaker"
            collect.add(node, "these correlations cannot hold together", hint, "correlations")
    return tuple(found)


def _rho(collect: Collector, item: TreeMapping) -> float | None:
    node = item.items.get("rho")
    if not isinstance(node, Scalar) or node.empty:
        collect.add(node or item, "rho is missing", CORRELATED.hint("rho"), "missing")
        return None
    try:
        made = CORRELATED.quantity("rho").read(node.text)
    except InputError as error:
        collect.add(node, f"rho: {error.problems[0].message}", error.problems[0].hint, "number")
        return None
    if not made.is_point:
        collect.add(node, "rho is a single number", "write rho: 0.5", "number")
        return None
    return made.median
