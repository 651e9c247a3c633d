"""``parley zone``: does a bargaining zone exist, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.case.types import Case
    from parley.model.evaluate import Evaluation


@click.command()
@options.question
@options.draws
@click.option(
    "--within",
    type=click.FloatRange(0.05, 50),
    metavar="POINTS",
    help="Draw until the standard error of the share is at most this many in 100; replaces --draws.",
)
@options.seed
@options.as_json
def command(
    asked: options.Question,
    draws: int,
    within: float | None,
    seed: int,
    as_json: bool,
) -> None:
    """Test whether a bargaining zone exists for one kind of deal, and say why not.

    CASE is a case file, or a folder with case.yaml.
    """
    from parley.model.evaluate import draws_needed, evaluate

    case = asked.case()
    if within is not None:
        draws = draws_needed(case, within / 100, asked.kind, asked.beliefs, asked.red_lines, seed=seed)
    found = evaluate(case, asked.kind, asked.beliefs, asked.red_lines, draws=draws, seed=seed)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(as_record(case, found)))
    else:
        from parley.report.zone import render

        click.echo(render(case, found))


def as_record(case: Case, e: Evaluation) -> dict[str, Any]:
    """The documented JSON of one zone test."""
    from parley.case.consent import marks, needs
    from parley.case.late import set_aside
    from parley.insight.sections.kinds import crossings
    from parley.model.compose import deal_names
    from parley.model.examples import shown

    point = e.point
    deal = shown(case, e.kind, e.point_problem, point)
    nearest = dict(deal_names(e.point_problem, deal)) if deal is not None else None
    return {
        "case": e.case,
        "view": e.view,
        "kind": e.kind,
        "beliefs": e.beliefs,
        "red_lines": e.red_lines,
        "lines_set_aside": set_aside(case),
        "point": {
            "exists": point.exists,
            "why_empty": point.why_empty,
            "gap": dict(zip(e.parties, point.gap, strict=True)),
            "gap_without_lines": dict(zip(e.parties, point.gap_without_lines, strict=True)),
            "shortfall": point.shortfall,
            "deals": point.deals.value,
            "zone_deals": point.deals,
            "admissible_deals": point.admissible,
            "possible_deals": point.possible,
            "example": nearest if point.exists else None,
            "nearest": None if point.exists else nearest,
            "needs": needs(case, nearest or {}),
            "marks": marks(case, nearest or {}),
            "crosses": crossings(case, nearest) if nearest is not None else None,
            "blocking": [[e.parties[i] for i in sorted(group)] for group in point.blocking],
            "method": point.method,
        },
        "share": e.share,
        "share_se": e.share_se,
        "draws": e.count,
        "seed": e.seed,
        "reservation": dict(zip(e.parties, e.reservation, strict=True)),
    }
