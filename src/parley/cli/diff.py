"""``parley diff``: what changed in the answer between two versions of a case, or two dates, and which judgement did it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.views.diff import Difference


@dataclass(frozen=True, slots=True)
class Names:
    """Titles by key."""

    kinds: dict[str, str]
    views: dict[str, str]


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@options.draws
@options.seed
@options.as_json
def command(old: str, new: str | None, draws: int, seed: int, as_json: bool) -> None:
    """Say what changed from OLD to NEW in the answer, and which judgement did it.

    Each is a case, or a case as of a date: ukraine@2022-11-10. Without NEW, OLD must name a date, and NEW is the same
    case as it stands.
    """
    from parley.insight.views.diff import difference

    if new is None:
        path, _, date = old.rpartition("@")
        if not path or options.parse_date(date, "OLD@DATE") is None:
            from parley.core.errors import InputError

            raise InputError.one(
                "diff needs two versions", hint="parley diff OLD NEW, or parley diff CASE@2022-11-10", code="diff"
            )
        new = path
    before, after = (_evaluator(text, draws, seed) for text in (old, new))
    found = difference(before, after)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(found))
    else:
        titles = {kind: one.title for kind, one in after.base.kinds.items()}
        _print(found, Names(titles, {view or "base": after.title(view) for view in (None, *after.views)}))


def _evaluator(text: str, draws: int, seed: int) -> Evaluator:
    from parley.case import open_source
    from parley.cli.progress import teller
    from parley.insight.asking.cache import Cache
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.asking.request import Request
    from parley.insight.views.versions import dated

    path, date = dated(text)
    source = open_source(path)
    request = Request.of(source, as_of=date, draws=draws, seed=seed)
    return Evaluator(source, request, tell=teller(sys.stderr), cache=Cache())


def _print(found: Difference, names: Names) -> None:
    from parley.insight.results.words import LINES_SAID

    click.echo(found.sentence)
    _numbers(found, names)
    for turned in found.verdicts:
        which = f"{names.kinds.get(turned.kind, turned.kind)}, {LINES_SAID[turned.lines]}, {names.views[turned.view]}"
        click.echo(f"{which}: {turned.before} to {turned.after}")
        click.echo(f"    what did it: {turned.by}")
    _evidence(found, names)
    for text in found.structure:
        click.echo(f"also: {text}")
    gone, new = ("document not yet published", "document then") if found.back else ("document gone", "document new")
    for noun, keys in ((gone, found.documents_gone), (new, found.documents_new)):
        for key in keys:
            click.echo(f"{noun}: {found.titles.get(key, key)} ({key})")


def _numbers(found: Difference, names: Names) -> None:
    """The numbers that changed, and which of them moved the shares."""
    from parley.report import differs

    numbers = [changed for changed in found.judgements if changed.before != changed.after]
    if numbers:
        click.echo("\nNumbers that changed:")
    for changed in numbers:
        click.echo(f"    {differs.number(changed, names.views)}")
    if found.moved:
        click.echo(f"\n{differs.measured_how(found.moved)}")
    elif numbers:
        click.echo(f"\n{differs.nothing_moved(found)}")
    for share in found.moved:
        click.echo(f"    {differs.headline(share, names.kinds)}")
        for words in differs.parts(share, found.structure):
            click.echo(f"        {words}")
    if numbers or found.moved:
        click.echo("")


def _evidence(found: Difference, names: Names) -> None:
    from parley.case.quoting import said

    gone, new = ("not yet behind it", "behind it then") if found.back else ("no longer behind it", "new behind it")
    for changed in found.judgements:
        where = f"; {names.views.get(changed.view, changed.view)}" if changed.view else ""
        for how, quotes in ((gone, changed.evidence_gone), (new, changed.evidence_new)):
            for quote in quotes:
                click.echo(f"{changed.label} ({changed.path}{where}): {how}: {said(quote, quote not in changed.ours)}")
