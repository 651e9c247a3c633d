"""What an observation file holds, once read: engagements, series, polls. Dates ascend; every record knows its line."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.case.observations.table import Row, Table
from parley.core.errors import DataError
from parley.core.suggest import did_you_mean

SURELY_PERCENT = 2.0
"""A largest share in (1, 2] is taken for a slip, not for a poll in which hardly anybody agrees."""
WEEK = datetime.timedelta(days=7)
NOTHING = frozenset({"", "nothing", "nobody", "none", "neither", "draw", "no change", "-"})
DATES = ("date", "week_start", "week", "day", "event_date", "date_start", "fieldwork_end")


@dataclass(frozen=True, slots=True)
class Engagement:
    """Something was fought over; ``won_by`` a party's key, or None where it changed nothing."""

    date: datetime.date
    won_by: str | None
    title: str
    line: int
    weight: float = 1.0
    """How many engagements it counts for."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers by date at one step (a week, a month, a day)."""

    dates: tuple[datetime.date, ...]
    columns: Mapping[str, tuple[float | None, ...]]
    lines: tuple[int, ...]

    def column(self, name: str, path: str) -> tuple[float | None, ...]:
        """One column; :class:`DataError` naming the near ones where there is none."""
        if name not in self.columns:
            hint = did_you_mean(name, self.columns)
            raise DataError.one(f"{path} has no column of numbers called {name!r}", hint=hint)
        return self.columns[name]


@dataclass(frozen=True, slots=True)
class Poll:
    """A share of a party's public at a date, 0 to 1."""

    date: datetime.date
    party: str
    share: float
    question: str
    line: int


def party_of(row: Row, column: str, names: Mapping[str, str]) -> str:
    """The party that the cell names by key, title or alias (any case). Raises :class:`DataError` with the nearest names."""
    raw = row.text(column)
    found = names.get(raw.casefold())
    if found is None:
        hint = did_you_mean(raw, sorted(set(names.values())))
        raise row.error(f"column {column}: {raw!r} is not a party of this case", hint)
    return found


def engagements(table: Table, names: Mapping[str, str]) -> tuple[Engagement, ...]:
    """Columns ``date, won_by``, optional ``title`` (or ``where``) and ``weight`` (0 or more)."""
    table.need(("date", "won_by"))
    found = []
    for row in table.rows:
        won = None if row.text("won_by").casefold() in NOTHING else party_of(row, "won_by", names)
        weight = row.number("weight", low=0) if row.text("weight") else 1.0
        found.append(Engagement(row.date("date"), won, row.text("title") or row.text("where"), row.line, weight))
    _ascending(table, [e.date for e in found])
    return tuple(found)


def polls(table: Table, names: Mapping[str, str]) -> tuple[Poll, ...]:
    """Columns ``date, party, share`` (all 0 to 1, or all percentages), optional ``question``."""
    table.need(("date", "party", "share"))
    scale = _share_scale(table)
    found = tuple(
        Poll(
            row.date("date"), party_of(row, "party", names), row.number("share") / scale, row.text("question"), row.line
        )
        for row in table.rows
    )
    _ascending(table, [p.date for p in found])
    return found


def _share_scale(table: Table) -> float:
    """1 or 100. A file that could be read either way is refused: a share read as a percentage is a hundred times too small."""
    shares = [row.number("share", low=0, high=100) for row in table.rows]
    if max(shares) <= 1:
        return 1.0
    largest = shares.index(max(shares))
    if shares[largest] <= SURELY_PERCENT or any(0 < share <= 1 for share in shares):
        raise table.rows[largest].error(
            f"column share: {shares[largest]:g} is above 1, and the file does not read as percentages",
            "write every share from 0 to 1, or every share as a percentage: 54",
        )
    return 100.0


def series(table: Table, wanted: Sequence[str] = (), *, gaps: bool = False) -> Series:
    """A date column and columns of numbers; an empty cell is None. Within the observed span of a ``wanted`` column it is refused.

    Steps must be even (the step is the first one); a missing one is refused unless ``gaps``. Columns that hold words are left out.
    """
    dated = next((c for c in DATES if c in table.columns), None)
    if dated is None:
        raise table.rows[0].error(f"no column of dates; one of {', '.join(DATES)} is looked for", "name it date")
    table.need(wanted)
    dates = [row.date(dated) for row in table.rows]
    _ascending(table, dates, strictly=True)
    if not gaps:
        _even(table, dates)
    columns: dict[str, tuple[float | None, ...]] = {}
    for column in table.columns:
        if column == dated:
            continue
        if column in wanted:
            columns[column] = _whole(table, column, gaps=gaps)
            continue
        try:
            columns[column] = tuple(row.number(column) if row.text(column) else None for row in table.rows)
        except DataError:
            continue  # a column of words (a phase, a place) is no series
    return Series(tuple(dates), columns, tuple(row.line for row in table.rows))


def _whole(table: Table, column: str, *, gaps: bool) -> tuple[float | None, ...]:
    """A column whose empty cells, unless gaps are meant, stand only before its first number or after its last."""
    filled = [i for i, row in enumerate(table.rows) if row.text(column)]
    inside = range(filled[0], filled[-1] + 1) if filled else range(len(table.rows))
    return tuple(
        row.number(column) if row.text(column) or (i in inside and not gaps) else None
        for i, row in enumerate(table.rows)
    )


def from_series(
    found: Series, column: str, positive: str, negative: str, step: float, path: str
) -> tuple[Engagement, ...]:
    """A weekly series of net change as engagements: a move of at least ``step`` is a decisive one, won by ``positive`` where it is
    above 0; a smaller one changed nothing. Larger moves count once: their size is a matter for the analyst, not for θ.
    """
    if not step > 0:
        raise DataError.one(f"the step that counts as a decisive engagement must be above 0, not {step:g}")
    made = []
    for date, value, line in zip(found.dates, found.column(column, path), found.lines, strict=True):
        if value is None:
            continue
        won = None if abs(value) < step else (positive if value > 0 else negative)
        made.append(Engagement(date, won, f"{column} {value:+g}", line))
    return tuple(made)


def _ascending(table: Table, dates: Sequence[datetime.date], *, strictly: bool = False) -> None:
    for row, before, now in zip(table.rows[1:], dates, dates[1:], strict=False):
        if now < before or (strictly and now == before):
            word = "repeats" if now == before else "comes before"
            raise row.error(f"{now} {word} the date of the record above it, {before}", "sort the file by date")


def _even(table: Table, dates: Sequence[datetime.date]) -> None:
    if len(dates) < 3:
        return
    step = dates[1] - dates[0]
    months = step.days >= 28
    for row, before, now in zip(table.rows[2:], dates[1:], dates[2:], strict=False):
        whole = 28 <= (now - before).days <= 31 if months and step.days <= 31 else now - before == step
        if not whole:
            raise row.error(
                f"a gap: {before} is followed by {now}, but the series steps by {step.days} days",
                "add the missing records, or say that gaps are meant: --gaps",
            )
