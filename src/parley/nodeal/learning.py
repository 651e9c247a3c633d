"""How beliefs follow battles.

Bayes' rule for two types (Filson and Werner 2002, Slantchev 2003: here in their style), Beta–Binomial, normal and local level
(West and Harrison 1997). *Openness* λ: how much of an observed event a holder takes in; its likelihood is raised to the power λ, so a
Beta prior of strength s learns like one of strength s/λ. λ may differ for good and for bad news.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, finite, normalised, within


class Beta(NamedTuple):
    """Beta(a, b): a belief about a chance; strength a + b, mean a/(a + b). Fields may be arrays."""

    a: Floats
    b: Floats

    @property
    def mean(self) -> Floats:
        """a/(a + b)."""
        result: Floats = self.a / (self.a + self.b)
        return result

    @property
    def strength(self) -> Floats:
        """a + b: how many engagements the belief is worth."""
        result: Floats = self.a + self.b
        return result

    def above(self, level: ArrayLike) -> Floats:
        """Pr(chance > level)."""
        result: Floats = np.asarray(special.betaincc(self.a, self.b, np.asarray(level, dtype=float)), dtype=np.float64)
        return result

    def quantile(self, share: ArrayLike) -> Floats:
        """Inverse of the distribution function."""
        result: Floats = np.asarray(
            special.betaincinv(self.a, self.b, np.asarray(share, dtype=float)), dtype=np.float64
        )
        return result


def beta(mean: ArrayLike, strength: ArrayLike) -> Beta:
    """The Beta with this mean, in (0, 1), and strength, above 0."""
    centre, size = within("mean", mean, 1e-9, 1 - 1e-9), within("strength", strength, 1e-9, np.inf)
    return Beta(centre * size, (1 - centre) * size)


def updated(
    prior: Beta, won: ArrayLike, lost: ArrayLike, openness: ArrayLike = 1.0, openness_bad: ArrayLike | None = None
) -> Beta:
    """Beta(a + λ W, b + λ' L): ``won`` and ``lost`` decisive engagements of the side whose chance is believed in.

    ``openness`` λ applies to won ones; ``openness_bad`` λ' (default λ) to lost ones. λ = 1: Bayes.
    """
    good = within("openness", openness, 0, 1)
    bad = good if openness_bad is None else within("openness_bad", openness_bad, 0, 1)
    return Beta(
        prior.a + good * within("won", won, 0, np.inf),
        prior.b + bad * within("lost", lost, 0, np.inf),
    )


def predictive(belief: Beta, battles: int) -> Floats:
    """Beta–binomial: chance of 0, 1, … ``battles`` wins in the next ``battles``; (battles + 1,) for a scalar belief."""
    if battles < 0:
        raise InputError.one("a number of battles is at least 0")
    wins = np.arange(battles + 1)
    log = special.betaln(belief.a + wins, belief.b + battles - wins) - special.betaln(belief.a, belief.b)
    result: Floats = np.asarray(special.comb(battles, wins) * np.exp(log), dtype=np.float64)
    return result


def two_types(prior: ArrayLike, p_high: ArrayLike, p_low: ArrayLike, won: ArrayLike, lost: ArrayLike) -> Floats:
    """Pr(high type) after W wins and L losses: odds × (p_H/p_L)^W ((1 − p_H)/(1 − p_L))^L. The order does not matter."""
    start = within("prior", prior, 0, 1)
    high, low = within("p_high", p_high, 1e-12, 1 - 1e-12), within("p_low", p_low, 1e-12, 1 - 1e-12)
    shift = finite("won", won) * np.log(high / low) + finite("lost", lost) * (np.log1p(-high) - np.log1p(-low))
    result: Floats = np.asarray(special.expit(special.logit(start) + shift), dtype=np.float64)
    return result


def drift(p_high: ArrayLike, p_low: ArrayLike) -> Floats:
    """Mean rise of the log-odds per battle where the type is high: the Kullback–Leibler divergence KL(p_H ‖ p_L)."""
    high, low = within("p_high", p_high, 1e-12, 1 - 1e-12), within("p_low", p_low, 1e-12, 1 - 1e-12)
    result: Floats = high * np.log(high / low) + (1 - high) * (np.log1p(-high) - np.log1p(-low))
    return result


class NetWins(NamedTuple):
    """Symmetric types, p_L = 1 − p_H: net wins that settle the matter, how often rightly, after how many battles."""

    needed: int
    correct: float
    battles: float


def net_wins(p_high: float, belief: float) -> NetWins:
    """From ½ to ``belief``: ⌈logit(belief)/ln(p_H/(1 − p_H))⌉ net wins; then gambler's ruin with N twice that (Wald 1945)."""
    from parley.nodeal.walk import ruin

    within("p_high", p_high, 0.5 + 1e-9, 1 - 1e-9)
    within("belief", belief, 0.5, 1 - 1e-12)
    needed = max(1, math.ceil(math.log(belief / (1 - belief)) / math.log(p_high / (1 - p_high)) - 1e-12))
    seen = ruin(p_high, 2 * needed, needed)
    return NetWins(needed, float(seen.a_wins), float(seen.battles))


def convergence(alpha_a: ArrayLike, alpha_b: ArrayLike, strength: ArrayLike, total_cost: ArrayLike) -> Floats:
    """n* = max(0, ⌈(α_A − α_B)/(c_A + c_B) − s⌉) battles until the zone opens, whatever their outcomes.

    A's prior is Beta(α_A, s − α_A) on Pr(A wins), B's Beta(α_B, s − α_B): equal strength, same battles, λ = 1, lump costs
    as shares of the pie, since p̂_A − p̂_B = (α_A − α_B)/(s + n).
    """
    gap = finite("alpha_a", alpha_a) - finite("alpha_b", alpha_b)
    size, cost = within("strength", strength, 1e-12, np.inf), within("total_cost", total_cost, 1e-12, np.inf)
    result: Floats = np.maximum(0.0, np.ceil(gap / cost - size - 1e-9))
    return result


def belief_gap(
    prior_a: Beta,
    prior_b: Beta,
    won: ArrayLike,
    lost: ArrayLike,
    openness_a: ArrayLike = 1.0,
    openness_b: ArrayLike = 1.0,
) -> Floats:
    """p̂_A − p̂_B after W and L, for any strengths and openness."""
    after_a, after_b = updated(prior_a, won, lost, openness_a), updated(prior_b, won, lost, openness_b)
    result: Floats = after_a.mean - after_b.mean
    return result


def normal(mean: float, variance: float, seen: Sequence[float], noise: float) -> tuple[float, float]:
    """Posterior (mean, variance) of a level from observations with variance ``noise``: precisions add."""
    within("variances", [variance, noise], np.finfo(float).tiny, np.inf)
    precision = 1 / variance + len(seen) / noise
    return (mean / variance + float(np.sum(seen)) / noise) / precision, 1 / precision


def kalman_steady(moves: ArrayLike, noise: ArrayLike) -> tuple[Floats, Floats]:
    """Local level in the long run: P⁻ = (q + √(q² + 4qr))/2 and gain P⁻/(P⁻ + r); q variance of moves, r of noise."""
    q, r = within("moves", moves, 0, np.inf), within("noise", noise, np.finfo(float).tiny, np.inf)
    before = (q + np.sqrt(q**2 + 4 * q * r)) / 2
    return before, before / (before + r)


def weak_after_loss(prior: ArrayLike, wins_if_weak: ArrayLike, wins_if_tough: ArrayLike) -> Floats:
    """Pr(defender weak | attacker lost a battle) (in the style of Filson and Werner 2002)."""
    return two_types(prior, wins_if_weak, wins_if_tough, 0, 1)


def on_grid(weights: ArrayLike, likelihood: ArrayLike, openness: ArrayLike = 1.0) -> Floats:
    """Belief on a grid after an event: weights × likelihood^λ, normalised over the last axis.

    For θ that support may shift, where no Beta stays a Beta. Raises InputError where the event was held impossible everywhere.
    """
    prior, seen = normalised("weights", weights), within("likelihood", likelihood, 0, np.inf)
    lam = np.asarray(within("openness", openness, 0, 1))
    raw = prior * seen ** (lam[..., None] if lam.ndim else lam)
    total = raw.sum(axis=-1, keepdims=True)
    if (total <= 0).any():
        raise InputError.one("an event happened that the belief held impossible", hint="widen the belief")
    result: Floats = raw / total
    return result
