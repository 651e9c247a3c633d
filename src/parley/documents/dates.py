"""Dates as pages write them. Only forms that can be read one way: 15/06/2023 is, 11/01/2023 is left alone."""

from __future__ import annotations

import datetime
import re

from parley.core.spans import Span

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
DATE = re.compile(
    rf"\b(?:{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})"
    r"|(\d{4})-(\d{2})-(\d{2})|(?<![\d./])(\d{1,2})[/.](\d{1,2})[/.](\d{4}))(?![\d/])",
    re.I,
)
_AROUND = re.compile(
    r"^\W*(?:(?:first\s+)?(?:published|posted|updated|last updated|date|issued|released)(?:\s+on)?\W*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\W*)?$",
    re.I,
)
_AFTER = re.compile(
    r"^\W*(?:(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?\W*(?:[A-Z]{2,4}|GMT[+-]?\d*)?\W*)?(?:updated.*|last updated.*|\d+\s+min(?:ute)?s?\s+read\W*)?$",
    re.I | re.S,
)


def _month(word: str) -> int:
    head = word.lower().rstrip(".")[:3]
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(head))


def _made(m: re.Match[str]) -> datetime.date | None:
    try:
        if m[1]:
            return datetime.date(int(m[3]), _month(m[1]), int(m[2]))
        if m[5]:
            return datetime.date(int(m[6]), _month(m[5]), int(m[4]))
        if m[10]:
            first, second = int(m[10]), int(m[11])
            if first <= 12 and second <= 12 and first != second:
                return None  # 11/01/2023: in November or in January
            return datetime.date(int(m[12]), min(first, second), max(first, second))
        return datetime.date(int(m[7]), int(m[8]), int(m[9]))
    except ValueError:  # 30 February
        return None


def find(text: str) -> tuple[datetime.date, Span] | None:
    """The first full date in ``text`` and where it stands."""
    for m in DATE.finditer(text):
        made = _made(m)
        if made is not None:
            return made, Span(*m.span())
    return None


def only(text: str) -> datetime.date | None:
    """The date, where ``text`` says nothing else ("Published on Nov. 10, 2022, 5:03 p.m. ET")."""
    found = find(text)
    if found is None or len(text) > 120:
        return None
    made, span = found
    return made if _AROUND.match(text[: span.start]) and _AFTER.match(text[span.end :]) else None


def iso(value: str) -> str | None:
    """An ISO date (time ignored), or any date that :func:`find` knows, as ``YYYY-MM-DD``; else None."""
    value = re.sub(r"^\s*(\d{4})[-/.](\d{2})[-/.](\d{2})(?!\d)T?", r"\1-\2-\3 ", value)
    value = re.sub(r"^\s*(\d{4})(\d{2})(\d{2})(?=T|\s*$)", r"\1-\2-\3 ", value)
    found = find(value)
    if found:
        return found[0].isoformat()
    return None
