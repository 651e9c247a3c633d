"""Pictures of the further sections: when a zone opens, by view; the fan of going on; ripeness beside the zone.

Plain data for the templates. Futures are counted, never called probabilities; quantiles are those of the futures drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.insight.results.section import Chart
from parley.insight.results.sections.outlook import Outlook
from parley.insight.results.sections.ripeness import Ripeness
from parley.report.plot import Scale, csv_text, data_address, extent, ticks

WIDTH, HEIGHT = 560.0, 300.0
PANEL_WIDTH, PANEL_HEIGHT = 380.0, 230.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 12.0, 34.0
DASHES = ("", "7 4", "2 3", "11 4 2 4", "1 4", "14 5", "5 2 1 2")
"""Lines are told apart by their dashes, the base case being solid."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart; ``path`` is SVG path data."""

    key: str
    title: str
    path: str
    dash: str
    last: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A section's chart with its lines as paths."""

    x: str
    y: str
    caption: str
    lines: tuple[Curve, ...]
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


def drawn(chart: Chart, titles: Mapping[str, str]) -> Drawn | None:
    """The chart's lines over common axes; a line without a title of its own is called as the view of its key. None where
    there is nothing to draw."""
    lines = [line for line in chart.lines if line.xs and line.ys]
    if not lines:
        return None
    low, high = extent([y for line in lines for y in line.ys])
    low, high = low if chart.low is None else chart.low, high if chart.high is None else chart.high
    first, last = (float(end(at for line in lines for at in line.xs)) for end in (min, max))
    x = Scale(first, last if last > first else first + 1.0, LEFT, WIDTH - RIGHT)
    y = Scale(low, high, HEIGHT - BOTTOM, TOP)
    join = steps if chart.stepped else straight
    curves = tuple(
        Curve(line.key, line.title or titles.get(line.key, line.key), join(line.xs, line.ys, x, y),
              DASHES[i % len(DASHES)], line.ys[-1])
        for i, line in enumerate(lines)
    )  # fmt: skip
    rows = [(line.key, at, value) for line in lines for at, value in zip(line.xs, line.ys, strict=True)]
    return Drawn(
        chart.x,
        chart.y,
        chart.caption,
        curves,
        tuple((t, x(t)) for t in ticks(x.low, x.high, 6)),
        tuple((t, y(t)) for t in ticks(y.low, y.high, 4)),
        HEIGHT - BOTTOM,
        data_address(csv_text(("line", chart.x, chart.y), rows)),
    )


def opening_csv(section: Outlook) -> str:
    """When a zone opens, by view, as a ``data:`` address of CSV."""
    rows = [
        (key, week, share)
        for key, view in section.views.items()
        for week, share in zip(view.weeks, view.open_by, strict=True)
    ]
    return data_address(csv_text(("view", "week", "share of futures in which a zone has opened"), rows))


def straight(xs: Sequence[float], ys: Sequence[float], x: Scale, y: Scale) -> str:
    """Path data of a curve of straight pieces."""
    return "M" + "L".join(f"{x(a)} {y(b)}" for a, b in zip(xs, ys, strict=True))


def steps(xs: Sequence[float], ys: Sequence[float], x: Scale, y: Scale) -> str:
    """Path data of a curve that keeps its value until the next week."""
    parts = [f"M{x(xs[0])} {y(ys[0])}"]
    parts += [f"H{x(a)}V{y(b)}" for a, b in zip(xs[1:], ys[1:], strict=True)]
    return "".join(parts)


def fans(section: Outlook, parties: Sequence[str], view: str = "base") -> tuple[Fan, ...]:
    """One panel a party for a view; the series of a fan stand in rising order of the quantiles."""
    found = section.views.get(view)
    if found is None or not found.weeks:
        return ()
    weeks, fan = found.weeks, found.fan
    shown = [p for p in parties if p in fan]
    if not shown:
        return ()
    low, high = extent([v for p in shown for series in fan[p] for v in series])
    x = Scale(0.0, float(max(weeks)) or 1.0, LEFT, PANEL_WIDTH - RIGHT)
    y = Scale(low, high, PANEL_HEIGHT - BOTTOM, TOP)
    out = []
    for party in shown:
        series = fan[party]
        half = len(series) // 2
        bands = tuple(_band(weeks, series[i], series[-1 - i], x, y) for i in range(half))
        rows = [(week, *(s[i] for s in series)) for i, week in enumerate(weeks)]
        names = ("week", *(f"{q}th percentile" for q in section.quantiles))
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


def square(section: Ripeness, titles: Mapping[str, str]) -> tuple[Corner, ...]:
    """Ripe and zone, ripe and none, not ripe and zone, neither."""
    said = {(a.ripe, a.zone): a.advice for a in section.advice}
    return tuple(
        Corner(
            ripe,
            zone,
            said.get((ripe, zone), ""),
            tuple(titles.get(view, view) for view, at in section.cells.items() if (at.ripe, at.zone) == (ripe, zone)),
        )
        for ripe in (True, False)
        for zone in (True, False)
    )
