"""``parley assess``: the answer of a case on one screen."""

from __future__ import annotations

import sys

import click

from parley.cli import options


@click.command()
@options.views
@options.ledger
@options.run
@click.option("--notes", is_flag=True, help="Print the footnotes too.")
@options.as_json
def command(
    run: options.Run,
    views: tuple[str, ...],
    ledger: str | None,
    notes: bool,
    as_json: bool,
) -> None:
    """Answer the question of a case on one screen.

    Which kinds of deal are open, what blocks them, where informed views part, what each course would do, and what it
    all rests on. CASE is a case file, or a folder with case.yaml.
    """
    from parley.cli.invoked import program

    answer = run.answer(views=views, ledger=ledger)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(answer))
    else:
        from parley.report.terminal import render, wants_colour

        colour = wants_colour(sys.stdout)
        click.echo(render(answer, colour=colour, notes=notes, program=program()), nl=False)
