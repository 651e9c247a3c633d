"""How a course changes a number: ``+0.1``, ``-5``, ``+0.05 to +0.15``, ``x 0.8``, or a plain value that replaces it.

A leading sign makes a shift, in the unit of the number; ``x`` a factor; anything else is the new value. A range with a plus at
its upper end alone (``0 to +0.2``) is refused: either could be meant. A shifted
probability stays within 0 and 1, a shifted weight at least 0: the engine that applies it cuts at the bounds.
"""

from __future__ import annotations

import math
import re
from typing import Literal

from parley.case.chance.distributions import parse
from parley.case.types import Distribution
from parley.core.errors import InputError

Operation = Literal["add", "multiply", "set"]
_FACTOR = re.compile(r"[x×*]\s*(?=[\d.]|about)")

_LATE_SIGN = re.compile(r"(\d\S*)\s+to\s+(\+\S+)", re.IGNORECASE)
"""A range whose first end carries no sign and whose last end a plus."""


def parse_change(text: str, bounds: tuple[float, float]) -> tuple[Operation, Distribution]:
    """What ``text`` does to a number within ``bounds``, and the amount. Raises :class:`InputError`."""
    words = text.strip().replace("−", "-")
    if factor := _FACTOR.match(words):
        return "multiply", _amount(words[factor.end() :], (0.0, math.inf))
    if words[:1] in ("+", "-"):
        return "add", _amount(words, (-math.inf, math.inf))
    if late := _LATE_SIGN.fullmatch(words):
        low, high = late[1], late[2]
        raise InputError.one(
            f"{words} has a sign at its upper end alone: it may be a shift or a new value",
            hint=f"write +{low} to {high} for a shift, {low} to {high[1:]} for the new value",
        )
    return "set", _amount(words, bounds)


def _amount(words: str, bounds: tuple[float, float]) -> Distribution:
    try:
        return parse(words, bounds)
    except InputError as error:
        problem = error.problems[0]
        hint = problem.hint or "write +0.1, -5, +0.05 to +0.15, x 0.8, or the new value"
        raise InputError.one(problem.message, hint=hint) from None
