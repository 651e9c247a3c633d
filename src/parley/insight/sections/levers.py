"""Levers: what each would do at each level, which limits it meets, and the smallest bundles that open a zone.

A lever at level ℓ uses ``ℓ · uses`` of each limit; a bundle is admissible where the sums stay within every limit. What
does not stay within is ruled out and said so. Effects are at the medians of the base case; the share change is on
common draws. A bundle's delay is that of its slowest lever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.types import Case, Lever
from parley.deals.problem import Bools, Floats
from parley.insight.asking.evaluator import Ask, Evaluator, exists, problem, zones
from parley.insight.results.courses import chance_of, risk_words
from parley.insight.results.labels import Labels, listed
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.levers import Bundle, Levers, LimitSize
from parley.insight.sensitivity.minimal_sets import minimal
from parley.outlook.shifts import applied

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

LEVER_DRAWS = 1000
SCOPE = "Base case, middle numbers, all lines lifted: "
"""Under what the headline is true."""
MOST = 3
"""Levers in a bundle."""


def within_limits(case: Case, chosen: Sequence[tuple[Lever, float]]) -> tuple[str, ...]:
    """Titles of the limits that levers at these levels exceed together; empty where they are admissible."""
    used: dict[str, float] = {}
    for lever, level in chosen:
        for limit, amount in lever.uses.items():
            used[limit] = used.get(limit, 0.0) + level * amount
    return tuple(case.limits[key].title for key, sum_ in used.items() if sum_ > case.limits[key].at_most + 1e-12)


def section(ground: Ground) -> Levers | None:
    """One row a lever and level; then the smallest bundles."""
    evaluator, case = ground.evaluator, ground.evaluator.base
    if not case.levers:
        return None
    labels = Labels(case)
    at, soft = evaluator.medians(None), Ask(case.main_kind, red_lines="none")
    r0 = problem(case, at, soft).reservation[0]
    s0 = float(zones(case, at, soft).shortfall[0])
    drawn = evaluator.sample(None, min(evaluator.n, LEVER_DRAWS) or LEVER_DRAWS)
    before = exists(case, drawn, soft)
    rows: list[tuple[Value, ...]] = []
    for lever in case.levers.values():
        evaluator.tell(f"lever: {lever.title}")
        for level in lever.levels:
            after = applied(at, lever.shifts, level=level)
            r1 = problem(case, after, soft).reservation[0]
            s1 = float(zones(case, after, soft).shortfall[0])
            harmless = s1 <= 0 and _without_harm(case, at, after, soft)
            moved = applied(drawn, lever.steps, level=level, how="drawn", seed=evaluator.seed)
            change = exists(case, moved, soft).astype(np.float64) - before
            over = within_limits(case, [(lever, level)])
            rows.append(
                (
                    lever.title,
                    labels.party(lever.actor) if lever.actor else "-",
                    level,
                    *(round(float(x), 1) for x in r1 - r0),
                    round(100 * (s1 - s0), 1) if np.isfinite(s1) and np.isfinite(s0) else None,
                    _signed(100 * float(change.mean()), 200 * float(change.std()) / np.sqrt(len(change))),
                    _opens(case, s0, s1, r1 - r0, harmless),
                    round(lever.cost * level, 1) if lever.cost is not None else None,
                    round(lever.delay_weeks),
                    f"beyond {', '.join(over)}" if over else "within",
                    risk_words(lever.risk.text, chance_of(lever.risk), bool(lever.risk.through))
                    if lever.risk is not None
                    else "-",
                )
            )
    found, exact = bundles(evaluator, soft)
    return Levers(
        title="Levers",
        text=_headline(case, found, s0)
        + (f" Where a zone opens because going on is worth less to a side: {NO_GAIN}." if any(NO_GAIN in str(c) for r in rows for c in r) else ""),
        columns=(
            "lever", "who", "level", *(f"no-deal value of {labels.party(p)}, points" for p in case.required),
            "shortfall, hundredths of the range", "change of combinations with a zone, of 100", "opens a zone", "cost, points",
            "delay, weeks", "limits", "risk",
        ),
        rows=tuple(rows),
        bundles=found,
        bundles_exact=exact,
        kind=case.main_kind,
        limits={key: LimitSize(limit.title, limit.at_most) for key, limit in case.limits.items()},
    )  # fmt: skip


NO_GAIN = "a worse alternative is no gain"
"""What is said of a zone that opens because going on is worth less to a side."""


def _without_harm(case: Case, before: Draws, after: Draws, ask: Ask) -> bool:
    """Whether the zone after an act exists with no side's no-deal value below what it was: what the act does to deals, or to
    expectations that fall nowhere, opens it."""
    from parley.deals.zone import zone

    was, now = problem(case, before, ask), problem(case, after, ask)
    kept = replace(now, reservation=np.maximum(was.reservation, now.reservation))
    return bool(zone(kept).exists)


def _opens(case: Case, before: float, after: float, change: Floats, harmless: bool) -> str:
    """Whether a zone exists after an act, and whether because some side's alternative worsens."""
    if after > 0 or not np.isfinite(after):
        return "no"
    if before <= 0:
        return "a zone already"
    if harmless:
        return "yes"
    labels = Labels(case)
    worse = [labels.whose(p) for p, r in zip(case.required, change, strict=True) if r < -SAME_POINTS]
    return f"yes, as {listed(worse)} alternative{'s' if len(worse) > 1 else ''} worsen{'' if len(worse) > 1 else 's'}: {NO_GAIN}"


