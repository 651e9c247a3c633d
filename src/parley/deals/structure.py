"""How a deal problem falls apart: blocks of issues that rules, interactions, lines or security tie together.

Given the *core* (every issue that touches security, and all that is tied to those), the value of a deal is, for each
party, a rising affine function of the sum of the other blocks' utilities; each block can be listed on its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parley.core.errors import BudgetError
from parley.deals.budget import DEFAULT, Budget
from parley.deals.problem import Bools, DealProblem, Floats, Pattern

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """Issues that must be looked at together, with every combination of their options that no rule forbids."""

    issues: tuple[int, ...]
    combos: Ints
    """(C, k) option indexes within each issue, in lexicographic order."""
    columns: Ints
    """(C, k) the same as positions on the option axis."""
    crossed: Bools
    """(C, L) which of the considered lines a combination crosses."""
    refused: Bools
    """(C, K) which refusals a combination matches."""
    interactions: tuple[tuple[int, Bools], ...]
    """(index of the interaction, (C,) which combinations it adds points to)."""

    def utilities(self, problem: DealProblem, draw: int) -> Floats:
        """(C, P): what each combination adds to U."""
        values = problem.values[draw]
        total = np.zeros((len(self.columns), values.shape[0]))
        for i in range(self.columns.shape[1]):
            total += values[:, self.columns[:, i]].T
        for index, hit in self.interactions:
            total += hit[:, None] * problem.interactions[index].amounts[draw]
        return total

    def open(self, problem: DealProblem, draw: int, held: Bools) -> Bools:
        """(C,): combinations that meet the floors, nobody refuses, and cross none of the lines ``held`` (L,)."""
        fine: Bools = ~np.asarray(self.crossed[:, held].any(axis=1))
        for k, refusal in enumerate(problem.refusals):
            if refusal.refused[draw]:
                fine &= ~self.refused[:, k]
        if problem.allowed is not None and self.columns.shape[1]:
            fine &= problem.allowed[draw][self.columns].all(axis=1)
        return np.asarray(fine)


@dataclass(frozen=True)
class Structure:
    """The core first, then the blocks that only add; together they hold every issue once."""

    core: Block
    """May hold no issue (one empty combination), and touches security where there is any."""
    security_issues: int
    """How many leading issues of the core decide q and B."""
    signature: Ints
    """(C,) of each core combination: which setting of the security issues it has."""
    settings: Ints
    """(G,) a core combination that stands for each setting."""
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]
    """The lines considered, as indexes into the problem's."""

    @property
    def everything(self) -> tuple[Block, ...]:
        """The core and the blocks."""
        return (self.core, *self.blocks)

    def possible(self) -> int:
        """|X|, exactly."""
        return math.prod(len(b.combos) for b in self.everything)

    def held(self, problem: DealProblem, draw: int) -> Bools:
        """(L,) over the considered lines: which hold in ``draw`` (all, where nothing is said)."""
        if problem.lines_hold is None:
            return np.ones(len(self.lines), dtype=bool)
        return np.asarray(problem.lines_hold[draw][list(self.lines)])

    def setting_values(self, problem: DealProblem, draw: slice) -> tuple[Floats, Floats]:
        """q and B of each setting: two (n, P, G) arrays over the draws of ``draw``."""
        count = len(self.settings)
        n, parties = problem.reservation[draw].shape
        if problem.security is None:
            return np.ones((n, parties, count)), np.zeros((n, parties, count))
        s = problem.security
        logit = np.repeat(s.logit[draw][:, :, None], count, axis=2)
        broken = np.repeat(s.broken[draw][:, :, None], count, axis=2)
        for i in range(self.security_issues):
            columns = self.core.columns[self.settings, i]
            logit += s.effect[draw][:, :, columns]
            broken += s.broken_effect[draw][:, :, columns]
        position = {issue: i for i, issue in enumerate(self.core.issues)}
        for shift in s.shifts:
            touched = np.zeros((n, count), dtype=bool)
            for k, pattern in enumerate(_simplified(problem, shift.patterns)):
                if pattern is not None:
                    hit = _hits(pattern, position, self.core.combos[self.settings])
                    touched |= shift.counts[draw][:, k, None] & hit[None, :]
            logit += touched[:, None, :] * shift.amount[draw][:, :, None]
        return logistic(logit), broken


def logistic(x: Floats) -> Floats:
    """1 / (1 + e^−x) without overflow, and exact in its small tail."""
    tail = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1.0, tail) / (1.0 + tail))


