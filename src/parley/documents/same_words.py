"""Words that read the same: a quotation found where a page's type, line ends and accents differ from those of who quotes.

Compared without what copying and typesetting change: runs of white space, kinds of quotation marks and dashes, signs
without width, soft hyphens, ligatures (``ﬁ``), accents written as one sign or as two, and a hyphen within a word or at
the end of its line (``hur-`` / ``ried``). Case counts, and so does every letter, figure and stop. Places are those of the
text that was given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from parley.core.spans import Span

_FORMS: dict[str, str] = {
    **dict.fromkeys("‘’‚‛´`ʼ′‹›", "'"), **dict.fromkeys("“”„‟«»″＂", '"'), **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "ŉ": "'n", "…": "...",
}  # fmt: skip
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTER = r"[^\W\d_]"
_TURN = re.compile(
    rf"\u00ad\s*|[{_UNSEEN}]+"  # a soft hyphen with the end of its line
    rf"|(?<={_LETTER})[-‐‑][{_UNSEEN}]*\s*(?={_LETTER})"  # within a word, or at the end of its line
    rf"|\s+|[{re.escape(''.join(_FORMS))}]|''"
    r"|\w[\u0300-\u036f]+"
)


@dataclass(frozen=True, slots=True)
class Same:
    """Folded words; code point ``i`` of them stands for ``starts[i]:ends[i]`` of the text."""

    text: str
    starts: array[int]
    ends: array[int]

    def places(self, quote: str) -> Iterator[Span]:
        """Every place in the text whose words read as the quotation does, from the first on."""
        wanted = plain(quote).strip()
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            yield Span(self.starts[at], self.ends[at + len(wanted) - 1])
            at = self.text.find(wanted, at + 1)


def folded(text: str) -> Same:
    """The words of a text for comparing, with the way back. Linear in its length."""
    out: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for m in _TURN.finditer(text):
        start, end = m.span()
        if start > at:
            out.append(text[at:start])
            starts.extend(range(at, start))
            ends.extend(range(at + 1, start + 1))
        said = _read(m[0])
        out.append(said)
        starts.extend([start] * len(said))
        ends.extend([end] * len(said))
        at = end
    out.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Same("".join(out), starts, ends)


def plain(text: str) -> str:
    """The words of a text for comparing only.

    >>> plain("hur-\\nried") == plain("hurried"), plain("“Cafe\\u0301”") == plain('"Café"')
    (True, True)
    """
    return _TURN.sub(lambda m: _read(m[0]), text)


def _read(said: str) -> str:
    form = _FORMS.get(said)
    if form is not None:
        return form
    if said.isspace():
        return " "
    if said == "''":
        return '"'
    if said[0] in _UNSEEN or said[0] in "-‐‑":
        return ""
    return unicodedata.normalize("NFC", said)


def find(text: str, quote: str) -> Span | None:
    """The first place in ``text`` whose words read as the quotation does; None where there is none."""
    at = text.find(quote) if quote else -1
    if at >= 0:
        return Span(at, at + len(quote))
    return next(folded(text).places(quote), None)
