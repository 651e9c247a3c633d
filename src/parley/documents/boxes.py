"""The parts of a web page in order, and which of them stand in a side box: on the page, but beside its article.

A side box is told by its element (``<aside>``, ``role="complementary"``), by the name that its makers gave it
("related", "newsletter", "most-read"), or by holding a heading and links and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parley.documents.furniture import LINKS_BELOW
from parley.documents.layout import Aside, Form

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FORMS: dict[str, Form] = {**dict.fromkeys(_HEADINGS, "heading"), **dict.fromkeys(("li", "dt", "dd"), "list")}
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_ITEMS = frozenset({"li", "article", "tr", "dd"})
_HOLDS_LINKS = frozenset({"div", "section", "ul", "ol", "table", "menu", "article"})
_THINGS = r"posts?|stor(?:y|ies)|articles?|links?|content|news|items?|coverage|topics?|reading|videos?|box|block|list|section|widget|module|rail"
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("newsletter", r"newsletter|subscrib|sign-?up|mailing-?list"),
        ("links", rf"(?:^|[\s_])related(?:$|[\s_]|-(?:{_THINGS}))|-related(?:$|[\s_])|recommend|most-?(?:read|popular|viewed)|more-?from|recirc|top-?(?:stories|news)"
                  rf"|(?:^|[\s_-])(?:latest|breaking|ticker)(?:$|[\s_]|-(?:{_THINGS}))|read-?(?:more|next|also)|trending|popular(?:$|[\s_]|-(?:{_THINGS}))|see-?also|also-?(?:like|read)"),
        ("sidebar", r"side-?(?:bar|box)|(?:info|fact)-?box|pull-?quote|call-?out|(?:^|[\s_-])(?:promo|widget)(?:$|[\s_-])"),
    )
)  # fmt: skip
_NO_BOX = re.compile(
    r"comment|disqus|(?:^|[\s_-])(?:responses|discussion|reactions|reader-reactions)(?:$|[\s_-])|cookie|consent|gdpr|breadcrumb|sharedaddy|addthis|advert|sponsor|log-?in|(?:^|[\s_-])(?:share|sharing|social)(?:$|[\s_]|-(?:bar|tools?|buttons?|links?|media|icons?|share))|modal|pop-?up|(?:^|[\s_-])ads?(?:$|[\s_-])",
    re.I,
)
"""Parts of a page that are neither its article nor beside it: left out with its navigation and its footer."""
_BORDER = "\0"  # no page holds one: a parser drops it
_PULLED = re.compile(r"pull-?quote", re.I)
_LINKED, _FEWEST_LINKS, _LONGEST_ITEM = 0.7, 2, 200
_MOST_OF_THE_ARTICLE = 0.3
"""What holds more of the main text than this is no side box, whatever its makers call it."""


@dataclass(frozen=True, slots=True)
class _Box:
    element: Any
    kind: str
    why: str
    declared: bool
    """By its element, not by a name or by its links alone."""
    certain: bool
    """Declared, or two of: a name, links and nothing else, a heading such as "Most read"."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words between two borders of blocks, and the side box that they stand in."""

    form: Form
    written: str
    element: Any
    item: int
    boxes: tuple[_Box, ...] = ()
    aside: Aside | None = None

    @property
    def words(self) -> str:
        """As they stand; in a side box a link and the date behind it are apart, as the page shows them."""
        return self.written.replace(_BORDER, " " if self.aside else "")

    @property
    def key(self) -> str:
        """The words without any space, to be compared."""
        return key(self.written.replace(_BORDER, ""))


def key(words: str) -> str:
    """Words without any space, to be compared."""
    return "".join(words.split())


def parts(tree: Any) -> list[Part]:
    """Every run of words of an element tree, in order; words that stand beside a block in one element count too."""
    return list(_Walk(tree).parts())


