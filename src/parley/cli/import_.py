"""``parley import``: a case from a domain of other negotiation software."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.case.exchange.domain import Normalise


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="CASE", help="Folder to make.")
@click.option("--as-of", metavar="DATE", help="Date of the case. [default: today]")
@click.option(
    "--normalise",
    type=click.Choice(["none", "genius", "range"]),
    default="none",
    show_default=True,
    help="Keep utilities x 100; or divide each issue by its best value, as GENIUS does; or stretch to 0..1.",
)
def command(files: tuple[str, ...], output: Path, as_of: str | None, normalise: Normalise) -> None:
    """Import GENIUS XML, GeniusWeb JSON, a NegMAS folder or NegoLog profiles as a case."""
    from parley.case.exchange import convert
    from parley.case.exchange.domain import normalised
    from parley.case.exchange.files import read_domain
    from parley.core.errors import InputError, Location

    if output.exists():
        raise InputError.one("is already there; nothing is overwritten", where=Location(str(output)), code="exists")
    domain = read_domain(files)
    domain = replace(domain, profiles=tuple(normalised(p, normalise) for p in domain.profiles))
    because = f"As in the {domain.format} files of {domain.name}" + (
        "" if normalise == "none" else f", normalised ({normalise})"
    )
    text = convert.to_case_text(domain, options.parse_date(as_of) or datetime.datetime.now().date(), because)
    output.mkdir(parents=True)
    (output / "case.yaml").write_text(text, encoding="utf-8")
    (output / convert.SIDECAR).write_text(convert.sidecar(domain), encoding="utf-8")
    deals = 1
    for issue in domain.issues:
        deals *= len(issue.values)
    click.echo(
        f"{output}: {len(domain.issues)} issues, {len(domain.profiles)} parties, {deals:,} deals, from {domain.format}.\n"
        f"Utilities are kept x 100 ({'not normalised' if normalise == 'none' else 'normalised: ' + normalise}); "
        f"a profile without a reservation value has 0.\nNext: parley frontier {output}"
    )
