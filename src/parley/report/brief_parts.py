"""A brief in parts, for every rendering alike: headings, and under them lines with what leads to each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from parley.insight.documents.brief import Brief, BriefDocument
from parley.insight.documents.lines import Line

_CAMPS = {
    "for": "For {}",
    "against": "Against {}",
    "later": "{}: later",
    "conditional": "{}: on a condition",
    "ambiguous": "{}: deliberately open",
}
_ISSUES = (("talks", "talks now"), ("truce", "a truce"))
_PROPOSITIONS = {
    "press-ally": "pressing an ally to negotiate",
    "own-decision": "leaving the decision to that side",
    "ceasefire-in-place": "a ceasefire in place",
    "concede-land": "giving up territory",
    "aid": "military aid",
}
NO_SIDE = "No statement takes a side that the rules could see."


@dataclass(frozen=True, slots=True)
class Item:
    """A line with what leads to it, or words alone."""

    line: Line | None
    lead: str = ""
    words: str = ""
    dated: bool = True
    """Whether the line's date is told behind it; else it is in ``lead``."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, under a title where they have one."""

    items: tuple[Item, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its blocks. ``kind`` tells how many are shown where room is short."""

    kind: str
    title: str
    blocks: tuple[Block, ...]


def parts(brief: Brief, *, whole: bool = True) -> tuple[Part, ...]:
    """What a brief tells of one war, in the order in which it is read; without ``whole``, acts that stand in the table of
    what each side wants are not repeated in the list of acts."""
    found = [
        _parties(brief), *_camps(brief), _conditions(brief), _wants(brief), _disputes(brief), _acts(brief, whole), _changed(brief),
        _also(brief), _relayed(brief), _phrases(brief),
    ]  # fmt: skip
    if not any(lines for thing, _ in _ISSUES for lines in getattr(brief, thing).values()):
        found.insert(1, Part("camp", "Talks now", (Block((Item(None, words=NO_SIDE),)),)))
    return tuple(p for p in found if p is not None)


def day(date: datetime.date | None, month_only: bool = False) -> str:
    """7 Nov 2022, or Nov 2022 where only the month is known."""
    if date is None:
        return "no date found"
    return f"{date:%b %Y}" if month_only else f"{date.day} {date:%b %Y}"


def document_day(document: BriefDocument) -> str:
    """7 Nov 2022, or Nov 2022 where the document states no day."""
    return day(document.date, document.month_only)


def where(line: Line, *, dated: bool = True) -> str:
    """The footing of a line, with its date."""
    told = line.month_only and line.date is not None and f"{line.date:%B %Y}" in line.footing
    return f"{line.footing}; {day(line.date, line.month_only)}" if line.date and dated and not told else line.footing


_PLAIN = frozenset(["", "say", "said", "says", "tell", "told", "tells", "add", "added", "adds"])


def words(line: Line) -> str:
    """The words with their verb, where it says more than that something was said and is not among them."""
    verb = line.verb.split()[-1].lower() if line.verb else ""
    if line.direct or verb in _PLAIN or line.verb.lower() in line.words.lower() or len(line.verb) > 40:
        return line.words
    return f"{line.verb} {line.words}" if line.act or line.side else line.words


def party_title(key: str) -> str:
    """A party's key as words."""
    small = {"of", "the", "and"}
    return " ".join(w if w in small else w.capitalize() for w in key.split("-"))


_PARTS = {
    "belligerent": "fights", "ally": "ally", "host": "hosts", "mediator": "mediates", "payer": "pays or arms", "other": "speaks of it",
}  # fmt: skip


def _parties(brief: Brief) -> Part | None:
    items = []
    for party in brief.parties:
        known = [a for a in party.aliases if a.lower() != party.title.lower()]
        also = f" (also: {', '.join(known)})" if known else ""
        items.append(Item(None, words=f"{party.title} — {_PARTS.get(party.part, party.part)}{also}"))
    return _part("parties", "Who is in it", items)


def _camps(brief: Brief) -> Iterable[Part]:
    told = {p.line.statement for p in brief.preconditions if p.status != "not repeated"}
    for thing, name in _ISSUES:
        camps: dict[str, tuple[Line, ...]] = getattr(brief, thing)
        for side, heading in _CAMPS.items():
            lines = [x for x in camps.get(side, ()) if not (side == "conditional" and x.statement in told)]
            title = heading.format(name)
            title = title[:1].upper() + title[1:]
            for text, withdrawn in ((title, False), (f"{title}: stated, then withdrawn", True)):
                part = _part("camp", text, [Item(x) for x in lines if bool(x.withdrawn) == withdrawn])
                if part is not None:
                    yield part


_THING = {"truce": "a truce", "treaty": "a treaty", "release": "a release"}


def _conditions(brief: Brief) -> Part | None:
    blocks = []
    for item in brief.preconditions:
        thing = f"for {_THING.get(item.thing, item.thing)}, " if item.thing and item.thing != "other" else ""
        answers = (Item(answer, "answered by ") for answer in item.answers)
        blocks.append(Block((Item(item.line, f"{thing}{item.status} by "), *answers)))
    return Part("conditions", "Conditions", tuple(blocks)) if blocks else None


_GROUPS = (
    ("demands", ("demand", "condition")), ("offers", ("offer", "promise", "concede", "accept")), ("refuses", ("reject",)),
    ("threatens", ("threaten",)), ("also", ()),
)  # fmt: skip
_GROUPED = frozenset(act for _, acts in _GROUPS for act in acts)


def _wants(brief: Brief) -> Part | None:
    titles = {p.key: p.title for p in brief.parties}
    blocks = []
    for party in dict.fromkeys(line.party for line in brief.wants):
        items = [
            Item(line, f"{_about(line) or name}: ")
            for name, acts in _GROUPS
            for line in brief.wants
            if line.party == party and (line.act in acts if acts else line.act not in _GROUPED)
        ]
        title = titles.get(party) or party_title(party) if party else "no party told"
        blocks.append(Block(tuple(items), title))
    return Part("wants", "What each side demands, offers, refuses", tuple(blocks)) if blocks else None


def _about(line: Line) -> str:
    if not line.side or line.act:
        return ""
    return f"{line.side} {_PROPOSITIONS.get(line.proposition or '', (line.proposition or '').replace('-', ' '))}"


def _disputes(brief: Brief) -> Part | None:
    blocks = []
    for dispute in sorted(brief.disputes, key=lambda d: not (d.asserted and d.rejected)):
        said = [*(Item(x, "+ ") for x in dispute.asserted), *(Item(x, "− ") for x in dispute.rejected)]
        if dispute.asserted == dispute.rejected:  # each lays it on the other, in one breath
            said = [Item(x, "± ") for x in dispute.asserted]
        blocks.append(Block(tuple(said), dispute.subject[:1].upper() + dispute.subject[1:]))
    return Part("disputes", "Facts in dispute", tuple(blocks)) if blocks else None


_ELSEWHERE = frozenset({"demand", "offer", "promise", "accept", "reject", "threaten", "condition"})


def _acts(brief: Brief, whole: bool) -> Part | None:
    lines = [x for x in brief.acts if whole or x.act not in _ELSEWHERE]
    return _part(
        "acts", "Acts, in time", [Item(x, f"{day(x.date, x.month_only)}, {x.act}: ", dated=False) for x in lines]
    )


def _changed(brief: Brief) -> Part | None:
    blocks = [
        Block(
            (Item(c.before, f"{c.before.side}: "), Item(c.after, f"then {c.after.side}: ")),
            f"{c.who}, {c.about.lower()}",
        )
        for c in brief.changed
    ]
    return Part("others", "What changed", tuple(blocks)) if blocks else None


def _also(brief: Brief) -> Part | None:
    blocks = [Block(tuple(Item(x) for x in a.lines), a.title[:1].upper() + a.title[1:]) for a in brief.also]
    return Part("also", "Also said and told, no side taken that a rule could see", tuple(blocks)) if blocks else None


def _relayed(brief: Brief) -> Part | None:
    return _part("others", "Known only through another outlet", [Item(x) for x in brief.relayed])


def _phrases(brief: Brief) -> Part | None:
    said = [Item(None, words=f"“{p.phrase}”: " + "; then ".join(p.places)) for p in brief.phrases]
    return _part("others", "Phrases traced", said)


def _part(kind: str, title: str, items: Iterable[Item]) -> Part | None:
    blocks = tuple(Block((item,)) for item in items)
    return Part(kind, title, blocks) if blocks else None


__all__ = ["Block", "Item", "Part", "day", "parts", "party_title", "where", "words"]
