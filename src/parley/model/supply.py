"""What those beside the required parties do to a deal: suppliers, who may withhold what it needs, and who makes it less or
more sure to be kept.

*Suppliers.* Let w_s(j, o) be what supplying option o of issue j is worth to supplier s against not supplying it, in points
of its own scale. s consents to deal x iff Σ_j w_s(j, x_j) ≥ 0 over the options that name it; a deal to which somebody whom
it names does not consent is in no zone, whatever the red lines do. That a settlement may stand or fall with a third party's
willingness to guarantee it is Walter's point (1997, *International Organization* 51(3)); the rule itself is that of consent.
Where all options that name s belong to one issue, the rule takes options away, draw by draw; where they belong to several,
it takes combinations away. Either is exact, and leaves the parties of the zone test as they are.

*Spoilers and mediators.* With q0 the holder's log-odds that a deal is kept and g_j the shifts of its options,

    logit q(x) = q0 + Σ_j g_j(x_j) + Σ_m assures_m − Σ_s breaks_s [x is what s would break],   breaks, assures ≥ 0,

for kinds of deal that are not secure. Spoilers use violence against a peace that they take for a threat (Stedman 1997,
*International Security* 22(2)), and it works by making each side doubt that the other will keep its word (Kydd and Walter
2002, *International Organization* 56(2)); a mediator can make the sides trust each other more, where it is itself believed
(Kydd 2003, *AJPS* 47(4); 2006, *APSR* 100(3): which one that cares for nothing but agreement is not). That the shift is one
number for every holder, added in log-odds, is our simplification.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from parley.case.consent import ROUNDING as ROUNDING
from parley.case.consent import suppliers
from parley.case.paths import Assures, Breaks, Supply
from parley.case.types import Case, Kind
from parley.core.errors import BudgetError
from parley.deals.problem import Bools, Floats, Pattern, Refusal, Shift
from parley.model.lines import line_holds, pattern

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

COMBINATIONS = 4096
"""Combinations of options of several issues that are tried for one supplier."""


@dataclass(frozen=True)
class Supplied:
    """What suppliers leave of a kind of deal."""

    options: Bools | None
    """(n, O): options that those who alone decide on them would supply; None where every one is."""
    refusals: tuple[Refusal, ...]
    """Combinations of options of several issues that a supplier withholds in some draw."""


def supply_worth(draws: Draws, party: str, options: list[tuple[str, str]]) -> Floats:
    """(n,): what supplying these options (issue, option) together is worth to ``party``."""
    total = np.zeros(draws.values.shape[0])
    for issue, option in options:
        total = total + draws.get(Supply(issue, option, party))
    return np.asarray(total, dtype=np.float64)


def supplied(case: Case, draws: Draws, kind: Kind) -> Supplied:
    """Which options, and which combinations of options, of a kind of deal each supplier would supply, draw by draw."""
    columns = {pair: i for i, pair in enumerate((j, o) for j in kind.issues for o in kind.only[j])}
    left: Bools | None = None
    refusals: list[Refusal] = []
    for party in suppliers(case, kind):
        named = [(j, o) for j, o in columns if party in case.issues[j].options[o].suppliers]
        if len({issue for issue, _ in named}) > 1:
            refusals += _refused(draws, kind, party, named)
            continue
        if left is None:
            left = np.ones((draws.values.shape[0], len(columns)), dtype=np.bool_)
        for pair in named:
            left[:, columns[pair]] &= supply_worth(draws, party, [pair]) >= -ROUNDING
    return Supplied(left, tuple(refusals))


def _refused(draws: Draws, kind: Kind, party: str, named: list[tuple[str, str]]) -> list[Refusal]:
    """The combinations of options of several issues that ``party`` withholds in some draw: options that do not name it
    count as one."""
    issues = list(dict.fromkeys(issue for issue, _ in named))
    choices: list[list[tuple[str | None, frozenset[int]]]] = []
    for issue in issues:
        mine = [option for j, option in named if j == issue]
        rest = frozenset(i for i, option in enumerate(kind.only[issue]) if option not in mine)
        others: list[tuple[str | None, frozenset[int]]] = [(None, rest)] if rest else []
        choices.append([(option, frozenset({kind.only[issue].index(option)})) for option in mine] + others)
    count = math.prod(len(c) for c in choices)
    if count > COMBINATIONS:
        raise BudgetError.one(
            f"{party} supplies options of {len(issues)} issues in {count:,} combinations; {COMBINATIONS:,} are the most",
            hint="name the supplier under fewer options",
        )
    found = []
    for combination in product(*choices):
        taken = [(issue, option) for issue, (option, _) in zip(issues, combination, strict=True) if option is not None]
        refused = supply_worth(draws, party, taken) < -ROUNDING
        if refused.any():
            pattern: Pattern = tuple((kind.issues.index(j), c) for j, (_, c) in zip(issues, combination, strict=True))
            found.append(Refusal(party, pattern, np.asarray(refused, dtype=np.bool_)))
    return found


def sway(case: Case, draws: Draws, kind: Kind, parties: int) -> tuple[Floats, tuple[Shift, ...]]:
    """What mediators and spoilers do to the log-odds that a deal of a kind is kept: (n,) for every deal, and the shifts of
    those deals that a spoiler with red lines of its own would break (each shift once, while the crossed line holds)."""
    n = draws.values.shape[0]
    whole = np.zeros(n)
    shifts: list[Shift] = []
    for key, party in case.parties.items():
        assures, breaks = str(Assures(key)), str(Breaks(key))
        if party.role == "mediator" and assures in draws.columns:
            whole = whole + draws.get(assures)
        if party.role != "spoiler" or breaks not in draws.columns:
            continue
        lines = [line for line in case.red_lines.values() if line.party == key]
        if not lines:
            whole = whole - draws.get(breaks)
            continue
        touching = [
            (found, line_holds(draws, line.key, key))
            for line in lines
            for match in line.rules_out
            if (found := pattern(kind, match)) is not None
        ]
        if touching:
            shifts.append(
                Shift(
                    patterns=tuple(found for found, _ in touching),
                    counts=np.stack([holds for _, holds in touching], axis=1),
                    amount=np.repeat(-draws.get(breaks)[:, None], parties, axis=1),
                )
            )
    return np.asarray(whole, dtype=np.float64), tuple(shifts)
