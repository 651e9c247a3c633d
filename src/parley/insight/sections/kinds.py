"""The table of kinds: each kind of deal as declared, as weighed and with no lines, under every view, and what blocks it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.case.paths import Belief, Broken, Effect, Line, Trust, parse
from parley.case.types import Case
from parley.deals.results import WhyEmpty, ZoneResult
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.asking.parallel import mapped
from parley.insight.results.assessment import Cell, Collision, KindRow, Phrase, Verdict
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, before_colon, listed
from parley.insight.sensitivity.thresholds import Turn
from parley.model.compose import deal_names
from parley.model.evaluate import Evaluation
from parley.model.modes import RedLines

LINES: tuple[RedLines, ...] = ("declared", "weighed", "none")

NEAR = 0.1
"""A share this near a half does not settle a verdict."""


def verdict(point: ZoneResult, share: float | None = None) -> Verdict:
    """One word for one zone test: by the medians, unless the stated ranges leave it near a half or say otherwise.

    ``share``: of the draws with a zone; None where only the medians are asked.
    """
    if point.exists is None:
        return "not decided"
    if point.exists:
        return "depends" if share is not None and share < 0.5 + NEAR else "open"
    if share is not None and share > 0.5 - NEAR:
        return "depends"
    return "ruled out" if point.why_empty is WhyEmpty.RULED_OUT else "none"


def cell(evaluator: Evaluator, e: Evaluation) -> Cell:
    """A zone test in words and numbers."""
    point = e.point
    example = dict(deal_names(e.point_problem, point.example)) if point.example is not None else None
    conquest = None
    if example is not None:
        conquest = any(
            evaluator.base.issues[issue].options[option].recognises_conquest for issue, option in example.items()
        )
    return Cell(
        verdict=verdict(point, e.share),
        why_empty=point.why_empty.value if point.why_empty else None,
        share=e.share,
        share_se=e.share_se,
        gap=dict(zip(e.parties, point.gap, strict=True)),
        shortfall=point.shortfall,
        reservation=dict(zip(e.parties, e.reservation, strict=True)),
        example=example,
        recognises_conquest=conquest,
    )


def kept_cell(evaluator: Evaluator, view: str | None, ask: Ask) -> Cell:
    """The cell of a zone test, from the cache where nothing that it read has changed."""
    return evaluator.kept(_cell, view, ask, as_=Cell)


def _cell(evaluator: Evaluator, view: str | None, ask: Ask) -> Cell:
    return cell(evaluator, evaluator.evaluate(view, ask))


def across(words: Iterable[Verdict]) -> Verdict:
    """One word for several views."""
    found = set(words)
    if len(found) == 1:
        return found.pop()
    return "depends" if found else "not decided"


@dataclass(frozen=True)
class Blocked:
    """What stands in the way of a kind: lines that collide, and, without lines, the party furthest from a deal."""

    collisions: tuple[Collision, ...]
    furthest: str | None
    turn: Turn | None


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
        found.append(Collision(keys, tuple(k.title for k in known), tuple(dict.fromkeys(k.party for k in known))))
    return tuple(found)


def softenings(evaluator: Evaluator, kind: str, view: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of declared lines whose lifting opens a zone at the medians of a view."""
    from parley.deals.lines import softening

    e = evaluator.evaluate(view, Ask(kind, red_lines="declared"), n=0)
    lines = e.point_problem.lines
    if e.point.exists:
        return ()
    return tuple(tuple(lines[i].name for i in sorted(group)) for group in softening(e.point_problem))


def furthest(e: Evaluation) -> str | None:
    """The required party with the largest gap at the medians, where it is positive."""
    gaps = [(gap, party) for gap, party in zip(e.point.gap, e.parties, strict=True) if gap is not None and gap > 0]
    return max(gaps, key=lambda g: g[0])[1] if gaps else None


def telling(case: Case, turns: Sequence[Turn]) -> Turn | None:
    """Of the judgements that turn a kind, the one that tells a reader most: within its own range before beyond it, with
    a quotation of its own before without, beliefs before trust before all else, then the nearest."""

    def rank(turn: Turn) -> tuple[bool, bool, int, float]:
        match parse(turn.path):
            case Belief():
                order = 0
            case Trust() | Broken() | Effect():
                order = 1
            case _:
                order = 2
        return (not turn.within_range, not case.judgements[turn.path].evidence, order, turn.relative)

    return min(turns, key=rank, default=None)


