"""What an honest test reports: our figure, the reference figure beside it, and what neither shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from parley.core.errors import DataError, Location

Better = Literal["lower", "higher", "near", "none"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a protocol. ``reference``: what others or a simple rule reach on the same data; None where none is known."""

    name: str
    value: float
    reference: float | None
    better: Better
    note: str = ""

    @property
    def standing(self) -> str:
        """ "better", "worse" or "level" against the reference (level: within 1 %); "" without one."""
        if self.reference is None or self.better == "none":
            return ""
        if abs(self.value - self.reference) <= 0.01 * abs(self.reference):
            return "level"
        if self.better == "near":
            return "differs"
        return "better" if (self.value < self.reference) == (self.better == "lower") else "worse"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A protocol run on data. ``limits`` are printed with every report."""

    key: str
    title: str
    data: str
    count: int
    figures: tuple[Figure, ...]
    says: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """A test that can be run on a folder of data."""

    key: str
    title: str
    file: str
    run: Callable[[Path, int], Outcome]
    """(file, seed) → outcome."""


def data_file(folder: Path, name: str) -> Path:
    """The file ``name`` in ``folder``; :class:`DataError` saying where it is looked for."""
    path = folder / name
    if not path.is_file():
        raise DataError.one(
            f"there is no {name} in this folder",
            where=Location(str(folder)),
            hint="parley ships no data; docs/validation.md says where each file comes from",
        )
    return path
