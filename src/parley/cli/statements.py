"""``parley statements``: what a ledger holds, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parley.cli import options
from parley.core.plurals import plural

if TYPE_CHECKING:
    from parley.ledger import Filter, Ledger


@click.command()
@click.option("--ledger", "ledger_path", required=True, metavar="FILE", envvar="PARLEY_LEDGER", help="The ledger.")
@click.option(
    "--document", metavar="DOC", help="Only this document: its id or the beginning of it, its name or its path."
)
@click.option("--speaker", metavar="NAME", help="Only this speaker; a part of the name is enough.")
@click.option("--party", metavar="PARTY", help="Only speakers of this party.")
@click.option(
    "--footing",
    metavar="KIND",
    help="on_record, institution, unnamed_person, unnamed_group, relayed, document or author.",
)
@click.option("--furniture/--no-furniture", default=None, help="Only page furniture, or none of it.")
@click.option(
    "--record",
    type=click.Choice(["statement", "act", "state", "told", "all"]),
    default="all",
    show_default=True,
    help="Statements alone, acts that are told, the state of the war, or all of these; told: sentences of the text's own.",
)
@click.option(
    "--act", metavar="KIND", help="Only this kind of act: threaten, promise, offer, demand, condition, accept, …"
)
@options.as_json
def command(
    ledger_path: str, document: str | None, speaker: str | None, party: str | None, footing: str | None, furniture: bool | None,
    record: str, act: str | None, as_json: bool,
) -> None:  # fmt: skip
    """List the statements of a ledger, and the acts told beside them: who said or did what, on what footing.

    With --json each has its spans, [start, end) in code points of the document's text. `parley ledger` searches,
    counts, reviews and exports.
    """
    from parley.cli.ledger_options import chosen
    from parley.ledger import Ledger

    none = dict.fromkeys(("status", "proposition", "side", "since", "until", "words"))
    given = {
        "document": document,
        "speaker": speaker,
        "party": party,
        "footing": footing,
        "furniture": furniture,
        "record": record,
        "act": act,
    }
    wanted = chosen({**none, **given, "all_versions": False})
    with Ledger.open(ledger_path, write=False, create=False) as ledger:
        if document is not None:
            ledger.document(document)
        if as_json:
            write_json(ledger, wanted)
        else:
            write_lines(ledger, wanted)


def write_json(ledger: Ledger, wanted: Filter) -> None:
    """The list, one statement at a time: a ledger may be larger than memory."""
    import json

    from parley.ledger.shown import statement_json

    first = True
    for entry in ledger.entries(wanted):
        click.echo("[\n" if first else ",\n", nl=False)
        click.echo(json.dumps(statement_json(entry), ensure_ascii=False, indent=2), nl=False)
        first = False
    click.echo("[]" if first else "\n]")


def write_lines(ledger: Ledger, wanted: Filter) -> None:
    """The list for people, grouped by document."""
    from parley.ledger.rows import said
    from parley.ledger.shown import document_line, statement_lines

    document = None
    count = beside = 0
    for entry in ledger.entries(wanted):
        if document is None or entry.statement.document != document.id:
            document = ledger.document(entry.statement.document)
            click.echo(("\n" if count or beside else "") + document_line(document))
        click.echo("\n".join(statement_lines(entry, said(document, entry.statement))))
        count += entry.statement.record == "statement"
        beside += entry.statement.record != "statement"
    told = [plural(count, "statement")] if count or not beside else []
    told += [plural(beside, "act")] if beside else []
    click.echo(f"\n{' and '.join(told)}" if count or beside else "no statements")
