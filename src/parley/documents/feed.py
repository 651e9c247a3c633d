"""RSS and Atom: each article of a feed as a document. Linked pages are not fetched: the user did not name them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from parley.core.errors import DocumentError
from parley.documents.build import assemble
from parley.documents.extracted import compose
from parley.documents.model import Document, Found
from parley.documents.sniff import refuse


def articles(data: bytes, path: str) -> Iterator[Document]:
    """The articles of a feed that hold words.

    Raises:
        DocumentError: broken, or without any article.
    """
    import feedparser

    if b"<!ENTITY" in data:
        raise refuse("the feed declares entities of its own", path, "save the articles as files")
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        why = f": {feed.bozo_exception}" if feed.get("bozo") else ""
        raise refuse(f"the feed holds no article{why}", path)
    outlet = " ".join((feed.feed.get("title") or "").split())
    made = 0
    for number, entry in enumerate(feed.entries, 1):
        document = _article(entry, outlet, path, number)
        if document is not None:
            made += 1
            yield document
    if not made:
        raise refuse("no article of the feed holds words", path)


def _article(entry: Any, outlet: str, path: str, number: int) -> Document | None:
    from parley.documents.web import parts_of

    whole = next((c.value for c in entry.get("content", ()) if c.get("value")), None)
    body = whole or entry.get("summary") or ""
    title = " ".join((entry.get("title") or "").split())
    text, pieces = compose([("heading", title), *parts_of(body)])
    if not pieces:
        return None
    link = entry.get("link") or ""
    given: dict[str, tuple[Found, ...]] = {}
    if title:
        given["title"] = (Found(title, "feed"),)
    people = [a.get("name", "").strip() for a in entry.get("authors", ())]
    if any(people):
        given["authors"] = tuple(Found(name, "feed") for name in people if name)
    if outlet:
        given["outlet"] = (Found(outlet, "feed"),)
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    if when:
        given["date"] = (Found(datetime.date(*when[:3]).isoformat(), "feed"),)
    if whole is None and link:
        given["excerpt"] = (Found(link, "the feed gives a summary only"),)
    return assemble(
        text, pieces, kind="feed", name=title or f"{path} no. {number}", path=link or f"{path}#{number}", given=given,
        meta={"feed": path, **({"url": link} if link else {})},
    )  # fmt: skip


__all__ = ["DocumentError", "articles"]
