"""The sliders: a field for every judgement of the typed case, and what the answer becomes when one is moved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parley.app.state import State
from parley.app.workbench import Workbench
from parley.insight.results.assessment import Diagram, DiagramPoint

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.case.types import Case, Distribution
    from parley.deals.problem import DealProblem
    from parley.deals.results import FrontierPoint
    from parley.model.modes import RedLines
    from parley.report.diagram import Picture

BAND_DRAWS = 256
"""Draws for the bands of the no-deal values while a slider moves."""


@dataclass(frozen=True)
class Field:
    """One judgement as a slider and a text field. Numbers are in the judgement's own unit."""

    path: str
    label: str
    text: str
    """As in force: the case's own, the view's or the changed one."""
    value: float | None
    low: float
    high: float
    step: float
    start: str
    """As it would be without the change."""
    changed: bool
    because: str | None
    origin: str


@dataclass(frozen=True)
class FieldGroup:
    """Fields under one heading."""

    id: str
    title: str
    fields: tuple[Field, ...]
    open: bool


def groups(workbench: Workbench, state: State) -> tuple[FieldGroup, ...]:
    """Every judgement that can be moved; those that turn the answer by themselves come first, once more."""
    from parley.case.consent import mark_of
    from parley.case.path_names import names
    from parley.case.paths import parse
    from parley.insight.results.labels import Heading, Labels, heading

    source = workbench.source
    case = source.case(state.view, state.overrides)
    before = source.case(state.view)
    labels = Labels(case)
    overrides = state.overrides
    fields: dict[str, Field] = {}
    for path, judgement in case.judgements.items():
        quantity = source.quantities.get(path)
        if quantity is None:
            continue
        d = judgement.distribution
        low, high, step = _span(
            quantity.low if math.isfinite(quantity.low) else quantity.usual_low,
            quantity.high if math.isfinite(quantity.high) else quantity.usual_high,
            [j for j in (d, _of(before, path)) if j is not None],
        )
        label = labels.label(path)
        about = names(parse(path))
        mark = mark_of(case, about.issue or "", about.option or "")
        fields[path] = Field(
            path=path,
            label=label[:1].upper() + label[1:] + (f" [{mark.word}]" if mark else ""),
            text=d.text if d else "",
            value=d.median if d else None,
            low=low,
            high=high,
            step=step,
            start=getattr(_of(before, path), "text", ""),
            changed=path in overrides,
            because=judgement.because,
            origin=judgement.origin,
        )
    out = []
    first = [fields[p] for p in telling(workbench, state) if p in fields]
    if first:
        out.append(FieldGroup("telling", "What the answer turns on", tuple(first[:8]), True))
    collected: dict[Heading, list[Field]] = {}
    for path, field in fields.items():
        collected.setdefault(heading(path, labels.title), []).append(field)
    for i, (over, members) in enumerate(collected.items()):
        out.append(FieldGroup(f"group-{i}", over.title, tuple(members), not first and i == 0))
    return tuple(out)


def _of(case: Case, path: str) -> Distribution | None:
    found = case.judgements.get(path)
    return found.distribution if found else None


def telling(workbench: Workbench, state: State) -> tuple[str, ...]:
    """Paths that turn a verdict by themselves, from the latest answer without changes: nobody waits for a new one."""
    latest = workbench.latest()
    found = latest.flips if latest is not None else ()
    wanted = state.kind or workbench.source.case().main_kind
    ordered = sorted(found, key=lambda f: (f.kind != wanted, not f.within_range))
    return tuple(dict.fromkeys(f.path for f in ordered))


def _span(low: float, high: float, distributions: Sequence[Distribution]) -> tuple[float, float, float]:
    """Ends and step of a slider: the quantity's bounds where finite, else wide enough for what is said."""
    lows = [d.low for d in distributions] or [0.0]
    highs = [d.high for d in distributions] or [1.0]
    if math.isfinite(low) and math.isfinite(high) and high - low <= 1.0:
        return low, high, 0.01
    bottom = low if math.isfinite(low) else min(0.0, math.floor(min(lows) * 1.5))
    largest = max(abs(v) for v in (*lows, *highs))
    if math.isfinite(high):
        top = high
    elif largest > 50:
        top = max(100.0, math.ceil(max(highs) * 1.2))
    else:
        top = next(limit for limit in (2.0, 5.0, 10.0, 20.0, 50.0, 100.0) if limit >= 1.6 * max(largest, 0.5))
    return bottom, top, 1.0 if top - bottom > 20 else 0.1 if top - bottom > 2 else 0.01


@dataclass(frozen=True, slots=True)
class Tested:
    """One zone test at the medians."""

    verdict: str
    gap: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class KindResult:
    """A kind of deal under the state."""

    kind: str
    title: str
    cells: dict[str, Tested]
    """By mode of the lines."""
    before: dict[str, str]
    """The verdicts without changes."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the state comes to: the verdicts of every kind, and the diagram of one."""

    case: str
    view: str | None
    kind: str
    sets: dict[str, str]
    parties: dict[str, str]
    rows: tuple[KindResult, ...]
    diagram: Diagram | None


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """The picture of a result's diagram, with its words."""

    picture: Picture
    diagram: Diagram
    parties: tuple[str, ...]
    id: str = "live"


