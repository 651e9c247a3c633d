"""``parley report``: the answer as one self-contained HTML page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from parley.cli import options


@click.command()
@click.argument("case_path", metavar="CASE")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the page goes. [default: build/CASE.html]",
)
@click.option("--view", "views", multiple=True, metavar="VIEW", help="Compare these views only; may be repeated.")
@click.option("--ledger", metavar="FILE", help="Count the statements of this ledger instead of the case's documents.")
@options.sets
@options.as_of
@options.draws
@options.seed
@click.option("--force", is_flag=True, help="Replace the file even if parley did not make it.")
def command(
    case_path: str,
    output: Path | None,
    views: tuple[str, ...],
    ledger: str | None,
    sets: tuple[str, ...],
    as_of: str | None,
    draws: int,
    seed: int,
    force: bool,
) -> None:
    """Write the answer of a case as one HTML page that needs no network and no script.

    CASE is a case file, or a folder with case.yaml. An earlier report at the same place is replaced; any other file
    is left as it is. In a folder of reports, `parley index FOLDER` makes their table of contents.
    """
    from parley.case import open_source
    from parley.cli.progress import teller
    from parley.insight.assess import assess
    from parley.report import html
    from parley.report.files import refuse_to_replace, write_report

    source = open_source(case_path)
    place = output or Path("build") / f"{source.case().name}.html"
    refuse_to_replace(place, force=force)
    statements = None
    if ledger is not None:
        from parley.ledger import Ledger

        statements = tuple(Ledger.open(ledger).statements())
    answer = assess(
        source,
        views=views or None,
        as_of=options.parse_date(as_of),
        draws=draws,
        seed=seed,
        sets=options.parse_sets(sets),
        statements=statements,
        tell=teller(sys.stderr),
    )
    write_report(place, html.render(answer), force=force)
    click.echo(str(place))
