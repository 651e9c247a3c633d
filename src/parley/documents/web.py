"""HTML: the main text by trafilatura, the facts by what the page declares about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from parley.documents import dates, declared
from parley.documents.extracted import Extracted, compose
from parley.documents.layout import Form
from parley.documents.model import Found
from parley.documents.pieces import signed
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
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*+"|'[^']*+')*+""")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
MAX_ATTRIBUTES = 1000
"""Of one tag: the parser takes the square of their number, and no page that a person wrote has so many."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHORT = 200
_LEAST = 60


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
    given, meta = declared.facts(tree), declared.about(tree)
    found = trafilatura.bare_extraction(source, with_metadata=False, include_comments=False, include_tables=True)
    body = found.body if isinstance(found, trafilatura.settings.Document) else None
    main = list(_parts(body, _FORMS)) if body is not None else []
    for junk in tree.xpath("//script|//style|//nav|//footer|//noscript|//template|//head"):
        junk.drop_tree()
    whole = list(_parts(tree, _PLAIN))
    given = _signed(main, whole) | given
    parts = _with_headings(main, whole)
    text, pieces = compose(parts)
    if not pieces:
        raise refuse("there are no words on the page", path, "save the page from the browser once it is fully shown")
    if "title" in given and not any(given["title"][0].value in p.words for p in pieces[:6]):
        text, pieces = compose([("heading", given["title"][0].value), *parts])
    language = (tree.get("lang") or "en").split("-")[0].lower()[:8] or "en"
    return Extracted(text, pieces, given, language, meta)


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


def _signed(main: list[tuple[Form, str]], whole: list[tuple[Form, str]]) -> dict[str, tuple[Found, ...]]:
    """The byline and the line with the date that stand above the text: the extractor may leave them out."""
    first = next((_folded(words) for form, words in main if form == "paragraph" and len(words) >= _LEAST), None)
    out: dict[str, tuple[Found, ...]] = {}
    titled = False
    for form, words in whole:
        said = _folded(words)
        if said == first:
            return out
        titled = titled or form == "heading"
        if not titled or len(said) > 200:
            continue
        if "authors" not in out and (names := signed(said)):
            out["authors"] = tuple(Found(name, "byline") for name in names)
        if "date" not in out and (day := dates.only(said)):
            out["date"] = (Found(day.isoformat(), "line with only a date"),)
    return {}


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
        _CONTROLS.sub("", fragment), create_parent="div", parser=html.HTMLParser(encoding="utf-8", no_network=True)
    )
    for junk in tree.xpath("//script|//style"):
        junk.drop_tree()
    return list(_parts(tree, _PLAIN))
