"""A brief as plain terminal text: one or two screens, wrapped to the width of the terminal, without colour."""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterable
from dataclasses import replace

from parley.insight.brief import Brief, BriefDocument, Line

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
_WANTS = 9
_MOST = 6
"""Lines of one group; the rest is counted."""


def render(brief: Brief, *, width: int = 88) -> str:
    """The brief as text that ends with a newline; ``width`` from 60 to 100 columns is used."""
    width = max(60, min(100, width))
    brief = _once(brief)
    out: list[str] = []
    out += _documents(brief, width)
    out += _talks(brief, width)
    out += _preconditions(brief, width)
    out += _disputes(brief, width)
    out += _wants(brief, width)
    out += _phrases(brief, width)
    out += _foot(brief, width)
    return "\n".join(line.rstrip() for line in out).rstrip() + "\n"


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
    said = f"{lead}{line.who}{star}: “{line.words}”"
    where = f"{line.footing}; {day(line.date)}" if line.date else line.footing
    out = _wrapped(said, width)
    if line.asked:
        out += _wrapped(f"({line.asked[:1].lower()}{line.asked[1:]})", width, "      ", "       ")
    return out + _wrapped(f"— {where}", width, "      ", "        ")


def _group(lines: Iterable[Line], width: int) -> list[str]:
    all_ = list(lines)
    out: list[str] = []
    for line in all_[:_MOST]:
        out += _line(line, width)
    if len(all_) > _MOST:
        out.append(f"  and {len(all_) - _MOST} more (--json lists all)")
    return out


def _talks(brief: Brief, width: int) -> list[str]:
    out: list[str] = []
    for side, title in _HEADINGS.items():
        if brief.talks.get(side):
            out += _heading(title)
            out += _group(brief.talks[side], width)
    if not out:
        out = [*_heading("Talks now"), "  No statement takes a side that the rules could see."]
    return out


def _preconditions(brief: Brief, width: int) -> list[str]:
    if not brief.preconditions:
        return []
    out = _heading("Preconditions")
    for item in brief.preconditions:
        lead = "stated by " if item.status == "stated" else "not repeated by "
        out += _line(item.line, width, lead)
    return out


def _disputes(brief: Brief, width: int) -> list[str]:
    if not brief.disputes:
        return []
    out = _heading("Facts in dispute")
    for dispute in brief.disputes:
        out += _wrapped(f"{dispute.subject[:1].upper()}{dispute.subject[1:]}", width, "  ", "    ")
        for mark, lines in (("+", dispute.asserted), ("−", dispute.rejected)):
            for line in lines:
                star = "*" if line.furniture else ""
                text = f"{mark} {line.who}{star}: “{line.words}” — {line.footing}"
                out += _wrapped(f"{text}; {day(line.date)}" if line.date else text, width, "    ", "      ")
    return out


def _wants(brief: Brief, width: int) -> list[str]:
    if not brief.wants:
        return []
    out = _heading("Who else wants what")
    party: str | None = ""
    shown = _first_of_each(brief.wants)
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
    if len(shown) < len(brief.wants):
        out.append(f"    and {len(brief.wants) - len(shown)} more (--json lists all)")
    return out


def _first_of_each(lines: Iterable[Line]) -> list[Line]:
    """One line a speaker, named speakers first, at most ``_WANTS``; in the order of parties."""
    all_ = list(lines)
    first = [x for k, x in enumerate(all_) if not any(y.who == x.who for y in all_[:k])]
    named = [x for x in first if "unnamed" not in x.footing]
    kept = (named + [x for x in first if x not in named])[:_WANTS]
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
