"""HTML: the main text by trafilatura, the facts by what the page declares about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from parley.documents import dates
from parley.documents.extracted import Extracted, compose
from parley.documents.layout import Form
from parley.documents.model import Found
from parley.documents.sniff import decode, refuse

_FORMS: dict[str, Form] = {
    "head": "heading",
    "item": "list",
    "p": "paragraph",
    "quote": "paragraph",
    "cell": "paragraph",
    "ab": "paragraph",
}
_PLAIN: dict[str, Form] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "li": "list", "p": "paragraph", "blockquote": "paragraph",
    "td": "paragraph", "figcaption": "paragraph", "div": "paragraph", "pre": "paragraph",
}  # fmt: skip
_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_AUTHOR = ("author", "article:author", "byl", "dc.creator", "citation_author", "parsely-author")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATE = (
    "article:published_time", "article:published", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued",
    "publish-date", "parsely-pub-date", "citation_publication_date",
)  # fmt: skip
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*+"|'[^']*+')*+""")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
MAX_ATTRIBUTES = 1000
"""Of one tag: the parser takes the square of their number, and no page that a person wrote has so many."""
_SHORT = 200
_ARTICLES = re.compile(r"Article|Report|Posting|WebPage")


def extract(data: bytes, path: str) -> Extracted:
    """The article of a page.

    Raises:
        DocumentError: nothing to read in it.
    """
    import trafilatura
    import trafilatura.settings
    from lxml import etree, html

    source = decode(data, path)
    _check_tags(source, path)
    try:  # bytes again: lxml refuses characters with an encoding declaration
        tree = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise refuse(f"the HTML cannot be parsed: {error}", path) from error
    given = _facts(tree)
    found = trafilatura.bare_extraction(source, with_metadata=False, include_comments=False, include_tables=True)
    body = found.body if isinstance(found, trafilatura.settings.Document) else None
    main = list(_parts(body, _FORMS)) if body is not None else []
    for junk in tree.xpath("//script|//style|//nav|//footer|//noscript|//template|//head"):
        junk.drop_tree()
    parts = _with_headings(main, list(_parts(tree, _PLAIN)))
    text, pieces = compose(parts)
    if not pieces:
        raise refuse("there are no words on the page", path, "save the page from the browser once it is fully shown")
    if "title" in given and not any(given["title"][0].value in p.words for p in pieces[:6]):
        text, pieces = compose([("heading", given["title"][0].value), *parts])
    language = (tree.get("lang") or "en").split("-")[0].lower()[:8] or "en"
    return Extracted(text, pieces, given, language)


def _check_tags(source: str, path: str) -> None:
    for tag in _TAG.finditer(source):
        if tag.end() - tag.start() > MAX_ATTRIBUTES and len(_VALUE.sub(" ", tag[0]).split()) > MAX_ATTRIBUTES:
            raise refuse(
                f"one HTML tag holds more than {MAX_ATTRIBUTES:,} attributes (a broken or hostile page?)",
                path,
                "save the page from the browser once it is fully shown, or as plain text",
            )


def _with_headings(main: list[tuple[Form, str]], whole: list[tuple[Form, str]]) -> list[tuple[Form, str]]:
    """The main text with every heading that stands within it on the page.

    The extractor leaves out headings that look like furniture; here they are needed, to know the furniture below them.
    A short page is taken whole.
    """
    if sum(len(words) for _, words in main) < _SHORT:
        return max(main, whole, key=lambda parts: sum(len(words) for _, words in parts))
    known = {_folded(words) for _, words in main}
    at = [i for i, (_, words) in enumerate(whole) if _folded(words) in known]
    if sum(len(_folded(whole[i][1])) for i in at) < 0.8 * sum(map(len, known)):
        return main
    first = next((i for i, (form, _) in enumerate(whole[: at[0]]) if form == "heading"), at[0])
    return [p for i, p in enumerate(whole[first : at[-1] + 1], first) if p[0] == "heading" or _folded(p[1]) in known]


def _folded(words: str) -> str:
    return " ".join(words.split())


def _parts(body: Any, forms: dict[str, Form]) -> Iterator[tuple[Form, str]]:
    for element in body.iter():
        form = forms.get(element.tag) if isinstance(element.tag, str) else None
        if form is None or any(
            isinstance(inner.tag, str) and inner.tag in forms for inner in element.iterdescendants()
        ):
            continue
        for lb in element.iter("lb", "br"):
            lb.tail = "\n" + (lb.tail or "")
        yield form, "".join(element.itertext())


def parts_of(fragment: str) -> list[tuple[Form, str]]:
    """The parts of a piece of HTML, such as an article in a feed; plain text is one paragraph an empty line."""
    from lxml import html

    if "<" not in fragment:
        return [("paragraph", words) for words in re.split(r"\n\s*\n", fragment)]
    tree = html.fragment_fromstring(
        fragment, create_parent="div", parser=html.HTMLParser(encoding="utf-8", no_network=True)
    )
    for junk in tree.xpath("//script|//style"):
        junk.drop_tree()
    return list(_parts(tree, _PLAIN))


def _facts(tree: Any) -> dict[str, tuple[Found, ...]]:
    """Facts that the page declares, JSON-LD before meta elements before ``<title>`` and ``<time>``."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            meta.setdefault(name, []).append(content)
    linked = _linked(tree)
    out: dict[str, tuple[Found, ...]] = {}
    for key, names in (("title", _TITLE), ("authors", _AUTHOR), ("outlet", _OUTLET), ("date", _DATE)):
        stated = [(v, "JSON-LD") for v in linked.get(key, ())]
        stated += [(v, f"<meta {name}>") for name in names for v in meta.get(name, ())]
        values = [Found(v, how) for raw, how in stated if (v := _value(key, raw))]
        if values:
            out[key] = _people(values) if key == "authors" else (values[0],)
    if "title" not in out and (title := " ".join((tree.findtext(".//title") or "").split())):
        out["title"] = (Found(re.split(r"\s+[|–—]\s+|\s+-\s+(?=[^-]{3,40}$)", title)[0], "<title>"),)
    if "date" not in out:
        for element in tree.iter("time"):
            if day := dates.iso(element.get("datetime") or element.text_content()):
                out["date"] = (Found(day, "<time>"),)
                break
    return out


def _value(key: str, raw: str) -> str | None:
    if key == "date":
        return dates.iso(raw)
    return raw if not raw.startswith(("http://", "https://")) else None


def _people(values: list[Found]) -> tuple[Found, ...]:
    """Names, each once, of the first way of finding that gave any."""
    first = [v for v in values if v.how == values[0].how]
    names = [n.strip() for v in first for n in re.split(r",|;|\band\b|&", re.sub(r"^[Bb]y\s+", "", v.value))]
    return tuple(Found(name, first[0].how) for name in dict.fromkeys(n for n in names if n))


def _linked(tree: Any) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "") or not element.text or len(element.text) > 2_000_000:
            continue
        try:
            stated = json.loads(element.text)
        except (ValueError, RecursionError):
            continue  # a page's broken metadata is no reason to refuse its text
        for item in _items(stated, 0):
            if not _ARTICLES.search(str(item.get("@type", ""))):
                continue
            for key, name in (
                ("title", "headline"),
                ("authors", "author"),
                ("outlet", "publisher"),
                ("date", "datePublished"),
            ):
                for value in _names(item.get(name)):
                    out.setdefault(key, []).append(value)
    return out


def _items(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _items(inner, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _items(value.get("@graph"), depth + 1)


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip():
            yield " ".join(name.encode("utf-8", "replace").decode().split())  # JSON can hold half a character
