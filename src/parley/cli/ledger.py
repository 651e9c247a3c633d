"""``parley ledger``: look into a ledger, decide, undo, export, import."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli import options
from parley.cli.ledger_about import about
from parley.cli.ledger_contested import contested
from parley.cli.ledger_options import chosen, filters, ledger_file, opened, print_json
from parley.cli.ledger_review import accept, agreement, code, correct, history, merge, recode, reject, review, undo
from parley.cli.ledger_speakers import apart, speakers
from parley.core.plurals import plural

if TYPE_CHECKING:
    from parley.ledger import Filter, Ledger
    from parley.ledger.export import Format
    from parley.ledger.store import Entry


_MOST_COMPARED = 1000
"""Documents that are looked through for copies before they are listed."""


@click.group(invoke_without_command=False)
def command() -> None:
    """Look into a ledger: list, count, search, show, decide, undo, compare coders, export, import."""


@command.command("list")
@ledger_file
@filters
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="How many; 0 for all.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many to leave out first.")
@options.as_json
def list_(ledger_path: str, limit: int, offset: int, as_json: bool, **given: Any) -> None:
    """List statements, chosen by any of the filters."""
    wanted = chosen({**given, "record": given["record"] or "all"})
    with opened(ledger_path) as ledger:
        entries = list(ledger.entries(wanted, limit=limit or -1, offset=offset))
        total = ledger.count(wanted)
        if as_json:
            print_json({"total": total, "offset": offset, "statements": [_json(e) for e in entries]})
            return
        _listed(ledger, entries)
    shown = f"{offset + 1} to {offset + len(entries)} of" if entries else "none of"
    click.echo(
        f"\n{shown} {plural(total, 'statement')}"
        + (f"; next: --offset {offset + len(entries)}" if offset + len(entries) < total else "")
    )


def _listed(ledger: Ledger, entries: list[Entry]) -> None:
    from parley.ledger.rows import said
    from parley.ledger.shown import document_line, statement_lines

    document = None
    for entry in entries:
        if document is None or document.id != entry.statement.document:
            document = ledger.document(entry.statement.document)
            click.echo(document_line(document))
        click.echo("\n".join(statement_lines(entry, said(document, entry.statement))))


def _json(entry: Entry) -> dict[str, Any]:
    from parley.ledger.shown import statement_json

    return statement_json(entry)


@command.command()
@ledger_file
@filters
@options.as_json
def facets(ledger_path: str, as_json: bool, **given: Any) -> None:
    """Count statements by speaker, party, footing, status, document, month and stance."""
    wanted = chosen(given)
    with opened(ledger_path) as ledger:
        found, total = ledger.facets(wanted), ledger.count(wanted)
    if as_json:
        print_json(
            {
                "total": total,
                "facets": {name: [{"value": v, "count": n} for v, n in rows] for name, rows in found.items()},
            }
        )
        return
    click.echo(plural(total, "statement"))
    for name, rows in found.items():
        if any(value is not None for value, _ in rows):
            click.echo(f"\n{name}")
            for value, count in rows:
                click.echo(f"  {count:>7}  {value if value is not None else 'not known'}")


@command.command()
@click.argument("text")
@ledger_file
@filters
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many to leave out first.")
@options.as_json
def search(text: str, ledger_path: str, limit: int, offset: int, as_json: bool, **given: Any) -> None:
    """Find statements by their words, best first, with the words marked."""
    wanted = chosen({**given, "record": given["record"] or "all"})
    with opened(ledger_path) as ledger:
        hits = ledger.search(text, wanted, limit=limit, offset=offset)
    if as_json:
        print_json([_json(h.entry) | {"said": h.said, "marks": h.marks} for h in hits])
        return
    from parley.ledger.shown import statement_lines

    for hit in hits:
        click.echo("\n".join(statement_lines(hit.entry, _highlighted(hit.said, hit.marks))))
    click.echo(f"{len(hits)} found" if hits else f"nothing holds {text!r}")


def _highlighted(said: str, marks: tuple[tuple[int, int], ...]) -> str:
    """The words between guillemets, bold on a terminal that shows it."""
    for start, end in reversed(marks):
        said = f"{said[:start]}»{said[start:end]}«{said[end:]}"
    return said


@command.command()
@click.argument("statement")
@ledger_file
@options.as_json
def show(statement: str, ledger_path: str, as_json: bool) -> None:
    """Show one statement in its paragraph, with its history."""
    from parley.ledger.decisions import history as log
    from parley.ledger.paragraph import segments
    from parley.ledger.rows import said
    from parley.ledger.shown import decision_line, document_line, statement_lines, visible

    with opened(ledger_path) as ledger:
        entry = ledger.entry(statement)
        document = ledger.document(entry.statement.document)
        taken = log(ledger, entry.statement.id)
    parts = segments(document, entry.statement)
    if as_json:
        print_json(_json(entry) | {"paragraph": [{"text": p.text, "part": p.part} for p in parts], "history": taken})
        return
    click.echo(document_line(document))
    click.echo("\n".join(statement_lines(entry, said(document, entry.statement))))
    click.echo("\nIn its paragraph ({source}, <cue>, [[content]]):")
    signs = {"source": "{{{}}}", "cue": "<{}>", "content": "[[{}]]", None: "{}"}
    click.echo(visible("".join(signs[p.part].format(p.text) for p in parts)))
    if taken:
        click.echo("\nHistory:")
        click.echo("\n".join(f"  {decision_line(d)}" for d in taken))


@command.command()
@ledger_file
@click.option("--all-versions", is_flag=True, help="Include superseded versions.")
@options.as_json
def documents(ledger_path: str, all_versions: bool, as_json: bool) -> None:
    """List the documents, with how each fact about them was found."""
    from parley.ledger.shown import document_json, document_line, visible

    with opened(ledger_path) as ledger:
        if as_json:
            print_json([document_json(d) for d in ledger.each_document(all_versions=all_versions)])
            return
        count = 0
        again = _copies(ledger)
        for document in ledger.each_document(all_versions=all_versions):
            count += 1
            click.echo(f"{document.id}  {document_line(document, again.get(document.id))}")
            authors = ", ".join(a.value for a in document.authors)
            kept = [
                f"by {authors}" if authors else "",
                document.genre,
                f"{len(document.furniture)} pieces of page furniture",
            ]
            click.echo(f"{'':18}{'; '.join(k for k in kept if k)}; {visible(document.path, lines=False)}")
    click.echo(plural(count, "document"))


def _copies(ledger: Ledger) -> dict[str, str]:
    """Documents that are others over again, by id: which; nothing for ledgers too large to compare in a moment."""
    from parley.documents.copies import copies

    first = list(islice(ledger.each_document(), _MOST_COMPARED + 1))
    return {c.document.id: c.of.id for c in copies(first)} if len(first) <= _MOST_COMPARED else {}


@command.command()
@ledger_file
@options.as_json
def orphans(ledger_path: str, as_json: bool) -> None:
    """Decided statements whose words are gone from the newer version of their document."""
    from parley.ledger.shown import statement_lines

    with opened(ledger_path) as ledger:
        found = ledger.orphans()
    if as_json:
        print_json([_json(entry) | {"newer": newer} for entry, newer, _ in found])
        return
    for entry, newer, _ in found:
        click.echo("\n".join(statement_lines(entry, " … ".join(entry.statement.content_text))))
        click.echo(f"            not found in the newer version {newer}")
    click.echo(plural(len(found), "orphan"))


@command.command()
@ledger_file
@options.as_json
def originals(ledger_path: str, as_json: bool) -> None:
    """Notes of ours whose original is in the ledger too, with their quotations found in it."""
    from parley.ledger.originals import originals as pairs
    from parley.ledger.shown import document_line

    with opened(ledger_path) as ledger:
        found = pairs(ledger)
    if as_json:
        print_json([{"note": o.note.id, "original": o.original.id, "quotes": o.quotes} for o in found])
        return
    for pair in found:
        there = [q for q in pair.quotes if q.span is not None]
        click.echo(f"{document_line(pair.note)}\n  the original: {document_line(pair.original)} [{pair.original.id}]")
        click.echo(f"  {len(there)} of {len(pair.quotes)} quotations found in it")
        for quote in pair.quotes:
            if quote.span is None:
                click.echo(f"  not in it: {quote.quote}")
    click.echo(f"{plural(len(found), 'note')} with the original in this ledger")


@command.command()
@ledger_file
@options.as_json
def verify(ledger_path: str, as_json: bool) -> None:
    """Check that the file is sound and that every statement slices to its words."""
    from parley.ledger.check import check

    with opened(ledger_path) as ledger:
        found = check(ledger)
    if as_json:
        print_json(found)
    else:
        click.echo(
            f"{plural(found.documents, 'document')}, {plural(found.statements, 'statement')}: "
            + ("in order" if not found.faults else "NOT in order")
        )
        for fault in found.faults:
            click.echo(f"  {fault}")
    raise SystemExit(2 if found.faults else 0)


@command.command()
@click.option(
    "--to", "form", type=click.Choice(["csv", "jsonl", "parquet", "w3c", "dna"]), required=True, help="Which format."
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File to write, - to print it; for dna a folder.",
)
@ledger_file
@filters
@click.option("--redact", is_flag=True, help="Leave out the documents' words; keep the codes.")
@options.as_json
def export(form: str, output: Path, ledger_path: str, redact: bool, as_json: bool, **given: Any) -> None:
    """Write statements for other programs: csv, jsonl, parquet, w3c (Web Annotations), dna (Discourse Network Analyzer)."""
    from parley.ledger.export import FORMATS
    from parley.ledger.export import export as write

    wanted = chosen({**given, "record": given["record"] or "all"})
    with opened(ledger_path) as ledger:
        kind = next(f for f in FORMATS if f == form)
        count = (
            _printed(ledger, kind, wanted, redact)
            if str(output) == "-"
            else write(ledger, kind, output, wanted, redact=redact)
        )
    if as_json and str(output) != "-":
        print_json({"output": str(output), "format": form, "count": count})
        return
    said = f"{output}: {plural(count, 'stance' if form == 'dna' else 'statement')}"
    click.echo(said, err=str(output) == "-")


def _printed(ledger: Ledger, form: Format, wanted: Filter, redact: bool) -> int:
    """An export on standard output, whole or not at all."""
    import shutil
    import sys
    import tempfile

    from parley.core.errors import InputError
    from parley.ledger.export import export as write

    if form in ("parquet", "dna"):
        raise InputError.one(f"{form} is no text that could be printed", hint="name a file", code="export")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "export")
        count = write(ledger, form, place, wanted, redact=redact)
        with place.open(encoding="utf-8", newline="") as file:
            shutil.copyfileobj(file, sys.stdout)
    return count


@command.command("import")
@click.argument("table", type=click.Path(path_type=Path), metavar="TABLE")
@ledger_file
@click.option("--who", envvar="PARLEY_WHO", required=True, metavar="NAME", help="Who coded them.")
@options.as_json
def import_(table: Path, ledger_path: str, who: str, as_json: bool) -> None:
    """Bring in hand-coded statements from a CSV file, or what `export --to csv` or `jsonl` wrote.

    Columns: document, quote, and any of speaker, source, cue, party, role, footing, form, proposition, side. Every
    quotation must be in its document. Each cell that is filled in is a code of NAME: `agreement` compares coders.
    """
    from parley.ledger.by_hand import load

    with opened(ledger_path, write=True) as ledger:
        done = load(ledger, table, who)
    if as_json:
        print_json(done)
        return
    click.echo(f"{done.new} new statements, {done.coded} that were there coded, by {who}")


for part in (
    accept, reject, correct, recode, merge, apart, code, undo, history, agreement, review, contested, about, speakers,
):  # fmt: skip
    command.add_command(part)
