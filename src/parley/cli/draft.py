"""``parley draft``: propose a case from documents."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from parley.cli.reading_input import case_file, offices_file, party_option, read_all
from parley.core.plurals import plural


@click.command("draft")
@click.argument("sources", nargs=-1, required=True, metavar="DOC…")
@click.option(
    "-o", "--output", required=True, metavar="CASE", help="The folder to make; it must not exist, or be empty."
)
@offices_file
@case_file
@party_option
@click.option("--learned", is_flag=True, help="Read with the trained network as well as the rules.")
def command(
    sources: tuple[str, ...],
    output: str,
    offices: str | None,
    case_path: str | None,
    party: tuple[str, ...],
    learned: bool,
) -> None:
    """Propose a case: parties, issues, red lines, views and claims, each with its quotation; every number is "?".

    Copies the documents into CASE/sources. Under each issue stand the statements nearest to it in meaning, as comments.
    `parley check CASE` lists the numbers that are still needed.
    """
    from parley.case.drafting.folder import check_free, write
    from parley.insight.documents.disputed import disputed
    from parley.reading.model import attributions

    folder = Path(output)
    check_free(folder)
    read = read_all(sources, offices, learned=learned, case_path=case_path, party=party)
    documents, statements = read.documents, read.statements
    made = write(folder, documents, statements, read.parties, disputed(documents, statements, read.codebook))
    click.echo(
        f"{output}/case.yaml: {plural(len(documents), 'document')}, {plural(len(attributions(statements)), 'statement')}; sizes are ?, for you to say"
    )
    for number, question in enumerate(made.questions, 1):
        click.echo(f"Question {number}: {question.text}\n  {question.edit}")
    from parley.insight.asking.request import named

    case = shlex.quote(named(output))
    click.echo(f"Next: parley check {case} · put parties, issues and numbers right · parley assess {case}")
