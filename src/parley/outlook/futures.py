"""Futures under a view: news comes in week by week, each party takes in what it is open to, and a zone may open.

For a case whose no-deal is a lottery over outcomes s. In each future the outcome that would come about, s*, is drawn from
a believer's beliefs (the analyst's, unless said otherwise). Every week brings Gaussian news with strength κ/4.345 (κ:
``outlook.evidence_strength``, log-odds a month): ``x_s ~ N(μ·[s = s*], 1)``, μ² the week's strength, whose log-likelihood of s is
``μ x_s − μ²/2``. Holder h's log-beliefs move by λ_h times that (λ: ``outlook.openness``; the believer's λ is 1: Bayes'
rule, so that its beliefs are a martingale). No-deal values follow by each party's own beliefs; deals keep their worth.
Settlement, where one is counted, is at the Nash point when the zone first opens.

Symbols: F futures, T weeks looked at, P parties, S outcomes. Points throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.case.paths import Belief, NewsStrength, Openness, Outlook, Path
from parley.case.types import Case
from parley.core.seeds import generator
from parley.deals.problem import Bools, DealProblem, Floats
from parley.model.facts import held
from parley.model.no_deal import leaned_on
from parley.nodeal.registry import record

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.model.modes import RedLines

Ints = NDArray[np.int64]

WEEKS_A_MONTH = 4.345


@dataclass(frozen=True)
class Futures:
    """What may come. ``open_by[t]`` is the share of futures in which a zone has opened by ``weeks[t]``."""

    kind: str
    parties: tuple[str, ...]
    weeks: tuple[int, ...]
    open_by: tuple[float, ...]
    open_at: tuple[float, ...]
    """Share with a zone open in that week (it may close again)."""
    error: float
    """Monte Carlo error of a share near a half."""
    first: tuple[float | None, float | None, float | None]
    """Week of first opening: 25th, 50th, 75th percentile over all futures; None where later than the last week."""
    stays: float | None
    """Weeks that a zone stays open once opened, mean, within the weeks looked at."""
    fan: dict[str, tuple[tuple[float, ...], ...]]
    """Party → five rows over weeks: 5th, 25th, 50th, 75th, 95th percentile of its own no-deal value."""
    terms: dict[str, str] | None
    """The deal most often at the Nash point when the zone first opens."""
    wait: dict[str, float | None]
    """Party → mean points that the wait until the first opening cost it; None where no future opens or no cost is said."""
    value: dict[str, float]
    """Party → mean worth of waiting: the Nash value at the first opening less what the wait cost, else going on."""
    count: int


def has_outlook(case: Case) -> bool:
    """Whether the case says how news comes in."""
    shares = record(case.no_deal_model).shares
    return shares and str(NewsStrength()) in case.judgements and bool(case.outcomes)


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far and how often one looks ahead."""

    weeks: int = 104
    step: int = 4
    """Weeks between two looks."""
    count: int = 400
    """Futures drawn."""
    not_before: int = 0
    """No opening counts before this week: the worth of waiting where a zone is open already."""


def futures(
    case: Case,
    at: Draws,
    kind: str,
    horizon: Horizon = Horizon(),
    *,
    seed: int = 0,
    believer: str = "analyst",
    red_lines: RedLines = "none",
) -> Futures:
    """Simulate futures from one row of judgements, as ``believer`` expects news to come in."""
    from parley.model.compose import problem
    from parley.model.no_deal import asked

    p = problem(case, at, kind, "own", red_lines)
    times = np.arange(0, horizon.weeks + 1, horizon.step, dtype=np.float64)
    reservations = paths(case, at, times, horizon.count, seed, believer)
    values, deals = front(p)
    tolerance = p.tolerance * p.scale
    least = reservations + np.array([float(asked(at, party)[0]) for party in case.required])
    accept = _accepts(values, least, tolerance)  # (F, T)
    accept[:, times < horizon.not_before] = False
    opened = np.asarray(accept.any(axis=1), dtype=np.bool_)
    first = np.where(opened, accept.argmax(axis=1), -1).astype(np.int64)
    nash, picks = _nash(values, least, first)
    months = times / WEEKS_A_MONTH
    costs = np.array([month_costs(case, at, party) for party in case.required])
    waited = np.where(first >= 0, months[np.maximum(first, 0)], months[-1])
    # a fight to the finish already counts its own costs; only a wait that ends in a settlement is charged by the month
    worth = np.where(opened[:, None], nash - np.nan_to_num(costs) * waited[:, None], reservations[:, -1, :])
    fan = {
        party: tuple(
            tuple(float(x) for x in row)
            for row in np.quantile(reservations[:, :, i], (0.05, 0.25, 0.5, 0.75, 0.95), axis=0)
        )
        for i, party in enumerate(case.required)
    }
    running = np.maximum.accumulate(accept, axis=1)
    return Futures(
        kind=kind,
        parties=case.required,
        weeks=tuple(int(t) for t in times),
        open_by=tuple(float(x) for x in running.mean(axis=0)),
        open_at=tuple(float(x) for x in accept.mean(axis=0)),
        error=float(0.5 / np.sqrt(horizon.count)),
        first=_first(first, times),
        stays=_stay(accept, first, horizon.step),
        fan=fan,
        terms=_terms(p, deals, picks),
        wait={
            party: (float(np.mean(waited[opened]) * costs[i]) if opened.any() and not np.isnan(costs[i]) else None)
            for i, party in enumerate(case.required)
        },
        value={party: float(worth[:, i].mean()) for i, party in enumerate(case.required)},
        count=horizon.count,
    )


