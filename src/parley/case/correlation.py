"""Numbers that are uncertain together: a Gaussian copula over the uniforms behind them.

With z = Φ⁻¹(u) for independent uniforms u (n, m) and a correlation matrix C, the scores z C^½ have correlations C, and
Φ of them are uniforms again; C^½ is the symmetric root, which moves each score the least. Each number keeps its own
distribution: rho is the correlation of normal scores, not of the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from parley.case.collect import Collector
from parley.case.distributions import parse
from parley.case.tree import Mapping as TreeMapping
from parley.case.tree import Node, Scalar
from parley.case.types import Correlation
from parley.core.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

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
        collect.keys(item, ("paths", "rho", "because"), "a correlation")
        words = collect.scalars(item.items.get("paths"), "paths")
        paths = tuple(dict.fromkeys(w.text for w in words if known_path(w, w.text)))
        rho = _rho(collect, item)
        if len(words) < 2:
            collect.add(item, "a correlation needs two paths or more", "write paths: [PATH, PATH]", "missing")
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
        least = _least_eigenvalue(found)
        if least < -SLACK:
            hint = "with three numbers, two strong correlations bound the third; make them weaker"
            collect.add(node, "these correlations cannot hold together", hint, "correlations")
    return tuple(found)


def _rho(collect: Collector, item: TreeMapping) -> float | None:
    node = item.items.get("rho")
    if not isinstance(node, Scalar) or node.empty:
        collect.add(node or item, "rho is missing", "write rho: 0.5 (from -1 to 1)", "missing")
        return None
    try:
        made = parse(node.text, (-1.0, 1.0))
    except InputError as error:
        collect.add(node, f"rho: {error.problems[0].message}", error.problems[0].hint, "number")
        return None
    if not made.is_point:
        collect.add(node, "rho is a single number", "write rho: 0.5", "number")
        return None
    return made.median


def matrix(correlations: Iterable[Correlation]) -> tuple[tuple[str, ...], Floats]:
    """(paths, C): every path that is named, and the correlation matrix; pairs not named are independent."""
    import numpy as np

    stated = list(correlations)
    paths = tuple(dict.fromkeys(path for c in stated for path in c.paths))
    at = {path: i for i, path in enumerate(paths)}
    made = np.eye(len(paths))
    for c in stated:
        for a in c.paths:
            for b in c.paths:
                if a != b:
                    made[at[a], at[b]] = c.rho
    return paths, made


def _least_eigenvalue(correlations: Iterable[Correlation]) -> float:
    import numpy as np

    return float(np.linalg.eigvalsh(matrix(correlations)[1])[0])


def correlated(
    correlations: Iterable[Correlation], uniforms: Floats, columns: Mapping[str, int], edge: float
) -> Floats:
    """``uniforms`` (n, d) with the columns of correlated paths replaced; paths without a column stay independent."""
    import numpy as np
    from scipy.special import ndtr, ndtri

    paths, c = matrix(correlations)
    keep = [i for i, path in enumerate(paths) if path in columns]
    if len(keep) < 2:
        return uniforms
    c = c[np.ix_(keep, keep)]
    values, vectors = np.linalg.eigh(c)
    root = (vectors * np.sqrt(np.clip(values, 0.0, None))) @ vectors.T
    at = [columns[paths[i]] for i in keep]
    made = uniforms.copy(order="F")
    made[:, at] = np.clip(ndtr(ndtri(uniforms[:, at]) @ root), edge, 1.0 - edge)
    return made
