"""News datelines: the place, the day and the agency before the first words of a report, in the forms that agencies use.

A form is a row: its name, its pattern, an example and something near it that is none of it; the tests go through the
rows. Places in capitals are taken anywhere near the head of a text; forms whose place is written like any other name
only with a day or an agency beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parley.documents import dates, outlets

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DAY = rf"(?:{_WEEKDAY}(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}))"
_CAPS = r"(?!(?:MR|MRS|MS|DR|SEN|REP|GEN|COL|LT|SIR|LORD|QUESTION|ANSWER)\b)[A-Z][A-Z.'’‑-]+(?:(?: ?/ ?|[ -])[A-Z][A-Z.'’‑-]+){0,4}"
_TITLE = r"[A-Z][\w'’-]+(?:(?: ?/ ?| |-| (?:of|de|el|al|la)[ -])[A-Z][\w'’.-]+){0,3}"
_REGION = r"(?:, [A-Z][\w.'’ ]{1,30})??(?: \([A-Z][a-z][\w'’ ]{1,30}\))??"
_AGENCY = r"\((?P<agency>[A-Z][\w.&/’' -]{1,40})\)"
_RULED = r"[ ]?(?:—|–|--+|―|(?<= )-|-(?= ))[ ]?"
"""A dash; a hyphen only with a blank beside it, so that "ANTI-Western" is none."""
_DASH = rf"(?:{_RULED}|: )"
_NEXT = r"(?=[A-Z“\"'‘«]|$)"


DAY_ALONE = "day alone"


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a dateline. ``example`` begins with one; ``none`` looks like it and has none."""

    name: str
    pattern: re.Pattern[str]
    example: str
    none: str
    near: bool = True
    """Taken among the first pieces of a text only: its place is written like any other name."""


def _form(name: str, pattern: str, example: str, none: str, near: bool = True) -> Form:
    return Form(name, re.compile(pattern + _NEXT), example, none, near)


FORMS: tuple[Form, ...] = (
    _form("place in capitals", rf"(?P<place>{_CAPS}{_REGION})(?:, {_DAY})?(?: ?{_AGENCY})?{_RULED}",
          "WASHINGTON, Jan. 4, 2023 (Reuters) - The envoy left.", "NATO says it will stay.", near=False),
    _form("agency before the day", rf"(?P<place>(?:{_CAPS}|{_TITLE}){_REGION}) ?{_AGENCY},? {_DAY}{_DASH}",
          "BOGOTA (KNA), 4 January 2023 – The envoy left.", "Ana Tarn (Lab), 4 January 2023 vote: against."),
    _form("day in brackets", rf"(?P<place>(?:{_CAPS}|{_TITLE}){_REGION}) ?\({_DAY}\){_DASH}",
          "GENEVA (14 June 2021) – Experts said so.", "The Accord (14 June 2021) was signed."),
    _form("place and agency", rf"(?P<place>{_TITLE}{_REGION}) ?{_AGENCY}{_RULED}",
          "Gaza City (AFP) – The envoy left.", "Ana Tarn (Lab) – The envoy left."),
    _form("agency between slashes", rf"(?P<place>(?:{_CAPS}|{_TITLE}){_REGION}), {_DAY}\.? ?/(?P<agency>[A-Z][\w-]{{1,20}})/[.,]? ?(?:{_DASH})?",
          "TARN, June 14, 2021. /KNA/. The envoy left.", "Tarn, June 14, 2021. The envoy left."),
    _form("day after a stop", rf"(?P<place>{_CAPS})\. {_DAY}(?:\.? ?(?:{_AGENCY}|(?P<bare>[A-Z]{{3,}}(?:\.[A-Z]{{2,3}})?)))?{_DASH}",
          "MOSCOW. Jan 4 (Interfax) - The envoy left.", "MOSCOW. The envoy left on Jan 4."),
    _form("agency after the day", rf"(?P<place>(?:{_CAPS}|{_TITLE}){_REGION}), {_DAY}, ?(?P<bare>[A-Z][A-Za-z]{{2,12}}){_DASH}",
          "Tehran, Jan 4, IRNA – The envoy left.", "Tehran, Jan 4, he left."),
    _form("place and day", rf"(?P<place>{_TITLE}{_REGION}), {_DAY}{_DASH}",
          "Geneva, 4 January 2023 – The envoy left.", "Geneva, 4 January 2023, was cold."),
    _form("place and day in brackets", rf"\((?P<place>{_TITLE}(?:, [A-Z][\w.'’ ]{{1,20}})?), {_DAY}\){_DASH}?",
          "(Geneva/Bangui, 4 January 2023) – The envoy left.", "(Geneva) The envoy left."),
    _form("agency alone", rf"(?:(?P<place>{_DAY}) ?)?{_AGENCY}{_RULED}",
          "(Reuters) - The envoy left.", "(Beirut) and the coast are quiet."),
    _form("place in brackets", rf"\((?P<place>{_TITLE})\){_RULED}",
          "(New York) – The envoy left.", "(Laughter) The envoy left."),
    _form(DAY_ALONE, rf"(?P<place>{_DAY}){_RULED}",
          "4 January 2023 – The envoy left.", "4 January 2023 was cold."),
    _form("place, agency and hyphen", rf"(?P<place>{_TITLE}), (?P<bare>[A-Z]{{3,6}}){_RULED}",
          "Damascus, SANA- The envoy left.", "Damascus, ever - The envoy left."),
)  # fmt: skip
_LONGEST = 90
_NEAR = 8
_ALONE = re.compile(rf"(?:{_CAPS}|{_TITLE})(?:, [A-Z][\w.'’ ]{{1,30}})?, (?P<day>{_DAY})\.?$")
"""A line with a place and a day and nothing else ("Geneva, 14 June 2021")."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of some words: where it ends in them, the full day and the agency that it names."""

    end: int
    day: str | None
    agency: str | None
    form: str


def at_start(words: str, order: int = 0) -> Dateline | None:
    """The dateline with which ``words`` begin. ``order``: how many pieces of the text stand before."""
    for form in FORMS:
        if form.near and order >= _NEAR:
            continue
        m = form.pattern.match(words)
        if m is None or not 0 < m.end() <= _LONGEST:
            continue
        found = m.groupdict()
        said = found.get("agency") or found.get("bare")
        agency = outlets.agency(said) if said else None
        if form.near and said and agency is None:
            continue  # "Ana Tarn (Lab) – …": a speaker and a party
        day = dates.find(words[: m.end()])
        return Dateline(m.end(), day[0].isoformat() if day else None, agency, form.name)
    return None


def line(words: str) -> str | None:
    """The full day of a line that holds a place and a day only, as press releases begin."""
    m = _ALONE.match(words) if len(words) <= _LONGEST else None
    day = dates.find(m["day"]) if m else None
    return day[0].isoformat() if day else None
