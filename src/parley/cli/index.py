"""``parley index``: a table of contents for a folder of reports."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace an index.html that parley did not make.")
def command(folder: Path, force: bool) -> None:
    """Write FOLDER/index.html: every report in the folder and below it, with its question, date and answer."""
    from parley.report import index
    from parley.report.files import write_report

    click.echo(str(write_report(folder / "index.html", index.render(index.reports(folder)), force=force)))
