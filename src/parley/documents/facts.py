"""Title, authors, outlet, date, genre, and whether only an excerpt is here: each with how it was found."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from parley.core.spans import Span
from parley.documents import dates, outlets
from parley.documents.frontmatter import Front
from parley.documents.furniture import Marks
from parley.documents.layout import Piece, ended
from parley.documents.model import BlockKind, Found
from parley.documents.pieces import in_title_case, signed

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


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a document with what was judged of them; ``given`` are facts from metadata or the user."""

    pieces: Sequence[Piece]
    kinds: Sequence[BlockKind]
    marks: Marks
    front: Front
    path: str
    news: bool
    agency: Found | None
    given: Mapping[str, tuple[Found, ...]]
    placed_on: Found | None = None
    """The full date in a news dateline ("GENEVA, May 3, 2024 (Reuters) —")."""

    def own(self, limit: int | None = None) -> list[tuple[int, Piece]]:
        """The pieces that are not furniture."""
        found = [(i, p) for i, p in enumerate(self.pieces) if i not in self.marks.found]
        return found[:limit]


def find(page: Page) -> Facts:
    """All facts; the first way of finding that yields something wins, in the order: given, head of the file, page."""
    masthead, masthead_date, skip = _masthead(page)
    note = _note(page)
    date = _first(
        lambda: _given(page, "date"), lambda: _from_front(page, "date"), lambda: _page_date(page), lambda: masthead_date,
        lambda: page.placed_on, lambda: _name_date(page.path),
    )  # fmt: skip
    outlet = _first(
        lambda: _given(page, "outlet"), lambda: _from_front(page, "outlet"), lambda: masthead, lambda: page.agency,
        lambda: _credit_outlet(page), lambda: None if note else _name_outlet(page),
    )  # fmt: skip
    authors = page.given.get("authors") or _authors(page)
    title = _first(lambda: _given(page, "title"), lambda: _from_front(page, "title"), lambda: _title(page, skip))
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


def _first(*ways: Callable[[], Found | None]) -> Found | None:
    return next((found for way in ways if (found := way()) is not None), None)


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


def _masthead(page: Page) -> tuple[Found | None, Found | None, int | None]:
    """A first line that names the outlet, perhaps with the date ("The New York Times 10. November 2022")."""
    for i, piece in page.own(3):
        found = dates.find(piece.words)
        rest = (piece.words[: found[1].start] + piece.words[found[1].end :]) if found else piece.words
        name = outlets.known(rest)
        if name is None and found and page.kinds[i] == "heading" and i == 0 and in_title_case(rest) and len(rest) < 50:
            name = rest.strip(" ,|-–—·")
        if name is not None:
            when = Found(found[0].isoformat(), "masthead", piece.span) if found else None
            return Found(name, "masthead", piece.span), when, i
    return None, None, None


def _page_date(page: Page) -> Found | None:
    own = page.own()
    full = 0
    for order, (i, piece) in enumerate(own[:30]):
        full += page.kinds[i] == "paragraph" and len(piece.words) >= _FULL_LENGTH and ended(piece.words)
        if page.kinds[i] == "dateline" and (order >= _HEAD or full > 1) and i != own[-1][0]:
            continue  # a day in a table of facts, of a comment below
        if page.kinds[i] in ("byline", "dateline"):
            found = dates.find(piece.words)
            if found:
                how = "byline" if page.kinds[i] == "byline" else "line with only a date"
                return Found(found[0].isoformat(), how, piece.span)
    return None


def _name_date(path: str) -> Found | None:
    m = re.search(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)", PurePath(path).name)
    if m is None:
        return None
    try:
        return Found(datetime.date(int(m[1]), int(m[2]), int(m[3])).isoformat(), "file name")
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


def _title(page: Page, skip: int | None) -> Found | None:
    for i, piece in page.own(8):
        if i != skip and page.kinds[i] == "heading":
            return Found(piece.words, "first heading", piece.span)
    return None


def _credit_outlet(page: Page) -> Found | None:
    for i, piece in page.own(12):
        if page.kinds[i] == "caption":
            m = re.search(r"/([^/]{2,40}?)\W*$", piece.words)
            name = outlets.known(m[1]) if m else None
            if name and name.startswith("The "):  # a staff photographer's paper, not an agency
                return Found(name, "photo credit", piece.span)
    return None


def _name_outlet(page: Page) -> Found | None:
    """``washington-institute-2023-01-11-…``: the words before the date, if the page itself has them as a name."""
    m = re.match(r"([a-z][a-z-]{3,50})-\d{4}-\d{2}-\d{2}", PurePath(page.path).name.lower())
    if m is None or not ("-" in m[1] or outlets.known(m[1])):  # one word alone is as likely a name or a place
        return None
    wanted = re.compile(r"\b(?:The )?" + r"\s+".join(re.escape(w) for w in m[1].split("-")) + r"\b", re.I)
    for piece in page.pieces:
        said = wanted.search(piece.words)
        name = said[0].removeprefix("the ") if said else ""
        if name[:1].isupper():
            return Found(name, "file name, and named on the page", piece.span)
    return None


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
