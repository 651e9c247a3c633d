"""Which of the case's own keys a path names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from parley.case.paths import (
    ActNumber,
    Assures,
    Belief,
    Breaks,
    Broken,
    Change,
    Combination,
    Effect,
    EndValue,
    Fact,
    FactMove,
    FactOpenness,
    FactTaken,
    Floor,
    GroupNumber,
    LeverNumber,
    LeverUse,
    Likelihood,
    Limit,
    Line,
    NewsStrength,
    Office,
    Openness,
    Outlook,
    Path,
    Rate,
    Score,
    Supply,
    TableNumber,
    Toughness,
    Trust,
    Weight,
)


@dataclass(frozen=True, slots=True)
class Names:
    """The keys of the case that a path names. A change names what the judgement that it changes names."""

    party: str | None = None
    """To whom the number belongs: whose weight, whose cost. Of a model's own numbers, the last word, which need be no party."""
    holder: str | None = None
    """Who believes it: a party or ``analyst``."""
    issue: str | None = None
    option: str | None = None
    kind: str | None = None
    """The kind of deal that it is about alone."""


@lru_cache(maxsize=1 << 16)
def names(path: Path) -> Names:
    """Which party, holder, issue, option and kind of deal a path names."""
    match path:
        case Weight(party, issue):
            return Names(party=party, issue=issue)
        case Score(party, issue, option):
            return Names(party=party, issue=issue, option=option)
        case Combination(_, party) | Toughness(party) | EndValue(party, _) | GroupNumber(_, party) | Office(party, _):
            return Names(party=party)
        case Rate(_, party) | Outlook(_, party) | Breaks(party) | Assures(party):
            return Names(party=party)
        case TableNumber(_, inner):
            return Names(party=inner[-1])
        case Belief(holder, _) | Openness(holder, _) | FactOpenness(holder, _):
            return Names(holder=holder)
        case Trust(holder, kind):
            return Names(holder=holder, kind=kind)
        case Broken(party, kind):
            return Names(party=party, kind=kind)
        case Effect(issue, option):
            return Names(issue=issue, option=option)
        case Supply(issue, option, party):
            return Names(party=party, issue=issue, option=option)
        case Change(_, _, of):
            return names(of)
        case Floor() | Line() | Likelihood() | NewsStrength() | LeverNumber() | LeverUse() | Limit() | ActNumber():
            return Names()
        case Fact() | FactTaken() | FactMove():
            return Names()
        case _:
            assert_never(path)
