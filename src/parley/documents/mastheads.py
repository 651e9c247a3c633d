"""The outlet of a document by the words on its page: masthead, byline, credit, source, rights, file name, address."""

from __future__ import annotations

import re
from pathlib import PurePath

from parley.documents import dates, outlets
from parley.documents.model import Found
from parley.documents.page import Page, first
from parley.documents.pieces import in_title_case, signed

_SOURCE = re.compile(r"^(?:source|sources|via|courtesy of|published (?:in|by|on)|reported by|story by|distributed by)\s*:?\s+(?:the website of )?(?P<name>[^:]{2,50}?)[.\s]*$", re.I)  # fmt: skip
_STAFF = re.compile(r"^(?:by\s+)?(?P<name>.{3,40}?)\s+(?:staff|reporters?|correspondents?|newsroom|editors?|(?:news )?desk)(?: writers?| reporters?)?\b.*$", re.I)  # fmt: skip
_LAST = 6
_HEAD = 12
_LONGEST = 100


def masthead(page: Page) -> tuple[Found | None, Found | None, int | None]:
    """A first line that names the outlet, perhaps with the date ("The New York Times 10. November 2022"): both, and
    which piece it is."""
    own = page.own(4)
    for order, (i, piece) in enumerate(own[:3]):
        when, rest = named_and_dated(piece.words)
        name = outlets.known(rest)
        if (
            name is None
            and when
            and page.kinds[i] == "heading"
            and i == 0
            and in_title_case(rest)
            and len(rest) < 50
            and not re.search(r"\d", rest)
        ):
            name = rest.strip(" ,|-–—·*_")
        if name is None and order <= 1 and (when or _above_title(page, order)):
            name = outlets.looks_like(rest)
        if name is not None:
            return Found(name, "masthead", piece.span), Found(when, "masthead", piece.span) if when else None, i
    return None, None, None


def _above_title(page: Page, order: int) -> bool:
    """True where what follows a first line is a longer heading: the line is then the name of the paper."""
    own = page.own(order + 2)
    if order >= len(own) - 1 or own[order][1].form == "heading" != own[order + 1][1].form:
        return False
    after = own[order + 1]
    return page.kinds[after[0]] == "heading" and len(after[1].words.split()) >= 3


def named_and_dated(words: str) -> tuple[str | None, str]:
    """The date of a short line, to the day or the month, and the rest of it."""
    if len(words) > _LONGEST:
        return None, words
    day = dates.find(words)
    found = (day[0].isoformat(), day[1]) if day else dates.find_month(words)
    if found is None:
        return None, words
    return found[0], f"{words[: found[1].start]} {words[found[1].end :]}".strip(" ,;|-–—·*_()")


def line_of(page: Page) -> tuple[Found | None, Found | None]:
    """A line that holds the outlet and the date only, at the head or the foot ("The Lantern, August 2023")."""
    own = page.own()
    for i, piece in (*own[:_HEAD], *own[-2:]):
        when, rest = named_and_dated(piece.words)
        name = outlets.looks_like(rest) if when else None
        if name and page.kinds[i] not in ("caption", "list"):
            return Found(name, "line with outlet and date", piece.span), Found(
                when or "", "line with outlet and date", piece.span
            )
    return None, None


_CREDIT_WORDS = re.compile(
    r"\b(?:published|posted|updated|in|at|by|on|of|the|and|de|via|editorial|opinion|op-ed|analysis|press|briefings?|releases?|services?|feeds?|pm|am|gmt|utc|ist|est|et|piece|agency|report|carried|from|local|time)\b",
    re.I,
)
_NAME_WORD = re.compile(
    r"[A-Z0-9][\w.'’&/:-]*$|[a-z]+[A-Z]\w*$|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|int|gov|[a-z]{2})(?:/\S*)?$"
)
_MARKS = re.compile(r"[()\[\],|;·•*_]")
_CREDITED = 6


