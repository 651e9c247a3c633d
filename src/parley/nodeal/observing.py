"""How the numbers of a no-deal model move when engagements are seen: prior in, posterior out, draw by draw.

Each holder takes in an engagement with its openness λ (see :mod:`parley.nodeal.learning`). Wins and losses are side A's; an engagement
that changed nothing says nothing about θ, only about the decisive share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, normalised, within


@dataclass(frozen=True, slots=True)
class Seen:
    """What has been observed so far: decisive engagements won by A and by B, those that changed nothing, months passed."""

    won: float = 0.0
    lost: float = 0.0
    nothing: float = 0.0
    months: float = 0.0

    def __post_init__(self) -> None:
        if min(self.won, self.lost, self.nothing, self.months) < 0:
            raise InputError.one("counts of engagements and months are at least 0")

    @property
    def engagements(self) -> float:
        """All of them, decisive or not."""
        return self.won + self.lost + self.nothing


def theta(
    mean: ArrayLike, strength: ArrayLike, seen: Seen, good: ArrayLike = 1.0, bad: ArrayLike | None = None
) -> tuple[Floats, Floats]:
    """(mean, strength) of the Beta belief after ``seen``; λ ``good`` for engagements that A won, ``bad`` for those it lost."""
    centre, size = within("theta", mean, 0, 1), within("strength", strength, 1e-9, np.inf)
    lam = within("openness", good, 0, 1)
    other = lam if bad is None else within("openness", bad, 0, 1)
    after = size + lam * seen.won + other * seen.lost
    return (centre * size + lam * seen.won) / after, after


def outcomes(
    beliefs: ArrayLike, likelihood: ArrayLike, seen: Seen, good: ArrayLike = 1.0, bad: ArrayLike | None = None
) -> Floats:
    """(n, S) after ``seen``: π_s ∝ π_s ℓ_s^{λW} (1 − ℓ_s)^{λ'L}; ℓ_s = chance that A wins a decisive engagement on path s, in (0, 1)."""
    prior, chance = normalised("beliefs", beliefs), within("likelihood", likelihood, 1e-6, 1 - 1e-6)
    lam = np.asarray(within("openness", good, 0, 1))[..., None]
    other = lam if bad is None else np.asarray(within("openness", bad, 0, 1))[..., None]
    log = lam * seen.won * np.log(chance) + other * seen.lost * np.log1p(-chance)
    raw = prior * np.exp(log - log.max(axis=-1, keepdims=True))
    result: Floats = raw / raw.sum(axis=-1, keepdims=True)
    return result


def hazard(mean: ArrayLike, strength: ArrayLike, seen: Seen, openness: ArrayLike = 1.0) -> Floats:
    """Monthly hazard after months in which nobody collapsed: Beta mean k s/(s + λ months), ``strength`` s in months."""
    size = within("strength", strength, 1e-9, np.inf)
    result: Floats = within("hazard", mean, 0, 1) * size / (size + within("openness", openness, 0, 1) * seen.months)
    return result


def rate(mean: ArrayLike, strength: ArrayLike, seen: Seen) -> Floats:
    """Engagements a month after ``seen``: the Gamma mean (r s + engagements)/(s + months), ``strength`` s in months."""
    size = within("strength", strength, 1e-9, np.inf)
    result: Floats = (within("pace", mean, 0, np.inf) * size + seen.engagements) / (size + seen.months)
    return result


def decisive(mean: ArrayLike, strength: ArrayLike, seen: Seen) -> Floats:
    """Share of engagements that move the line after ``seen``: a Beta mean, ``strength`` in engagements."""
    size = within("strength", strength, 1e-9, np.inf)
    moved = seen.won + seen.lost
    result: Floats = (within("decisive share", mean, 0, 1) * size + moved) / (size + seen.engagements)
    return result
