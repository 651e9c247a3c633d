"""The war as a random walk between two ends: closed forms against which the campaign model is tested.

Gambler's ruin (Feller 1968, ch. XIV); as a model of war Smith (1998), Slantchev (2003), Smith and Stam (2004): here in their style.
N forts, A holds k and wins each decisive battle with chance p; at N it has won, at 0 it has lost. Functions broadcast over
arrays; p in (0, 1), N at least 1.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, finite, within
from parley.nodeal.costly_lottery import Range

EVEN = 1e-7
"""Within this of ½ the formulas for p ≠ ½ lose more to rounding than the limit p = ½ is in error."""


class Ruin(NamedTuple):
    """Pr(A wins) and the battles expected."""

    a_wins: Floats
    battles: Floats


def _positions(n: ArrayLike, k: ArrayLike) -> tuple[Floats, Floats]:
    forts, held = finite("N", n), finite("k", k)
    if (forts < 1).any() or (held < 0).any() or (held > forts).any():
        raise InputError.one("positions need N at least 1 and k from 0 to N")
    return forts, held


def ruin(p: ArrayLike, n: ArrayLike, k: ArrayLike, drawn: ArrayLike = 0.0) -> Ruin:
    """P_k = (1 − r^k)/(1 − r^N), r = (1 − p)/p; E_k = [k − N P_k]/(1 − 2p); k/N and k(N − k) at p = ½.

    ``drawn``: chance that a battle changes nothing; the battles expected grow by 1/(1 − d), P stays.
    """
    forts, held = _positions(n, k)
    prob, draw = within("p", p, 1e-12, 1 - 1e-12), within("drawn", drawn, 0, 1 - 1e-12)
    even = np.abs(prob - 0.5) < EVEN
    log_ratio = np.where(even, -1.0, np.log1p(-prob) - np.log(prob))
    # for r > 1 divide through by r^N, so that a long line does not overflow
    high = log_ratio > 0
    damp = -np.abs(log_ratio)
    low_form = np.expm1(held * damp) / np.expm1(forts * damp)
    high_form = np.exp((forts - held) * damp) * low_form
    wins = np.where(even, held / forts, np.where(high, high_form, low_form))
    slope = np.where(even, 1.0, 1 - 2 * prob)
    battles = np.where(even, held * (forts - held), (held - forts * wins) / slope)
    return Ruin(wins, battles / (1 - draw))


def discounted_win(p: ArrayLike, n: ArrayLike, k: ArrayLike, patience: ArrayLike) -> Floats:
    """E[δ^T; A wins] = (λ₁^k − λ₂^k)/(λ₁^N − λ₂^N), λ = (1 ± √(1 − 4δ²pq))/(2δp), δ < 1 a battle."""
    forts, held = _positions(n, k)
    prob, delta = within("p", p, 1e-12, 1 - 1e-12), within("patience", patience, 1e-12, 1 - 1e-12)
    root = np.sqrt(1 - 4 * delta**2 * prob * (1 - prob))
    first, second = (1 + root) / (2 * delta * prob), (1 - root) / (2 * delta * prob)
    ratio = second / first
    result: Floats = first ** (held - forts) * (1 - ratio**held) / (1 - ratio**forts)
    return result


def range_at(
    p: ArrayLike,
    n: ArrayLike,
    k: ArrayLike,
    c_a: ArrayLike,
    c_b: ArrayLike,
    p_b: ArrayLike | None = None,
    *,
    subsidy: ArrayLike = 0.0,
    clip: bool = True,
) -> Range:
    """[P_k − c_A E_k, P_k + (c_B − σ) E_k], each end by its own side's belief; costs and B's subsidy σ per battle.

    Under a shared p its width is (c_A + c_B − σ) E_k.
    """
    seen_a = ruin(p, n, k)
    seen_b = seen_a if p_b is None else ruin(p_b, n, k)
    low = seen_a.a_wins - finite("c_a", c_a) * seen_a.battles
    high = seen_b.a_wins + (finite("c_b", c_b) - finite("subsidy", subsidy)) * seen_b.battles
    return Range(np.maximum(low, 0), np.minimum(high, 1)) if clip else Range(low, high)


def settlement(p: ArrayLike, n: ArrayLike, k: ArrayLike, c_a: ArrayLike, c_b: ArrayLike) -> Floats:
    """Nash settlement s_k = P_k + (c_B − c_A) E_k / 2 under a shared p."""
    seen = ruin(p, n, k)
    result: Floats = seen.a_wins + (finite("c_b", c_b) - finite("c_a", c_a)) * seen.battles / 2
    return result


def one_more_battle(c_a: ArrayLike, c_b: ArrayLike) -> Floats:
    """(c_A + c_B)/2: what one further battle costs *each* side where the Nash settlement stands now or next round.

    For every p and every interior k, since P is harmonic and E falls by 1: a measure of how much a stalemate hurts.
    """
    result: Floats = (finite("c_a", c_a) + finite("c_b", c_b)) / 2
    return result


def agreement_gap(p_a: ArrayLike, p_b: ArrayLike, n: ArrayLike, k: ArrayLike, c_a: ArrayLike, c_b: ArrayLike) -> Floats:
    """P^A_k − P^B_k − (c_A E^A_k + c_B E^B_k): agreement at k iff it is at most 0 (Smith and Stam 2004, in their style)."""
    seen_a, seen_b = ruin(p_a, n, k), ruin(p_b, n, k)
    result: Floats = (
        seen_a.a_wins - seen_b.a_wins - finite("c_a", c_a) * seen_a.battles - finite("c_b", c_b) * seen_b.battles
    )
    return result


def least_total_cost(p_a: ArrayLike, n: ArrayLike, k: ArrayLike) -> Floats:
    """(P^A − P^B)/E for p_B = 1 − p_A and k = N/2: the total cost per battle from which they agree; there 2(2p_A − 1)/N."""
    prob = within("p_a", p_a, 1e-12, 1 - 1e-12)
    seen_a, seen_b = ruin(prob, n, k), ruin(1 - prob, n, k)
    result: Floats = (seen_a.a_wins - seen_b.a_wins) / seen_a.battles
    return result


def brownian(drift: ArrayLike, sd: ArrayLike, down: ArrayLike, up: ArrayLike) -> Ruin:
    """Limit of many small battles: start 0, barriers −a and +b, θ = 2μ/σ²: P(up) = (1 − e^{−θa})/(1 − e^{−θ(a+b)}), E[T] = (bP − a(1 − P))/μ.

    μ = 0: P = a/(a + b), E[T] = ab/σ². Units of ``drift`` and ``sd`` are per unit and root unit of time.
    """
    mu, sigma = finite("drift", drift), within("sd", sd, 1e-12, np.inf)
    a, b = within("down", down, 0, np.inf), within("up", up, 0, np.inf)
    still = np.abs(mu) * (a + b) < 1e-9 * sigma**2
    theta = np.where(still, 1.0, 2 * mu / sigma**2)
    damp = -np.abs(theta)
    share = np.expm1(damp * a) / np.expm1(damp * (a + b))
    other = np.expm1(damp * b) / np.expm1(damp * (a + b))
    wins = np.where(still, a / (a + b), np.where(theta > 0, share, 1 - other))
    time = np.where(still, a * b / sigma**2, (b * wins - a * (1 - wins)) / np.where(still, 1.0, mu))
    return Ruin(wins, time)
