"""What was seen moves what each side expects: the zone replayed as of each date, by the case's own model of no-deal.

The beliefs held before the first record are those of ``no_deal.prior`` where it is older, else the case's own if those are; a case whose
numbers are younger than the first record is refused, for what is replayed is already in them. Each holder then takes in every engagement with its openness
(``outlook.openness.HOLDER``; 1 where the case says nothing: Bayes' rule; ``outlook.openness_bad.HOLDER`` for what its own side lost). Deals
keep their worth; red lines stay, unless success hardens them (:mod:`parley.outlook.hardening`) or polls are read into one. Composition only:
the rule is the model's own (:class:`parley.nodeal.record.Learning`).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from parley.case.observations.records import Engagement, Poll
from parley.case.paths import Belief, Likelihood, Openness, believers, of
from parley.case.types import Case
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean
from parley.model.facts import middles, movers, stated
from parley.model.no_deal import believed, middle, setting
from parley.nodeal.build import faults_of
from parley.nodeal.observing import Seen
from parley.nodeal.record import Observed, spelt
from parley.nodeal.registry import record
from parley.outlook.hardening import Hardened, hardened, hardens

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.model.modes import RedLines

DAYS_A_MONTH = 365.25 / 12
MOST_STEPS = 2000

Dated = TypeVar("Dated", Engagement, Poll)


@dataclass(frozen=True, slots=True)
class Moved:
    """One number of one holder's beliefs, before the first record and after the last."""

    holder: str
    name: str
    path: str
    openness: float
    openness_bad: float
    """To what the holder's own side lost; the same as ``openness`` where the case says nothing or the holder is on no side."""
    prior: float
    posterior: float


@dataclass(frozen=True, slots=True)
class AsOf:
    """The verdict as of one date."""

    date: datetime.date
    seen: Seen
    beliefs: Mapping[str, float]
    """Path → number in force."""
    reservation: Mapping[str, float]
    exists: bool | None
    why_empty: str | None
    gap: Mapping[str, float | None]
    exists_without_lines: bool | None
    polls: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Replay:
    """A zone replayed over the dates of what was observed."""

    case: str
    view: str | None
    kind: str
    red_lines: str
    model: str
    side_a: str
    side_b: str
    records: int
    moved: tuple[Moved, ...]
    dates: tuple[AsOf, ...]
    """First the day before the first record (the case's own numbers), then one every ``step_days``, then the last record."""
    notes: tuple[str, ...]
    hardened: tuple[Hardened, ...] = ()
    """Lines and demands as success has moved them by the last date; empty where the case says nothing of hardening."""
    own: AsOf | None = None
    """The case's own numbers as of the last date, nothing replayed: what ``assess`` and ``no-deal`` of that date say."""
    prior: datetime.date | None = None
    """The date of ``no_deal.prior``, where the beliefs before the first record are from there; None: they are the case's own."""


@dataclass(frozen=True, slots=True)
class ZoneTest:
    """Which zone is replayed: under which view, of which kind of deal, with which lines, which numbers set."""

    view: str | None = None
    kind: str | None = None
    """None: the case's main kind."""
    red_lines: RedLines = "weighed"
    sets: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """Which records count, and how many days lie between two replays."""

    since: datetime.date | None = None
    """Records before it are left out."""
    until: datetime.date | None = None
    """Records after it are left out."""
    step_days: int = 7


@dataclass(frozen=True, slots=True)
class Polled:
    """Polls, and the path of the judgement that their latest share replaces; None: they are shown and move nothing."""

    polls: Sequence[Poll] = ()
    path: str | None = None


