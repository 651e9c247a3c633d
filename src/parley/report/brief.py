"""A brief as plain terminal text, wrapped to the width of the terminal, without colour."""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.core.plurals import plural
from parley.insight.documents.brief import Brief, BriefDocument
from parley.insight.documents.lines import Line

_HEADINGS = {
    "for": "For {}",
    "against": "Against {}",
    "later": "{}: later",
    "conditional": "{}: on a condition",
    "ambiguous": "{}: deliberately open",
}
_THINGS = (("talks", "talks now"), ("truce", "a truce"))
_GENRES = {
    "news": "news report",
    "opinion": "opinion",
    "briefing": "briefing",
    "transcript": "transcript",
    "document": "document",
    "note": "note",
}
_PROPOSITIONS = {
    "press-ally": "pressing an ally to negotiate",
    "own-decision": "leaving the decision to that side",
    "ceasefire-in-place": "a ceasefire in place",
    "concede-land": "giving up territory",
    "aid": "military aid",
}
SCREENS = 400
"""Lines that a brief may take before it is shortened; what is left out then is counted, and --all shows it."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many items of each kind are shown."""

    camp: int
    preconditions: int
    disputes: int
    wants: int
    """Of each party."""
    acts: int
    others: int
    """Changes, relayed lines, phrases."""
    voices: int = 2
    """Lines on each side of a dispute."""


_ALL = Room(10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000)
_ROOMS = (
    Room(40, 40, 40, 40, 40, 10), Room(20, 20, 20, 20, 20, 8), Room(10, 10, 10, 10, 12, 6), Room(6, 6, 6, 6, 8, 4), Room(5, 5, 5, 5, 6, 3), Room(4, 4, 4, 4, 5, 2), Room(4, 4, 3, 3, 4, 2, 1), Room(3, 3, 3, 2, 4, 1, 1),
    Room(3, 3, 2, 2, 3, 1, 1), Room(3, 2, 2, 1, 3, 1, 1), Room(2, 2, 1, 1, 2, 1, 1), Room(2, 1, 1, 1, 1, 1, 1), Room(1, 1, 1, 1, 1, 1, 1),
)  # fmt: skip


def render(brief: Brief, *, width: int = 88, whole: bool = False) -> str:
    """The brief as text that ends with a newline; ``width`` from 60 to 100 columns is used.

    Every line with a side, an act or a condition, unless that takes more than :data:`SCREENS` lines: then the most telling of each
    group, and how many are left out. ``whole`` shows all whatever it takes.
    """
    width = max(60, min(100, width))
    brief = _once(brief)
    for room in (_ALL,) if whole else (_ALL, *_ROOMS):
        lines = _rendered(brief, width, room)
        if len(lines) <= SCREENS:
            break
    return "\n".join(lines) + "\n"


def _rendered(brief: Brief, width: int, room: Room) -> list[str]:
    out = _documents(brief, width)
    if brief.wars:
        for war in brief.wars:
            out += [
                "",
                "=" * min(width, 60),
                *_wrapped(war.title or "On no war that could be told apart", width, "", "  "),
            ]
            out += _war(war, width, room)
    else:
        out += _war(brief, width, room)
    out += _foot(brief, width)
    return "\n".join(line.rstrip() for line in out).rstrip().split("\n")


def _war(brief: Brief, width: int, room: Room) -> list[str]:
    """What is told of one war."""
    out = _parties(brief, width)
    for thing, name in _THINGS:
        out += _camps(brief, thing, name, width, room)
    if not any(any(getattr(brief, thing).values()) for thing, _ in _THINGS):
        out += [*_heading("Talks now"), "  No statement takes a side that the rules could see."]
    out += _preconditions(brief, width, room)
    out += _wants(brief, width, room)
    out += _disputes(brief, width, room)
    out += _acts(brief, width, room)
    out += _changed(brief, width, room)
    out += _relayed(brief, width, room)
    return out + _phrases(brief, width, room)


_REASON = re.compile(r", “[^”]*”$")


def _once(brief: Brief) -> Brief:
    """The reason for anonymity is told where it is first met, not on every line."""
    seen: set[str] = set()

    def short(line: Line) -> Line:
        found = _REASON.search(line.footing)
        if found is None or found.group() not in seen:
            seen.update([found.group()] if found else [])
            return line
        return replace(line, footing=line.footing[: found.start()])

    def one(brief: Brief) -> Brief:
        return replace(
            brief,
            talks={side: tuple(short(x) for x in brief.talks.get(side, ())) for side in _HEADINGS},
            truce={side: tuple(short(x) for x in brief.truce.get(side, ())) for side in _HEADINGS},
            preconditions=tuple(replace(p, line=short(p.line)) for p in brief.preconditions),
            wants=tuple(short(x) for x in brief.wants),
            disputes=tuple(
                replace(d, asserted=tuple(short(x) for x in d.asserted), rejected=tuple(short(x) for x in d.rejected))
                for d in brief.disputes
            ),
            acts=tuple(short(x) for x in brief.acts),
            wars=tuple(one(war) for war in brief.wars),
        )

    return one(brief)


