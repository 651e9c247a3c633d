"""A verdict before any invented number: ranked packages, and weights as an order only (docs/deals.md).

*Ranked packages*: each party ranks named packages, *no deal* among them; those not ranked are unknown.

*Weights as an order*: of a party's weights only their order is known. Consistent weights are non-negative, sum to 1 and
respect the order; they are the convex hull of the vertices that put equal weight on the issues of an upper set of the
order (for a full order 1, ½½, ⅓⅓⅓ …; Barron 1992). The value of a deal is affine in the weights, so every question about
all consistent weights is one about convex combinations of the vertices.

    ranked_packages({"a": [["freeze"], ["no deal"], ["1991"]], "b": [["1991", "freeze"], ["no deal"]]}).verdict
    ordered_weights(problem, scores, [order_of(w) for w in weights]).verdict    # scores (P, O), weights (P, J)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Literal

import numpy as np

from parley.core.errors import BudgetError, InputError
from parley.deals.budget import DEFAULT, Budget
from parley.deals.check import check
from parley.deals.problem import DealProblem, Floats
from parley.deals.values import values_of
from parley.deals.verdict import thresholds
from parley.deals.zone import exists_draws, one_draw, zone

NO_DEAL = "no deal"
Verdict = Literal["every", "some", "none"]
Order = tuple[tuple[int, ...], ...]
"""Issue indexes in tiers, the weightiest first; within a tier nothing is said. Together every issue once."""

PROFILES = 100_000
"""Combinations of vertices, one a party, tried for a zone."""
ROUNDS = 400
"""Deals gathered in the search for weights that leave no zone."""
SOLVED, INFEASIBLE = 0, 2
"""What scipy calls an integer programme whose answer is known."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The verdict of ranked packages. ``verdict``: every, some or no way of filling in what was not ranked has a zone."""

    verdict: Verdict
    accepted: tuple[str, ...]
    """Packages that every party ranks at least as high as no deal."""
    open: tuple[str, ...]
    """Packages that no party ranks below no deal, but that some party did not rank."""
    refused_by: Mapping[str, tuple[str, ...]]
    """For every other package: the parties that rank it below no deal."""
    best: tuple[str, ...]
    """Accepted packages that no other accepted one betters for one party without costing another."""


def ranked_packages(rankings: Mapping[str, Sequence[Sequence[str]]]) -> Ranked:
    """The zone among named packages.

    ``rankings``: for each required party, tiers of package names, best first, ``"no deal"`` in one of them; a tie is a shared
    tier. Raises :class:`InputError` for a ranking without "no deal" or with a name twice.
    """
    place: dict[str, dict[str, int]] = {}
    names: dict[str, None] = {}
    for party, tiers in rankings.items():
        place[party] = {}
        for level, tier in enumerate(tiers):
            for name in tier:
                if name in place[party]:
                    raise InputError.one(f"{party} ranks {name!r} twice", hint="name each package once")
                place[party][name] = level
                names.setdefault(name)
        if NO_DEAL not in place[party]:
            raise InputError.one(
                f"{party}'s ranking leaves out {NO_DEAL!r}", hint=f"put {NO_DEAL!r} where it belongs among the packages"
            )
    if not rankings:
        raise InputError.one("nobody's ranking is given", hint="give one ranking for each required party")
    names.pop(NO_DEAL)
    refused = {name: tuple(p for p, at in place.items() if name in at and at[name] > at[NO_DEAL]) for name in names}
    accepted = [n for n in names if not refused[n] and all(n in at for at in place.values())]
    unknown = [n for n in names if not refused[n] and n not in accepted]

    def betters(a: str, b: str) -> bool:
        return all(at[a] <= at[b] for at in place.values()) and any(at[a] < at[b] for at in place.values())

    return Ranked(
        verdict="every" if accepted else "some" if unknown else "none",
        accepted=tuple(accepted),
        open=tuple(unknown),
        refused_by={n: who for n, who in refused.items() if who},
        best=tuple(a for a in accepted if not any(betters(b, a) for b in accepted)),
    )


@dataclass(frozen=True, slots=True)
class OrderedZone:
    """Whether a zone exists for every, some or no weights consistent with the orders; None: not settled in the budget."""

    verdict: Verdict | None
    deal: tuple[int, ...] | None
    """Where one exists: a deal that all accept whatever the consistent weights."""
    weights_with: Floats | None
    """(P, J) consistent weights with a zone."""
    weights_without: Floats | None
    """(P, J) consistent weights without one."""
    method: str


def order_of(weights: Floats) -> Order:
    """The order that weights (J,) stand in: tiers of equal weight, the weightiest first."""
    levels = sorted({float(w) for w in weights}, reverse=True)
    return tuple(tuple(int(j) for j in np.flatnonzero(weights == level)) for level in levels)