def replay(
    source: CaseSource,
    engagements: Sequence[Engagement],
    test: ZoneTest = ZoneTest(),
    *,
    polled: Polled = Polled(),
    likelihood: Mapping[str, float] | None = None,
    window: Window = Window(),
) -> Replay:
    """Replay the zone at the medians. ``likelihood``: outcome → chance that side A wins a decisive engagement on that path, over what
    the case states under ``no_deal.likelihood``. Raises :class:`InputError` where there is nothing to replay or the model cannot learn
    from it.
    """
    view, kind, red_lines = test.view, test.kind, test.red_lines
    case = source.case(view, test.sets)
    a, b = setting(case).sides
    used = _within(engagements, window.since, window.until)
    asked = _within(polled.polls, window.since, window.until)
    if not used and not asked:
        raise InputError.one("there are no records between these dates", hint="check --from and --until")
    start = beginning(case, used) if used else None
    rule = _Rule(case, likelihood or {}, start)
    dates = _dates([*(r.date for r in used), *(p.date for p in asked)], window.step_days)
    found, numbers = [], dict[str, float]()
    moves, hard = hardens(case), tuple[Hardened, ...]()
    for date in dates:
        seen = _seen(used, a, b, date, dates[0])
        shares = _latest(asked, date)
        first = date == dates[0]
        numbers = rule.prior if first else rule.after(seen)
        given = first and not rule.other and not case.facts  # the case's own numbers, as they stand
        in_force: dict[str, str | float] = {**test.sets, **({} if given else _as_stated(source, test, date, numbers))}
        if moves and not first:
            hard = hardened(case, numbers, rule.prior)
            in_force |= {h.path: h.after for h in hard}
        if polled.path is not None and shares:
            in_force[polled.path] = list(shares.values())[-1]
        found.append(_verdict(source.case(view, in_force, date), test, seen, numbers, shares))
    case_then = source.case(view, test.sets, dates[-1])
    own = _verdict(case_then, test, found[-1].seen, {path: middle(case_then, path, 0.0) for path in numbers}, {})
    moved = tuple(
        Moved(
            holder,
            name,
            path,
            rule.openness[holder],
            rule.bad.get(holder, rule.openness[holder]),
            rule.prior[path],
            numbers[path],
        )
        for path, (holder, name) in rule.names.items()
    )
    return Replay(
        case.name, view, kind or case.main_kind, red_lines, case.no_deal_model, a, b,
        len(used) + len(asked), moved, tuple(found), rule.notes, hard, own, start if rule.other else None,
    )  # fmt: skip


def _verdict(case: Case, test: ZoneTest, seen: Seen, beliefs: Mapping[str, float], polls: Mapping[str, float]) -> AsOf:
    """The verdict on the case as it stands on its date, lines as asked and lifted."""
    from parley.model.evaluate import point

    made, free = point(case, test.kind, "own", test.red_lines), point(case, test.kind, "own", "none")
    return AsOf(
        date=case.as_of, seen=seen, beliefs=beliefs,
        reservation=dict(zip(made.parties, made.reservation, strict=True)),
        exists=made.point.exists, why_empty=made.point.why_empty,
        gap=dict(zip(made.parties, made.point.gap, strict=True)),
        exists_without_lines=free.point.exists, polls=polls,
    )  # fmt: skip


def _as_stated(
    source: CaseSource, test: ZoneTest, date: datetime.date, numbers: Mapping[str, float]
) -> dict[str, str | float]:
    """What the case must state on a date for ``numbers`` to be what is held: facts of the date are not taken in on top of what was seen."""
    then = source.case(test.view, test.sets, date)
    return {path: float(value[0]) for path, value in stated(then, middles(then), numbers).items()}


def beginning(case: Case, records: Sequence[Engagement]) -> datetime.date | None:
    """The date of the beliefs from which records are replayed: that of ``no_deal.prior``, or None for the case's own.

    Raises :class:`InputError` where neither is as old as the first record: what is replayed would be counted twice.
    """
    first = min(one.date for one in records)
    learning = record(case.no_deal_model).learning
    if learning is None:
        return None
    if case.prior is not None and case.prior.date <= first:
        return case.prior.date
    held, why = dated(case)
    if held <= first:
        return None
    other = "" if case.prior is None else f", and no_deal.prior is of {case.prior.date.isoformat()}"
    later = (held if case.prior is None else min(held, case.prior.date)) + datetime.timedelta(days=1)
    raise InputError.one(
        f"the first record is of {first.isoformat()}, and the beliefs of {case.name} are of {held.isoformat()} ({why}){other}: "
        "they already hold what would be replayed",
        hint=f"state what was believed before it, no_deal: {{prior: {{date: {_before(first)}, beliefs: …}}}}; or, if the beliefs are older than "
        f"that, no_deal: {{beliefs_dated: {_before(first)}}}; or replay later records alone: --from {later.isoformat()}",
        code="prior",
    )


