"""A brief as plain terminal text: one or two screens, wrapped to the width of the terminal, without colour."""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parley.insight.documents.brief import Brief, BriefDocument, Line

_HEADINGS = {
    "for": "For talks now",
    "against": "Against talks now",
    "later": "Later",
    "conditional": "On a condition",
    "ambiguous": "Deliberately open",
}
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
SCREENS = 100
"""Lines that a brief may take: two screens. What is left out is counted, and --all shows it."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many items of each kind are shown."""

    camp: int
    preconditions: int
    disputes: int
    wants: int
    voices: int = 2
    """Lines on each side of a dispute."""


_ALL = Room(10_000, 10_000, 10_000, 10_000)
_ROOMS = (
    Room(6, 6, 6, 9), Room(5, 4, 5, 7), Room(4, 3, 4, 6), Room(4, 2, 3, 5, 1), Room(3, 2, 3, 4, 1), Room(3, 2, 2, 3, 1),
    Room(3, 2, 1, 3, 1), Room(2, 2, 2, 3, 1), Room(2, 1, 1, 2, 1), Room(1, 1, 1, 1, 1),
)  # fmt: skip


def render(brief: Brief, *, width: int = 88, whole: bool = False) -> str:
    """The brief as text that ends with a newline; ``width`` from 60 to 100 columns is used.

    The most telling lines of each group, so many that all fits on two screens; ``whole`` shows every line.
    """
    width = max(60, min(100, width))
    brief = _once(brief)
    for room in (_ALL,) if whole else _ROOMS:
        lines = _rendered(brief, width, room)
        if len(lines) <= SCREENS:
            break
    return "\n".join(lines) + "\n"


def _rendered(brief: Brief, width: int, room: Room) -> list[str]:
    out: list[str] = []
    out += _documents(brief, width)
    out += _talks(brief, width, room)
    out += _preconditions(brief, width, room)
    out += _disputes(brief, width, room)
    out += _wants(brief, width, room)
    out += _phrases(brief, width)
    out += _foot(brief, width)
    return "\n".join(line.rstrip() for line in out).rstrip().split("\n")


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

    return replace(
        brief,
        talks={side: tuple(short(x) for x in brief.talks.get(side, ())) for side in _HEADINGS},
        preconditions=tuple(replace(p, line=short(p.line)) for p in brief.preconditions),
        disputes=tuple(
            replace(d, asserted=tuple(short(x) for x in d.asserted), rejected=tuple(short(x) for x in d.rejected))
            for d in brief.disputes
        ),
        wants=tuple(short(x) for x in brief.wants),
    )


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
    many = len(brief.documents)
    out = [
        f"parley brief: {many} document{'s' if many != 1 else ''}, {brief.statements} statements · the documents’ own words, nothing added"
    ]
    out = textwrap.wrap(out[0], width)
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


def _line(line: Line, width: int, lead: str = "") -> list[str]:
    star = "*" if line.furniture else ""
    asked = f" ({line.asked[:1].lower()}{line.asked[1:]})" if line.asked else ""
    taken_back = f"; later “{line.withdrawn}”" if line.withdrawn else ""
    return _wrapped(f"{lead}{line.who}{star}: “{line.words}”{asked} — {_where(line)}{taken_back}", width)


def _where(line: Line) -> str:
    return f"{line.footing}; {day(line.date)}" if line.date else line.footing


def _more(left: int, lead: str = "  ") -> list[str]:
    return [f"{lead}and {left} more (--all)"] if left > 0 else []


def _talks(brief: Brief, width: int, room: Room) -> list[str]:
    told = {p.line.statement for p in brief.preconditions if p.status == "stated"}
    groups: list[tuple[str, list[Line]]] = []
    for side, title in _HEADINGS.items():
        lines = brief.talks.get(side, ())
        groups.append(
            (title, [x for x in lines if not x.withdrawn and not (side == "conditional" and x.statement in told)])
        )
        if side == "for":
            groups.append((f"{title}: stated, then withdrawn", [x for x in lines if x.withdrawn]))
    out: list[str] = []
    for title, camp in groups:
        if camp:
            out += _heading(title)
            many = room.camp if title.startswith((_HEADINGS["for"], _HEADINGS["against"])) else max(1, room.camp - 1)
            for line in camp[:many]:
                out += _line(line, width)
            out += _more(len(camp) - many)
    if not any(brief.talks.values()):
        out = [*_heading("Talks now"), "  No statement takes a side that the rules could see."]
    return out


def _preconditions(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.preconditions:
        return []
    out = _heading("Preconditions")
    for item in brief.preconditions[: room.preconditions]:
        lead = "stated by " if item.status == "stated" else "not repeated by "
        out += _line(item.line, width, lead)
    return out + _more(len(brief.preconditions) - room.preconditions)


def _disputes(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.disputes:
        return []
    out = _heading("Facts in dispute")
    both_first = sorted(brief.disputes, key=lambda d: not (d.asserted and d.rejected))
    for dispute in both_first[: room.disputes]:
        out += _wrapped(f"{dispute.subject[:1].upper()}{dispute.subject[1:]}", width, "  ", "    ")
        for mark, lines in (("+", dispute.asserted), ("−", dispute.rejected)):
            for line in lines[: room.voices]:
                star = "*" if line.furniture else ""
                text = f"{mark} {line.who}{star}: “{line.words}” — {_where(line)}"
                out += _wrapped(text, width, "    ", "      ")
    return out + _more(len(brief.disputes) - room.disputes)


def _wants(brief: Brief, width: int, room: Room) -> list[str]:
    if not brief.wants:
        return []
    out = _heading("Who else wants what")
    party: str | None = ""
    shown = list(brief.wants) if room is _ALL else _first_of_each(brief.wants, room.wants)
    for line in shown:
        if line.party != party:
            party = line.party
            out.append(f"  [{party_title(party)}]" if party else "  [no party told]")
        about = ""
        if line.side:
            about = (
                f", {line.side} {_PROPOSITIONS.get(line.proposition or '', (line.proposition or '').replace('-', ' '))}"
            )
        text = f"{line.who}{about}: “{line.words}” — {line.footing}"
        out += _wrapped(text, width, "    ", "      ")
    return out + _more(len(brief.wants) - len(shown), "    ")


def _first_of_each(lines: Iterable[Line], most: int) -> list[Line]:
    """One line a speaker, named speakers first, at most ``most``; in the order of parties."""
    all_ = [x for x in lines if not x.withdrawn]
    first = [x for k, x in enumerate(all_) if not any(y.who == x.who for y in all_[:k])]
    named = [x for x in first if "unnamed" not in x.footing]
    kept = (named + [x for x in first if x not in named])[:most]
    return [x for x in first if x in kept]


def _phrases(brief: Brief, width: int) -> list[str]:
    if not brief.phrases:
        return []
    out = _heading("Phrases traced")
    for item in brief.phrases:
        out += _wrapped(f"“{item.phrase}”: " + "; then ".join(item.places), width)
    return out


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
