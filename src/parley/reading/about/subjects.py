"""What a statement is about, matched by meaning: statements near a proposition, or near any words of the user's.

A match says "about this", and never on which side: two statements that contradict each other are about the same thing.
Sides are the business of :mod:`parley.reading.sides.stance`, which looks at words alone. See :mod:`parley.reading.about.meaning`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.reading.about.meaning import meaning
from parley.reading.codebook import without_countries
from parley.reading.model import Proposition, Statement

LEAST = 0.45
"""Cosine from which a statement is said to be about something; how often that is right: docs/reading.md."""


_NO_QUOTES = str.maketrans("", "", '“”„«»"')


@dataclass(frozen=True, slots=True)
class About:
    """Statement number ``index`` of those given is about ``subject``, with the cosine that says so."""

    index: int
    subject: str
    nearness: float


def words_of(statement: Statement) -> str:
    """What is compared: the reported words, with the question where they answer one, without the names of countries."""
    said = " ".join(" ".join(statement.content_text).translate(_NO_QUOTES).split())
    return without_countries(f"{statement.question} {said}" if statement.question else said)


def phrasings(proposition: Proposition) -> tuple[str, ...]:
    """The ways to speak of a proposition that are compared."""
    return (proposition.title, *proposition.phrasings)


def nearness(said: NDArray[np.float32], subjects: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Cosines, (statements, subjects): a statement's to the nearest of each subject's phrasings.

    Args:
        said: unit vectors of the statements, (statements, 384).
        subjects: the phrasings of each subject, at least one each.
    """
    if not subjects:
        return np.zeros((len(said), 0), dtype=np.float32)
    flat = [without_countries(text) for texts in subjects for text in texts]
    starts = np.cumsum([0, *(len(texts) for texts in subjects)])[:-1]
    cosines = said @ meaning().vectors(flat).T
    return np.maximum.reduceat(cosines, starts, axis=1).astype(np.float32)


def about(
    statements: Sequence[Statement], propositions: Sequence[Proposition], *, least: float = LEAST
) -> tuple[About, ...]:
    """Which statements are about which propositions, nearest first for each statement.

    The options of an issue are different answers to one question, so the issue as a whole is what is matched: its title and
    the titles of its options are its phrasings, and ``subject`` is the issue's proposition. A proposition without an issue
    stands for itself.
    """
    subjects: dict[str, list[str]] = {}
    for proposition in propositions:
        key = f"issue.{proposition.issue}" if proposition.issue else proposition.id
        subjects.setdefault(key, []).extend(phrasings(proposition))
    if not statements or not subjects:
        return ()
    said = meaning().vectors([words_of(s) for s in statements])
    cosines = nearness(said, list(subjects.values()))
    names = list(subjects)
    out: list[About] = []
    for row, column in zip(*np.nonzero(cosines >= least), strict=True):
        out.append(About(int(row), names[column], round(float(cosines[row, column]), 3)))
    return tuple(sorted(out, key=lambda a: (a.index, -a.nearness, a.subject)))


__all__ = ["LEAST", "About", "about", "nearness", "phrasings", "words_of"]
