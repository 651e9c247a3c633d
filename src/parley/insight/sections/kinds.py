"""The table of kinds: each kind of deal as declared, as weighed and with no lines, under every view, and what blocks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.case.consent import marks, needs
from parley.case.deal import crosses
from parley.case.paths import Belief, Broken, Effect, Fact, Line, Trust, parse
from parley.case.types import Case
from parley.deals.results import WhyEmpty, ZoneResult
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.asking.parallel import mapped
from parley.insight.results.assessment import Cell, Collision, Crossed, KindRow, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, before_colon, listed
from parley.insight.results.words import OverWord, PointWord, called, over, rests, view_name
from parley.insight.sensitivity.thresholds import Turn
from parley.insight.sensitivity.unvaried import unvaried
from parley.model.compose import deal_names
from parley.model.evaluate import Evaluation
from parley.model.examples import shown
from parley.model.modes import RedLines

LINES: tuple[RedLines, ...] = ("declared", "weighed", "none")


def in_sentence(evaluator: Evaluator, view: str | None) -> str:
    """A view's name among others; one dated after the question says so."""
    late = view is not None and view in evaluator.base.late_views
    return view_name(evaluator.title(view)) + (" (dated after the question)" if late else "")


def verdict(point: ZoneResult) -> PointWord:
    """One word for one zone test at the middle numbers of one view."""
    if point.exists is None:
        return "not decided"
    if point.exists:
        return "open"
    return "ruled out" if point.why_empty is WhyEmpty.RULED_OUT else "none"


def cell(evaluator: Evaluator, e: Evaluation) -> Cell:
    """A zone test under one view in words and numbers."""
    case, point = evaluator.case(e.view), e.point
    deal = shown(case, e.kind, e.point_problem, point)
    example = dict(deal_names(e.point_problem, deal)) if deal is not None else None
    marked = marks(case, example or {})
    return Cell(
        verdict=verdict(point),
        why_empty=point.why_empty.value if point.why_empty else None,
        share=e.share,
        share_se=e.share_se,
        gap=dict(zip(e.parties, point.gap, strict=True)),
        shortfall=point.shortfall,
        reservation=dict(zip(e.parties, e.reservation, strict=True)),
        example=example,
        recognises_conquest=None if example is None else any(mark.recognises_conquest for mark in marked),
        marks=marked,
        needs=() if example is None else needs(case, example),
        crosses=crossings(case, example) if example is not None else None,
        varies=e.share is None or not unvaried(case, Ask(e.kind, e.beliefs, e.red_lines)).still,
    )


def crossings(case: Case, deal: Mapping[str, str]) -> tuple[Crossed, ...] | None:
    """The lines that a deal crosses, with the chance that each holds; None where the case states no lines."""
    if not case.red_lines:
        return None
    out = []
    for line in crosses(case, deal):
        stated = case.judgements.get(str(Line(line.key)))
        holds = stated.distribution.median if stated is not None and stated.distribution is not None else None
        out.append(Crossed(line.key, line.title, line.party, holds, line.basis))
    return tuple(out)


def kept_cell(evaluator: Evaluator, view: str | None, ask: Ask) -> Cell:
    """The cell of a zone test, from the cache where nothing that it read has changed."""
    return evaluator.kept(_cell, view, ask, as_=Cell)


def _cell(evaluator: Evaluator, view: str | None, ask: Ask) -> Cell:
    return cell(evaluator, evaluator.evaluate(view, ask))


@dataclass(frozen=True)
class Blocked:
    """What stands in the way of a kind: lines that collide, and, without lines, the party furthest from a deal."""

    collisions: tuple[Collision, ...]
    furthest: str | None
    turn: Turn | None
    withheld: Phrase | None = None
    """Who would not supply what deals of the kind need, where a zone hangs on that."""


