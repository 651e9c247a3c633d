"""The deal diagram: value to one principal against value to the other (after Raiffa 1982; Lax & Sebenius 1986).

Plain data for the template to draw: the frontier, both no-deal lines with their bands, the zone or the measured gap,
and the named deals. Units are points on each party's own scale; the two are not comparable.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from parley.insight.results.assessment import Assessment, Crossed, Diagram, DiagramPoint
from parley.report import formats
from parley.report.plot import Bin, Scale, binned, csv_text, extent, ticks

WIDTH, HEIGHT = 560.0, 440.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 12.0, 34.0
FEW = 30
"""More deals on the frontier than this are drawn as a line alone."""
LETTER = ((9.0, 4.0, "start"), (-9.0, 4.0, "end"), (0.0, -10.0, "middle"), (0.0, 18.0, "middle"), (14.0, -9.0, "start"))
"""Where a letter may stand beside its mark, best first."""
MANY = 100
"""More marks than this are binned."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing for one party at the other's no-deal line: from ``best`` up to ``need``, in its points."""

    party: str
    best: float
    need: float
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def points(self) -> float:
        return self.need - self.best


@dataclass(frozen=True, slots=True)
class Mark:
    """A named deal in the picture, called by a letter in the list beside it."""

    letter: str
    x: float
    y: float
    values: tuple[float, float]
    label: str
    deal: dict[str, str]
    inside: bool
    recognises_conquest: bool
    marks: str
    """What law says of its options, in a few words."""
    letter_at: tuple[float, float, str]
    """Where the letter stands: x, y and anchor, clear of other letters and marks where that can be had."""
    crosses: tuple[Crossed, ...] | None = None
    """The red lines that it crosses; None where the case states none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the template draws."""

    x: Scale
    y: Scale
    x_ticks: tuple[tuple[float, float], ...]
    y_ticks: tuple[tuple[float, float], ...]
    frontier: str
    """SVG points of the frontier's staircase."""
    frontier_dots: tuple[tuple[float, float], ...]
    """The frontier's deals; empty where there are more than :data:`FEW`."""
    zone: str | None
    """SVG points of the zone's outline; None where no deal of the frontier reaches both lines."""
    bins: tuple[Bin, ...]
    dots: tuple[tuple[float, float], ...]
    no_deal: tuple[float, float]
    band_x: tuple[float, float]
    band_y: tuple[float, float]
    gaps: tuple[Gap, ...]
    marks: tuple[Mark, ...]

    @property
    def shades(self) -> tuple[tuple[float, str], ...]:
        """The binned deals as path data in five shades of opacity, the palest first: a thick stroke through each square,
        which takes half the characters of its outline."""
        by_shade: dict[int, list[str]] = {}
        for b in self.bins:
            by_shade.setdefault(min(4, int(5 * b.strength)), []).append(
                f"M{b.x:g} {b.y + b.height / 2:.5g}h{b.width:g}"
            )
        return tuple((round(0.15 + 0.13 * shade, 2), "".join(found)) for shade, found in sorted(by_shade.items()))

    @property
    def open(self) -> bool:
        return self.zone is not None


