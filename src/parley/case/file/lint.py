"""Doubts about a case that is not wrong: ranges too narrow or extreme, numbers without support, circular reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parley.case import acts, paths
from parley.case.types import Case, Judgement, LineBasis, Risk
from parley.nodeal.record import Setting
from parley.nodeal.registry import record

NARROW_PROBABILITY = 0.04
NARROW_POINTS = 2.0
"""A stated range narrower than this claims more than anyone knows about a war."""
EXTREME = 0.02


def lint_of(case: Case, given: Iterable[str] = ()) -> tuple[str, ...]:
    """All doubts, by path in file order; ``given`` are those found while reading."""
    found = list(given)
    for judgement in case.judgements.values():
        small = _small(case, paths.parse(judgement.path))
        certain = len(case.outcomes) == 1 and isinstance(
            paths.parse(judgement.path), paths.Belief
        )  # it cannot be but 1
        found += [f"{judgement.path}: {doubt}" for doubt in doubts(judgement, small=small or certain)]
    found += _sums(case)
    found += _lines(case)
    found += _facts(case)
    found += _idle(case)
    found += _circles(case)
    found += _acts(case)
    found += [
        f"{path}: is correlated with others, but is a point"
        for c in case.correlations
        for path in c.paths
        if _point(case, path)
    ]
    return tuple(found)


def _small(case: Case, path: paths.Path) -> bool:
    """Whether a belief about going on is no chance of something as a whole, but a rate a month or no chance at all: as its model declares it."""
    if not isinstance(path, paths.Belief):
        return False
    here = Setting(("", ""), tuple(case.outcomes), tuple(case.no_deal_support))
    found = record(case.no_deal_model).number(paths.words(path)[1:], here)
    return found is not None and (found[0].monthly or found[0].unit != "probability")


def doubts(judgement: Judgement, *, small: bool = False) -> list[str]:
    """What may be doubted about one number. ``small``: a rate a month, which may well be small and narrow."""
    found: list[str] = []
    distribution = judgement.distribution
    if distribution is None or judgement.origin in ("default", "--set"):
        return found
    if not judgement.because and not judgement.evidence:
        found.append("unsupported: neither a reason (because) nor evidence")
    path = paths.parse(judgement.path)
    chance = paths.is_chance(path) and not small
    if chance and (distribution.is_point or isinstance(path, paths.Line)):
        median = distribution.median
        if median <= EXTREME or median >= 1 - EXTREME:
            found.append(f"extreme: {distribution.text} leaves almost no doubt")
    if not distribution.is_point:
        width = distribution.high - distribution.low
        least = NARROW_PROBABILITY if chance else NARROW_POINTS
        points = isinstance(path, paths.Score | paths.Broken | paths.Combination | paths.EndValue | paths.Supply)
        if (chance or points) and width < least:
            found.append(f"too narrow: {distribution.text} is a range of {width:.2g}")
    elif isinstance(path, paths.Score) and not 0 <= distribution.median <= 100:
        found.append("outside of 0 to 100, the party's own anchors for the issue")
    return found


def _point(case: Case, path: str) -> bool:
    judgement = case.judgements.get(path)
    return judgement is not None and judgement.distribution is not None and judgement.distribution.is_point


def _sums(case: Case) -> list[str]:
    """Beliefs that are far from 1 together are normalised, and said so (in the base only: a view states a part)."""
    found: list[str] = []
    holders: dict[str, float] = {}
    stated = case.base if case.view is None and record(case.no_deal_model).shares else {}
    for text, belief in paths.of(paths.Belief, stated):
        distribution = stated[text].distribution
        median = distribution.median if distribution else float("nan")
        holders[belief.holder] = holders.get(belief.holder, 0.0) + median
    for holder, total in holders.items():
        if abs(total - 1) > 0.1:
            found.append(
                f"{paths.group('no_deal', 'beliefs', holder)}: sums to {total:.2g}; beliefs are brought to a sum of 1"
            )
    return found


_UNCITED: dict[LineBasis, str] = {
    "declared": "unsupported: nothing says where it was declared",
    "polled": "unsupported: no poll is cited for it",
    "inferred": "inferred by us: no declaration or poll is cited for it",
}


def _lines(case: Case) -> list[str]:
    found: list[str] = []
    for line in case.red_lines.values():
        one = case.parties[line.party]
        if one.role not in ("principal", "ratifier", "spoiler"):
            found.append(
                f"{paths.Line(line.key).name}: {line.party} is no principal or ratifier, so its line rules nothing out"
            )
        if line.declared is None:
            found.append(f"{paths.Line(line.key).name}: {_UNCITED[line.basis]}")
    return found


def _acts(case: Case) -> list[str]:
    """Courses that do nothing, risks that enter no number, waiting of which nothing says what it costs."""
    found: list[str] = []
    for key, course in case.courses.items():
        name = paths.group("courses", key)
        if not (course.shifts or course.levers or course.signals or course.waits):
            found.append(f"{name}: does nothing: write changes:, levers:, signals: or waits: under it")
        if course.waits is not None and not _months_cost(case):
            found.append(
                f"{paths.ActNumber('courses', key, 'waits')}: nothing says what a month costs: write outlook: costs: or no_deal: rates:"
            )
        wants = acts.own_values(case, key)
        if wants:
            found.append(
                f"{name}: changes {', '.join(wants)}: what {case.parties[str(case.decider)].title} itself wants: an input, not an "
                "effect; say it as a view, or write what the course does to the others"
            )
        found += _risk(name, course.risk)
    for key, lever in case.levers.items():
        found += _risk(paths.group("levers", key), lever.risk)
    return found


def _risk(name: str, risk: Risk | None) -> list[str]:
    if risk is None or risk.counted:
        return []
    return [
        f"{name}: the risk “{risk.text}” enters no number: write changes: and chance: under it, or it is words only"
    ]


def _months_cost(case: Case) -> bool:
    """Whether something says what a month of going on costs."""
    stated = any(p.group == "costs" for _, p in paths.of(paths.Outlook, case.judgements))
    return stated or any(paths.of(paths.Rate, case.judgements)) or record(case.no_deal_model).clock


def _facts(case: Case) -> list[str]:
    """Readings that are still to come, and views on a fact that do not say when they were held."""
    found = [
        f"{paths.Fact(key)}: the reading of {reading.date.isoformat()} is later than the case and is set aside"
        for key, fact in case.facts.items()
        for reading in fact.readings
        if reading.date > case.as_of
    ]
    for view in case.views.values():
        told = [path for path in view.paths if isinstance(paths.read(path), paths.Fact)]
        if told and view.date is None:
            found.append(f"view {view.key}: sets {told[0]} and has no date; say when it was held so")
    return found


def _idle(case: Case) -> list[str]:
    """Mediators and spoilers that no number knows of."""
    breakable = any(not kind.secure for kind in case.kinds.values()) and any(paths.of(paths.Trust, case.judgements))
    found: list[str] = []
    for key, party in case.parties.items():
        path = paths.Breaks(key) if party.role == "spoiler" else paths.Assures(key)
        if party.role not in ("spoiler", "mediator"):
            continue
        stated = case.judgements.get(str(path))
        nothing = stated is None or (stated.distribution is not None and stated.distribution.high == 0)
        if nothing:
            found.append(
                f"{paths.group('parties', key)}: a {party.role} in name only; {path} is "
                f"{'not stated' if stated is None else 'zero'}, so that it is in no number"
            )
        elif not breakable:
            found.append(f"{path}: does nothing, since nothing is said of whether a deal is kept (security:)")
    return found


def _circles(case: Case) -> list[str]:
    """Reasons that lead back to themselves: a number's ``because`` names paths; a claim rests on premises."""
    names: dict[str, set[str]] = {}
    for path, judgement in case.judgements.items():
        mentioned = paths.mentioned(judgement.because or "")
        names[path] = {other for other in mentioned if other in case.judgements}
    for key, claim in case.claims.items():
        names[f"claims.{key}"] = {f"claims.{p}" for p in claim.premises if p in case.claims}
    return [
        f"{path}: circular: its reason rests on " + (" → ".join(circle) if len(circle) > 1 else "itself")
        for path, circle in _cycles(names)
    ]


def _cycles(graph: Mapping[str, set[str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Each circle once, at its first member: (member, the way round)."""
    found: list[tuple[str, tuple[str, ...]]] = []
    told: set[str] = set()
    for start in graph:
        if start in told or not graph[start]:
            continue
        parents: dict[str, str] = {}
        frontier, seen = [start], {start}
        while frontier and start not in parents:
            here = frontier.pop(0)
            for other in sorted(graph.get(here, ())):
                if other == start or other not in seen:
                    parents[other] = here
                    seen.add(other)
                    frontier.append(other)
        if start in parents:
            way = [start]
            while (here := parents[way[-1]]) != start:
                way.append(here)
            circle = (*reversed(way[1:]), start)
            told.update(circle)
            found.append((start, circle))
    return found