def simplified(problem: DealProblem | Shape, pattern: Pattern) -> Pattern | None:
    """The pattern with one term an issue and no term that every option satisfies; None where it can match nothing."""
    terms: dict[int, frozenset[int]] = {}
    for issue, chosen in pattern:
        terms[issue] = terms.get(issue, frozenset(range(len(problem.options[issue])))) & chosen
    if any(not chosen for chosen in terms.values()):
        return None
    return tuple((issue, c) for issue, c in sorted(terms.items()) if len(c) < len(problem.options[issue]))


def _simplified(problem: DealProblem | Shape, patterns: Iterable[Pattern]) -> list[Pattern | None]:
    return [simplified(problem, pattern) for pattern in patterns]


def _simplify(problem: DealProblem | Shape, patterns: Iterable[Pattern]) -> list[Pattern]:
    return [p for p in _simplified(problem, patterns) if p is not None]


def security_issues(problem: DealProblem) -> list[int]:
    """Issues with an option that shifts q or B in some draw, for some party."""
    if problem.security is None:
        return []
    touched = np.asarray(problem.security.effect.any(axis=(0, 1)) | problem.security.broken_effect.any(axis=(0, 1)))
    starts = problem.starts
    shifting = {
        j
        for shift in problem.security.shifts
        if shift.amount.any()
        for pattern in _simplify(problem, shift.patterns)
        for j, _ in pattern
    }
    return [j for j in range(len(problem.issues)) if j in shifting or touched[starts[j] : starts[j + 1]].any()]


def _groups(count: int, ties: Iterable[Sequence[int]]) -> list[int]:
    parent = list(range(count))

    def find(a: int) -> int:
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    for tied in ties:
        for other in tied[1:]:
            parent[find(other)] = find(tied[0])
    return [find(a) for a in range(count)]


def among(column: Ints, chosen: frozenset[int]) -> Bools:
    """Which entries of a column of option indexes are chosen: by a table of the options, which are few and asked often."""
    wanted = np.zeros(max(column.max(initial=0), max(chosen, default=0)) + 1, dtype=bool)
    wanted[list(chosen)] = True
    return np.asarray(wanted[column])


def _hits(pattern: Pattern, position: dict[int, int], combos: Ints) -> Bools:
    hit = np.ones(len(combos), dtype=bool)
    for issue, chosen in pattern:
        hit &= among(combos[:, position[issue]], chosen)
    return hit


def _combinations(problem: Shape, issues: Sequence[int], rules: Sequence[Pattern], limit: int) -> Ints:
    """Every combination of the options of ``issues`` that no rule forbids, rules applied as soon as they can be."""
    position = {issue: i for i, issue in enumerate(issues)}
    placed = tuple(tuple((position[j], chosen) for j, chosen in rule) for rule in rules)
    combos = _listed(tuple(len(problem.options[issue]) for issue in issues), placed, limit)
    if len(combos) > limit:
        names = ", ".join(problem.issues[j] for j in issues[:8]) + (" …" if len(issues) > 8 else "")
        raise BudgetError.one(
            f"rules, interactions, red lines and security tie {len(issues)} issues together ({names}), "
            f"which have more than {limit:,} joint options",
            hint="tie fewer issues together, or give those issues fewer options",
        )
    return combos


@lru_cache(maxsize=16)
def _listed(sizes: tuple[int, ...], rules: tuple[Pattern, ...], limit: int) -> Ints:
    """The same by the numbers of options and by rules over places in them; more than ``limit`` where there are too many. The
    problems of one case differ in their numbers, not in this: it is listed once."""
    position = {i: i for i in range(len(sizes))}
    combos = np.zeros((1, 0), dtype=np.int64)
    for i, options in enumerate(sizes):
        if len(combos) * options > 40 * limit:
            combos = np.zeros((limit + 1, 0), dtype=np.int64)
            break
        added = np.tile(np.arange(options), len(combos))[:, None]
        combos = np.hstack([np.repeat(combos, options, axis=0), added])
        for rule in rules:
            last = max((position[j] for j, _ in rule), default=-1)
            if last == i:
                combos = combos[~_hits(rule, position, combos)]
    combos.flags.writeable = False
    return combos


