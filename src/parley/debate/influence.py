"""Influence within a coalition, told by order alone: who took a side first, and who came to it later.

A *follows* B on a proposition where A, of the same coalition, comes to be for or against it after B already is, within
``window`` days, having been on no side or another before. It shows sequence, not cause: both may follow events.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from parley.debate.positions import Position


@dataclass(frozen=True, slots=True)
class Follows:
    """``follower`` came to ``leader``'s side on a proposition, ``days`` later."""

    leader: str
    follower: str
    proposition: str
    side: str
    days: int


def follows(found: Sequence[Position], coalition: Sequence[str], *, window: int = 90) -> tuple[Follows, ...]:
    """Every following within a coalition of actors, by date."""
    members = [p for p in found if p.actor in set(coalition)]
    out = []
    for a in members:
        for b in members:
            if a.actor == b.actor or a.proposition != b.proposition:
                continue
            for day, side in _comings(a):
                led = next((d for d, s in _comings(b) if s == side), None)
                if led is not None and 0 < (day - led).days <= window:
                    out.append(Follows(b.actor, a.actor, a.proposition, side, (day - led).days))
    return tuple(sorted(out, key=lambda f: (f.proposition, f.days, f.leader, f.follower)))


def leads(found: Sequence[Follows]) -> dict[str, int]:
    """Actor → times followed less times following, highest first."""
    tally: dict[str, int] = {}
    for f in found:
        tally[f.leader] = tally.get(f.leader, 0) + 1
        tally[f.follower] = tally.get(f.follower, 0) - 1
    return dict(sorted(tally.items(), key=lambda item: (-item[1], item[0])))


def _comings(position: Position) -> list[tuple[datetime.date, str]]:
    """Days on which the actor came to be for or against."""
    out: list[tuple[datetime.date, str]] = []
    before: str | None = None
    for stance in position.stances:
        if stance.on is not None and stance.side in ("for", "against") and stance.side != before:
            out.append((stance.on, stance.side))
        before = stance.side
    return out
