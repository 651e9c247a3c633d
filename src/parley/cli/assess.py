"""``parley assess``: the answer of a case on one screen."""

from __future__ import annotations

import sys

import click

from parley.cli import options


@click.command()
@click.argument("case_path", metavar="CASE")
@click.option("--view", "views", multiple=True, metavar="VIEW", help="Compare these views only; may be repeated.")
@click.option("--ledger", metavar="FILE", help="Footings from this ledger instead of the case's own documents.")
@options.sets
@options.as_of
@options.draws
@options.seed
@click.option("--notes", is_flag=True, help="Print the footnotes too.")
@options.as_json
def command(
    case_path: str,
    views: tuple[str, ...],
    ledger: str | None,
    sets: tuple[str, ...],
    as_of: str | None,
    draws: int,
    seed: int,
    notes: bool,
    as_json: bool,
) -> None:
    """Answer the question of a case on one screen.

    Which kinds of deal are open, what blocks them, where informed views part, what each course would do, and what it
    all rests on. CASE is a case file, or a folder with case.yaml.
    """
    from parley.case import open_source
    from parley.cli.invoked import program
    from parley.cli.progress import teller
    from parley.insight.assess import assess

    statements = None
    if ledger is not None:
        from parley.ledger import Ledger

        statements = tuple(Ledger.open(ledger).statements())
    answer = assess(
        open_source(case_path),
        views=views or None,
        as_of=options.parse_date(as_of),
        draws=draws,
        seed=seed,
        sets=options.parse_sets(sets),
        statements=statements,
        tell=teller(sys.stderr),
    )
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(answer))
    else:
        from parley.report.terminal import render, wants_colour

        colour = wants_colour(sys.stdout)
        click.echo(render(answer, colour=colour, notes=notes, case=case_path, program=program()), nl=False)
