"""``parley export``: a kind of deal as a domain for other negotiation software."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli import options

FORMATS = ("genius", "geniusweb", "negmas")


@click.command()
@click.argument("case_path", metavar="CASE")
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="Which format.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="Folder to make."
)
@options.view
@options.kind
@options.beliefs
def command(case_path: str, form: str, output: Path, view: str | None, kind: str | None, beliefs: str) -> None:
    """Export one kind of deal, at the medians, with each party's no-deal value as its reservation value."""
    from parley.case import load
    from parley.case.exchange import convert, genius, jsons
    from parley.core.errors import InputError, Location
    from parley.model.compose import kind_of
    from parley.model.evaluate import point

    if output.exists():
        raise InputError.one("is already there; nothing is overwritten", where=Location(str(output)), code="exists")
    case = load(case_path, view=view)
    chosen = kind_of(case, kind).key
    found = point(case, chosen, beliefs, "none")
    r = dict(zip(found.parties, found.reservation, strict=True))
    folder = Path(case_path) if Path(case_path).is_dir() else Path(case_path).parent
    made = convert.from_case(case, chosen, r, convert.read_sidecar(folder))
    output.mkdir(parents=True)
    write = {"genius": genius.write, "geniusweb": jsons.write_geniusweb, "negmas": jsons.write_negmas}[form]
    for path in write(made.domain, output):
        click.echo(str(path))
    if made.left_out:
        click.echo("Left out, because the format cannot say it: " + "; ".join(made.left_out) + ".", err=True)
