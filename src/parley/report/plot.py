"""Scales, ticks and marks for hand-made SVG: a picture is data first, so that its numbers can be tested.

Coordinates are in user units of the SVG's viewBox; values are those of the assessment, unrounded.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map of ``low..high`` to ``start..end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Position of ``value``, to a hundredth of a unit."""
        if self.high == self.low:
            return round((self.start + self.end) / 2, 2)
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 2)

    def within(self, value: float) -> float:
        """The position of ``value`` kept between the ends."""
        return self(min(max(value, self.low), self.high))


def ticks(low: float, high: float, count: int = 5) -> tuple[float, ...]:
    """About ``count`` round numbers from ``low`` to ``high`` (steps 1, 2 or 5 times a power of ten)."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return (low,)
    raw = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(round(i * step, 10) for i in range(first, last + 1))


def extent(values: Iterable[float], *, pad: float = 0.06) -> tuple[float, float]:
    """The smallest and largest value, widened by ``pad`` of their distance (or by 1 where they coincide)."""
    known = [v for v in values if math.isfinite(v)]
    if not known:
        return (0.0, 1.0)
    low, high = min(known), max(known)
    room = (high - low) * pad or 1.0
    return (low - room, high + room)


@dataclass(frozen=True, slots=True)
class Bin:
    """A square of a picture with the number of marks that fall into it."""

    x: float
    y: float
    width: float
    height: float
    count: int
    strength: float
    """Square root of count over the largest count: 0..1."""


def binned(points: Sequence[tuple[float, float]], x: Scale, y: Scale, cells: int = 24) -> tuple[Bin, ...]:
    """Points counted in ``cells`` × ``cells`` squares of the picture, in order of row and column; counts add up to
    ``len(points)``."""
    counts: dict[tuple[int, int], int] = {}
    for a, b in points:
        i = min(cells - 1, max(0, int((a - x.low) / (x.high - x.low) * cells)))
        j = min(cells - 1, max(0, int((b - y.low) / (y.high - y.low) * cells)))
        counts[i, j] = counts.get((i, j), 0) + 1
    if not counts:
        return ()
    most = max(counts.values())
    wide, tall = (x.end - x.start) / cells, (y.start - y.end) / cells
    return tuple(
        Bin(
            round(x.start + i * wide, 2),
            round(y.start - (j + 1) * tall, 2),
            round(wide, 2),
            round(tall, 2),
            n,
            round(math.sqrt(n / most), 3),
        )
        for (i, j), n in sorted(counts.items())
    )


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with a header and plain line ends; cells that a spreadsheet could take for a formula are given a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(c) for c in columns])
    for row in rows:
        writer.writerow([_safe(c) for c in row])
    return out.getvalue()


def _safe(cell: object) -> object:
    if cell is None:
        return ""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return repr(cell).removesuffix(".0") if isinstance(cell, float) else cell


def data_address(text: str, kind: str = "text/csv") -> str:
    """A ``data:`` address that holds ``text``, for a link that saves it without a network."""
    # spaces stand as they are: browsers read them, and encoded they would be a tenth of the page
    return f"data:{kind};charset=utf-8,{quote(text, safe=' /,;:()!*')}"
