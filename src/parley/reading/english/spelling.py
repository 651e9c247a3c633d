"""How names are spelled: surnames, titles, generations; whether two spellings may be one person's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from parley.reading.english.lexicon import rows

TITLES = {
    "mr.": "", "mrs.": "", "ms.": "", "dr.": "", "mr": "", "mrs": "", "ms": "", "dr": "", "sir": "", "lord": "",
    "gen.": "general", "lt.": "lieutenant", "col.": "colonel", "adm.": "admiral", "maj.": "major", "sgt.": "sergeant",
    "capt.": "captain", "sen.": "senator", "sens.": "senator", "rep.": "representative", "reps.": "representative",
    "gov.": "governor", "prof.": "professor", "amb.": "ambassador", "rev.": "reverend", "brig.": "general",
    "pres.": "president", "sec.": "secretary",
}  # fmt: skip


SUFFIX = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=8192)
def surname(name: str) -> str:
    """The last word of a name that is not a suffix, lower case."""
    words = [w for w in name.replace(",", " ").split() if w.lower() not in SUFFIX]
    if len(words) == 2 and _GIVEN_LAST.fullmatch(words[1]):
        return words[0].lower()  # "Kim Jong-un"
    return ARTICLE.sub("", words[-1].lower()) if words else name.lower()


_GIVEN_LAST = re.compile(r"[^\W\d_a-z]\w*-[^\W\d_A-Z]\w*")


ARTICLE = re.compile(r"^(?:al|el|ad|as|at|ash|ar|an|ul)-(?=\w)")
"""Of Arabic surnames: "al-Assad" is "Assad" too."""


def plain_name(name: str) -> str:
    """A name for display: "Joseph R. Biden Jr." stays, titles go."""
    words = name.split()
    while words and words[0].lower() in TITLES:
        words.pop(0)
    return " ".join(words)


def is_initial(word: str) -> bool:
    """ "A." of "A. Lee"."""
    return len(word.rstrip(".")) == 1


def _given(words: list[str]) -> str:
    """The given name: the last word of "Kim Jong-un", the first of others."""
    given = words[1] if len(words) == 2 and _GIVEN_LAST.fullmatch(words[1]) else words[0]
    return given.lower().rstrip(".")


def _parts_of(words: list[str]) -> tuple[str, bool]:
    """What sets apart two of one first name and surname: Jr. and Sr., "bin"."""
    generation = next((w.lower().rstrip(".") for w in words if w.lower() in SUFFIX), "")
    return ("sr" if generation == "sr" else "", any(w.lower() in ("bin", "ibn", "bint") for w in words))


def same(one: str, other: str) -> bool:
    """Two names of one person: same surname, and first names that begin alike or are missing."""
    if surname(one) != surname(other):
        return False
    first, second = (plain_name(n).split() for n in (one, other))
    if len(first) > 1 and len(second) > 1 and (_parts_of(first) != _parts_of(second)):
        return False
    a, b = (_given(words) for words in (first, second))
    short = len(first) == 1 or len(second) == 1 or first[-len(second) :] == second or second[-len(first) :] == first
    nick = {("joe", "joseph"), ("bill", "william"), ("mike", "michael"), ("bob", "robert"), ("jim", "james"),
            ("dave", "david"), ("tony", "antony"), ("sergei", "sergey"), ("dmitry", "dmitri")}  # fmt: skip
    return short or a.startswith(b) or b.startswith(a) or (a, b) in nick or (b, a) in nick


_WHOLE_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}")


def is_cut(name: str | None, label: str) -> bool:
    """A name in capitals, or the first words of a label that is a name as a whole ("Tomas" of "Tomas Ekvall:")."""
    if name is None:
        return False
    return name.isupper() or (label.startswith(f"{name} ") and _WHOLE_NAME.fullmatch(label) is not None)


@cache
def first_names() -> dict[str, str]:
    """First names (lower case) that tell he from she."""
    return {row["name"].lower(): row["gender"] for row in rows("first_names.csv")}
