"""Views side by side: verdicts for each kind, the crux of any two for any question, and how much each judgement carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import shared
from parley.case.types import Case
from parley.deals.problem import Bools, Floats
from parley.insight.asking.evaluator import Ask, Evaluator, exists, zones
from parley.insight.queries import language as q
from parley.insight.queries.judge import Scene, holds, row_by_row
from parley.insight.results.labels import Labels, listed
from parley.insight.results.sections.claims import Quotation
from parley.insight.results.titles import with_article
from parley.insight.results.turning import Way
from parley.insight.results.words import PointWord
from parley.insight.sections.differences import Parting, apart, kind_of, told, zone_words
from parley.insight.sections.kinds import LINES, kept_cell
from parley.insight.sensitivity.exchange import (
    Answer,
    Crux,
    Unit,
    carried,
    carried_share_error,
    crux,
    crux_posed,
    grouped,
    mixed,
    swapped,
)

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

GROUPS = 8
"""Groups between which the Shapley value shares a difference out."""
SHARE_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Side:
    """What one view says on a judgement. Reason and evidence are those of the number itself: none of the view as a whole, which may
    be about something else, and none of the base case beside a number that the view leaves as it is."""

    value: float | None
    text: str | None
    because: str | None
    evidence: tuple[Quotation, ...]
    stated: bool = True
    """Whether the view sets the number itself; False: the number is that of the base case, of which the view says nothing."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One judgement of a crux as both views have it."""

    path: str
    label: str
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Carried:
    """What a group of judgements carries of the difference right less left (Shapley value)."""

    label: str
    paths: tuple[str, ...]
    shortfall: float | None
    share: float | None
    share_se: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two views and one question."""

    left: str
    right: str
    question: str
    answers: tuple[bool, bool]
    agree: bool
    into_left: tuple[tuple[str, ...], ...]
    into_right: tuple[tuple[str, ...], ...]
    mutual: tuple[tuple[str, ...], ...]
    exact: bool
    contrast: tuple[Contrast, ...]
    """The judgements of the first crux; where the two agree, those on which they harmlessly differ."""
    kind: str
    days_apart: int | None
    sentence: str
    shortfall: tuple[float | None, float | None]
    share: tuple[float | None, float | None]
    share_se: tuple[float | None, float | None]
    carries: tuple[Carried, ...]
    beside: tuple[str, ...] = ()
    """What differs between two versions of a case besides numbers."""
    asked: str = ""
    """The question in words, where it is a plain zone question; else as it was put."""
    ways: tuple[Way, ...] = ()
    """The sets of judgements of each way as lists beneath the sentence, where they are too many for it."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A zone test in brief; all None for a kind that this version of the case does not have."""

    verdict: PointWord | None = None
    why_empty: str | None = None
    share: float | None = None
    share_se: float | None = None
    shortfall: float | None = None
    varies: bool = True
    """False: no number that the test uses has a range."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Views side by side."""

    case: str
    views: dict[str, str]
    kinds: dict[str, dict[str, dict[str, Brief]]]
    """kind → view → lines → the zone test."""
    titles: dict[str, str]
    """kind → its title."""
    documents: dict[str, str]
    """document → its title."""
    pairs: tuple[Pair, ...]
    draws: int
    seed: int


def compare(evaluator: Evaluator, views: Sequence[str | None], question: str | None = None) -> Comparison:
    """Compare views (None: the base case) on every kind, and any two of them on a question of the query language.

    The default question: a zone for the main kind with all red lines set aside; of two views that agree on that and part on
    another kind, that one, and it is said that they agree on the main kind.
    """
    base = evaluator.base
    asked = question or f"zone {base.main_kind} red_lines=none"
    query = q.parse(asked, base, "--question")
    kinds: dict[str, dict[str, dict[str, Brief]]] = {}
    for kind in base.kinds:
        evaluator.tell(f"zone tests: {base.kinds[kind].title}")
        kinds[kind] = {
            view or "base": {lines: _brief(evaluator, view, Ask(kind, red_lines=lines)) for lines in LINES}
            for view in views
            if kind in evaluator.home(view)[0].base.kinds
        }
    pairs = []
    for left, right in combinations(views, 2):
        evaluator.tell(f"{evaluator.title(left)} and {evaluator.title(right)}")
        other = None if question else _parted(evaluator, kinds, left, right)
        if other is None:
            pairs.append(pair(evaluator, left, right, query, asked))
            continue
        put = f"zone {other} red_lines=none"
        made = pair(evaluator, left, right, q.parse(put, base, "--question"), put)
        agreed = _agreed(evaluator, kinds[base.main_kind][left or "base"]["none"], other)
        pairs.append(replace(made, sentence=f"{agreed} {made.sentence}"))
    return Comparison(
        case=base.name,
        views={view or "base": evaluator.title(view) for view in views},
        kinds=kinds,
        titles={kind: base.kinds[kind].title for kind in kinds},
        documents={key: document.title for key, document in base.documents.items()},
        pairs=tuple(pairs),
        draws=evaluator.n,
        seed=evaluator.seed,
    )


