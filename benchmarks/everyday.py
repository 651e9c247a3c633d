"""Seconds of what is done every day, each beside a baseline measured in the same run: python benchmarks/everyday.py.

The tests promise how the work grows and assert no time; this prints the time. A ratio holds on another machine, the
seconds do not: beside each figure stands what it is compared with and how many times as long it takes.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]


def best(work: Callable[[], object], repeats: int = 3) -> float:
    """Least of a few runs, seconds; the first, which may compile or import, is not counted."""
    work()
    found = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return found


def row(name: str, seconds: float, beside: str, baseline: float) -> None:
    """One line of the table."""
    print(f"{name:44} {seconds:8.3f} s   {seconds / baseline:8.2f} times {beside} ({baseline:.3f} s)", flush=True)


def cases() -> None:
    """Opening a shipped case beside parsing its YAML alone; a view beside opening."""
    from ruamel.yaml import YAML

    from parley.case import open_source

    for name in ("ukraine-2022-23", "iran-2012"):
        folder = ROOT / "examples" / name
        text = (folder / "case.yaml").read_text(encoding="utf-8")
        opening = best(lambda folder=folder: open_source(folder))
        row(f"open {name}", opening, "parsing its YAML", best(lambda text=text: YAML(typ="safe", pure=True).load(text)))
        source = open_source(folder)
        view = next(iter(source.views))
        row(f"one view of {name}", best(lambda s=source, v=view: s.case(v)), "opening", opening)


def draws() -> None:
    """10,000 draws of a shipped case beside as many plain random numbers."""
    from parley.case import open_source
    from parley.case.chance.sampling import sample

    case = open_source(ROOT / "examples" / "ukraine-2022-23").case()
    shape = sample(case, 16, 0).values.shape[1]
    plain = best(lambda: np.random.default_rng(0).random((10_000, shape)))
    row(f"10,000 draws of {shape} numbers", best(lambda: sample(case, 10_000, 0)), "numpy's random numbers", plain)


def documents() -> None:
    """A text of 20,000 short lines beside one of 10,000: twice the work, or nearly."""
    from parley.documents import read

    for line in ("- a\n", "KING: a\n"):
        half = best(lambda line=line: read((line * 10_000).encode(), name="x.txt"))
        whole = best(lambda line=line: read((line * 20_000).encode(), name="x.txt"))
        row(f"20,000 lines of {line.strip()!r}", whole, "half as many", half)


def replaying() -> None:
    """A year replayed week by week beside one verdict."""
    from parley.case import open_source
    from parley.case.observations.records import Engagement
    from parley.model.evaluate import point
    from parley.outlook.replay import replay

    start = datetime.date(2022, 3, 1)
    source = open_source(ROOT / "examples" / "ukraine-2022-23" / "campaign.yaml")
    case = source.case()
    sides = [p for p in case.parties if case.parties[p].role == "principal"]
    seen = [Engagement(start + datetime.timedelta(weeks=w), sides[w % 2], "", w + 2) for w in range(52)]
    one = best(lambda: point(source.case(), None, "own", "weighed"))
    row("a year by week, two verdicts a week", best(lambda: replay(source, seen)), "one verdict", one)


def main() -> None:
    cases()
    draws()
    documents()
    replaying()


if __name__ == "__main__":
    main()
