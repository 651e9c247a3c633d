"""A belief about θ as a few weighted points, so that a chain need be solved only at those.

Gauss quadrature for the Beta weight (Golub and Welsch 1969): with G nodes every polynomial in θ up to degree 2G − 1 has its exact
expectation. R(θ) is smooth; with the default the error stays below 1e-4 of the scale (docs/nodeal-models.md).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, normalised, within

NODES = 7
SURE = 1e8
"""Strengths above this count as this: the belief is a point for every practical purpose."""


class Nodes(NamedTuple):
    """Points in (0, 1) and weights summing to 1 over the last axis; both (…, G)."""

    theta: Floats
    weight: Floats

    @property
    def mean(self) -> Floats:
        """E[θ]."""
        result: Floats = (self.theta * self.weight).sum(axis=-1)
        return result


def beta_nodes(mean: ArrayLike, strength: ArrayLike, count: int = NODES) -> Nodes:
    """Nodes for Beta(mean·strength, (1 − mean)·strength); shapes of the two are broadcast, a last axis of ``count`` added.

    A mean of 0 or 1 is a point, and so is an infinite strength. Raises InputError for a mean outside [0, 1], a strength not above 0, fewer than 1 node.
    """
    if count < 1:
        raise InputError.one("a belief needs at least one node")
    known = np.minimum(np.asarray(strength, dtype=np.float64), SURE)
    centre, size = np.broadcast_arrays(within("theta", mean, 0, 1), within("strength", known, 1e-6, SURE))
    inner = np.clip(centre, 1e-9, 1 - 1e-9)
    # Jacobi weight (1 − x)^alpha (1 + x)^beta on [−1, 1], x = 2θ − 1
    alpha, beta = ((1 - inner) * size - 1)[..., None], (inner * size - 1)[..., None]
    both = alpha + beta
    j = np.arange(1, count)
    first = (beta - alpha) / (both + 2)
    later = (beta**2 - alpha**2) / ((2 * j + both) * (2 * j + both + 2))
    diagonal = np.concatenate([first, later], axis=-1)
    matrix = np.zeros((*inner.shape, count, count))
    at = np.arange(count)
    matrix[..., at, at] = diagonal
    if count > 1:
        # for j = 1 the factor (j + both) cancels against (2j + both − 1): written out, it would be 0/0 at strength 1
        ratio = np.where(j == 1, 1.0, (j + both) / np.where(j == 1, 1.0, 2 * j + both - 1))
        square = 4 * j * (j + alpha) * (j + beta) * ratio / ((2 * j + both) ** 2 * (2 * j + both + 1))
        off = np.sqrt(square)
        matrix[..., at[1:], at[:-1]] = off
        matrix[..., at[:-1], at[1:]] = off
    points, vectors = np.linalg.eigh(matrix)
    theta = np.clip((points + 1) / 2, 0.0, 1.0)
    weight = vectors[..., 0, :] ** 2
    certain = ((centre <= 0) | (centre >= 1) | (size >= SURE))[..., None]
    theta = np.where(certain, centre[..., None], theta)
    return Nodes(theta, weight / weight.sum(axis=-1, keepdims=True))


def grid_nodes(weights: ArrayLike) -> Nodes:
    """A belief held on an even grid of θ: ``weights`` (…, G) at the midpoints of G equal cells of [0, 1]."""
    weight = normalised("weights", weights)
    count = weight.shape[-1]
    theta = np.broadcast_to((np.arange(count) + 0.5) / count, weight.shape)
    return Nodes(np.array(theta), weight)


def beta_grid(mean: float, strength: float, count: int = 201) -> Floats:
    """Weights of a Beta on the even grid of :func:`grid_nodes`, as masses of the cells; (count,)."""
    from scipy import special

    a, b = float(within("theta", mean, 1e-9, 1 - 1e-9)) * strength, (1 - mean) * strength
    edges = np.asarray(special.betainc(a, b, np.linspace(0, 1, count + 1)), dtype=np.float64)
    mass = np.diff(edges)
    result: Floats = mass / mass.sum()
    return result