def _parted(
    evaluator: Evaluator, kinds: dict[str, dict[str, dict[str, Brief]]], left: str | None, right: str | None
) -> str | None:
    """The first other kind on which two views part that agree on the main kind, all lines set aside; None where there is none."""

    def opens(kind: str) -> list[bool | None]:
        cells = [kinds[kind].get(view or "base") for view in (left, right)]
        return [
            None if c is None or c["none"].verdict in (None, "not decided") else c["none"].verdict == "open"
            for c in cells
        ]

    main = opens(evaluator.base.main_kind)
    if None in main or main[0] != main[1]:
        return None
    return next((kind for kind in kinds if None not in (found := opens(kind)) and found[0] != found[1]), None)


def _agreed(evaluator: Evaluator, cell: Brief, other: str) -> str:
    titles = evaluator.base.kinds
    main, parted = (with_article(titles[kind].title) for kind in (evaluator.base.main_kind, other))
    return f"Both find {'a' if cell.verdict == 'open' else 'no'} zone for {main}; they part on {parted}, which is asked here."


def pair(evaluator: Evaluator, left: str | None, right: str | None, query: q.Query, asked: str) -> Pair:
    """Two views on one question."""
    found = question_crux(evaluator, left, right, query)
    of_zone = _zone_of(query) if _noun(query) is None else None
    parting = Parting(left, right, found, posed(evaluator, query), of_zone.kind if of_zone else "")
    shown = parting.units if not found.agree else found.units
    labels = Labels(evaluator.base)
    ask = _zone_of(query) or Ask(evaluator.base.main_kind, red_lines="none")
    cells = [_brief(evaluator, view, ask) for view in (left, right)]
    beside = evaluator.beside(left, right)
    turned = told(evaluator, parting, _noun(query))
    words = turned.sentence
    if beside:
        words += f" Besides numbers the two versions differ in {listed(beside[:4])}{' and more' if beside[4:] else ''}."
    return Pair(
        left=left or "base",
        right=right or "base",
        question=asked,
        answers=(found.left_answer, found.right_answer),
        agree=found.agree,
        into_left=_paths(found, found.into_left.sets),
        into_right=_paths(found, found.into_right.sets),
        mutual=_paths(found, found.mutual.sets),
        exact=found.into_left.exact and found.into_right.exact and found.mutual.exact,
        contrast=tuple(
            Contrast(path, labels.label(path), _side(evaluator, left, path), _side(evaluator, right, path))
            for unit in shown
            for path in unit.paths
            if evaluator.medians(left).get(path)[0] != evaluator.medians(right).get(path)[0]
        ),
        kind=kind_of(evaluator, parting),
        days_apart=apart(evaluator, left, right),
        sentence=words,
        ways=turned.ways,
        shortfall=(cells[0].shortfall, cells[1].shortfall),
        share=(cells[0].share, cells[1].share),
        share_se=(cells[0].share_se, cells[1].share_se),
        carries=shared_out(evaluator, left, right, found.units, ask),
        beside=beside,
        asked=zone_words(evaluator, ask) if _noun(query) is None else asked,
    )


