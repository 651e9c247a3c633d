"""Conditions as a brief tells them: what must come first for what, by whom, whether it still stands, and the other's answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.insight.documents.demands import CONDITIONS
from parley.insight.documents.lines import Line, Lines
from parley.insight.documents.positions import TALKS, TRUCE
from parley.reading.model import Condition, Stance, Statement
from parley.reading.sides.contested import content_words

_ABOUT = re.compile(r"\b(?:talks?|negotiat\w+|condition|precondition|demand)\b", re.I)
_ANSWERS = ("accept", "reject", "agree", "concede")
THINGS = {TALKS: "talks", TRUCE: "truce"}
_SHARED = 0.5
"""Share of the content words of a condition's terms that an answer to it has."""


@dataclass(frozen=True, slots=True)
class Precondition:
    """A condition: stated, repeated, hardened, or once stated and not repeated."""

    status: str
    line: Line
    thing: str | None = None
    """What hangs on it: talks, truce, treaty, recognition, withdrawal, release, aid, other."""
    terms: str | None = None
    """What must come first."""
    answers: tuple[Line, ...] = ()
    """What others say to it."""


def preconditions(lines: Lines) -> tuple[Precondition, ...]:
    """Every condition once, in order of the texts."""
    out: list[Precondition] = []
    dropped = [s for s in lines.statements if _drops(s)]
    for statement in lines.statements:
        if statement.furniture:
            continue
        if statement in dropped:
            out.append(Precondition("not repeated", lines.line(statement)))
        elif not any(o.within == statement.id for o in dropped):  # that only passes on the other's words
            out += _of(lines, statement)
    return tuple(_once(_without_echo(out)))


def _without_echo(found: Sequence[Precondition]) -> list[Precondition]:
    """Without those whose terms are not told and whose words another's, with terms, hold: two readings of one sentence."""
    return [
        one for one in found
        if one.terms or not any(o.terms and o.line.document_id == one.line.document_id and o.line.start < one.line.end and one.line.start < o.line.end for o in found)
    ]  # fmt: skip


def _of(lines: Lines, statement: Statement) -> list[Precondition]:
    if statement.conditions:
        return [_told(lines, statement, c) for c in statement.conditions]
    stance = next((x for x in statement.stances if x.proposition in CONDITIONS and x.side == "for"), None)
    stance = stance or next((x for x in statement.stances if x.side == "conditional"), None)
    if stance is None:
        return []
    text = lines.documents[statement.document].text
    thing, terms = _of_stance(text, stance)
    return [Precondition("stated", lines.line(statement, stance.because), thing, terms)]


_MARK = re.compile(
    r"\W*(?:(?:but |and )?(?:only |not |unless and )?(?:if|unless|until|till|when|once|after|before|while|as long as|so long as|provided(?: that)?|without|on condition that|in exchange for))\b\s*",
    re.I,
)
"""The words that open a condition; what follows them are its terms."""


def _of_stance(text: str, stance: Stance) -> tuple[str | None, str | None]:
    """What hangs on a side taken on a condition, and the words of its terms, where those that decided hold them."""
    thing = THINGS.get(stance.proposition)
    for span in sorted(stance.because, key=lambda s: s.start - s.end):
        words = " ".join(span.of(text).split())
        mark = _MARK.match(words)
        if mark is not None and len(words) - mark.end() > 3:
            return thing, words[mark.end() :].strip(' ,.;:”“"')
    if stance.proposition in CONDITIONS:
        return None, " ".join(
            max(stance.because, key=lambda s: s.end - s.start).of(text).split()
        ) if stance.because else None
    return thing, None


_STATUS = {"set": "stated", "dropped": "not repeated", "repeated": "repeated", "hardened": "hardened"}


def _told(lines: Lines, statement: Statement, condition: Condition) -> Precondition:
    terms = _with_mark(lines, statement, condition)
    line = lines.line(statement, (*condition.thing_words, *condition.marker, *condition.terms))
    line = replace(line, condition=terms, side="conditional", proposition=condition.thing)
    if condition.setter_text:  # told of somebody else
        teller = "" if statement.record == "act" else f", by the account of {line.who}"
        line = replace(line, who=f"{condition.setter_text}{teller}", party=condition.setter_party)
    return Precondition(_STATUS[condition.status], line, condition.thing, terms, _answers(lines, statement, terms))


_WHILE_SO = re.compile(r"(?:for )?(?:as|so) long as|while", re.I)


def _with_mark(lines: Lines, statement: Statement, condition: Condition) -> str:
    """The terms; of "not over as long as the hills are held" with their mark, since what is asked for is the contrary."""
    terms = " ".join(condition.terms_text.split())
    mark = " ".join(" ".join(s.of(lines.documents[statement.document].text) for s in condition.marker).split())
    return f"{mark.lower()} {terms}" if _WHILE_SO.fullmatch(mark) and condition.rule not in _KEPT_SO else terms


_KEPT_SO = frozenset({"conditions/as-long-as"})
"""Rows of which "as long as" may also hold out ("will talk as long as the truce holds")."""


def _answers(lines: Lines, setter: Statement, terms: str) -> tuple[Line, ...]:
    """What somebody else accepts or rejects in the words of the terms."""
    wanted = content_words(terms)
    found: list[Line] = []
    for other in lines.statements if len(wanted) > 1 else ():
        if _same_side(setter, other) or other.furniture or other.id == setter.id:
            continue
        replies = other.act == "deny" or (other.deed is not None and other.deed.act in _ANSWERS)
        if replies and len(wanted & content_words(" ".join(other.content_text))) >= _SHARED * len(wanted):
            found.append(lines.line(other))
    return tuple(found)


def _same_side(one: Statement, other: Statement) -> bool:
    if one.party and other.party:
        return one.party == other.party
    return (one.resolved or one.source_text) == (other.resolved or other.source_text)


def _once(found: Sequence[Precondition]) -> list[Precondition]:
    out: list[Precondition] = []
    for one in found:
        same = (one.line.who, one.terms or one.line.words)
        if not any((o.line.who, o.terms or o.line.words) == same for o in out):
            out.append(one)
    return out


def _drops(statement: Statement) -> bool:
    """A condition once stated that is not repeated, or is said to be given up."""
    if not _ABOUT.search(" ".join(statement.content_text)):
        return False
    cue = statement.cue_text.lower()
    unsaid = statement.negated and re.search(r"\b(?:repeat|restate|reiterate|insist|demand|mention)", cue)
    return bool(unsaid or re.search(r"\b(?:dropped|abandoned|gave up|withdrew)\b", cue))


__all__ = ["Precondition", "preconditions"]
