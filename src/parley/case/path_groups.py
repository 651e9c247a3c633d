"""The beginnings of spelled paths: groups of numbers, by the words that they have in common. For :mod:`parley.case.paths`, which hands them out."""

from __future__ import annotations

import re
from collections.abc import Iterable

_IN_PROSE = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+")


def group(*words: str) -> str:
    """The beginning that the numbers of a group have in common, and the name of the group in messages."""
    return ".".join(words)


def within(text: str, beginning: str) -> bool:
    """Whether ``text`` spells something in the group that ``beginning`` names."""
    return text.startswith(beginning + ".")


def beginning(text: str, words: int) -> str:
    """The first few words of a spelling."""
    return ".".join(text.split(".")[:words])


def shared(texts: Iterable[str]) -> str:
    """The words with which all spellings begin; empty where they have none in common."""
    common: list[str] = []
    for words in zip(*(text.split(".") for text in texts), strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    return ".".join(common)


def nearest_group(text: str, known: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The longest true beginning of ``text`` that is a group of ``known``, and the words that may follow it there."""
    spelled = list(known)
    words = text.split(".")
    for length in range(len(words) - 1, 0, -1):
        start = ".".join(words[:length])
        following = tuple(dict.fromkeys(k[len(start) + 1 :].partition(".")[0] for k in spelled if within(k, start)))
        if following:
            return start, following
    return "", tuple(dict.fromkeys(section(k) for k in spelled))


def section(path: object) -> str:
    """The section of the case file in which the number stands: the first word of its path, typed or spelled."""
    return str(path).partition(".")[0]


def mentioned(prose: str) -> frozenset[str]:
    """What in a sentence looks like a path."""
    return frozenset(_IN_PROSE.findall(prose))
