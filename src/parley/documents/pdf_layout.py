"""A page of a PDF in the order in which it is read: columns by position, not by the order in which they were drawn.

What is drawn becomes fragments, stretches of one line with their place. A column begins where several fragments begin
at the same distance from the edge, with white to the left of each; what runs across it (a heading, a figure's caption)
divides the page into bands, and in every band one column is read after the other. Lines are joined to paragraphs by
the space between them, their indent and their size. Places are in the page's own units; y grows upward.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

from parley.documents import dates

BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, AssertionError, OSError, EOFError, RuntimeError, ArithmeticError,
    ImportError, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf meets broken files with, beside its own errors."""
_SAME_LINE = 0.3
_WORDS_APART = 0.9
"""Of the letters' size: more white than this between two stretches of a line divides columns or cells."""
_BLANK = 0.14
_GUTTER = 0.55
_FEWEST = 3
"""Lines that a column has at least."""
_DEEPEST = 6
_PROSE = 3
"""Words of the usual line of a column; cells of a table have fewer."""
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,2}$")
_ITEM = re.compile(r"(?:[•‣◦▪·–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one line: from ``left`` to ``right``, its base line and the height of its letters."""

    left: float
    right: float
    y: float
    size: float
    text: str


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. ``room``: how many letters more the last of them could hold; ``width``: of its column."""

    lines: list[str]
    size: float
    top: float
    bottom: float
    room: float = 0.0
    width: float = 0.0
    page: int = 0
    column: int = 0
    head: bool = field(default=False)
    """Set in letters larger than the text's."""


def fragments(page: Any) -> list[Fragment] | None:
    """What is drawn on a page of pypdf, line by line from the top; None where its places cannot be told.

    pypdf tells the places of text only to its own layout mode; where that is changed or fails, its plain text is used.
    """
    from pypdf.errors import PyPdfError

    try:
        from pypdf._text_extraction import _layout_mode
        from pypdf.generic import ContentStream

        drawn = page.get("/Contents")
        if drawn is None:
            return []
        fonts = page._layout_mode_fonts()
        operations = iter(ContentStream(drawn.get_object(), page.pdf, "bytes").operations)
        groups = _layout_mode.text_show_operations(operations, fonts)
        shown = [
            Fragment(
                float(g["tx"]), max(float(g["displaced_tx"]), float(g["tx"])), float(g["ty"]) * float(g["flip_sort"]),
                max(float(g["font_height"]), 1e-6), g["text"],
            )
            for g in groups if g["text"]
        ]  # fmt: skip
    except (PyPdfError, *BROKEN):  # the plain text may still be had, and says what is wrong
        return None
    return _merged(shown)


def _merged(shown: Sequence[Fragment]) -> list[Fragment]:
    """Neighbours on one base line as one fragment; a raised or lowered sign (a note's number) goes with its word."""
    rows: list[list[Fragment]] = []
    for f in sorted(shown, key=lambda f: (-f.y, f.left)):
        row = next((r for r in reversed(rows[-3:]) if _on_line(r[0], f)), None)
        if row is None:
            rows.append([f])
        else:
            row.append(f)
    out: list[Fragment] = []
    for row in rows:
        row.sort(key=lambda f: (f.left, not f.text.isspace()))
        current: Fragment | None = None
        for f in row:
            if current is None:
                current = None if f.text.isspace() else f
                continue
            size = max(current.size, f.size)
            gap = f.left - current.right
            if f.text.isspace():  # it divides words, but a run of them may reach over to the next column
                if gap <= _WORDS_APART * size and not current.text.endswith(" "):
                    current = replace(current, text=f"{current.text} ")
                continue
            if gap > _WORDS_APART * size:
                out.append(current)
                current = f
                continue
            between = " " if gap > _BLANK * size and not (current.text.endswith(" ") or f.text.startswith(" ")) else ""
            base = current if len(current.text.strip()) >= len(f.text.strip()) else f
            current = Fragment(
                current.left, max(current.right, f.right), base.y, base.size, current.text + between + f.text
            )
        if current is not None:
            out.append(current)
    return [Fragment(f.left, f.right, f.y, f.size, " ".join(f.text.split())) for f in out if f.text.strip()]


def _on_line(first: Fragment, other: Fragment) -> bool:
    size = max(first.size, other.size)
    small = min(first.size, other.size) < 0.8 * size
    return abs(first.y - other.y) <= (0.55 if small else _SAME_LINE) * size


def in_order(shown: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments as runs of lines in reading order: each run is of one column, from top to bottom."""
    return [run for run in _ordered(list(shown), 0) if run]


def _ordered(shown: list[Fragment], depth: int) -> list[list[Fragment]]:
    at = _gutter(shown) if depth < _DEEPEST and len(shown) >= 2 * _FEWEST else None
    if at is None:
        return [_rows(shown)]
    out: list[list[Fragment]] = []
    band: list[Fragment] = []

    def close() -> None:
        if band:
            left, right = [f for f in band if f.left < at], [f for f in band if f.left >= at]
            for column in (left, right):
                out.extend(_ordered(column, depth + 1) if column else [])
            band.clear()

    for f in sorted(shown, key=lambda f: (-f.y, f.left)):
        if _crosses(f, at):
            if band or not out:
                close()
                out.append([])
            out[-1].append(f)
        else:
            band.append(f)
    close()
    return out


def _crosses(f: Fragment, at: float) -> bool:
    return f.left < at - 0.5 * f.size and f.right > at + 0.5 * f.size


def _gutter(shown: Sequence[Fragment]) -> float | None:
    """Where a column begins beside another: the place that most lines on both sides respect; None for one column."""
    starts = Counter(round(f.left / max(f.size, 1e-6) * 4) for f in shown)
    best: tuple[int, float] | None = None
    for near, count in starts.items():
        if count + starts.get(near + 1, 0) < _FEWEST:
            continue
        at = min(f.left for f in shown if round(f.left / f.size * 4) == near) - 1e-6
        left = [f for f in shown if f.left < at and not _crosses(f, at)]
        right = [f for f in shown if f.left >= at]
        if not (_column(left) and _column(right)):
            continue
        low, high = (
            max(min(f.y for f in left), min(f.y for f in right)),
            min(max(f.y for f in left), max(f.y for f in right)),
        )
        beside = [f for f in left if low - f.size <= f.y <= high + f.size]
        opposite = [f for f in right if low - f.size <= f.y <= high + f.size]
        across = [f for f in shown if _crosses(f, at) and low <= f.y <= high]
        if min(len(beside), len(opposite)) < _FEWEST or 2 * len(across) > len(beside) + len(opposite):
            continue
        if at - max(f.right for f in beside) < _GUTTER * median(f.size for f in beside):
            continue
        score = min(len(beside), len(opposite))
        if best is None or (score, -at) > (best[0], -best[1]):
            best = score, at
    return best[1] if best else None


def _column(lines: Sequence[Fragment]) -> bool:
    """Whether the usual line is one of prose."""
    return len(lines) >= _FEWEST and median(len(f.text.split()) for f in lines) >= _PROSE


def _rows(shown: Sequence[Fragment]) -> list[Fragment]:
    """One column from the top; what stands on one line (cells of a table) as one line."""
    out: list[Fragment] = []
    for f in sorted(shown, key=lambda f: (-f.y, f.left)):
        last = out[-1] if out else None
        if last is not None and abs(last.y - f.y) <= _SAME_LINE * max(last.size, f.size) and f.left >= last.right:
            out[-1] = Fragment(last.left, f.right, last.y, last.size, f"{last.text} {f.text}")
        else:
            out.append(f)
    return out


def paragraphs(runs: Iterable[Sequence[Fragment]], body: float, page: int) -> list[Paragraph]:
    """The lines of a page as paragraphs. ``body``: the size of the text's letters."""
    out: list[Paragraph] = []
    for column, run in enumerate(runs):
        left, right = min(f.left for f in run), max(f.right for f in run)
        steps = [a.y - b.y for a, b in pairwise(run) if 0 < a.y - b.y < 3 * a.size]
        leading = median(steps) if steps else 0.0
        before: Fragment | None = None
        for f in run:
            if before is None or _opens(before, f, leading, left, right):
                head = f.size >= 1.12 * body
                out.append(
                    Paragraph([f.text], f.size, f.y, f.y, width=right - left, page=page, column=column, head=head)
                )
            else:
                out[-1].lines.append(f.text)
                out[-1].bottom = f.y
            out[-1].room = (right - f.right) * len(f.text) / max(f.right - f.left, 1e-6)
            before = f
    return out


def _opens(before: Fragment, f: Fragment, leading: float, left: float, right: float) -> bool:
    """Whether a line begins a paragraph."""
    size = max(before.size, f.size)
    if min(before.size, f.size) < 0.92 * size:
        return True
    step = before.y - f.y
    if (leading and step > 1.3 * leading) or step > 2.2 * size:
        return True
    if _ITEM.match(f.text) or dates.only(f.text) or dates.only(before.text):
        return True
    short = before.right < right - 0.25 * (right - left)
    if short and _ENDED.search(before.text):
        return True
    indent = 0.8 * size < f.left - left < 5 * size and before.left < left + 0.4 * size
    return indent and _ENDED.search(before.text) is not None


def text_of(lines: Sequence[str], whole: frozenset[str] | set[str]) -> str:
    """Lines as running words; a word that was broken at a line's end is made whole again.

    The hyphen stays where the word has it elsewhere, between a name and a small letter ("Moscow-backed"), and after words
    that are joined to others by one. ``whole``: the words of the document, in small letters.
    """
    out = ""
    for line in lines:
        m = re.search(r"([^\W\d_]+)[-‐\u00ad]$", out)
        after = re.match(r"[^\W\d_]+", line)
        if m and after and after[0][0].islower():
            stays = out[m.end() - 1] != "\u00ad" and keeps_hyphen(m[1], after[0], whole)
            out = (out if stays else out[:-1]) + line
        else:
            out = f"{out} {line}" if out else line
    return out


_JOINED = re.compile(
    r"self|non|anti|pro|ex|co|well|ill|half|semi|quasi|pre|post|cease|north|south|east|west|mid|cross|counter|high|low|long|short|full|so|"
    r"two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|first|second|third|all|war|"
    r"peace|vice|multi|inter|then|much|now|re|state|party"
)
"""Words that are joined to others by a hyphen."""
_SECOND = re.compile(
    r"backed|led|based|held|run|born|made|wide|style|era|like|free|old|year|controlled|occupied|owned|sponsored|brokered|mediated|speaking|"
    r"language|friendly|elect|general|in|by|up|off|down|out|to|of|the|fire|term|scale|range|level|sided|sighted"
)
"""Words that others are joined to."""


def keeps_hyphen(first: str, second: str, whole: frozenset[str] | set[str]) -> bool:
    """Whether a hyphen at the end of a line is the word's own."""
    a, b = first.lower(), second.lower()
    if a + b in whole:
        return False
    if f"{a}-{b}" in whole:
        return True
    if _SECOND.fullmatch(b) and (a in whole or first[0].isupper()):
        return True
    return _JOINED.fullmatch(a) is not None and (b in whole or len(b) > 3) and not (len(a) <= 3 and b not in whole)


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of lines in small letters, with those that have a hyphen; halves at the ends of lines left out."""
    out: set[str] = set()
    for text in texts:
        kept = re.sub(r"[^\W\d_]+[-‐\u00ad]$", "", text)
        out.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", kept.lower()))
        out.update(re.findall(r"[^\W\d_]+", kept.lower()))
    return out
