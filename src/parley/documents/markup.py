"""Which characters of a text are not words: Markdown syntax, inline tags, addresses, escapes, list and end marks.

Nothing is cut out: the spans are listed, so that offsets stay those of the file. Every pattern is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from parley.core.spans import Span, Spans

BOM = "\ufeff"
END_MARKS = "❖■◼∎◆♦"

_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_TAG = re.compile(
    r"<!--.{0,20000}?-->|</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,2000})?/?>|<https?://[^<>\s]{1,2000}>", re.S
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,1000}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,500}\")?\)")
_LINK = re.compile(
    r"(\[)((?:[^\[\]\\\n]|\\[^\n]|\n(?!\s*\n)){1,2000})"
    r"(\]\((?:[^()\s\\]|\\[^\n]|\([^()\s]{0,500}\)){0,2000}(?:\s+\"[^\"\n]{0,500}\")?\))"
)
_REFERENCE_LINK = re.compile(r"(\[)[^\[\]\n]{1,500}(\]\[[^\[\]\n]{1,100}\])")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,100}\]:[ \t]+\S[^\n]*$", re.M)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_ADDRESS = re.compile(r"[ \t]?\\?\((?:https?://[^\s()\\]{1,2000}|/[\w%][^\s()\\]{0,2000}[-/][^\s()\\]{1,2000})\\?\)")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(?:(?!\1)[^\n]){1,2000}?(?<=\S)(\1)")
_STAR = re.compile(r"(?<![\w*\\])(\*)(?=[^\s*])[^*\n]{1,1000}(?<=[^\s\\])(\*)(?![\w*])")
_LOW = re.compile(r"(?<![\w_\\])(_)(?=[^\s_])[^_\n]{1,1000}(?<=[^\s\\])(_)(?![\w_])")
_TICK = re.compile(r"(`{1,3})(?=[^`\n])[^`\n]{1,1000}(\1)")
_HASHES = re.compile(r"^[ ]{0,3}#{1,6}(?:[ \t]+|$)|(?<=\S)[ \t]+#{1,6}[ \t]*$", re.M)
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ \t]?)+", re.M)
_RULE = re.compile(r"^[ ]{0,3}(?:=[= \t]{2,}|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.M)
_TABLE = re.compile(r"^[ ]{0,3}\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[-: \t]*$", re.M)
_ITEM = re.compile(r"^[ \t]*(?:[-*+•‣◦·–][ \t]+|\(?\d{1,3}[.)][ \t]+)(?=\S)", re.M)
_BULLET = re.compile(r"^[ \t]*(?:[-*+•‣◦·][ \t]+|\d{1,2}[.)][ \t]+)(?=\S)", re.M)
_END_MARK = re.compile(rf"(?<![ \t])[ \t]*[{END_MARKS}]+(?=[^\S\n]*$)", re.M)
"""Begun at the first of several blanks only: begun at each, a long run of blanks would be walked through once for each."""

_SIGNS = re.compile(
    r"^[ ]{0,3}#{1,6}[ \t]+\S|\]\((?:https?://|/|#|mailto:)|</?(?:u|b|i|em|strong|a|br|p|span|sup|sub|mark)(?:\s[^<>]{0,500})?/?>"
    r"|\*\*[^\s*][^*\n]{0,500}\*\*|\\[$#*_()\[\]]|^[ ]{0,3}```",
    re.M,
)


def looks_like_markdown(text: str) -> bool:
    """True where the text holds at least one construction that is Markdown and hardly ever plain prose."""
    return _SIGNS.search(text) is not None or text.lstrip(BOM).startswith("---\n")


def merged(spans: Iterable[Span]) -> Spans:
    """The same characters as sorted spans that do not touch."""
    out: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def markdown(text: str, start: int = 0) -> Spans:
    """Spans from ``start`` on that are Markdown syntax, tags, addresses or escapes; merged."""
    spans: list[Span] = []
    for whole in (
        _TAG,
        _IMAGE,
        _DEFINITION,
        _FOOTNOTE,
        _ADDRESS,
        _ESCAPE,
        _HASHES,
        _QUOTE,
        _RULE,
        _TABLE,
        _ITEM,
        _END_MARK,
    ):
        spans.extend(Span(*m.span()) for m in whole.finditer(text, start))
    for m in _LINK.finditer(text, start):
        spans.extend((Span(*m.span(1)), Span(*m.span(3))))
    for paired in (_REFERENCE_LINK, _STRONG, _STAR, _LOW, _TICK):
        for m in paired.finditer(text, start):
            spans.extend((Span(*m.span(1)), Span(*m.span(2))))
    return merged([*spans, *byte_order_mark(text)])


def plain_text(text: str) -> Spans:
    """Spans of plain text that are not words: byte-order mark, bullets at the start of a line, end marks, rules."""
    spans = [Span(*m.span()) for pattern in (_BULLET, _END_MARK, _RULE) for m in pattern.finditer(text)]
    return merged([*spans, *byte_order_mark(text)])


def byte_order_mark(text: str) -> Spans:
    """The byte-order mark that some editors write first."""
    return (Span(0, 1),) if text.startswith(BOM) else ()


def is_list_item(line: str) -> bool:
    """True where a line starts with a bullet or a number that counts items."""
    return _BULLET.match(line) is not None


def is_rule(line: str) -> bool:
    """True for a line that only draws a line."""
    return _RULE.match(line) is not None