def credit(page: Page) -> tuple[Found | None, Found | None]:
    """A short line near the title that holds names and a date and no sentence ("The Lantern, Tarn, 7 March 2021", "KNA | Aug 29,
    2016, 07.18 AM"): the outlet, where one of its parts names it, and the date."""
    for order, (i, piece) in enumerate(page.own(_CREDITED)):
        words = piece.words.strip(" []_*")
        when, rest = named_and_dated(words)
        if (
            when is None
            or len(words) > _LONGEST
            or words.endswith((".", "?", "!"))
            or page.kinds[i] == "list"
            or (page.kinds[i] == "caption" and order > 1)
        ):
            continue
        if not all(
            _NAME_WORD.match(w) for w in _CREDIT_WORDS.sub(" ", _MARKS.sub(" ", rest)).split() if re.search(r"\w", w)
        ):
            continue
        if page.kinds[i] == "heading" and not re.search(r"[,|]", words):
            continue  # "The Peace Conference of June 1919"
        parts = [x.strip(" ()[]") for x in re.split(r"[,|;()]| - | – ", rest)]
        name = next((n for x in parts if (n := _named(x)) is not None), None)
        how = "line with outlet and date"
        return Found(name, how, piece.span) if name else None, Found(when, how, piece.span)
    return None, None


def _named(part: str) -> str | None:
    """The outlet that a part of a credit names: a known one, known letters, a name of the press; capitals alone may be a place."""
    agency = outlets.agency(part)
    return outlets.known(part) or (agency if agency != part else None) or outlets.looks_like(part)


def outlet(page: Page, note: bool) -> Found | None:
    """The outlet by the page's own words, where nothing at its head names it."""
    return first(
        lambda: _byline(page), lambda: _photo_credit(page), lambda: _source(page), lambda: _running_head(page),
        lambda: _address(page), lambda: _rights(page), lambda: None if note else _file_name(page),
    )  # fmt: skip


def _byline(page: Page) -> Found | None:
    for i, piece in page.own(_HEAD):
        if page.kinds[i] == "byline":
            names = [n for n in signed(piece.words) if outlets.of_the_press(n)]
            if names:
                return Found(outlets.known(names[0]) or names[0], "byline", piece.span)
        m = _STAFF.match(piece.words) if len(piece.words) <= 60 else None
        name = m["name"] if m else None
        if name and (outlets.known(name) or outlets.looks_like(name)):
            return Found(outlets.known(name) or name, "byline", piece.span)
    return None


def _photo_credit(page: Page) -> Found | None:
    for i, piece in page.own(_HEAD):
        if page.kinds[i] == "caption":
            m = re.search(r"/([^/]{2,40}?)\W*$", piece.words)
            name = outlets.known(m[1]) if m else None
            if name and name.startswith("The "):  # a staff photographer's paper, not an agency
                return Found(name, "photo credit", piece.span)
    return None


def _source(page: Page) -> Found | None:
    """A line "Source: Courier" above or below the text; one under a table or a picture names where its figures are from."""
    own = page.own()
    for i, piece in (*own[:_HEAD], *own[-_LAST:]):
        m = _SOURCE.match(piece.words) if len(piece.words) <= 80 and page.kinds[i] != "caption" else None
        if m is None:
            continue
        _, rest = named_and_dated(m["name"])
        name = outlets.agency(rest) or outlets.looks_like(rest)
        if (
            name is None
            and len(own) > 2
            and re.match(r"source\s*:", piece.words, re.I)
            and re.fullmatch(r"(?:[A-Z][\w'’.-]*\s?){1,4}", rest)
        ):
            name = rest
        if name:
            return Found(name, f'the line "{piece.words}"', piece.span)
    return None


def _running_head(page: Page) -> Found | None:
    """The name that stands at the edge of a PDF's pages."""
    for head in page.heads.split(" | "):
        name = outlets.looks_like(re.split(r",|\||\bvol\b|\bno\b|\d", head, flags=re.I)[0])
        if name:
            return Found(name, "head of the pages")
    return None


def _address(page: Page) -> Found | None:
    if not page.address:
        return None
    name = outlets.of_host(page.address, "\n".join(p.words for p in page.pieces))
    return Found(name, "the page's address, and named on the page") if name else None


def _rights(page: Page) -> Found | None:
    for i, piece in enumerate(page.pieces):
        if len(piece.words) <= 300 and page.kinds[i] != "caption" and (name := outlets.holder(piece.words)):
            return Found(name, "who holds the rights", piece.span)
    return None


def _file_name(page: Page) -> Found | None:
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