def vertices(order: Order, issues: int) -> Floats:
    """(V, J): the vertices of the weights consistent with ``order``, equal weights on each upper set.

    Raises :class:`InputError` unless the tiers hold every issue once, and :class:`BudgetError` where a tier of many issues
    has too many subsets.
    """
    if sorted(j for tier in order for j in tier) != list(range(issues)) or any(not tier for tier in order):
        raise InputError.one(f"an order of weights must name each of the {issues} issues once")
    rows = []
    above: tuple[int, ...] = ()
    for tier in order:
        if len(tier) > 12:
            raise BudgetError.one(f"{len(tier)} issues of one tier have too many upper sets", hint="order some of them")
        sizes = range(1, len(tier) + 1) if above else [1]  # of the first tier, single issues already span the rest
        for size in sizes:
            for some in combinations(tier, size):
                row = np.zeros(issues)
                row[[*above, *some]] = 1.0 / (len(above) + size)
                rows.append(row)
        above += tier
        row = np.zeros(issues)
        row[list(above)] = 1.0 / len(above)
        if not any((row == r).all() for r in rows):
            rows.append(row)
    return np.array(rows)


def weighted(problem: DealProblem, scores: Floats, weights: Floats) -> DealProblem:
    """The problem of one draw under each row of ``weights`` (n, P, J): values are weight times ``scores`` (P, O)."""
    n = len(weights)
    sizes = [len(o) for o in problem.options]

    def many(array: Floats) -> Floats:
        return np.repeat(array, n, axis=0)

    s = problem.security
    return replace(
        problem,
        values=np.repeat(weights, sizes, axis=2) * scores[None],
        offset=many(problem.offset),
        reservation=many(problem.reservation),
        lines_hold=None if problem.lines_hold is None else np.repeat(problem.lines_hold, n, axis=0),
        allowed=None if problem.allowed is None else np.repeat(problem.allowed, n, axis=0),
        refusals=tuple(replace(r, refused=np.repeat(r.refused, n)) for r in problem.refusals),
        interactions=tuple(replace(i, amounts=many(i.amounts)) for i in problem.interactions),
        security=None
        if s is None
        else replace(
            s,
            logit=many(s.logit),
            effect=many(s.effect),
            broken=many(s.broken),
            broken_effect=many(s.broken_effect),
            shifts=tuple(replace(x, counts=np.repeat(x.counts, n, axis=0), amount=many(x.amount)) for x in s.shifts),
        ),
    )


def ordered_weights(
    problem: DealProblem,
    scores: Floats,
    orders: Sequence[Order | Floats],
    draw: int = 0,
    *,
    budget: Budget = DEFAULT,
) -> OrderedZone:
    """Zone for every, some or no consistent weights; exact.

    ``scores`` (P, O) in points; ``orders``: for each party an order, or its weights (J,) where they are known. Reservation
    values, rules, lines, floors, interactions and security are those of ``problem`` in ``draw``; its values are not used.

    *Some*: the weights of different parties are independent and a deal is most acceptable to each at one of its vertices,
    so some consistent weights have a zone if and only if some combination of vertices has. *Every*: weights that reject
    all deals gathered so far are sought by an integer programme over combinations of the vertices; a zone deal under
    those weights joins the gathered; when none can be found every consistent weights have a zone.
    """
    problem = one_draw(problem, draw)
    parties, issues = len(problem.parties), len(problem.issues)
    if len(orders) != parties or scores.shape != (parties, problem.values.shape[2]):
        raise InputError.one("give each party one order (or its weights), and a score for every option")
    corner = [
        np.asarray(o, dtype=np.float64).reshape(1, issues) if isinstance(o, np.ndarray) else vertices(o, issues)
        for o in orders
    ]
    count = int(np.prod([len(c) for c in corner]))
    if count > PROFILES:
        raise BudgetError.one(
            f"{count:,} combinations of vertices are past the budget ({PROFILES:,})",
            hint="give some parties' weights, or order fewer issues",
        )
    profiles = np.array(list(product(*corner))).reshape(count, parties, issues)
    at_corners = weighted(problem, scores, profiles)
    check(at_corners)
    exists, decided = exists_draws(at_corners, budget=budget)
    if not exists.any():
        settled = bool(decided.all())
        return OrderedZone("none" if settled else None, None, None, profiles[0], "all combinations of vertices")
    having = profiles[int(np.flatnonzero(exists)[0])]
    lacking = np.flatnonzero(decided & ~exists)
    if len(lacking):
        return OrderedZone("some", None, having, profiles[int(lacking[0])], "all combinations of vertices")
    return _every(problem, scores, corner, having, budget)


