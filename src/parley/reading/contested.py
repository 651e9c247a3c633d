"""Claims that are asserted here and rejected there, linked.

Three links are made: sides taken for and against one proposition by different speakers; a denial that points back ("denied
the accusation", "that is false") with the statement before it; a denial that repeats most of the words of another's claim,
in any document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.reading.model import Statement

NEAR = 400
"""Characters between a claim and a denial that only points to it."""
SHARED = 0.6
"""Share of a denial's content words that the claim must have."""
_LEAST = 3
_POINTER = re.compile(
    r"(?:that|this|it|them|(?:the|this|that|those|these|such|any|all) "
    r"(?:claims?|allegations?|accusations?|reports?|assertions?|charges?|suggestions?))",
    re.I,
)
_FALSE = re.compile(
    r"(?:that|this|it|the (?:claim|allegation|accusation|report|charge)s?)(?:['’]s| is| was| are| were)"
    r"(?: simply| completely| totally| just)? (?:false|untrue|wrong|a lie|not true|nonsense|rejected)\b", re.I,
)  # fmt: skip
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

    link: Literal["proposition", "denial", "same words"]
    subject: str
    asserted: tuple[str, ...]
    rejected: tuple[str, ...]


def contested(statements: Iterable[Statement]) -> tuple[Contest, ...]:
    """Every contest among statements of any number of documents; page furniture takes part too."""
    given = sorted(statements, key=lambda s: (s.document, s.content[0].start if s.content else 0))
    return (*_sides(given), *_denials(given))


def speaker(statement: Statement) -> str:
    """Who speaks, for telling two speakers apart."""
    return (statement.resolved or statement.footing.described or statement.source_text).lower()


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


def _denials(statements: Sequence[Statement]) -> list[Contest]:
    words = {s.id: _words(s) for s in statements}
    holders: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for word in words[statement.id]:
            holders[word].append(index)
    out = []
    for index, statement in enumerate(statements):
        said = " ".join(statement.content_text).strip("“”\"' .,")
        points = (statement.act == "deny" and _POINTER.fullmatch(said)) or _FALSE.match(said)
        if points:
            claim = _before(statements, index)
            if claim is not None:
                out.append(Contest("denial", " ".join(claim.content_text), (claim.id,), (statement.id,)))
        elif statement.act == "deny" and len(words[statement.id]) >= _LEAST:
            claims = _alike(statements, statement, words, holders)
            if claims:
                out.append(Contest("same words", said, _ids(claims), (statement.id,)))
    return out


def _before(statements: Sequence[Statement], index: int) -> Statement | None:
    """The nearest earlier claim by somebody else in the same document; else the question that is answered has none."""
    denial = statements[index]
    start = min(s.start for s in (*denial.content, *denial.cue, *denial.source))
    for other in reversed(statements[:index]):
        if other.document != denial.document or start - other.content[-1].end > NEAR:
            return None
        if other.act != "deny" and other.id != denial.within and speaker(other) != speaker(denial):
            return other
    return None


def _alike(
    statements: Sequence[Statement], denial: Statement, words: dict[str, frozenset[str]], holders: dict[str, list[int]]
) -> list[Statement]:
    mine = words[denial.id]
    count: dict[int, int] = defaultdict(int)
    for word in mine:
        for index in holders[word]:
            count[index] += 1
    out = []
    for index, shared in sorted(count.items()):
        other = statements[index]
        if (
            shared >= SHARED * len(mine)
            and other.act != "deny"
            and not other.negated
            and speaker(other) != speaker(denial)
        ):
            out.append(other)
    return out


def _words(statement: Statement) -> frozenset[str]:
    found = (w.lower() for w in _WORD.findall(" ".join(statement.content_text)))
    return frozenset(_stem(w) for w in found if w not in _EMPTY)


def _stem(word: str) -> str:
    """So that "shelled" and "shelling" meet; crude on purpose, since most of the words must meet."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
