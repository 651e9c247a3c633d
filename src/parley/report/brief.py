"""A brief as plain terminal text, wrapped to the width of the terminal, without colour."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace

from parley.core.plurals import plural
from parley.insight.documents.brief import Brief, BriefDocument
from parley.insight.documents.lines import Line
from parley.report.brief_parts import Block, Item, Part, document_day, parts, where, words

_GENRES = {
    "news": "news report",
    "opinion": "opinion",
    "briefing": "briefing",
    "transcript": "transcript",
    "document": "document",
    "note": "note",
}
SCREENS = 400
"""Lines that a brief may take before it is shortened; what is left out then is counted, and --all shows it."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many items of each kind are shown."""

    camp: int
    conditions: int
    disputes: int
    wants: int
    """Of each party."""
    acts: int
    others: int
    """Changes, relayed lines, phrases."""
    also: int = 0
    """Of each subject, of what takes no side."""
    voices: int = 2
    """Lines on each side of a dispute, answers to a condition."""
    parties: int = 10_000


_ALL = Room(*[10_000] * 8)
_ROOMS = (
    Room(40, 40, 40, 40, 40, 10, 12), Room(40, 40, 40, 40, 40, 10, 6), Room(20, 20, 20, 20, 20, 8, 4), Room(10, 10, 10, 10, 12, 6, 2),
    Room(6, 6, 6, 6, 8, 4, 1), Room(5, 5, 5, 5, 6, 3, 1), Room(4, 4, 4, 4, 5, 2, 0), Room(4, 4, 3, 3, 4, 2, 0, 1), Room(3, 3, 3, 2, 4, 1, 0, 1),
    Room(3, 3, 2, 2, 3, 1, 0, 1), Room(3, 2, 2, 1, 3, 1, 0, 1), Room(2, 2, 1, 1, 2, 1, 0, 1), Room(2, 1, 1, 1, 1, 1, 0, 1), Room(1, 1, 1, 1, 1, 1, 0, 1),
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
    out: list[str] = []
    for part in parts(brief, whole=room is _ALL):
        out += ["", part.title.upper(), *_part(part, width, room)]
    return out


def _part(part: Part, width: int, room: Room) -> list[str]:
    most = getattr(room, part.kind)
    if part.kind == "also" and most == 0:
        left = sum(len(block.items) for block in part.blocks)
        return [f"  {plural(left, 'line')} (--all)"]
    if part.kind in ("wants", "also"):  # so many lines of each party, of each subject
        return [line for block in part.blocks for line in _block(block, width, most)]
    out = [line for block in part.blocks[:most] for line in _block(block, width, 2 * room.voices)]
    return out + _more(len(part.blocks) - most)


def _block(block: Block, width: int, most: int) -> list[str]:
    deeper = "    " if block.title else "  "
    out = _wrapped(block.title, width, "  ", "    ") if block.title else []
    for number, item in enumerate(block.items[:most]):
        out += _item(item, width, deeper if block.title or not number else "    ")
    return out + _more(len(block.items) - most, deeper)


def _item(item: Item, width: int, first: str) -> list[str]:
    line = item.line
    if line is None:
        return _wrapped(item.words, width, first, first + "  ")
    star = "*" if line.furniture else ""
    asked = f" ({line.asked[:1].lower()}{line.asked[1:]})" if line.asked else ""
    taken_back = f"; later “{line.withdrawn}”" if line.withdrawn else ""
    text = f"{item.lead}{line.who}{star}: “{words(line)}”{asked} — {where(line, dated=item.dated)}{taken_back}"
    return _wrapped(text, width, first, first + "  ")


def _more(left: int, lead: str = "  ") -> list[str]:
    return [f"{lead}and {left} more (--all)"] if left > 0 else []


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
            talks={side: tuple(short(x) for x in lines) for side, lines in brief.talks.items()},
            truce={side: tuple(short(x) for x in lines) for side, lines in brief.truce.items()},
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
            document_day(document),
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


_FOOTING = {
    "on_record": "named", "institution": "institutions", "unnamed_group": "unnamed groups", "unnamed_person": "unnamed persons",
    "relayed": "relayed", "document": "documents", "author": "authors",
}  # fmt: skip


def _foot(brief: Brief, width: int) -> list[str]:
    out = _heading("Says who")
    counts = ", ".join(f"{_FOOTING[k]} {n}" for k, n in sorted(brief.footing.items(), key=lambda p: -p[1]))
    out += _wrapped(f"{plural(brief.statements, 'statement')}: {counts or 'none'}.", width, "  ", "  ")
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
