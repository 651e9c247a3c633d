"""What going on without a deal is worth, who sees it how, and what hangs on that: the no-deal side of a case at its medians.

Everything here is the case's own model asked again with some numbers changed; nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import ANALYST, Belief, Broken, Outlook, Rate, Trust, of
from parley.case.types import Case
from parley.model.facts import middles, stated
from parley.model.no_deal import believed, better_end, middle, setting, worths
from parley.nodeal.build import faults_of
from parley.nodeal.commitment import Interval, holding_set
from parley.nodeal.optimism import Pace, keeping_pace
from parley.nodeal.protocol import NoDealModel, OnALine, Paying
from parley.nodeal.record import Waited
from parley.nodeal.registry import record
from parley.outlook.clashes import Clash, Ranges, clashes, costs_of_stakes, hopes
from parley.outlook.hardening import hardened, hardens
from parley.outlook.waiting import waiting

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from parley.case.chance.sampling import Draws
    from parley.case.file.source import CaseSource
    from parley.model.modes import RedLines

SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
HAZARDS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2)
SEARCH = 24
RANGED = 128
"""Combinations of the stated ranges by which it is told whether two expectations differ."""
WORST_SHIFT = 2.0
"""Log-odds: θ = ½ becomes 0.12."""
WINTER = 5
"""Months looked at for movement against cost."""


@dataclass(frozen=True, slots=True)
class Going:
    """One party's no-deal."""

    party: str
    own: float
    """R by its own beliefs, points."""
    seen_by: Mapping[str, float]
    """Every holder → R of this party as that holder sees it."""
    misperception: float | None
    """Own less the analyst's; None where the analyst holds no beliefs."""
    cost: float
    """Expected cost within R, by its own beliefs, points."""
    cost_seen_by: Mapping[str, float]
    """Every holder → that cost as the holder sees it."""
    month: float | None
    """What the next month of fighting takes, points; ``outlook.costs`` where the model has no clock; None where nothing says."""
    asked: float
    """Points above that, which the party asks of a deal: ``no_deal.asks`` and office at stake."""
    rates: Mapping[str, tuple[float, float | None]]
    """Name of a rate (lives, …) → (a month, until the end it expects; None without a clock)."""
    rates_range: Mapping[str, tuple[float, float]]
    """Name of a rate → 5th and 95th percentile of a month."""


