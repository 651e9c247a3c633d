"""``parley new``: a commented template case to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from parley.case.published import SCHEMA_FILE, schema_text
from parley.core.errors import InputError, Location


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of case files, for editors, and write nothing.")
def command(folder: Path | None, schema: bool) -> None:
    """Start a case of your own: FOLDER/case.yaml, small, complete and commented, with a source note beside it, and the
    schema by which an editor completes and checks it."""
    if schema:
        click.echo(schema_text(), nl=False)
        return
    if folder is None:
        raise InputError.one("no folder is named", hint="write: parley new FOLDER, or parley new --schema")
    for made in write_template(folder):
        click.echo(f"wrote {made}")
    from parley.insight.asking.request import named

    case = shlex.quote(str(folder) if folder.is_absolute() else named(folder))
    click.echo(f"Next: edit {folder / 'case.yaml'}, then parley check {case}; parley assess {case}")


def write_template(folder: Path) -> list[Path]:
    """Copy the template into ``folder``, with the editor's schema that it points to; the folder must be new or empty. Raises :class:`InputError` else."""
    source = Path(__file__).resolve().parent.parent / "case" / "template"
    where = Location(str(folder))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "is not empty" if folder.is_dir() else "is a file"
        raise InputError.one(f"{what}; nothing was written", where=where, hint="name a new folder")
    made: list[Path] = []
    try:
        for original in sorted(path for path in source.rglob("*") if path.suffix in (".yaml", ".md")):
            target = folder / original.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(original.read_bytes())
            made.append(target)
        beside = folder / SCHEMA_FILE
        beside.write_text(schema_text(), encoding="utf-8")
        made.append(beside)
    except OSError as error:
        raise InputError.one(f"cannot be written: {error.strerror or error}", where=where) from None
    return made
