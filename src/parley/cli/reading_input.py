"""Sources on a command line, read into documents and statements. Shared by brief and draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.core.errors import InputError

if TYPE_CHECKING:
    from parley.documents.model import Document
    from parley.reading.model import Codebook, Statement


def read_all(
    sources: tuple[str, ...], offices: str | None, *, learned: bool = False
) -> tuple[list[Document], list[Statement], Codebook]:
    """Every document of ``sources`` once, with its statements; what is refused is told on standard error.

    Raises:
        ParleyError: nothing could be read; says why.
    """
    from parley.documents.collect import gather
    from parley.reading import default_codebook
    from parley.reading.one_source import How, read_source

    codebook = known_beforehand(None, offices) or default_codebook()
    read: dict[str, tuple[Document, tuple[Statement, ...]]] = {}
    refused: list[str] = []
    for source in gather(sources):
        outcome = read_source(source, How(codebook, learned))
        if outcome.refused is not None:
            refused.append(outcome.refused)
        for document, statements in outcome.found:
            read.setdefault(document.id, (document, statements))
    if not read and refused:
        raise InputError.one(refused[0] if len(refused) == 1 else f"nothing could be read: {one_line(refused[0])}, …")
    if not read:
        raise InputError.one("nothing to read: " + ", ".join(sources), hint="name a file, a folder or a glob")
    for refusal in refused:
        click.echo(f"refused: {one_line(refusal)}", err=True)
    return [d for d, _ in read.values()], [s for _, found in read.values() for s in found], codebook


def known_beforehand(case_path: str | None, offices: str | None) -> Codebook | None:
    """What a case and a table of offices tell the reader; None where neither is named."""
    from parley.reading import Codebook as Book
    from parley.reading import default_codebook, extended, read_offices

    codebook = case_codebook(case_path)
    if offices is None:
        return codebook
    return extended(codebook or default_codebook(), Book(offices=read_offices(Path(offices))))


def case_codebook(case_path: str | None) -> Codebook | None:
    """The codebook of a case; None where no case is named."""
    if case_path is None:
        return None
    from parley.case import load
    from parley.case.codebook import build

    return build(load(case_path))


offices_file = click.option(
    "--offices", metavar="FILE", type=click.Path(dir_okay=False),
    help="Your table of offices (CSV: title,holder,party,since,until).",
)  # fmt: skip


def one_line(refusal: str) -> str:
    """A refusal with its hint on one line, so that a thousand of them can be counted and filtered."""
    return "; ".join(line.strip() for line in refusal.splitlines() if line.strip(" ^"))
