"""Acts since a day, in time: threats, offers, meetings, agreements, suspensions, aid; and what changed between two dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from parley.insight.documents import positions
from parley.insight.documents.lines import Line, Lines
from parley.reading.model import Statement


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody who is on one side at one date and on another at a later one."""

    who: str
    about: str
    before: Line
    after: Line


_AID = {"aid": "aid", "aid_refused": "aid refused"}


def acts(lines: Lines, since: datetime.date | None = None) -> tuple[Line, ...]:
    """Every act, aid among them, the earliest first, undated ones last; ``since`` leaves out earlier ones and those without a date."""
    found: list[Line] = []
    for statement in lines.statements:
        deed, aid = statement.deed, _AID.get(statement.fact.kind) if statement.fact is not None else None
        if (deed is None and aid is None) or statement.furniture:
            continue
        if statement.negated and (deed is None or deed.act != "reject"):  # "refused to start" is told as a denial
            continue
        if since is not None and (statement.date is None or statement.date < since):
            continue
        line = lines.line(statement, proposition=deed.thing if deed is not None else "aid")
        if deed is None and statement.fact is not None:
            line = replace(line, act=aid, toward=statement.fact.receiver_text)
        if not any(o.words == line.words and o.act == line.act and o.who == line.who for o in found):
            found.append(line)
    return tuple(sorted(found, key=lambda x: x.date or datetime.date.max))


def changed(lines: Lines, titles: dict[str, str]) -> tuple[Change, ...]:
    """Per speaker and proposition (talks, a truce): the last line at an earlier date and the first on another side after it."""
    said: dict[tuple[str, str], list[tuple[Statement, Line]]] = defaultdict(list)
    for proposition in (positions.TALKS, positions.TRUCE):
        for statement, line in positions.on(lines, proposition):
            if statement.date is not None and not statement.furniture and _somebody(statement):
                said[statement.resolved or statement.source_text, proposition].append((statement, line))
    out = []
    for (who, proposition), told in said.items():
        told.sort(key=lambda p: (p[0].date or datetime.date.max, lines.order[p[0].id]))
        for (a, before), (b, after) in pairwise(told):
            if a.date != b.date and before.side != after.side:
                out.append(Change(who, titles.get(proposition, proposition), before, after))
    return tuple(out)


def _somebody(statement: Statement) -> bool:
    """Whether two statements of this speaker are known to be one speaker's."""
    return statement.resolved is not None or statement.footing.kind == "institution"


__all__ = ["Change", "acts", "changed"]
