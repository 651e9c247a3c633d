"""A small case of any registered model of no-deal, made from its record alone; and its numbers as arrays."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from parley.core.seeds import generator
from parley.nodeal.arrays import Floats
from parley.nodeal.record import MONTH_NAMES, Number, Reader, Record, Setting, spelt

PARTIES, HOLDERS = ("north", "south"), ("north", "south", "analyst")
OUTCOMES, SUPPORTS = ("forward", "back"), ("aid",)


def setting(record: Record) -> Setting:
    """Sides, and outcomes and supports where the record asks for numbers of them."""
    names = [n.name for n in (*record.beliefs, *record.values, *(n for t in record.tables for n in t.numbers))]
    return Setting(
        PARTIES,
        OUTCOMES if record.outcomes or any("{outcome}" in n for n in names) else (),
        SUPPORTS if any("{support}" in n for n in names) else (),
        {w.name: w.default for t in record.tables for w in t.wholes},
        6,
        3,
    )


def numbers(record: Record) -> Iterator[tuple[str, Number]]:
    """Every number that a case may state, by its path below ``no_deal``."""
    here = setting(record)
    for name, number in spelt(record.beliefs, here).items():
        yield from ((f"beliefs.{h}.{name}", number) for h in HOLDERS)
    for name, number in spelt(record.values, here).items():
        yield from ((f"values.{p}.{name}", number) for p in PARTIES)
    for number in record.by_party:
        yield from ((f"{number.name}.{p}", number) for p in PARTIES)
    for table in record.tables:
        for start in [f"{table.key}.{s}" for s in here.supports] if table.named else [table.key]:
            yield from ((f"{start}.{name}", number) for name, number in spelt(table.numbers, here).items())
            yield from ((f"{start}.{n.name}.{month}", n) for n in table.series for month in MONTH_NAMES)
            yield from ((f"{start}.{n.name}.{p}", n) for n in table.by_party for p in PARTIES)


def usual(record: Record, path: str, number: Number) -> float:
    """A value that makes sense of the number: opposed interests, beliefs that differ, halfway where it is bounded."""
    if number.unit == "points":
        if number.low == 0:
            return 2.0 if "south" in path else 3.0
        names = [n for n, d in spelt(record.values, setting(record)).items()]
        at = names.index(path.rsplit(".", 1)[1]) / max(1, len(names) - 1)
        return round(80 - 60 * at if ".north." in path else 20 + 65 * at, 1)
    if number.unit == "probability":
        share = 0.6 if ".north." in path else 0.4 if ".south." in path else 0.55
        share = 1 - share if path.endswith(OUTCOMES[1]) else share
        return round(share / 10 if number.monthly else share, 3)
    high = float(setting(record).options[number.most]) if number.most else number.high
    return (number.low + high) / 2 or 0.5 if math.isfinite(high) else number.low + 1.0


def written(record: Record) -> str:
    """The case as YAML: a valley, two sides, every number that the record declares."""
    here = setting(record)
    section: dict[str, object] = {"because": "Made up.", "model": record.name}
    if here.outcomes:
        section["outcomes"] = {o: o.capitalize() for o in here.outcomes}
    section["sides"] = {"a": "north", "b": "south"}
    for path, number in numbers(record):
        at = section
        *parts, last = path.split(".")
        for part in parts:
            at = at.setdefault(part, {})  # type: ignore[assignment]
        at[last] = usual(record, path, number)
    for table in record.tables:
        for whole in table.wholes:
            section.setdefault(table.key, {})[whole.name] = whole.default  # type: ignore[index]
    return f"""parley: 1
title: A valley
question: Should the mediator press for talks?
decider: mediator
as_of: 2024-03-01
horizon: 6 months
law: {{short: None., text: None is in force., sources: [made up]}}
parties:
  north: {{title: North, role: principal}}
  south: {{title: South, role: principal}}
  mediator: {{title: Mediator, role: mediator}}
issues:
  valley: {{title: The valley, options: {{norths: To the north, shared: Shared, souths: To the south}}}}
values:
  because: Made up.
  north: {{weights: {{valley: 1}}, scores: {{valley: {{norths: 100, shared: 40 to 60, souths: 0}}}}}}
  south: {{weights: {{valley: 1}}, scores: {{valley: {{norths: 0, shared: 40 to 60, souths: 100}}}}}}
no_deal: {_flow(section)}
outlook: {{because: Made up., demands: {{north: 5}}, openness: {{north: 0.8}}}}
"""


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return str(value)


def drawn(record: Record, seed: int, n: int) -> dict[str, Floats]:
    """The same numbers, spread around what is usual: path → (n,)."""
    found = {}
    for path, number in numbers(record):
        middle = usual(record, path, number)
        stream = generator(seed, "tiny", record.name, path)
        spread = 0.5 * (1 - middle if middle > 0.5 else middle) if number.unit == "probability" else 0.4 * abs(middle)
        found[f"no_deal.{path}"] = middle + spread * stream.uniform(-1, 1, n)
    return found


def reader(record: Record, given: dict[str, Floats]) -> Reader:
    """``given`` as the record's builder reads it."""
    return Reader(
        record, lambda path: np.array(given[path]) if path in given else None, PARTIES, HOLDERS, setting(record)
    )
