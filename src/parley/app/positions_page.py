"""Positions in time: for each proposition, who stood where and when, from the ledger's statements."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parley.app.names import names_of
from parley.app.workbench import Workbench
from parley.report.plot import Scale

if TYPE_CHECKING:
    from parley.ledger import Ledger
    from parley.reading.model import Statement

SIDES = ("for", "conditional", "ambiguous", "later", "against")
WIDTH, ROW, LEFT = 760.0, 26.0, 8.0
MANY = 100
MOST_ACTORS = 40
"""Speakers shown, those who said most first; the rest are counted."""
MOST_SAID = 12
"""Statements listed of one speaker."""


@dataclass(frozen=True)
class Mark:
    """One statement, or several of one side in one month where there are many. ``x`` in user units."""

    x: float
    side: str
    count: int
    date: datetime.date
    statement: str | None


def positions(workbench: Workbench, query: Mapping[str, str]) -> dict[str, Any]:
    """``about`` of the query names the proposition; default: the one on which most was said."""
    from parley.ledger.queries import Filter

    with workbench.ledger_lock:
        ledger = workbench.ledger
        counts = workbench.keep(("stances", workbench.revision), lambda: _counts(ledger))
        offered = sorted(counts, key=lambda p: (-counts[p], p))
        about = query.get("about") if query.get("about") in counts else (offered[0] if offered else None)
        statements: list[Statement] = []
        if about is not None:
            statements = [e.statement for e in ledger.entries(Filter(proposition=about, furniture=False))]
    dated: list[tuple[str, str | None, datetime.date | None, str, Statement]] = [
        (
            s.resolved or s.footing.described or s.source_text or "unnamed",
            s.party,
            s.date,
            stance.side,
            s,
        )
        for s in statements
        for stance in s.stances
        if stance.proposition == about
    ]
    days = [d for _, _, d, _, _ in dated if d]
    scale = _scale(days)
    actors: dict[str, dict[str, Any]] = {}
    for who, party, date, side, s in dated:
        actor = actors.setdefault(who, {"who": who, "party": party, "sides": dict.fromkeys(SIDES, 0), "said": []})
        actor["sides"][side] = actor["sides"].get(side, 0) + 1
        actor["said"].append({"date": date, "side": side, "statement": s.id, "text": " … ".join(s.content_text)})
    everybody = sorted(actors.values(), key=lambda a: (-len(a["said"]), a["who"]))
    listed = everybody[:MOST_ACTORS]
    names = names_of(workbench)
    for actor in listed:
        actor["said"].sort(key=lambda x: (x["date"] or datetime.date.min, x["statement"]))
    return {
        "propositions": {p: counts[p] for p in offered},
        "titles": names["proposition"],
        "parties": names["party"],
        "about": about,
        "sides": SIDES,
        "most": MOST_SAID,
        "actors": listed,
        "others": len(everybody) - len(listed),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "draw": {
            "width": WIDTH,
            "height": ROW * max(len(listed), 1) + 30,
            "row": ROW,
            "marks": [_marks(actor, scale, sum(len(a["said"]) for a in listed) > MANY) for actor in listed],
            "ticks": _ticks(days, scale),
        },
    }


def _counts(ledger: Ledger) -> dict[str, int]:
    """Proposition → how many statements take a side on it."""
    from parley.ledger.queries import Filter

    out: dict[str, int] = {}
    for value, count in ledger.facets(Filter(furniture=False), most=1000)["stance"]:
        proposition = str(value).rpartition(": ")[0]
        out[proposition] = out.get(proposition, 0) + count
    return out


def _scale(days: list[datetime.date]) -> Scale:
    numbers = [d.toordinal() for d in days] or [0, 1]
    low, high = min(numbers), max(numbers)
    room = max((high - low) * 0.04, 1.0)
    return Scale(low - room, high + room, LEFT, WIDTH - LEFT)


def _marks(actor: dict[str, Any], scale: Scale, many: bool) -> list[Mark]:
    """At most a hundred marks in the picture: beyond that, statements of one side in one month are one mark."""
    if not many:
        return [
            Mark(scale(x["date"].toordinal()), x["side"], 1, x["date"], x["statement"])
            for x in actor["said"]
            if x["date"]
        ]
    grouped: dict[tuple[int, int, str], list[datetime.date]] = {}
    for x in actor["said"]:
        if x["date"]:
            grouped.setdefault((x["date"].year, x["date"].month, x["side"]), []).append(x["date"])
    return [
        Mark(scale(datetime.date(year, month, 15).toordinal()), side, len(dates), dates[0], None)
        for (year, month, side), dates in sorted(grouped.items())
    ]


def _ticks(days: list[datetime.date], scale: Scale) -> list[tuple[float, str]]:
    if not days:
        return []
    first, last = min(days), max(days)
    chosen = [first] if first == last else [first + (last - first) * i / 3 for i in range(4)]
    return [(scale(d.toordinal()), f"{d.day} {d:%b %Y}") for d in dict.fromkeys(chosen)]
