"""``parley evaluate``: run a reader over a labelled corpus and write what its scorer wants."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group("evaluate")
def command() -> None:
    """Measure parley on labelled data."""


@command.command("reading")
@click.argument("gold", type=click.Path(), metavar="GOLD.jsonl")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False), metavar="SYSTEM.jsonl", help="What is written."
)
@click.option(
    "--reader", type=click.Choice(["auto", "rules", "learned"]), default="auto", show_default=True,
    help="auto: the trained network where its weights are there, else the rules.",
)  # fmt: skip
def reading(gold: str, output: str, reader: str) -> None:
    """Read every text of GOLD and write the attributions (or statements) found, for the scorer of that corpus.

    Only ids and texts of GOLD are looked at; its kind shows by its key, "attributions" or "statements".
    """
    from parley.cli.progress import teller
    from parley.core.errors import InputError
    from parley.reading.evaluation import evaluate
    from parley.reading.learned.tagger import available

    if Path(output).resolve() == Path(gold).resolve():
        raise InputError.one("the output would overwrite the gold file", hint="name another file after -o")
    learned = reader == "learned" or (reader == "auto" and available())
    tell = teller(sys.stderr)
    try:
        documents, found, kind = evaluate(
            Path(gold), Path(output), learned=learned, say=lambda n: tell(f"read {n}") if tell else None
        )
    except OSError as error:
        raise InputError.one(f"cannot write {output}: {error.strerror}") from None
    if tell:
        tell("")
    click.echo(f"{output}: {documents} documents, {found} {kind}, by the {'learned' if learned else 'rule'} reader")