def dated(case: Case) -> tuple[datetime.date, str]:
    """When a case's beliefs were held, and how that is known: said, else the latest evidence behind one of them, else the day of the case."""
    if case.beliefs_dated is not None:
        return case.beliefs_dated, "as it says"
    behind = [e.date for text, _ in of(Belief, case.judgements) for e in case.judgements[text].evidence if e.date]
    facts = dict.fromkeys(key for text, _ in of(Belief, case.judgements) for key in movers(case, text))
    read = [reading.date for key in facts if (reading := case.facts[key].on(case.as_of)) is not None]
    if read and max(read) >= max(behind, default=max(read)):
        return max(read), "the reading of a fact that moves them"
    if behind:
        return max(behind), "its latest evidence"
    return case.as_of, "the day of the case"


def _before(first: datetime.date) -> str:
    return (first - datetime.timedelta(days=1)).isoformat()


class _Rule:
    """How this case's beliefs move: prior numbers by path, and the numbers after what was seen."""

    def __init__(self, case: Case, likelihood: Mapping[str, float], start: datetime.date | None = None) -> None:
        self.case = case
        self.other = start is not None
        """Whether the beliefs before the first record are other than the case's own."""
        self.model = record(case.no_deal_model)
        self.notes: tuple[str, ...] = ()
        holders = believers(case.judgements)
        self.openness = {h: middle(case, Openness(h), 1.0) for h in holders}
        a, b = setting(case).sides
        self.side_b = b
        self.bad = {h: middle(case, Openness(h, bad=True), self.openness[h]) for h in holders if h in (a, b)}
        self.names = self._names(holders)
        self.prior = self._prior()
        self.chance = self._chances(likelihood)
        if self.model.shares:
            self._normalise()
        if self.model.learning is None:
            self.notes = (*self.notes, f"An engagement moves no belief of the model {self.model.name}.")

    def _prior(self) -> dict[str, float]:
        """Path → what was held before the first record: of the case's prior where that is in force, but for numbers set for this run."""
        held = {h: believed(self.case, h) for h in self.openness}
        found: dict[str, float] = {}
        ignored = False
        for path, (holder, name) in self.names.items():
            needed(self.case, path)  # refused where it is not said
            found[path] = held[holder][name]
            prior = self.case.prior.judgements.get(path) if self.case.prior is not None and self.other else None
            if prior is None or prior.distribution is None:
                continue
            origin = self.case.judgements[path].origin
            if origin != "--set":
                found[path] = float(prior.distribution.median)
                ignored |= origin.startswith("view")
        if self.case.prior is not None and self.other:
            reasons = dict.fromkeys(j.because for j in self.case.prior.judgements.values() if j.because)
            self.notes = (f"The prior: {' '.join(reasons)}",) if reasons else ()
            if ignored:
                self.notes = (*self.notes, "What the view says of beliefs is later than that and is not used.")
        return found

    def after(self, seen: Seen) -> dict[str, float]:
        """Path → number once ``seen`` has been taken in."""
        if self.model.learning is None:
            return {}
        moved: dict[str, float] = {}
        for holder, openness in self.openness.items():
            mine = {name: self.prior[path] for path, (h, name) in self.names.items() if h == holder}
            bad = self.bad.get(holder, openness)
            won, lost = (bad, openness) if holder == self.side_b else (openness, bad)
            what = Observed(seen, won, lost, openness, self.chance)
            with faults_of(self.model.name):
                after = self.model.learning.rule(mine, what)
            for name, value in after.items():
                moved[str(Belief(holder, name))] = value
        return moved

    def _names(self, holders: Sequence[str]) -> dict[str, tuple[str, str]]:
        if self.model.learning is None:
            return {}
        moves = self.model.learning.moves
        moving = spelt([n for n in self.model.beliefs if n.name in moves], setting(self.case))
        paths = {str(Belief(h, name)): (h, name) for h in holders for name in moving}
        return {path: named for path, named in paths.items() if path in self.case.judgements}

    def _chances(self, given: Mapping[str, float]) -> dict[str, float]:
        if self.model.learning is None or not self.model.learning.likelihood:
            return {}
        unknown = [name for name in given if name not in self.case.outcomes]
        if unknown:
            hint = did_you_mean(unknown[0], self.case.outcomes)
            raise InputError.one(f"the case has no outcome called {unknown[0]!r}", hint=hint)
        found: dict[str, float] = {}
        for outcome in self.case.outcomes:
            stated = str(Likelihood(outcome))
            if outcome not in given and stated not in self.case.judgements:
                raise InputError.one(
                    f"nothing says how likely an engagement is to be won if the war is on the path {outcome!r}",
                    hint=f"add no_deal: likelihood: {{{outcome}: 0.5, …}} to the case, or --likelihood {outcome}=0.5",
                )
            found[outcome] = float(given[outcome]) if outcome in given else needed(self.case, stated)
        if given:
            self.notes = (*self.notes, "Chances of winning an engagement were given for this run, not by the case.")
        return found

    def _normalise(self) -> None:
        for holder in self.openness:
            paths = [path for path, (h, _) in self.names.items() if h == holder]
            total = sum(self.prior[path] for path in paths)
            for path in paths:
                self.prior[path] /= total


