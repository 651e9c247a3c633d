"""Claims that are asserted here and rejected there, linked.

Links are made of: accusations and their answers (:mod:`parley.reading.sides.charges`); accounts that cannot both be so
(:mod:`parley.reading.sides.counterclaims`); sides taken for and against one proposition by different speakers; a denial that points back ("denied
the accusation", "that is false") with the statement before it; a denial that repeats most of the words of another's claim,
in any document. Given vectors, also a denial of what lies near another's claim in other words. Nearness finds the
subject only; that one asserts and the other denies is told by the words of both. What its own speaker took back, in the same
document or in another that repeats its words, is linked too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from parley.reading.codebook import without_countries
from parley.reading.model import Statement, attributions
from parley.reading.sides.charges import POINTS, answered, is_charge, rejects
from parley.reading.sides.counterclaims import counterclaims
from parley.reading.sides.withdrawn import speaker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 400
"""Characters between a claim and a denial that only points to it."""
SHARED = 0.6
"""Share of a denial's content words that the claim must have."""
SAME = 0.6
"""Cosine from which a claim and a denial are held to be about one and the same matter."""
_LEAST, _MOST = 3, 5
_ACT_LEAST = 2
_ACT_WORDS = frozenset(
    ["statement", "remark", "comment", "claim", "call", "offer", "demand", "word", "letter", "threat", "promise"]
)
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_EMPTY = frozenset(
    [
        "the",
        "and",
        "that",
        "was",
        "were",
        "had",
        "has",
        "have",
        "for",
        "its",
        "their",
        "his",
        "her",
        "with",
        "from",
        "not",
        "are",
        "been",
        "being",
        "this",
        "those",
        "these",
        "any",
        "who",
        "which",
        "would",
        "will",
        "they",
        "them",
        "our",
        "you",
        "said",
        "says",
    ]
)


@dataclass(frozen=True, slots=True)
class Contest:
    """One claim with those who assert it and those who reject it; ids of statements, in the order given."""

    link: Literal["proposition", "charge", "counterclaim", "denial", "same words", "near in meaning", "taken back"]
    subject: str
    asserted: tuple[str, ...]
    rejected: tuple[str, ...]


def contested(
    statements: Iterable[Statement], vectors: Mapping[str, NDArray[np.float32]] | None = None
) -> tuple[Contest, ...]:
    """Every contest among statements of any number of documents; page furniture takes part too.

    Args:
        statements: as read; their order does not matter.
        vectors: unit vectors by statement id (:mod:`parley.reading.about.meaning`), for denials in other words than the claim's.
    """
    every = list(statements)
    given = sorted(attributions(every), key=lambda s: (s.document, s.content[0].start if s.content else 0))
    charged = _charged(every)
    answers = {i for c in charged for i in c.rejected}
    laid = [s for s in every if s.record == "act" and is_charge(s)]
    denied = _denials(given, vectors or {}, answers, laid)
    return (*_sides(given), *charged, *denied, *_countered(given, answers), *_taken_back(given))


def _charged(statements: Sequence[Statement]) -> list[Contest]:
    """Accusations with their answers; of one that two sides lay on each other, both are the same record."""
    out = []
    for found in answered(statements):
        subject = " ".join(" ".join(s.content_text) for s in found.charges[:1])
        if found.mutual:
            subject = f"who is to blame: {_MUTUAL.sub('', subject)}"
        elif found.turned:
            subject = f"who is to blame: {_about(found.charges[0])}"
        out.append(Contest("charge", subject, _ids(found.charges), (found.answer.id,)))
    return out


_THIS = re.compile(r"(?:that|this|it|these|those|they|(?:the|such|all) \w+)\b", re.I)
_MUTUAL = re.compile(
    r"^(?:(?:each others?|one another)\b[^,.]*?|(?:blame|accusations|allegations))\s(?:of|for|over|about|that)\s", re.I
)


def _about(charge: Statement) -> str:
    return (charge.deed.about_text if charge.deed is not None else None) or " ".join(charge.content_text)


def _countered(statements: Sequence[Statement], told: set[str]) -> list[Contest]:
    return [
        Contest("counterclaim", found.subject, (found.one.id,), (found.other.id,))
        for found in counterclaims(statements)
        if found.other.id not in told
    ]


def _sides(statements: Sequence[Statement]) -> list[Contest]:
    sides: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: {"for": [], "against": []})
    for statement in statements:
        for stance in statement.stances:
            if stance.side in ("for", "against"):
                sides[stance.proposition][stance.side].append(statement)
    out = []
    for proposition, told in sorted(sides.items()):
        yes, no = ({speaker(s) for s in told[side]} for side in ("for", "against"))
        if yes and no and len(yes | no) > 1:
            out.append(Contest("proposition", proposition, _ids(told["for"]), _ids(told["against"])))
    return out


