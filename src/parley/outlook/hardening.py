"""Lines and demands that harden with success: a judgement of the case, applied wherever its beliefs move.

A party's *success* is the log-odds that it gives to its own better end: under ``outcomes`` the outcome worth most to it, elsewhere that its
side wins. When success has moved by Δ since the case's own numbers, the log-odds that each of its red lines holds move by
``outlook.hardening.PARTY``·Δ, either way, and it asks ``outlook.demands.PARTY``·max(0, Δ) points above what going on is worth to it (nobody asks for
less than that). Both are 0 where the case says nothing. That success raises demands is old (Blainey 1973; Wittman 1979); no source gives a
size. No belief counts as surer than 99 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from parley.case.types import Case
from parley.model.no_deal import setting

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
    return any(
        p.startswith(("outlook.hardening.", "outlook.demands.")) and (_median(case, p) or 0.0) != 0.0
        for p in case.judgements
    )


def hardened(case: Case, beliefs: Mapping[str, float]) -> tuple[Hardened, ...]:
    """What follows for lines and demands once some of the case's beliefs (path → number) have become ``beliefs``."""
    found: list[Hardened] = []
    for party in case.required:
        before, after = success(case, party, {}), success(case, party, beliefs)
        if before is None or after is None or before == after:
            continue
        rate = _median(case, f"outlook.hardening.{party}") or 0.0
        points = _median(case, f"outlook.demands.{party}") or 0.0
        for key, line in case.red_lines.items():
            path = f"red_lines.{key}.holds"
            holds = _median(case, path)
            if rate and line.party == party and holds is not None and 0 < holds < 1:
                found.append(Hardened(party, path, holds, _logistic(_logit(holds) + rate * (after - before))))
        if points:
            path = f"no_deal.asks.{party}"
            asked = _median(case, path) or 0.0
            found.append(Hardened(party, path, asked, asked + points * max(0.0, after - before)))
    return tuple(found)


def success(case: Case, party: str, beliefs: Mapping[str, float]) -> float | None:
    """Log-odds that ``party`` gives to its better end, by its own beliefs (a ratifier's: its principal's) with ``beliefs`` in force; None where
    the case does not say."""
    eyes = party
    if not any(p.startswith(f"no_deal.beliefs.{party}.") for p in case.judgements):
        eyes = case.parties[party].ratifies_for or party
    prefix = f"no_deal.beliefs.{eyes}."

    def belief(name: str) -> float | None:
        path = prefix + name
        return beliefs[path] if path in beliefs else _median(case, path)

    if case.no_deal_model == "outcomes":
        best = best_outcome(case, party)
        shares = [belief(o) for o in case.outcomes]
        if best is None or any(s is None for s in shares):
            return None
        total = math.fsum(s for s in shares if s is not None)
        return _bounded((belief(best) or 0.0) / total) if total > 0 else None
    a, b = setting(case).sides
    side = party if party in (a, b) else case.parties[party].ratifies_for
    if side not in (a, b):
        return None
    if case.no_deal_model == "collapse":
        ours, theirs = belief("a-collapses"), belief("b-collapses")
        wins = None if ours is None or theirs is None or ours + theirs == 0 else theirs / (ours + theirs)
    else:
        wins = belief("theta" if case.no_deal_model == "campaign" else "chance")
    return None if wins is None else _bounded(wins if side == a else 1 - wins)


def best_outcome(case: Case, party: str) -> str | None:
    """The outcome of going on that is worth most to ``party`` at the medians."""
    worth = {o: _median(case, f"no_deal.values.{party}.{o}") for o in case.outcomes}
    known = {o: v for o, v in worth.items() if v is not None}
    return max(known, key=lambda o: known[o]) if known else None


def _bounded(chance: float) -> float:
    return _logit(min(max(chance, 1 - SUREST), SUREST))


def _logit(chance: float) -> float:
    return math.log(chance) - math.log1p(-chance)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1 + math.exp(odds))


def _median(case: Case, path: str) -> float | None:
    judgement = case.judgements.get(path)
    return None if judgement is None or judgement.distribution is None else float(judgement.distribution.median)
