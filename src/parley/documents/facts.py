"""Title, authors, outlet, date, genre, and whether only an excerpt is here: each with how it was found."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from parley.core.spans import Span
from parley.documents import dates, mastheads, titles
from parley.documents.layout import ended
from parley.documents.model import Found
from parley.documents.page import Page, first
from parley.documents.pieces import signed

Genre = Literal["news", "opinion", "briefing", "transcript", "document", "note", "unknown"]

_FULL = re.compile(
    r"\b(?:on|in|at|from) (?:the )?(?:website of )?(.{2,60}?)(?:['’]s? )?(?: website| site| web site)?\s*[.)]?\s*$",
    re.I,
)
_ALSO = re.compile(
    r"^(?:(?:this|the) (?:article|piece|essay|op-ed|commentary|text|story|column|analysis) (?:was|has been|is|has) )?"
    r"(?:also|originally|first) (?:been )?(?:published|appeared) (?:in|on|by|at) (.{2,60}?)[.\s]*$",
    re.I,
)
_FULL_LENGTH = 60
_HEAD = 12
"""A line with only a date is the text's own among so many pieces from its beginning."""
_LONG_ENOUGH = 300
"""Words: a shorter text that was "also published" elsewhere is taken for a part of what stands there."""
_CUT = re.compile(r"(?:\.{3}|…|\[(?:\.{3}|…)\])\s*[\"”’]?\s*$")
_SUMMARY = re.compile(r"\bour (?:own )?summary of[:\s]+(.{3,300}?)(?:\.\s|\.$|$)", re.I | re.S)
_OPINION = re.compile(
    r"^(?:opinions?|op-?eds?|commentary|perspectives?|editorials?|guest essay|articles? (?:&|and) (?:testimony|op-eds))\W*$",
    re.I,
)
_BRIEFING = re.compile(
    r"^(?:(?:brief|policy) analysis|briefings?|policy (?:brief|watch|alert)s?|explainer|fact sheet|situation report)\W*$",
    re.I,
)
_OFFICIAL = re.compile(
    r"\b(?:joint (?:statement|communiqu[eé]|declaration)|communiqu[eé]|resolution \d|declaration|memorandum|decree|(?:treaty|agreement) (?:on|between)|open letter)\b",
    re.I,
)
_TURN = re.compile(r"^(?:(?:[A-Z][A-Z.'’\- ]{1,40}|Q|A|[A-Z][a-z]+(?: [A-Z][a-z]+){0,3})(?: \([^)]{1,40}\))?):\s")
_SAID = re.compile(r"\b(?:said|says|told|according to|announced|reported)\b", re.I)
_SPEAKS = re.compile(r"(?<!War )(?<!Part )(?<!Act )(?<!Phase )\bI(?:['’](?:m|ve|d|ll))? (?=[a-z])")
"""Outside quotations: a reporter does not say "I", a columnist does."""
_NAMED = re.compile(
    r"(?:(?:briefing|policy|issue) (?:note|brief|paper)|policy brief|backgrounder|briefing|op-?ed|commentary)(?=\s*[:–—-]|\s*$)",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|we|our)\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document beside its words."""

    title: Found | None
    authors: tuple[Found, ...]
    outlet: Found | None
    date: Found | None
    excerpt: Found | None
    note_of: Found | None
    genre: Genre
    extra: dict[str, str]


def find(page: Page) -> Facts:
    """All facts; the first way of finding that yields something wins, in the order: given, head of the file, page."""
    masthead, masthead_date, skip = mastheads.masthead(page)
    lined, lined_date = mastheads.line_of(page)
    credited, credited_date = mastheads.credit(page)
    note, titled = _note(page), titles.find(page, skip)
    date = first(
        lambda: _given(page, "date"), lambda: _from_front(page, "date"), lambda: _page_date(page, titled), lambda: masthead_date,
        lambda: page.placed_on, lambda: lined_date, lambda: credited_date, lambda: _name_date(page.path), lambda: _address_date(page.address),
        lambda: _month(page),
    )  # fmt: skip
    outlet = first(
        lambda: _given(page, "outlet"), lambda: _from_front(page, "outlet"), lambda: masthead, lambda: lined,
        lambda: page.agency, lambda: credited, lambda: mastheads.outlet(page, note is not None),
    )  # fmt: skip
    authors = page.given.get("authors") or _authors(page)
    title = first(lambda: _given(page, "title"), lambda: _from_front(page, "title"), lambda: titled)
    known = {"title", "date", "outlet", "authors"}
    extra = {k: ", ".join(v) for k, v in page.front.values.items() if k not in known}
    return Facts(
        title,
        authors,
        outlet,
        date,
        _given(page, "excerpt") or _excerpt(page),
        note,
        _genre(page, note, bool(authors)),
        extra,
    )


def _given(page: Page, key: str) -> Found | None:
    values = page.given.get(key)
    return values[0] if values else None


def _from_front(page: Page, key: str) -> Found | None:
    values = page.front.values.get(key)
    if not values or not values[0].strip():
        return None
    value: str | None = values[0].strip()
    if key == "date":
        value = dates.iso(values[0])
    how = "header line" if page.front.words else "front matter"
    return Found(value, how, page.front.spans.get(key)) if value else None


def _page_date(page: Page, title: Found | None) -> Found | None:
    """The day of a byline or of a line that holds little else. One that stands above the title, where pages put other things
    too, or that tells of a change, only where there is no other."""
    own = page.own()
    full = 0
    other: Found | None = None
    begins = next((order for order, (_, p) in enumerate(own[:30]) if title and p.span == title.span), 0)
    for order, (i, piece) in enumerate(own[: begins + 30]):
        full += page.kinds[i] == "paragraph" and len(piece.words) >= _FULL_LENGTH and ended(piece.words)
        if page.kinds[i] == "dateline" and (full > 1 or order >= begins + _HEAD) and i != own[-1][0]:
            continue  # a day in a table of facts, of a comment below
        section = full == 0 and _under_section(piece.words)  # "Politics / January 11, 2024"
        if page.kinds[i] not in ("byline", "dateline") and not section:
            continue
        found = dates.find(piece.words)
        day = dates.only(piece.words) or (found[0] if found else None)
        if day is None:
            continue
        how = "byline" if page.kinds[i] == "byline" else "line with only a date"
        value = Found(day.isoformat(), how, piece.span)
        if order > begins and not dates.of_change(piece.words):
            return value
        other = other or value
    return other


def _under_section(words: str) -> bool:
    when, rest = mastheads.named_and_dated(words)
    return when is not None and bool(rest) and titles.is_furniture(rest)


def _month(page: Page) -> Found | None:
    """A line at the head that holds a month and its year ("August 2023"): a date to the month."""
    for i, piece in page.own(_HEAD):
        if page.kinds[i] in ("dateline", "byline") and (found := dates.find_month(piece.words)):
            return Found(found[0], "line with only a month", piece.span)
    return None


def _name_date(path: str) -> Found | None:
    return _figures(re.search(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)", PurePath(path).name), "file name")


def _address_date(address: str) -> Found | None:
    """``https://…/2023/05/14/…``: blogs and papers put the day into the address."""
    return _figures(re.search(r"/((?:19|20)\d\d)[/-](\d{2})[/-](\d{2})(?!\d)", address), "the page's address")


