"""Dates as pages write them: to the day, or to the month where a page says no more.

Only forms that can be read one way: 15/06/2023 is, 11/01/2023 is left alone. A time and its zone may follow: the day is
the one written, which is the day in the page's own zone. A date to the month is kept as ``2023-08``, never as a day.
"""

from __future__ import annotations

import calendar
import datetime
import re

from parley.core.spans import Span

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_YEAR = r"(\d{4})(?:(?![\d/])|(?=\d{1,2}:\d\d))"
"""The second: "20237:55 AM", as a page gives it whose two elements were copied as one line."""
_START = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"
"""Also "readApril 25": the element before was copied onto the same line."""
DATE = re.compile(
    rf"{_START}(?:{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+{_YEAR}"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)?(?:\.?\s+(?:of\s+)?|-){_MONTH}(?:,?\s+|-){_YEAR}"
    r"|(?<![\d./-])(\d{4})[-/.](\d{2})[-/.](\d{2})(?![\d/])|(?<![\d./])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d/]))",
    re.I,
)
_TO_THE_MONTH = re.compile(rf"{_START}{_MONTH},?\s+{_YEAR}|(?<![\d/-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])", re.I)
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_TIME = (
    r"(?:at\s+|T)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?(?:\s*(?-i:[A-Z]{2,4}T(?![a-z]))(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b\d{4}(?=\s*(?:GMT|hrs?|UTC))|\b(?:noon|midnight)\b"
)
_ZONE = (
    r"(?:GMT|UTC|BST|IST|CES?T|EES?T|MSK|SAST|WAT|EAT|CAT|AES?T|AED?T|NZD?T|JST|KST|HKT|SGT|AST|AKST|HST|[ECMP][SD]?T|Z)(?-i:(?![a-z]))"
    r"(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?|(?<=\d)\s*[+-]\d{2}:?\d{2}\b"
)
_SAID = (
    r"first|originally|publi(?:shed|cation)|posted|updated|modified|amended|edited|last|latest|date[ds]?|issued|released?|created|"
    r"added|on|at|as of|from|time|local|hrs?|hours?|original|online|"
    r"(?:\d+|a|an|about)\s+(?:sec(?:ond)?|min(?:ute)?|hour|day|week|month|year)s?\s+ago|ago|\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?|reading time"
)
_NO_YEAR = rf"\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}"
_REST = re.compile(
    rf"{_TIME}|{_ZONE}|{_NO_YEAR}|(?<![^\W\d_])(?:{_DAYS}|{_SAID})(?-i:(?![a-z]))|[\W_]+(?:\d{{1,3}}$)?", re.I
)
_CHANGED = re.compile(r"(?:updated|modified|amended|edited)[^\w]*(?:on|at)?[^\w]*(?:[\d:. apm]+[^\w]*)?$", re.I)
_LONGEST_LINE = 120


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


def find_month(text: str) -> tuple[str, Span] | None:
    """The first month with its year ("August 2023" as ``2023-08``), and where it stands; a full date is none."""
    m = _TO_THE_MONTH.search(text)
    if m is None or DATE.search(text):
        return None
    return (f"{m[2]}-{_month(m[1]):02d}" if m[1] else f"{m[3]}-{m[4]}"), Span(*m.span())


def only(text: str) -> datetime.date | None:
    """The day, where ``text`` says nothing else ("Published on Nov. 10, 2022, 5:03 p.m. ET"); of several, the first
    that is not told as the day of a change."""
    if len(text) > _LONGEST_LINE:
        return None
    days = [(made, m.start()) for m in DATE.finditer(text) if (made := _made(m))]
    if not days or not _nothing_else(DATE.sub(" ", text)):
        return None
    own = [made for made, start in days if not _CHANGED.search(text[:start])]
    return (own or [days[0][0]])[0]


def of_change(text: str) -> bool:
    """True for a line that tells when a page was changed, and nothing of when it appeared ("Updated 3 May 2021")."""
    m = DATE.search(text)
    return m is not None and _CHANGED.search(text[: m.start()]) is not None


def only_month(text: str) -> str | None:
    """As :func:`only`, for a month and its year: ``2023-08``."""
    found = find_month(text) if len(text) <= _LONGEST_LINE else None
    if found is None or re.fullmatch(r"\d{4}-\d{2}", text.strip()):  # bare figures may be anything
        return None
    return found[0] if _nothing_else(text[: found[1].start] + " " + text[found[1].end :]) else None


def _nothing_else(text: str) -> bool:
    return not _REST.sub("", text)


def is_time(text: str) -> bool:
    """True for a line that tells a time, a day without its year or "3 hours ago" and nothing else."""
    return len(text) <= _LONGEST_LINE and _nothing_else(text)


def iso(value: str) -> str | None:
    """A date that metadata states, as ``YYYY-MM-DD`` or, where it states no day, ``YYYY-MM``; else None.

    The day is the one written: ``2022-04-03T23:30:00-05:00`` is 3 April, which it was where the page was made.
    """
    value = re.sub(r"^\s*(\d{4})[-/.](\d{2})[-/.](\d{2})(?!\d)T?", r"\1-\2-\3 ", value)
    value = re.sub(r"^\s*(\d{4})(\d{2})(\d{2})(?=T|\s*$)", r"\1-\2-\3 ", value)
    found = find(value)
    if found:
        return found[0].isoformat()
    month = find_month(re.sub(r"^\s*(\d{4})/(\d{2})\s*$", r"\1-\2", value))
    return month[0] if month else None


def first_day(value: str) -> datetime.date:
    """The day of ``YYYY-MM-DD``; of ``YYYY-MM`` the first that it may be."""
    return datetime.date.fromisoformat(value if len(value) > 7 else f"{value}-01")


def last_day(value: str) -> datetime.date:
    """The day of ``YYYY-MM-DD``; of ``YYYY-MM`` the last that it may be."""
    on = first_day(value)
    return on if len(value) > 7 else on.replace(day=calendar.monthrange(on.year, on.month)[1])


def words(value: str) -> str:
    """An ISO date as words, no finer than it is: ``4 January 2023``, ``August 2023``."""
    on = first_day(value)
    month = f"{_MONTHS[on.month - 1].capitalize()} {on.year}"
    return month if len(value) <= 7 else f"{on.day} {month}"