def _every(
    problem: DealProblem, scores: Floats, corner: Sequence[Floats], having: Floats, budget: Budget
) -> OrderedZone:
    """Seek consistent weights without a zone, gathering deals that the weights tried so far have."""
    method = "integer programme over combinations of vertices"
    gathered: list[tuple[int, ...]] = []
    weights = having
    for _ in range(ROUNDS):
        found = zone(weighted(problem, scores, weights[None]), budget=budget)
        if found.exists is None:
            return OrderedZone(None, None, having, None, method)
        if not found.exists or found.example is None:
            return OrderedZone("some", None, having, weights, method)
        if (
            found.example in gathered
        ):  # the programme's tolerance: these weights reject it by less than the zone test sees
            break
        gathered.append(found.example)
        try:
            tried = _rejecting(problem, scores, corner, np.array(gathered), budget)
        except BudgetError:
            return OrderedZone(None, None, having, None, method + ", not settled within the budget")
        if tried is None:
            break
        weights = tried
    else:
        return OrderedZone(None, None, having, None, method + f", not settled in {ROUNDS} rounds")
    return OrderedZone("every", _for_all(problem, scores, corner, gathered), having, None, method)


def _margins(problem: DealProblem, scores: Floats, corner: Sequence[Floats], deals: np.ndarray) -> list[Floats]:
    """For each party (V, m): V_p(x) − the least it accepts, at each of its vertices, in units of its scale."""
    out = []
    for p, own in enumerate(corner):
        weights = np.tile(own[:, None, :], (1, len(problem.parties), 1))
        at = weighted(problem, scores, weights)
        unit = problem.scale[p] if problem.scale[p] > 0 else 1.0
        out.append((values_of(at, deals)[:, :, p] - thresholds(at)[:, p, None]) / unit)
    return out


def _for_all(
    problem: DealProblem, scores: Floats, corner: Sequence[Floats], deals: Sequence[tuple[int, ...]]
) -> tuple[int, ...] | None:
    """The first gathered deal that every party accepts at every vertex."""
    fine = np.ones(len(deals), dtype=bool)
    for margin in _margins(problem, scores, corner, np.array(deals)):
        fine &= (margin >= 0).all(axis=0)
    return deals[int(fine.argmax())] if fine.any() else None


def _rejecting(
    problem: DealProblem, scores: Floats, corner: Sequence[Floats], deals: np.ndarray, budget: Budget
) -> Floats | None:
    """(P, J) consistent weights under which each of ``deals`` is rejected by some party; None where there are none. Raises
    :class:`BudgetError` where the programme was stopped before it knew.

    Maximises the least margin of rejection t over λ_p (a point of each party's simplex of vertices) and, for each deal, the
    party that rejects it: margin_p(x)·λ_p ≤ −t + M (1 − z_px), Σ_p z_px ≥ 1.
    """
    from parley.deals.milp import programme

    margins = _margins(problem, scores, corner, deals)
    sizes = [len(c) for c in corner]
    parties, m = len(corner), len(deals)
    lambdas, starts = sum(sizes), np.cumsum([0, *sizes])
    size = lambdas + parties * m + 1
    rows, lows, highs = [], [], []
    for p in range(parties):
        row = np.zeros(size)
        row[starts[p] : starts[p + 1]] = 1.0
        rows.append(row)
        lows.append(1.0)
        highs.append(1.0)
        big = float(np.abs(margins[p]).max()) + 1.0
        for x in range(m):
            row = np.zeros(size)
            row[starts[p] : starts[p + 1]] = margins[p][:, x]
            row[lambdas + p * m + x] = big + 1.0
            row[-1] = 1.0
            rows.append(row)
            lows.append(-np.inf)
            highs.append(big + 1.0)
    for x in range(m):
        row = np.zeros(size)
        row[[lambdas + p * m + x for p in range(parties)]] = 1.0
        rows.append(row)
        lows.append(1.0)
        highs.append(np.inf)
    cost, low, high = np.zeros(size), np.zeros(size), np.ones(size)
    cost[-1], low[-1] = -1.0, -1.0
    whole = np.concatenate([np.zeros(lambdas), np.ones(parties * m), [0.0]])
    answer = programme(cost, rows, lows, highs, whole, low, high, budget.nodes, budget.seconds)
    if answer.x is None or answer.x[-1] <= 1e-9:
        if answer.status not in (SOLVED, INFEASIBLE):
            raise BudgetError.one(
                "weights that reject every deal were sought, and the budget of the search was reached"
            )
        return None
    weights = [answer.x[starts[p] : starts[p + 1]] @ corner[p] for p in range(parties)]
    return np.array([w / w.sum() for w in np.maximum(weights, 0.0)])
