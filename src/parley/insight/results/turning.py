"""A crux in words: what swaps the answers of two views, told first, and the sets of judgements of each way as a list."""

from __future__ import annotations

from dataclasses import dataclass

from parley.insight.results.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Way:
    """One way to turn an answer: the head of a list, and a phrase for each set of judgements that does it alone."""

    head: str
    sets: tuple[Phrase, ...]
    more: int = 0
    """Further sets of the same size that are not listed."""

    @property
    def rest(self) -> str:
        """What is said of those not listed; empty where all are."""
        return f"and {self.more} more of the same size" if self.more else ""


@dataclass(frozen=True, slots=True)
class Turning:
    """The sentence alone where it names every set; else with ``ways``, to be shown beneath it."""

    sentence: str
    ways: tuple[Way, ...] = ()