def build(problem: DealProblem, lines: Sequence[int] | None = None, budget: Budget = DEFAULT) -> Structure:
    """Take the problem apart, considering ``lines`` (all by default).

    Raises :class:`BudgetError` where a block has more than ``budget.block`` joint options.
    """
    considered = tuple(range(len(problem.lines))) if lines is None else tuple(lines)
    shape = Shape(
        issues=problem.issues,
        options=problem.options,
        forbidden=problem.forbidden,
        lines=tuple(problem.lines[k].patterns for k in considered),
        refusals=tuple(refusal.pattern for refusal in problem.refusals),
        interactions=tuple(interaction.pattern for interaction in problem.interactions),
        secured=tuple(security_issues(problem)),
    )
    core, settings, signature, blocks = _taken_apart(shape, budget.block)
    return Structure(core, len(shape.secured), signature, settings, blocks, considered)


@dataclass(frozen=True)
class Shape:
    """All of a deal problem that its blocks rest on: what ties issues together, and none of its numbers."""

    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    forbidden: tuple[Pattern, ...]
    lines: tuple[tuple[Pattern, ...], ...]
    """The patterns of each line considered."""
    refusals: tuple[Pattern, ...]
    interactions: tuple[Pattern, ...]
    secured: tuple[int, ...]
    """Issues that shift q or B."""


@lru_cache(maxsize=256)
def _taken_apart(shape: Shape, limit: int) -> tuple[Block, Ints, Ints, tuple[Block, ...]]:
    """(core, settings, signature, other blocks). The problems of one case differ in their numbers, seldom in this: it is worked out
    once, and nothing of it may be written to."""
    rules = _simplify(shape, shape.forbidden)
    line_patterns = [_simplify(shape, patterns) for patterns in shape.lines]
    refused = [_simplify(shape, (pattern,)) for pattern in shape.refusals]
    added = [(i, simplified(shape, pattern)) for i, pattern in enumerate(shape.interactions)]
    secured = list(shape.secured)
    starts = np.concatenate([[0], np.cumsum([len(o) for o in shape.options])]).astype(np.int64)
    ties: list[Sequence[int]] = [[j for j, _ in p] for p in rules if p]
    ties += [[j for j, _ in p] for patterns in (*line_patterns, *refused) for p in patterns if p]
    ties += [[j for j, _ in p] for _, p in added if p]
    ties += [secured] if secured else []
    group = _groups(len(shape.issues), ties)
    core_issues = list(secured)
    if secured:
        core_issues += [j for j, g in enumerate(group) if g == group[secured[0]] and j not in secured]

    def block(issues: Sequence[int], anywhere: bool) -> Block:
        inside = set(issues)

        def mine(pattern: Pattern | None) -> bool:
            return pattern is not None and ((bool(pattern) and pattern[0][0] in inside) or (anywhere and not pattern))

        combos = _combinations(shape, issues, [r for r in rules if r and mine(r)], limit)
        if anywhere and any(not rule for rule in rules):  # a rule that every deal breaks
            combos = combos[:0]
        position = {issue: i for i, issue in enumerate(issues)}

        def matched(groups: Sequence[Sequence[Pattern]]) -> Bools:
            found = np.zeros((len(combos), len(groups)), dtype=bool)
            for k, patterns in enumerate(groups):
                for pattern in patterns:
                    if mine(pattern):
                        found[:, k] |= _hits(pattern, position, combos)
            return found

        hits = tuple((i, _hits(p, position, combos)) for i, p in added if p is not None and mine(p))
        first = starts[list(issues)] if issues else np.zeros(0, dtype=np.int64)
        return Block(tuple(issues), combos, combos + first, matched(line_patterns), matched(refused), hits)

    core = block(core_issues, anywhere=True)
    rest: dict[int, list[int]] = {}
    for j, g in enumerate(group):
        if j not in core_issues:
            rest.setdefault(g, []).append(j)
    if secured:
        _, settings, signature = np.unique(
            core.combos[:, : len(secured)], axis=0, return_index=True, return_inverse=True
        )
    else:
        settings, signature = (
            np.zeros(min(1, len(core.combos)), dtype=np.int64),
            np.zeros(len(core.combos), dtype=np.int64),
        )
    blocks = tuple(block(issues, anywhere=False) for issues in rest.values())
    signature = signature.reshape(-1)
    for found in (core, *blocks):
        for array in (
            found.combos,
            found.columns,
            found.crossed,
            found.refused,
            *(hit for _, hit in found.interactions),
        ):
            array.flags.writeable = False
    settings.flags.writeable = signature.flags.writeable = False
    return core, settings, signature, blocks
