"""What each side demands, offers, refuses: one table by party, both sides by the same rules.

A line is here for its act, where it is one, else for what is done with the words (wanting, promising, denying), else for its
side on something other than talks and a truce.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from parley.insight.documents.lines import Line, Lines, of_whom
from parley.insight.documents.positions import TALKS, TRUCE
from parley.reading.model import Statement

FACTS = ("military-gains",)
"""Propositions of fact: both sides asserted makes a dispute."""
CONDITIONS = ("withdraw-first", "leader-must-go")
ACTS = ("demand", "offer", "promise", "concede", "accept", "reject", "threaten", "condition")
"""Acts of a bargain that tell what a side wants; the others (meetings, agreements, suspensions) stand in the list of acts."""
_SAYING = {"want": "demand", "promise": "promise", "deny": "reject", "favour": "favour"}
"""What the kind of saying comes to, where no row tells the act."""


def wants(lines: Lines, shown: Collection[str], order: Mapping[str, int]) -> tuple[Line, ...]:
    """Every such line once, by party in the given order, then as the texts have them.

    Args:
        lines: all statements and acts.
        shown: ids of those that stand in another part of the brief.
        order: party key → its place.
    """
    found: list[Line] = []
    for statement in lines.statements:
        if statement.furniture or statement.id in shown or lines.only_believed(statement):
            continue
        line = _line(lines, statement)
        if line is not None and not any(o.words == line.words and o.who == line.who for o in found):
            found.append(of_whom(line))
    return tuple(sorted(found, key=lambda x: order.get(x.party or "", 99)))


def _line(lines: Lines, statement: Statement) -> Line | None:
    deed = statement.deed
    stance = next((x for x in statement.stances if x.proposition not in (TALKS, TRUCE, *FACTS, *CONDITIONS)), None)
    if deed is not None and deed.act in ACTS and not statement.negated:
        line = lines.line(statement, deed.because if statement.record == "act" else (), proposition=deed.thing)
        return replace(line, side=stance.side, proposition=stance.proposition) if stance is not None else line
    if stance is not None:
        return lines.line(statement, stance.because, side=stance.side, proposition=stance.proposition)
    act = _SAYING.get(statement.act)
    if statement.record == "act" or act is None or statement.stances or deed is not None:
        return None
    if statement.negated:  # "does not want to …"; who did not deny has not promised anything
        act = "reject" if act != "reject" else None
    return replace(lines.line(statement), act=act)


__all__ = ["ACTS", "CONDITIONS", "FACTS", "wants"]
