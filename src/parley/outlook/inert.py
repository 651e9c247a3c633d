"""Which numbers of ``no_deal:`` the chosen model cannot feel, found by moving them.

Each number that somebody wrote is moved to both ends of its range and by a usual span; it is felt where anything moves that the model
says: R of a party in somebody's eyes and what that party asks, the ends and when they come, costs, what an engagement teaches. A number
that is felt only under a view, after a course, a lever or a signal, or from another date, is felt. Nothing is drawn and no zone is
computed: every move is a row of one array.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import Belief, Fact, Likelihood, NoDeal, Rate, believers, parse, read, words
from parley.case.types import Case, Shift
from parley.core.errors import InputError, ParleyError
from parley.deals.problem import Floats
from parley.model.no_deal import believed, leaned_on, reservation, war
from parley.nodeal.build import ModelFault, faults_of
from parley.nodeal.observing import Seen
from parley.nodeal.protocol import OnALine, Paying
from parley.nodeal.record import Observed
from parley.nodeal.registry import record
from parley.outlook.shifts import applied

if TYPE_CHECKING:
    import datetime

    from parley.case.chance.sampling import Draws
    from parley.case.file.source import CaseSource
    from parley.case.schema.quantities import Quantity

LEAST = 1e-9
"""A change of a result smaller than this part of it is rounding."""
SPAN = {"points": 10.0, "probability": 0.1, "log-odds": 0.5, "factor": 1.0}
"""How far a number is moved beyond what its range says, by its unit."""
TRIED = {"points": 10.0, "probability": 0.5, "log-odds": 0.5, "factor": 0.5}
"""What a number that the case leaves out is set to, to see whether another is felt then."""


@dataclass(frozen=True, slots=True)
class Inert:
    """A number that changes nothing."""

    path: str
    with_path: str | None
    """A number that the case leaves out, and with which this one is felt; None where none was found."""
    with_value: float | None

    @property
    def doubt(self) -> str:
        """In words, as a doubt of ``check``."""
        cure = (
            f"; it would with a number for {self.with_path}, such as {self.with_value:g}"
            if self.with_path is not None
            else ""
        )
        return f"{self.path}: changes nothing{cure}"


def inert(source: CaseSource, as_of: datetime.date | str | None = None) -> tuple[Inert, ...]:
    """The numbers of ``no_deal:``, and the facts, that change nothing, in file order; none while numbers of the case are unset."""
    base = source.case(as_of=as_of)
    if any(j.distribution is None for j in base.judgements.values()):
        return ()
    left = [
        p
        for p, j in base.judgements.items()
        if isinstance(read(p), NoDeal | Fact) and j.origin != "default" and _movable(base, p)
    ]
    for case, shifts in _scenes(source, base):
        if not left:
            break
        felt = _felt(source, case, shifts, left)
        left = [path for path in left if path not in felt]
    cures = _cures(source, base, left, as_of)
    return tuple(Inert(path, *cures.get(path, (None, None))) for path in left)


def _movable(case: Case, path: str) -> bool:
    """Rates are told as they are, in units of their own: no model feels them. A share that stands alone is 1 whatever is written: it is no
    judgement that could be moved by itself."""
    match parse(path):
        case Rate():
            return False
        case Belief(holder, name) if record(case.no_deal_model).shares:
            return any(share > 0 for other, share in believed(case, holder).items() if other != name)
    return True


def _scenes(source: CaseSource, base: Case) -> Iterator[tuple[Case, tuple[Shift, ...]]]:
    """The case in every light in which a command may show it, the plainest first."""
    yield base, ()
    for view in source.views:
        case = source.case(view, as_of=base.as_of)
        if all(j.distribution is not None for j in case.judgements.values()):
            yield case, ()
    steps = [lever.shifts for lever in base.levers.values()] + [signal.shifts for signal in base.signals.values()]
    for course in base.courses.values():
        pulled = [base.levers[key].shifts for key in course.levers] + [
            base.signals[key].shifts for key in course.signals
        ]
        steps.append((*(shift for some in pulled for shift in some), *course.shifts))
    for shifts in steps:
        if all(shift.amount.distribution is not None for shift in shifts):
            yield base, shifts
    for month in range(1, 13):  # a model may hang on the calendar
        if month != base.as_of.month:
            yield source.case(as_of=base.as_of.replace(month=month, day=1)), ()


def _felt(source: CaseSource, case: Case, shifts: Iterable[Shift], paths: Sequence[str]) -> set[str]:
    """Those of ``paths`` that change a result of the case after ``shifts``."""
    from parley.case.chance.sampling import medians

    at = applied(medians(case), shifts)
    moves = [(path, to) for path in paths for to in _ends(case, path, source.quantities[path], at)]
    rows = np.repeat(at.values, len(moves) + 1, axis=0)
    for i, (path, to) in enumerate(moves):
        rows[i + 1, at.columns[path]] = to
    try:
        changed = _changed(results(case, replace(at, values=rows)))
    except ModelFault:
        raise
    except InputError:
        # a move beyond what the model can bear: one by one, and what the model refuses it has felt
        changed = np.array([_refused_or_changed(case, at, rows[[0, i + 1]]) for i in range(len(moves))], dtype=np.bool_)
    found = {path for (path, _), moved in zip(moves, changed, strict=True) if moved}
    return found | _taught(case, at, [(path, to) for path, to in moves if path not in found])


def _ends(case: Case, path: str, quantity: Quantity, at: Draws) -> list[float]:
    judgement = case.judgements.get(path)
    if judgement is None or judgement.distribution is None or path not in at.columns:
        return []
    now, span = float(at.get(path)[0]), SPAN[quantity.unit if quantity.unit in SPAN else "factor"]
    tried = (judgement.distribution.low, judgement.distribution.high, now - span, now + span)
    return [to for to in dict.fromkeys(min(max(t, quantity.low), quantity.high) for t in tried) if to != now]


def _changed(found: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    first = found[:1]
    moved = np.abs(found[1:] - first) > LEAST * np.maximum(1.0, np.abs(first))
    return np.asarray((moved | (np.isnan(found[1:]) != np.isnan(first))).any(axis=1), dtype=np.bool_)


def _refused_or_changed(case: Case, at: Draws, rows: Floats) -> bool:
    try:
        return bool(_changed(results(case, replace(at, values=rows)))[0])
    except ModelFault:
        raise
    except InputError:
        return True


def results(case: Case, draws: Draws) -> Floats:
    """(n, F): everything that the case's no-deal says, side by side: what each party accepts in each holder's eyes, ends, duration, costs."""
    with faults_of(case.no_deal_model):
        return _results(case, draws)


def _results(case: Case, draws: Draws) -> Floats:
    model, parties, holders = war(case, draws)
    n = len(draws)
    found: list[Floats] = []
    beside = [p for p in case.parties if p not in parties and leaned_on(case, p)]
    for party in (*parties, *beside):
        found += [reservation(case, draws, party, holder) for holder in holders]
    for i, _ in enumerate(holders):
        found += [model.ends(i), model.cost(i)]
        months = model.duration(i)
        found += [] if months is None else [months]
        found += [model.movement(i, 1)] if isinstance(model, OnALine) else []
    found += [model.month()] if isinstance(model, Paying) else []
    flat = [np.asarray(f, dtype=np.float64).reshape(len(f), -1) for f in found]
    return np.concatenate([np.broadcast_to(f, (n, f.shape[1])) for f in flat], axis=1)


def _taught(case: Case, at: Draws, moves: Sequence[tuple[str, float]]) -> set[str]:
    """Paths of ``moves`` that change what one engagement won, one lost and a month teach somebody."""
    learning = record(case.no_deal_model).learning
    if learning is None or not moves:
        return set()
    likely = {o: str(Likelihood(o)) for o in case.outcomes}
    if learning.likelihood and any(path not in at.columns for path in likely.values()):
        return set()
    holders = believers(at.paths)

    def after(moved: dict[str, float]) -> list[float]:
        chances = {o: moved.get(p, float(at.get(p)[0])) for o, p in likely.items()} if learning.likelihood else {}
        found: list[float] = []
        for holder in holders:
            stated = {n: str(Belief(holder, n)) for n in believed(case, holder)}
            mine = {n: moved.get(path, float(at.get(path)[0])) for n, path in stated.items()}
            total = sum(mine.values()) if record(case.no_deal_model).shares else 1.0
            mine = {n: v / total for n, v in mine.items()} if total > 0 else mine
            what = Observed(Seen(won=1, lost=0, months=1), 1.0, 1.0, 1.0, chances)
            with faults_of(case.no_deal_model):
                found += learning.rule(mine, what).values()
        return found

    start = after({})
    found = set()
    for path, to in moves:
        try:
            if path not in found and not np.allclose(after({path: to}), start, rtol=LEAST, atol=LEAST):
                found.add(path)
        except ModelFault:
            raise
        except InputError:
            found.add(path)
    return found


def _cures(
    source: CaseSource, base: Case, paths: Sequence[str], as_of: datetime.date | str | None
) -> dict[str, tuple[str, float]]:
    """Path → (a number that the case leaves out, the value of it) with which the path is felt; found by trying them in turn."""
    from parley.case.chance.sampling import medians

    found: dict[str, tuple[str, float]] = {}
    if not paths:
        return found
    silent = [
        path
        for path in source.quantities
        if isinstance(read(path), NoDeal) and (path not in base.judgements or base.judgements[path].origin == "default")
    ]
    whose = {name for path in paths for name in words(parse(path))} & base.parties.keys()
    silent.sort(key=lambda path: not whose & set(words(parse(path))))  # a party's own numbers first
    for path in silent:
        left = [p for p in paths if p not in found]
        if not left:
            break
        value = TRIED.get(source.quantities[path].unit, 0.5)
        try:
            case = source.case(None, {path: value}, as_of)
            results(case, medians(case))  # refused where one number of several that go together stands alone
            felt = _felt(source, case, (), left)
        except ParleyError:
            continue
        found |= {p: (path, value) for p in left if p in felt}
    return found
