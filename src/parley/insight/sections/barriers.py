"""The barrier audit: what keeps the parties from a deal, switched off one by one and in groups (docs/insight.md).

Each barrier is a change of the judgements that would take it away. Barriers are not additive: instead of shares of the
blame the audit gives the *minimal sets* whose removal opens a zone of the main kind, at the medians of the base case.
Lines count as weighed, so that a declared line is a barrier like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import ANALYST, Belief, GroupNumber, Line, Trust, of, parse
from parley.case.types import Case
from parley.deals.problem import Bools
from parley.insight.asking.evaluator import Ask, Evaluator, exists, zones
from parley.insight.queries.judge import SAME, corrected
from parley.insight.results.labels import Labels
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.barriers import Barriers
from parley.insight.sensitivity.minimal_sets import Found, minimal

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

REMOVED = (
    "Removed means: our beliefs in place of its own; its costs doubled; its trust in a deal at 99 %; "
    "the line at 25 %, below the half from which the answer counts it."
)

Step = Callable[["Draws"], "Draws"]

SOFT = 0.25
"""At the medians a line counts from one half; a barrier's removal puts it here."""
FIRM = 0.99
"""Trust in a deal once insecurity is taken away."""


@dataclass(frozen=True)
class Barrier:
    """One thing in the way. ``off`` takes it away in every row."""

    key: str
    dimension: str
    """set-up, design, people or internal."""
    title: str
    off: Step
    who: tuple[str, ...]
    """Who could move it: parties, by title."""
    paths: tuple[str, ...]


def barriers(evaluator: Evaluator) -> tuple[Barrier, ...]:
    """Every barrier that this case can tell: misperceptions, insecurity, lines, ratifiers, costs that do not bite."""
    case, labels = evaluator.base, Labels(evaluator.base)
    out: list[Barrier] = []
    at = evaluator.medians(None)
    paths = at.paths
    beliefs = list(of(Belief, paths))
    for party in case.required:
        own = tuple(text for text, belief in beliefs if belief.holder == party)
        if not own:
            continue

        def corrects(draws: Draws, party: str = party) -> Draws:
            return corrected(case, draws, party)

        more = _expects(case, at, party)
        than = "more of" if more > SAME else "less of" if more < -SAME else "something else of"
        title = f"{labels.party(party)} expects {than} going on than we do"
        out.append(Barrier(f"misperception-{party}", "set-up", title, corrects, _movers(case, own, labels), own))
    for party in case.required:
        cost = str(GroupNumber("costs", party))
        if cost in paths:
            title = f"going on costs {labels.party(party)} little"
            out.append(
                Barrier(f"cost-{party}", "set-up", title, _raised(cost), _movers(case, (cost,), labels), (cost,))
            )
    for party in case.required:
        trust = tuple(text for text, path in of(Trust, paths) if path.holder == party)
        if trust:
            title = f"{labels.party(party)} does not trust a deal to hold"
            out.append(
                Barrier(f"insecure-{party}", "design", title, _put(trust, FIRM), _movers(case, trust, labels), trust)
            )
    for key, line in case.red_lines.items():
        path = str(Line(key))
        if path in paths and line.party in case.required:
            dimension = "internal" if case.parties[line.party].role == "ratifier" else "design"
            who = _movers(case, (path,), labels) or (labels.party(line.party),)
            out.append(
                Barrier(f"line-{key}", dimension, f"the line {labels.line(key)}", _put((path,), SOFT), who, (path,))
            )
    return tuple(out)


def _expects(case: Case, at: Draws, party: str) -> float:
    """By how many points the party's own no-deal value lies above the one that we give it, at the medians."""
    from parley.model.compose import reservations

    i = case.required.index(party)
    own, ours = (reservations(case, at, holder)[0, i] for holder in ("own", ANALYST))
    return float(own - ours)


def opened(evaluator: Evaluator, found: tuple[Barrier, ...], ask: Ask, *, most: int = 3) -> Found:
    """Minimal sets of at most ``most`` barriers (indexes) whose removal opens a zone."""
    at = evaluator.medians(None)

    def test(subsets: Bools) -> Bools:
        rows = []
        for subset in subsets:
            draws = at
            for i in np.flatnonzero(subset):
                draws = found[int(i)].off(draws)
            rows.append(draws.values[0])
        return exists(evaluator.base, replace(at, values=np.array(rows)), ask)

    return minimal(test, len(found), most=most, budget=8000)


