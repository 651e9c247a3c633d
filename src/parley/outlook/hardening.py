"""Lines and demands that harden with success: a judgement of the case, applied wherever its beliefs move.

A party's *success* is the log-odds that it gives to its own better end: the outcome worth most to it, or that its side wins, as the model
of no-deal has it. When success has moved by Δ since the case's own numbers, the log-odds that each of its red lines holds move by
``outlook.hardening.PARTY``·Δ, either way, and it asks ``outlook.demands.PARTY``·max(0, Δ) points above what going on is worth to it (nobody asks for
less than that). Both are 0 where the case says nothing. That success raises demands is old (Blainey 1973; Wittman 1979); no source gives a
size. No belief counts as surer than 99 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from parley.case.paths import Belief, GroupNumber, Line, Outlook, believers, of
from parley.case.types import Case
from parley.model.no_deal import believed, better_end, middle, setting
from parley.nodeal.build import faults_of
from parley.nodeal.registry import record

SUREST = 0.99


@dataclass(frozen=True, slots=True)
class Hardened:
    """One number that success has moved: a line's probability, or points asked above no-deal."""

    party: str
    path: str
    before: float
    after: float


def hardens(case: Case) -> bool:
    """Whether the case says that anything hardens."""
    stated = of(Outlook, case.judgements)
    return any(path.group in ("hardening", "demands") and (middle(case, path) or 0.0) != 0.0 for _, path in stated)


def hardened(
    case: Case, beliefs: Mapping[str, float], since: Mapping[str, float] | None = None
) -> tuple[Hardened, ...]:
    """What follows for lines and demands once some beliefs (path → number) have become ``beliefs``; ``since``: what they were when the
    lines stood as the case has them, where that is not what the case believes."""
    found: list[Hardened] = []
    for party in case.required:
        before, after = success(case, party, since or {}), success(case, party, beliefs)
        if before is None or after is None or before == after:
            continue
        rate = middle(case, Outlook("hardening", party)) or 0.0
        points = middle(case, Outlook("demands", party)) or 0.0
        for key, line in case.red_lines.items():
            path = str(Line(key))
            holds = middle(case, path)
            if rate and line.party == party and holds is not None and 0 < holds < 1:
                found.append(Hardened(party, path, holds, _logistic(_logit(holds) + rate * (after - before))))
        if points:
            path = str(GroupNumber("asks", party))
            asked = middle(case, path) or 0.0
            found.append(Hardened(party, path, asked, asked + points * max(0.0, after - before)))
    return tuple(found)


def success(case: Case, party: str, beliefs: Mapping[str, float]) -> float | None:
    """Log-odds that ``party`` gives to its better end, by its own beliefs (a ratifier's: its principal's) with ``beliefs`` in force; None where
    the case does not say, or its model knows no such chance.
    """
    model, here = record(case.no_deal_model), setting(case)
    end = better_end(case, party)
    if model.chance is None or end is None:
        return None
    eyes = party
    if party not in believers(case.judgements):
        eyes = case.parties[party].ratifies_for or party
    moved = {belief.what: beliefs[text] for text, belief in of(Belief, beliefs) if belief.holder == eyes}
    with faults_of(model.name):
        wins = model.chance({**believed(case, eyes), **moved}, end, here)
    return None if wins is None else _bounded(wins)


def _bounded(chance: float) -> float:
    return _logit(min(max(chance, 1 - SUREST), SUREST))


def _logit(chance: float) -> float:
    return math.log(chance) - math.log1p(-chance)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1 + math.exp(odds))
