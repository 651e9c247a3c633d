"""Sources on a command line, read into documents and statements. Shared by brief and draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.progress import SourceTeller
from parley.core.errors import InputError

if TYPE_CHECKING:
    from parley.documents.model import Document
    from parley.reading.actors.given import Given
    from parley.reading.actors.parties import Parties
    from parley.reading.model import Codebook, Sighting, Statement


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What came of the sources of a command line."""

    documents: list[Document]
    statements: list[Statement]
    codebook: Codebook
    parties: Parties


def read_all(
    sources: tuple[str, ...], offices: str | None, *, learned: bool = False, case_path: str | None = None,
    party: Sequence[str] = (),
) -> ReadIn:  # fmt: skip
    """Every document of ``sources`` once, with its statements, and the parties of the war; what is refused is told on
    standard error.

    Args:
        sources: files, folders, globs, addresses.
        offices: a table of offices.
        learned: read with the network too.
        case_path: a case whose parties are the only ones, and whose names come first.
        party: parties as ``--party`` gives them.

    Raises:
        ParleyError: nothing could be read, or a party cannot be understood; says why.
    """
    from parley.documents.collect import gather
    from parley.reading import default_codebook
    from parley.reading.actors.parties import found_parties
    from parley.reading.many_sources import read_each
    from parley.reading.one_source import How

    said = given_parties(case_path, party)
    codebook = known_beforehand(case_path, offices, party) or default_codebook()
    read: dict[str, tuple[Document, tuple[Statement, ...]]] = {}
    sighted: dict[str, tuple[Sighting, ...]] = {}
    refused: list[str] = []
    wanted = list(gather(sources))
    tell = SourceTeller(len(wanted))
    for number, outcome in enumerate(read_each(wanted, How(codebook, learned)), 1):
        tell(f"read {number} of {len(wanted)}")
        if outcome.refused is not None:
            refused.append(outcome.refused)
        for document, statements in outcome.found:
            read.setdefault(document.id, (document, statements))
        sighted.update(outcome.sightings)
    tell(None)
    if not read and refused:
        raise InputError.one(refused[0] if len(refused) == 1 else f"nothing could be read: {one_line(refused[0])}, …")
    if not read:
        raise InputError.one("nothing to read: " + ", ".join(sources), hint="name a file, a folder or a glob")
    for refusal in refused:
        click.echo(f"refused: {one_line(refusal)}", err=True)
    documents = [d for d, _ in read.values()]
    found = [s for _, each in read.values() for s in each]
    parties = found_parties(documents, found, sighted, said)
    return ReadIn(documents, [parties.with_party(s) for s in found], codebook, parties)


def known_beforehand(case_path: str | None, offices: str | None, party: Sequence[str] = ()) -> Codebook | None:
    """What a case, a table of offices and the parties given tell the reader; None where none is named."""
    from parley.reading import Codebook as Book
    from parley.reading import default_codebook, extended, read_offices
    from parley.reading.actors.given import parse

    codebook = case_codebook(case_path)
    if party:
        if case_path is not None:
            raise InputError.one(
                "--party and --case cannot be used together",
                hint="the parties are those of the case; change them there",
            )
        told = {alias.lower(): p.key for p in parse(party) for alias in p.aliases}
        codebook = extended(default_codebook(), Book(affiliations=told))
    if offices is None:
        return codebook
    return extended(codebook or default_codebook(), Book(offices=read_offices(Path(offices))))


def given_parties(case_path: str | None, party: Sequence[str]) -> Given:
    """What the analyst says of the parties: those of ``--party``, or those of a case and no others."""
    from parley.reading.actors.given import Given, parse

    if case_path is None:
        return Given(parse(party))
    from parley.case import load
    from parley.case.codebook import parties_of

    return Given(parties_of(load(case_path)), closed=True)


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

case_file = click.option(
    "--case", "case_path", metavar="CASE", help="The parties are those of this case and no others; read with its names."
)
_party = click.option(
    "--party", multiple=True, metavar="NAME=ALIAS,…[:PART]",
    help="A party that you give, with its other names; again for each. PART: belligerent, ally, host, mediator, payer, other.",
)  # fmt: skip


def party_option(command: Callable[..., None]) -> Callable[..., None]:
    """``--party``, for the commands that read documents."""
    return _party(command)


def one_line(refusal: str) -> str:
    """A refusal with its hint on one line, so that a thousand of them can be counted and filtered."""
    return "; ".join(line.strip() for line in refusal.splitlines() if line.strip(" ^"))