SAME_POINTS = 0.05
"""Points: a no-deal value that moves by less stays."""


def bundles(evaluator: Evaluator, ask: Ask) -> tuple[tuple[Bundle, ...], bool]:
    """Minimal sets of at most three admissible levers (each at its least level that serves) that open a zone.

    Cheapest first. With them the cost and what they change; and whether all were tried.
    """
    case, at = evaluator.base, evaluator.medians(None)
    options = [(lever, level) for lever in case.levers.values() for level in lever.levels]

    def allowed(subset: Bools) -> bool:
        chosen = [options[int(i)] for i in np.flatnonzero(subset)]
        names = [lever.key for lever, _ in chosen]
        return len(set(names)) == len(names) and not within_limits(case, chosen)

    def test(subsets: Bools) -> Bools:
        ok = np.array([allowed(s) for s in subsets], dtype=np.bool_)
        if not ok.any():
            return ok
        rows = []
        for subset in subsets[ok]:
            draws = at
            for i in np.flatnonzero(subset):
                lever, level = options[int(i)]
                draws = applied(draws, lever.shifts, level=level)
            rows.append(draws.values[0])
        ok[ok] = exists(case, replace(at, values=np.array(rows)), ask)
        return ok

    found = minimal(test, len(options), most=MOST, budget=12_000)
    out: list[Bundle] = []
    for chosen in found.sets:
        picked = [options[i] for i in sorted(chosen)]
        costs = [lever.cost * level if lever.cost is not None else None for lever, level in picked]
        out.append(
            Bundle(
                levers=tuple(lever.key for lever, _ in picked),
                titles=tuple(lever.title for lever, _ in picked),
                levels=tuple(level for _, level in picked),
                cost=round(sum(c for c in costs if c is not None), 2) if all(c is not None for c in costs) else None,
                delay_weeks=round(max((lever.delay_weeks for lever, _ in picked), default=0.0)),
                actors=tuple(sorted({lever.actor for lever, _ in picked if lever.actor})),
            )
        )
    out.sort(key=lambda b: (b.cost is None, b.cost or 0.0, len(b.levers), b.levers, b.levels))
    return _least_levels(out), found.exact


def _signed(change: float, error: float) -> str:
    """A change with its sign (a true minus) and two errors."""
    return f"{change:+.0f} ± {error:.0f}".replace("-", "−")


def _least_levels(found: Sequence[Bundle]) -> tuple[Bundle, ...]:
    """Of bundles of the same levers keep those that no other undercuts at every level; at most forty."""
    kept: list[Bundle] = []
    for bundle in found:
        if not any(_undercuts(other, bundle) for other in kept):
            kept.append(bundle)
    return tuple(kept[:40])


def _undercuts(a: Bundle, b: Bundle) -> bool:
    return a.levers == b.levers and all(x <= y for x, y in zip(a.levels, b.levels, strict=True))


def _headline(case: Case, found: Sequence[Bundle], shortfall: float) -> str:
    if shortfall <= 0:
        return f"{SCOPE}a zone exists already; no lever is needed to open it."
    if not found:
        return f"{SCOPE}no {MOST} levers within the limits, pulled together, open a zone."
    count = f"{len(found)} minimal bundle{'s' if len(found) > 1 else ''} in all within the limits"
    mine = [b for b in found if b.actors == (case.decider,)]
    who = Labels(case).party(case.decider) if case.decider else ""
    if not mine:
        return f"{SCOPE}no bundle of {who or 'one actor'} alone opens a zone; {count}, by several hands."
    cost = f" at a cost of {mine[0].cost:g} points" if mine[0].cost is not None else ""
    return (
        f"{SCOPE}the cheapest bundle by which {who} alone opens a zone is "
        f"{' with '.join(mine[0].titles)}{cost}; {count}. A zone is no endorsement."
    )
