"""A CSV file as rows that know their line, and cells that say what is wrong with them."""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.core.errors import DataError, Location
from parley.core.suggest import did_you_mean

MOST_BYTES = 200_000_000
DELIMITERS = ",;\t"
DATE_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S")
"""Day before month only where the month is a word: 03/04/2022 means two things and is refused."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. ``line`` is where it begins in the file."""

    path: str
    line: int
    cells: Mapping[str, str]

    def where(self) -> Location:
        """The place, with the record as it reads."""
        return Location(self.path, self.line, None, ",".join(self.cells.values()))

    def error(self, message: str, hint: str | None = None) -> DataError:
        """A :class:`DataError` at this record."""
        made = DataError.one(message, where=self.where(), hint=hint)
        assert isinstance(made, DataError)
        return made

    def text(self, column: str) -> str:
        """The cell without surrounding space; "" where it is empty or the column is not there."""
        return self.cells.get(column, "").strip()

    def date(self, column: str) -> datetime.date:
        """The cell as a date. Raises :class:`DataError` naming the line."""
        raw = self.text(column)
        for form in DATE_FORMATS:
            try:
                return datetime.datetime.strptime(raw, form).date()
            except ValueError:
                continue
        message = f"{raw!r} is not a date" if raw else f"there is no date in column {column}"
        raise self.error(message, "write year-month-day: 2022-11-10")

    def number(self, column: str, *, low: float = -math.inf, high: float = math.inf) -> float:
        """The cell as a finite number within bounds. Raises :class:`DataError` naming the line."""
        raw = self.text(column)
        try:
            value = float(raw.replace("\u2212", "-").removesuffix("%"))
        except ValueError:
            raise self.error(
                f"column {column}: {raw!r} is not a number" if raw else f"column {column} is empty here",
                "leave the line out, or write a number",
            ) from None
        if not math.isfinite(value):
            raise self.error(f"column {column}: {raw} is not a finite number")
        if not low <= value <= high:
            bound = f"below {low:g}" if value < low else f"above {high:g}"
            raise self.error(f"column {column}: {raw} is {bound}")
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header and records, in file order."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def need(self, columns: Iterable[str]) -> None:
        """Raise :class:`DataError` at the header where a column is missing."""
        for column in columns:
            if column not in self.columns:
                raise DataError.one(
                    f"there is no column {column!r}",
                    where=Location(self.path, 1, None, ",".join(self.columns)),
                    hint=did_you_mean(column, self.columns),
                )


def read_table(path: str | Path, text: str | None = None) -> Table:
    """The records of a CSV (comma, semicolon or tab). Blank lines are skipped, and lines that begin with #.

    Column names are lower-cased. Raises :class:`DataError` for a file that is missing, empty, too large or not UTF-8 text, a repeated
    column and a record with the wrong number of cells.
    """
    name = str(path)
    content = _content(Path(path), name) if text is None else text
    lines = content.splitlines()
    first = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if first is None:
        raise DataError.one("the file holds no data", where=Location(name), hint="the first line names the columns")
    delimiter = max(DELIMITERS, key=lines[first].count)
    reader = csv.reader(io.StringIO("\n".join(lines[first:]) + "\n"), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip().lower().lstrip("\ufeff") for cell in next(reader)]
    except csv.Error as error:
        raise DataError.one(
            f"the names of the columns cannot be read: {error}", where=Location(name, first + 1)
        ) from None
    doubled = {c for c in header if header.count(c) > 1}
    if doubled:
        raise DataError.one(f"two columns are called {sorted(doubled)[0]!r}", where=Location(name, first + 1))
    rows = tuple(_rows(reader, header, name, first))
    if not rows:
        raise DataError.one("there are no records below the names of the columns", where=Location(name, first + 1))
    return Table(name, tuple(header), rows)


def _content(path: Path, name: str) -> str:
    if not path.is_file():
        raise DataError.one("there is no such file", where=Location(name))
    if path.stat().st_size > MOST_BYTES:
        raise DataError.one(
            "the file is larger than 200 MB", where=Location(name), hint="export fewer columns or years"
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataError.one(
            "this is not UTF-8 text", where=Location(name, line), hint="export it as CSV (UTF-8)"
        ) from None


def _rows(reader: Iterable[Sequence[str]], header: Sequence[str], name: str, offset: int) -> Iterable[Row]:
    records = iter(reader)
    seen = getattr(reader, "line_num", 1)
    while True:
        line = offset + seen + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            raise DataError.one(f"the record cannot be read: {error}", where=Location(name, line)) from None
        seen = getattr(reader, "line_num", seen + 1)
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        if len(cells) != len(header):
            raise DataError.one(
                f"{len(cells)} cells in a table of {len(header)} columns",
                where=Location(name, line, None, ",".join(cells)),
                hint="a cell with a comma in it needs quotation marks",
            )
        yield Row(name, line, dict(zip(header, cells, strict=True)))
