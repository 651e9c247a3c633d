"""``parley claims``: what was argued, tested under every view."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from parley.cli import options
from parley.core.plurals import plural

if TYPE_CHECKING:
    from parley.insight.results.sections.claims import ClaimResult, Standing

WIDTH = 100
INDENT = " " * 12
draws = click.option("--draws", type=click.IntRange(0, 100_000), default=500, show_default=True, help="How many draws.")
run = options.gathered(options.Run, "run", options.case_path, options.sets, options.as_of, draws, options.seed)


@click.command()
@click.option("--claim", "only", multiple=True, metavar="CLAIM", help="Only this claim, in full; may be repeated.")
@click.option("--view", "views", multiple=True, metavar="VIEW", help="Under these views only; may be repeated.")
@click.option(
    "--all", "everything", is_flag=True, help="Every claim under every view, with shares and what it turns on."
)
@run
@options.as_json
def command(run: options.Run, only: tuple[str, ...], views: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Test every claim of a case under every view: does it hold, and what does it turn on?

    A line for each claim: its word in the base case, and how many views have another. The query language is in
    docs/claims.md.
    """
    from parley.case import open_source
    from parley.cli.progress import teller
    from parley.insight.asking.cache import Cache
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.queries.claims import RULE, claims

    source = open_source(run.case_path)
    evaluator = Evaluator(source, run.request(source, views=views), tell=teller(sys.stderr), cache=Cache())
    found = claims(evaluator, only=only or None, n=run.draws)
    evaluator.tell("")
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps({"case": evaluator.base.name, "draws": run.draws, "seed": run.seed, "claims": found}))
        return
    if not found:
        click.echo(f"{evaluator.base.name} states no claims: see claims: in docs/case-format.md and docs/claims.md")
        return
    names = ["base", *evaluator.views]
    click.echo(_summary(found, len(names) - 1))
    if not everything and not only:
        for claim in found:
            click.echo(_line(claim, names))
            if claim.tested and not claim.untested:
                click.echo(
                    textwrap.fill(f"in part: {claim.tested}", WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
                )
        click.echo("In full, with shares and what each turns on: add --all, or --claim CLAIM")
        return
    if any(standing.share is not None for claim in found for standing in claim.views.values()):
        click.echo(f"{RULE}\n")
    for claim in found:
        for line in _in_full(claim, names, lambda name: evaluator.title(None if name == "base" else name)):
            click.echo(line)


def _word(claim: ClaimResult, name: str) -> str:
    return "not tested" if claim.untested else claim.views[name].word


def _summary(found: Sequence[ClaimResult], views: int) -> str:
    """How many claims have which word in the base case."""
    words = Counter(_word(claim, "base") for claim in found)
    counts = ", ".join(f"{word} {count}" for word, count in words.most_common())
    beside = f" ({plural(views, 'view')} beside it)" if views else ""
    return f"{plural(len(found), 'claim')}; in the base case{beside}: {counts}."


def _line(claim: ClaimResult, names: Sequence[str]) -> str:
    """The claim on one line: its word in the base case, its key and what it says, and whether a view has another word."""
    word = _word(claim, "base")
    differ = " [views differ]" if any(_word(claim, name) != word for name in names[1:]) else ""
    said = f"{word:12}{claim.id}: {' '.join(claim.said.split())}"
    room = WIDTH - len(differ)
    return (said if len(said) <= room else said[: room - 1].rstrip() + "…") + differ


def _in_full(claim: ClaimResult, names: Sequence[str], title: Callable[[str], str]) -> list[str]:
    date = f", {claim.date}" if claim.date else ""
    out = [
        f"{claim.id}: {claim.said}",
        f"    {claim.who}{date}{' (later than the case)' if claim.late else ''}",
    ]
    if claim.untested:
        return [*out, f"    not tested: {claim.untested}"]
    if claim.tested:
        out.append(f"    tested in part: {claim.tested}")
    if claim.assumes:
        read = "read back" if claim.verdict == "assumed" else "assumed in part"
        out.append(f"    {read}: {'; '.join(claim.assumes)}")
    for name in names:
        out += _under(claim.views[name], title(name))
    return out


def _under(standing: Standing, view: str) -> list[str]:
    """The claim under one view: its word, the share, what it turns on, and where an argument breaks."""
    from parley.insight.queries.claims import share_told
    from parley.insight.sensitivity.doubt import NO_DOUBT

    line = f"    {standing.word:12}{view}"
    if not standing.varies:
        line += f": {NO_DOUBT}"
    if standing.share is not None:
        line += f": true in {share_told(standing.share)} combinations of the stated ranges"
    if standing.turns_on:
        line += f"; turns on {standing.turns_on.label}"
    if standing.chain and not standing.chain.stands:
        return [line, f"            the argument breaks at: {standing.chain.breaks_at}"]
    return [line]
