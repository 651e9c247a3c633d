"""``parley claims``: what was argued, tested under every view."""

from __future__ import annotations

import sys

import click

from parley.cli import options

draws = click.option("--draws", type=click.IntRange(0, 100_000), default=500, show_default=True, help="How many draws.")
run = options.gathered(options.Run, "run", options.case_path, options.sets, options.as_of, draws, options.seed)


@click.command()
@click.option("--claim", "only", multiple=True, metavar="CLAIM", help="Only this claim; may be repeated.")
@click.option("--view", "views", multiple=True, metavar="VIEW", help="Under these views only; may be repeated.")
@run
@options.as_json
def command(run: options.Run, only: tuple[str, ...], views: tuple[str, ...], as_json: bool) -> None:
    """Test every claim of a case under every view: does it hold, and what does it turn on?

    The query language is in docs/claims.md.
    """
    from parley.case import open_source
    from parley.cli.progress import teller
    from parley.insight.asking.cache import Cache
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.queries.claims import RULE, claims, share_told

    source = open_source(run.case_path)
    evaluator = Evaluator(source, run.request(source, views=views), tell=teller(sys.stderr), cache=Cache())
    from parley.insight.sensitivity.doubt import NO_DOUBT

    found = claims(evaluator, only=only or None, n=run.draws)
    evaluator.tell("")
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps({"case": evaluator.base.name, "draws": run.draws, "seed": run.seed, "claims": found}))
        return
    if not found:
        click.echo(f"{evaluator.base.name} states no claims: see claims: in docs/case-format.md and docs/claims.md")
    elif any(standing.share is not None for claim in found for standing in claim.views.values()):
        click.echo(f"{RULE}\n")
    names = ["base", *evaluator.views]
    for claim in found:
        click.echo(f"{claim.id}: {claim.said}")
        click.echo(
            f"    {claim.who}{', ' + claim.date if claim.date else ''}{' (later than the case)' if claim.late else ''}"
        )
        if claim.untested:
            click.echo(f"    not tested: {claim.untested}")
            continue
        if claim.tested:
            click.echo(f"    tested in part: {claim.tested}")
        if claim.assumes:
            click.echo(
                f"    {'read back' if claim.verdict == 'assumed' else 'assumed in part'}: {'; '.join(claim.assumes)}"
            )
        for name in names:
            standing = claim.views[name]
            line = f"    {standing.word:12}{name}"
            if not standing.varies:
                line += f": {NO_DOUBT}"
            if standing.share is not None:
                line += f": true in {share_told(standing.share)} combinations of the stated ranges"
            if standing.turns_on:
                line += f"; turns on {standing.turns_on.label}"
            click.echo(line)
            if standing.chain and not standing.chain.stands:
                click.echo(f"            the argument breaks at: {standing.chain.breaks_at}")
