"""``parley validate``: the models on public data, beside published figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.validate.protocol import Outcome


@click.command()
@click.argument("folder", metavar="DATA_FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--protocol",
    "keys",
    multiple=True,
    metavar="NAME",
    help="council, control or greenbacks; may be repeated. [default: all]",
)
@options.seed
@options.as_json
def command(folder: Path, keys: tuple[str, ...], seed: int, as_json: bool) -> None:
    """Test the models on public data that you hold, beside published figures.

    DATA_FOLDER holds deu3.tsv, ukraine_weekly.csv and acw_weekly.csv; parley ships no data. What is below and what is above the
    reference is printed alike.
    """
    from parley.validate.registry import NOT_HERE, run

    outcomes = run(folder, keys, seed)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps({"protocols": outcomes, "not_here": NOT_HERE}))
        return
    click.echo("\n\n".join([*(render(o) for o in outcomes), "\n".join(NOT_HERE)]))


def render(outcome: Outcome) -> str:
    """One protocol as text: figures beside their references, then what they say and what they do not."""
    width = max(len(f.name) for f in outcome.figures) + 2
    lines = [f"{outcome.title} ({outcome.data}, n = {outcome.count})", f"{'':<{width}}{'ours':>9}{'reference':>11}"]
    for f in outcome.figures:
        beside = "" if f.reference is None else f"{f.reference:.3f}"
        notes = "; ".join(x for x in (f.standing, f.note) if x)
        lines.append(f"{f.name:<{width}}{f.value:>9.3f}{beside:>11}  {notes}".rstrip())
    return "\n".join([*lines, *outcome.says, *(f"Limit: {limit}" for limit in outcome.limits)])
