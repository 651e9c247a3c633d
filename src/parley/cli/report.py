"""``parley report``: the answer as one self-contained HTML page."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli import options


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the page goes. [default: build/CASE.html]",
)
@options.views
@options.ledger
@options.run
@click.option("--force", is_flag=True, help="Replace the file even if parley did not make it.")
def command(
    run: options.Run,
    output: Path | None,
    views: tuple[str, ...],
    ledger: str | None,
    force: bool,
) -> None:
    """Write the answer of a case as one HTML page that needs no network and no script.

    CASE is a case file, or a folder with case.yaml. An earlier report at the same place is replaced; any other file
    is left as it is. In a folder of reports, `parley index FOLDER` makes their table of contents.
    """
    from parley.case import open_source
    from parley.report import html
    from parley.report.files import refuse_to_replace, write_report

    source = open_source(run.case_path)
    place = output or Path("build") / f"{source.case().name}.html"
    refuse_to_replace(place, force=force)
    write_report(place, html.render(run.answer(source, views=views, ledger=ledger)), force=force)
    click.echo(str(place))
