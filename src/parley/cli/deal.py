"""``parley test``: a deal of one's own, and what would mend it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.insight.asking.request import Request


@click.command()
@options.question
@click.argument("deal", nargs=-1, required=True, metavar="DEAL...")
@click.option("--open", "complete", is_flag=True, help="Complete what the deal leaves open as well as it can be.")
@click.option("--all", "everything", is_flag=True, help="Every change that comes near, and each kind’s reasons whole.")
@options.draws
@options.seed
@options.as_json
def command(
    asked: options.Question,
    deal: tuple[str, ...],
    complete: bool,
    everything: bool,
    draws: int,
    seed: int,
    as_json: bool,
) -> None:
    """Test a deal of your own: who falls short, what it crosses, whom it needs, what would mend it.

    CASE is a case file, or a folder with case.yaml. DEAL is a file with a line "issue: option" for each issue, "-" for
    the same on standard input, a package of the case, or pairs issue=option; pairs after a file or a package change it.
    """
    from parley.case.file.deal import STDIN, read_deal
    from parley.cli.invoked import program
    from parley.insight.asking.request import BASE
    from parley.insight.views.tested import Asked, try_deal

    evaluator = asked.evaluator(draws, seed, every_view=True)
    view = None if asked.view == BASE else asked.view
    brought = read_deal(evaluator.base, deal, sys.stdin.buffer.read)
    if STDIN in deal:  # what was piped in is gone; its options can be written out
        deal = tuple(f"{issue}={option}" for issue, option in brought.deal.items())
    wanted = Asked(asked.kind, asked.beliefs, asked.red_lines, view, complete)
    found = try_deal(
        evaluator, brought, wanted, _again(evaluator.request, asked, deal, complete, everything, program())
    )
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(found))
    else:
        from parley.report.tested import render

        click.echo(render(evaluator.case(view), found, everything=everything))


def _again(
    request: Request, asked: options.Question, deal: tuple[str, ...], complete: bool, everything: bool, program: str
) -> str:
    """The command that tests the same deal again."""
    more = [*deal]
    more += ["--view", asked.view] if asked.view else []
    more += ["--kind", asked.kind] if asked.kind else []
    more += ["--beliefs", asked.beliefs] if asked.beliefs != "own" else []
    more += ["--red-lines", asked.red_lines] if asked.red_lines != "weighed" else []
    more += ["--open"] if complete else []
    more += ["--all"] if everything else []
    return request.command("test", *more, program=program)
