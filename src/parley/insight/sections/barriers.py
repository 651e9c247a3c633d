"""The barrier audit: what keeps the parties from a deal, switched off one by one and in groups (docs/insight.md).

Each barrier is a change of the judgements that would take it away by making a deal worth more or an expectation truer: beliefs,
trust, lines. That going on cost a side more would open a zone too, by harm: that is told apart, and is no barrier removed.
Barriers are not additive: instead of shares of the blame the audit gives the *minimal sets* whose removal opens a zone of the main
kind, at the medians of the base case. Lines count as weighed, so that a line is a barrier like any other; beside it the same with
lines set aside, for all but the lines. What is in none of these sets is named no barrier. Where a zone exists, nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.acts import sure_shifts
from parley.case.paths import ANALYST, Belief, GroupNumber, Line, Trust, of, parse
from parley.case.types import Case, Shift
from parley.deals.problem import Bools
from parley.insight.asking.evaluator import Ask, Evaluator, exists, zones
from parley.insight.queries.judge import SAME, corrected
from parley.insight.results.labels import Labels
from parley.insight.results.labels import listed as all_of
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.barriers import Barriers
from parley.insight.sensitivity.minimal_sets import Found, minimal

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

REMOVED = (
    "Removed means: our beliefs in place of its own; its trust in a deal at 99 of 100; "
    "the line at 25 of 100, below the half from which the answer counts it."
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
    """Everything that could be a barrier in this case: misperceptions, insecurity, lines, those of ratifiers among them."""
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
        trust = tuple(text for text, path in of(Trust, paths) if path.holder == party)
        if trust:
            title = f"{labels.party(party)} does not trust a deal to hold"
            out.append(
                Barrier(f"insecure-{party}", "design", title, _put(trust, FIRM), _movers(case, trust, labels, 1), trust)
            )
    for key, line in case.red_lines.items():
        path = str(Line(key))
        if path in paths and line.party in case.required:
            dimension = "internal" if case.parties[line.party].role == "ratifier" else "design"
            who = _movers(case, (path,), labels, -1)
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
    """The audit as a section of the report: one row for each barrier that is in a minimal set."""
    evaluator = ground.evaluator
    kind = evaluator.base.main_kind
    ask, soft = Ask(kind), Ask(kind, red_lines="none")
    at = evaluator.medians(None)
    here, aside = (bool(exists(evaluator.base, at, a)[0]) for a in (ask, soft))
    found = () if here else barriers(evaluator)
    others = tuple(b for b in found if not b.key.startswith("line-"))
    sets, without = opened(evaluator, found, ask), opened(evaluator, others, soft)
    named = {found[i].key for s in sets.sets for i in s} | {others[i].key for s in without.sets for i in s}
    listed = tuple(tuple(found[i].title for i in sorted(s)) for s in sets.sets)
    softened = tuple(tuple(others[i].title for i in sorted(s)) for s in without.sets)
    text = f"{SCOPE}nothing is to be removed: a zone exists."
    if not here:
        text = " ".join(part for part in (_headline(listed, softened), _harm(evaluator, ask, soft), REMOVED) if part)
    return Barriers(
        title="What stands in the way",
        text=text,
        columns=(
            "dimension", "barrier", "opens a zone if removed alone (lines weighed)", "the same with lines set aside",
            "change of the shortfall, hundredths of the range", "who could move it",
        ),
        rows=tuple(_row(evaluator, b, aside) for b in found if b.key in named),
        minimal_sets=NOTHING if here else listed,
        minimal_sets_lines_aside=NOTHING if aside else softened,
        minimal_paths=((),) if here else tuple(tuple(found[i].paths for i in sorted(s)) for s in sets.sets),
        exact=sets.exact,
        largest=3,
        kind=kind,
        keys=tuple(b.key for b in found if b.key in named),
    )  # fmt: skip


def _row(evaluator: Evaluator, barrier: Barrier, aside: bool) -> tuple[Value, ...]:
    """``aside``: with lines set aside a zone exists as it is, so that nothing is left to open."""
    kind, at = evaluator.base.main_kind, evaluator.medians(None)
    ask, soft = Ask(kind), Ask(kind, red_lines="none")
    off = barrier.off(at)
    alone = bool(exists(evaluator.base, off, ask)[0])
    before, now = _short(evaluator, at, soft), _short(evaluator, off, soft)
    change = None if before is None or now is None else round(100 * (now - before), 1)
    line = barrier.key.startswith("line-")
    unlined = (
        "-" if line else "a zone already" if aside else "yes" if bool(exists(evaluator.base, off, soft)[0]) else "no"
    )
    return (
        barrier.dimension,
        barrier.title,
        "yes" if alone else "no",
        unlined,
        None if line else change,
        ", ".join(barrier.who) or "nobody in this case",
    )


def _harm(evaluator: Evaluator, ask: Ask, soft: Ask) -> str:
    """Whose costs of going on, doubled alone, would open a zone: told as the harm that it is."""
    case, at, labels = evaluator.base, evaluator.medians(None), Labels(evaluator.base)
    who: dict[str, list[str]] = {}
    for party in case.required:
        cost = str(GroupNumber("costs", party))
        if cost not in at.columns:
            continue
        raised = _raised(cost)(at)
        if bool(exists(case, raised, ask)[0]):
            who.setdefault("", []).append(labels.party(party))
        elif bool(exists(case, raised, soft)[0]) and not bool(exists(case, at, soft)[0]):
            who.setdefault(" with lines set aside", []).append(labels.party(party))
    told = [
        f"if going on cost {all_of(names, 'or')} twice as much, a zone would open{where}"
        for where, names in who.items()
    ]
    if not told:
        return ""
    said = "; ".join(told)
    return f"{said[0].upper()}{said[1:]}: that is harm, which makes no deal better, and no barrier removed."


SCOPE = "Base case, middle numbers, red lines weighed (held with their stated chances): "
"""Under what the headline is true."""
NOTHING: tuple[tuple[str, ...], ...] = ((),)
"""The sets where nothing need be removed: the empty one."""


def _headline(sets: tuple[tuple[str, ...], ...], softened: tuple[tuple[str, ...], ...]) -> str:
    if sets:
        size = min(len(s) for s in sets)
        many = "way" if len(sets) == 1 else "ways"
        what = "one barrier" if size == 1 else f"{size} barriers together"
        return f"{SCOPE}the fewest to remove {'is' if size == 1 else 'are'} {what} ({len(sets)} {many}, of those with at most three). Barriers do not add up."
    if softened and softened != NOTHING:
        size = min(len(s) for s in softened)
        what = "removing one further barrier" if size == 1 else f"removing {size} further barriers together"
        return f"{SCOPE}no three barriers suffice while the lines stand; with all lines lifted, {what} opens a zone."
    if softened == NOTHING:
        return f"{SCOPE}the lines alone stand in the way, more than three of them: with all lifted a zone exists."
    return f"{SCOPE}no three of what was tried (beliefs, trust, lines), removed together, open a zone: no barrier can be named."


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


def _movers(case: Case, paths: tuple[str, ...], labels: Labels, way: int = 0) -> tuple[str, ...]:
    """Actors with a lever, or the decider with a course, of the case that touches any of the paths, and in the way that removes the
    barrier (1: up, −1: down, 0: either); its risk does not count."""
    wanted = set(paths)

    def moves(shifts: Iterable[Shift]) -> bool:
        return any(s.path in wanted and (way == 0 or _may(s, way)) for s in shifts)

    out: dict[str, None] = {}
    for lever in case.levers.values():
        if lever.actor and moves(lever.shifts):
            out[labels.party(lever.actor)] = None
    for key in case.courses:
        if case.decider and moves(sure_shifts(case, key)):
            out[labels.party(case.decider)] = None
    return tuple(out)


def _may(shift: Shift, way: int) -> bool:
    """Whether a step may move its number that way."""
    d = shift.amount.distribution
    if d is None or shift.op == "set":
        return True
    still = 1.0 if shift.op == "multiply" else 0.0
    return d.high > still if way > 0 else d.low < still
