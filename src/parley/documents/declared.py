"""What a web page says about itself: JSON-LD, meta elements, microdata, its title, the time beside its heading.

A date is taken only where it is the article's own: one in a sidebar, in a list of other articles or in the head of the
site is left alone, and with it the question when the article appeared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from parley.documents import dates, outlets
from parley.documents.layout import ended
from parley.documents.model import Found
from parley.documents.pieces import signed
from parley.documents.titles import is_furniture

_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_AUTHOR = ("author", "article:author", "byl", "dc.creator", "citation_author", "parsely-author")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATE = (
    "article:published_time", "article:published", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued",
    "publish-date", "parsely-pub-date", "citation_publication_date",
)  # fmt: skip
_LINKED = {"title": "headline", "authors": "author", "outlet": "publisher", "date": "datePublished"}
_ARTICLES = re.compile(r"Article|Report|Posting|WebPage")
_OTHER_PARTS = re.compile(
    r"related|sidebar|recommend|latest|trending|popular|teaser|widget|comment|newsletter|promo|most-read|more-from",
    re.I,
)
_OWN_TIME = re.compile(r"publish|entry-date|post-date|posted|dateline|article-date|pubdate", re.I)
_DIVIDED = re.compile(r"\s+[|–—·»]\s+|\s+-\s+(?=[^-]{3,40}$)")
_LARGEST = 2_000_000
_WRAPPED = re.compile(
    r"^\s*(?://|/\*)?\s*<!(?:\[CDATA\[|--)\s*(?:\*/)?|\s*(?://|/\*)?\s*(?:\]\]|--)>\s*(?:\*/)?\s*;?\s*$"
)
"""What old systems put round data in a script."""
_SIGNS = re.compile(r"(?:^|[\s_-])(?:by-?line|author|written-?by|p-author|creator)s?(?:$|[\s_-])", re.I)
_OF_DATES = re.compile(r"date|publish|posted|time-?stamp|by-?line|(?:^|[\s_-])(?:meta|time|info)", re.I)
_LONGEST_BYLINE, _FULL, _SENTENCE = 160, 200, 60


def facts(tree: Any) -> dict[str, tuple[Found, ...]]:
    """Title, authors, outlet and date, each by the first of these ways that gives it: JSON-LD, meta elements,
    microdata, ``<title>``, the ``<time>`` of the article."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name and (content := _folded(element.get("content"))):
            meta.setdefault(name, []).append(content)
    linked, marked = _linked(tree), _microdata(tree)
    address = about(tree).get("url", "")
    out: dict[str, tuple[Found, ...]] = {}
    for key, names in (("title", _TITLE), ("authors", _AUTHOR), ("outlet", _OUTLET), ("date", _DATE)):
        stated = [(v, "JSON-LD") for v in linked.get(key, ())]
        stated += [(v, f"<meta {name}>") for name in names for v in meta.get(name, ())]
        stated += [(v, "microdata") for v in marked.get(key, ())]
        values = [Found(v, how) for raw, how in stated if (v := _value(key, raw))]
        if key == "outlet" and len(values) > 1:  # some systems put a slogan, or a parent, where the name should be
            values = sorted(values, key=lambda v: not outlets.of_its_host(v.value, address))
        if key == "title":  # some systems put a description where the headline should be
            values = [v for v in values if v.how != "JSON-LD" or _shown(v.value, tree)]
        if values:
            out[key] = _people(values) if key == "authors" else (values[0],)
    _from_title(tree, out)
    if "title" not in out and (title := _headed(tree)):
        out["title"] = (title,)
    if address and (outlet := _of_address(address, tree, out)):
        out["outlet"] = (outlet,)
    if "authors" not in out and (people := _byline(tree)):
        out["authors"] = people
    if "date" not in out and (day := _time(tree)):
        out["date"] = (Found(day, "<time>"),)
    if "date" not in out and (day := _under_heading(tree)):
        out["date"] = (Found(day, "a part of the page called a date"),)
    return out


def about(tree: Any) -> dict[str, str]:
    """The page's own address and when it was last changed, where it states them."""
    out: dict[str, str] = {}
    stated = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    stated += [e.get("content") for e in tree.iter("meta") if e.get("property") == "og:url"]
    for address in stated:
        # the bare address of a site is stated by careless pages, each of them
        if re.match(r"https?://[^/\s]+/[^\s]", address or ""):
            out["url"] = address
            break
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in ("article:modified_time", "datemodified", "og:updated_time", "last-modified"):
            day = dates.iso(element.get("content") or "")
            if day:
                out.setdefault("modified", day)
    return out


