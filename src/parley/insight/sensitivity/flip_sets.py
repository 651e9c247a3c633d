"""The fewest judgements whose move to an end of their own stated ranges reverses the verdict at the medians.

For *monotone* judgements, those that can only widen or only narrow the zone whatever the others are (a party's scores
widen it, what it expects from an outcome of going on narrows it), the search is exact up to three at a time: only the
helpful end counts, and where moving a whole group at once does not reverse the verdict, no set within the group does,
so groups are split only where they pass. For the rest (weights, which are normalised; the chance that a deal holds; a
belief in a middling outcome) both ends are tried, alone and in pairs with every other move; that is a search, and said
to be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from parley.case import paths
from parley.case.types import Case
from parley.deals.problem import Bools
from parley.insight.asking.evaluator import Ask, exists, rows
from parley.insight.asking.relevance import bears
from parley.model.no_deal import setting
from parley.nodeal.registry import record

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

BATCH = 4096
MOST_SETS = 200
"""Sets kept; further ones are counted, not listed."""
MOST_TESTS = 400_000


@dataclass(frozen=True, slots=True)
class Move:
    """A judgement at one end of its range. ``monotone``: its effect on the zone has one sign whatever the others are."""

    path: str
    to: float
    end: str
    monotone: bool


@dataclass(frozen=True, slots=True)
class FlipSets:
    """Minimal sets, smallest first. ``exact_to``: among monotone judgements, every set up to this size was covered;
    ``searched_to``: the same for sets with other judgements, of which only the ends of the ranges were tried."""

    exists: bool
    sets: tuple[tuple[Move, ...], ...]
    more: int
    exact_to: int
    searched_to: int
    moves: int
    tests: int


def flip_sets(case: Case, at: Draws, ask: Ask) -> FlipSets:
    """The minimal flip sets of the zone test ``ask`` at ``at`` (one row, the medians)."""
    return _Search(case, at, ask).run()


def sign(case: Case, path: str, ask: Ask, at: Draws) -> int:
    """+1 where raising the judgement can only widen the zone, −1 where it can only narrow it, 0 where neither is sure,
    as long as the others stay where they are ``at`` or within their ranges."""
    kind = case.kinds[ask.kind]
    match paths.parse(path):
        case paths.Score(_, issue, option):
            against = kind.basis == "no_deal" and kind.status_quo.get(issue) == option
            return 0 if against else 1
        case paths.Combination() | paths.Broken():
            return 1
        case paths.Floor() | paths.Line():
            return -1
        case paths.Belief(holder, outcome):
            return _belief_sign(case, holder, outcome, ask, at)
        case form if isinstance(form, paths.NoDeal):
            found = record(case.no_deal_model).number(paths.words(form)[1:], setting(case))
            return 0 if found is None else -found[0].raises
    return 0


def _belief_sign(case: Case, holder: str, outcome: str, ask: Ask, at: Draws) -> int:
    """A belief has a sure sign where one party alone values by it, and the outcome is surely its best or its worst."""
    if ask.beliefs != "own" or holder not in case.required or not record(case.no_deal_model).shares:
        return 0
    if any(party.ratifies_for == holder for party in case.parties.values()):
        return 0
    ranges = {}
    for key in case.outcomes:
        path = paths.EndValue(holder, key)
        judgement = case.judgements.get(str(path))
        if judgement is None or judgement.distribution is None:
            return 0
        now = float(at.get(path)[0])
        ranges[key] = (min(judgement.distribution.low, now), max(judgement.distribution.high, now))
    low, high = ranges[outcome]
    others = [r for key, r in ranges.items() if key != outcome]
    if all(low >= r[1] for r in others):
        return -1
    return 1 if all(high <= r[0] for r in others) else 0


class _Search:
    def __init__(self, case: Case, at: Draws, ask: Ask) -> None:
        self.case, self.at, self.ask = case, at, ask
        self.column = at.columns
        self.tests = 0
        self.base = bool(exists(case, at, ask)[0])
        self.moves = self._moves()

    def run(self) -> FlipSets:
        sure = [i for i, m in enumerate(self.moves) if m.monotone]
        loose = [i for i, m in enumerate(self.moves) if not m.monotone]
        found, exact_to = self._exact(sure)
        found, searched_to = self._searched(found, sure, loose)
        found = _minimal(found)
        found.sort(key=lambda s: (len(s), sorted(s)))
        shown = tuple(tuple(self.moves[i] for i in sorted(s)) for s in found[:MOST_SETS])
        more = max(0, len(found) - MOST_SETS)
        return FlipSets(self.base, shown, more, exact_to, searched_to, len(self.moves), self.tests)

    def _moves(self) -> list[Move]:
        out: list[Move] = []
        for path, judgement in self.case.judgements.items():
            d = judgement.distribution
            if d is None or d.is_point or not bears(self.case, path, self.ask):
                continue
            if isinstance(paths.parse(path), paths.Toughness):  # at the medians lines count by themselves
                continue
            which = sign(self.case, path, self.ask, self.at)
            widen = -1 if self.base else 1
            for end, value, direction in (("low", d.low, -1), ("high", d.high, 1)):
                ahead = (float(value) - float(self.at.get(path)[0])) * direction > 0
                # an end that lies behind where the judgement stands would push the other way, and spoil every group
                if which == 0 or (which * direction == widen and ahead):
                    out.append(Move(path, float(value), end, which != 0))
        return out

    def _ask(self, sets: Sequence[Iterable[int]]) -> Bools:
        """(m,): whether moving each set reverses the verdict."""
        answers = []
        for start in range(0, len(sets), BATCH):
            part = sets[start : start + BATCH]
            values = np.repeat(self.at.values, len(part), axis=0)
            for row, chosen in enumerate(part):
                for i in chosen:
                    move = self.moves[i]
                    values[row, self.column[move.path]] = move.to
            answers.append(exists(self.case, rows(self.at, values), self.ask) != self.base)
            self.tests += len(part)
        return np.concatenate(answers) if answers else np.zeros(0, dtype=np.bool_)

    def _exact(self, sure: list[int]) -> tuple[list[frozenset[int]], int]:
        found: list[frozenset[int]] = []
        free = list(sure)
        for size in (1, 2, 3):
            if not free:
                return found, 3
            hits = self._groups(free, size, found)
            if hits is None:
                return found, size - 1
            found += hits
            if size == 1:
                alone = {next(iter(s)) for s in hits}
                free = [i for i in free if i not in alone]
        return found, 3

    def _groups(self, free: list[int], size: int, known: list[frozenset[int]]) -> list[frozenset[int]] | None:
        """Every passing set of exactly ``size`` free moves, by splitting groups whose union passes; None past the budget."""
        level = [tuple([tuple(free)] * size)]
        hits: set[frozenset[int]] = set()
        while level:
            if self.tests + len(level) > MOST_TESTS:
                return None
            passed = self._ask([set().union(*blocks) for blocks in level])
            following: set[tuple[tuple[int, ...], ...]] = set()
            for blocks, ok in zip(level, passed, strict=True):
                if not ok:
                    continue
                if all(len(b) == 1 for b in blocks):
                    chosen = frozenset(b[0] for b in blocks)
                    if len(chosen) == size and not any(k <= chosen for k in known):
                        hits.add(chosen)
                    continue
                following.update(_split(blocks))
            level = sorted(following)
        return sorted(hits, key=sorted)

    def _searched(
        self, found: list[frozenset[int]], sure: list[int], loose: list[int]
    ) -> tuple[list[frozenset[int]], int]:
        singles = [frozenset([i]) for i, ok in zip(loose, self._ask([[i] for i in loose]), strict=True) if ok]
        found = found + singles
        alone = {next(iter(s)) for s in found if len(s) == 1}
        rest = [i for i in (*sure, *loose) if i not in alone]
        pairs = [
            (a, b)
            for a, b in combinations(rest, 2)
            if not (self.moves[a].monotone and self.moves[b].monotone) and self.moves[a].path != self.moves[b].path
        ]
        if self.tests + len(pairs) > MOST_TESTS:
            return found, 1
        passed = self._ask(pairs)
        return found + [frozenset(p) for p, ok in zip(pairs, passed, strict=True) if ok], 2


def _split(blocks: tuple[tuple[int, ...], ...]) -> Iterable[tuple[tuple[int, ...], ...]]:
    """The combinations of halves that cover every set which takes one member from each block."""
    largest = max(blocks, key=len)
    half = len(largest) // 2
    first, second = largest[:half], largest[half:]
    others = [b for b in blocks if b != largest]
    copies = len(blocks) - len(others)
    for taken in range(copies + 1):
        yield tuple(sorted([*others, *([first] * taken), *([second] * (copies - taken))]))


def _minimal(sets: list[frozenset[int]]) -> list[frozenset[int]]:
    kept: list[frozenset[int]] = []
    for s in sorted(set(sets), key=len):
        if not any(k <= s for k in kept):
            kept.append(s)
    return kept