def staircase(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners of the set that the points dominate, from left to right: nothing beyond a corner is on offer.

    ``points`` are non-dominated value pairs in rising order of the first value.
    """
    out: list[tuple[float, float]] = []
    for i, (a, b) in enumerate(points):
        if i:
            out.append((points[i - 1][0], b))
        out.append((a, b))
    return out


def non_dominated(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points that no other beats in both values, in rising order of the first."""
    out: list[tuple[float, float]] = []
    for a, b in sorted(set(points), key=lambda p: (-p[0], -p[1])):
        if not out or b > out[-1][1]:
            out.append((a, b))
    return out[::-1]


def picture(diagram: Diagram) -> Picture:
    """The drawing of one diagram in a viewBox of :data:`WIDTH` × :data:`HEIGHT`."""
    edge = non_dominated([p.values for p in diagram.frontier])
    r_a, r_b = diagram.reservation
    band_a, band_b = diagram.reservation_range
    named = [p.values for p in diagram.named]
    xs = [p[0] for p in edge] + [p[0] for p in diagram.deals] + [p[0] for p in named] + [r_a, *band_a]
    ys = [p[1] for p in edge] + [p[1] for p in diagram.deals] + [p[1] for p in named] + [r_b, *band_b]
    x = Scale(*extent(xs), LEFT, WIDTH - RIGHT)
    y = Scale(*extent(ys), HEIGHT - BOTTOM, TOP)
    inside = [p for p in edge if p[0] >= r_a - 1e-9 and p[1] >= r_b - 1e-9]
    many = len(diagram.deals) > MANY
    return Picture(
        x=x,
        y=y,
        x_ticks=tuple((t, x(t)) for t in ticks(x.low, x.high, 6)),
        y_ticks=tuple((t, y(t)) for t in ticks(y.low, y.high, 6)),
        frontier=_points(staircase(edge), x, y),
        frontier_dots=tuple((x(a), y(b)) for a, b in edge) if len(edge) <= FEW else (),
        zone=_zone(inside, (r_a, r_b), x, y),
        bins=binned(diagram.deals, x, y) if many else (),
        dots=() if many else tuple((x(a), y(b)) for a, b in diagram.deals),
        no_deal=(x(r_a), y(r_b)),
        band_x=(x(band_a[0]), x(band_a[1])),
        band_y=(y(band_b[1]), y(band_b[0])),
        gaps=() if inside else _gaps(diagram, edge, x, y),
        marks=_marks(diagram, x, y),
    )


def _points(corners: list[tuple[float, float]], x: Scale, y: Scale) -> str:
    return " ".join(f"{x(a)},{y(b)}" for a, b in corners)


def _zone(inside: list[tuple[float, float]], corner: tuple[float, float], x: Scale, y: Scale) -> str | None:
    if not inside:
        return None
    r_a, r_b = corner
    outline = [(r_a, inside[0][1]), *staircase(inside), (inside[-1][0], r_b), (r_a, r_b)]
    return _points(outline, x, y)


def _gaps(diagram: Diagram, edge: list[tuple[float, float]], x: Scale, y: Scale) -> tuple[Gap, ...]:
    r_a, r_b = diagram.reservation
    out = []
    best_a = max((a for a, b in edge if b >= r_b - 1e-9), default=None)
    if best_a is not None:
        out.append(Gap(diagram.parties[0], best_a, r_a, x(best_a), y(r_b), x(r_a), y(r_b)))
    best_b = max((b for a, b in edge if a >= r_a - 1e-9), default=None)
    if best_b is not None:
        out.append(Gap(diagram.parties[1], best_b, r_b, x(r_a), y(best_b), x(r_a), y(r_b)))
    return tuple(out)


def _marks(diagram: Diagram, x: Scale, y: Scale) -> tuple[Mark, ...]:
    r_a, r_b = diagram.reservation
    places = [(x(p.values[0]), y(p.values[1])) for p in diagram.named]
    taken: list[tuple[float, float]] = []
    out = []
    for i, (point, (px, py)) in enumerate(zip(diagram.named, places, strict=True)):
        others = [p for j, p in enumerate(places) if j != i] + taken
        choices = [(px + dx, py + dy, anchor) for dx, dy, anchor in LETTER]
        inside_frame = [c for c in choices if LEFT < c[0] < WIDTH - RIGHT - 6 and TOP + 8 < c[1] < HEIGHT - BOTTOM]
        at = max(inside_frame or choices, key=lambda c: min(1.0, _clearance(c, others) / 15.0))
        taken.append((at[0], at[1] - 4))
        a, b = point.values
        out.append(
            Mark(
                letter=chr(ord("A") + i % 26),
                x=px,
                y=py,
                values=(a, b),
                label=point.label,
                deal=dict(point.deal),
                inside=a >= r_a - 1e-9 and b >= r_b - 1e-9,
                recognises_conquest=point.recognises_conquest,
                marks=point.marks,
                letter_at=(round(at[0], 2), round(at[1], 2), at[2]),
                crosses=point.crosses,
            )
        )
    return tuple(out)


def _clearance(choice: tuple[float, float, str], others: list[tuple[float, float]]) -> float:
    """Distance of a letter's middle to the nearest mark or letter."""
    return min((math.hypot(choice[0] - ox, choice[1] - 4 - oy) for ox, oy in others), default=100.0)


def table(diagram: Diagram, assessment: Assessment) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """The diagram's numbers: columns and rows, to four decimals of a point."""
    first, second = (formats.party_title(assessment, party) for party in diagram.parties)
    rows: list[tuple[object, ...]] = [
        ("no deal (median)", *diagram.reservation, ""),
        ("no deal (5th percentile)", diagram.reservation_range[0][0], diagram.reservation_range[1][0], ""),
        ("no deal (95th percentile)", diagram.reservation_range[0][1], diagram.reservation_range[1][1], ""),
    ]
    for role, group in (("named", diagram.named), ("frontier", diagram.frontier)):
        rows += [
            (
                f"{role}: {p.label}".removesuffix(": "),
                *(round(v, 4) for v in p.values),
                _terms(p, assessment) if role == "named" else p.marks,
            )
            for p in group
        ]
    return ("what", f"value to {first}", f"value to {second}", "deal"), tuple(rows)


def _terms(point: DiagramPoint, assessment: Assessment) -> str:
    return "; ".join(f"{issue}: {option}" for issue, option in formats.terms(assessment, point.deal))


def as_csv(diagram: Diagram, assessment: Assessment) -> str:
    """The table as CSV, with the cloud of other deals."""
    columns, rows = table(diagram, assessment)
    return csv_text(columns, [*rows, *(("deal", a, b) for a, b in diagram.deals)])
