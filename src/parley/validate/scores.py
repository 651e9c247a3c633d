"""Scoring rules for forecasts: the lower, the better.

Gneiting and Raftery (2007) for the continuous ranked probability score, Jordan, Krüger and Lerch (2019) for Student's t, Murphy (1973)
for the parts of the Brier score. Units: those of the quantity forecast (CRPS), squared chance (Brier).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, finite, within


def crps_point(forecast: ArrayLike, seen: ArrayLike) -> Floats:
    """|x − y|: a point forecast's score is its absolute error."""
    result: Floats = np.abs(finite("forecast", forecast) - finite("seen", seen))
    return result


def crps_normal(mean: ArrayLike, sd: ArrayLike, seen: ArrayLike) -> Floats:
    """σ[z(2Φ(z) − 1) + 2φ(z) − 1/√π], z = (y − μ)/σ."""
    sigma = within("sd", sd, np.finfo(float).tiny, np.inf)
    z = (finite("seen", seen) - finite("mean", mean)) / sigma
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    result: Floats = sigma * (z * (2 * special.ndtr(z) - 1) + 2 * density - 1 / np.sqrt(np.pi))
    return result


def crps_t(df: ArrayLike, location: ArrayLike, scale: ArrayLike, seen: ArrayLike) -> Floats:
    """Student's t with ν > 1: σ{z(2F − 1) + 2f(ν + z²)/(ν − 1) − 2√ν/(ν − 1) · B(½, ν − ½)/B(½, ν/2)²}."""
    nu, sigma = within("df", df, 1 + 1e-9, np.inf), within("scale", scale, np.finfo(float).tiny, np.inf)
    z = (finite("seen", seen) - finite("location", location)) / sigma
    log_f = special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2) - np.log(nu * np.pi) / 2
    density = np.exp(log_f - (nu + 1) / 2 * np.log1p(z * z / nu))
    spread = 2 * np.sqrt(nu) / (nu - 1) * special.beta(0.5, nu - 0.5) / special.beta(0.5, nu / 2) ** 2
    part = z * (2 * special.stdtr(nu, z) - 1) + 2 * density * (nu + z * z) / (nu - 1) - spread
    result: Floats = np.asarray(sigma * part, dtype=np.float64)
    return result


def crps_ensemble(members: ArrayLike, seen: float, weights: ArrayLike | None = None) -> float:
    """E|X − y| − ½ E|X − X'| for a (weighted) ensemble: the exact score of the distribution that it is."""
    x = finite("members", members)
    if x.ndim != 1 or x.size == 0:
        raise InputError.one("an ensemble is one row of at least one member")
    order = np.argsort(x, kind="stable")
    w = np.full(x.size, 1 / x.size) if weights is None else within("weights", weights, 0, np.inf)[order]
    w = w / w.sum()
    x = x[order]
    below = np.cumsum(w)[:-1]
    apart = 2 * float((np.diff(x) * below * (1 - below)).sum())
    return float((w * np.abs(x - seen)).sum()) - apart / 2


def covered(members: ArrayLike, seen: float, share: float = 0.9) -> bool:
    """True where ``seen`` lies within the central ``share`` of the ensemble."""
    low, high = np.quantile(finite("members", members), [(1 - share) / 2, (1 + share) / 2])
    return bool(low <= seen <= high)


class Brier(NamedTuple):
    """Score = reliability − resolution + uncertainty."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float


def brier(forecast: ArrayLike, happened: ArrayLike) -> Brier:
    """Mean squared error of chances and its parts by distinct forecast (Murphy 1973)."""
    f, o = within("forecast", forecast, 0, 1), within("happened", happened, 0, 1)
    if f.shape != o.shape or f.size == 0:
        raise InputError.one("as many outcomes as forecasts are needed, at least one")
    base = float(o.mean())
    reliability = resolution = 0.0
    for value in np.unique(f):
        here = f == value
        rate = float(o[here].mean())
        reliability += float(here.mean()) * (float(value) - rate) ** 2
        resolution += float(here.mean()) * (rate - base) ** 2
    return Brier(float(((f - o) ** 2).mean()), reliability, resolution, base * (1 - base))


def out_of_sample_r2(seen: ArrayLike, forecast: ArrayLike, benchmark: ArrayLike) -> float:
    """1 − Σ(y − f)²/Σ(y − b)²: above 0 the forecast beats the benchmark."""
    y = finite("seen", seen)
    return 1 - float(
        ((y - finite("forecast", forecast)) ** 2).sum() / ((y - finite("benchmark", benchmark)) ** 2).sum()
    )
