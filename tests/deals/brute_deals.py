"""Deal problems drawn at random, and every answer by looking at every deal with plain loops: what the engine must equal."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace

import numpy as np

from parley.deals.problem import DealProblem, Interaction, Line, Pattern, Refusal, Security, Shift


def random_pattern(rng: np.random.Generator, sizes: list[int], terms: int) -> Pattern:
    issues = rng.choice(len(sizes), size=min(terms, len(sizes)), replace=False)
    return tuple(
        (int(j), frozenset(int(o) for o in rng.choice(sizes[j], size=rng.integers(1, max(2, sizes[j])), replace=False)))
        for j in issues
    )


def random_problem(
    rng: np.random.Generator, *, parties: int | None = None, draws: int = 3, coarse: bool = False, most: int = 600
) -> DealProblem:
    """One of everything, small enough to list: rules, lines, floors, refusals, interactions, security, ties."""
    p = parties or int(rng.integers(1, 6))
    while True:
        sizes = [int(k) for k in rng.integers(1, 5, size=rng.integers(1, 6))]
        if math.prod(sizes) <= most:
            break
    options, n = sum(sizes), draws
    spread = (lambda *shape: rng.integers(0, 5, shape) * 2.5) if coarse else (lambda *shape: rng.uniform(0, 30, shape))
    rules = tuple(random_pattern(rng, sizes, int(rng.integers(1, 3))) for _ in range(rng.integers(0, 3)))
    lines = tuple(
        Line(
            f"line-{k}",
            int(rng.integers(p)),
            tuple(random_pattern(rng, sizes, int(rng.integers(1, 3))) for _ in range(rng.integers(1, 3))),
        )
        for k in range(rng.integers(0, 4))
    )
    interactions = tuple(
        Interaction(random_pattern(rng, sizes, 2), rng.normal(0, 8, (n, p))) for _ in range(rng.integers(0, 2))
    )
    security = None
    if rng.random() < 0.5:
        touched = np.repeat(rng.random(len(sizes)) < 0.4, sizes)
        security = Security(
            rng.normal(1, 1, (n, p)),
            rng.normal(0, 1, (n, p, options)) * touched,
            rng.uniform(0, 40, (n, p)),
            rng.normal(0, 5, (n, p, options)) * touched * (rng.random() < 0.5),
        )
        if rng.random() < 0.5:
            security = replace(security, shifts=tuple(_shift(rng, sizes, n, p) for _ in range(rng.integers(1, 3))))
    values = spread(n, p, options).astype(float)
    if rng.random() < 0.1:
        values[:, rng.integers(p)] = 0.0
    middle = len(sizes) * (4.0 if coarse else 12.0)
    return DealProblem(
        parties=tuple(f"p{k}" for k in range(p)),
        issues=tuple(f"i{k}" for k in range(len(sizes))),
        options=tuple(tuple(f"o{k}" for k in range(s)) for s in sizes),
        values=values,
        offset=rng.normal(0, 3, (n, p)),
        reservation=rng.normal(middle, 10 if security is None else 5, (n, p)),
        scale=np.where(rng.random(p) < 0.1, 0.0, rng.uniform(20, 100, p)),
        forbidden=rules,
        lines=lines,
        lines_hold=(rng.random((n, len(lines))) < 0.6) if lines else None,
        allowed=(rng.random((n, options)) < 0.95) if rng.random() < 0.4 else None,
        interactions=interactions,
        security=security,
        refusals=tuple(
            Refusal(f"supplier-{k}", random_pattern(rng, sizes, int(rng.integers(1, 3))), rng.random(n) < 0.5)
            for k in range(rng.integers(0, 3))
        ),
    )


def _shift(rng: np.random.Generator, sizes: list[int], n: int, parties: int) -> Shift:
    patterns = tuple(random_pattern(rng, sizes, int(rng.integers(1, 3))) for _ in range(rng.integers(1, 3)))
    return Shift(patterns, rng.random((n, len(patterns))) < 0.7, rng.normal(0, 1, (n, parties)))


def matches(pattern: Pattern, deal: tuple[int, ...]) -> bool:
    return all(deal[issue] in chosen for issue, chosen in pattern)


def value(problem: DealProblem, deal: tuple[int, ...], d: int) -> tuple[float, ...]:
    """V of one deal by the formulas of the contract, one number at a time."""
    out = []
    columns = [int(problem.starts[j]) + o for j, o in enumerate(deal)]
    for p in range(len(problem.parties)):
        u = problem.offset[d, p] + sum(problem.values[d, p, c] for c in columns)
        u += sum(i.amounts[d, p] for i in problem.interactions if matches(i.pattern, deal))
        if problem.security is not None:
            s = problem.security
            logit = s.logit[d, p] + sum(s.effect[d, p, c] for c in columns)
            for shift in s.shifts:
                if any(shift.counts[d, k] and matches(pattern, deal) for k, pattern in enumerate(shift.patterns)):
                    logit += shift.amount[d, p]
            q = 1 / (1 + math.exp(-logit))
            b = s.broken[d, p] + sum(s.broken_effect[d, p, c] for c in columns)
            u = q * u + (1 - q) * b
        out.append(float(u))
    return tuple(out)


@dataclass
class Brute:
    """All answers for one draw."""

    possible: list[tuple[int, ...]]
    admissible: list[tuple[int, ...]]
    floored: list[tuple[int, ...]]
    zone: list[tuple[int, ...]]
    values: dict[tuple[int, ...], tuple[float, ...]]
    gap: list[float | None]
    shortfall: float | None
    why: str | None
    blocking: set[frozenset[int]]
    frontier: dict[tuple[float, ...], int]
    softening: set[frozenset[int]]


def brute(problem: DealProblem, d: int) -> Brute:
    parties = range(len(problem.parties))
    deals = list(itertools.product(*(range(len(o)) for o in problem.options)))
    possible = [x for x in deals if not any(matches(r, x) for r in problem.forbidden)]
    held = [k for k in range(len(problem.lines)) if problem.lines_hold is None or problem.lines_hold[d, k]]

    def crossed(x: tuple[int, ...]) -> frozenset[int]:
        return frozenset(k for k in held if any(matches(pattern, x) for pattern in problem.lines[k].patterns))

    starts = problem.starts
    floored = [
        x
        for x in possible
        if (problem.allowed is None or all(problem.allowed[d, int(starts[j]) + o] for j, o in enumerate(x)))
        and not any(r.refused[d] and matches(r.pattern, x) for r in problem.refusals)
    ]
    admissible = [x for x in floored if not crossed(x)]
    values = {x: value(problem, x, d) for x in possible}
    least = [problem.reservation[d, p] - problem.tolerance * problem.scale[p] - 1e-11 for p in parties]

    def accept(x: tuple[int, ...], who: object = None) -> bool:
        return all(values[x][p] >= least[p] for p in (parties if who is None else who))  # type: ignore[union-attr,attr-defined]

    zone = [x for x in admissible if accept(x)]
    gap: list[float | None] = []
    for p in parties:
        rest = [values[x][p] for x in admissible if accept(x, [o for o in parties if o != p])]
        fine = rest and problem.scale[p] > 0
        gap.append((problem.reservation[d, p] - max(rest)) / problem.scale[p] if fine else None)

    def short(x: tuple[int, ...]) -> float:
        each = [(problem.reservation[d, p] - values[x][p]) / problem.scale[p] for p in parties if problem.scale[p] > 0]
        return max(each) if each else 0.0

    why = None
    if not admissible:
        why = "ruled_out"
    elif not zone:
        why = "squeezed" if any(accept(x) for x in floored) else "no_deal_preferred"
    blocking: set[frozenset[int]] = set()
    if admissible and not zone:
        for size in range(1, len(parties) + 1):
            for who in itertools.combinations(parties, size):
                if not any(b <= set(who) for b in blocking) and not any(accept(x, who) for x in admissible):
                    blocking.add(frozenset(who))
    pool = admissible or possible
    rounded: dict[tuple[float, ...], int] = {}
    for x in pool:
        key = tuple(round(v, 8) + 0.0 for v in values[x])
        rounded[key] = rounded.get(key, 0) + 1
    front = {
        v: c
        for v, c in rounded.items()
        if not any(all(a >= b for a, b in zip(o, v, strict=True)) and o != v for o in rounded)
    }
    lifted = {crossed(x) for x in floored if accept(x)}
    softening = {s for s in lifted if s and not any(o < s for o in lifted)} if frozenset() not in lifted else set()
    return Brute(
        possible, admissible, floored, zone, values, gap, min(map(short, admissible)) if admissible else None,
        why, blocking, front, softening,
    )  # fmt: skip


def colliding(problem: DealProblem) -> set[frozenset[int]]:
    deals = itertools.product(*(range(len(o)) for o in problem.options))
    possible = [x for x in deals if not any(matches(r, x) for r in problem.forbidden)]
    if not possible:
        return set()
    masks = [
        frozenset(k for k, line in enumerate(problem.lines) if any(matches(p, x) for p in line.patterns))
        for x in possible
    ]
    found: set[frozenset[int]] = set()
    for size in range(len(problem.lines) + 1):
        for some in itertools.combinations(range(len(problem.lines)), size):
            if not any(f <= set(some) for f in found) and all(m & set(some) for m in masks):
                found.add(frozenset(some))
    return found