def beside(found: Sequence[Part], main: Container[str]) -> list[Part]:
    """The same parts, those in a side box marked. ``main``: the :func:`key` of each part of the article.

    Of the article's own parts only those in an element made for asides are marked, or in what two signs tell: a name may
    be given to anything, and an article may hold a list of links.
    """
    held: Counter[Any] = Counter()
    whole = 0
    for part in found:
        if part.key in main:
            whole += len(part.words)
            held.update({box.element: len(part.words) for box in part.boxes})
    return [replace(part, aside=_aside(part, part.key in main, held, whole)) for part in found]


def _aside(part: Part, own: bool, held: Counter[Any], whole: int) -> Aside | None:
    for box in part.boxes:
        if held[box.element] <= _MOST_OF_THE_ARTICLE * whole and (box.certain or not own):
            return Aside(box.kind, box.why, part.item)
    return None


def apart(tree: Any, found: Sequence[Part], main: Container[str]) -> set[Any]:
    """Every element of what is neither the article nor beside it, such as comments or a request for consent.

    What holds much of the main text is no such thing, whatever its makers call it.
    """
    whole = sum(len(p.words) for p in found if p.key in main)
    held: Counter[Any] = Counter()
    for part in found:
        if part.key in main:
            held.update({e: len(part.words) for e in (part.element, *part.element.iterancestors())})
    out: set[Any] = set()
    for element in tree.iter():
        called = _may_be_named(element) and _NO_BOX.search(_named(element))
        if element.getparent() in out or (called and held[element] <= _MOST_OF_THE_ARTICLE * whole):
            out.add(element)
    return out


def home(own: Sequence[Part]) -> Any:
    """The innermost element that holds all these parts, or the article or main part of the page around it."""
    line = [own[0].element, *own[0].element.iterancestors()]
    height = {element: i for i, element in enumerate(line)}
    top = 0
    for part in own:
        top = max(top, next(height[e] for e in (part.element, *part.element.iterancestors()) if e in height))
    return next((e for e in line[top:] if e.tag in ("article", "main")), line[top])


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that is being walked: its form, its item, whether an element made for items holds it, its side boxes."""

    element: Any
    form: Form = "paragraph"
    item: int = 0
    held: bool = False
    boxes: tuple[_Box, ...] = ()


class _Walk:
    """One pass over a tree, without recursion: a page may be nested as deep as its maker likes."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.weights = _weights(tree)
        self.kin: dict[Any, Counter[tuple[str, str]]] = {}
        self.items = 0
        self.words: list[str] = []
        self.open: list[_Open] = []

    def parts(self) -> Iterator[Part]:
        from lxml import etree

        for event, element in etree.iterwalk(self.tree, events=("start", "end", "comment", "pi")):
            if event == "start":
                if element.tag in _BLOCKS or not self.open or self._signs(element):
                    yield from self._close()
                    self.open.append(self._opened(element))
                else:
                    self._border(element)
                self.words.append(element.text or "")
                continue
            if event == "end" and self.open and self.open[-1].element is element:
                yield from self._close()
                self.open.pop()
            elif event == "end":
                self._border(element)
            if element is not self.tree:
                self.words.append(element.tail or "")
        yield from self._close()

    def _signs(self, element: Any) -> bool:
        """True for who is quoted, below the quotation: a line of its own on every page."""
        return element.tag == "cite" and any(e.tag in ("blockquote", "figure") for e in element.iterancestors())

    def _border(self, element: Any) -> None:
        """A line break; and in a side box the border of a link or a date, which the page shows apart without a space."""
        if element.tag == "br" or (self.open[-1].boxes and element.tag in ("a", "time", "span")):
            self.words.append("\n" if element.tag == "br" else _BORDER)

    def _opened(self, element: Any) -> _Open:
        above = self.open[-1] if self.open else _Open(None)
        box = _box(element, self.weights)
        boxes = (*above.boxes, box) if box else above.boxes
        held = above.held and box is None
        own = element.tag in _ITEMS or (bool(above.boxes) and not held and self._has_kin(element))
        item = above.item
        if box or own or (element.tag in _HEADINGS and not held):
            self.items += 1
            item = self.items
        inner: Form = "paragraph" if element.tag in ("td", "th", "blockquote") else above.form
        return _Open(element, _FORMS.get(element.tag, inner), item, held or own, boxes)

    def _has_kin(self, element: Any) -> bool:
        """True for one of several like elements, as the cards in a box of recommendations are."""
        parent = element.getparent()
        if parent is None:
            return False
        if parent not in self.kin:
            self.kin[parent] = Counter((str(e.tag), e.get("class") or "") for e in parent)
        return self.kin[parent][element.tag, element.get("class") or ""] > 1

    def _close(self) -> Iterator[Part]:
        words, self.words = "".join(self.words), []
        if self.open and words.strip():
            here = self.open[-1]
            yield Part(here.form, words, here.element, here.item, here.boxes)


