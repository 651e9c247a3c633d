"""``parley ledger contested``: what is asserted here and rejected there."""

from __future__ import annotations

import click

from parley.cli import options
from parley.cli.ledger_options import ledger_file, opened, print_json, telling


@click.command()
@ledger_file
@click.option("--proposition", metavar="ID", help="Only this proposition.")
@click.option(
    "--meaning",
    is_flag=True,
    help="Also link denials to claims in other words, by nearness in meaning; kept for next time.",
)
@options.as_json
def contested(ledger_path: str, proposition: str | None, meaning: bool, as_json: bool) -> None:
    """Claims asserted by some and rejected by others, linked; and what its own speaker took back.

    Linked are sides on a proposition, denials and what they deny, acts of withdrawal and what they withdraw.
    """
    from parley.ledger import Filter
    from parley.ledger.rows import said
    from parley.ledger.shown import statement_json, statement_lines
    from parley.reading.sides.contested import contested as found_in

    with opened(ledger_path, write=meaning) as ledger:
        entries = {e.statement.id: e for e in ledger.entries(Filter(proposition=proposition))}
        near = None
        if meaning:
            from parley.ledger.meaning import vectors

            near = vectors(ledger, Filter(proposition=proposition), tell=telling())
        found = found_in((e.statement for e in entries.values()), near)
        if as_json:
            rows = [
                {
                    "link": c.link, "subject": c.subject,
                    "asserted": [statement_json(entries[i]) for i in c.asserted],
                    "rejected": [statement_json(entries[i]) for i in c.rejected],
                }
                for c in found
            ]  # fmt: skip
            print_json(rows)
            return
        for contest in found:
            click.echo(f"{contest.link}: {' '.join(contest.subject.split())[:100]}")
            second = "taken back" if contest.link == "taken back" else "rejected"
            for sign, ids in (("asserted", contest.asserted), (second, contest.rejected)):
                if ids:
                    click.echo(f" {sign}")
                for identity in ids:
                    entry = entries[identity]
                    words = said(ledger.document(entry.statement.document), entry.statement)
                    click.echo("\n".join(statement_lines(entry, words)))
    click.echo(f"{len(found)} contested")
