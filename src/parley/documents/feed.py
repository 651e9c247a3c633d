"""RSS and Atom: each article of a feed as a document. Linked pages are not fetched: the user did not name them."""

from __future__ import annotations

import datetime
import html
import io
import re
import urllib.parse
from collections.abc import Iterator
from typing import Any

from parley.documents import dates
from parley.documents.build import document_id
from parley.documents.characters import head, refuse
from parley.documents.extracted import Extracted, compose
from parley.documents.kind import DocumentKind
from parley.documents.model import Found

_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?[^>]*\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE (?:rss|feed)\b[^\[>]*(?:\[.{0,4000}?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF)[\s>]",
    re.S,
)


def extract(data: bytes, path: str) -> Iterator[Extracted]:
    """The articles of a feed that hold words.

    Raises:
        DocumentError: broken, or without any article.
    """
    import feedparser

    if any("<!ENTITY".encode(name) in data for name in ("utf-8", "utf-16-le", "utf-16-be")):
        raise refuse("the feed declares entities of its own", path, "save the articles as files")
    try:
        feed = feedparser.parse(io.BytesIO(data))
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RuntimeError) as error:
        # feedparser meets broken feeds with any of these
        raise refuse(f"the feed is broken: {str(error)[:120]}", path, "save the articles as files") from error
    if not feed.entries:
        why = f": {feed.bozo_exception}" if feed.get("bozo") else ""
        raise refuse(f"the feed holds no article{why}", path)
    outlet = _words(feed.feed.get("title"))
    base = feed.feed.get("link") or path
    made = 0
    for entry in feed.entries:
        article = _article(entry, outlet, path, base)
        if article is not None:
            made += 1
            yield article
    if not made:
        raise refuse("no article of the feed holds words", path)


def _words(value: str | None) -> str:
    """A title as words: feeds may write it as HTML."""
    from parley.documents.web import parts_of

    written = value or ""
    said = " ".join(words for _, words in parts_of(written)) if "<" in written else html.unescape(written)
    return " ".join(said.split())


def _address(base: str, link: str | None) -> str:
    try:
        return urllib.parse.urljoin(base, link) if link else ""
    except ValueError:  # "http://[" is none
        return ""


def _article(entry: Any, outlet: str, path: str, base: str) -> Extracted | None:
    from parley.documents.web import parts_of

    whole = next((c.value for c in entry.get("content", ()) if c.get("value")), None)
    body = whole or entry.get("summary") or ""
    title = _words(entry.get("title"))
    text, pieces = compose([("heading", title), *parts_of(body)])
    if not pieces:
        return None
    link = _address(base, entry.get("link"))
    given: dict[str, tuple[Found, ...]] = {}
    if title:
        given["title"] = (Found(title, "feed"),)
    people = [(a.get("name") or "").strip() for a in entry.get("authors", ())]
    if any(people):
        given["authors"] = tuple(Found(name, "feed") for name in people if name)
    if outlet:
        given["outlet"] = (Found(outlet, "feed"),)
    if when := _date(entry):
        given["date"] = (Found(when, "feed"),)
    if whole is None and link:
        given["excerpt"] = (Found(link, "the feed gives a summary only"),)
    # not its number in the feed, which is another once a newer article stands above it
    place = link or f"{path}#{entry.get('id') or title or document_id(text)}"
    about = {"feed": path, **({"url": link} if link else {})}
    return Extracted(text, pieces, given, meta=about, name=title or place, path=place)


def _date(entry: Any) -> str | None:
    """The day as the feed writes it, in its own time zone; else as the parser understands it."""
    stated = dict(entry)  # the parser's own mapping gives one for the other
    for name in ("published", "updated"):
        parsed = stated.get(f"{name}_parsed")
        written = dates.iso(stated.get(name) or "")
        if written:
            return written
        if parsed:
            return datetime.date(*parsed[:3]).isoformat()
    return None


def recognise(data: bytes) -> bool:
    """RSS 0.9 to 2.0 or Atom, by the element that it begins with."""
    return _BEGINS.match(head(data)) is not None


KIND = DocumentKind(
    "feed", "a feed of several articles", "RSS/Atom", (".rss", ".atom", ".xml"), recognise, extract, several=True
)
