"""Krippendorff's alpha for nominal codes: any number of coders, any codes missing.

    alpha = 1 − D_o / D_e = 1 − (n − 1) · Σ_{c≠k} o_ck / Σ_{c≠k} n_c n_k

o_ck: coincidences, the ordered pairs of values (c, k) given to one unit by two coders, each weighted by 1/(m_u − 1),
m_u the number of codes of unit u; n_c = Σ_k o_ck; n = Σ_c n_c. Units coded once carry nothing. 1 is perfect agreement,
0 what chance gives (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

from parley.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha of one variable; None where nobody coded the same unit twice, or only one value was ever used."""

    variable: str
    alpha: float | None
    units: int
    """Units coded by two coders or more."""
    codes: int
    """Codes on these units."""
    coders: tuple[str, ...]


def alpha(units: Iterable[Mapping[str, Hashable]]) -> float | None:
    """Alpha of units, each a mapping from coder to value.

    >>> round(alpha([{"a": 1, "b": 1}, {"a": 0, "b": 1}, {"a": 0, "b": 0}]), 3)
    0.444
    """
    weight: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        values = list(unit.values())
        if len(values) < 2:
            continue
        for pair in permutations(values, 2):
            weight[pair] += 1 / (len(values) - 1)
    totals: defaultdict[Hashable, float] = defaultdict(float)
    for (left, _), share in weight.items():
        totals[left] += share
    n = sum(totals.values())
    expected = n * n - sum(t * t for t in totals.values())
    if expected <= 0:
        return None
    observed = sum(share for (left, right), share in weight.items() if left != right)
    return 1 - (n - 1) * observed / expected


def agreement(ledger: Ledger) -> tuple[Agreement, ...]:
    """Alpha of every variable that two coders or more have coded; ``status`` stands for accepting and rejecting."""
    coded: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for statement, who, kind, variable, value in ledger.codes():
        coded["status" if kind != "code" else variable][statement][who] = kind if kind != "code" else value
    out = []
    for variable in sorted(coded):
        units = [codes for codes in coded[variable].values() if len(codes) >= 2]
        coders = sorted({who for codes in coded[variable].values() for who in codes})
        if len(coders) >= 2:
            out.append(Agreement(variable, alpha(units), len(units), sum(map(len, units)), tuple(coders)))
    return tuple(out)
