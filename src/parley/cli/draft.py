"""``parley draft``: propose a case from documents."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.reading_input import offices_file, read_all
from parley.core.plurals import plural


@click.command("draft")
@click.argument("sources", nargs=-1, required=True, metavar="DOC…")
@click.option(
    "-o", "--output", required=True, metavar="CASE", help="The folder to make; it must not exist, or be empty."
)
@offices_file
@click.option("--learned", is_flag=True, help="Read with the trained network beside the rules.")
def command(sources: tuple[str, ...], output: str, offices: str | None, learned: bool) -> None:
    """Propose a case: parties, issues, red lines, views and claims, each with its quotation; every number is "?".

    Copies the documents into CASE/sources. Under each issue stand the statements nearest to it in meaning, as comments.
    `parley check CASE` lists the numbers that are still needed.
    """
    from parley.core.errors import InputError

    folder = Path(output)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.one(f"{output} exists", hint="name a new folder; a draft never overwrites")
    documents, statements, _ = read_all(sources, offices, learned=learned)
    from parley.case.drafting.draft import draft

    files = _file_names([d.path if d.path else d.name for d in documents])
    places = {d.id: f"sources/{name}" for d, name in zip(documents, files, strict=True)}
    text = draft(documents, statements, places)
    try:
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        for document in documents:
            original = Path(document.path)
            data = original.read_bytes() if original.is_file() else document.text.encode()
            (folder / places[document.id]).write_bytes(data)
        (folder / "case.yaml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError.one(
            f"cannot write {output}: {error.strerror}", hint="name a folder that can be made"
        ) from None
    click.echo(
        f"{output}/case.yaml: {plural(len(documents), 'document')}, {plural(len(statements), 'statement')}; every number is ?"
    )
    click.echo(f"Next: parley check {output} · put parties, issues and numbers right · parley assess {output}")


def _file_names(paths: list[str]) -> list[str]:
    """Names under sources/, made safe and unlike each other."""
    from parley.case.drafting.naming import slug

    out: list[str] = []
    for path in paths:
        ending = Path(path).suffix.lower()
        ending = ending if ending in (".txt", ".md", ".html", ".htm", ".pdf", ".docx") else ".txt"
        base = slug(Path(path).stem)
        name, number = f"{base}{ending}", 2
        while name in out:
            name, number = f"{base}-{number}{ending}", number + 1
        out.append(name)
    return out
