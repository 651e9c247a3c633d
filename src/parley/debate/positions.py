"""Positions in time: where each speaker stands on each proposition, and when that changed.

A position is the dated sequence of one actor's stances on one proposition, as statements give them. Statements in page
furniture and denied cues ("did not say") do not count, nor does what holds no position (:mod:`parley.debate.holders`). An actor is the resolved speaker; unnamed sources are kept apart
by how they are described and are marked, for they may be several people or the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from parley.debate.holders import holds
from parley.reading.model import StanceSide, Statement, attributions
from parley.reading.sources.one_spelling import one_spelling

PRONOUNS = frozenset({"", "he", "she", "they", "it", "we", "i", "who", "others"})
"""Sources that name nobody: without a resolution such a statement belongs to no actor."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A stance on a day."""

    on: datetime.date | None
    side: StanceSide
    statement: str


@dataclass(frozen=True, slots=True)
class Position:
    """One actor on one proposition, in order of date (undated first)."""

    actor: str
    named: bool
    party: str | None
    proposition: str
    stances: tuple[Dated, ...]

    def standing(self, on: datetime.date | None = None) -> StanceSide | None:
        """The last stance up to a day (default: the last); None where there is none yet. Different sides on the last
        day are "ambiguous": both were said."""
        known = [s for s in self.stances if on is None or s.on is None or s.on <= on]
        if not known:
            return None
        last = [s.side for s in known if s.on == known[-1].on]
        return last[0] if len(set(last)) == 1 else "ambiguous"

    @property
    def turns(self) -> tuple[tuple[datetime.date | None, StanceSide, StanceSide], ...]:
        """Days on which the side changed: (day, from, to)."""
        out = []
        days = list(dict.fromkeys(s.on for s in self.stances))
        before: StanceSide | None = None
        for day in days:
            sides = {s.side for s in self.stances if s.on == day}
            side: StanceSide = next(iter(sides)) if len(sides) == 1 else "ambiguous"
            if before is not None and side != before:
                out.append((day, before, side))
            before = side
        return tuple(out)


_YEARS = 3
"""A surname alone stands for a full name of another document where no more lie between."""


def _may_be_one(alone: Statement, full: Statement) -> bool:
    """Whether a surname of one document may be the full name of another: title, time and side do not contradict."""
    if alone.date is not None and full.date is not None and abs((alone.date - full.date).days) > 365 * _YEARS:
        return False
    if alone.role and full.role and alone.role != full.role:
        return False
    return not (alone.party and full.party and alone.party != full.party)


def positions(statements: Iterable[Statement], *, until: datetime.date | None = None) -> tuple[Position, ...]:
    """Every position, by proposition and actor, from statements dated no later than ``until``."""
    found: dict[tuple[str, str], list[Dated]] = {}
    about: dict[str, tuple[bool, str | None]] = {}
    given = attributions(statements)
    outer = {s.id: s for s in given}
    spelled = one_spelling(s.resolved for s in given if s.resolved)
    told = {(s.document, s.resolved): s for s in given if s.resolved}
    known: dict[str, list[Statement]] = {}
    for (_, name), one in told.items():
        known.setdefault(name, []).append(one)
    for statement in given:
        actor = " ".join(statement.source_text.split())
        if statement.resolved:
            whole = spelled[statement.resolved]
            apart = " " not in statement.resolved and not any(_may_be_one(statement, s) for s in known.get(whole, ()))
            actor = statement.resolved if apart else whole
        if statement.furniture or statement.negated or actor.casefold() in PRONOUNS:
            continue
        if not holds(statement, outer.get(statement.within or "")):
            continue
        if until is not None and statement.date is not None and statement.date > until:
            continue
        named, party = about.get(actor, (False, None))
        about[actor] = (named or statement.resolved is not None, party or statement.party)
        for stance in statement.stances:
            dated = Dated(statement.date, stance.side, statement.id)
            found.setdefault((stance.proposition, actor), []).append(dated)
    out = []
    for (proposition, actor), stances in sorted(found.items()):
        ordered = sorted(stances, key=lambda s: (s.on is not None, s.on or datetime.date.min, s.statement))
        out.append(Position(actor, about[actor][0], about[actor][1], proposition, tuple(ordered)))
    return tuple(out)
