"""``parley brief``: what documents alone already say."""

from __future__ import annotations

import shutil

import click

from parley.cli.reading_input import case_file, offices_file, party_option, read_all


@click.command("brief")
@click.argument("sources", nargs=-1, required=True, metavar="DOC…")
@offices_file
@case_file
@party_option
@click.option("--width", type=click.IntRange(60, 200), help="Columns; by default those of the terminal, 100 at most.")
@click.option("--learned", is_flag=True, help="Read with the trained network as well as the rules.")
@click.option("--all", "whole", is_flag=True, help="Every line; by default the most telling, on two screens.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, every line.")
def command(
    sources: tuple[str, ...], offices: str | None, case_path: str | None, party: tuple[str, ...], width: int | None, learned: bool,
    whole: bool, as_json: bool,
) -> None:  # fmt: skip
    """Who wants what, on what footing; who is for talks now; what is disputed. Needs no case.

    DOC is a file, a folder, a glob, "-", a feed or an address that you give.
    """
    from parley.insight.documents.brief import brief

    read = read_all(sources, offices, learned=learned, case_path=case_path, party=party)
    made = brief(read.documents, read.statements, read.codebook, read.parties)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(made))
        return
    from parley.report.brief import render

    click.echo(render(made, width=width or shutil.get_terminal_size((88, 24)).columns, whole=whole), nl=False)
