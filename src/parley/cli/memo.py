"""``parley memo``: two pages for a principal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from parley.cli import options


@click.command()
@click.argument("case_path", metavar="CASE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="FILE.docx or FILE.md. [default: Markdown, printed]"
)
@options.sets
@options.as_of
@options.draws
@options.seed
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(
    case_path: str, output: Path | None, sets: tuple[str, ...], as_of: str | None, draws: int, seed: int, force: bool
) -> None:
    """Write two pages for a principal: the answer, the courses with the case for and against, footnoted quotations.

    The file's ending decides the form: .docx for Word and LibreOffice, .md for Markdown.
    """
    from parley.case import open_source
    from parley.cli.progress import teller
    from parley.core.errors import InputError
    from parley.insight.assess import assess
    from parley.report import memo
    from parley.report.files import write_bytes

    if output is not None:
        if output.suffix.lower() not in (".docx", ".md"):
            raise InputError.one(f"{output}: a memo is .docx or .md", hint="for example -o memo.docx")
        if output.exists() and not force:
            raise InputError.one(f"{output} exists; it is left as it was", hint="another name, or --force")
    answer = assess(
        open_source(case_path),
        as_of=options.parse_date(as_of),
        draws=draws,
        seed=seed,
        sets=options.parse_sets(sets),
        tell=teller(sys.stderr),
    )
    if output is None:
        click.echo(memo.markdown(answer), nl=False)
        return
    made = memo.docx(answer) if output.suffix.lower() == ".docx" else memo.markdown(answer).encode()
    write_bytes(output, made)
    click.echo(str(output))
