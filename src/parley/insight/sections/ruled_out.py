"""What rules every deal of a kind out: the lines, a floor, or a rule. Where suppliers leave none, the word is *withheld*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.case.types import Case
from parley.deals.results import WhyEmpty
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.results.labels import Labels, listed
from parley.model.compose import counted_floors
from parley.model.modes import RedLines


def ruled_out_by(evaluator: Evaluator, kind: str, lines: RedLines, views: Sequence[str]) -> str:
    """Who or what leaves no deal of the kind, as the subject of a sentence: over the first of ``views`` in which none is left, the
    first of lines, floors and rules without which one is; where none alone is enough, all that there are together."""
    for name in views:
        view = None if name == "base" else name
        if evaluator.evaluate(view, Ask(kind, red_lines=lines), n=0).point.why_empty is WhyEmpty.RULED_OUT:
            without = list(_without(evaluator, view, kind, lines))
            alone = next((word for word, left in without if left), None)
            return alone or (listed([word for word, _ in without]) if without else "the kind")
    return "the lines"


def leave(by: str) -> str:
    """The verb that goes with :func:`ruled_out_by`: one floor leaves, the lines leave."""
    one = by == "the kind" or (by.startswith("the floor that") and " and the " not in by)
    return "leaves" if one else "leave"


def _without(evaluator: Evaluator, view: str | None, kind: str, lines: RedLines) -> Iterator[tuple[str, bool]]:
    """(words, whether a deal is left without it) of each thing that bars deals of the kind."""
    from parley.deals.zone import zone
    from parley.model.compose import problem

    case, at = evaluator.case(view), evaluator.medians(view)

    def left(other: Case, red_lines: RedLines = lines) -> bool:
        found = zone(problem(other, at, kind, "own", red_lines, consents=False))
        return found.why_empty is not WhyEmpty.RULED_OUT

    p = problem(case, at, kind, "own", lines, consents=False)
    labels = Labels(evaluator.base)
    floors = counted_floors(case, case.kinds[kind])
    if p.lines:
        yield "the lines", left(case, "none")
    if floors:
        under = listed([f"{labels.whose(f.party)} {labels.issue(f.issue)}" for f in floors])
        yield f"the floor{'s' if len(floors) > 1 else ''} that we set under {under}", left(replace(case, floors={}))
    if case.rules and p.forbidden:
        yield "the rules of the case", left(replace(case, rules=()))
