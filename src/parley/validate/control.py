"""Protocol 2: the next change of control on a front, week by week, from past data only.

The campaign's own parts forecast: a week is a decisive engagement or not; θ, who wins a decisive one, is a Beta belief that forgets; the
size of movement is drawn from what was seen, forgetting, with a heavy-tailed prior (Student's t, 3 degrees of freedom, in asinh
units), since fronts stand still and then break. Scored as CRPS of asinh(Δ/50 km²) beside "no change" and simple rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from parley.case.observations.records import series
from parley.case.observations.table import read_table
from parley.core.errors import DataError, Location
from parley.core.seeds import generator
from parley.nodeal import learning
from parley.nodeal.arrays import Floats
from parley.validate.protocol import Figure, Outcome
from parley.validate.scores import covered, crps_ensemble, crps_point, crps_t

UNIT = 50.0
"""km²: asinh(Δ/50) is about linear below it and logarithmic above."""
LARGEST = 100_000.0
"""km² that may change hands in a week: a heavy tail must not leave the map."""
COLUMN = "isw_d_km2"
WARM_UP, FIRST, SECOND = 8, 12, 52
"""Weeks 0 to 7 are partly redrawn maps: nothing before 8 is learned from, nothing before 12 is scored."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Round values, the same for every week and horizon. They were fixed after 18 combinations of memory and strength had been
    scored on the very weeks reported: :func:`chosen` is the test that uses no later week."""

    decisive: float = 25.0
    """km²: a smaller move says nothing about θ."""
    strength: float = 2.0
    """Of the prior on θ, in engagements: wide."""
    direction_memory: float = 0.85
    """Weight of a week against the week after it, for θ."""
    size_memory: float = 0.9
    blur: float = 0.25
    """Log standard deviation around a past size (of asinh units)."""
    prior_weeks: float = 1.0
    """Weeks that the heavy-tailed prior on size counts for."""
    members: int = 2000


def forecast(past: Floats, weeks: int, rng: np.random.Generator, settings: Settings) -> Floats:
    """(members,): asinh of the net change over the next ``weeks``, given past weekly changes (oldest first)."""
    s = settings
    age = np.arange(past.size)[::-1]
    counts = (np.abs(past) >= s.decisive) * s.direction_memory**age
    belief = learning.updated(learning.beta(0.5, s.strength), (counts * (past > 0)).sum(), (counts * (past < 0)).sum())
    theta = rng.beta(belief.a, belief.b, s.members)
    weight = np.append(s.size_memory**age, s.prior_weeks)
    shape = (s.members, weeks)
    drawn = rng.choice(past.size + 1, shape, p=weight / weight.sum())
    known = np.append(np.arcsinh(np.abs(past) / UNIT), 0.0)[drawn] * np.exp(s.blur * rng.standard_normal(shape))
    size = np.where(drawn < past.size, known, np.abs(rng.standard_t(3, shape)))
    size = np.minimum(size, np.arcsinh(LARGEST / UNIT))
    sign = np.where(rng.random(shape) < theta[:, None], 1.0, -1.0)
    net: Floats = np.arcsinh((sign * np.sinh(size)).sum(axis=1))
    return net


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over one period and horizon."""

    weeks: int
    no_change: float
    ewma: float
    campaign: float
    coverage: float
    raw_no_change: float
    raw_campaign: float
    """CRPS in km²."""
    raw_median: float
    """Absolute error of the median as a point forecast, km²."""


def scored(change: Floats, first: int, last: int, weeks: int, seed: int, settings: Settings) -> Scores:
    """Rolling origin: every window of ``weeks`` that lies within [first, last), from the weeks before it."""
    rows = []
    for t in range(first, last - weeks + 1):
        past = change[WARM_UP:t]
        net = float(change[t : t + weeks].sum())
        seen = float(np.arcsinh(net / UNIT))
        made = forecast(past, weeks, generator(seed, "control", str(t), str(weeks)), settings)
        rows.append(
            (
                float(crps_point(0.0, seen)), _ewma(past, weeks, seen), crps_ensemble(made, seen), float(covered(made, seen)),
                abs(net), crps_ensemble(UNIT * np.sinh(made), net), abs(UNIT * float(np.sinh(np.median(made))) - net),
            )
        )  # fmt: skip
    if not rows:
        raise DataError.one(f"no window of {weeks} weeks lies between week {first} and week {last}")
    means = np.array(rows).mean(axis=0)
    return Scores(len(rows), *(float(m) for m in means))


CANDIDATES = tuple(
    Settings(strength=strength, direction_memory=memory, size_memory=memory, members=500)
    for memory in (1.0, 0.9, 0.75, 0.5)
    for strength in (4.0, 1.0)
)
"""What a forecaster chooses among week by week: from no forgetting to half forgotten in a week. Equal scores: the first."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Means of the campaign whose settings are chosen each week by past scores."""

    campaign: float
    coverage: float