def _box(element: Any, weights: dict[Any, _Weight]) -> _Box | None:
    named = _named(element)
    kind, called = next(((kind, m[0]) for kind, pattern in _NAMED if (m := pattern.search(named))), (None, ""))
    if element.tag == "aside" or (element.get("role") or "").strip().lower() == "complementary":
        return _Box(element, kind or "sidebar", "stands in a part of the page that is marked as an aside", True, True)
    if not _may_be_named(element):
        return None
    weight = weights.get(element, _Weight())
    linked = element.tag in _HOLDS_LINKS and weight.is_linked
    pulled = bool(_PULLED.search(called))  # no other thing is called so
    leads_on = bool(weight.links) and weight.size <= _LONGEST_ITEM * weight.links
    signs = (
        bool(kind)
        + pulled
        + (linked or leads_on)
        + bool(weight.heading and LINKS_BELOW.match(" ".join(weight.heading.split())))
    )
    if kind:
        why = f"stands in a part of the page that is called {called.strip(' _-').lower()!r}"
        return _Box(element, kind, why, False, signs >= 2)
    return _Box(element, "links", "stands in a list of links", False, signs >= 2) if linked else None


def _may_be_named(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in ("html", "body", "article", "main", "p", "a")


def _named(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


@dataclass(slots=True)
class _Weight:
    """Of a block: characters outside of headings, how many of them in links, how many links; its first heading."""

    size: int = 0
    linked: int = 0
    links: int = 0
    heading: str = ""

    @property
    def is_linked(self) -> bool:
        return (
            self.links >= _FEWEST_LINKS
            and _LONGEST_ITEM * self.links >= self.size
            and self.linked >= _LINKED * self.size > 0
        )

    def add(self, inner: _Weight) -> None:
        self.size, self.linked, self.links = (
            self.size + inner.size,
            self.linked + inner.linked,
            self.links + inner.links,
        )
        self.heading = self.heading or inner.heading


def _weights(tree: Any) -> dict[Any, _Weight]:
    from lxml import etree

    out: dict[Any, _Weight] = {}
    open_ = [_Weight()]
    inside = {"link": 0, "heading": 0}

    def count(words: str | None) -> None:
        here = open_[-1]
        if words and inside["heading"]:
            here.heading += words
        elif words:
            size = len("".join(words.split()))
            here.size += size
            here.linked += size if inside["link"] else 0

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        role = "link" if element.tag == "a" else "heading" if element.tag in _HEADINGS else None
        if event == "start":
            if element.tag in _BLOCKS:
                open_.append(_Weight())
            if role:
                inside[role] += 1
            open_[-1].links += element.tag == "a" and not inside["heading"]
            count(element.text)
            continue
        if event == "end":
            if role:
                inside[role] -= 1
            if element.tag in _BLOCKS:
                out[element] = open_.pop()
                open_[-1].add(out[element])
        if element is not tree:
            count(element.tail)
    return out