def _ids(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(s.id for s in statements)


def _denials(
    statements: Sequence[Statement],
    vectors: Mapping[str, NDArray[np.float32]],
    told: set[str],
    laid: Sequence[Statement],
) -> list[Contest]:
    claims = [*_claims(statements), *laid]
    words = {s.id: _words(s) for s in (*statements, *laid)}
    holders: dict[str, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        for word in words[claim.id]:
            holders[word].append(index)
    out = []
    for index, statement in enumerate(statements):
        if statement.id in told:
            continue
        if rejects(statement) and (within := _told_within(statements, statement)):
            out.append(Contest("denial", " ".join(within[0].content_text), _ids(within), (statement.id,)))
            continue
        said = " ".join(statement.content_text).strip("“”\"' .,")
        points = rejects(statement) and (
            POINTS.match(said) or (statement.act != "deny" and len(said) < 120 and _THIS.match(said))
        )
        if points:
            before = _before(statements, index)
            if before is not None:
                out.append(Contest("denial", " ".join(before.content_text), (before.id,), (statement.id,)))
        elif statement.act == "deny" and len(words[statement.id]) >= _LEAST:
            if alike := _alike(claims, statement, words[statement.id], holders):
                out.append(Contest("same words", said, _ids(alike), (statement.id,)))
            elif statement.id in vectors and (close := _near(claims, statement, vectors)):
                out.append(Contest("near in meaning", said, _ids(close), (statement.id,)))
    return out


def _told_within(statements: Sequence[Statement], denial: Statement) -> list[Statement]:
    """Whose claim the denial itself passes on, or is appended to: "denied that its troops had crossed, as Arland claims"."""
    very = set(denial.content)  # "…, a claim the Emirates deny": both have the same words
    return [
        s for s in statements
        if (s.within == denial.id or (s.document == denial.document and not very.isdisjoint(s.content))) and s.act not in ("deny", "retract") and not s.negated and speaker(s) != speaker(denial)
    ]  # fmt: skip


def _taken_back(statements: Sequence[Statement]) -> list[Contest]:
    """Statements with the acts that took them back; without one where only the text calls them withdrawn."""
    acts = [s for s in statements if s.act == "retract" and not s.negated]
    out = []
    for claim in statements:
        if claim.taken_back:
            at = set(claim.taken_back)
            by = [a for a in acts if a.document == claim.document and at.issuperset(a.cue)]
            out.append(Contest("taken back", " ".join(claim.content_text), (claim.id,), _ids(by)))
    mine: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements if acts else ():
        if statement.act != "retract":
            mine[speaker(statement)].append(statement)
    for act in acts:
        wanted = _words(act) - _ACT_WORDS
        for claim in mine[speaker(act)] if len(wanted) >= _ACT_LEAST else ():
            if claim.document != act.document and len(wanted & _words(claim)) >= SHARED * len(wanted):
                out.append(Contest("taken back", " ".join(claim.content_text), (claim.id,), (act.id,)))
    return out


def _claims(statements: Sequence[Statement]) -> list[Statement]:
    """Statements that assert something themselves: no denials, and none that only report somebody's denial."""
    passing_on = {s.within for s in statements if s.act == "deny" or s.negated}
    return [s for s in statements if s.act not in ("deny", "retract") and not s.negated and s.id not in passing_on]


def _near(
    claims: Sequence[Statement], denial: Statement, vectors: Mapping[str, NDArray[np.float32]]
) -> list[Statement]:
    """Claims by others that lie near what is denied, nearest first, at most ``_MOST``."""
    mine = vectors[denial.id]
    found = []
    for order, claim in enumerate(claims):
        theirs = vectors.get(claim.id)
        if theirs is None or speaker(claim) == speaker(denial):
            continue
        cosine = float(mine @ theirs)
        if cosine >= SAME:
            found.append((-cosine, order))
    return [claims[order] for _, order in sorted(found)[:_MOST]]


def _before(statements: Sequence[Statement], index: int) -> Statement | None:
    """The nearest earlier claim by somebody else in the same document; else the question that is answered has none."""
    denial = statements[index]
    start = min(s.start for s in (*denial.content, *denial.cue, *denial.source))
    for other in reversed(statements[:index]):
        if other.document != denial.document or start - other.content[-1].end > NEAR:
            return None
        if other.act not in ("deny", "retract") and other.id != denial.within and speaker(other) != speaker(denial):
            return _outermost(statements, other, denial)
    return None


def _outermost(statements: Sequence[Statement], claim: Statement, denial: Statement) -> Statement:
    """Who says it: "some had the impression that the ministry was urging talks" is the impression of some."""
    by_id = {s.id: s for s in statements if s.document == claim.document}
    while (holder := by_id.get(claim.within or "")) is not None and holder.act not in ("deny", "retract"):
        if holder.id == denial.id or speaker(holder) == speaker(denial):
            break
        claim = holder
    return claim


def _alike(
    claims: Sequence[Statement], denial: Statement, mine: frozenset[str], holders: Mapping[str, Sequence[int]]
) -> list[Statement]:
    count: dict[int, int] = defaultdict(int)
    for word in mine:
        for index in holders.get(word, ()):
            count[index] += 1
    enough = (claims[index] for index, shared in sorted(count.items()) if shared >= SHARED * len(mine))
    return [claim for claim in enough if speaker(claim) != speaker(denial)]


def _words(statement: Statement) -> frozenset[str]:
    return content_words(" ".join(statement.content_text))


def content_words(text: str) -> frozenset[str]:
    """Words that carry what a text is about, cut to their stems; names of countries are left out."""
    said = without_countries(text)
    found = (w.lower() for w in _WORD.findall(said))
    return frozenset(_stem(w) for w in found if w not in _EMPTY)


def _stem(word: str) -> str:
    """So that "shelled" and "shelling" meet; crude on purpose, since most of the words must meet."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