def collisions(evaluator: Evaluator, kind: str) -> tuple[Collision, ...]:
    """The smallest sets of declared lines that no possible deal of this kind respects together; no number is asked."""
    from parley.deals.lines import colliding
    from parley.model.bare import bare

    problem = bare(evaluator.base, kind)
    lines = problem.lines
    found = []
    for group in sorted(colliding(problem), key=lambda g: (len(g), sorted(g))):
        keys = tuple(lines[i].name for i in sorted(group))
        known = [evaluator.base.red_lines[key] for key in keys]
        found.append(
            Collision(
                keys,
                tuple(k.title for k in known),
                tuple(k.party for k in known),
                tuple(rests(k.basis).strip() for k in known),
            )
        )
    return tuple(found)


Sets = tuple[tuple[str, ...], ...]
"""Sets of red lines by their keys, the smallest first."""


def softenings(evaluator: Evaluator, kind: str, view: str | None = None) -> Sets:
    """The smallest sets of declared lines whose lifting opens a zone at the middle numbers of a view; empty where one
    exists already, or where lifting all of them opens none."""
    return evaluator.kept(_softenings, kind, view, as_=_Sets).sets


@dataclass(frozen=True, slots=True)
class _Sets:
    sets: Sets


def _softenings(evaluator: Evaluator, kind: str, view: str | None) -> _Sets:
    from parley.deals.lines import softening

    e = evaluator.evaluate(view, Ask(kind, red_lines="declared"), n=0)
    return _Sets(() if e.point.exists else _named(e, softening(e.point_problem)))


def unlocking(evaluator: Evaluator, kind: str) -> Sets:
    """The smallest sets of declared lines whose lifting leaves a deal that rules, floors and suppliers allow (at the middle numbers
    of the base case), whatever it is worth; empty where the lines leave one, or where nothing would."""
    from parley.deals.lines import unlocking

    e = evaluator.evaluate(None, Ask(kind, red_lines="declared"), n=0)
    return _named(e, unlocking(e.point_problem))


def _named(e: Evaluation, groups: Iterable[frozenset[int]]) -> Sets:
    lines = e.point_problem.lines
    return tuple(sorted((tuple(lines[i].name for i in sorted(g)) for g in groups), key=lambda g: (len(g), g)))


def furthest(e: Evaluation) -> str | None:
    """The required party with the largest gap at the medians, where it is positive."""
    gaps = [(gap, party) for gap, party in zip(e.point.gap, e.parties, strict=True) if gap is not None and gap > 0]
    return max(gaps, key=lambda g: g[0])[1] if gaps else None


def telling(case: Case, turns: Sequence[Turn]) -> Turn | None:
    """Of the judgements that turn a kind, the one that tells a reader most: within its own range before beyond it, with
    a quotation of its own before without, beliefs before trust before all else, then the nearest."""

    def rank(turn: Turn) -> tuple[bool, bool, int, float]:
        match parse(turn.path):
            case Belief() | Fact():
                order = 0
            case Trust() | Broken() | Effect():
                order = 1
            case _:
                order = 2
        return (not turn.within_range, not case.judgements[turn.path].evidence, order, turn.relative)

    return min(turns, key=rank, default=None)


def blocked_by(
    evaluator: Evaluator, blocked: Blocked, declared: OverWord, softened: OverWord, notes: Footnotes
) -> Phrase:
    """Plain words for the table: the lines that collide, else whose gap it is and the judgement that decides."""
    labels = Labels(evaluator.base)
    parts: list[str] = []
    numbers: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    if blocked.collisions:
        for group in told_lines(blocked.collisions):
            parts.append(line_words(evaluator, group, notes))
            numbers += tuple(n for key in group for n in line_notes(evaluator.base, key, notes))
            paths += tuple(str(Line(key)) for key in group)
    if blocked.withheld is not None:
        parts.append(blocked.withheld.text)
        paths += blocked.withheld.paths
    if softened != "open" and (blocked.furthest or blocked.turn):
        if blocked.turn is not None and blocked.turn.path in paths:
            pass  # who would have to supply what is told already
        elif blocked.turn is None:
            parts.append(f"going on looks better to {labels.party(blocked.furthest or '')}")
        else:
            cited = notes.judgement(evaluator.base.judgements[blocked.turn.path])[:1]
            words = labels.brief(blocked.turn.path) + "".join(f" [{n}]" for n in cited)
            alone = blocked.furthest is not None and not blocked.collisions
            short = f"{labels.party(str(blocked.furthest))} falls short; it turns on {words}"
            parts.append(short if alone else f"then {words}" if blocked.collisions else words)
            paths += (blocked.turn.path,)
            numbers += cited
    if softened == "none" and not (blocked.furthest or blocked.turn):
        parts.append("no deal gives everyone who must agree more than going on does")
    if not parts and declared not in ("open", "not decided"):
        some = "under some views, " if declared == "depends on the view" else ""
        left = (
            "floors leave no deal"
            if declared == "ruled out"
            else "what the red lines leave is worth less than going on"
        )
        parts.append(f"{some}{left}")
    return Phrase("; ".join(parts) if parts else "-", tuple(dict.fromkeys(numbers)), paths)


