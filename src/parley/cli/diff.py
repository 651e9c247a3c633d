"""``parley diff``: what changed in the answer between two versions of a case, or two dates, and which judgement did it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from parley.cli import options

if TYPE_CHECKING:
    from parley.insight.asking.evaluator import Evaluator
    from parley.insight.views.diff import Difference


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
    found = difference(_evaluator(old, draws, seed), _evaluator(new, draws, seed))
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(found))
    else:
        _print(found)


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


def _print(found: Difference) -> None:
    click.echo(found.sentence)
    for turned in found.verdicts:
        click.echo(f"{turned.kind}, red lines {turned.lines}, {turned.view}: {turned.before} to {turned.after}")
        click.echo(f"    what did it: {turned.by}")
    for changed in found.judgements:
        if changed.before != changed.after:
            click.echo(
                f"{changed.path}: {changed.before or 'absent'} → {changed.after or 'absent'}   ({changed.label})"
            )
        for quote in changed.evidence_gone:
            click.echo(f"{changed.path}: no longer behind it: “{quote}”")
        for quote in changed.evidence_new:
            click.echo(f"{changed.path}: new behind it: “{quote}”")
    for text in found.structure:
        click.echo(f"also: {text}")
    for noun, keys in (("document gone", found.documents_gone), ("document new", found.documents_new)):
        for key in keys:
            click.echo(f"{noun}: {key}")
