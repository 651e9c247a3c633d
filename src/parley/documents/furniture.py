"""Page furniture: what stands on the page but is not of the article. Marked, never cut; its dates stay its own.

Found by its own words (newsletter boxes, "read the full article"), by a heading that opens a section of links or
biographies ("RECOMMENDED", "ABOUT THE AUTHORS"), or by its place: a heading with labelled items in the middle of a
running news story is a sidebar that the page put there later. What a web page sets beside its article is known
before, by :mod:`parley.documents.boxes`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import groupby

from parley.core.spans import Span
from parley.documents import dates
from parley.documents.layout import Piece, ended, labelled
from parley.documents.model import BlockKind, Furniture
from parley.documents.pieces import is_name

PAYWALL = re.compile(
    r"^(?:to (?:continue|keep) reading\b|(?:subscribe|sign in|log in|register)\b.{0,30} to (?:continue|keep|read|unlock)\b"
    r"|this (?:article|story|content|post) is (?:only )?(?:for|available (?:only )?to|reserved for|exclusive to) .{0,30}(?:subscribers|members)\b"
    r"|you(?:['’]ve| have) (?:reached|read) (?:your|all|the)\b.{0,40}\b(?:limit|free articles?)\b)",
    re.I,
)
_LINES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (kind, why, re.compile(pattern, re.I))
    for kind, why, pattern in (
        ("full article", "points to the full article", r"^(?:read|see|view|continue reading) the (?:full|whole|entire|complete|original|rest of the) (?:article|story|text|piece|post|report|essay|analysis|op-ed)\b|^continue reading\b"),
        ("paywall", "the rest is for subscribers", PAYWALL.pattern),
        ("newsletter", "asks the reader to subscribe", r"^(?:sign up|subscribe|get our|join our|enter your e-?mail|already a subscriber|want the latest|thank you for (?:reading|subscribing|your patience))\b|\bnewsletters?\b.{0,60}\b(?:inbox|sign up|subscribe)\b|^(?:sign up|subscribe).{0,80}newsletter"),
        ("about the page", "speaks of the page, not of the subject", r"^(?:learn more about (?:our|how)|how we (?:report|cover)|what we consider before|did you find this|have a (?:tip|news tip)|follow (?:us|the new york times)|listen to this (?:article|story)|share (?:this|full) article|advertisement\b|supported by$|skip advertisement|leave a comment|comments? \(\d+\)|view comments|all rights reserved|copyright (?:©|\(c\)|\d{4})|©\s*\d{4}|cookies? (?:policy|settings)|terms of (?:use|service)|privacy policy|photo gallery|print this|reprints$|\d+ min(?:ute)? read$|editors['’] (?:picks?|note:?)$)"),
        ("link", "points to another article", r"^(?:read (?:more|also|next|on)|see also|related|more on this|also (?:read|see)|recommended|further reading|watch|listen)\s*:\s*\S|^read more\b|^\[(?:also )?(?:read|watch|listen|see|related|explore|analysis|opinion)\b[^\[\]]{3,}\]$"),
    )
)  # fmt: skip
_FULL_ARTICLE, _NEWSLETTER = (next(p for kind, _, p in _LINES if kind == k) for k in ("full article", "newsletter"))
LINKS_BELOW = re.compile(
    r"^(?:recommended(?: for you| reading| stories)?|related(?: (?:articles?|content|stories|coverage|posts?|links|topics))?|topics?|tags?|keywords"
    r"|(?:most|top) (?:read|popular|viewed|stories|shared)|more (?:from|in|stories|news|coverage|to read|articles)\b.{0,60}|you (?:may|might) also like"
    r"|(?:read|see|watch) (?:more|also|next)|also (?:read|see)|trending(?: now)?|latest(?: news| stories| articles)?|what to read next|editors['’] picks|our coverage.{0,60}|regions? (?:&|and) countries|share|site (?:index|information navigation))\W*$",
    re.I,
)
"""A heading with links below it."""
_ABOUT = re.compile(r"^about the (?:authors?|writers?|contributors?|reporters?)\W*$", re.I)
LABEL = re.compile(
    r"^(?:articles? (?:&|and) (?:testimony|op-eds)|opinions?|op-?eds?|commentary|perspectives?|editorials?|guest essay|analysis|brief analysis"
    r"|policy (?:analysis|brief|watch|alert)s?|briefings?|reports?|news(?: analysis)?|in-depth reports?|world|politics|europe|middle east|asia(?: pacific)?|africa"
    r"|americas|international|national security|foreign affairs|explainer|fact sheet|press releases?|transcripts?|interviews?|testimony|statements?)\W*$",
    re.I,
)
_SIDEBAR = re.compile(
    r"^(?:the state of the war|what to know|what you need to know|key (?:points|takeaways|developments)|our coverage|more on|at a glance|highlights|the latest)\b",
    re.I,
)
_MOST_LABELLED, _MOST_AUTHORS = 100, 100  # no page has more; a hostile one must not take the square of its length
_LONG_PARAGRAPH = 300
_TEASER = 60


def is_line(words: str) -> bool:
    """True for a line that is page furniture by its own words, such as "Read the full article"."""
    return len(words) <= 200 and any(pattern.search(words) for _, _, pattern in _LINES)


class Marks:
    """Furniture found so far: which pieces, and what is told about them."""

    def __init__(self, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> None:
        self.pieces, self.kinds = pieces, kinds
        self.found: dict[int, Furniture] = {}
        paragraphs = [i for i, kind in enumerate(kinds) if kind == "paragraph"]
        full = (i for i in paragraphs if len(pieces[i].words) >= _TEASER and ended(pieces[i].words))
        self.first_paragraph = paragraphs[0] if paragraphs else len(pieces)
        self.first_full_paragraph = next(full, len(pieces))

    def mark(self, first: int, last: int, kind: str, why: str, date: datetime.date | None = None) -> None:
        """Mark the pieces ``first`` to ``last`` (inclusive) as one thing, unless marked before."""
        free = [i for i in range(first, last + 1) if i not in self.found]
        if not free:
            return
        item = Furniture(Span(self.pieces[free[0]].span.start, self.pieces[free[-1]].span.end), kind, why, date)
        for i in free:
            self.found[i] = item

    def all(self) -> tuple[Furniture, ...]:
        """Every thing found, in order."""
        return tuple(sorted(set(self.found.values()), key=lambda f: f.span))


def find(pieces: Sequence[Piece], kinds: Sequence[BlockKind], *, news: bool) -> Marks:
    """Mark all furniture. ``news``: the text shows a news dateline, so that a labelled list within it is a sidebar."""
    marks = Marks(pieces, kinds)
    _asides(marks)
    for i in range(len(pieces)):
        if i in marks.found:
            continue
        words = pieces[i].words
        if _ABOUT.match(words):
            _biographies(marks, i)
        elif len(words) <= 80 and LINKS_BELOW.match(words) and _begun(marks, i):
            _links(marks, i)
        elif kinds[i] in ("heading", "list") and _is_sidebar(marks, i, news):
            _sidebar(marks, i)
        elif i > 0 and kinds[i] == "heading" and LABEL.match(words):
            marks.mark(i, i, "label", "names the section of the site")
        elif len(words) <= 300:
            for kind, why, pattern in _LINES:
                if pattern.search(words) and (len(words) <= 200 or kind == "newsletter"):
                    marks.mark(i, i, kind, why)
                    break
    return marks


def _asides(marks: Marks) -> None:
    """What the page itself sets beside its article; each item of a box keeps its own date."""
    title: str | None = None
    for aside, run in groupby(range(len(marks.pieces)), key=lambda i: marks.pieces[i].aside):
        at = list(run)
        whole = " ".join(marks.pieces[i].words for i in at)
        if aside is None or LINKS_BELOW.match(whole):
            title = whole if aside else None
        if aside is None:
            continue
        dated = dates.find(whole)
        kind, why = aside.kind, aside.why
        if _NEWSLETTER.search(whole):
            kind, why = "newsletter", "asks the reader to subscribe"
        elif title:
            kind, why = (
                "links",
                f"an item under {title!r}" if whole != title else f"heading of a section of links ({title!r})",
            )
        elif kind == "sidebar" and len(whole) <= 200 and _FULL_ARTICLE.search(whole):
            kind, why = "full article", "points to the full article"
        marks.mark(at[0], at[-1], kind, why, dated[0] if dated else None)


def _biographies(marks: Marks, at: int) -> None:
    marks.mark(at, at, "about the authors", "heading of the authors' biographies")
    names: set[str] = set()
    for i in range(at + 1, len(marks.pieces)):
        words = marks.pieces[i].words
        if is_name(words) and len(names) < _MOST_AUTHORS:
            names.add(words)
        elif not any(words.startswith(name) or words.startswith(name.split()[-1]) for name in names):
            return
        marks.mark(i, i, "about the authors", "a biography of an author")


def _links(marks: Marks, at: int) -> None:
    """A section of links at the foot of a page. Each item keeps its own date; the article may go on after it."""
    title = marks.pieces[at].words
    marks.mark(at, at, "links", f"heading of a section of links ({title!r})")
    item: list[int] = []
    dated: datetime.date | None = None

    def close() -> None:
        if item:
            marks.mark(item[0], item[-1], "links", f"an item under {title!r}", dated)

    for i in range(at + 1, len(marks.pieces)):
        words = marks.pieces[i].words
        if _resumes(marks, i):
            break
        if i in marks.found or _NEWSLETTER.search(words):  # known before, or marked afterwards as what it is
            close()
            item, dated = [], None
            continue
        opens = bool(LABEL.match(words) or LINKS_BELOW.match(words) or _ABOUT.match(words))
        date = dates.find(words)
        if opens or (date and dated and len(words) < 60):
            close()
            item, dated = [], None
        if LINKS_BELOW.match(words):
            title = words
            marks.mark(i, i, "links", f"heading of a section of links ({title!r})")
            continue
        item.append(i)
        dated = dated or (date[0] if date else None)
    close()


def _begun(marks: Marks, at: int) -> bool:
    """True where a paragraph of the article stands above: a list of links comes after something."""
    return marks.first_full_paragraph < at


def _resumes(marks: Marks, at: int) -> bool:
    """True where the article goes on: a long paragraph, or two in a row that end like sentences, as teasers do not."""
    piece = marks.pieces[at]
    if marks.kinds[at] != "paragraph" or not (ended(piece.words) or len(piece.words) >= _LONG_PARAGRAPH):
        return False
    after = marks.pieces[at + 1] if at + 1 < len(marks.pieces) else None
    goes_on = after is not None and marks.kinds[at + 1] == "paragraph" and ended(after.words)
    return len(piece.words) >= _LONG_PARAGRAPH or (len(piece.words) >= _TEASER and goes_on)


def _labelled_run(marks: Marks, at: int) -> int:
    """How many pieces after ``at`` are items with a label of their own."""
    labels: set[str] = set()
    count = 0
    for i in range(at + 1, min(at + 1 + _MOST_LABELLED, len(marks.pieces))):
        piece = marks.pieces[i]
        label = piece.words.split(":", 1)[0]
        if not labelled(piece.words) or len(piece.words) > 900 or label.isupper() or label in labels:
            break
        labels.add(label)
        count += 1
    return count


def _is_sidebar(marks: Marks, at: int, news: bool) -> bool:
    run = _labelled_run(marks, at)
    if run and _SIDEBAR.match(marks.pieces[at].words):
        return True
    after = at + run + 1
    resumes = after < len(marks.pieces) and marks.kinds[after] == "paragraph"
    return news and marks.first_paragraph < at and run >= 2 and resumes


def _sidebar(marks: Marks, at: int) -> None:
    title = marks.pieces[at].words
    marks.mark(at, at, "sidebar", "heading of a sidebar")
    for i in range(at + 1, at + 1 + _labelled_run(marks, at)):
        found = dates.find(marks.pieces[i].words)
        marks.mark(i, i, "sidebar", f"an item of the sidebar {title!r}", found[0] if found else None)
