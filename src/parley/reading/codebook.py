"""What the reader knows beforehand: countries and their seats of power, offices by date, propositions.

All of it is data that a user may extend: offices in CSV with the columns of ``data/offices.csv``.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from parley.core.errors import DataError, Location
from parley.reading.english import lexicon
from parley.reading.model import Codebook, Office, Proposition

PROPOSITIONS = (
    Proposition(
        "talks-now",
        "Talks now",
        phrasings=(
            "Peace talks should begin now",
            "negotiations to end the war",
            "returning to the bargaining table",
            "sitting down with the enemy",
            "a diplomatic solution",
            "dialogue with the other side",
        ),
    ),
    Proposition(
        "press-ally",
        "Pressing an ally to negotiate",
        phrasings=(
            "urging a partner government to make concessions",
            "pushing the government we support toward talks",
            "telling an ally what to do",
        ),
    ),
    Proposition(
        "ceasefire-in-place",
        "A ceasefire in place",
        phrasings=(
            "a truce along the present front line",
            "a pause in the fighting",
            "the guns fall silent",
            "both armies stop where they stand",
            "freezing the conflict",
        ),
    ),
    Proposition(
        "concede-land",
        "Giving up territory",
        phrasings=(
            "ceding land to the other side",
            "trading land for peace",
            "handing over provinces to the enemy",
            "recovering every occupied province",
            "territorial integrity",
        ),
    ),
    Proposition(
        "withdraw-first",
        "Withdrawal before talks",
        phrasings=(
            "troops must leave before negotiations can begin",
            "pulling forces back is a condition for talks",
        ),
    ),
    Proposition(
        "leader-must-go",
        "No talks while the other side’s leader stays",
        phrasings=("no negotiations as long as their president is in power",),
    ),
    Proposition(
        "military-gains",
        "Further military gains can be had",
        phrasings=(
            "an army can still win ground on the battlefield",
            "the war is a stalemate",
            "a military victory",
            "breaking through the defensive lines",
            "the offensive has stalled",
        ),
    ),
    Proposition(
        "aid",
        "Continued military aid",
        phrasings=(
            "deliveries of weapons and ammunition",
            "cutting off military assistance",
            "sending tanks and missiles",
        ),
    ),
    Proposition(
        "own-decision",
        "The decision is that side’s own",
        phrasings=(
            "only their government can decide when to negotiate",
            "nothing is decided about them without them",
        ),
    ),
)
"""Propositions of any war that is argued about; a case adds its own issues and options."""


@cache
def places() -> dict[str, str]:
    """Names of countries, seats of power and peoples (lower case) → party key."""
    out: dict[str, str] = {}
    for row in lexicon.rows("places.csv"):
        for name in (row["name"], row["adjective"], row["people"], *row["seats"].split(";")):
            if name:
                out[name.lower()] = row["party"]
    return out


@cache
def place_names() -> frozenset[str]:
    """Words that are places, never persons, whatever a name finder says (lower case)."""
    from importlib.resources import files

    towns = files("parley.reading").joinpath("data", "towns.txt").read_text(encoding="utf-8").split("\n")
    names = {t.strip().lower() for t in towns if t.strip()}
    for row in lexicon.rows("places.csv"):
        names |= {n.lower() for n in (row["name"], row["adjective"], row["people"], *row["seats"].split(";")) if n}
    return frozenset(names)


def is_place(word: str) -> bool:
    """Whether a word is a place's name as it is written: "UN" is, the "Un" of a person is not."""
    return word.lower() in place_names() and (len(word) > 3 or word.isupper() or "." in word)


def without_countries(text: str) -> str:
    """``text`` without the names of countries, their peoples and seats of power; unchanged where nothing else is left.

    In the reporting on one war these names stand in every other statement: kept, they make everything that names a country
    near everything else that does, whatever it is about.
    """
    kept = " ".join(_countries().sub(" ", text).split())
    return kept if any(c.isalpha() for c in kept) else text


@cache
def _countries() -> re.Pattern[str]:
    names = sorted(places(), key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(re.escape(n) for n in names) + r")\b(?:['’]s)?", re.I)


def _date(text: str | None, where: Location) -> datetime.date | None:
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise DataError.one(
            f"{text!r} is not a date", where=where, hint="write YYYY-MM-DD, or leave it empty"
        ) from None


def offices_from(lines: Iterable[dict[str, str]], path: str) -> tuple[Office, ...]:
    """Offices from rows with title, holder, party, since, until. Raises :class:`DataError` with the line."""
    out = []
    for number, row in enumerate(lines, 2):
        where = Location(path, number)
        if not row.get("title") or not row.get("holder"):
            raise DataError.one(
                "an office needs a title and a holder", where=where, hint="title,holder,party,since,until"
            )
        since, until = _date(row.get("since"), where), _date(row.get("until"), where)
        if since and until and until < since:
            raise DataError.one(f"it ends on {until}, before it begins on {since}", where=where, hint="since,until")
        holder, party = row["holder"].strip(), (row.get("party") or "").strip() or None
        out.append(Office(row["title"].strip().lower(), holder, party, since, until))
    return tuple(out)


def read_offices(path: Path) -> tuple[Office, ...]:
    """A user's table of offices."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return offices_from(csv.DictReader(handle), str(path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise DataError.one(f"cannot read {path}: {why}", hint="a CSV file in UTF-8 is wanted") from None


@cache
def default_codebook() -> Codebook:
    """The codebook that ships: offices, countries, propositions of any war."""
    offices = offices_from(lexicon.rows("offices.csv"), "offices.csv")
    names: dict[str, str] = {}
    affiliations = dict(places())
    for office in offices:
        names[office.holder] = office.holder
        if office.party:
            affiliations[office.holder.lower()] = office.party
    return Codebook(PROPOSITIONS, names, affiliations, offices)


def extended(base: Codebook, more: Codebook) -> Codebook:
    """``base`` with what ``more`` adds; ``more`` wins."""
    known = {p.id for p in more.propositions}
    return replace(
        base,
        propositions=(*more.propositions, *(p for p in base.propositions if p.id not in known)),
        names={**base.names, **more.names},
        affiliations={**base.affiliations, **{k.lower(): v for k, v in more.affiliations.items()}},
        offices=(*more.offices, *base.offices),
    )
