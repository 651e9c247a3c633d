"""``parley ledger contested``: what is asserted here and rejected there."""

from __future__ import annotations

import click

from parley.cli import options


@click.command()
@click.option("--ledger", "ledger_path", required=True, metavar="FILE", envvar="PARLEY_LEDGER", help="The ledger.")
@click.option("--proposition", metavar="ID", help="Only this proposition.")
@options.as_json
def contested(ledger_path: str, proposition: str | None, as_json: bool) -> None:
    """Claims asserted by some and rejected by others, linked: sides on a proposition, denials and what they deny."""
    from parley.core.jsonio import dumps
    from parley.ledger import Filter, Ledger
    from parley.ledger.shown import statement_json, statement_lines
    from parley.ledger.store import said
    from parley.reading.contested import contested as found_in

    with Ledger.open(ledger_path, write=False, create=False) as ledger:
        entries = {e.statement.id: e for e in ledger.entries(Filter(proposition=proposition))}
        found = found_in(e.statement for e in entries.values())
        if as_json:
            rows = [
                {
                    "link": c.link, "subject": c.subject,
                    "asserted": [statement_json(entries[i]) for i in c.asserted],
                    "rejected": [statement_json(entries[i]) for i in c.rejected],
                }
                for c in found
            ]  # fmt: skip
            click.echo(dumps(rows))
            return
        for contest in found:
            click.echo(f"{contest.link}: {' '.join(contest.subject.split())[:100]}")
            for sign, ids in (("asserted", contest.asserted), ("rejected", contest.rejected)):
                click.echo(f" {sign}")
                for identity in ids:
                    entry = entries[identity]
                    words = said(ledger.document(entry.statement.document), entry.statement)
                    click.echo("\n".join(statement_lines(entry, words)))
    click.echo(f"{len(found)} contested")
