"""``parley memo``: two pages for a principal."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli import options


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="FILE.docx or FILE.md. [default: Markdown, printed]"
)
@options.views
@options.ledger
@options.run
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(run: options.Run, output: Path | None, views: tuple[str, ...], ledger: str | None, force: bool) -> None:
    """Write two pages for a principal: the answer, the courses with the case for and against, footnoted quotations.

    The file's ending decides the form: .docx for Word and LibreOffice, .md for Markdown.
    """
    from parley.core.errors import InputError
    from parley.report import memo
    from parley.report.files import write_bytes

    if output is not None:
        if output.suffix.lower() not in (".docx", ".md"):
            raise InputError.one(f"{output}: a memo is .docx or .md", hint="for example -o memo.docx")
        if output.exists() and not force:
            raise InputError.one(f"{output} exists; it is left as it was", hint="another name, or --force")
    answer = run.answer(views=views, ledger=ledger)
    if output is None:
        click.echo(memo.markdown(answer), nl=False)
        return
    made = memo.docx(answer) if output.suffix.lower() == ".docx" else memo.markdown(answer).encode()
    write_bytes(output, made)
    click.echo(str(output))
