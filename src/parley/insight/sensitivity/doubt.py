"""How a count of numbers without a range is told, wherever one is: kept answers are shown with these words, so they need no engine.

What is counted, and how, is :mod:`parley.insight.sensitivity.unvaried`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """The numbers that can move an answer, by path in file order."""

    ranged: tuple[str, ...]
    """Given a range: these were varied."""
    unvaried: tuple[str, ...]
    """Given without a range: no doubt about them was stated, and they were moved over nothing."""
    chances: bool = False
    """Whether red lines are drawn that hold with a chance: then draws differ even where every number is without a range."""

    @property
    def used(self) -> int:
        """m: how many numbers the answer rests on."""
        return len(self.ranged) + len(self.unvaried)

    @property
    def none(self) -> bool:
        """Whether no doubt at all was stated about any number."""
        return bool(self.unvaried) and not self.ranged

    @property
    def still(self) -> bool:
        """Whether all draws are one and the same, so that a share of them says nothing."""
        return self.none and not self.chances


def doubt_words(doubt: Doubt) -> str:
    """A sentence: "12 of 60 numbers that this verdict uses have no range: no doubt was stated about them." Empty where all have
    one. Of one question; of an answer :func:`no_range_words` tells."""
    return no_range_words(len(doubt.unvaried), doubt.used, "this verdict")


def no_range_words(without: int, total: int, whose: str = "a verdict") -> str:
    """The same from the two counts: of an answer, how many numbers any verdict of it uses, and how many of these have no range."""
    if not without:
        return ""
    if total == 1:
        return f"The one number that {whose} uses has no range: no doubt was stated about it."
    if without == total:
        return f"None of the {total} numbers that {whose} uses has a range: no doubt was stated about them."
    has, them = ("has", "it") if without == 1 else ("have", "them")
    return f"{without} of {total} numbers that {whose} uses {has} no range: no doubt was stated about {them}."


NO_DOUBT = "on numbers with no stated doubt"
"""Stands where a share would: there is nothing to take a share over."""
