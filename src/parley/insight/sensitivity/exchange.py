"""What exchanging judgements between two views does: the cruxes, and how much each judgement carries.

Two views of one case differ on some judgements. A *unit* is what can be exchanged by itself: a single number, or the
beliefs of one holder over all outcomes, which are one judgement because they must sum to one.

The crux is the fewest units whose exchange makes one view's answer the other's. It is sought in both directions: taking
them from the right-hand view into the left-hand one must turn the left answer into the right one, and the other way
round; *mutual* sets do both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import Belief, beginning, read
from parley.case.types import Case
from parley.deals.problem import Bools, Floats
from parley.insight.sensitivity.minimal_sets import Found, smallest
from parley.insight.sensitivity.shapley import shapley

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws

Answer = Callable[[Case, "Draws"], Bools]
"""A question: (n,) yes or no for n rows."""
Number = Callable[[Case, "Draws"], Floats]

APART = ("theta", "strength", "-ends", "chance", "-collapses")
"""Beliefs about one chance each, which need not sum to one with the others."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Judgements that are exchanged together. ``columns`` index the paths of the draws."""

    paths: tuple[str, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Crux:
    """Indexes into ``units``. Empty sets of sets where the answers agree."""

    left_answer: bool
    right_answer: bool
    units: tuple[Unit, ...]
    into_left: Found
    into_right: Found
    mutual: Found

    @property
    def agree(self) -> bool:
        return self.left_answer == self.right_answer


def units_between(left: Draws, right: Draws) -> tuple[Unit, ...]:
    """The units on which two vectors or samples of the same paths differ, in the order of the paths."""
    groups: dict[str, list[int]] = {}
    for column, path in enumerate(left.paths):
        form = read(path)
        together = isinstance(form, Belief) and not form.what.endswith(APART)
        name = beginning(path, 3) if together else path
        groups.setdefault(name, []).append(column)
    out = []
    for columns in groups.values():
        differing = any(not np.array_equal(left.values[:, c], right.values[:, c]) for c in columns)
        if differing:
            out.append(Unit(tuple(left.paths[c] for c in columns), tuple(columns)))
    return tuple(out)


def mixed(into: Draws, source: Draws, units: tuple[Unit, ...], subsets: Bools) -> Draws:
    """One row a subset: ``into`` at its single row, with the units of the subset taken from ``source``."""
    values = np.repeat(into.values, subsets.shape[0], axis=0)
    for i, unit in enumerate(units):
        taken = np.flatnonzero(subsets[:, i])
        values[np.ix_(taken, np.array(unit.columns, dtype=np.int64))] = source.values[0, list(unit.columns)]
    return replace(into, values=values)


Pose = Callable[["Draws", "Draws", tuple[Unit, ...], Bools], Bools]
"""The question put to one row a subset: (into, source, units, subsets) → yes or no."""


def crux(answer: Answer, case: Case, left: Draws, right: Draws, *, budget: int = 20_000) -> Crux:
    """The smallest exchanges between two vectors of judgements (one row each) for a yes-or-no question.

    ``case`` carries the structure, which views do not change. Exact while the subsets stay within ``budget``.
    """

    def pose(into: Draws, source: Draws, units: tuple[Unit, ...], subsets: Bools) -> Bools:
        return answer(case, mixed(into, source, units, subsets))

    return crux_posed(pose, left, right, budget=budget)


def crux_posed(pose: Pose, left: Draws, right: Draws, *, budget: int = 20_000) -> Crux:
    """The same for a question that is put in its own way (over whole samples, say)."""
    units = units_between(left, right)
    k = len(units)
    nothing = np.zeros((1, k), dtype=np.bool_)
    a, b = bool(pose(left, right, units, nothing)[0]), bool(pose(right, left, units, nothing)[0])
    none = Found((), True, 0)
    if a == b:
        return Crux(a, b, units, none, none, none)

    def turns_left(subsets: Bools) -> Bools:
        return np.asarray(pose(left, right, units, subsets) == b)

    def turns_right(subsets: Bools) -> Bools:
        return np.asarray(pose(right, left, units, subsets) == a)

    def turns_both(subsets: Bools) -> Bools:
        return turns_left(subsets) & turns_right(subsets)

    return Crux(
        a,
        b,
        units,
        smallest(turns_left, k, budget=budget),
        smallest(turns_right, k, budget=budget),
        smallest(turns_both, k, budget=budget),
    )


def swapped(into: Draws, source: Draws, units: Sequence[Unit], subset: Bools) -> Draws:
    """A whole sample with the units of one subset taken from another sample of the same uniforms."""
    values = into.values.copy()
    for i in np.flatnonzero(subset):
        columns = list(units[int(i)].columns)
        values[:, columns] = source.values[:, columns]
    return replace(into, values=values)


def carried(number: Number, case: Case, left: Draws, right: Draws, groups: tuple[tuple[Unit, ...], ...]) -> Floats:
    """(g,): Shapley value of each group of units for ``number`` at single rows; sums to right less left."""
    flat = tuple(unit for group in groups for unit in group)
    owner = np.array([g for g, group in enumerate(groups) for _ in group], dtype=np.int64)

    def value(subsets: Bools) -> Floats:
        return number(case, mixed(left, right, flat, subsets[:, owner]))

    return shapley(value, len(groups))


def carried_share(
    answer: Answer, case: Case, left: Draws, right: Draws, groups: tuple[tuple[Unit, ...], ...]
) -> Floats:
    """(g,): Shapley value of each group for the share of rows that answer yes, on samples with common uniforms."""
    return carried_share_error(answer, case, left, right, groups)[0]


def carried_share_error(
    answer: Answer, case: Case, left: Draws, right: Draws, groups: tuple[tuple[Unit, ...], ...]
) -> tuple[Floats, Floats | None]:
    """(g,) values as :func:`carried_share`, and (g,) their standard errors over the replicates of the sample.

    A Shapley value is linear in the shares, so each replicate has values of its own; None where there is one replicate.
    """
    flat = tuple(unit for group in groups for unit in group)
    owner = np.array([g for g, group in enumerate(groups) for _ in group], dtype=np.int64)
    within = [np.flatnonzero(left.replicate == r) for r in range(left.replicates)]
    kept: list[Floats] = []

    def value(subsets: Bools) -> Floats:
        yes = [np.asarray(answer(case, swapped(left, right, flat, s[owner])), dtype=np.float64) for s in subsets]
        kept.extend(np.array([y[rows].mean() for rows in within]) for y in yes)
        return np.array([y.mean() for y in yes])

    whole = shapley(value, len(groups))
    if len(within) < 2:
        return whole, None
    table = np.stack(kept)
    parts = np.stack([shapley(lambda _, r=r: table[:, r], len(groups)) for r in range(len(within))])  # type: ignore[misc]
    return whole, np.asarray(parts.std(axis=0, ddof=1) / np.sqrt(len(within)))


def grouped(units: Sequence[Unit], most: int) -> tuple[tuple[Unit, ...], ...]:
    """At most ``most`` groups: each unit by itself, else by ever shorter beginnings of their paths, else all in one."""
    if len(units) <= most:
        return tuple((u,) for u in units)
    for length in (3, 2, 1):
        groups: dict[str, list[Unit]] = {}
        for unit in units:
            groups.setdefault(beginning(unit.paths[0], length), []).append(unit)
        if len(groups) <= most:
            return tuple(tuple(g) for g in groups.values())
    return (tuple(units),)
