"""The shapes that a number may have: point, normal, uniform, triangular, beta, log-normal, discrete, mixture.

Frozen, hashable, compared by value (not by the words they were written in). Quantiles and distribution functions are
elementwise. Normals and log-normals are conditioned on their bounds: u ↦ Q(F(lo) + u (F(hi) − F(lo))); ranges only in their tails.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Z95 = 1.6448536269514722
"""The 95th percentile of the standard normal distribution."""
TAIL = 0.05


@dataclass(frozen=True, slots=True)
class Shape:
    """Percentiles by the quantile function of the subclass."""

    text: str = field(compare=False, kw_only=True, default="")

    @property
    def is_point(self) -> bool:
        return False

    @property
    def median(self) -> float:
        return self._at(0.5)

    @property
    def low(self) -> float:
        return self._at(0.05)

    @property
    def high(self) -> float:
        return self._at(0.95)

    def _at(self, u: float) -> float:
        import numpy as np

        return float(self.quantile(np.array([u]))[0])

    def quantile(self, u: Floats) -> Floats:
        raise NotImplementedError

    def cdf(self, x: Floats) -> Floats:
        """Share of the distribution at or below ``x``, elementwise."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Point(Shape):
    """A number without a range."""

    value: float

    @property
    def is_point(self) -> bool:
        return True

    @property
    def median(self) -> float:
        return self.value

    @property
    def low(self) -> float:
        return self.value

    @property
    def high(self) -> float:
        return self.value

    def quantile(self, u: Floats) -> Floats:
        import numpy as np

        return np.full(np.shape(u), self.value)

    def cdf(self, x: Floats) -> Floats:
        import numpy as np

        return np.where(np.asarray(x) >= self.value, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Normal(Shape):
    """Normal(mean, sd) conditioned on ``lo`` ≤ x ≤ ``hi``."""

    mean: float
    sd: float
    lo: float = -math.inf
    hi: float = math.inf

    def masses(self) -> tuple[float, float]:
        return _normal_cdf((self.lo - self.mean) / self.sd), _normal_cdf((self.hi - self.mean) / self.sd)

    def _at(self, u: float) -> float:
        from statistics import NormalDist

        below, upto = self.masses()  # the standard library: medians must not wait for scipy
        p = below + u * (upto - below)
        if not 0.0 < p < 1.0:
            return float(self.quantile(_array(u))[0])
        return min(max(self.mean + self.sd * NormalDist().inv_cdf(p), self.lo), self.hi)

    def quantile(self, u: Floats) -> Floats:
        import numpy as np
        from scipy.special import ndtri

        below, upto = self.masses()
        z = ndtri(below + np.asarray(u, dtype=float) * (upto - below))
        return np.clip(self.mean + self.sd * z, self.lo, self.hi)

    def cdf(self, x: Floats) -> Floats:
        import numpy as np
        from scipy.special import ndtr

        below, upto = self.masses()
        inside = (ndtr((np.asarray(x, dtype=float) - self.mean) / self.sd) - below) / (upto - below)
        return _within(x, inside, self.lo, self.hi)


@dataclass(frozen=True, slots=True)
class Range(Shape):
    """A normal with 5th percentile ``least`` and 95th ``most``, whose tails are cut at ``lo`` and ``hi``.

    Between the percentiles it is the normal itself; each tail keeps its 5 % and is conditioned on lying within the
    bound. So the stated percentiles hold exactly, the median is their middle, and nothing lies outside.
    """

    least: float
    most: float
    lo: float = -math.inf
    hi: float = math.inf

    @property
    def median(self) -> float:
        return (self.least + self.most) / 2

    @property
    def low(self) -> float:
        return self.least

    @property
    def high(self) -> float:
        return self.most

    def _normal(self) -> tuple[float, float, float, float]:
        """Mean and standard deviation; the normal's masses below ``lo`` and above ``hi``."""
        mean, sd = self.median, (self.most - self.least) / (2 * Z95)
        below = min(_normal_cdf((self.lo - mean) / sd), TAIL)
        above = min(_normal_cdf((mean - self.hi) / sd), TAIL)
        return mean, sd, below, above

    def quantile(self, u: Floats) -> Floats:
        import numpy as np
        from scipy.special import ndtri

        u = np.asarray(u, dtype=float)
        mean, sd, below, above = self._normal()
        p = np.where(u < TAIL, below + u / TAIL * (TAIL - below), u)
        left = 1.0 - u  # the upper tail is reckoned from its end, where differences are small
        q = np.where(left < TAIL, above + left / TAIL * (TAIL - above), left)
        z = np.where(u <= 0.5, ndtri(p), -ndtri(q))
        return np.clip(mean + sd * z, self.lo, self.hi)

    def cdf(self, x: Floats) -> Floats:
        import numpy as np
        from scipy.special import ndtr

        mean, sd, below, above = self._normal()
        z = (np.asarray(x, dtype=float) - mean) / sd
        p, left = ndtr(z), ndtr(-z)
        low = (p - below) / (TAIL - below) * TAIL if below < TAIL else np.full_like(p, TAIL)
        high = 1.0 - ((left - above) / (TAIL - above) * TAIL if above < TAIL else np.zeros_like(p))
        inside = np.where(p < TAIL, low, np.where(left < TAIL, high, p))
        return _within(x, inside, self.lo, self.hi)


@dataclass(frozen=True, slots=True)
class LogNormal(Shape):
    """exp of Normal(mu, sigma), conditioned on ``lo`` ≤ x ≤ ``hi``."""

    mu: float
    sigma: float
    lo: float = 0.0
    hi: float = math.inf

    def log(self) -> Normal:
        def log(x: float) -> float:
            return math.log(x) if x > 0 else -math.inf

        return Normal(self.mu, self.sigma, log(self.lo), log(self.hi) if math.isfinite(self.hi) else math.inf)

    def quantile(self, u: Floats) -> Floats:
        import numpy as np

        return np.clip(np.exp(self.log().quantile(u)), self.lo, self.hi)

    def cdf(self, x: Floats) -> Floats:
        import numpy as np

        with np.errstate(divide="ignore"):
            logs = np.log(np.maximum(np.asarray(x, dtype=float), 0.0))
        return self.log().cdf(logs)


@dataclass(frozen=True, slots=True)
class Uniform(Shape):
    """Every value from ``lo`` to ``hi`` alike."""

    lo: float
    hi: float

    def quantile(self, u: Floats) -> Floats:
        import numpy as np

        return np.clip(self.lo + np.asarray(u, dtype=float) * (self.hi - self.lo), self.lo, self.hi)

    def cdf(self, x: Floats) -> Floats:
        import numpy as np

        return np.clip((np.asarray(x, dtype=float) - self.lo) / (self.hi - self.lo), 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Triangular(Shape):
    """Density rising from ``lo`` to ``mode`` and falling to ``hi``, in straight lines."""

    lo: float
    mode: float
    hi: float

    def quantile(self, u: Floats) -> Floats:
        import numpy as np

        u = np.asarray(u, dtype=float)
        width, left = self.hi - self.lo, self.mode - self.lo
        right = self.hi - self.mode
        rising = self.lo + np.sqrt(u * width) * np.sqrt(left)  # apart: a product of two tiny widths is zero
        falling = self.hi - np.sqrt((1.0 - u) * width) * np.sqrt(right)
        found: Floats = np.clip(np.where(u * width <= left, rising, falling), self.lo, self.hi)
        return found

    def cdf(self, x: Floats) -> Floats:
        import numpy as np

        x = np.clip(np.asarray(x, dtype=float), self.lo, self.hi)
        width, left, right = self.hi - self.lo, self.mode - self.lo, self.hi - self.mode
        rising = (x - self.lo) / width * ((x - self.lo) / left) if left > 0 else np.zeros_like(x)
        falling = 1.0 - (self.hi - x) / width * ((self.hi - x) / right) if right > 0 else np.ones_like(x)
        return np.where(x < self.mode, rising, falling)


@dataclass(frozen=True, slots=True)
class Beta(Shape):
    """Beta(a, b) on 0 to 1."""

    a: float
    b: float

    def quantile(self, u: Floats) -> Floats:
        import numpy as np
        from scipy.special import betaincinv

        return np.asarray(betaincinv(self.a, self.b, np.asarray(u, dtype=float)))

    def cdf(self, x: Floats) -> Floats:
        import numpy as np
        from scipy.special import betainc

        return np.asarray(betainc(self.a, self.b, np.clip(np.asarray(x, dtype=float), 0.0, 1.0)))


@dataclass(frozen=True, slots=True)
class Discrete(Shape):
    """``values`` in rising order with ``weights`` that sum to 1."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    def quantile(self, u: Floats) -> Floats:
        import numpy as np

        upto = np.cumsum(self.weights)
        index = np.searchsorted(upto, np.asarray(u, dtype=float) - 1e-12)  # u at a step belongs to the lower value
        values: Floats = np.asarray(self.values, dtype=np.float64)
        picked: Floats = values[np.minimum(index, len(values) - 1)]
        return picked

    def cdf(self, x: Floats) -> Floats:
        import numpy as np

        upto = np.concatenate([[0.0], np.cumsum(self.weights)])
        return np.asarray(np.minimum(upto[np.searchsorted(self.values, np.asarray(x, dtype=float), side="right")], 1.0))


@dataclass(frozen=True, slots=True)
class Mixture(Shape):
    """``weights`` (sum 1) of ``parts``: F = Σ w F_i, inverted by bisection to the last bit."""

    weights: tuple[float, ...]
    parts: tuple[Shape, ...]

    def quantile(self, u: Floats) -> Floats:
        import numpy as np

        u = np.asarray(u, dtype=float)
        each = np.stack([part.quantile(u) for part in self.parts])
        low, high = each.min(axis=0), each.max(axis=0)  # F(low) ≤ u ≤ F(high), whatever the weights
        for _ in range(200):
            middle = low + (high - low) / 2
            if not np.any((middle > low) & (middle < high)):
                break
            above = self.cdf(middle) >= u
            high, low = np.where(above, middle, high), np.where(above, low, middle)
        return np.asarray(high, dtype=np.float64)

    def cdf(self, x: Floats) -> Floats:
        import numpy as np

        total = np.zeros(np.shape(x))
        for weight, part in zip(self.weights, self.parts, strict=True):
            total = total + weight * part.cdf(x)
        return total


def _array(u: float) -> Floats:
    import numpy as np

    return np.array([u])


def _normal_cdf(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def _within(x: Floats, inside: Floats, lo: float, hi: float) -> Floats:
    import numpy as np

    x = np.asarray(x, dtype=float)
    return np.where(x < lo, 0.0, np.where(x >= hi, 1.0, np.clip(inside, 0.0, 1.0)))
