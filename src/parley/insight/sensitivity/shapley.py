"""How much each judgement carries of the difference between two answers: the Shapley value (Shapley 1953).

For a number v(S), S the set of things taken from the second side, thing i carries

    φ_i = Σ_{S ∌ i} |S|! (k − |S| − 1)! / k! · (v(S ∪ {i}) − v(S)),        Σ_i φ_i = v(all) − v(∅).

Symbols: k things, v in whatever unit the number has.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from parley.core.errors import BudgetError
from parley.deals.problem import Bools, Floats

Value = Callable[[Bools], Floats]

MOST = 12
"""2^12 subsets; beyond, group the things."""


def shapley(value: Value, k: int) -> Floats:
    """(k,): the exact Shapley values of ``value``, which takes (2^k, k) subsets as rows and returns (2^k,) numbers.

    Raises :class:`BudgetError` for more than 12 things.
    """
    if k > MOST:
        raise BudgetError.one(f"{k} things have 2^{k} subsets", hint=f"group them into at most {MOST}")
    codes = np.arange(2**k)
    subsets = ((codes[:, None] >> np.arange(k)) & 1).astype(np.bool_)
    worth = np.asarray(value(subsets), dtype=np.float64)
    sizes = subsets.sum(axis=1)
    weight = np.array([math.factorial(s) * math.factorial(k - s - 1) / math.factorial(k) for s in range(k)])
    out = np.zeros(k)
    for i in range(k):
        without = codes[~subsets[:, i]]
        out[i] = float(np.sum(weight[sizes[without]] * (worth[without | (1 << i)] - worth[without])))
    return out
