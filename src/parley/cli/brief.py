"""``parley brief``: what documents alone already say."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import click

from parley.cli.reading_input import case_file, offices_file, party_option, read_all
from parley.core.errors import InputError


@click.command("brief")
@click.argument("sources", nargs=-1, required=True, metavar="DOC…")
@offices_file
@case_file
@party_option
@click.option("--width", type=click.IntRange(60, 200), help="Columns; by default those of the terminal, 100 at most.")
@click.option("--learned", is_flag=True, help="Read with the trained network as well as the rules.")
@click.option("--all", "whole", is_flag=True, help="Every line, however many; by default a long brief is shortened.")
@click.option("--since", metavar="DATE", help="Leave out acts before this day (YYYY-MM-DD).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write a page (HTML) in which every line opens its words."
)
@click.option("--force", is_flag=True, help="Replace the file even if parley did not make it.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, every line.")
def command(
    sources: tuple[str, ...], offices: str | None, case_path: str | None, party: tuple[str, ...], width: int | None, learned: bool, whole: bool, since: str | None,
    output: Path | None, force: bool, as_json: bool,
) -> None:  # fmt: skip
    """Who fights, who wants what, on which condition, says who; what is disputed. Needs no case.

    DOC is a file, a folder, a glob, "-", a feed or an address that you give.
    """
    from parley.insight.documents.brief import brief
    from parley.report.files import refuse_to_replace, write_report

    earliest = day(since) if since else None
    if output is not None:
        refuse_to_replace(output, force=force)
    read = read_all(sources, offices, learned=learned, case_path=case_path, party=party)
    made = brief(read.documents, read.statements, read.codebook, read.parties, since=earliest)
    if output is not None:
        from parley.report.brief_page import render as page

        click.echo(str(write_report(output, page(made, read.documents, read.statements), force=force)))
        return
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(made))
        return
    from parley.report.brief import render

    click.echo(render(made, width=width or shutil.get_terminal_size((88, 24)).columns, whole=whole), nl=False)


def day(text: str) -> datetime.date:
    """A day as it is written on the command line."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError.one(f"--since {text!r} is not a day", hint="write YYYY-MM-DD") from None