def day(date: datetime.date | None) -> str:
    """7 Nov 2022."""
    return f"{date.day} {date:%b %Y}" if date else "no date found"


def party_title(key: str) -> str:
    """A party's key as words."""
    small = {"of", "the", "and"}
    return " ".join(w if w in small else w.capitalize() for w in key.split("-"))


def _heading(text: str) -> list[str]:
    return ["", text.upper()]


def _wrapped(text: str, width: int, first: str = "  ", rest: str = "    ") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [first]


def _documents(brief: Brief, width: int) -> list[str]:
    count = plural(len(brief.documents), "document")
    told = f"parley brief: {count}, {plural(brief.statements, 'statement')} · the documents’ own words, nothing added"
    out = textwrap.wrap(told, width)
    out += _heading("Read")
    for document in brief.documents:
        facts = [
            document.outlet or "no outlet found",
            day(document.date),
            _GENRES.get(document.genre, "kind not clear"),
        ]
        if document.authors:
            facts.append("by " + " and ".join(document.authors))
        out += _wrapped(f"{document.title}", width)
        out += _wrapped(" · ".join(facts), width, "    ", "    ")
        out += _flags(document, width)
    for copy in brief.copies:
        out += _wrapped(f"! {copy.title}: {copy.how} {copy.of}; counted once", width, "  ", "    ")
    return out


def _flags(document: BriefDocument, width: int) -> list[str]:
    out: list[str] = []
    if document.excerpt_of:
        out += _wrapped(f"! only an excerpt; the whole: {document.excerpt_of}", width, "    ", "      ")
    if document.summary_of:
        out += _wrapped(f"! a summary of: {document.summary_of}", width, "    ", "      ")
    if document.furniture:
        n = document.furniture
        out += _wrapped(
            f"! {n} statement{'s' if n > 1 else ''} in page furniture (sidebars, links), marked *: not of the article’s date",
            width,
            "    ",
            "      ",
        )
    return out


def _line(line: Line, width: int, lead: str = "", first: str = "  ") -> list[str]:
    star = "*" if line.furniture else ""
    asked = f" ({line.asked[:1].lower()}{line.asked[1:]})" if line.asked else ""
    taken_back = f"; later “{line.withdrawn}”" if line.withdrawn else ""
    text = f"{lead}{line.who}{star}: “{_with_verb(line)}”{asked} — {_where(line)}{taken_back}"
    return _wrapped(text, width, first, first + "  ")


_PLAIN = frozenset(["", "say", "said", "says", "tell", "told", "tells", "add", "added", "adds"])


def _with_verb(line: Line) -> str:
    """The words with their verb, where it says more than that something was said and is not among them."""
    verb = line.verb.split()[-1].lower() if line.verb else ""
    if line.direct or verb in _PLAIN or line.verb.lower() in line.words.lower() or len(line.verb) > 40:
        return line.words
    return f"{line.verb} {line.words}" if line.act or line.side else line.words


def _where(line: Line) -> str:
    return f"{line.footing}; {day(line.date)}" if line.date else line.footing


def _more(left: int, lead: str = "  ") -> list[str]:
    return [f"{lead}and {left} more (--all)"] if left > 0 else []


def _some(lines: Sequence[Line], most: int, width: int, first: str = "  ") -> list[str]:
    out: list[str] = []
    for line in lines[:most]:
        out += _line(line, width, first=first)
    return out + _more(len(lines) - most, first)


_PARTS = {
    "belligerent": "fights", "ally": "ally", "host": "hosts", "mediator": "mediates", "payer": "pays or arms", "other": "speaks of it",
}  # fmt: skip


def _parties(brief: Brief, width: int) -> list[str]:
    if not brief.parties:
        return []
    out = _heading("Who is in it")
    for party in brief.parties:
        known = [a for a in party.aliases if a.lower() != party.title.lower()]
        also = f" (also: {', '.join(known)})" if known else ""
        out += _wrapped(f"{party.title} — {_PARTS.get(party.part, party.part)}{also}", width)
    return out


def _camps(brief: Brief, thing: str, name: str, width: int, room: Room) -> list[str]:
    camps: dict[str, tuple[Line, ...]] = getattr(brief, thing)
    told = {p.line.statement for p in brief.preconditions if p.status != "not repeated"}
    out: list[str] = []
    for side, title in _HEADINGS.items():
        lines = [x for x in camps.get(side, ()) if not (side == "conditional" and x.statement in told)]
        standing = [x for x in lines if not x.withdrawn]
        most = room.camp if side in ("for", "against") else max(1, room.camp - 1)
        for heading, some in (
            (title, standing),
            (f"{title}: stated, then withdrawn", [x for x in lines if x.withdrawn]),
        ):
            if some:
                heading = heading.format(name)
                out += [*_heading(heading[:1].upper() + heading[1:]), *_some(some, most, width)]
    return out


