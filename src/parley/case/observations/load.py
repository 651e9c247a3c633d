"""One door: a CSV file, judged by its columns, as engagements, a series or polls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from parley.case.observations import exports, records
from parley.case.observations.records import Engagement, Poll, Series
from parley.case.observations.table import Table, read_table
from parley.case.types import Party

Kind = Literal["engagements", "polls", "ucdp", "acled", "series"]


@dataclass(frozen=True)
class Observations:
    """What a file holds. Only the fields of its kind are filled (ACLED: engagements and a series)."""

    path: str
    kind: Kind
    engagements: tuple[Engagement, ...] = ()
    series: Series | None = None
    polls: tuple[Poll, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
    """What the file cannot say, for the reader."""


def sniff(table: Table) -> Kind:
    """The kind of file by its columns."""
    has = set(table.columns)
    if {"date", "won_by"} <= has:
        return "engagements"
    if set(exports.ACLED) <= has:
        return "acled"
    if set(exports.UCDP) <= has:
        return "ucdp"
    if {"date", "party", "share"} <= has:
        return "polls"
    return "series"


def names_of(parties: Iterable[Party]) -> dict[str, str]:
    """Key, title and aliases of each party, case folded → its key; a name that two share belongs to the first."""
    found: dict[str, str] = {}
    for party in parties:
        for name in (party.key, party.title, *party.aliases):
            found.setdefault(name.casefold(), party.key)
    return found


def load(
    path: str | Path,
    parties: Mapping[str, Party],
    *,
    columns: Sequence[str] = (),
    gaps: bool = False,
    text: str | None = None,
) -> Observations:
    """Read a file of observations. ``columns``: those of a series that must be complete. Raises :class:`DataError` with the line."""
    table = read_table(path, text)
    names = names_of(parties.values())
    kind = sniff(table)
    if kind == "engagements":
        return Observations(table.path, kind, engagements=records.engagements(table, names))
    if kind == "polls":
        return Observations(table.path, kind, polls=records.polls(table, names))
    if kind == "ucdp":
        note = "UCDP GED counts deaths and names no winner: it moves no belief about who wins an engagement."
        return Observations(table.path, kind, series=exports.ucdp_weeks(table), notes=(note,))
    if kind == "acled":
        note = "ACLED codes the event, not its weight: each change of control counts once."
        found = exports.acled_engagements(table, names)
        return Observations(table.path, kind, found, exports.acled_weeks(table), notes=(note,))
    return Observations(table.path, kind, series=records.series(table, [c.lower() for c in columns], gaps=gaps))