def _figures(m: re.Match[str] | None, how: str) -> Found | None:
    if m is None:
        return None
    try:
        return Found(datetime.date(int(m[1]), int(m[2]), int(m[3])).isoformat(), how)
    except ValueError:  # eight digits that are no date
        return None


def _authors(page: Page) -> tuple[Found, ...]:
    fronted = page.front.values.get("authors")
    if fronted:
        how, span = ("header line" if page.front.words else "front matter"), page.front.spans.get("authors")
        names = [n for value in fronted for n in (signed(f"By {value}") or (value.strip(),)) if n]
        return tuple(Found(name, how, span) for name in names)
    for i, piece in page.own(30):
        if page.kinds[i] == "byline":
            return tuple(Found(name, "byline", piece.span) for name in signed(piece.words))
    return ()


def _excerpt(page: Page) -> Found | None:
    also = next(((m[1], p.span) for p in page.pieces[:30] if (m := _ALSO.match(p.words))), None)
    for i, item in page.marks.found.items():
        if item.kind == "full article":
            m = _FULL.search(page.pieces[i].words)
            of = m[1] if m else (also[0] if also else "the full article")
            return Found(of, f'the line "{page.pieces[i].words}"', page.pieces[i].span)
        if item.kind == "paywall":
            return Found("the full article", f'the line "{page.pieces[i].words}"', page.pieces[i].span)
    body = [p for i, p in page.own() if page.kinds[i] == "paragraph"]
    if also and sum(len(p.words.split()) for p in body) < _LONG_ENOUGH:
        return Found(also[0], '"also published in", and the text is short', also[1])
    if body and _CUT.search(body[-1].words) and not body[-1].words.startswith(("“", '"')):
        at = Span(body[-1].span.end - 3, body[-1].span.end)
        if also:
            return Found(also[0], '"also published in", and the text breaks off', also[1])
        return Found("the full text", "the text breaks off", at)
    return None


def _note(page: Page) -> Found | None:
    for key in ("original", "summary_of", "summary of", "note_of"):
        values = page.front.values.get(key)
        if values and not page.front.words:
            return Found(values[0], f"front matter: {key}")
    for _, piece in page.own(3):
        m = _SUMMARY.search(piece.words)
        if m:
            return Found(m[1].strip(" :*_"), '"our summary of"', piece.span)
    said = [v for values in page.front.values.values() for v in values if (_SUMMARY.search(v))]
    m = _SUMMARY.search(said[0]) if said else None
    return Found(m[1].strip(), "front matter") if m else None


def _genre(page: Page, note: Found | None, authored: bool) -> Genre:
    if note is not None:
        return "note"
    body = [p.words for i, p in page.own() if page.kinds[i] in ("paragraph", "list")]
    turns = sum(1 for w in body if _TURN.match(w))
    if turns >= 4 and turns >= 0.3 * len(body):
        return "transcript"
    labels = [page.pieces[i].words for i, item in page.marks.found.items() if item.kind == "label"]
    labels += [p.words for i, p in page.own(4) if page.kinds[i] == "heading"] + list(
        page.front.values.get("section", ())
    )
    if any(_OPINION.match(w) for w in labels):
        return "opinion"
    if any(_BRIEFING.match(w) for w in labels):
        return "briefing"
    if any(_OFFICIAL.search(p.words) for i, p in page.own(2) if page.kinds[i] == "heading"):
        return "document"
    title = next((p.words for i, p in page.own(3) if page.kinds[i] in ("heading", "title")), "")
    if (named := _NAMED.match(title)) is not None:
        return "opinion" if named.group().lower().startswith(("op", "com")) else "briefing"
    text = " ".join(body)
    unquoted = re.sub(r"[“\"][^“”\"]{0,2000}[”\"]", "", text)
    if authored and len(_SPEAKS.findall(unquoted)) >= 2:
        return "opinion"
    said = len(_SAID.findall(text))
    if page.news or page.agency or (said >= 3 and said * 120 >= len(text.split())):
        return "news"
    if authored and (
        any(f.kind == "about the authors" for f in page.marks.found.values())
        or len(_FIRST_PERSON.findall(unquoted)) >= 3
    ):
        return "opinion"
    return "unknown"
