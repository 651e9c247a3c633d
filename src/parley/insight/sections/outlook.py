"""Outlook under each view: how soon a zone may open, what waiting costs each side, and whether to talk now or later.

Fans and shares, not a line: futures are drawn as :mod:`parley.outlook.futures` says, from the medians of a view. *Now or
later* compares, for each principal and by its own beliefs, settling now with waiting. Where a zone exists: its Nash
point now, against the worth of waiting a season or more. Where none does, talks now would fail, and what follows is the
same wait, less the price of failing, where the case states one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from parley.case import paths
from parley.case.types import Case
from parley.deals.problem import DealProblem, Floats
from parley.insight.asking.evaluator import Ask, Evaluator, exists, problem
from parley.insight.results.labels import Labels, short
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.now_or_later import Better, NowOrLater, NowOrLaterSection
from parley.insight.results.sections.outlook import Outlook, ViewOutlook
from parley.insight.results.titles import with_article
from parley.insight.results.words import in_views
from parley.insight.sections.kinds import in_sentence
from parley.outlook.futures import WEEKS_A_MONTH, Futures, Horizon, futures, has_outlook

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

STEP = 4
"""Weeks between two looks."""
EVEN = 0.5
"""Points: less is no difference."""
SEASON = 13
"""Weeks that waiting means at least, where a zone is open already."""


def horizon_weeks(case: Case) -> int:
    """The case's own horizon, in whole steps of four weeks, the nearest and at least one year of them for the columns."""
    return max(STEP * SEASON, STEP * round(case.horizon_months * WEEKS_A_MONTH / STEP))


def section(ground: Ground, *, weeks: int | None = None, count: int = 400) -> Outlook | None:
    """Futures of the main kind under every view, lines set aside. None where the case states no outlook."""
    evaluator = ground.evaluator
    case, labels = evaluator.base, Labels(evaluator.base)
    if not has_outlook(case):
        return None
    kind, weeks = case.main_kind, weeks or horizon_weeks(case)
    found: dict[str, Futures] = {}
    for view in (None, *evaluator.views):
        evaluator.tell(f"outlook: {evaluator.title(view)}")
        found[view or "base"] = futures(
            evaluator.case(view), evaluator.medians(view), kind, Horizon(weeks, count=count), seed=evaluator.seed
        )
    rows = tuple(_row(evaluator, view, f) for view, f in found.items())
    base = found["base"]
    return Outlook(
        title="Outlook: when might a zone open?",
        text=_headline(base, evaluator, [view for view, f in found.items() if _open_now(f)]),
        columns=(
            "view", "by week 13, of 100 futures", *(f"by week {week}" for week in _looks(base.weeks[-1])), "first opening, weeks (median)",
            "stays open, weeks", *(f"cost of the wait to {labels.party(p)}, points" for p in case.required),
        ),
        rows=rows,
        kind=kind,
        views={view: _told(f) for view, f in found.items()},
        quantiles=(5, 25, 50, 75, 95),
        futures=count,
    )  # fmt: skip


def _told(f: Futures) -> ViewOutlook:
    """The futures with no more digits than their error supports."""
    return ViewOutlook(
        weeks=f.weeks,
        open_by=tuple(round(x, 4) for x in f.open_by),
        open_at=tuple(round(x, 4) for x in f.open_at),
        error=round(f.error, 4),
        first=f.first,
        stays=f.stays,
        terms=f.terms,
        wait=f.wait,
        fan={p: tuple(tuple(round(x, 3) for x in line) for line in lines) for p, lines in f.fan.items()},
    )


