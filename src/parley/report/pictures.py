"""Pictures of the further sections: when a zone opens, by view; the fan of going on; ripeness beside the zone.

Plain data for the templates. Futures are counted, never called probabilities; quantiles are those of the futures drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parley.report.plot import Scale, csv_text, data_address, extent, ticks

WIDTH, HEIGHT = 560.0, 300.0
PANEL_WIDTH, PANEL_HEIGHT = 380.0, 230.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 12.0, 34.0
DASHES = ("", "7 4", "2 3", "11 4 2 4", "1 4", "14 5", "5 2 1 2")
"""Lines are told apart by their dashes, the base case being solid."""


@dataclass(frozen=True, slots=True)
class Line:
    """One view's curve; ``path`` is SVG path data."""

    key: str
    title: str
    path: str
    dash: str
    last: float


@dataclass(frozen=True, slots=True)
class Opening:
    """Of 100 futures, in how many a zone has opened by a week; one line a view."""

    lines: tuple[Line, ...]
    x_ticks: tuple[tuple[float, float], ...]
    y_ticks: tuple[tuple[float, float], ...]
    bottom: float
    csv: str


@dataclass(frozen=True, slots=True)
class Fan:
    """What going on is worth to a party, week by week: bands from the outer to the inner quantiles, and the median."""

    party: str
    bands: tuple[str, ...]
    middle: str
    x_ticks: tuple[tuple[float, float], ...]
    y_ticks: tuple[tuple[float, float], ...]
    bottom: float
    csv: str


def opening(section: Mapping[str, Any], titles: Mapping[str, str]) -> Opening | None:
    """From the outlook's ``views``: each with ``weeks`` and ``open_by`` (0..1). None where there is nothing to draw."""
    views = {k: v for k, v in section.get("views", {}).items() if v.get("weeks") and v.get("open_by")}
    if not views:
        return None
    last = max(max(v["weeks"]) for v in views.values())
    x, y = Scale(0.0, float(last) or 1.0, LEFT, WIDTH - RIGHT), Scale(0.0, 100.0, HEIGHT - BOTTOM, TOP)
    lines = tuple(
        Line(key, titles.get(key, key), steps(v["weeks"], [100 * s for s in v["open_by"]], x, y),
             DASHES[i % len(DASHES)], 100 * v["open_by"][-1])
        for i, (key, v) in enumerate(views.items())
    )  # fmt: skip
    rows = [
        (key, week, share) for key, v in views.items() for week, share in zip(v["weeks"], v["open_by"], strict=True)
    ]
    return Opening(
        lines,
        tuple((t, x(t)) for t in ticks(x.low, x.high, 6)),
        tuple((t, y(t)) for t in ticks(0, 100, 4)),
        HEIGHT - BOTTOM,
        data_address(csv_text(("view", "week", "share of futures in which a zone has opened"), rows)),
    )


def steps(xs: Sequence[float], ys: Sequence[float], x: Scale, y: Scale) -> str:
    """Path data of a curve that keeps its value until the next week."""
    parts = [f"M{x(xs[0])} {y(ys[0])}"]
    parts += [f"H{x(a)}V{y(b)}" for a, b in zip(xs[1:], ys[1:], strict=True)]
    return "".join(parts)


def fans(section: Mapping[str, Any], parties: Sequence[str], view: str = "base") -> tuple[Fan, ...]:
    """One panel a party for a view: ``fan`` is party → series by quantile, in rising order of the quantiles."""
    found = section.get("views", {}).get(view, {})
    weeks, fan = found.get("weeks"), found.get("fan") or {}
    drawn = [p for p in parties if p in fan]
    if not weeks or not drawn:
        return ()
    low, high = extent([v for p in drawn for series in fan[p] for v in series])
    x = Scale(0.0, float(max(weeks)) or 1.0, LEFT, PANEL_WIDTH - RIGHT)
    y = Scale(low, high, PANEL_HEIGHT - BOTTOM, TOP)
    out = []
    for party in drawn:
        series = fan[party]
        half = len(series) // 2
        bands = tuple(_band(weeks, series[i], series[-1 - i], x, y) for i in range(half))
        rows = [(week, *(s[i] for s in series)) for i, week in enumerate(weeks)]
        names = ("week", *(f"{q}th percentile" for q in section.get("quantiles", range(len(series)))))
        out.append(
            Fan(
                party,
                bands,
                "M" + "L".join(f"{x(w)} {y(v)}" for w, v in zip(weeks, series[half], strict=True)),
                tuple((t, x(t)) for t in ticks(x.low, x.high, 4)),
                tuple((t, y(t)) for t in ticks(low, high, 4)),
                PANEL_HEIGHT - BOTTOM,
                data_address(csv_text(names, rows)),
            )
        )
    return tuple(out)


def _band(weeks: Sequence[float], low: Sequence[float], high: Sequence[float], x: Scale, y: Scale) -> str:
    up = [f"{x(w)},{y(v)}" for w, v in zip(weeks, high, strict=True)]
    down = [f"{x(w)},{y(v)}" for w, v in zip(weeks, low, strict=True)][::-1]
    return " ".join(up + down)


@dataclass(frozen=True, slots=True)
class Corner:
    """A quarter of the ripeness square, with the views that stand in it."""

    ripe: bool
    zone: bool
    advice: str
    views: tuple[str, ...]


def square(section: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[Corner, ...]:
    """Ripe and zone, ripe and none, not ripe and zone, neither; () where the section does not say."""
    cells, advice = section.get("cells"), section.get("advice")
    if not cells or not isinstance(advice, Sequence) or isinstance(advice, str):
        return ()
    said = {(bool(a["ripe"]), bool(a["zone"])): str(a["advice"]) for a in advice}
    return tuple(
        Corner(
            ripe,
            zone,
            said.get((ripe, zone), ""),
            tuple(titles.get(k, k) for k, c in cells.items() if (bool(c["ripe"]), bool(c["zone"])) == (ripe, zone)),
        )
        for ripe in (True, False)
        for zone in (True, False)
    )
