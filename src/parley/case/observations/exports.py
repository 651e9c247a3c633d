"""Exports of two public collections of events, read as their users download them.

UCDP GED (Sundberg and Melander 2013): one record an event with deaths by side. ACLED (Raleigh et al. 2010): one record an event with its
type and actors. Neither says who won a war; what each can say, and what not, is in the functions.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from parley.case.observations.records import Engagement, Series, party_of
from parley.case.observations.table import Row, Table

UCDP = ("date_start", "side_a", "side_b", "best")
ACLED = ("event_date", "event_type", "sub_event_type", "actor1")
TAKEN = frozenset({"government regains territory", "non-state actor overtakes territory"})
"""ACLED's types of event after which territory has changed hands; ``actor1`` then holds it."""


def ucdp_weeks(table: Table) -> Series:
    """Weekly deaths by UCDP GED: columns ``best`` (all), ``deaths_a``, ``deaths_b``, ``deaths_civilians``, ``events``; weeks from
    Monday, empty ones 0. An event is dated by its start. It has no winners: use it for losses, not for θ.
    """
    table.need(UCDP)
    counted = ("best", *(c for c in ("deaths_a", "deaths_b", "deaths_civilians") if c in table.columns))
    events = [(row.date("date_start"), {c: row.number(c, low=0) for c in counted}, row) for row in table.rows]
    return _weekly(events, counted)


def acled_weeks(table: Table) -> Series:
    """Weekly ``events`` and ``fatalities`` by ACLED; weeks from Monday, empty ones 0."""
    table.need(ACLED)
    counted = ("fatalities",) if "fatalities" in table.columns else ()
    events = [(row.date("event_date"), {c: row.number(c, low=0) for c in counted}, row) for row in table.rows]
    return _weekly(events, counted)


def acled_engagements(table: Table, names: Mapping[str, str]) -> tuple[Engagement, ...]:
    """ACLED's battles as engagements, by date: where territory changed hands ``actor1`` won it, an armed clash changed nothing.

    Other types of event are left out. Actors are found by the names, titles and aliases of the case's parties, also as a part of
    ACLED's longer names ("Military Forces of …"); an actor that is none of them is refused with its line.
    """
    table.need(ACLED)
    found = []
    for row in table.rows:
        if row.text("event_type").casefold() != "battles":
            continue
        kind = row.text("sub_event_type")
        won = _actor(row, names) if kind.casefold() in TAKEN else None
        found.append(Engagement(row.date("event_date"), won, kind, row.line))
    return tuple(sorted(found, key=lambda e: (e.date, e.line)))


def _actor(row: Row, names: Mapping[str, str]) -> str:
    actor = row.text("actor1").casefold()
    holding = {key for name, key in names.items() if name and name in actor}
    return next(iter(holding)) if len(holding) == 1 else party_of(row, "actor1", names)


def _weekly(events: Sequence[tuple[datetime.date, Mapping[str, float], Row]], counted: Sequence[str]) -> Series:
    by_week: dict[datetime.date, dict[str, float]] = {}
    first_line: dict[datetime.date, int] = {}
    for date, numbers, row in events:
        monday = date - datetime.timedelta(days=date.weekday())
        week = by_week.setdefault(monday, dict.fromkeys((*counted, "events"), 0.0))
        first_line.setdefault(monday, row.line)
        week["events"] += 1
        for name, value in numbers.items():
            week[name] += value
    start, end = min(by_week), max(by_week)
    weeks = [start + datetime.timedelta(weeks=i) for i in range((end - start).days // 7 + 1)]
    columns = {name: tuple(by_week[w][name] if w in by_week else 0.0 for w in weeks) for name in (*counted, "events")}
    lines: list[int] = []
    for w in weeks:
        lines.append(first_line.get(w, lines[-1] if lines else 1))
    return Series(tuple(weeks), columns, tuple(lines))
