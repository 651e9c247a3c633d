"""What waiting for a settlement is worth, apart from fighting to the finish, with its rule said.

Rule: the two settle at the Nash point when the zone first opens; priors are common knowledge (each knows what the other believes and
that they differ); each expects by its own belief. War meanwhile costs each side so much a battle; the lottery's lump costs c_A, c_B
are what breaking off into a fight to the finish would cost. Shares of the pie [0, 1]. A model in the style of Slantchev (2003).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats, within
from parley.nodeal.learning import Beta


@dataclass(frozen=True, slots=True)
class Waiting:
    """Each side's expectation, by its own belief, of waiting until the zone opens."""

    settled: tuple[float, float]
    """Chance, as A and as B see it, that the zone opens within the battles looked at."""
    battles: tuple[float, float]
    """Battles expected until then (or until the last one looked at)."""
    share: tuple[float, float]
    """Expected share to A and share to B, by their own beliefs: the Nash point, or war where no zone opened."""
    value: tuple[float, float]
    """Share less what the battles cost on the way."""
    fight: tuple[float, float]
    """What a fight to the finish now is worth: p̂_A − c_A and 1 − p̂_B − c_B."""
    opens_at: Floats
    """(battles + 1,): chance as A sees it that the zone first opens after that many battles."""

    @property
    def gain(self) -> tuple[float, float]:
        """Value of waiting over a fight to the finish, to A and to B; both may expect to gain, and not both be right."""
        return self.value[0] - self.fight[0], self.value[1] - self.fight[1]


def nash_share(p_a: Floats, p_b: Floats, c_a: float, c_b: float) -> Floats:
    """Midpoint of [p_A − c_A, p_B + c_B] cut to [0, 1]: the Nash split of what the pie allows."""
    low, high = np.maximum(p_a - c_a, 0.0), np.minimum(p_b + c_b, 1.0)
    result: Floats = (low + high) / 2
    return result


def expected_share(prior_a: Beta, prior_b: Beta, c_a: float, c_b: float, battles: int) -> tuple[float, float]:
    """A's expected share at the Nash point after ``battles``, as A and as B see it, where no end of the range is cut.

    E_A = ½[p_A − c_A + (α_B + n p_A)/(s_B + n) + c_B]: A expects itself unmoved and B to come its way; B likewise.
    """
    n = float(within("battles", battles, 0, np.inf))
    mean_a, mean_b = float(prior_a.mean), float(prior_b.mean)
    b_seen_by_a = (float(prior_b.a) + n * mean_a) / (float(prior_b.strength) + n)
    a_seen_by_b = (float(prior_a.a) + n * mean_b) / (float(prior_a.strength) + n)
    return (mean_a - c_a + b_seen_by_a + c_b) / 2, (a_seen_by_b - c_a + mean_b + c_b) / 2


def value_of_waiting(
    prior_a: Beta, prior_b: Beta, c_a: float, c_b: float, battle_a: float, battle_b: float, *, most: int = 200
) -> Waiting:
    """Exact recursion over (battles, wins): mass that has not settled walks on until the zone first opens.

    ``prior_a``, ``prior_b``: Betas on Pr(A wins a battle), which is also Pr(A wins the war); ``battle_a``, ``battle_b``: cost of one
    more battle to each, share of the pie. With equal strengths the date is n* of :func:`parley.nodeal.learning.convergence`.
    """
    within("costs", [c_a, c_b, battle_a, battle_b], 0, np.inf)
    if most < 0:
        raise InputError.one("at least 0 battles must be looked at")
    seen_a = _walk(prior_a, prior_b, prior_a, c_a, c_b, most)
    seen_b = _walk(prior_a, prior_b, prior_b, c_a, c_b, most)
    share = seen_a.share, 1 - seen_b.share
    value = share[0] - battle_a * seen_a.battles, share[1] - battle_b * seen_b.battles
    fight = float(prior_a.mean) - c_a, 1 - float(prior_b.mean) - c_b
    return Waiting(
        (seen_a.settled, seen_b.settled), (seen_a.battles, seen_b.battles), share, value, fight, seen_a.opens
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    settled: float
    battles: float
    share: float
    """A's share where settled; where not, what the believer's own side then gets by fighting on, turned into A's share."""
    opens: Floats


def _walk(prior_a: Beta, prior_b: Beta, believer: Beta, c_a: float, c_b: float, most: int) -> _Seen:
    mass = np.ones(1)
    opens = np.zeros(most + 1)
    share = battles = 0.0
    is_a = believer is prior_a
    for n in range(most + 1):
        wins = np.arange(n + 1)
        p_a = (prior_a.a + wins) / (prior_a.strength + n)
        p_b = (prior_b.a + wins) / (prior_b.strength + n)
        open_now = p_a - p_b <= c_a + c_b + 1e-12
        opens[n] = mass[open_now].sum()
        share += float((mass * nash_share(p_a, p_b, c_a, c_b))[open_now].sum())
        battles += n * float(opens[n])
        mass = np.where(open_now, 0.0, mass)
        if n == most:
            left = p_a - c_a if is_a else p_b + c_b
            share += float((mass * left).sum())
            battles += n * float(mass.sum())
            break
        p_win = (believer.a + wins) / (believer.strength + n)
        step = np.zeros(n + 2)
        step[1:] += mass * p_win
        step[:-1] += mass * (1 - p_win)
        mass = step
    return _Seen(float(opens.sum()), battles, share, opens)
