"""``parley ledger speakers``: who speaks, under which names; and ``apart``: two people who share a name."""

from __future__ import annotations

import click

from parley.cli import options
from parley.cli.ledger_options import ledger_file, opened, print_json
from parley.cli.ledger_review import noted, tell, who_decides


@click.command()
@ledger_file
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="How many; 0 for all.")
@click.option("--joined", is_flag=True, help="Only those who appear under several names.")
@options.as_json
def speakers(ledger_path: str, limit: int, joined: bool, as_json: bool) -> None:
    """List everybody who speaks, and under which names documents have them.

    A surname alone, or a name without its initial, is the person's who alone bears it in the ledger. Where that is wrong:
    `parley ledger apart NAME`; where two names are one person's: `parley ledger merge`.
    """
    from parley.ledger.shown import visible
    from parley.ledger.speakers import speakers as everybody

    with opened(ledger_path) as ledger:
        ledger.count()  # brings up to date who is who
        found = [s for s in everybody(ledger.connection) if not joined or s.spelled or s.merged]
    shown = found[: limit or None]
    if as_json:
        print_json({"total": len(found), "speakers": shown})
        return
    for s in shown:
        names = [f"{name} ({count})" for name, count in s.spelled] + [f"{name} (merged)" for name in s.merged]
        also = f"; also read as {', '.join(names)}" if names else ""
        click.echo(visible(f"{s.statements:>6}  {s.name}{f' ({s.party})' if s.party else ''}{also}", lines=False))
    click.echo(f"\n{len(shown)} of {len(found)} speakers")


@click.command()
@click.argument("name")
@ledger_file
@who_decides
@noted
@options.as_json
def apart(name: str, ledger_path: str, who: str, note: str | None, as_json: bool) -> None:
    """Keep a name as it was read: it is another person than the one with the fuller name."""
    from parley.ledger import decisions

    with opened(ledger_path, write=True) as ledger:
        seq = decisions.apart(ledger, name, who, note)
    tell([seq], f"decision {seq}: {name} stays apart, by {who}", as_json)