def _shown(title: str, tree: Any) -> bool:
    """True where the page's heading or title has a longer word of it; or where it has neither."""
    heads = [e.text_content() for e in tree.iter("h1")] + [tree.findtext(".//title") or ""]
    seen = {w.casefold() for head in heads for w in re.findall(r"\w{3,}", head)}
    return not seen or not seen.isdisjoint(w.casefold() for w in re.findall(r"\w{3,}", title))


def _folded(words: str | None) -> str:
    return " ".join((words or "").split())


def _value(key: str, raw: str) -> str | None:
    if key == "date":
        return dates.iso(raw)
    if key == "title" and is_furniture(raw):
        return None
    return raw if not raw.startswith(("http://", "https://")) else None


def _people(values: list[Found]) -> tuple[Found, ...]:
    """Names, each once, of the first way of finding that gave any."""
    first = [v for v in values if v.how == values[0].how]
    names = [n.strip() for v in first for n in re.split(r",|;|\band\b|&", re.sub(r"^[Bb]y\s+", "", v.value))]
    return tuple(Found(name, first[0].how) for name in dict.fromkeys(n for n in names if n))


def _from_title(tree: Any, out: dict[str, tuple[Found, ...]]) -> None:
    """``<title>``, which often names the site too: "Talks Fail – North Wire", where the heading reads "Talks Fail"."""
    found = tree.find(".//head/title")
    whole = _folded(found.text_content() if found is not None else tree.findtext(".//title"))
    if not whole:
        return
    heads = [_folded(e.text_content()) for e in tree.iter("h1")]
    heading = next(iter(heads), "")
    parts = [part for part in _DIVIDED.split(whole) if not is_furniture(part)]
    shown = {head.casefold() for head in heads}
    first = next((part for part in parts if part.casefold() in shown), next(iter(parts), None))
    if first:
        out.setdefault("title", (Found(first, "<title>"),))
    rest = whole[len(heading) :]
    divided = _DIVIDED.match(rest) if heading and whole.casefold().startswith(heading.casefold()) else None
    if divided and 2 <= len(name := rest[divided.end() :].strip()) <= 40 and not _DIVIDED.search(name):
        out.setdefault("outlet", (Found(name, "<title>, after the heading"),))


def _headed(tree: Any) -> Found | None:
    """The first main heading that is a title, where nothing is declared: rather one of several words."""
    heads = [h for e in tree.iter("h1") if (h := _folded(e.text_content())) and len(h) <= 300 and not is_furniture(h)]
    chosen = next((h for h in heads if len(h.split()) >= 3), next(iter(heads), None))
    return Found(chosen, "<h1>") if chosen else None


def _of_address(address: str, tree: Any, out: dict[str, tuple[Found, ...]]) -> Found | None:
    """The outlet by the page's own address, where none is declared."""
    if "outlet" in out:
        return None
    named = [tree.findtext(".//title") or "", *(e.get("alt") or "" for e in tree.iter("img"))]
    named += [e.get(name) or "" for e in tree.iter("a", "svg") for name in ("title", "aria-label")]
    body = tree.find("body")
    name = outlets.of_host(address, "\n".join([*named, *(body.itertext() if body is not None else ())]))
    return Found(name, "the page's address, and named on the page") if name else None


def _linked(tree: Any) -> dict[str, list[str]]:
    items: list[dict[str, Any]] = []
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "") or not element.text or len(element.text) > _LARGEST:
            continue
        try:
            items += _items(json.loads(_WRAPPED.sub("", element.text), strict=False), 0)
        except (ValueError, RecursionError):
            continue  # a page's broken metadata is no reason to refuse its text
    heads = {_folded(e.text_content()).casefold() for e in tree.iter("h1", "title")}
    named = {str(item["@id"]): item for item in items if "@id" in item and "name" in item}
    articles = [item for item in items if _ARTICLES.search(str(item.get("@type", "")))]
    articles.sort(key=lambda item: str(item.get("@type", "")) == "WebPage")  # the article itself before its page
    headed = [item for item in articles if item.get("headline")]
    mine = [item for item in headed if _headline(item) in heads] if len(headed) > 1 else []
    if mine:  # the page lists other stories too
        articles = [item for item in articles if item in mine or item not in headed]
    out: dict[str, list[str]] = {}
    for item in articles:
        for key, name in _LINKED.items():
            out.setdefault(key, []).extend(_names(item.get(name), named))
    return out


