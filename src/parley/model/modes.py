"""How a zone test is asked: with which red lines, by whose beliefs."""

from __future__ import annotations

from typing import Literal, get_args

from parley.case.types import Case
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean

RedLines = Literal["weighed", "declared", "none"]


def check_modes(case: Case, beliefs: str, red_lines: str) -> None:
    """Refuse an unknown mode of red lines or an unknown holder, with the known ones."""
    if red_lines not in get_args(RedLines):
        raise InputError.one(
            f"red lines cannot be {red_lines!r}", hint=did_you_mean(red_lines, get_args(RedLines)), code="red-lines"
        )
    known = ["own", "analyst", *case.parties]
    if beliefs not in known:
        raise InputError.one(
            f"{case.name} has no holder of beliefs called {beliefs!r}",
            hint=did_you_mean(beliefs, known),
            code="beliefs",
        )
