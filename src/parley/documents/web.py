"""HTML: the main text by trafilatura, the facts by what the page declares about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from parley.documents import boxes, dates, declared, furniture
from parley.documents.boxes import Part
from parley.documents.characters import decode, head, refuse
from parley.documents.extracted import Extracted, compose
from parley.documents.kind import DocumentKind
from parley.documents.layout import Aside, Form
from parley.documents.model import Found
from parley.documents.pieces import signed

Words = tuple[Form, str, Aside | None]

_FORMS: dict[str, Form] = {
    "head": "heading",
    "item": "list",
    "p": "paragraph",
    "quote": "paragraph",
    "cell": "paragraph",
    "ab": "paragraph",
}
_ANYWHERE = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<(?:head|body)[\s>]|<(?:article|div|p|table|section)(?:\s[^<>]*)?>\s*[^<]*<", re.I
)
_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|section|main|p|table)\b",
    re.I | re.S,
)
_HEADED = re.compile(rb"\s*<h([1-6])(?:\s[^<>]*)?>[^<>]{1,300}</h\1>\s*<(?:p|div|ul|ol|time|span|figure)[\s>]", re.I)
"""A page cut out of its page: Markdown may begin with such a heading too, but goes on in words."""
_OPENING = re.compile(r"""<!--|<([A-Za-z][A-Za-z0-9]*)(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^<>])*+""")
_LOWER = {i: i + 32 for i in range(ord("A"), ord("Z") + 1)}
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
    main = list(_main(body)) if body is not None else []
    for junk in tree.xpath("//script|//style|//nav|//footer|//noscript|//template|//head"):
        junk.drop_tree()
    whole = boxes.parts(tree)
    apart = boxes.apart(tree, whole, {boxes.key(words) for _, words, _ in main})
    main, sides, beside = _divided(main, whole, apart)
    given = _signed(main, [p for p in beside if p.aside is None and p.element not in apart]) | given
    text, pieces = compose([*main, *sides])
    if not pieces:
        raise refuse("there are no words on the page", path, "save the page from the browser once it is fully shown")
    own = [p.words for p in pieces if p.aside is None]
    if "title" in given and not any(given["title"][0].value in words for words in own[:6]):
        text, pieces = compose([("heading", given["title"][0].value, None), *main, *sides])
    language = (tree.get("lang") or "en").split("-")[0].lower()[:8] or "en"
    return Extracted(text, pieces, given, language, meta)


def _check_tags(source: str, path: str) -> None:
    for tag in _tags(source):
        if len(tag) > MAX_ATTRIBUTES and len(_VALUE.sub(" ", tag).split()) > MAX_ATTRIBUTES:
            raise refuse(
                f"one HTML tag holds more than {MAX_ATTRIBUTES:,} attributes (a broken or hostile page?)",
                path,
                "save the page from the browser once it is fully shown, or as plain text",
            )


def _tags(source: str) -> Iterator[str]:
    """Every opening tag, where the parser would see one: not in a script, a style or a comment."""
    lowered = source.lower() if source.isascii() else source.translate(_LOWER)
    at = 0
    while m := _OPENING.search(source, at):
        at = m.end()
        if m[0] == "<!--":
            end, skipped = source.find("-->", at), 3
        else:
            yield m[0]
            name = m[1].lower()
            if name not in ("script", "style", "textarea", "title"):
                continue
            end, skipped = lowered.find(f"</{name}", at), 0
        if end < 0:
            return
        at = end + skipped


def _divided(main: list[Words], whole: list[Part], apart: set[Any]) -> tuple[list[Words], list[Words], list[Part]]:
    """The article with every heading and side box that stands within it; the side boxes elsewhere; all parts, marked.

    The extractor leaves out headings that look like furniture, and all side boxes; here they are needed, to say what is
    furniture. A short page is taken whole.
    """
    size = sum(len(words) for _, words, _ in main)
    known = {boxes.key(words) for _, words, _ in main}
    if size < _SHORT:
        shown = {p.key for p in whole if not p.boxes and p.element not in apart} or {p.key for p in whole}
        known = shown if sum(map(len, shown)) >= 0.8 * size else known  # the extractor may make one line of it all
    marked = boxes.beside(whole, known)
    own = [i for i, p in enumerate(marked) if p.key in known and p.aside is None and p.element not in apart]
    if not own:
        return main, [], marked
    inside = set(boxes.home([marked[i] for i in own]).iter()) - apart

    def kept(p: Part) -> bool:
        """A box that is declared as one, or stands in the article's own element; a line that is furniture by its words."""
        declared = any(box.declared for box in p.boxes) and p.element not in apart
        return (declared or p.element in inside) and (p.aside is not None or furniture.is_line(_folded(p.words)))

    if sum(len(marked[i].key) for i in own) < 0.8 * sum(map(len, known)):  # the extractor cut the page otherwise
        return main, [_words(p) for p in marked if kept(p) and p.key not in known], marked
    first = next((i for i in range(own[0]) if marked[i].form == "heading" and marked[i].aside is None), own[0])
    last = own[-1] + 1
    article = [p for p in marked[first:last] if kept(p) or (_is_of(p, known) and p.element not in apart)]
    sides = [p for p in (*marked[last:], *marked[:first]) if kept(p)]
    return [_words(p) for p in article], [_words(p) for p in sides], marked


def _is_of(part: Part, known: set[str]) -> bool:
    return part.aside is None and (part.form == "heading" or part.element.tag == "cite" or part.key in known)


def _words(part: Part) -> Words:
    return part.form, part.words, part.aside


def _signed(main: list[Words], whole: list[Part]) -> dict[str, tuple[Found, ...]]:
    """The byline and the line with the date that stand above the text: the extractor may leave them out."""
    first = next(
        (_folded(words) for form, words, aside in main if form == "paragraph" and not aside and len(words) >= _LEAST),
        None,
    )
    out: dict[str, tuple[Found, ...]] = {}
    titled = False
    for part in whole:
        said = _folded(part.words)
        if said == first:
            return out
        titled = titled or part.form == "heading"
        if not titled or len(said) > 200:
            continue
        if "authors" not in out and (names := signed(said)):
            out["authors"] = tuple(Found(name, "byline") for name in names)
        if "date" not in out and part.element.tag not in ("td", "th") and (day := dates.only(said)):
            out["date"] = (Found(day.isoformat(), "line with only a date"),)
    return {}


def _folded(words: str) -> str:
    return " ".join(words.split())


def _main(body: Any) -> Iterator[Words]:
    """The parts of what the extractor found, in its own names of elements."""
    for element in body.iter():
        form = _FORMS.get(element.tag) if isinstance(element.tag, str) else None
        if form is None or any(
            isinstance(inner.tag, str) and inner.tag in _FORMS for inner in element.iterdescendants()
        ):
            continue
        for lb in element.iter("lb", "br"):
            lb.tail = "\n" + (lb.tail or "")
        yield form, "".join(element.itertext()), None


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
    return [(part.form, part.words) for part in boxes.parts(tree)]


def recognise(data: bytes) -> bool:
    """A page, or a part cut out of one: it begins with an element of pages, or holds many."""
    start = head(data)
    return bool(_START.match(start) or len(_ANYWHERE.findall(start)) >= 8 or _HEADED.match(start))


KIND = DocumentKind("html", "a web page (HTML)", "HTML", (".html", ".htm", ".xhtml"), recognise, extract)
