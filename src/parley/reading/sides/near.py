"""Conditions on a thing that stand in the words around it, wherever the parse hung them; and what they ask for."""

from __future__ import annotations

import re

from parley.core.spans import Span
from parley.reading.english.attitude import Attitude
from parley.reading.sides.propositions import LEAVE, REIGN, TROOPS, WITHDRAW

_NEAR = 90
"""Characters after a thing within which the word of a condition is looked for."""
_IF = re.compile(
    r"\b(?:until|unless|only (?:if|when|after|once)|if and only if|provided(?: that)?|on condition|in (?:return|exchange) for|contingent on|conditional on|"
    r"hing(?:e|es|ed|ing) on|depend(?:s|ed|ing|ent)? on|subject to|so long as|as long as|while)\b", re.I,
)  # fmt: skip
_IF_FIRST = re.compile(r"^\W*(?:not until|until|unless|only (?:if|when|after|once)|not before|if)\b[^.;!?]*$", re.I)
_BUT_ONLY = re.compile(
    r"[^.,:;!?”\"]{0,40}[,”\"]* (?:but|though|although|albeit) (?P<terms>(?:only|not) "
    r"(?:if|when|after|once|until|till|unless|before|while|as long as|so long as)\b[^.;!?”\"]*[^.,;!?”\"\s])", re.I,
)  # fmt: skip
_CLAUSE_END = re.compile(r"[.;!?”\"]|, (?:and|but|or|so|which|who)\b")
_MUTUAL = re.compile(
    r"\bif (?:the (?:other|others|enemy|opposing)|both|all|they|the two)\b.{0,30}\b(?:agree[sd]?|do|does|did|the same|stop(?:s|ped)?|reciprocate[sd]?|accept(?:s|ed)?|hold(?:s)?|held)\b",
    re.I,
)
WHEN = re.compile(
    r"\W*(?:not |only )?(?:until|till|before|after) (?:(?:the|this|next|early|late|mid|end|beginning|middle|start|of|at least|coming|following)[ -])*"
    r"(?:spring|summer|autumn|fall|winter|months?|years?|weeks?|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|easter|christmas|ramadan|new year|tomorrow|harvest|\d{4})(?: \d{4})?\W*", re.I,
)  # fmt: skip
FOREVER = re.compile(r"as long as (?:it takes|necessary|needed|required|we can|possible)", re.I)


def conditioned(found: Attitude, text: str, within: Span, at: Span) -> None:
    """Take a condition that the parse hung elsewhere, if its word follows near; let go of one that only asks for the same.

    ``at``: the characters of the thing, among those ``within`` which the ``text`` is reported.
    """
    if found.condition is None and (but := _BUT_ONLY.match(text, at.end)) is not None:
        found.condition, found.lasting = Span(*but.span("terms")), False
    if found.condition is None:
        clause = _CLAUSE_END.split(text[at.end : min(within.end, at.end + _NEAR)])[0]
        match = _IF.search(clause)
        if match is not None:
            found.condition = Span(at.end + match.start(), at.end + len(clause.rstrip()))
            found.lasting = match.group().lower() in ("while", "so long as", "as long as")
    if found.condition is None and found.modal and not found.hypothetical:
        start = max(within.start, at.start - 2 * _NEAR)
        before = re.split(r"[.;!?“\"]", text[start : at.start])[-1]
        if (_IF_FIRST.match(before) and "," in before) or re.match(r"\W*not until\b", before, re.I):
            found.condition = Span(at.start - len(before.lstrip()), at.start - len(before) + len(before.rstrip()))
            found.lasting = False
    if found.condition is not None and _MUTUAL.search(found.condition.of(text)):
        found.condition = None


def asked_for(terms: str) -> str | None:
    """What a condition asks for, where it is one of the propositions that ship."""
    if re.search(rf"\b{WITHDRAW}\b", terms, re.I) or (LEAVE.search(terms) and TROOPS.search(terms)):
        return "withdraw-first"
    return "leader-must-go" if REIGN.search(terms) else None


__all__ = ["FOREVER", "WHEN", "asked_for", "conditioned"]