def section(ground: Ground) -> Barriers:
    """The audit as a section of the report: one row a barrier, then the minimal sets."""
    evaluator = ground.evaluator
    found = barriers(evaluator)
    at, ask, soft = (
        evaluator.medians(None),
        Ask(evaluator.base.main_kind),
        Ask(evaluator.base.main_kind, red_lines="none"),
    )
    before = _short(evaluator, at, soft)
    rows: list[tuple[Value, ...]] = []
    for barrier in found:
        off = barrier.off(at)
        alone = bool(exists(evaluator.base, off, ask)[0])
        unlined = bool(exists(evaluator.base, off, soft)[0])
        now = _short(evaluator, off, soft)
        change = None if before is None or now is None else round(100 * (now - before), 1)
        rows.append(
            (
                barrier.dimension,
                barrier.title,
                "yes" if alone else "no",
                "yes" if unlined else "no",
                change,
                ", ".join(barrier.who) or "nobody in this case",
            )
        )
    others = tuple(b for b in found if not b.key.startswith("line-"))
    sets, without = opened(evaluator, found, ask), opened(evaluator, others, soft)
    listed = tuple(tuple(found[i].title for i in sorted(s)) for s in sets.sets)
    softened = tuple(tuple(others[i].title for i in sorted(s)) for s in without.sets)
    return Barriers(
        title="What stands in the way",
        text=f"{_headline(listed, softened)} {REMOVED}",
        columns=(
            "dimension", "barrier", "opens a zone if removed alone", "the same with lines set aside",
            "change of the shortfall, hundredths of the range", "who could move it",
        ),
        rows=tuple(rows),
        minimal_sets=listed,
        minimal_sets_lines_aside=softened,
        minimal_paths=tuple(tuple(found[i].paths for i in sorted(s)) for s in sets.sets),
        exact=sets.exact,
        largest=3,
        kind=evaluator.base.main_kind,
        keys=tuple(b.key for b in found),
    )  # fmt: skip


SCOPE = "Base case, middle numbers: "
"""Under what the headline is true."""
NOTHING: tuple[tuple[str, ...], ...] = ((),)
"""The sets where nothing need be removed: the empty one."""


def _headline(sets: tuple[tuple[str, ...], ...], softened: tuple[tuple[str, ...], ...]) -> str:
    if sets == NOTHING:
        return f"{SCOPE}nothing need be removed: a zone exists."
    if sets:
        size = min(len(s) for s in sets)
        many = "way" if len(sets) == 1 else "ways"
        what = "one barrier" if size == 1 else f"{size} barriers together"
        return (
            f"{SCOPE}the fewest to remove are {what} ({len(sets)} {many} with at most three). Barriers do not add up."
        )
    if softened and softened != NOTHING:
        size = min(len(s) for s in softened)
        what = "removing one further barrier" if size == 1 else f"removing {size} further barriers together"
        return f"{SCOPE}no three barriers suffice while the lines stand; with all lines lifted, {what} opens a zone."
    if softened == NOTHING:
        return f"{SCOPE}the lines alone stand in the way: with all of them lifted a zone exists."
    return f"{SCOPE}no three of these barriers, removed together, open a zone."


def _short(evaluator: Evaluator, draws: Draws, ask: Ask) -> float | None:
    value = float(zones(evaluator.base, draws, ask).shortfall[0])
    return value if np.isfinite(value) else None


def _put(paths: tuple[str, ...], value: float) -> Step:
    def step(draws: Draws) -> Draws:
        values = draws.values.copy()
        for path in paths:
            column = draws.columns[path]
            low = isinstance(parse(path), Line)
            now = values[:, column]
            values[:, column] = np.minimum(now, value) if low else np.maximum(now, value)
        return replace(draws, values=values)

    return step


def _raised(path: str) -> Step:
    def step(draws: Draws) -> Draws:
        values = draws.values.copy()
        values[:, draws.columns[path]] = 2.0 * values[:, draws.columns[path]]
        return replace(draws, values=values)

    return step


def _movers(case: Case, paths: tuple[str, ...], labels: Labels) -> tuple[str, ...]:
    """Actors with a lever, or the decider with a course, that touches any of the paths."""
    wanted = set(paths)
    out: dict[str, None] = {}
    for lever in case.levers.values():
        if lever.actor and wanted & {s.path for s in lever.shifts}:
            out[labels.party(lever.actor)] = None
    for course in case.courses.values():
        if case.decider and wanted & {s.path for s in course.shifts}:
            out[labels.party(case.decider)] = None
    return tuple(out)
