"""``parley trace``: from any number down to the quotation, or to "ours"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parley.case.quoting import said as said_so
from parley.cli import options

if TYPE_CHECKING:
    from parley.insight.answer.trace import Declared, Trace, Traced


@click.command()
@options.view
@options.run
@click.argument("what", metavar="WHAT")
@options.as_json
def command(
    run: options.Run,
    what: str,
    view: str | None,
    as_json: bool,
) -> None:
    """Say what a number rests on, down to the quotation or "ours".

    WHAT is a dotted path (or the beginning of one), the number of a note in the answer, or a number of the query
    language in quotes, such as 'R russia' or 'gap ukraine settlement red_lines=none'.
    """
    from parley.case import open_source
    from parley.insight.answer.trace import trace
    from parley.insight.asking.evaluator import Evaluator

    source = open_source(run.case_path)
    evaluator = Evaluator(source, run.request(source))
    answer = run.answer(source) if what.strip("[] ").isdigit() else None
    found = trace(evaluator, what, None if view == "base" else view, answer)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(found))
    else:
        _print(found)


def _print(found: Trace) -> None:
    from parley.report.formats import attributed

    if found.quote is not None:
        q = found.quote
        click.echo(f"{found.what} {said_so(q.quote or '', q.verbatim)}")
        click.echo(f"    {q.title or q.document or 'no document'}{', ' + str(q.date) if q.date else ''}")
        said = " · ".join(attributed(q))
        if said:
            click.echo(f"    {said}")
        if q.quote and (q.before or q.after):
            click.echo(f"    … {in_context(q.before, q.quote, q.after, q.verbatim)} …")
    elif found.kind == "number":
        shown = "not defined" if found.value is None else f"{found.value:.4g}"
        click.echo(
            f"{found.what} = {shown} at the medians; depends on {found.depends_on} judgements. Those that move it most:"
        )
    for judgement in found.judgements:
        _print_judgement(judgement)


def in_context(before: str, quote: str, after: str, verbatim: bool = True) -> str:
    """A quotation between the words that stand around it, in quotation marks where the document has none there."""
    if not verbatim:
        return f"{before} {quote} {after}".strip()
    if before.rstrip().endswith(('"', "“", "‘")):
        return f"{before.rstrip()}{quote}{after.lstrip()}"
    return f"{before} “{quote}” {after}"


def _print_judgement(j: Traced) -> None:
    moves = f"   (moves it by {j.moves:+.2g} from low to high)" if j.moves else ""
    click.echo(f"{j.path} = {j.text if j.text is not None else '?'}{moves}")
    click.echo(f"    {j.label}; {j.where}; {_whose(j)}")
    if j.held is not None:
        click.echo(f"    as stated {j.held.prior:.3g}; held {j.held.held:.3g} once facts are taken in:")
        for fact in j.held.facts:
            way = f"{fact.move:+.3g} a unit: {fact.evidence:+.3g}" if fact.move else "moves what it is shared with"
            click.echo(
                f"        {fact.fact} at {fact.level:.3g} (stated at {fact.taken_as:.3g}), openness {fact.openness:.2g}"
                f"{f' ({fact.openness_path})' if fact.openness_path else ''}, {way}"
            )
    if j.line is not None:
        _print_line(j.line)
    if j.because:
        click.echo(f"    because: {j.because}")
    for source in j.sources:
        span = f", characters {source.start} to {source.end}" if source.start is not None else ""
        click.echo(f"    {said_so(source.quote, not source.ours)} (for its {source.supports}): {source.title}{span}")
    for view, text in j.in_views.items():
        click.echo(f"    {view}: {text}")


def _print_line(line: Declared) -> None:
    """What a red line rests on: who declared it or was polled, when, the words and where they stand; or that it is inferred."""
    from parley.insight.results.words import LINES_REST

    rests_on = LINES_REST[line.basis]
    if line.said is None:
        click.echo(f"    {rests_on}: no declaration or poll is cited")
        return
    if line.late:
        click.echo("    declared after the date asked: set aside, so that it rules nothing out")
    by = ", ".join(part for part in (line.who, line.date) if part)
    if line.source is None:
        click.echo(f"    {rests_on}: {line.said}")
        return
    span = "" if line.source.start is None else f", characters {line.source.start} to {line.source.end}"
    click.echo(
        f"    {'declared by' if line.basis == 'declared' else f'{rests_on}:'} {by or 'nobody named'}: {said_so(line.source.quote, not line.source.ours)}: {line.source.title}{span}"
    )


def _whose(j: Traced) -> str:
    words = {
        "ours": "ours, no quotation",
        "direction": "size ours, direction quoted",
        "size": "size quoted",
    }[j.basis]
    if j.line is not None and j.line.source is not None and j.basis == "direction":
        words = "the line is quoted; that it holds is ours"
    return words + (f", confidence {j.confidence}" if j.confidence else "") + (f", {j.who}" if j.who else "")
