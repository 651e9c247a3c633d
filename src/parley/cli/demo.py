"""``parley demo``: the main job on the shipped example, from documents to the answer and its report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from parley.cli import options


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the report goes. [default: build/EXAMPLE.html]",
)
@click.option("--example", default="ukraine-2022-23", show_default=True, help="Which shipped example.")
@options.draws
@options.seed
@click.option("--force", is_flag=True, help="Replace a file at the report's place even if parley did not make it.")
def command(output: Path | None, example: str, draws: int, seed: int, force: bool) -> None:
    """Read the shipped example's documents, assess its case, print the answer and write the report."""
    from parley.case import open_source
    from parley.cli.invoked import program
    from parley.cli.progress import teller
    from parley.core.errors import InputError
    from parley.core.folders import examples_folder
    from parley.core.suggest import did_you_mean
    from parley.insight.answer.assess import assess
    from parley.report import html
    from parley.report.files import write_report
    from parley.report.terminal import render, wants_colour

    folder = examples_folder() / example
    if not (folder / "case.yaml").is_file():
        known = sorted(p.parent.name for p in examples_folder().glob("*/case.yaml"))
        raise InputError.one(f"no example is called {example!r}", hint=did_you_mean(example, known), code="example")
    place = output or Path("build") / f"{example}.html"
    answer = assess(open_source(folder), draws=draws, seed=seed, tell=teller(sys.stderr))
    write_report(place, html.render(answer), force=force)
    colour = wants_colour(sys.stdout)
    click.echo(render(answer, report=str(place), colour=colour, program=program()), nl=False)