def _headline(item: dict[str, Any]) -> str:
    return _folded(str(item["headline"])).casefold()


def _items(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _items(inner, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _items(value.get("@graph"), depth + 1)


def _names(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of people and outlets, also where the article only refers to an item of its page by ``@id``."""
    for item in value if isinstance(value, list) else [value]:
        whole = named.get(str(item.get("@id")), item) if isinstance(item, dict) and "name" not in item else item
        name = whole.get("name") if isinstance(whole, dict) else whole
        if isinstance(name, str) and name.strip():
            yield _folded(name.encode("utf-8", "replace").decode())  # JSON can hold half a character


def _microdata(tree: Any) -> dict[str, list[str]]:
    """Values of ``itemprop`` that belong to an article, or to no item at all."""
    out: dict[str, list[str]] = {}
    keys = {name.lower(): key for key, name in _LINKED.items()}
    for element in tree.iterfind(".//*[@itemprop]"):
        key = next((k for word in element.get("itemprop").lower().split() if (k := keys.get(word))), None)
        if key is None or _elsewhere(element):
            continue
        item = next((a for a in element.iterancestors() if a.get("itemscope") is not None), None)
        if item is not None and not _ARTICLES.search(item.get("itemtype") or ""):
            continue
        inner = element.find(".//*[@itemprop='name']")
        holds = inner if inner is not None else element
        value = _folded(holds.get("content") or element.get("datetime") or holds.text_content())
        if value and len(value) <= 300:
            out.setdefault(key, []).append(value)
    return out


def _byline(tree: Any) -> tuple[Found, ...]:
    """The names in what the page's makers call a byline or an author, between its heading and its first full paragraph."""
    after = False
    for element in tree.iter("h1", "p", "a", "span", "div", "address", "li", "em", "strong", "cite", "b"):
        if element.tag == "h1":
            after = True
        if not after:
            continue
        if element.tag == "p" and len(_folded(element.text_content())) >= _FULL:
            return ()
        signs = "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split()
        called = _SIGNS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if not (signs or called) or _elsewhere(element):
            continue
        for said in (*(_folded(a.text_content()) for a in element.iter("a")), _folded(element.text_content())):
            names = (
                signed(f"By {re.sub(r'^(?:written )?by:? ', '', said, flags=re.I)}")
                if len(said) <= _LONGEST_BYLINE
                else ()
            )
            if names:
                how = "rel=author" if signs else "a part of the page called a byline"
                return tuple(Found(name, how) for name in names)
    return ()


def _time(tree: Any) -> str | None:
    """The day of the ``<time>`` that stands with the article's heading."""
    heading = next(iter(tree.iter("h1")), None)
    found: list[tuple[bool, str]] = []
    after = heading is None
    for element in tree.iter("h1", "time"):
        if element is heading:
            after = True
        if element.tag != "time" or _elsewhere(element):
            continue
        day = dates.iso(element.get("datetime") or "") or dates.iso(element.text_content())
        home = next(element.iterancestors("article", "main"), None)
        with_heading = heading is not None and home is not None and home in heading.iterancestors()
        teaser = heading is not None and home is not None and home.tag == "article" and not with_heading
        if day and not teaser and (after or with_heading):
            said = " ".join(element.get(name) or "" for name in ("class", "itemprop", "pubdate", "id"))
            found.append((not _OWN_TIME.search(said), day))
    return min(found, key=lambda item: item[0])[1] if found else None


def _under_heading(tree: Any) -> str | None:
    """The day of the first part between the heading and the text that says nothing else and that its makers call a date."""
    after = False
    changed: str | None = None
    for element in tree.iter("h1", "p", "span", "div", "time", "li", "small", "em"):
        if element.tag == "h1":
            after = True
            continue
        if not after:
            continue
        said = _folded(element.text_content())
        if element.tag == "p" and len(said) >= _SENTENCE and ended(said):
            break
        called = _OF_DATES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        day = dates.only(said) if called and len(said) <= _LONGEST_BYLINE else None
        if day is None or _elsewhere(element) or any(True for _ in element.iterancestors("table")):
            continue
        if not dates.of_change(said):
            return day.isoformat()
        changed = changed or day.isoformat()
    return changed


def _elsewhere(element: Any) -> bool:
    """True for what stands in a part of the page that is not the article."""
    for above in element.iterancestors():
        if above.tag in ("aside", "nav", "footer"):
            return True
        if above.tag in ("body", "html", "article", "main"):
            continue
        if _OTHER_PARTS.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False
