"""The arrays on which every deal engine works. Pure data: no case, no names beyond labels, no files.

Symbols. n draws, P parties, J issues, O = Σ_j |options of issue j| (options of all issues laid end to end).
Values are in points. A *deal* is one option index per issue, an integer array of shape (J,).

    U_p(x) = offset_p + Σ_j values[p, o(j, x_j)] + Σ_i amount_ip [pattern i matches x]
    q_p(x) = logistic(logit_p + Σ_j effect[p, o(j, x_j)] + Σ_k amount_kp [shift k touches x])   (1 where there is no security)
    B_p(x) = broken_p + Σ_j broken_effect[p, o(j, x_j)]
    V_p(x) = q_p(x) U_p(x) + (1 − q_p(x)) B_p(x)
    zone   = {x possible, refused by nobody, crossing no line that holds, floors met : V_p(x) ≥ R_p for all p}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Pattern = tuple[tuple[int, frozenset[int]], ...]
"""A conjunction: (issue index, option indexes within the issue); matches a deal whose option of each named issue is
among those listed. An empty pattern matches every deal."""


@dataclass(frozen=True, slots=True)
class Line:
    """A red line: deals matching any of ``patterns`` are ruled out for ``party`` (index) while the line holds."""

    name: str
    party: int
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Interaction:
    """Points that a combination of options adds beyond the sum of its parts; ``amounts`` has shape (n, P)."""

    pattern: Pattern
    amounts: Floats


@dataclass(frozen=True, slots=True)
class Refusal:
    """Deals that somebody beside the parties will not supply: barred in the draws where ``refused`` (n,), whatever the red
    lines do."""

    name: str
    pattern: Pattern
    refused: Bools


@dataclass(frozen=True, slots=True)
class Shift:
    """Log-odds that a group of deals adds, once, to the chance that a deal is kept: those that match any of ``patterns``
    which counts in the draw. ``counts`` (n, K), one column a pattern; ``amount`` (n, P)."""

    patterns: tuple[Pattern, ...]
    counts: Bools
    amount: Floats


@dataclass(frozen=True, slots=True)
class Security:
    """Insecure deals. Shapes: ``logit`` (n, P); ``effect`` (n, P, O); ``broken`` (n, P); ``broken_effect`` (n, P, O)."""

    logit: Floats
    effect: Floats
    broken: Floats
    broken_effect: Floats
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True)
class DealProblem:
    """One kind of deal under one view, for n draws of the judgements."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    values: Floats
    """(n, P, O): weight times score, in points."""
    offset: Floats
    """(n, P): added to every deal's U (0, or R less the status quo for deals that leave the war going on)."""
    reservation: Floats
    """(n, P)"""
    scale: Floats
    """(P,): range_p of U_p over the baseline deals, frozen across draws, views and levers; 0 for an indifferent party."""
    forbidden: tuple[Pattern, ...] = ()
    lines: tuple[Line, ...] = ()
    lines_hold: Bools | None = None
    """(n, L): which lines hold in which draw; None where there are no lines."""
    allowed: Bools | None = None
    """(n, O): options left by floors, and by those who alone must supply them; None where all are."""
    refusals: tuple[Refusal, ...] = ()
    """Combinations of options that a supplier withholds; a supplier of one option by itself counts in ``allowed``."""
    interactions: tuple[Interaction, ...] = ()
    security: Security | None = None
    tolerance: float = 1e-9
    """Of a party's scale: V ≥ R − tolerance·scale counts as acceptance."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Free metadata for messages (kind, view); never used in computing."""

    @property
    def draws(self) -> int:
        """n."""
        return int(self.values.shape[0])

    @property
    def starts(self) -> NDArray[np.int64]:
        """(J + 1,): option j's block is ``[starts[j], starts[j + 1])`` in the option axis."""
        return np.concatenate([[0], np.cumsum([len(o) for o in self.options])]).astype(np.int64)
