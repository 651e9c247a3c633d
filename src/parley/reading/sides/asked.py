"""What the terms of a condition ask for, and which words that look like terms only tell a time."""

from __future__ import annotations

import re

from parley.reading.sides.propositions import LEAVE, REIGN, TROOPS, WITHDRAW

WHEN = re.compile(
    r"\W*(?:not |only )?(?:until|till|before|after) (?:(?:the|this|next|early|late|mid|end|beginning|middle|start|of|at least|coming|following)[ -])*"
    r"(?:spring|summer|autumn|fall|winter|months?|years?|weeks?|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|easter|christmas|ramadan|new year|tomorrow|harvest|\d{4})(?: \d{4})?\W*", re.I,
)  # fmt: skip
MUTUAL = re.compile(
    r"\bif (?:the (?:other|others|enemy|opposing)|both|all|they|the two)\b.{0,30}\b(?:agree[sd]?|do|does|did|the same|stop(?:s|ped)?|reciprocate[sd]?|accept(?:s|ed)?|hold(?:s)?|held)\b",
    re.I,
)
"""Asks of the other side only the same."""
FOREVER = re.compile(r"as long as (?:it takes|necessary|needed|required|we can|possible)", re.I)


def asked_for(terms: str) -> str | None:
    """What a condition asks for, where it is one of the propositions that ship."""
    if re.search(rf"\b{WITHDRAW}\b", terms, re.I) or (LEAVE.search(terms) and TROOPS.search(terms)):
        return "withdraw-first"
    return "leader-must-go" if REIGN.search(terms) else None


__all__ = ["FOREVER", "MUTUAL", "WHEN", "asked_for"]
