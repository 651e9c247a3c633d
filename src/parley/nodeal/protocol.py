"""What a model of no-deal must offer. One file a model; the case names the model, and models are swapped by name.

A model is a frozen set of arrays for n draws, P parties and H holders of beliefs. It answers for any holder, so that R by
own beliefs, by the analyst's, and any party's about another come from one object (see docs/nodeal-models.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from parley.nodeal.arrays import Floats


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared input: what it means, its axes, its unit and the bounds outside which it is refused."""

    name: str
    meaning: str
    axes: str
    """Letters: n draws, P parties, H holders, then what the model adds."""
    unit: str
    low: float
    high: float


@runtime_checkable
class NoDealModel(Protocol):
    """Every model of no-deal. ``holder`` indexes the H axis of its beliefs."""

    name: ClassVar[str]
    parameters: ClassVar[tuple[Parameter, ...]]

    @property
    def end_names(self) -> tuple[str, ...]:
        """Names of the ways in which going on may end, in the order of :meth:`ends`."""
        ...

    def reservation(self, holders: Sequence[int]) -> Floats:
        """R in points, (n, P): party p by the beliefs of ``holders[p]``; fight to the finish, no settlement on the way."""
        ...

    def ends(self, holder: int) -> Floats:
        """Chance of each end as ``holder`` sees it, (n, E); sums to 1."""
        ...

    def duration(self, holder: int) -> Floats | None:
        """Expected months until an end, (n,); None where the model has no clock."""
        ...

    def cost(self, holder: int) -> Floats:
        """Expected cost of going on to each party in points, (n, P), part of R."""
        ...


@runtime_checkable
class Paying(Protocol):
    """A model that knows what a month of fighting takes."""

    def month(self) -> Floats:
        """What the next month of fighting takes from each party in points, (n, P)."""
        ...


@runtime_checkable
class OnALine(Paying, Protocol):
    """A model with a line of contact at one of N + 1 positions."""

    @property
    def start(self) -> NDArray[np.int64]:
        """(n,): where the line stands now."""
        ...

    def reservation_everywhere(self, holders: Sequence[int]) -> Floats:
        """R in points with the line at each position, (n, P, N + 1)."""
        ...

    def reached(self, holder: int, months: int) -> Floats:
        """(n, N + 1): chance that the line stands at each position ``months`` from now."""
        ...

    def movement(self, holder: int, months: int) -> Floats:
        """Expected change of position over the next ``months``, positive toward A's end, (n,)."""
        ...
