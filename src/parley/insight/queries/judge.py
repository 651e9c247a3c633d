"""Whether a query is true, row by row. See docs/claims.md for what each form means.

A *scene* is rows of judgements together with how to redo it on the whole sample: shares are taken over the sample, all
else row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parley.case.paths import ANALYST, Belief, of
from parley.case.types import Case
from parley.core.errors import InputError
from parley.deals.problem import Bools, Floats
from parley.insight.asking.acts import after
from parley.insight.asking.evaluator import Ask, exists, problem, zones
from parley.insight.queries import language as q
from parley.insight.queries.readiness import readiness
from parley.model.facts import held, taken_in
from parley.outlook.shifts import Amounts

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.case.schema.quantities import Quantity

SAME = 0.05
"""Points: less is no change of a no-deal value."""


@dataclass(frozen=True)
class Scene:
    """Rows, and where they come from. ``sample`` gives the draws over which shares are taken."""

    case: Case
    quantities: Mapping[str, Quantity]
    """The bounds of every number that a query may set."""
    draws: Draws
    sample: Callable[[], Draws]
    how: Amounts = "median"
    seed: int = 0
    views: Callable[[], Sequence[Scene]] | None = None
    """The same rows under the base case and every view; None where one view alone is looked at."""

    def others(self) -> Sequence[Scene]:
        """The scenes over which *in every view* ranges."""
        if self.views is None:
            raise InputError.one("a question over views cannot be asked of one view alone", code="query")
        return self.views()

    def moved(self, step: Callable[[Draws, Amounts], Draws]) -> Scene:
        """The scene after a step, here, on the sample, and in the other views."""
        views = self.views
        return replace(
            self,
            draws=step(self.draws, self.how),
            sample=lambda: step(self.sample(), "drawn"),
            views=None if views is None else lambda: [other.moved(step) for other in views()],
        )

    @property
    def n(self) -> int:
        return int(self.draws.values.shape[0])


def holds(query: q.Query, scene: Scene) -> Bools:
    """(n,): whether the query is true in each row."""
    match query:
        case q.Zone(ask, None):
            return exists(scene.case, scene.draws, ask)
        case q.EveryDeal(ask):
            return _every_deal(scene, ask)
        case q.InViews(extent, of):
            told = [holds(of, other) for other in scene.others()]
            return np.asarray((np.all if extent == "every" else np.any)(told, axis=0))
        case q.Zone(ask, why):
            from parley.deals.results import WhyEmpty

            code = [w.value for w in WhyEmpty].index(str(why))
            found = zones(scene.case, scene.draws, ask, reasons=True)
            return np.asarray(found.decided & ~found.exists & (found.why == code))
        case q.Denial(party, ask):
            zone = q.Zone(ask)
            return ~holds(zone, scene) & holds(zone, _corrected(scene, party))
        case q.Moves(act, party, way):
            change = measure(q.Change(act, q.Reservation(party)), scene)
            if way == "leaves":
                return np.asarray(np.abs(change) < SAME)
            return np.asarray(change >= SAME if way == "raises" else change <= -SAME)
        case q.Compare(sign, left, right):
            a, b = measure(left, scene), measure(right, scene)
            compared = {">": a > b, ">=": a >= b, "<": a < b, "<=": a <= b}[sign]
            return np.asarray(compared & ~np.isnan(a) & ~np.isnan(b))
        case q.Join("or", left, right):
            return holds(left, scene) | holds(right, scene)
        case q.Join(_, left, right):
            return holds(left, scene) & holds(right, scene)
        case q.Not(of):
            return ~holds(of, scene)
        case q.After(act, of):
            return holds(of, _after(scene, act))
        case q.Corrected(party, of):
            return holds(of, _corrected(scene, party))
        case q.With(path, value, of):
            return holds(of, _with(scene, path, value))


def _every_deal(scene: Scene, ask: Ask) -> Bools:
    """Whether a zone exists, and none of its deals has, on an issue of ``ask.having``, another option than those."""
    whole = replace(ask, having=())
    found = exists(scene.case, scene.draws, whole)
    only = scene.case.kinds[ask.kind].only
    for issue, options in ask.having:
        others = tuple(option for option in only[issue] if option not in options)
        if others:
            found &= ~exists(scene.case, scene.draws, replace(whole, having=((issue, others),)))
    return np.asarray(found)


def measure(number: q.Number, scene: Scene) -> Floats:
    """(n,): the number in each row; NaN where it is not defined."""
    match number:
        case q.Const(value):
            return np.full(scene.n, value)
        case q.At(path):
            if path not in scene.draws.columns:
                return np.full(scene.n, q.uses(scene.case)[path])
            return np.asarray(held(scene.case, scene.draws, path), dtype=np.float64)
        case q.Reservation(party, holder):
            from parley.model.compose import reservations

            return reservations(scene.case, scene.draws, holder)[:, scene.case.required.index(party)]
        case q.Measure():
            return _measured(number, scene)
        case q.Readiness(party):
            return readiness(scene.case, scene.draws, party)
        case q.Opening(ask, weeks):
            return _opening(scene, ask.kind, weeks)
        case q.Change(act, of):
            return np.asarray(measure(of, _after(scene, act)) - measure(of, scene))
        case q.Arithmetic(sign, left, right):
            a, b = measure(left, scene), measure(right, scene)
            return np.asarray(a + b if sign == "+" else a - b if sign == "-" else a * b)


def _measured(number: q.Measure, scene: Scene) -> Floats:
    if number.what == "share":
        return np.full(scene.n, float(np.mean(exists(scene.case, scene.sample(), number.ask))))
    found = zones(scene.case, scene.draws, number.ask)
    if number.what == "shortfall":
        return found.shortfall
    assert number.party is not None
    i = scene.case.required.index(number.party)
    if number.what == "gap":
        return np.asarray(found.gap[:, i])
    p = problem(scene.case, scene.draws, number.ask)
    return np.asarray(p.reservation[:, i] - found.gap[:, i] * p.scale[i])


def _opening(scene: Scene, kind: str, weeks: float) -> Floats:
    from parley.outlook.futures import Horizon, futures, has_outlook

    if not has_outlook(scene.case):
        raise InputError.one(
            f"{scene.case.name} has no outlook, so that nothing can be said about a week", hint="add `outlook:`"
        )
    out = np.empty(scene.n)
    for row in range(scene.n):
        one = replace(scene.draws, values=scene.draws.values[row : row + 1])
        out[row] = futures(scene.case, one, kind, Horizon(int(weeks), count=100), seed=scene.seed).open_by[-1]
    return out


def _after(scene: Scene, act: str) -> Scene:
    return scene.moved(lambda draws, how: after(scene.case, draws, act, how=how, seed=scene.seed))


def _corrected(scene: Scene, party: str) -> Scene:
    def step(draws: Draws, how: Amounts) -> Draws:
        return corrected(scene.case, draws, party)

    return scene.moved(step)


def _with(scene: Scene, path: str, value: q.Number) -> Scene:
    amounts = measure(value, scene)
    amount = float(amounts[0]) if amounts.size else 0.0
    same = bool(np.all(amounts == amount))

    def step(draws: Draws, how: Amounts) -> Draws:
        values = draws.values.copy()
        new = amount if same or values.shape[0] != amounts.size else amounts
        values[:, draws.columns[path]] = scene.quantities[path].kept(new)
        return replace(draws, values=values)

    return scene.moved(step)


def corrected(case: Case, draws: Draws, party: str) -> Draws:
    """The party's beliefs about going on replaced by the analyst's, as both are held once the facts have been taken in."""
    ours = {
        text: held(case, draws, Belief(ANALYST, belief.what))
        for text, belief in of(Belief, draws.paths)
        if belief.holder == party and str(Belief(ANALYST, belief.what)) in draws.columns
    }
    values = draws.values.copy()
    for text, value in taken_in(case, draws, ours).items():
        values[:, draws.columns[text]] = value
    return replace(draws, values=values)


def row_by_row(query: q.Query) -> bool:
    """Whether no part of the query needs the whole sample (shares, futures) or other views, so that any rows can be asked."""
    match query:
        case q.Compare(_, left, right):
            return _plain(left) and _plain(right)
        case q.Join(_, left, right):
            return row_by_row(left) and row_by_row(right)
        case q.Not(of) | q.After(_, of) | q.Corrected(_, of):
            return row_by_row(of)
        case q.InViews():
            return False
        case q.With(_, value, of):
            return _plain(value) and row_by_row(of)
        case _:
            return True


def _plain(number: q.Number) -> bool:
    match number:
        case q.Measure(what="share") | q.Opening():
            return False
        case q.Change(_, of):
            return _plain(of)
        case q.Arithmetic(_, left, right):
            return _plain(left) and _plain(right)
        case _:
            return True