def month_costs(case: Case, at: Draws, party: str) -> float:
    """Points that a month of waiting costs a party: its own number, or, for a ratifier that states none, its principal's; NaN
    where neither is stated."""
    own = _number(at, Outlook("costs", party))
    principal = leaned_on(case, party) if np.isnan(own) else None
    return own if principal is None else _number(at, Outlook("costs", principal))


def paths(case: Case, at: Draws, times: Floats, count: int, seed: int, believer: str) -> Floats:
    """(F, T, P): each party's no-deal value by its own beliefs, along each future."""
    from parley.model.compose import holder
    from parley.model.no_deal import worth

    keys = list(case.outcomes)
    truth = _beliefs(case, at, believer, keys)
    rng = generator(seed, "futures", case.name)
    outcome = np.minimum(np.searchsorted(np.cumsum(truth), rng.random(count)), len(keys) - 1)
    strength = _number(at, NewsStrength()) / WEEKS_A_MONTH
    gaps = np.diff(times, prepend=times[0])
    mean = np.zeros((count, len(keys)))
    mean[np.arange(count), outcome] = 1.0
    noise = rng.standard_normal((count, len(times), len(keys)))
    weight = strength * gaps[None, :, None]
    news = np.cumsum(weight * mean[:, None, :] + np.sqrt(weight) * noise, axis=1)
    out = np.empty((count, len(times), len(case.required)))
    for i, party in enumerate(case.required):
        who = holder(case, party, "own", Belief, at)
        openness = 1.0 if who == believer else _number(at, Openness(who), 1.0)
        with np.errstate(divide="ignore"):
            logs = np.log(_beliefs(case, at, who, keys))[None, None, :] + openness * news
        logs -= logs.max(axis=2, keepdims=True)
        belief = np.exp(logs)
        belief /= belief.sum(axis=2, keepdims=True)
        moved = {str(Belief(who, s)): belief[:, :, j].reshape(-1) for j, s in enumerate(keys)}
        out[:, :, i] = worth(case, at, party, who, moved).reshape(count, len(times))
    return out


def front(p: DealProblem) -> tuple[Floats, tuple[tuple[int, ...], ...]]:
    """Non-dominated values (m, P) of the deals that cross no line that holds, and a deal for each."""
    from parley.deals.frontier import frontier

    found = frontier(p)
    if found.over != "admissible" or not found.points:
        return np.empty((0, len(p.parties))), ()
    return np.array([point.values for point in found.points]), tuple(point.deal for point in found.points)


def _accepts(values: Floats, reservations: Floats, tolerance: Floats) -> Bools:
    """(F, T): whether some deal is acceptable to all."""
    shape = reservations.shape[:2]
    flat = reservations.reshape(-1, reservations.shape[2]) - tolerance
    out = np.zeros(len(flat), dtype=np.bool_)
    for start in range(0, len(flat), 4096):
        chunk = flat[start : start + 4096]
        ok = np.ones((len(chunk), len(values)), dtype=np.bool_)
        for party in range(flat.shape[1]):
            ok &= values[:, party][None, :] >= chunk[:, party][:, None]
        out[start : start + 4096] = ok.any(axis=1)
    return out.reshape(shape)


def _nash(values: Floats, reservations: Floats, first: Ints) -> tuple[Floats, list[int]]:
    """(F, P) values at the Nash point when the zone first opens (zeros where it does not), and which deal it is."""
    out = np.zeros((len(reservations), reservations.shape[2]))
    picks: list[int] = []
    for f, t in enumerate(first):
        if t < 0:
            continue
        gain = np.maximum(values - reservations[f, int(t)], 0.0)
        ok = (values >= reservations[f, int(t)] - 1e-9).all(axis=1)
        best = int(np.flatnonzero(ok)[gain[ok].prod(axis=1).argmax()]) if ok.any() else int(gain.min(axis=1).argmax())
        out[f] = values[best]
        picks.append(best)
    return out, picks


def _first(first: Ints, times: Floats) -> tuple[float | None, float | None, float | None]:
    when = np.where(first >= 0, times[np.maximum(first, 0)].astype(float), np.inf)
    found = np.quantile(when, (0.25, 0.5, 0.75), method="inverted_cdf")
    a, b, c = (float(x) if np.isfinite(x) else None for x in found)
    return a, b, c


def _stay(accept: Bools, first: Ints, step: int) -> float | None:
    lengths = []
    for row, t in zip(accept, first, strict=True):
        if t < 0:
            continue
        after = row[int(t) :]
        closed = np.flatnonzero(~after)
        # one that does not close again is known to stay open until the last look, and no longer
        lengths.append((int(closed[0]) if len(closed) else len(after) - 1) * step)
    return float(np.mean(lengths)) if lengths else None


def _terms(p: DealProblem, deals: tuple[tuple[int, ...], ...], picks: list[int]) -> dict[str, str] | None:
    if not picks:
        return None
    from parley.model.compose import deal_names

    best = int(np.bincount(np.array(picks)).argmax())
    return dict(deal_names(p, deals[best]))


def _beliefs(case: Case, at: Draws, holder: str, keys: list[str]) -> Floats:
    raw = np.array([float(held(case, at, Belief(holder, s))[0]) for s in keys])
    return np.asarray(raw / raw.sum())


def _number(at: Draws, path: Path, default: float = float("nan")) -> float:
    return float(at.get(path)[0]) if str(path) in at.columns else default