def blocked_by(evaluator: Evaluator, blocked: Blocked, softened: Verdict, notes: Footnotes) -> Phrase:
    """Plain words for the table: the lines that collide, else whose gap it is and the judgement that decides."""
    labels = Labels(evaluator.base)
    parts: list[str] = []
    numbers: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    if blocked.collisions:
        for group in told_lines(blocked.collisions):
            parts.append(line_words(evaluator, group, notes))
            numbers += tuple(n for key in group for n in line_notes(evaluator, key, notes))
            paths += tuple(str(Line(key)) for key in group)
    if softened != "open" and (blocked.furthest or blocked.turn):
        if blocked.turn is None:
            parts.append(f"{labels.party(blocked.furthest or '')}: going on looks better")
        else:
            cited = notes.judgement(evaluator.base.judgements[blocked.turn.path])[:1]
            words = labels.brief(blocked.turn.path) + "".join(f" [{n}]" for n in cited)
            alone = blocked.furthest is not None and not blocked.collisions
            parts.append(f"{labels.whose(str(blocked.furthest))} gap; turns on {words}" if alone else words)
            paths += (blocked.turn.path,)
            numbers += cited
    return Phrase("; ".join(parts) if parts else "-", tuple(dict.fromkeys(numbers)), paths)


def told_lines(collisions: Sequence[Collision]) -> tuple[tuple[str, ...], ...]:
    """The first set of lines; and, where it is of one party alone, the first set by which another rules the kind out."""
    first = collisions[0]
    if len(first.parties) > 1:
        return (first.lines,)
    other = next((c for c in collisions if not set(c.parties) & set(first.parties)), None)
    return (first.lines,) if other is None else (first.lines, other.lines)


def line_notes(evaluator: Evaluator, key: str, notes: Footnotes) -> tuple[int, ...]:
    """The note of a line's declaration."""
    line = evaluator.base.red_lines[key]
    if not line.declared:
        return ()
    judgement = evaluator.base.judgements.get(str(Line(key)))
    said = line.declaration
    paths = (str(Line(key)),) if judgement else ()
    if said is None:
        return (notes.position(line.declared, document=None, who=None, date=None, paths=paths),)
    return (
        notes.position(said.quote or line.declared, document=said.document, who=said.who, date=said.date, paths=paths),
    )


def line_words(evaluator: Evaluator, keys: Sequence[str], notes: Footnotes) -> str:
    """The titles of lines, each as far as its colon and with the marks of its notes; lines of one such title are named
    once, with the marks of all."""
    named: dict[str, tuple[int, ...]] = {}
    for key in keys:
        title = before_colon(evaluator.base.red_lines[key].title)
        named[title] = (*named.get(title, ()), *line_notes(evaluator, key, notes))
    return listed([f"“{title}”" + "".join(f" [{n}]" for n in dict.fromkeys(ns)) for title, ns in named.items()])


def row(evaluator: Evaluator, kind: str, blocked: Blocked, notes: Footnotes) -> KindRow:
    """A line of the table."""
    asked = [(view, lines) for view in (None, *evaluator.views) for lines in LINES]
    cells = mapped(lambda item: kept_cell(evaluator, item[0], Ask(kind, red_lines=item[1])), asked)
    by_view: dict[str, dict[str, Cell]] = {}
    for (view, lines), made in zip(asked, cells, strict=True):
        by_view.setdefault(view or "base", {})[lines] = made
    declared = across(cells["declared"].verdict for cells in by_view.values())
    softened = across(cells["none"].verdict for cells in by_view.values())
    return KindRow(
        kind=kind,
        title=evaluator.base.kinds[kind].title,
        declared=by_view["base"]["declared"],
        softened=by_view["base"]["none"],
        declared_word=declared,
        softened_word=softened,
        by_view=by_view,
        blocked_by=blocked_by(evaluator, blocked, softened, notes),
    )