def results(workbench: Workbench, state: State) -> Result:
    """The verdicts of every kind and the diagram of one, at the medians of the state: quick enough for a slider."""
    from parley.case.chance.sampling import medians, unset

    case = workbench.source.case(state.view, state.overrides)
    if unset(workbench.source.case()):
        case = replace(case, base=case.judgements)  # a draft: scales cannot rest on numbers that nobody has said
    kind = state.kind if state.kind and state.kind in case.kinds else case.main_kind
    middle = medians(case)
    rows = tuple(
        KindResult(key, k.title, _cells(case, middle, key), _before(workbench, state.view, key))
        for key, k in case.kinds.items()
    )
    return Result(
        case=case.name,
        view=state.view,
        kind=kind,
        sets=dict(state.overrides),
        parties={p: case.parties[p].title for p in case.required},
        rows=rows,
        diagram=quick_diagram(case, middle, drawn(workbench, state, case), kind),
    )


def _cells(case: Case, middle: Draws, kind: str) -> dict[str, Tested]:
    """One zone test for each mode of the lines, none twice where all lines count at the medians anyway."""
    from parley.insight.sections.kinds import LINES
    from parley.model.compose import problem

    weighed = problem(case, middle, kind, "own", "weighed")
    same = weighed.lines_hold is None or bool(weighed.lines_hold.all())
    cells: dict[str, Tested] = {
        lines: _cell(case, middle, kind, lines) for lines in LINES if lines != "declared" or not same
    }
    return {"declared": cells["weighed"], **cells} if same else cells


def _cell(case: Case, middle: Draws, kind: str, lines: RedLines) -> Tested:
    from parley.deals.zone import zone
    from parley.insight.sections.kinds import verdict
    from parley.model.compose import problem

    found = zone(problem(case, middle, kind, "own", lines))
    return Tested(verdict(found), dict(zip(case.required, found.gap, strict=True)))


def _before(workbench: Workbench, view: str | None, kind: str) -> dict[str, str]:
    """The verdicts without changes, made once."""
    source, content = workbench.standing()

    def make() -> dict[str, str]:
        from parley.case.chance.sampling import medians, unset

        case = source.case(view)
        if unset(case):
            return {}  # a draft has no verdict to compare with
        middle = medians(case)
        return {lines: cell.verdict for lines, cell in _cells(case, middle, kind).items()}

    return workbench.keep(("before", content, view, kind), make)


def drawn(workbench: Workbench, state: State, case: Case) -> Draws:
    """A small sample of the state: that of the unchanged view, with the changed judgements' columns made anew.

    The uniforms behind a judgement depend on the seed and its path alone, so this is the sample that drawing the changed
    case would give.
    """
    from parley.case.chance.sampling import sample, unset

    source, content = workbench.standing()
    if unset(source.case(state.view)):
        return sample(case, BAND_DRAWS, workbench.seed)
    start = workbench.keep(
        ("band", content, state.view), lambda: sample(source.case(state.view), BAND_DRAWS, workbench.seed)
    )
    values = start.values.copy()
    columns = start.columns
    for path in state.overrides:
        distribution = case.judgements[path].distribution
        if path in columns and distribution is not None:
            values[:, columns[path]] = (
                distribution.median if distribution.is_point else distribution.quantile(start.uniform(path))
            )
    return replace(start, values=values)


def quick_diagram(case: Case, middle: Draws, sample: Draws, kind: str) -> Diagram | None:
    """The deal diagram with few draws for its bands and no cloud of other deals; None but for two principals."""
    from parley.deals.frontier import frontier
    from parley.insight.sections.diagram import axes, bands, fair_points, spanned, thinned
    from parley.model.compose import problem, reservations

    if len(axes(case)) != 2:
        return None
    p = spanned(case, problem(case, middle, kind, "own", "none"))
    front = frontier(p)
    at = p.reservation[0]
    return Diagram(
        kind=kind,
        view=case.view,
        parties=(p.parties[0], p.parties[1]),
        frontier=tuple(_point(case, p, "", point) for point in thinned(front)),
        deals=(),
        reservation=(float(at[0]), float(at[1])),
        reservation_range=bands(reservations(case, sample)[:, [case.required.index(party) for party in p.parties]]),
        named=tuple(_point(case, p, label, point) for label, point in fair_points(p)),
        over=front.over,
        aside=tuple(party for party in case.required if party not in p.parties),
    )


def _point(case: Case, p: DealProblem, label: str, point: FrontierPoint) -> DiagramPoint:
    from parley.case.consent import mark_words, marked_title, marks
    from parley.insight.sections.kinds import crossings
    from parley.model.compose import deal_names

    deal = deal_names(p, point.deal)
    marked = marks(case, deal)
    return DiagramPoint(
        label,
        (float(point.values[0]), float(point.values[1])),
        {case.issues[issue].title: marked_title(case, issue, option) for issue, option in deal.items()},
        True,
        any(mark.recognises_conquest for mark in marked),
        marks=mark_words(marked),
        crosses=crossings(case, deal) if label else None,
    )


def figure(workbench: Workbench, found: Result) -> LiveFigure | None:
    """The picture of a result's diagram, with its words."""
    from parley.report.diagram import picture

    drawn = found.diagram
    if drawn is None:
        return None
    case = workbench.source.case()
    return LiveFigure(picture(drawn), drawn, tuple(case.parties[p].title for p in drawn.parties))
