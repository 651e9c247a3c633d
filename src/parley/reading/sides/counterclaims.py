"""Accounts that cannot both be so: who holds a place, how many were killed there. Neither side need deny the other's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from parley.reading.model import Statement
from parley.reading.sides.charges import names
from parley.reading.sides.withdrawn import speaker

NEAR = 900
"""Characters within which "the town" is the one named before, and two counts without a place are of one event."""
BESIDE = 220
"""Characters between two accounts of one event that is only called "the raid"."""
_PLACE = r"(?P<place>[A-Z][\w’'-]+(?:\s(?:[A-Z][\w’'-]+|al-\w+))*|the (?:town|city|village|airport|port|base|bridge|capital|district|hill|crossing))"
_TAKEN = re.compile(
    rf"\b(?:captured|seized|taken|took|taking|recaptured|retaken|retook|overrun|liberated|conquered|entered|won|capturing|seizing)(?: full| complete)?(?: control of| back)?\s(?:the (?:\w+ )?(?:town|city|village|port|capital|district|hill) of\s|the (?=[A-Z]))?{_PLACE}"
)
_FELL = re.compile(rf"{_PLACE}\s(?:had|has|have)\s(?:been (?:captured|seized|taken|recaptured|liberated)|fallen)")
_HELD = re.compile(
    rf"\b(?:in (?:full |firm |complete )?control of|still (?:held|holds?|controls?|controlled)|(?:held|holds|controls|controlled|defending|retained|kept)(?: on to| onto| control of)?)\s(?:the (?:town|city|village|port) of\s)?{_PLACE}"
)
_STAYED = re.compile(
    rf"{_PLACE}\s(?:was|is|were|remains?|remained|had not|has not|hadn['’]t)\s(?:(?:still|firmly|fully|never)\s)?(?:(?:been\s)?(?:held|taken|captured|fallen|lost|seized)|(?:in|under)\s(?:\w+['’]?s?\s){{0,3}}control|in (?:the hands of|hands of|(?:their|its|our|his|\w+) hands))"
)
_COUNT = (
    r"(?P<count>\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"dozens|scores|hundreds|no)"
)
_VICTIM = r"(?:people|persons|civilians?|soldiers?|gunmen|insurgents?|terrorists?|guerrillas?|officers?|troops|fighters?|militants?|rebels?|children|women|villagers?|servicemen|personnel|members|policemen|men|others|dead|bodies)"
_KILLED = (
    re.compile(rf"\b{_COUNT}\s(?:of (?:its|their|our) )?(?:\w+\s){{0,2}}?{_VICTIM},?\s(?:[\w,]+\s){{0,6}}?(?:killed|died|dead|slain|dead\b|perished)", re.I),
    re.compile(rf"\b(?:killed|killing|killing of|deaths? of)\s(?:at least |about |around |some |more than |over |only |nearly |up to )?{_COUNT}\b(?!\s(?:days?|weeks?|months?|years?|hours?))", re.I),
    re.compile(rf"\b{_COUNT}\s(?:\w+\s)?(?:dead|deaths|fatalities|killed)\b", re.I),
)  # fmt: skip
_HIT = re.compile(
    r"\b(?:destroyed|shot down|downed|sunk|sank|hit|knocked out|captured|killed|struck)\b[^.;]{3,80}", re.I
)
_NONE = re.compile(
    r"\b(?:no|none of (?:its|their|our))\s(?P<what>(?!one\b)[a-z]{3,}s)\s(?:had|have|has|were|was)(?: been)? (?:lost|hit|downed|damaged|destroyed|sunk|shot down|killed|hurt|struck|captured)",
    re.I,
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]{3,}")
_DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counterclaim:
    """Two accounts of one thing."""

    kind: Literal["place", "count"]
    subject: str
    one: Statement
    other: Statement


def counterclaims(statements: Iterable[Statement]) -> tuple[Counterclaim, ...]:
    """Accounts by different speakers that cannot both be so; each pair once, in order of the texts."""
    given = sorted(
        (s for s in statements if s.content and not s.furniture and not s.negated and s.record == "statement" and s.act not in ("ask", "want")),
        key=lambda s: (s.document, s.content[0].start),
    )  # fmt: skip
    return (*_places(given), *_counts(given), *_losses(given))


def _losses(given: list[Statement]) -> list[Counterclaim]:
    """ "Said it had sunk two boats": "said that no boats had been lost"."""
    out: list[Counterclaim] = []
    for place, s in enumerate(given):
        none = _NONE.search(" ".join(s.content_text))
        if none is None:
            continue
        for claim in reversed(given[:place]):
            if claim.document != s.document or s.content[0].start - claim.content[-1].end > NEAR:
                break
            hit = _HIT.search(" ".join(claim.content_text))
            same = hit is not None and none["what"].lower()[:4] in hit.group().lower()
            if same and speaker(claim) != speaker(s) and claim.act != "deny":
                out.append(Counterclaim("count", f"{none['what'].lower()} lost", claim, s))
                break
    return out


def _places(given: list[Statement]) -> list[Counterclaim]:
    taken: list[tuple[str, Statement]] = []
    out: list[Counterclaim] = []
    held: list[tuple[str, Statement]] = []
    for s in given:
        words = " ".join(s.content_text)
        place = _place(_STAYED, words) or _place(_HELD, words)
        if place is not None:
            held.append((place, s))
        elif (place := _place(_TAKEN, words) or _place(_FELL, words)) is not None and s.act != "deny":
            taken.append((place, s))
    for place, s in held:
        for named, claim in taken:
            if not _opposed(claim, s) or any(o.other.id == s.id for o in out):
                continue
            same_text = claim.document == s.document
            beside = same_text and 0 <= s.content[0].start - claim.content[-1].end <= NEAR
            if (place.lower() == named.lower() and (beside or not place.startswith("the "))) or (
                beside and place.startswith("the ")
            ):
                which = named if place.startswith("the ") else place
                out.append(Counterclaim("place", f"who holds {which}", claim, s))
                break
    return out


def _opposed(claim: Statement, answer: Statement) -> bool:
    """Whether two accounts are of two sides: other speakers, of no one party, and the one who holds is not who took."""
    if speaker(claim) == speaker(answer) or (claim.party and claim.party == answer.party):
        return False
    words = " ".join(answer.content_text)
    mine = set(re.findall(r"[^\W\d_]{3,}", claim.source_text.lower())) - {"the", "and"}
    if not mine.isdisjoint(re.findall(r"[^\W\d_]{3,}", words.lower())):
        return False  # "the governor said the army was in control": the army's own account
    return not names(_who(claim), f"{_who(answer)} {words}")


def _who(statement: Statement) -> str:
    return " ".join(filter(None, (statement.source_text, statement.resolved)))


def _place(pattern: re.Pattern[str], words: str) -> str | None:
    found = pattern.search(words)
    return None if found is None or found["place"] in _DAYS else found["place"].removesuffix("’s").removesuffix("'s")


def _counts(given: list[Statement]) -> list[Counterclaim]:
    told: list[tuple[str, str, frozenset[str], Statement]] = []
    out: list[Counterclaim] = []
    for s in given:
        words = " ".join(s.content_text)
        count = next((m for p in _KILLED if (m := p.search(words))), None)
        if count is None:
            continue
        where = frozenset(n for n in _NAME.findall(words) if n not in _DAYS)
        for before, kind, place, claim in told:
            if before == count["count"].lower() or speaker(claim) == speaker(s) or any(o.other.id == s.id for o in out):
                continue
            shared = place & where
            beside = claim.document == s.document and 0 < s.content[0].start - claim.content[0].start <= BESIDE
            event = _EVENT.search(" ".join(claim.content_text))
            if shared and kind == _kind(words):
                out.append(Counterclaim("count", f"how many were killed, {sorted(shared)[0]}", claim, s))
                break
            if beside and event is not None and re.search(rf"\bthe {event['event']}\b", words):
                out.append(Counterclaim("count", f"how many were killed in the {event['event']}", claim, s))
                break
        told.append((count["count"].lower(), _kind(words), where, s))
    return out


_EVENT = re.compile(
    r"\b(?:the|a|an) (?:\w+ ){0,2}?(?P<event>raid|attack|strike|blast|explosion|battle|clash|clashes|massacre|ambush|shelling|bombing|assault)\b"
)
_KINDS = (("civilian", re.compile(r"civilian|villager|people|child|women|resident|dead\b", re.I)), ("soldier", re.compile(r"soldier|troop|fighter|militant|rebel|servic|personnel", re.I)))  # fmt: skip


def _kind(words: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "")


__all__ = ["Counterclaim", "counterclaims"]
