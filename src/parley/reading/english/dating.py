"""When it was said: "on Thursday", "last week", "Sept. 30", told against the document's date."""

from __future__ import annotations

import datetime
import re

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY = re.compile(r"\b(?:(last|next|this)\s+)?(" + "|".join(_DAYS) + r")\b", re.I)
_DATE = re.compile(
    r"\b(?:(\d{1,2})\s+)?(jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?:\s+(\d{1,2})(?!\d)(?:st|nd|rd|th)?)?(?:,?\s+(\d{4}))?\b",
    re.I,
)
_NEAR = re.compile(r"\b(today|yesterday)\b", re.I)


_SPAN = re.compile(
    r"\b(?:since|until|till|by|before|beyond|from|effective|starting|beginning|through|deadline of)\b(?:[^,;.\d]|[ap]\.m\.|\d(?![\d\s]*,)){0,40}$|\d\s(?:to|and)\s$|\d\s?[–-]\s?$",
    re.I,
)
"""Words that make a day the end of a stretch of time, and not the day of what is told."""


_TO_COME = 60
"""Days after a document's date within which a day without a year is one to come, and not last year's."""


def said_on(words: str, on: datetime.date | None, *, months: bool = False, done: bool = True) -> datetime.date | None:
    """The day told in the words of a reporting clause; None where it tells none or, but for a day with its year, the document has none.

    A bare weekday is the last one up to the document's date; "last Thursday" the one before this week's. With ``months``, of a
    month with its year and no day ("in October 2022") the first: :func:`month_only` tells it. Not surely ``done``: a day soon after
    the document's is one to come, and none is told.
    """
    if on is not None and (near := _NEAR.search(words)):
        return on if near.group(1).lower() == "today" else on - datetime.timedelta(days=1)
    for found in _DATE.finditer(words):
        day, year = found.group(1) or found.group(3), found.group(4)
        if not found.group(2)[0].isupper() or (day is None and not (months and year)) or (on is None and year is None):
            continue
        if _SPAN.search(words[: found.start()]):
            continue
        month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(found.group(2).lower().rstrip(".")[:3]))
        try:
            date = datetime.date(int(year) if year else (on or datetime.date.max).year, month, int(day or 1))
        except ValueError:
            continue
        if not done and not year and on is not None and 0 < (date - on).days <= _TO_COME:
            continue  # "agreed to talk on 28 October", written early in October
        if not year and on is not None and date > on:
            date = datetime.date(date.year - 1, month, min(date.day, 28) if month == 2 else date.day)
        return date
    if on is None:
        return None
    for day_ in _DAY.finditer(words):
        if (day_.group(1) or "").lower() == "next" or _SPAN.search(words[: day_.start()]):
            continue
        back = (on.weekday() - _DAYS.index(day_.group(2).lower())) % 7
        if (day_.group(1) or "").lower() == "last" and back == 0:
            back = 7
        return on - datetime.timedelta(days=back)
    return None


def month_only(words: str, date: datetime.date) -> bool:
    """Whether a first of a month stands for the month, since the words name it with its year and no day."""
    name = _MONTHS[date.month - 1].capitalize()
    return date.day == 1 and re.search(rf"(?<!\d )(?<!\d(?:st|nd|rd|th) )\b{name},? {date.year}\b", words) is not None


def arranged_for(words: str, on: datetime.date | None) -> datetime.date | None:
    """The day told for something that is still to come: "will meet on Tuesday" is the first Tuesday after the document's date.

    None where the words tell none or the document has no date.
    """
    if on is None:
        return None
    if near := re.search(r"\b(?:(today|tonight)|tomorrow)\b", words, re.I):
        return on if near.group(1) else on + datetime.timedelta(days=1)
    for found in _DATE.finditer(words):
        day = found.group(1) or found.group(3)
        if day is None or not found.group(2)[0].isupper():
            continue
        month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(found.group(2).lower().rstrip(".")[:3]))
        for year in (int(found.group(4)),) if found.group(4) else (on.year, on.year + 1):
            try:
                date = datetime.date(year, month, int(day))
            except ValueError:
                continue
            if date >= on or found.group(4):
                return date
    if day_ := _DAY.search(words):
        ahead = (_DAYS.index(day_.group(2).lower()) - on.weekday()) % 7 or 7
        return on + datetime.timedelta(days=ahead)
    return None
