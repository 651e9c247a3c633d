"""``parley check``: is the case in order, what does it rest on, which numbers are still needed."""

from __future__ import annotations

import dataclasses
import shlex
from typing import TYPE_CHECKING

import click

from parley.cli import options
from parley.core.errors import ParleyError
from parley.core.plurals import plural

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.case.summary import Summary


@click.command()
@click.argument("case_path", metavar="CASE")
@options.as_of
@click.option("--complete", is_flag=True, help="Exit with code 2 while numbers are still needed.")
@options.as_json
def command(case_path: str, as_of: str | None, complete: bool, as_json: bool) -> None:
    """Check a case: every error with its line and column, what the numbers rest on, what is still needed.

    CASE is a case file, or a folder with case.yaml. Exit code 0 when it is in order, 2 when it is not.
    """
    from parley.case.file.source import open_source
    from parley.case.summary import summarise
    from parley.insight.answer.rests_on import all_judgements, count
    from parley.insight.queries.testing import doubts as claim_doubts
    from parley.model.ordinal import order_doubts
    from parley.outlook.inert import inert
    from parley.report.formats import counts_words

    try:
        source = open_source(case_path)
        for key in source.documents:  # also those of which nothing is quoted: assess reads them all
            source.text(key)
        summary = summarise(source, as_of=as_of)
        base = source.case(as_of=as_of)
        found = (*claim_doubts(base), *summary.lint, *order_doubts(base))
        doubts = (*found, *(one.doubt for one in inert(source, as_of)))
        summary = dataclasses.replace(summary, lint=doubts)
        views = [source.case(view, as_of=base.as_of) for view in source.views]
        basis = count(base, all_judgements(base, views))
    except ParleyError as error:
        if not as_json:
            raise
        _print_errors(error)
        raise SystemExit(2) from None
    if as_json:
        from parley.core.jsonio import dumps, plain

        click.echo(dumps({"ok": True, "problems": [], **plain(summary), "basis": plain(basis)}))
    else:
        click.echo(render(source, summary, counts_words(basis)))
    if complete and summary.unset:
        raise SystemExit(2)


def _print_errors(error: ParleyError) -> None:
    from parley.core.jsonio import dumps

    problems = [
        {
            "message": p.message,
            "file": p.where.path if p.where else None,
            "line": p.where.line if p.where else None,
            "column": p.where.column if p.where else None,
            "hint": p.hint,
            "code": p.code,
        }
        for p in error.problems
    ]
    click.echo(dumps({"ok": False, "problems": problems}))


def render(source: CaseSource, summary: Summary, rests: str, most: int = 12) -> str:
    """The summary in words; ``rests``: what a verdict rests on, in the words of the answer; long lists are cut at ``most`` lines, and say so."""
    s = summary
    lines = [
        f"{source.path}: in order",
        f"{s.title}: {s.parties} parties, {plural(s.issues, 'issue')},"
        f" {plural(s.kinds, 'kind')} of deal, {plural(s.views, 'view')}, {plural(s.courses, 'course')}",
        f"Written   {s.numbers} numbers: {s.ours} ours; sourced: {s.size} for size, {s.direction} for direction",
        f"Rests on  {rests}",
    ]
    if s.unset:
        lines.append(f"Needed    {plural(len(s.unset), 'number')} not yet said")
        lines += [f"  {_place(source, name)}{name}" for name in s.unset]
    if s.late_evidence or s.late_views:
        are = "is" if s.late_evidence == 1 else "are"
        late = (
            [f"{plural(s.late_evidence, 'quotation')} dated later than the case {are} not used"]
            if s.late_evidence
            else []
        )
        late += [f"views marked late: {', '.join(s.late_views)}"] if s.late_views else []
        lines.append("Late      " + "; ".join(late))
    if s.lint:
        lines.append(f"Doubts    {len(s.lint)}")
        lines += [f"  {doubt}" for doubt in s.lint[:most]]
        if len(s.lint) > most:
            lines.append(f"  and {len(s.lint) - most} more (--json lists all)")
    from parley.insight.asking.request import named

    target = f"parley assess {shlex.quote(named(source.path))}"
    lines.append("Next      " + ("write the numbers above, then run this again" if s.unset else target))
    return "\n".join(lines)


def _place(source: CaseSource, name: str) -> str:
    """``file:line:column: `` of a number, where it is known."""
    view, apart, path = name.removeprefix("views.").partition(": ")
    where = source.locate(path, view) if apart else source.locate(name)
    return f"{where}: " if where.line is not None else ""
