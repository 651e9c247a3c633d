"""``parley frontier``: the deals that cannot be bettered for one party without costing another, and the fair points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.case.types import Case
    from parley.deals.problem import DealProblem
    from parley.deals.results import Frontier, FrontierPoint, Solutions

SHOWN = 25
"""Points listed on a terminal; the JSON has all."""


@click.command()
@options.question
@options.as_json
def command(
    asked: options.Question,
    as_json: bool,
) -> None:
    """List the deals that no other deal betters for one party without costing another, every judgement at its median.

    CASE is a case file, or a folder with case.yaml. Over the admissible deals; over all possible ones where red lines
    leave none. With it the Nash, Kalai-Smorodinsky, egalitarian and utilitarian points (none where no zone exists; the
    utilitarian always).
    """
    from parley.case.chance.sampling import medians
    from parley.deals.frontier import frontier
    from parley.deals.solutions import solutions_on
    from parley.deals.verdict import thresholds
    from parley.model.compose import problem

    case = asked.case()
    p = problem(case, medians(case), asked.kind, asked.beliefs, asked.red_lines)
    front = frontier(p)
    points = solutions_on(front, p.reservation[0], thresholds(p)[0])
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(as_record(case, p, front, points)))
    else:
        click.echo(as_text(case, p, front, points))


def _point(case: Case, p: DealProblem, point: FrontierPoint | None) -> dict[str, Any] | None:
    from parley.case.consent import marks
    from parley.model.compose import deal_names

    if point is None:
        return None
    deal = dict(deal_names(p, point.deal))
    return {
        "values": dict(zip(p.parties, point.values, strict=True)),
        "deal": deal,
        "marks": [mark.option for mark in marks(case, deal)],
        "deals_at_point": point.deals_at_point,
    }


def as_record(case: Case, p: DealProblem, front: Frontier, points: Solutions) -> dict[str, Any]:
    """The documented JSON of a frontier."""
    return {
        "over": front.over,
        "deals": front.deals,
        "points": [_point(case, p, point) for point in front.points],
        "solutions": {
            "nash": _point(case, p, points.nash),
            "kalai_smorodinsky": _point(case, p, points.kalai_smorodinsky),
            "egalitarian": _point(case, p, points.egalitarian),
            "utilitarian": _point(case, p, points.utilitarian),
        },
        "reservation": dict(zip(p.parties, p.reservation[0].tolist(), strict=True)),
        "exact": front.exact,
        "method": front.method,
    }


def _marked(case: Case, issue: str, option: str) -> str:
    """An option by its key, as the command line takes it, its mark in law behind it."""
    from parley.case.consent import mark_of

    mark = mark_of(case, issue, option)
    return option if mark is None else f"{option} [{mark.word}]"


def as_text(case: Case, p: DealProblem, front: Frontier, points: Solutions) -> str:
    """The same for a terminal: points spread over the frontier, and the solutions with their deals."""
    from parley.case.consent import mark_words, marks
    from parley.model.compose import deal_names

    over = "deals that cross no red line" if front.over == "admissible" else "possible deals (red lines leave none)"
    lines = [
        f"Frontier over the {over}: {len(front.points):,} distinct values; {front.deals:,} possible deals in all.",
        "Values in points of each party's own scale; they cannot be compared across parties.",
        "",
        "  ".join(f"{party:>14}" for party in p.parties) + "   deals",
        "  ".join(f"R {r:12.1f}" for r in p.reservation[0]),
    ]
    step = max(1, -(-len(front.points) // SHOWN))
    for point in front.points[::step]:
        many = "" if point.deals_at_point is None else f"{point.deals_at_point:,}"
        marked = mark_words(marks(case, deal_names(p, point.deal)))
        values = "  ".join(f"{v:14.1f}" for v in point.values)
        lines.append(f"{values}   {many:5}{f'   [{marked}]' if marked else ''}".rstrip())
    if step > 1:
        lines.append(f"(every {step}th; --json has all)")
    for name, title in (
        ("nash", "Nash (greatest product of gains over no deal)"),
        ("kalai_smorodinsky", "Kalai–Smorodinsky (greatest least gain, as a share of the most each could gain)"),
        ("egalitarian", "Egalitarian (greatest least gain in points)"),
        ("utilitarian", "Utilitarian (greatest sum of points)"),
    ):
        chosen: FrontierPoint | None = getattr(points, name)
        lines += ["", title + ":" if chosen else title + ": none, since no zone exists"]
        if chosen:
            lines.append("  " + ", ".join(f"{k} {v:.1f}" for k, v in zip(p.parties, chosen.values, strict=True)))
            lines.append("  " + "; ".join(f"{j}: {_marked(case, j, o)}" for j, o in deal_names(p, chosen.deal).items()))
    if not front.exact:
        lines += ["", f"Not complete: {front.method}."]
    return "\n".join(lines)
