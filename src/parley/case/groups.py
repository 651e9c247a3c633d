"""Groups of paths: the beginnings of spellings that many numbers have in common. Used through :mod:`parley.case.paths`."""

from __future__ import annotations

from collections.abc import Iterable


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
    return "", tuple(dict.fromkeys(k.partition(".")[0] for k in spelled))
