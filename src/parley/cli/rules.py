"""``parley rules``: the tables of the language, each row with its example and counter-examples."""

from __future__ import annotations

import click

from parley.cli import options


@click.command("rules")
@click.option("--table", "name", metavar="NAME", help="Only this table; without it all.")
@options.as_json
def command(name: str | None, as_json: bool) -> None:
    """List the rows by which acts, conditions and actors are found: what each finds, in what sentence, and in what not."""
    from parley.core.errors import InputError
    from parley.core.suggest import did_you_mean
    from parley.reading.rules.row import table, tables

    known = tables()
    if name is not None and name not in known:
        hint = did_you_mean(name, known) or "one of " + ", ".join(known)
        raise InputError.one(f"there is no table {name!r}", hint=hint, code="table")
    rows = [row for n in ((name,) if name is not None else known) for row in table(n)]
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps([
            {"table": r.table, "name": r.name, "gives": dict(r.gives), "over": "characters" if r.text is not None else "parse",
             "example": r.example, "finds": dict(r.finds), "counter": list(r.counter), "missed": list(r.missed), "note": r.note}
            for r in rows
        ]))  # fmt: skip
        return
    before = None
    for row in rows:
        if row.table != before:
            click.echo(("\n" if before is not None else "") + row.table)
            before = row.table
        gives = ", ".join(f"{k}: {v}" for k, v in row.gives.items())
        click.echo(f"  {row.name}  ({gives})")
        click.echo(f"      found in: {row.example}")
        for text in row.counter:
            click.echo(f"      not in:   {text}")
        for text in row.missed:
            click.echo(f"      missed:   {text}")
    click.echo(f"\n{len(rows)} rows")
