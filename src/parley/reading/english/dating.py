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


def said_on(words: str, on: datetime.date | None) -> datetime.date | None:
    """The day told in the words of a reporting clause; None where it tells none or the document has no date.

    A bare weekday is the last one up to the document's date; "last Thursday" the one before this week's.
    """
    if on is None:
        return None
    if near := _NEAR.search(words):
        return on if near.group(1).lower() == "today" else on - datetime.timedelta(days=1)
    for found in _DATE.finditer(words):
        day = found.group(1) or found.group(3)
        if day is None or not found.group(2)[0].isupper():
            continue
        month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(found.group(2).lower().rstrip(".")[:3]))
        year = int(found.group(4)) if found.group(4) else on.year
        try:
            date = datetime.date(year, month, int(day))
        except ValueError:
            continue
        if not found.group(4) and date > on:
            date = datetime.date(year - 1, month, min(int(day), 28) if month == 2 else int(day))
        return date
    if (day_ := _DAY.search(words)) and (day_.group(1) or "").lower() != "next":
        back = (on.weekday() - _DAYS.index(day_.group(2).lower())) % 7
        if (day_.group(1) or "").lower() == "last" and back == 0:
            back = 7
        return on - datetime.timedelta(days=back)
    return None


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
