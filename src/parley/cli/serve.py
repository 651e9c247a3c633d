"""``parley serve``: the workbench in a browser, on this machine only."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli import options


@click.command()
@click.argument("sources", nargs=-1, metavar="[CASE | DOC…]", type=click.Path(path_type=Path))
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Evidence ledger; made and filled from the case's documents where it is new. [default: kept while running]",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port; 0 takes any free one."
)
@click.option("--draws", type=click.IntRange(0, 1_000_000), default=1000, show_default=True, help="How many draws.")
@options.seed
def command(sources: tuple[Path, ...], ledger: Path | None, port: int, draws: int, seed: int) -> None:
    """Open the workbench on 127.0.0.1: for a case, or for articles of which a case is to be made.

    With a case: answer, assumptions with sliders, views side by side, courses, what the articles say, evidence, review,
    positions and claims. With documents, a folder of them, or nothing: drop articles, see what they say, make a case.
    Nothing leaves this machine. Stop with Ctrl-C; decisions in a ledger are kept.
    """
    from parley.app.running import case_of, serve

    if case_of(sources) is not None:
        click.echo("Making the first answer, which takes some seconds where the case is new …", err=True)
    serve(
        sources,
        ledger=ledger,
        port=port,
        draws=draws,
        seed=seed,
        ready=lambda address: click.echo(f"The workbench is ready at {address}  (Ctrl-C stops it)"),
    )