def chosen(change: Floats, weeks: int, seed: int, periods: tuple[tuple[int, int], ...]) -> tuple[Chosen, ...]:
    """Rolling origin over settings too: week t is forecast with the candidate whose mean CRPS is least over the windows that had ended
    by t, from the end of the warm-up on. No score or setting looks at week t or later. One row a period [first, last)."""
    starts = range(WARM_UP, change.size - weeks + 1)
    seen = {t: float(np.arcsinh(change[t : t + weeks].sum() / UNIT)) for t in starts}
    total, done = np.zeros(len(CANDIDATES)), WARM_UP
    scores = {
        t: np.array(
            [
                crps_ensemble(forecast(change[WARM_UP:t], weeks, generator(seed, "choice", str(t), str(weeks), str(i)), s), seen[t])
                for i, s in enumerate(CANDIDATES)
            ]
        )
        for t in starts
    }  # fmt: skip
    rows: dict[int, tuple[float, float]] = {}
    for t in range(min(first for first, _ in periods), change.size - weeks + 1):
        while done + weeks <= t:
            total, done = total + scores[done], done + 1
        best = replace(CANDIDATES[int(total.argmin())], members=Settings().members)
        made = forecast(change[WARM_UP:t], weeks, generator(seed, "chosen", str(t), str(weeks)), best)
        rows[t] = crps_ensemble(made, seen[t]), float(covered(made, seen[t]))
    means = (np.array([rows[t] for t in range(first, last - weeks + 1)]).mean(axis=0) for first, last in periods)
    return tuple(Chosen(float(score), float(coverage)) for score, coverage in means)


def _ewma(past: Floats, weeks: int, seen: float, memory: float = 0.8, df: float = 4.0) -> float:
    """CRPS of a simple rule: Student's t at the exponentially weighted mean of past ``weeks``-week changes (asinh), with their spread."""
    totals = np.array([past[i : i + weeks].sum() for i in range(max(1, past.size - weeks + 1))])
    z = np.arcsinh(totals / UNIT)
    weight = memory ** np.arange(z.size)[::-1]
    weight /= weight.sum()
    mean = float((weight * z).sum())
    spread = float(np.sqrt((weight * (z - mean) ** 2).sum()))
    return float(crps_t(df, mean, max(spread, 0.05), seen))


REFERENCE = {
    ("one", 1): (1.719, 1.342),
    ("one", 4): (3.261, 2.079),
    ("two", 1): (0.902, 0.431),
    ("two", 4): (1.945, 0.774),
}
"""(period, weeks) → ("no change", best simple rule), as published with the data."""
GRID = tuple(
    Settings(strength=s, direction_memory=d, size_memory=m)
    for s in (1.0, 4.0)
    for d in (0.7, 0.95)
    for m in (0.8, 0.95)
)
"""Settings at some distance on every side, to show what hangs on them."""


def run(path: Path, seed: int) -> Outcome:
    """The protocol on a weekly series with the column ``isw_d_km2``."""
    found = series(read_table(path), [COLUMN])
    known = [v for v in found.column(COLUMN, str(path)) if v is not None]
    change = np.array(known)
    if change.size < SECOND + 8:
        raise DataError.one(
            f"{change.size} weeks are too few; at least {SECOND + 8} are needed", where=Location(str(path))
        )
    figures: list[Figure] = []
    below, simple, clean = [], [], []
    periods = ((FIRST, SECOND), (SECOND, int(change.size)))
    unfitted = {weeks: dict(zip(("one", "two"), chosen(change, weeks, seed, periods), strict=True)) for weeks in (1, 4)}
    for period, (first, last) in zip(("one", "two"), periods, strict=True):
        for weeks in (1, 4):
            made = scored(change, first, last, weeks, seed, Settings())
            floor, aim = REFERENCE[period, weeks]
            label = (
                f"{'weeks 12 to 51' if period == 'one' else 'week 52 on'}, {weeks} week{'s' if weeks > 1 else ''} ahead"
            )
            figures += [
                Figure(f"{label}: no change", made.no_change, floor, "near", f"{made.weeks} windows"),
                Figure(f"{label}: exponentially weighted t", made.ewma, None, "lower", "a simple rule of ours"),
                Figure(
                    f"{label}: campaign",
                    made.campaign,
                    aim,
                    "lower",
                    f"90% interval covers {made.coverage:.0%}; reference: best simple rule",
                ),
                Figure(
                    f"{label}: campaign, settings by past scores",
                    unfitted[weeks][period].campaign,
                    aim,
                    "lower",
                    f"90% interval covers {unfitted[weeks][period].coverage:.0%}; reference: best simple rule",
                ),
                Figure(
                    f"{label}: campaign, km²",
                    made.raw_campaign,
                    made.raw_no_change,
                    "lower",
                    "reference: no change on the raw scale",
                ),
                Figure(
                    f"{label}: campaign's median, km²",
                    made.raw_median,
                    made.raw_no_change,
                    "lower",
                    "as a point forecast",
                ),
            ]
            below.append(made.campaign < made.no_change)
            simple.append(made.campaign < made.ewma)
            clean.append(unfitted[weeks][period].campaign < aim)
    spread = [scored(change, FIRST, SECOND, 1, seed, s).campaign for s in GRID]
    return Outcome(
        "control",
        "Next change of control on a front: CRPS of asinh(km²/50)",
        path.name,
        int(change.size),
        tuple(figures),
        (
            f'The campaign is below "no change" in {sum(below)} of {len(below)} rows, and below our own '
            f"exponentially weighted t in {sum(simple)}: the parts of a campaign buy little over plain forgetting.",
            f"With memory and strength chosen each week by past scores alone it is below the best simple rule in {sum(clean)} of {len(clean)}.",
            f"Other settings (memory, strength) give {min(spread):.2f} to {max(spread):.2f} in the first row of the campaign.",
        ),
        (
            "One war, and the form of the model was chosen by people who know how it went.",
            "Memory and strength were fixed after 18 combinations had been run on the scored weeks (1.00 to 1.22 in the first row, all 18 below "
            "the best simple rule in all four rows, ours mid-grid): those rows are no clean win out of sample. The rows with settings by past "
            "scores choose among 8 from earlier weeks alone; the size's tail and blur are fixed in them too.",
            "The series was revised after the fact: a forecaster at the time had noisier maps.",
            "A forecast of a front is not a forecast of whether, when or on what terms a war is settled.",
        ),
    )