def needed(case: Case, path: str) -> float:
    """The median of a judgement that must be there."""
    found = middle(case, path)
    if found is None:
        raise InputError.one(f"the case does not say {path}", hint="parley check lists what is missing")
    return found


def _within(records: Sequence[Dated], since: datetime.date | None, until: datetime.date | None) -> list[Dated]:
    return [r for r in records if (since is None or r.date >= since) and (until is None or r.date <= until)]


def _dates(records: Sequence[datetime.date], step_days: int) -> list[datetime.date]:
    """The day before the first record, then every step, then the last record."""
    if step_days < 1:
        raise InputError.one(f"a step is at least a day, not {step_days}")
    first, last = min(records) - datetime.timedelta(days=1), max(records)
    count = (last - first).days // step_days
    if count > MOST_STEPS:
        raise InputError.one(f"{count} dates are too many to replay", hint="give a longer --step or a later --from")
    dates = [first + datetime.timedelta(days=step_days * i) for i in range(count + 1)]
    return dates if dates[-1] == last else [*dates, last]


def _seen(used: Sequence[Engagement], a: str, b: str, date: datetime.date, first: datetime.date) -> Seen:
    past = [e for e in used if e.date <= date]
    other = {e.won_by for e in past} - {a, b, None}
    if other:
        raise InputError.one(
            f"an engagement was won by {sorted(str(o) for o in other)[0]!r}, which is neither side of this case's no-deal",
            hint=f"the sides are {a} and {b}",
        )
    return Seen(
        won=sum(e.weight for e in past if e.won_by == a),
        lost=sum(e.weight for e in past if e.won_by == b),
        nothing=sum(e.weight for e in past if e.won_by is None),
        months=(date - first).days / DAYS_A_MONTH,
    )


def _latest(polls: Sequence[Poll], date: datetime.date) -> dict[str, float]:
    """Party → its latest share up to ``date``; the latest of all last."""
    found: dict[str, float] = {}
    for poll in polls:
        if poll.date <= date:
            found.pop(poll.party, None)
            found[poll.party] = poll.share
    return found