def told_lines(collisions: Sequence[Collision]) -> tuple[tuple[str, ...], ...]:
    """The first set of lines; and, where it is of one party alone, the first set by which another rules the kind out."""
    first = collisions[0]
    if len(set(first.parties)) > 1:
        return (first.lines,)
    other = next((c for c in collisions if not set(c.parties) & set(first.parties)), None)
    return (first.lines,) if other is None else (first.lines, other.lines)


def what_lines(case: Case, keys: Iterable[str] | None = None, joiner: str = "and") -> str:
    """What a sentence calls these lines (None: all that count), by what they rest on: "declared and polled"."""
    counted = (k for k, line in case.red_lines.items() if line.party in case.required) if keys is None else keys
    return called((case.red_lines[key].basis for key in counted), joiner)


def line_notes(case: Case, key: str, notes: Footnotes) -> tuple[int, ...]:
    """The note of what is cited for a line: its declaration, or a poll; none where nothing is."""
    line = case.red_lines[key]
    if not line.declared:
        return ()
    judgement = case.judgements.get(str(Line(key)))
    said = line.declaration
    paths = (str(Line(key)),) if judgement else ()
    if said is None:
        return (notes.position(line.declared, document=None, who=None, date=None, paths=paths),)
    return (
        notes.position(said.quote or line.declared, document=said.document, who=said.who, date=said.date, paths=paths),
    )


def line_words(evaluator: Evaluator, keys: Sequence[str], notes: Footnotes) -> str:
    """The titles of lines, each as far as its colon and with the marks of its notes; lines of one such title are named
    once, with the marks of all. Of a line that its party did not declare it is said what it rests on."""
    named: dict[str, tuple[int, ...]] = {}
    beside: dict[str, str] = {}
    for key in keys:
        line = evaluator.base.red_lines[key]
        title = before_colon(line.title)
        named[title] = (*named.get(title, ()), *line_notes(evaluator.base, key, notes))
        beside[title] = beside.get(title) or rests(line.basis)
    return listed(
        [f"“{title}”" + "".join(f" [{n}]" for n in dict.fromkeys(ns)) + beside[title] for title, ns in named.items()]
    )


def row(evaluator: Evaluator, kind: str, blocked: Blocked, notes: Footnotes) -> KindRow:
    """A line of the table."""
    asked = [(view, lines) for view in (None, *evaluator.views) for lines in LINES]
    cells = mapped(lambda item: kept_cell(evaluator, item[0], Ask(kind, red_lines=item[1])), asked)
    by_view: dict[str, dict[str, Cell]] = {}
    for (view, lines), made in zip(asked, cells, strict=True):
        by_view.setdefault(view or "base", {})[lines] = made
    late = evaluator.base.late_views
    told = {lines: over({view: found[lines].verdict for view, found in by_view.items()}, late) for lines in LINES}
    base = by_view["base"]
    return KindRow(
        kind=kind,
        title=evaluator.base.kinds[kind].title,
        declared=base["declared"],
        weighed=base["weighed"],
        softened=base["none"],
        declared_word=told["declared"].word,
        weighed_word=told["weighed"].word,
        softened_word=told["none"].word,
        by_view=by_view,
        over={str(lines): found for lines, found in told.items()},
        blocked_by=blocked_by(evaluator, blocked, told["declared"].word, told["none"].word, notes),
    )