def question_crux(evaluator: Evaluator, left: str | None, right: str | None, query: q.Query) -> Crux:
    """The crux of two views for a query: at the medians, or, where the query speaks of shares, on common draws."""
    case, ends = evaluator.base, (evaluator.medians(left), evaluator.medians(right))
    answer = posed(evaluator, query)
    if answer is not None:
        return crux(answer, case, *ends)
    n = min(evaluator.n, SHARE_DRAWS) or SHARE_DRAWS
    drawn = (evaluator.sample(left, n), evaluator.sample(right, n))

    def true(one: Draws, whole: Draws) -> bool:
        return bool(holds(query, Scene(case, evaluator.quantities, one, lambda: whole, seed=evaluator.seed))[0])

    def pose(into: Draws, source: Draws, units: tuple[Unit, ...], subsets: Bools) -> Bools:
        out = np.zeros(len(subsets), dtype=np.bool_)
        points = mixed(into, source, units, subsets)
        mine, theirs = drawn if into is ends[0] else drawn[::-1]
        for i, subset in enumerate(subsets):
            one = replace(points, values=points.values[i : i + 1])
            out[i] = true(one, swapped(mine, theirs, units, subset))
        return out

    return crux_posed(pose, *ends, budget=512)


def posed(evaluator: Evaluator, query: q.Query) -> Answer | None:
    """A query as a question of any rows; None where it speaks of shares or futures."""
    if not row_by_row(query):
        return None

    def answer(case: Case, draws: Draws) -> Bools:
        return holds(query, Scene(case, evaluator.quantities, draws, lambda: draws, seed=evaluator.seed))

    return answer


def shared_out(
    evaluator: Evaluator, left: str | None, right: str | None, units: tuple[Unit, ...], ask: Ask
) -> tuple[Carried, ...]:
    """Shapley values of the shortfall at the medians, and of the share on common draws, largest first."""
    if not units:
        return ()
    case, labels = evaluator.base, Labels(evaluator.base)
    groups = grouped(units, GROUPS)

    def short(case: Case, draws: Draws) -> Floats:
        return zones(case, draws, ask).shortfall

    def answer(case: Case, draws: Draws) -> Bools:
        return exists(case, draws, ask)

    by_shortfall = carried(short, case, evaluator.medians(left), evaluator.medians(right), groups)
    by_share, errors = None, None
    if evaluator.n:
        n = min(evaluator.n, SHARE_DRAWS)
        by_share, errors = carried_share_error(
            answer, case, evaluator.sample(left, n), evaluator.sample(right, n), groups
        )
    out = []
    for g, group in enumerate(groups):
        paths = tuple(path for unit in group for path in unit.paths)
        label = (
            labels.unit(group[0].paths)
            if len(group) == 1
            else f"{len(group)} judgements under {shared(paths) or 'several headings'}"
        )
        worth = float(by_shortfall[g])
        out.append(
            Carried(
                label,
                paths,
                worth if np.isfinite(worth) else None,
                float(by_share[g]) if by_share is not None else None,
                float(errors[g]) if errors is not None else None,
            )
        )
    return tuple(sorted(out, key=lambda c: (-abs(c.shortfall or 0.0), c.label)))


def _brief(evaluator: Evaluator, view: str | None, ask: Ask) -> Brief:
    home, name = evaluator.home(view)
    if ask.kind not in home.base.kinds:
        return Brief()
    cell = kept_cell(home, name, ask)
    return Brief(cell.verdict, cell.why_empty, cell.share, cell.share_se, cell.shortfall, cell.varies)


def _side(evaluator: Evaluator, view: str | None, path: str) -> Side:
    judgement = evaluator.case(view).judgements.get(path)
    if judgement is None:
        return Side(None, "not in this version", None, (), stated=False)
    d = judgement.distribution
    if view is not None and judgement.origin in ("base", "default") and evaluator.stance(view) is not None:
        return Side(d.median if d else None, d.text if d else None, None, (), stated=False)
    return Side(
        d.median if d else None,
        d.text if d else None,
        judgement.because,
        tuple(
            Quotation(e.document, e.quote, e.supports, not evaluator.home(view)[0].source.verbatim(e.document, e.quote))
            for e in judgement.evidence
        ),
    )


def _paths(found: Crux, sets: Sequence[frozenset[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(path for i in sorted(s) for path in found.units[i].paths) for s in sets[:20])


def _zone_of(query: q.Query) -> Ask | None:
    match query:
        case q.Zone(ask, None) | q.Not(q.Zone(ask, None)):
            return ask
        case q.Compare(_, q.Measure(_, ask, _), _):
            return ask
        case _:
            return None


def _noun(query: q.Query) -> tuple[str, str] | None:
    """How an answer yes and an answer no are called; None for a plain zone question."""
    return None if isinstance(query, q.Zone) and query.why is None else ("yes", "no")
