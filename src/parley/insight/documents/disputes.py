"""Facts in dispute, with both sides' words: what one asserts and another rejects (:mod:`parley.reading.sides.contested`), what one
accuses another of and the other answers, and denials of which the text does not tell the claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.insight.documents import positions
from parley.insight.documents.demands import FACTS
from parley.insight.documents.lines import Line, Lines
from parley.reading.model import Statement
from parley.reading.sides.contested import contested

_CLAIM = re.compile(
    r"\b(?:claims?|allegations?|accusations?|reports?|assertions?|charges?|suggestions?|perception|impression|notion|idea)\b",
    re.I,
)
_CLAUSE = re.compile(r"^\W*(?:that\b|having\b|any (?:role|involvement|responsibility)\b|\w+ing\b|as false\b)", re.I)
_MOST = 4
"""Lines on each side of a dispute."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Something asserted here and rejected there; ``asserted`` is empty where the text tells only the denial."""

    subject: str
    asserted: tuple[Line, ...]
    rejected: tuple[Line, ...]


def disputes(lines: Lines, titles: dict[str, str]) -> tuple[Dispute, ...]:
    """Every dispute once: of fact first, then claims with their denials, then denials alone; in order of the texts."""
    out: list[Dispute] = []
    told: set[str] = set()
    for proposition in FACTS:
        pairs = [(s, x) for s, x in positions.on(lines, proposition) if not s.furniture]
        yes = _one_each(x for _, x in pairs if x.side == "for")
        no = _one_each(x for _, x in pairs if x.side == "against")
        if yes and no:
            out.append(Dispute(titles.get(proposition, proposition), tuple(yes[:_MOST]), tuple(no[:_MOST])))
    given = [s for s in lines.statements if s.record == "statement"]  # a side box may deny too, and is marked
    for contest in contested(given):
        if contest.link not in ("denial", "same words") or not contest.rejected:
            continue
        told.update(contest.rejected)
        out.append(Dispute(_short(contest.subject), _lines(lines, contest.asserted), _lines(lines, contest.rejected)))
    out += _answered(lines, given, told)
    for statement in given:
        if statement.id not in told and _denies(statement):
            subject = statement.question or _short(" ".join(statement.content_text))
            out.append(Dispute(subject, (), (lines.line(statement),)))
    return tuple(out)


def _lines(lines: Lines, ids: Sequence[str]) -> tuple[Line, ...]:
    return tuple(_one_each(lines.line(lines.by_id[i]) for i in ids)[:_MOST])


def _answered(lines: Lines, given: Sequence[Statement], told: set[str]) -> list[Dispute]:
    """An accusation, and what the accused says next about it: another accusation, or a charge turned round."""
    out = []
    for index, statement in enumerate(given):
        if statement.act != "blame" or statement.negated or statement.id in told:
            continue
        for other in given[index + 1 :]:
            if other.document != statement.document or other.content[0].start - statement.content[-1].end > _NEAR:
                break
            accused = _accused(statement)
            if other.act == "blame" and other.id not in told and accused and _names(accused, other.source_text):
                told.update((statement.id, other.id))
                subject = f"who is to blame: {_short(' '.join(statement.content_text))}"
                out.append(Dispute(subject, (lines.line(statement),), (lines.line(other),)))
                break
    return out


_NEAR = 500
"""Characters between an accusation and its answer."""


def _accused(statement: Statement) -> str | None:
    return statement.deed.toward_text if statement.deed is not None and statement.deed.act == "accuse" else None


def _names(one: str, other: str) -> bool:
    """Whether two phrases share a word that is not one of every phrase."""
    words = [{w.lower() for w in re.findall(r"[^\W\d_]{3,}", t)} - _COMMON for t in (one, other)]
    return not words[0].isdisjoint(words[1])


_COMMON = frozenset(
    ["the", "said", "its", "their", "government", "officials", "army", "forces", "spokesman", "ministry"]
)


def _denies(statement: Statement) -> bool:
    """A denial of something held to be so: of a claim, or in a clause; not the refusal of an offer."""
    words = " ".join(statement.content_text).strip("“”\"' .,")
    if statement.question and words.lower() == "no":
        return True
    if statement.act != "deny" or statement.negated:
        return False
    return bool(_CLAIM.search(words) or (_CLAUSE.match(words) and "den" in statement.cue_text.lower()))


def _short(text: str) -> str:
    words = " ".join(text.split()).strip("“”\"' ,.").removeprefix("that ").split()
    return " ".join(words[:16]) + (" …" if len(words) > 16 else "")


def _one_each(lines: Iterable[Line]) -> list[Line]:
    out: list[Line] = []
    for line in lines:
        if not any(o.who == line.who for o in out):
            out.append(line)
    return out


__all__ = ["Dispute", "disputes"]
