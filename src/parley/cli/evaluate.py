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
    "-o", "--output", required=True, type=click.Path(dir_okay=False), metavar="SYSTEM.jsonl", help="The file to write."
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
    from parley.reading.measured.evaluation import evaluate
    from parley.reading.others.learned.tagger import available

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


@command.command("stances")
@click.argument("gold", type=click.Path(), metavar="GOLD.jsonl")
@click.option("--learned", is_flag=True, help="Read with the trained network as well as the rules.")
@click.option("--show", is_flag=True, help="List the texts where reader and coder differ.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def stances(gold: str, learned: bool, show: bool, as_json: bool) -> None:
    """Compare the sides that the reader finds with those that a person coded.

    GOLD has one JSON object a line: {"id": "a1", "text": "…", "stances": {"talks-now": "for"}}, {} where there is no side.
    """
    from parley.cli.progress import teller
    from parley.reading.measured.stance_scores import score

    tell = teller(sys.stderr)
    found = score(Path(gold), learned=learned, say=lambda n: tell(f"read {n}") if tell else None)
    if tell:
        tell("")
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(found))
        return
    click.echo(f"{'':20}precision  recall   right  found  coded")
    for name, rate in [("all", found.all), *found.by_proposition.items(), *found.by_side.items()]:
        shares = ["    -" if x is None else f"{100 * x:5.1f}" for x in (rate.precision, rate.recall)]
        click.echo(f"{name:20}{shares[0]:>9}{shares[1]:>8}{rate.right:>8}{rate.found:>7}{rate.coded:>7}")
    click.echo(f"texts without a side left alone: {found.left_alone} of {found.without}")
    for name, text, false, missed in found.differing if show else ():
        click.echo(f"\n{name}  {text}")
        for word, sides in (("not coded", false), ("not found", missed)):
            if sides:
                click.echo(f"    {word}: {'; '.join(f'{p}: {s}' for p, s in sides)}")
