"""What the numbers of a case may be: unit and bounds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from parley.case.chance.distributions import parse
from parley.case.types import Distribution
from parley.core.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Unit = Literal["weight", "points", "probability", "log-odds", "factor"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number measures. Within ``low`` to ``high`` always; a range that lies within ``usual_low`` to
    ``usual_high`` is cut there (a score of 0 to 12 does not fall below 0, though a point of −5 may be written)."""

    unit: Unit
    low: float = -math.inf
    high: float = math.inf
    usual_low: float = -math.inf
    usual_high: float = math.inf

    def kept(self, value: float | Floats) -> Floats:
        """``value``, no further out than the bounds."""
        import numpy as np

        return np.clip(np.asarray(value, dtype=np.float64), self.low, self.high)

    def read(self, text: str | float | int) -> Distribution:
        """The distribution that ``text`` states. Raises :class:`InputError`."""
        if self.unit in ("points", "log-odds") and isinstance(text, str) and "%" in text:
            raise InputError.one(
                f"{text} is a percentage, and this number is in {self.unit}",
                hint="write the points: 30, not 30%" if self.unit == "points" else "write a shift: 0.5",
            )
        made = parse(text, (self.low, self.high))
        if made.is_point or (self.usual_low, self.usual_high) == (-math.inf, math.inf):
            return made
        if made.low < self.usual_low or made.high > self.usual_high:
            return made
        try:
            return parse(text, (max(self.low, self.usual_low), min(self.high, self.usual_high)))
        except InputError:  # a distribution with tails of its own, such as uniform(-10, 90): as written
            return made


WEIGHT = Quantity("weight", low=0.0)
SCORE = Quantity("points", usual_low=0.0, usual_high=100.0)
POINTS = Quantity("points")
COST = Quantity("points", low=0.0)
PROBABILITY = Quantity("probability", low=0.0, high=1.0)
SHIFT = Quantity("log-odds")
SWAY = Quantity("log-odds", low=0.0)
FACTOR = Quantity("factor", low=0.0, high=1.0)
RATE = Quantity("factor", low=0.0)
HARDENING = Quantity("factor", low=0.0, high=10.0)
CORRELATION = Quantity("factor", low=-1.0, high=1.0)