def now_or_later(ground: Ground, *, weeks: int | None = None, count: int = 400) -> NowOrLaterSection | None:
    """One row a view and principal: talks now against waiting, by the principal's own beliefs. None without outlook."""
    evaluator = ground.evaluator
    case, labels = evaluator.base, Labels(evaluator.base)
    if not has_outlook(case):
        return None
    kind, weeks = case.main_kind, weeks or horizon_weeks(case)
    ask = Ask(kind, red_lines="none")
    rows: list[tuple[Value, ...]] = []
    record: dict[str, dict[str, NowOrLater]] = {}
    for view in (None, *evaluator.views):
        at = evaluator.medians(view)
        p = problem(evaluator.base, at, ask)
        zone = bool(exists(evaluator.base, at, ask)[0])
        now = _nash(p) if zone else None
        for i, party in enumerate(case.required):
            if case.parties[party].role != "principal":
                continue
            failing = _median(at, str(paths.Outlook("failing", party)))
            wait = SEASON if zone else 0
            waiting = futures(
                evaluator.case(view),
                at,
                kind,
                Horizon(weeks, count=count, not_before=wait),
                seed=evaluator.seed,
                believer=party,
            )
            later = waiting.value[party]
            talks = float(now[i]) if now is not None else later - (failing or 0.0)
            word: Better = "now" if talks > later + EVEN else "later" if later > talks + EVEN else "either"
            price = "none: a zone is open" if zone else f"{failing:.1f}" if failing is not None else "not stated"
            rows.append(
                (
                    evaluator.title(view),
                    labels.party(party),
                    "yes" if zone else "no",
                    round(talks, 1),
                    round(later, 1),
                    price,
                    word,
                )
            )
            record.setdefault(view or "base", {})[party] = NowOrLater(
                now=round(talks, 3), later=round(later, 3), better=word, zone_now=zone, failing=failing
            )
    names = {view or "base": in_sentence(evaluator, view) for view in (None, *evaluator.views)}
    pays = [
        short(k.title)
        for k in case.kinds.values()
        if k.basis == "no_deal" and bool(exists(case, evaluator.medians(None), Ask(k.key))[0])
    ]
    text = (
        f"{_preferred(record, names)} By each side’s own beliefs, in points of its own scale; the two sides’ points cannot be "
        "compared."
    )
    if case.decider and case.decider not in case.required:
        text += (
            f" What {labels.party(case.decider)} itself gains is no part of this case; its costs stand with the levers."
        )
    if pays:
        text += f" Talks without a zone can still pay: {', '.join(pays)} {'is' if len(pays) == 1 else 'are'} open as declared."
    return NowOrLaterSection(
        title="Now or later?",
        text=text,
        columns=(
            "view", "party", "a zone now (lines aside)", "talks now, points", "waiting, points", "price of failing, points",
            "better",
        ),
        rows=tuple(rows),
        views=record,
        rule="settled at the Nash point when the zone first opens; else going on; costs of waiting counted",
    )  # fmt: skip


def _preferred(record: dict[str, dict[str, NowOrLater]], names: Mapping[str, str]) -> str:
    """Under which views all principals would rather talk now, and under which all would rather wait."""
    better = {view: {found.better for found in by.values()} for view, by in record.items()}
    now = [names[view] for view, words in better.items() if words == {"now"}]
    later = [names[view] for view, words in better.items() if words == {"later"}]
    idle = [
        names[view]
        for view, by in record.items()
        if all(not f.zone_now and f.failing is None and f.better == "either" for f in by.values())
    ]
    rest = [names[view] for view in better if names[view] not in {*now, *later, *idle}]
    parts = []
    if now:
        parts.append(f"talks now look better to every principal {in_views(now)}")
    if later:
        parts.append(f"waiting looks better to every principal {in_views(later)}")
    if idle:
        parts.append(
            f"{in_views(idle)} no zone exists and the price of failing is not stated, so talks now and waiting come to the same "
            "and nothing is compared"
        )
    if rest:
        parts.append(f"{in_views(rest)} they differ or it is a close call")
    text = "; ".join(parts)
    return f"At the middle numbers, {text}."


def _row(evaluator: Evaluator, view: str, f: Futures) -> tuple[Value, ...]:
    def by(week: int) -> int:
        at = int(np.searchsorted(f.weeks, week, side="right")) - 1
        return round(100 * f.open_by[max(at, 0)])

    waits = [None if f.wait[p] is None else round(float(f.wait[p] or 0.0), 1) for p in f.parties]
    stays = None if f.stays is None else round(f.stays)
    median = None if f.first[1] is None else "open now" if _open_now(f) else int(f.first[1])
    return (
        evaluator.title(None if view == "base" else view),
        by(13),
        *map(by, _looks(f.weeks[-1])),
        median,
        stays,
        *waits,
    )


def _looks(weeks: int) -> tuple[int, ...]:
    """The weeks told after the first season: one year, and the last that is looked at."""
    return tuple(dict.fromkeys((min(52, weeks), weeks)))


def _open_now(f: Futures) -> bool:
    """Whether a zone is open at the start, in every future alike."""
    return bool(f.open_at) and f.open_at[0] == 1.0


def _headline(f: Futures, evaluator: Evaluator, now: list[str]) -> str:
    kind = short(evaluator.base.kinds[f.kind].title)
    where = in_views([in_sentence(evaluator, None if view == "base" else view) for view in now]) if now else ""
    already = f"A zone is open now {where}: nothing there waits for news. " if now else ""
    return (
        f"{already}When a zone for {with_article(kind)} might open under each view, all lines of all sides lifted. Such shares of "
        f"futures grow with the horizon, which is {f.weeks[-1]} weeks here (give or take {round(200 * f.error)} of 100): a later "
        "horizon shows more of them open. All futures of a view start from its middle numbers, so that a zone open there is open in 100 "
        "of 100; the combinations counted elsewhere draw those numbers too. Futures of the stated beliefs, not forecasts."
    )


def _nash(p: DealProblem) -> Floats:
    from parley.deals.solutions import solutions

    found = solutions(p).nash
    return np.array(found.values) if found is not None else np.asarray(p.reservation[0])


def _median(at: Draws, path: str) -> float | None:
    return float(at.get(path)[0]) if path in at.columns else None
