"""Flip sets against brute force: every set up to three monotone moves, on cases with random numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parley.case import open_source
from parley.case.chance.sampling import medians
from parley.insight.asking.evaluator import Ask, exists, rows
from parley.insight.sensitivity.flip_sets import flip_sets, sign

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture(scope="module")
def source():
    return open_source(MINI)


def brute(case, at, ask, moves, most):
    """Minimal reversing sets of at most ``most`` of the moves, by trying every one."""
    base = bool(exists(case, at, ask)[0])
    column = {path: i for i, path in enumerate(at.paths)}
    found: list[frozenset] = []
    for size in range(1, most + 1):
        sets = list(combinations(moves, size))
        if not sets:
            continue
        values = np.repeat(at.values, len(sets), axis=0)
        for row, chosen in zip(values, sets, strict=True):
            for move in chosen:
                row[column[move[0]]] = move[1]
        passed = exists(case, rows(at, values), ask) != base
        hits = [frozenset(s) for s, ok in zip(sets, passed, strict=True) if ok]
        found += [h for h in hits if not any(k < h for k in found)]
    return set(found)


@settings(max_examples=25, deadline=None)
@example(3750, "none")  # a median beyond its range
@given(st.integers(0, 10_000), st.sampled_from(["none", "weighed"]))
def test_equal_to_brute_force_where_monotone(source, seed: int, red_lines: str) -> None:
    """Medians are moved about at random; the moves stay the ends of the stated ranges."""
    case = source.case()
    ask = Ask(case.main_kind, "own", red_lines)
    at = medians(case)
    rng = np.random.default_rng(seed)
    shaken = at.values * rng.uniform(0.7, 1.3, at.values.shape)
    for i, path in enumerate(at.paths):
        if path.startswith(("red_lines", "security.holds")):
            shaken[0, i] = np.clip(shaken[0, i], 0.02, 0.98)
    at = replace(at, values=shaken)
    found = flip_sets(case, at, ask)
    assert found.more == 0
    assert found.exact_to == 3
    widen = -1 if found.exists else 1
    moves = []
    for path, judgement in case.judgements.items():
        d = judgement.distribution
        if d is None or d.is_point or sign(case, path, ask, at) == 0 or path.startswith("toughness"):
            continue
        if path.startswith("kinds.") and not path.startswith(f"kinds.{ask.kind}."):
            continue
        moves.append((path, d.high if sign(case, path, ask, at) == widen else d.low))
    ours = {frozenset((m.path, m.to) for m in s) for s in found.sets if all(m.monotone for m in s)}
    assert ours == brute(case, at, ask, moves, 3)


def test_every_set_found_reverses_and_none_contains_another(source) -> None:
    case = source.case()
    ask = Ask(case.main_kind, "own", "none")
    at = medians(case)
    found = flip_sets(case, at, ask)
    column = {path: i for i, path in enumerate(at.paths)}
    for group in found.sets:
        values = at.values.copy()
        for move in group:
            values[0, column[move.path]] = move.to
        assert bool(exists(case, rows(at, values), ask)[0]) != found.exists
    keys = [frozenset((m.path, m.end) for m in s) for s in found.sets]
    assert not any(a < b for a in keys for b in keys)
