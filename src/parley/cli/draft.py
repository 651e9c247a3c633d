"""``parley draft``: propose a case from documents."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.reading_input import case_file, offices_file, party_option, read_all
from parley.core.plurals import plural

if TYPE_CHECKING:
    from parley.documents.model import Document


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
    from parley.core.errors import InputError

    folder = Path(output)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.one(f"{output} exists", hint="name a new folder; a draft never overwrites")
    read = read_all(sources, offices, learned=learned, case_path=case_path, party=party)
    documents, statements = read.documents, read.statements
    from parley.case.drafting.draft import Disputed, draft
    from parley.insight.documents.disputes import disputes
    from parley.insight.documents.lines import Lines
    from parley.reading.model import attributions

    files = _file_names(documents)
    places = {d.id: f"sources/{name}" for d, name in zip(documents, files, strict=True)}
    titles = {p.id: p.title for p in read.codebook.propositions}
    told = [
        Disputed(d.subject, tuple(x.statement for x in d.asserted), tuple(x.statement for x in d.rejected))
        for d in disputes(Lines(documents, statements), titles)
    ]
    made = draft(documents, statements, places, read.parties, told)
    try:
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        for document in documents:
            (folder / places[document.id]).write_bytes(_original(document) or document.text.encode())
        (folder / "case.yaml").write_text(made.text, encoding="utf-8")
    except OSError as error:
        raise InputError.one(
            f"cannot write {output}: {error.strerror}", hint="name a folder that can be made"
        ) from None
    click.echo(
        f"{output}/case.yaml: {plural(len(documents), 'document')}, {plural(len(attributions(statements)), 'statement')}; sizes are ?, for you to say"
    )
    for number, question in enumerate(made.questions, 1):
        click.echo(f"Question {number}: {question.text}\n  {question.edit}")
    from parley.insight.asking.request import named

    case = shlex.quote(named(output))
    click.echo(f"Next: parley check {case} · put parties, issues and numbers right · parley assess {case}")


def _original(document: Document) -> bytes | None:
    """The bytes of the file that is the document; None for an article of a feed, a page, standard input."""
    from parley.documents.kinds import several

    path = Path(document.path)
    return path.read_bytes() if document.kind not in several() and path.is_file() else None


def _file_names(documents: Sequence[Document]) -> list[str]:
    """Names under sources/, made safe and unlike each other; with the ending of the kind, .txt where the words are copied."""
    from parley.case.drafting.naming import slug
    from parley.documents.kinds import ending, several

    out: list[str] = []
    for document in documents:
        path = Path(document.path or document.name)
        copied = document.kind not in several() and path.is_file()
        suffix = ending(document.kind if copied else "text", path.suffix.lower())
        base = slug(path.stem)
        name, number = f"{base}{suffix}", 2
        while name in out:
            name, number = f"{base}-{number}{suffix}", number + 1
        out.append(name)
    return out