@dataclass(frozen=True, slots=True)
class Expecting:
    """One holder's view of how it ends."""

    holder: str
    ends: Mapping[str, float]
    months: float | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The zone if one party saw its no-deal as the analyst does."""

    party: str
    opens: bool | None
    opens_without_lines: bool | None


@dataclass(frozen=True, slots=True)
class GoingOn:
    """The whole answer; parts that a model or case cannot give are empty."""

    case: str
    view: str | None
    kind: str
    red_lines: str
    model: str
    zone: bool | None
    zone_without_lines: bool | None
    parties: tuple[Going, ...]
    holders: tuple[Expecting, ...]
    optimism: float | None
    """Σ of the sides' own chances of success, less 1; above 0 they cannot all be right. None where their successes do not exclude one
    another. At 0 or below nothing follows: see ``clashes``."""
    optimism_range: tuple[float, float] | None
    """The same less 1, 5th to 95th percentile over the stated ranges; one number twice where nothing has a range."""
    paid: float | None
    """Where there are two ends: what going on costs both, as parts of what is fought over; ``optimism`` above it leaves no deal."""
    clashes: tuple[Clash, ...]
    """Parties whose beliefs about how it ends differ, furthest apart first."""
    corrected: tuple[Corrected, ...]
    compliance: tuple[Interval, ...]
    """Levels of compliance q, the same in all eyes, at which a zone exists (red lines as asked)."""
    compliance_without_lines: tuple[Interval, ...]
    broken: Mapping[str, tuple[Interval, ...]]
    """Party → what a broken deal may leave it for a zone to exist without red lines, points (0 to 100)."""
    pace: tuple[Pace, ...]
    """Without red lines: side A moves toward a winning view by ``share``; B must move by ``needed`` toward the same."""
    pace_with_lines: tuple[Pace, ...]
    """The same with red lines as asked, fixed as the case has them. Empty where red lines are lifted, or nothing hardens in the case."""
    pace_hardening: tuple[Pace, ...]
    """The same with lines and demands that harden with success; see :mod:`parley.outlook.hardening`."""
    fatigue: Mapping[str, tuple[tuple[float, float], ...]]
    """Support → (monthly chance that it ends in side B's eyes, R of side B)."""
    regroup: tuple[Interval, ...] | None
    """Campaign with insecure deals: how far a pause that is broken may shift the odds of θ against side A (log-odds) for a zone to
    exist without red lines; what is left to each is then its own campaign, resumed at those odds. None where it does not apply."""
    movement: Mapping[str, float]
    """Holder → expected positions gained by side A over the next five months (campaign)."""
    everywhere: Mapping[str, tuple[float, ...]]
    """Party → R by its own beliefs if the line stood at position 0, 1, …, N (campaign)."""
    waiting: Mapping[str, Waited]
    """Party → what waiting for a settlement is worth to it, apart from R (campaign); see :mod:`parley.outlook.waiting`."""
    winter: Mapping[str, tuple[float, float]]
    """Party → (what it expects five months of movement to do to its no-deal, what they take), points, by its own beliefs."""


def going_on(
    source: CaseSource,
    view: str | None = None,
    kind: str | None = None,
    red_lines: RedLines = "weighed",
    sets: Mapping[str, str | float] | None = None,
) -> GoingOn:
    """Ask the case's no-deal everything at its medians. Raises CaseError for an unknown view or kind."""
    from parley.case.chance.sampling import medians
    from parley.model.evaluate import point
    from parley.model.no_deal import war

    given = dict(sets or {})
    case = source.case(view, given)
    draws = medians(case)
    model, parties, holders = war(case, draws)
    ask = _Asker(source, view, kind, given)
    now, free = point(case, kind, "own", red_lines), point(case, kind, "own", "none")
    sides = setting(case).sides
    secured = any(trust.deal is None for _, trust in of(Trust, case.judgements)) and not case.kinds[now.kind].secure
    with faults_of(case.no_deal_model):
        going = tuple(_going(case, draws, model, p, i, parties, holders) for i, p in enumerate(parties))
        expecting = tuple(_expecting(case, model, h, i) for i, h in enumerate(holders))
        ends = {e.holder: e.ends for e in expecting}
        optimism = hopes(case, ends, sides)
        ranges, spread = _ranges(case, sides)
        apart = clashes({g.party: g.seen_by for g in going}, ends, ranges)
        costs = costs_of_stakes(case, {g.party: g.cost for g in going}, len(model.end_names), sides)
        movement, winter = _movement(model, holders), _winter(model, parties, holders)
        everywhere = _everywhere(model, parties, holders)
    return GoingOn(
        case=case.name, view=view, kind=now.kind, red_lines=red_lines, model=model.name,
        zone=now.point.exists, zone_without_lines=free.point.exists,
        parties=going, holders=expecting, optimism=optimism,
        optimism_range=spread if optimism is not None else None, paid=costs, clashes=apart,
        corrected=tuple(_corrected(case, ask, p, red_lines) for p in parties if ANALYST in holders and p in holders),
        compliance=_compliance(case, ask, now.kind, red_lines) if secured else (),
        compliance_without_lines=_compliance(case, ask, now.kind, "none") if secured else (),
        broken={p: _broken(case, ask, now.kind, p) for p in parties} if secured else {},
        regroup=_regroup(case, ask, now.kind, sides) if secured else None,
        pace=_pace(case, ask, sides, "none"),
        pace_with_lines=_pace(case, ask, sides, red_lines) if hardens(case) and red_lines != "none" else (),
        pace_hardening=_pace(case, ask, sides, red_lines, hardening=True) if hardens(case) else (),
        fatigue=_fatigue(case, ask, sides[1]), movement=movement, winter=winter, everywhere=everywhere, waiting=waiting(case, kind, red_lines),
    )  # fmt: skip


class _Asker:
    """Zone and R of the case with some numbers set, at the medians."""

    def __init__(
        self, source: CaseSource, view: str | None, kind: str | None, given: Mapping[str, str | float]
    ) -> None:
        self.source, self.view, self.kind, self.given = source, view, kind, given
        self.now = source.case(view, given)

    def case(self, sets: Mapping[str, float]) -> Case:
        """The case with what the user gave, in which ``sets`` is what is held."""
        back = stated(self.now, middles(self.now), sets)
        return self.source.case(self.view, {**self.given, **{path: float(value[0]) for path, value in back.items()}})

    def zone(self, sets: Mapping[str, float], red_lines: RedLines) -> bool | None:
        """Whether a zone exists."""
        from parley.model.evaluate import point

        return point(self.case(sets), self.kind, "own", red_lines).point.exists

    def worth(self, sets: Mapping[str, float], party: str) -> float:
        """What going on is worth to ``party`` by its own beliefs."""
        from parley.case.chance.sampling import medians
        from parley.model.no_deal import worth

        case = self.case(sets)
        return float(worth(case, medians(case), party, party)[0])


def _going(
    case: Case, draws: Draws, model: NoDealModel, party: str, at: int, parties: Sequence[str], holders: Sequence[str]
) -> Going:
    from parley.model.no_deal import asked

    seen = {h: float(model.reservation([i] * len(parties))[0, at]) for i, h in enumerate(holders)}
    principal = case.parties[party].ratifies_for
    eyes = party if party in seen else (principal if principal in seen else holders[0])
    index = list(holders).index(eyes)
    months = model.duration(index)
    clock = None if months is None else float(months[0])
    cost = model.cost(index)
    rates: dict[str, tuple[float, float | None]] = {}
    spans: dict[str, tuple[float, float]] = {}
    for _, rate in of(Rate, case.judgements):
        value = middle(case, rate) if rate.party == party else None
        if value is not None:
            rates[rate.key] = (value, None if clock is None else value * clock)
            stated_at = case.judgements.get(str(rate))
            d = None if stated_at is None else stated_at.distribution
            spans[rate.key] = (value, value) if d is None else (d.low, d.high)
    return Going(
        party,
        seen[eyes],
        seen,
        seen[eyes] - seen[ANALYST] if ANALYST in seen else None,
        float(cost[0, at]),
        {h: float(model.cost(i)[0, at]) for i, h in enumerate(holders)},
        float(model.month()[0, at]) if isinstance(model, Paying) else middle(case, Outlook("costs", party)),
        float(asked(draws, party)[0]),
        rates,
        spans,
    )


def _expecting(case: Case, model: NoDealModel, holder: str, at: int) -> Expecting:
    ends = dict(zip(model.end_names, (float(x) for x in model.ends(at)[0]), strict=True))
    months = model.duration(at)
    named = {_named(case, name): chance for name, chance in ends.items()}
    return Expecting(holder, named, None if months is None else float(months[0]))


def _ranges(case: Case, sides: tuple[str, str]) -> tuple[Ranges, tuple[float, float] | None]:
    """What each expects, and the sum of the two hopes less 1, over the stated ranges."""
    from parley.case.chance.sampling import sample
    from parley.model.no_deal import war

    model, parties, holders = war(case, sample(case, RANGED, 0))

    def span(values: ArrayLike) -> tuple[float, float]:
        low, high = np.percentile(np.asarray(values, dtype=np.float64), (5, 95))
        return float(low), float(high)

    worth = [model.reservation([i] * len(parties)) for i in range(len(holders))]
    chances = [model.ends(i) for i in range(len(holders))]
    names = [_named(case, name) for name in model.end_names]
    ranges = Ranges(
        {p: {h: span(worth[i][:, at]) for i, h in enumerate(holders)} for at, p in enumerate(parties)},
        {h: {name: span(chances[i][:, k]) for k, name in enumerate(names)} for i, h in enumerate(holders)},
    )
    own = [better_end(case, side) for side in sides]
    if any(end is None for end in own) or any(side not in holders for side in sides):
        return ranges, None
    both = [chances[list(holders).index(side)][:, end] for side, end in zip(sides, own, strict=True) if end is not None]
    return ranges, span(both[0] + both[1] - 1)


def _named(case: Case, end: str) -> str:
    """An end in the case's words: an outcome's title, or the side's title for A and B."""
    if end in case.outcomes:
        return case.outcomes[end]
    for letter, side in zip("AB", case.no_deal_sides or (), strict=False):
        if end.startswith(letter + " "):
            return case.parties[side].title + end[1:]
    return end


def _corrected(case: Case, ask: _Asker, party: str, red_lines: RedLines) -> Corrected:
    sets = {str(Belief(party, name)): value for name, value in believed(case, ANALYST).items()}
    return Corrected(party, ask.zone(sets, red_lines), ask.zone(sets, "none"))


def _holds_paths(case: Case, kind: str) -> list[str]:
    stated = [trust for _, trust in of(Trust, case.judgements)]
    own = [trust for trust in stated if trust.deal == kind]
    named = {trust.holder for trust in own}
    return [str(trust) for trust in (*own, *(t for t in stated if t.deal is None and t.holder not in named))]


def _compliance(case: Case, ask: _Asker, kind: str, red_lines: RedLines) -> tuple[Interval, ...]:
    paths = _holds_paths(case, kind)
    return holding_set(lambda q: ask.zone(dict.fromkeys(paths, q), red_lines) is True, steps=SEARCH, accuracy=2e-3)


def _broken(case: Case, ask: _Asker, kind: str, party: str) -> tuple[Interval, ...]:
    path = _broken_path(case, kind, party)
    if path not in case.judgements:
        return ()
    return holding_set(lambda b: ask.zone({path: b}, "none") is True, 0.0, 100.0, steps=SEARCH, accuracy=0.2)


def _broken_path(case: Case, kind: str, party: str) -> str:
    """What is left to the party if a deal is broken: the kind's own number, or else that of any deal."""
    own = str(Broken(party, kind))
    return own if own in case.judgements else str(Broken(party))


def _regroup(case: Case, ask: _Asker, kind: str, sides: tuple[str, str]) -> tuple[Interval, ...] | None:
    """The commitment problem: what a broken pause leaves is the war again, with the odds shifted against side A by s."""
    weakened = record(case.no_deal_model).weakened
    if weakened is None:
        return None

    def left(shift: float) -> dict[str, float]:
        sets = {}
        for side in sides:
            then = weakened(believed(case, side), shift)
            moved = {str(Belief(side, name)): value for name, value in then.items()}
            sets[_broken_path(case, kind, side)] = ask.worth(moved, side)
        return sets

    return holding_set(lambda s: ask.zone(left(s), "none") is True, 0.0, WORST_SHIFT, steps=SEARCH, accuracy=1e-2)


def _pace(
    case: Case, ask: _Asker, sides: tuple[str, str], red_lines: RedLines, *, hardening: bool = False
) -> tuple[Pace, ...]:
    """Both move toward side A's winning view; nobody else's belief changes."""
    model = record(case.no_deal_model)
    with faults_of(model.name):
        target = None if model.winning is None else model.winning(worths(case, sides[0]), "a", setting(case))
    if target is None:
        return ()
    starts = [_belief(case, side, target, shares=model.shares) for side in sides]
    if any(set(s) != set(target) for s in starts):
        return ()

    def zone(winner: float, loser: float) -> bool:
        sets = {
            str(Belief(side, name)): (1 - share) * start[name] + share * target[name]
            for side, start, share in zip(sides, starts, (winner, loser), strict=True)
            for name in target
        }
        moved = {h.path: h.after for h in hardened(case, sets)} if hardening else {}
        return ask.zone({**sets, **moved}, red_lines) is True

    return keeping_pace(zone, SHARES, steps=SEARCH, accuracy=2e-3)


def _belief(case: Case, side: str, names: Collection[str], *, shares: bool) -> dict[str, float]:
    """The numbers that success moves, normalised where they are shares."""
    found = {n: v for n, v in believed(case, side).items() if n in names}
    total = sum(found.values()) if shares else 1.0
    return {n: v / total for n, v in found.items()} if total > 0 else {}


def _fatigue(case: Case, ask: _Asker, side: str) -> dict[str, tuple[tuple[float, float], ...]]:
    """R of ``side`` by the monthly chance that it gives the end of each support, where its model has a belief about that."""
    ends = [n.name for n in record(case.no_deal_model).beliefs if "{support}" in n.name]
    return {
        support: tuple(
            (h, ask.worth({str(Belief(side, name.replace("{support}", support))): h}, side)) for h in HAZARDS
        )
        for support in case.no_deal_support
        for name in ends
    }


def _movement(model: NoDealModel, holders: Sequence[str]) -> dict[str, float]:
    if not isinstance(model, OnALine):
        return {}
    return {h: float(np.asarray(model.movement(i, WINTER))[0]) for i, h in enumerate(holders)}


def _everywhere(model: NoDealModel, parties: Sequence[str], holders: Sequence[str]) -> dict[str, tuple[float, ...]]:
    """R at every position, for parties that hold beliefs."""
    if not isinstance(model, OnALine):
        return {}
    found = {}
    for i, party in enumerate(parties):
        if party in holders:
            eyes = [list(holders).index(party)] * len(parties)
            found[party] = tuple(float(r) for r in model.reservation_everywhere(eyes)[0, i])
    return found


def _winter(model: NoDealModel, parties: Sequence[str], holders: Sequence[str]) -> dict[str, tuple[float, float]]:
    """E[R at the position reached] − R here, and the burden and tolls of the months, for parties that hold beliefs."""
    if not isinstance(model, OnALine):
        return {}
    found = {}
    for i, party in enumerate(parties):
        if party not in holders:
            continue
        eyes = list(holders).index(party)
        worth = model.reservation_everywhere([eyes] * len(parties))[0, i]
        reached = model.reached(eyes, WINTER)[0]
        found[party] = (float(reached @ worth - worth[int(model.start[0])]), WINTER * float(model.month()[0, i]))
    return found
