"""Accusations and what is said to them: a denial near by, a charge turned round, blame that two sides lay on each other.

Who denies is matched to who was accused by name where a text names them, by what the denial points to ("the accusation",
"doing so") where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.reading.model import Statement
from parley.reading.sides.withdrawn import speaker

NEAR, BESIDE = 900, 450
"""Characters between an accusation and the denial of one it names, and a denial that only points to it."""
_CLAIM = r"(?:claims?|allegations?|accusations?|assertions?|charges?|reports?|suggestions?|statements?|insinuations?)"
_FALSE = (
    r"(?:false|untrue|baseless|groundless|unfounded|unsubstantiated|a lie|lies|an absolute lie|fabricat\w+|fictitious|nonsense|propaganda|disinformation|"
    r"misinformation|a provocation|slander\w*|nothing to do with (?:reality|the truth)|far from (?:reality|the truth)|not true|a fabrication)"
)
_THERE = r"(?:\W*$|\s(?:in|for) (?:it|that|this|them|the (?:\w+ )?(?:attack|raid|killing|strike|incident|shelling|bombing|massacre|ambush|blast|explosion|assault)s?)\b)"
_TO_CHARGES = re.compile(
    rf"(?:\w+[\w’']*\s+){{0,3}}{_CLAIM}\b(?! that\b| of\b)|"
    rf"(?:any|all|its|their|the|having any)?\s*(?:such |direct )?(?:responsibility|involvement|wrongdoing|role|part|complicity){_THERE}|any (?:truce |ceasefire |such )?(?:violations?|breach\w*|wrongdoing)",
    re.I,
)
"""Words denied that point back to an accusation."""
POINTS = re.compile(
    rf"(?:that|this|it|them|doing so)\W*$|(?:it|that|this|them|these|those)\s(?:as\s)?\W?(?:an?\s|\w+ly\s)?\W?{_FALSE}|(?:having|ever|\w+ing)\s+(?:\w+\s+){{0,2}}(?:it|so|them|that|this|one)\W*$|{_TO_CHARGES.pattern}",
    re.I,
)
"""Words denied that point back to what was claimed."""
REBUTS = re.compile(
    rf"\b(?:{_CLAIM}|it|that|this|they|these|those|which|all of it)\b[^.;!?]{{0,160}}?(?:['’](?:s|re)|\bis|\bare|\bwas|\bwere|\bas|\bbe|\bhas|\bhave)\W+(?:\w+ly\s+|an?\s+|just\s+|\w+\s+)?{_FALSE}",
    re.I,
)
_NOT_SO = re.compile(
    r"^\W*(?:that\s+)?(?:there (?:had been|have been|has been|were|was|are|is) no\b|(?:it|they|he|she|we|(?:its|their|our|his) \w+|\w+ (?:troops|forces|soldiers|fighters)) "
    r"(?:had|has|have|did|do|does|was|were|is|are)(?: never| not|n['’]t)\b)",
    re.I,
)
_OTHER = re.compile(r"\b(?:each others?|one another)(?:['’]s?)?", re.I)
_TRADED = re.compile(r"\b(?:trad|exchang|swap)\w*", re.I)
_PRONOUN = frozenset({"it", "they", "he", "she", "we", "i", "who", "which"})


@dataclass(frozen=True, slots=True)
class Answered:
    """An accusation with its answer. ``mutual``: the two lay it on each other, and both are one record."""

    charges: tuple[Statement, ...]
    answer: Statement
    mutual: bool = False
    turned: bool = False
    """The answer is an accusation too."""


def answered(statements: Iterable[Statement]) -> tuple[Answered, ...]:
    """Every accusation that is answered in its own document; statements and acts, in any order."""
    given = sorted(
        (s for s in statements if s.content and not s.furniture), key=lambda s: (s.document, _start(s), s.id)
    )
    out: list[Answered] = []
    told: set[str] = set()
    for place, one in enumerate(given):
        if is_mutual(one) and not (rejects(one) and _charges(given[:place], one, told)):
            out.append(Answered((one,), one, mutual=True))
            told.add(one.id)
            continue
        if rejects(one) or _not_so(one):
            found = _charges(given[:place], one, told)
            if found:
                out.append(Answered(tuple(found), one))
                told.update((one.id, *(s.id for s in found)))
    for place, one in enumerate(given):
        if one.id in told or not is_charge(one):
            continue
        for other in given[place + 1 :]:
            if other.document != one.document or _start(other) - _end(one) > BESIDE:
                break
            if (
                other.id not in told
                and is_charge(other)
                and speaker(other) != speaker(one)
                and _accused(one)
                and names(_accused(one), _who(other))
            ):
                out.append(Answered((one,), other, turned=True))
                told.update((one.id, other.id))
                break
    return tuple(sorted(out, key=lambda a: (a.answer.document, _start(a.charges[0]))))


def is_charge(statement: Statement) -> bool:
    """Whether it lays something on somebody."""
    laid = statement.deed is not None and statement.deed.act == "accuse"
    blamed = statement.act == "blame" and re.match(r"cit", statement.cue_text, re.I) is None
    return (laid or blamed) and not statement.negated


def is_mutual(statement: Statement) -> bool:
    """ "Both sides accused each other of breaking the truce", "traded blame", "denied each other's claims"."""
    if statement.negated or not (is_charge(statement) or statement.act == "deny"):
        return False
    words = " ".join(statement.content_text)
    toward = statement.deed.toward_text or "" if statement.deed is not None else ""
    return bool(
        _OTHER.search(f"{toward} {words[:80]}") or (is_charge(statement) and _TRADED.search(statement.cue_text))
    )


def rejects(statement: Statement) -> bool:
    """Whether somebody says that something claimed is not so; the refusal of an offer is none."""
    if statement.negated or statement.record != "statement":
        return False
    words = " ".join(statement.content_text)
    if statement.act == "deny":
        refused = statement.deed is not None and statement.deed.act == "reject"
        return not refused or re.search(_CLAIM, words, re.I) is not None
    return statement.act not in ("retract", "ask", "want") and REBUTS.search(words) is not None


def _not_so(statement: Statement) -> bool:
    return (
        statement.act in ("say", "think")
        and not statement.negated
        and _NOT_SO.match(" ".join(statement.content_text)) is not None
    )


def _charges(before: Sequence[Statement], answer: Statement, told: set[str]) -> list[Statement]:
    """The accusations that a denial answers: of one that it is named in, else the one that it points to."""
    who, words = _who(answer), " ".join(answer.content_text)
    near = [
        s for s in reversed(before)
        if s.document == answer.document and _start(answer) - _end(s) <= NEAR and is_charge(s) and not is_mutual(s)
    ]  # fmt: skip
    within = [s for s in near if _overlap(s, answer) and answer.source_text.lower() in _PRONOUN]
    if within:
        return within[:1]  # "accused the army of looting, which it denies"
    near = [s for s in near if speaker(s) != speaker(answer) and s.source_text and s.within != answer.id]
    if not near or (answer.act == "deny" and _told_of_another(answer, near)):
        return []
    if re.match(r"both\b", answer.source_text, re.I):
        return [s for s in near if _start(answer) - _end(s) <= BESIDE]
    named = [s for s in near if (accused := _accused(s)) and names(accused, who)]
    theirs = [s for s in named if names(_who(s), words)] or named
    if theirs:
        return theirs[:1]
    said = words.strip("“”\"' ")
    last = _last(before, answer)
    accusing = _TO_CHARGES.match(said) and re.search(
        r"accus|alleg|charge|responsib|involve|violat|breach|wrong|part|role|complic", said, re.I
    )
    if rejects(answer) and (
        accusing or (len(said) < 120 and REBUTS.match(said)) or (POINTS.match(said) and last is near[0])
    ):
        fresh = [s for s in near if s.id not in told and _start(answer) - _end(s) <= BESIDE and not _unlike(s, answer)]
        return fresh[:1]
    return []


def _last(before: Sequence[Statement], answer: Statement) -> Statement | None:
    """What another said, or did, last before an answer."""
    return next(
        (
            s for s in reversed(before)
            if s.document == answer.document and s.act not in ("deny", "retract") and s.within != answer.id and s.id != answer.within
            and (s.record == "statement" or is_charge(s)) and speaker(s) != speaker(answer)
        ),
        None,
    )  # fmt: skip


def _unlike(charge: Statement, answer: Statement) -> bool:
    """Whether the accused is told by a name, and is another; of a person whose side is not told nobody knows."""
    accused, who = _accused(charge), _who(answer)
    if answer.footing.kind == "on_record" and answer.party is None:
        return False
    return bool(accused) and accused[:1].isupper() and bool(_stems(accused)) and bool(_stems(who)) and who[:1].isupper()


def _told_of_another(answer: Statement, near: Sequence[Statement]) -> bool:
    """A denial in words of its own ("denied that it had crossed the river") that share nothing with the charges."""
    words = " ".join(answer.content_text).strip("“”\"' ")
    if POINTS.match(words):
        return False
    mine = _plain(words)
    return not any(mine & _plain(" ".join(s.content_text)) for s in near)


def _plain(text: str) -> frozenset[str]:
    """The stems of words that are no names."""
    return frozenset(w[:5] for w in re.findall(r"\b[a-z]{4,}", text)) - _COMMON


def _accused(charge: Statement) -> str:
    if charge.deed is None:
        return ""
    return " ".join(filter(None, (charge.deed.toward_text, charge.deed.toward_party)))


def _who(statement: Statement) -> str:
    return " ".join(filter(None, (statement.source_text, statement.resolved, statement.party)))


def names(one: str, other: str) -> bool:
    """Whether two phrases share a name: a word of three letters that is not one of every phrase ("Osteria", "Osterian")."""
    return not _stems(one).isdisjoint(_stems(other))


def _stems(text: str) -> frozenset[str]:
    return frozenset(w.lower()[:5] for w in re.findall(r"[^\W\d_]{3,}", text)) - _COMMON


_COMMON = frozenset(
    w[:5]
    for w in (
        "the", "said", "its", "their", "his", "her", "government", "officials", "army", "forces", "force", "troops", "spokesman", "spokeswoman", "ministry",
        "minister", "defence", "defense", "foreign", "president", "general", "leader", "military", "and", "that", "both", "sides", "side", "group",
        "had", "has", "have", "was", "were", "been", "not", "any", "for", "with", "from", "who", "which", "other", "people", "democratic", "republic",
        "national", "state", "security", "secretary", "united", "authorities", "interior", "south", "north", "east", "west", "this", "after", "being",
    )
)  # fmt: skip


def _overlap(one: Statement, other: Statement) -> bool:
    return any(a.overlaps(b) for a in one.content for b in other.content)


def _start(statement: Statement) -> int:
    return min(s.start for s in (*statement.source, *statement.cue, *statement.content))


def _end(statement: Statement) -> int:
    return max(s.end for s in (*statement.source, *statement.cue, *statement.content))


__all__ = ["POINTS", "REBUTS", "Answered", "answered", "is_charge", "is_mutual", "names", "rejects"]
