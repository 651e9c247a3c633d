"""``parley drivers``: which judgements decide, alone and together, and under which conditions a zone exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.insight.asking.evaluator import Ask
    from parley.insight.sensitivity.drivers import Drivers


@click.command()
@options.question
@click.option("--draws", type=click.IntRange(200, 1_000_000), default=10_000, show_default=True, help="How many draws.")
@options.seed
@click.option(
    "--points", type=click.IntRange(16, 65536), default=512, show_default=True, help="Base points of the total effects."
)
@options.as_json
def command(
    asked: options.Question,
    draws: int,
    seed: int,
    points: int,
    as_json: bool,
) -> None:
    """Say what decides one zone test: flip points, flip sets, sensitivity, and the conditions in words."""
    from parley.insight.asking.evaluator import Ask
    from parley.insight.sensitivity.drivers import drivers
    from parley.model.compose import kind_of

    evaluator = asked.evaluator(draws, seed)
    case = evaluator.case(asked.view)
    ask = Ask(kind_of(case, asked.kind).key, asked.beliefs, asked.red_lines)
    found = drivers(evaluator, ask, asked.view, points=points)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps({"case": case.name, "view": case.view, **as_record(ask, found), "draws": draws, "seed": seed}))
    else:
        from parley.report.drivers import render

        click.echo(render(case, ask, found))


def as_record(ask: Ask, d: Drivers) -> dict[str, Any]:
    """The documented JSON: paths, numbers, and limits of the conditions by path."""
    return {
        "kind": ask.kind,
        "beliefs": ask.beliefs,
        "red_lines": ask.red_lines,
        "exists": d.exists,
        "share": d.share,
        "flip_points": d.flip_points,
        "flip_sets": d.flip_sets,
        "total_effects": {"of": d.measured, "indices": d.total_effects, "evaluations": d.evaluations},
        "where_zone": {"pawn": d.where_zone, "dummy": d.dummy},
        "conditions": None
        if d.conditions is None
        else {
            "limits": {
                d.condition_names[limit.variable]: {"low": limit.low, "high": limit.high}
                for limit in d.conditions.limits
            },
            "coverage": d.conditions.coverage,
            "density": d.conditions.density,
            "mass": d.conditions.mass,
        },
    }
