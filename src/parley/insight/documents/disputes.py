"""Facts in dispute, with both sides' words: what one asserts and another rejects (:mod:`parley.reading.sides.contested`), what one
accuses another of and the other answers, and denials of which the text does not tell the claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parley.insight.documents import positions
from parley.insight.documents.demands import FACTS
from parley.insight.documents.lines import Line, Lines
from parley.reading.model import Statement
from parley.reading.sides.charges import rejects
from parley.reading.sides.contested import contested

_CLAIM = re.compile(
    r"\b(?:claims?|allegations?|accusations?|reports?|assertions?|charges?|suggestions?|perception|impression|notion|idea|involvement|responsibility|"
    r"complicity|violations?)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"^\W*(?:that\b|there (?:was|were|is|are|had|has)\b|(?:it|they|he|she) (?:had|has|have|was|were|is|are)\b|having\b|any (?:role|involvement|responsibility)\b|\w+ing\b|as false\b)",
    re.I,
)
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
    for contest in contested(s for s in lines.statements if not s.furniture or s.record == "statement"):
        if contest.link in ("proposition", "taken back", "near in meaning") or not contest.rejected:
            continue  # a side box may deny too, and is marked
        answer = lines.by_id[contest.rejected[0]]
        if contest.link == "same words" and not rejects(answer):
            continue  # "refused to hold talks" disputes no fact
        if contest.link == "same words" and _of_one_sentence(lines, contest.asserted, answer):
            continue
        told.update((*contest.rejected, *(contest.asserted if contest.link == "charge" else ())))
        out.append(
            Dispute(_short(contest.subject), _lines(lines, contest.asserted), _answer(lines, contest.asserted, answer))
        )
    for statement in lines.statements:
        if statement.record == "statement" and statement.id not in told and _denies(statement):
            subject = statement.question or _short(" ".join(statement.content_text))
            out.append(Dispute(subject, (), (lines.line(statement),)))
    return tuple(out)


def _of_one_sentence(lines: Lines, asserted: Sequence[str], answer: Statement) -> bool:
    """Whether all that is asserted holds the rejection in its own words: the report that somebody opposes it is no assertion of it."""
    return bool(asserted) and all(
        one.document == answer.document
        and any(a.contains(b) for a in one.content for b in (*answer.content, *answer.cue))
        for one in (lines.by_id[i] for i in asserted)
    )


def _answer(lines: Lines, asserted: Sequence[str], answer: Statement) -> tuple[Line, ...]:
    """The answering line; of "which it denies" the one accused says it."""
    line = lines.line(answer)
    charge = lines.by_id[asserted[0]].deed if asserted else None
    if (
        answer.source_text.lower() in ("it", "they", "he", "she")
        and charge is not None
        and charge.toward_text
        and charge.act == "accuse"
    ):
        line = replace(line, who=charge.toward_text, party=charge.toward_party)
    return (line,)


def _lines(lines: Lines, ids: Sequence[str]) -> tuple[Line, ...]:
    return tuple(_one_each(lines.line(lines.by_id[i]) for i in ids)[:_MOST])


def _denies(statement: Statement) -> bool:
    """A denial of something held to be so: of a claim, or in a clause; not the refusal of an offer."""
    words = " ".join(statement.content_text).strip("“”\"' .,")
    if statement.question and words.lower() == "no":
        return True
    if (
        statement.act != "deny"
        and rejects(statement)
        and re.match(rf"(?:[\w’']+\s){{0,5}}?{_CLAIM.pattern}", words, re.I)
    ):
        return True
    if statement.act != "deny" or statement.negated:
        return False
    return bool(_CLAIM.search(words) or (_CLAUSE.match(words) and "den" in statement.cue_text.lower()))


_TAG = re.compile(r"</?\w+[^>]*>")
_AS_A_CLAIM = re.compile(
    r"^(?:as (?:\w+\s){1,2}?)?(?:an?|the|any|all)?\s?(?:claims?|allegations?|reports?|accusations?|suggestions?) that ",
    re.I,
)
"""What leads to the matter itself: "as false a claim that"."""


def _short(text: str) -> str:
    plain = " ".join(text.split()).strip("“”\"' ,.").removeprefix("that ")
    plain = _AS_A_CLAIM.sub("", _TAG.sub("", plain))
    words = plain.split()
    return " ".join(words[:16]) + (" …" if len(words) > 16 else "")


def _one_each(lines: Iterable[Line]) -> list[Line]:
    out: list[Line] = []
    for line in lines:
        if not any(o.who == line.who for o in out):
            out.append(line)
    return out


__all__ = ["Dispute", "disputes"]
