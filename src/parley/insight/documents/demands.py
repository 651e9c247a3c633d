"""What each side demands, offers, refuses: one table by party, both sides by the same rules.

A line is here for its act, where it is one, else for what is done with the words (wanting, promising, denying), else for its
side on something other than talks and a truce.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from parley.insight.documents.lines import Line, Lines, of_whom
from parley.insight.documents.own import is_history, is_own
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
        if statement.furniture or lines.only_believed(statement) or (statement.id in shown and not _more(statement)):
            continue
        document = lines.documents[statement.document]
        if not is_own(document, statement) or is_history(document, statement):
            continue
        line = _line(lines, statement)
        if line is not None and not any(o.words == line.words and o.who == line.who for o in found):
            found.append(of_whom(line))
    return tuple(sorted(found, key=lambda x: order.get(x.party or "", 99)))


def _line(lines: Lines, statement: Statement) -> Line | None:
    deed = statement.deed
    if (
        deed is not None
        and deed.act == "condition"
        and statement.conditions
        and all(c.status == "dropped" for c in statement.conditions)
    ):
        return None
    if (
        deed is not None
        and deed.act == "concede"
        and statement.record == "act"
        and statement.source_text.lower() == "it"
    ):
        return None  # "it has stopped the fighting" may be what a deal did
    stance = next((x for x in statement.stances if x.proposition not in (TALKS, TRUCE, *FACTS, *CONDITIONS)), None)
    if deed is not None and deed.act in ACTS and not statement.negated:
        line = lines.line(statement, deed.because if statement.record == "act" else (), proposition=deed.thing)
        return replace(line, side=stance.side, proposition=stance.proposition) if stance is not None else line
    if stance is not None:
        return lines.line(statement, stance.because, side=stance.side, proposition=stance.proposition)
    act = _SAYING.get(statement.act)
    if statement.record == "act" or act is None or statement.stances or deed is not None:
        return None
    if act == "reject" and _DISPUTED.fullmatch(statement.cue_text.strip()) and len(_told(statement).split()) == 1:
        return None  # "as well as disputed land"
    if act == "demand":
        act = _asked(statement)
        if act is None:
            return None
    if statement.negated:  # "does not want to …"; who did not deny has not promised anything
        act = "reject" if act != "reject" else None
    return replace(lines.line(statement), act=act)


def _more(statement: Statement) -> bool:
    """Whether a statement that stands among the conditions also does something else: "must leave … only then"."""
    deed = statement.deed
    if deed is None or deed.act not in ACTS or deed.act == "condition":
        return False
    told = [s for c in statement.conditions for s in (*c.thing_words, *c.marker, *c.terms)]
    return bool(told) and not any(s.overlaps(t) for s in (*deed.because, *deed.about) for t in told)


_ASKS = re.compile(
    r"\b(?:demand|urg|call|ask|request|insist|appeal|press|pressur|want|implor|beg|plead|propos|recommend|advis|encourag|lobb|push|tell|told)",
    re.I,
)
"""Reporting words that ask something of somebody; to seek, to order or to convince may be of one's own."""
_OWN_PLAN = re.compile(r"\W*(?:(?:want|wish|hope|seek|prefer)\w* )?to ", re.I)
_DISPUTED = re.compile(r"disputed|contested|denied|rejected", re.I)
_QUESTION = re.compile(r"\W*(?:what|which|how|whether|why|who|if|about|where|when)\b", re.I)


def _asked(statement: Statement) -> str | None:
    """What words of wanting come to: a demand; "want" where it is what the speaker would do; None for a question or an order."""
    told = _told(statement)
    if _QUESTION.match(told):
        return None
    if _OWN_PLAN.match(told):
        return (
            "want"
            if re.search(r"\b(?:want|wish|hope|seek|sought|prefer|tr(?:y|ies|ied))", statement.cue_text, re.I)
            else None
        )
    if re.fullmatch(r"proposals?", statement.cue_text.strip(), re.I):
        return "offer"
    return "demand" if _ASKS.search(statement.cue_text) else None


def _told(statement: Statement) -> str:
    return statement.content_text[0] if statement.content_text else ""


__all__ = ["ACTS", "CONDITIONS", "FACTS", "wants"]
