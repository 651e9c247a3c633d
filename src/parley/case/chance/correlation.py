"""Numbers that are uncertain together: a Gaussian copula over the uniforms behind them.

With z = Φ⁻¹(u) for independent uniforms u (n, m) and a correlation matrix C, the scores z C^½ have correlations C, and
Φ of them are uniforms again; C^½ is the symmetric root, which moves each score the least. Each number keeps its own
distribution: rho is the correlation of normal scores, not of the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from parley.case.types import Correlation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


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


def least_eigenvalue(correlations: Iterable[Correlation]) -> float:
    """Of the correlation matrix: below zero where the correlations cannot hold together."""
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
