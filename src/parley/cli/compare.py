"""``parley compare``: views side by side, and the few judgements on which they really differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.insight.views.compare import Comparison, Pair, Side


@click.command()
@click.option("--question", metavar="QUERY", help="What to compare on (docs/claims.md). [default: a zone, lines aside]")
@options.run
@click.argument("views", nargs=-1, metavar="[VIEW]...")
@options.as_json
def command(
    run: options.Run,
    views: tuple[str, ...],
    question: str | None,
    as_json: bool,
) -> None:
    """Put views side by side and find the fewest judgements whose exchange exchanges their answers.

    VIEW is a view of the case, or base; without any, all are compared. It may also be another version: CASE@DATE (or
    @DATE, this case as of that date), PATH (the base case of another file), PATH:VIEW, CASE@DATE:VIEW.
    """
    from parley.case import open_source
    from parley.cli.progress import teller
    from parley.insight.asking.cache import Cache
    from parley.insight.views.compare import compare
    from parley.insight.views.versions import Versions, version

    source = open_source(run.case_path)
    asked = [version(text, source) for text in dict.fromkeys(views or ("base", *source.views))]
    evaluator = Versions(source, asked, run.request(source), tell=teller(sys.stderr), cache=Cache())
    chosen = [None if v.text == "base" else v.text for v in asked]
    if len(chosen) == 1:
        chosen = list(dict.fromkeys([None, *chosen]))
    found = compare(evaluator, chosen, question)
    evaluator.tell("")
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(found))
    else:
        _print(found)


def _print(found: Comparison) -> None:
    from parley.insight.results.words import LINES_SAID, LINES_TOLD, by_share, counted

    for kind, by_view in found.kinds.items():
        click.echo(found.titles[kind])
        for view, cells in by_view.items():
            said = []
            for lines, name in LINES_SAID.items():
                c = cells[lines]
                share = counted(c.share, c.share_se, found.draws, c.varies)
                alone = c.verdict is not None and by_share(lines, c.share, c.varies)
                word = share if alone else c.verdict or "not in this version"
                said.append(f"{name} {word}" + (f" ({share})" if share and not alone else ""))
            click.echo(f"    {found.views[view]}: {'; '.join(said)}")
    told = "; ".join(f"{name}: {LINES_TOLD[lines]}" for lines, name in LINES_SAID.items())
    click.echo(f"\nWords are those of the middle numbers of each view; {told}.")
    if found.draws:
        click.echo(
            "In brackets, and with lines weighed alone: of the combinations of the view’s own ranges, how many have a zone."
        )
    for pair in found.pairs:
        _print_pair(found, pair)


def _number(side: Side) -> str:
    """A number as a view has it; of one that it leaves as it is, whose it is: "0.1 to 0.5 (base case)"."""
    return f"{side.text}" if side.stated or side.value is None else f"{side.text} (base case)"


def _print_pair(found: Comparison, pair: Pair) -> None:
    from parley.case.quoting import said

    click.echo(f"\n{found.views[pair.left]} / {found.views[pair.right]}: {pair.asked.rstrip('?')}?")
    click.echo(f"    {pair.sentence}")
    for way in pair.ways:
        click.echo(f"    {way.head}")
        for words in (*(found.text for found in way.sets), *([way.rest] if way.more else ())):
            click.echo(f"      • {words}")
    for contrast in pair.contrast[:8] if not pair.agree else ():
        sides = (contrast.left, contrast.right)
        click.echo(f"    {contrast.label}: {' / '.join(_number(side) for side in sides)}")
        for view, side in zip((pair.left, pair.right), sides, strict=True):
            for item in side.evidence[:1]:
                source = found.documents.get(item.document or "", item.document)
                click.echo(f"        {side.text}, {found.views[view]}: {said(item.quote, not item.ours)} ({source})")
    if pair.carries and not pair.agree:
        click.echo("    carried (shortfall, hundredths of the range; combinations of 100 ± standard error):")
        for part in pair.carries[:6]:
            short = f"{100 * part.shortfall:+.1f}" if part.shortfall is not None else "-"
            share = f"{100 * part.share:+.0f}" if part.share is not None else "-"
            error = f"± {100 * part.share_se:.1f}" if part.share_se is not None else ""
            click.echo(f"        {short:>6} {share:>5} {error:<6} {part.label}")