def _preconditions(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.preconditions:
        return []
    out = _heading("Conditions")
    for item in brief.preconditions[: room.preconditions]:
        thing = f"for {_THING.get(item.thing or '', item.thing)}, " if item.thing and item.thing != "other" else ""
        out += _line(item.line, width, f"{thing}{item.status} by ")
        for answer in item.answers[: room.voices]:
            out += _line(answer, width, "answered by ", "    ")
    return out + _more(len(brief.preconditions) - room.preconditions)


_THING = {"truce": "a truce", "treaty": "a treaty", "release": "a release"}


def _disputes(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.disputes:
        return []
    out = _heading("Facts in dispute")
    both_first = sorted(brief.disputes, key=lambda d: not (d.asserted and d.rejected))
    for dispute in both_first[: room.disputes]:
        out += _wrapped(f"{dispute.subject[:1].upper()}{dispute.subject[1:]}", width, "  ", "    ")
        for mark, lines in (("+ ", dispute.asserted), ("− ", dispute.rejected)):
            for line in lines[: room.voices]:
                out += _line(line, width, mark, "    ")
    return out + _more(len(brief.disputes) - room.disputes)


_GROUPS = (
    ("demands", ("demand", "condition")), ("offers, promises", ("offer", "promise", "concede", "accept")),
    ("refuses", ("reject",)), ("threatens", ("threaten",)), ("also", ()),
)  # fmt: skip


def _wants(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.wants:
        return []
    out = _heading("What each side demands, offers, refuses")
    titles = {p.key: p.title for p in brief.parties}
    for party in dict.fromkeys(line.party for line in brief.wants):
        mine = [line for line in brief.wants if line.party == party]
        shown = 0
        out.append(f"  [{titles.get(party) or party_title(party)}]" if party else "  [no party told]")
        for name, acts in _GROUPS:
            known = {a for _, some in _GROUPS for a in some}
            some = [x for x in mine if (x.act in acts if acts else x.act not in known)]
            for line in some[: max(0, min(len(some), room.wants - shown))]:
                out += _line(line, width, f"{_about(line) or name}: ", "    ")
                shown += 1
        out += _more(len(mine) - shown, "    ")
    return out


def _about(line: Line) -> str:
    if not line.side or line.act:
        return ""
    return f"{line.side} {_PROPOSITIONS.get(line.proposition or '', (line.proposition or '').replace('-', ' '))}"


_TOLD_ELSEWHERE = frozenset({"demand", "offer", "promise", "accept", "reject", "threaten", "condition"})
"""Acts that stand in the table of what each side wants, where the list of acts is short."""


def _acts(brief: Brief, width: int, room: Room) -> list[str]:
    lines = brief.acts if room is _ALL else [x for x in brief.acts if x.act not in _TOLD_ELSEWHERE]
    if not lines:
        return []
    out = _heading("Acts, in time")
    for line in lines[: room.acts]:
        when = day(line.date) if line.date else "no date"
        out += _line(replace(line, date=None), width, f"{when}, {line.act}: ")
    return out + _more(len(lines) - room.acts)


def _changed(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.changed:
        return []
    out = _heading("What changed")
    for change in brief.changed[: room.others]:
        out += _wrapped(f"{change.who}, {change.about.lower()}", width)
        out += _line(change.before, width, f"{change.before.side}: ", "    ")
        out += _line(change.after, width, f"then {change.after.side}: ", "    ")
    return out + _more(len(brief.changed) - room.others)


def _relayed(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.relayed:
        return []
    return [*_heading("Known only through another outlet"), *_some(brief.relayed, room.others, width)]


def _phrases(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.phrases:
        return []
    out = _heading("Phrases traced")
    for item in brief.phrases[: room.others]:
        out += _wrapped(f"“{item.phrase}”: " + "; then ".join(item.places), width)
    return out + _more(len(brief.phrases) - room.others)


_FOOTING = {
    "on_record": "named", "institution": "institutions", "unnamed_group": "unnamed groups", "unnamed_person": "unnamed persons",
    "relayed": "relayed", "document": "documents", "author": "authors",
}  # fmt: skip


def _foot(brief: Brief, width: int) -> list[str]:
    out = _heading("Says who")
    counts = ", ".join(f"{_FOOTING[k]} {n}" for k, n in sorted(brief.footing.items(), key=lambda p: -p[1]))
    out += _wrapped(f"{brief.statements} statements: {counts or 'none'}.", width, "  ", "  ")
    out += _wrapped(
        "Sides are found by rules that abstain rather than guess; read the words before relying on a side.",
        width,
        "  ",
        "  ",
    )
    out += [
        "",
        *_wrapped("Next: parley draft DOCUMENTS -o CASE · parley read DOCUMENTS --ledger FILE", width, "", "  "),
    ]
    return out
