"""Time of the campaign model: R for 10,000 draws, and a fight to the finish by positions. Writes docs/nodeal-scaling.svg.

Run: python benchmarks/nodeal_scaling.py
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from parley.core.seeds import generator
from parley.nodeal.belief import beta_nodes
from parley.nodeal.campaign import Campaign
from parley.nodeal.chain import Chain

POSITIONS = (50, 100, 200, 400, 800, 1600, 3200)
WIDTH, HEIGHT, MARGIN = 560, 300, 56


def build(draws: int, positions: int, horizon: int | None, steps: int) -> Campaign:
    """A war of two sides with one support that may end."""
    stream = generator(0, "benchmark", str(positions))
    nodes = beta_nodes(stream.uniform(0.4, 0.6, (draws, 2)), 10.0)
    chain = Chain(
        positions, nodes.theta, nodes.weight, np.full((1, 2, 12), 0.8), np.full((1, 2), 0.6), np.full((1, 2, 1), 0.02),
        np.full((1, 1), -1.0), horizon, 11, steps,
    )  # fmt: skip
    share = np.linspace(0, 100, positions + 1)
    return Campaign(
        chain, np.full(1, positions // 2), np.array([[100.0, 0.0]]), np.array([[0.0, 100.0]]),
        np.stack([share, share[::-1]])[None], np.full((1, 2), 20.0), np.full((1, 2), 0.2), np.full((1, 2), 0.99),
    )  # fmt: skip


def timed(draws: int, positions: int, horizon: int | None, steps: int = 1) -> float:
    """Best of three, seconds, nodes of the beliefs included."""
    best = np.inf
    for _ in range(3):
        started = time.perf_counter()
        build(draws, positions, horizon, steps).reservation([0, 1])
        best = min(best, time.perf_counter() - started)
    return float(best)


def plot(times: list[float]) -> str:
    """Points and the straight line through the origin and the last point."""
    right, top = max(POSITIONS), max(times) * 1.1

    def at(n: float, t: float) -> tuple[float, float]:
        x = MARGIN + (WIDTH - 2 * MARGIN) * n / right
        return x, HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * t / top

    (x0, y0), (x1, y1) = at(0, 0), at(right, times[-1])
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f4e79"/><text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{t * 1000:.0f}</text>'
        for n, t in zip(POSITIONS, times, strict=True)
        for x, y in [at(n, t)]
        if n >= 400
    )
    ticks = "".join(
        f'<text x="{at(n, 0)[0]:.1f}" y="{y0 + 18:.1f}" text-anchor="middle">{n}</text>' for n in POSITIONS if n >= 400
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">'
        f'<title>Time of a fight to the finish, 100 draws, by positions</title><rect width="100%" height="100%" fill="white"/>'
        f'<path d="M{x0:.1f},{MARGIN} V{y0:.1f} H{WIDTH - MARGIN}" fill="none" stroke="#555"/>'
        f'<path d="M{x0:.1f},{y0:.1f} L{x1:.1f},{y1:.1f}" stroke="#999" stroke-dasharray="4 4"/>{dots}{ticks}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle">positions on the line of contact</text>'
        f'<text x="{x0:.1f}" y="{MARGIN - 16}">milliseconds for 100 draws; dashed: proportional</text></svg>\n'
    )


def main() -> None:
    build(2, 10, 18, 1).reservation([0, 1])
    build(2, 10, None, 1).reservation([0, 1])
    for name, horizon, steps in (
        ("18 months", 18, 1),
        ("18 months, 4 steps a month", 18, 4),
        ("to the finish", None, 1),
    ):
        print(f"10,000 draws, N = 10, {name}: {timed(10_000, 10, horizon, steps):.2f} s")
    times = [timed(100, n, None) for n in POSITIONS]
    for n, t in zip(POSITIONS, times, strict=True):
        print(f"100 draws to the finish, N = {n}: {1000 * t:.1f} ms ({1e6 * t / n:.1f} µs a position)")
    (Path(__file__).resolve().parents[1] / "docs" / "nodeal-scaling.svg").write_text(plot(times), encoding="utf-8")


if __name__ == "__main__":
    main()
