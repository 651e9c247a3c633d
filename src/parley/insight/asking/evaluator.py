"""The case on the evaluator: its views, their medians and their draws, made once and evaluated in batches.

Everything in ``insight`` asks its questions here, so that all answers of a run share one sample (common random numbers)
and one set of medians. A *row* is one full vector of judgements; many rows are evaluated together.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from parley.case.types import Case, View
from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.results import ZoneDraws
from parley.insight.asking.cache import Cache, key_of, numbers, structure
from parley.model.evaluate import Evaluation
from parley.model.modes import RedLines

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.case.file.source import CaseSource

Having = Mapping[str, tuple[str, ...]]
"""Issue → options: only deals with one of these options count."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A zone question: which kind of deal, by whose beliefs, with which lines, among which deals."""

    kind: str
    beliefs: str = "own"
    red_lines: RedLines = "weighed"
    having: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Evaluator:
    """A case with its views, ready to be asked. ``view`` None is the base case throughout."""

    def __init__(
        self,
        source: CaseSource,
        *,
        views: Sequence[str] | None = None,
        as_of: datetime.date | None = None,
        sets: Mapping[str, str] | None = None,
        draws: int = 2000,
        seed: int = 0,
        tell: Callable[[str], None] | None = None,
        cache: Cache | None = None,
    ) -> None:
        self.source, self.as_of, self.sets = source, as_of, dict(sets or {})
        self.n, self.seed = draws, seed
        self.tell = tell or (lambda _: None)
        self.cache = cache or Cache(on=False)
        self._numbers: dict[str | None, str] = {}
        self._structure: str | None = None
        self._lock = threading.RLock()
        self._cases: dict[str | None, Case] = {}
        self._medians: dict[str | None, Draws] = {}
        self._samples: dict[tuple[str | None, int], Draws] = {}
        self._evaluations: dict[tuple[str | None, Ask, int], Evaluation] = {}
        self.base = self.case(None)
        self.views: tuple[str, ...] = tuple(self.base.views) if views is None else tuple(views)
        for view in self.views:
            self.case(view)  # a misspelt view is refused before any work is done

    def case(self, view: str | None) -> Case:
        """The case under a view."""
        if view not in self._cases:
            self._cases[view] = self.source.case(view=view, sets=self.sets, as_of=self.as_of)
        return self._cases[view]

    def key(self, what: str, views: Sequence[str | None], *parts: Any) -> str:
        """The cache's name for something made from the structure, the base case, these views and the run's arguments."""
        for view in (None, *views):
            if view not in self._numbers:
                self._numbers[view] = key_of(numbers(self.case(view)))
        if self._structure is None:
            self._structure = key_of(structure(self.base))
        return key_of(what, self._structure, [self._numbers[v] for v in (None, *views)], self.n, self.seed, *parts)

    def title(self, view: str | None) -> str:
        """The view's title; "the base case" for None."""
        return "the base case" if view is None else self.base.views[view].title

    def home(self, view: str | None) -> tuple[Evaluator, str | None]:
        """The evaluator that gives this view its verdicts, and the view's name there (see :mod:`parley.insight.views.versions`)."""
        return self, view

    def stance(self, view: str | None) -> View | None:
        """The view as the case tells it; None for the base case."""
        return None if view is None else self.base.views[view]

    def voice(self, view: str | None) -> str | None:
        """Who speaks in a view, where it is said."""
        found = self.stance(view)
        return found.who if found is not None else None

    def beside(self, left: str | None, right: str | None) -> tuple[str, ...]:
        """What differs between two views besides numbers: nothing, since they are views of one case."""
        return ()

    def medians(self, view: str | None) -> Draws:
        """One row: every judgement at its median."""
        with self._lock:
            if view not in self._medians:
                from parley.case.chance.sampling import medians

                self._medians[view] = medians(self.case(view))
            return self._medians[view]

    def sample(self, view: str | None, n: int | None = None) -> Draws:
        """``n`` rows (default: the run's number of draws) from the stated ranges; the same uniforms under every view."""
        key = (view, self.n if n is None else n)
        with self._lock:
            if key not in self._samples:
                from parley.case.chance.sampling import sample

                self._samples[key] = sample(self.case(view), key[1], self.seed)
            return self._samples[key]

    def evaluate(self, view: str | None, ask: Ask, *, n: int | None = None) -> Evaluation:
        """The zone test at the medians and over the draws (``n`` = 0: the medians alone)."""
        count = self.n if n is None else n
        key = (view, ask, count)
        if key not in self._evaluations:
            from parley.model.evaluate import evaluate

            self._evaluations[key] = evaluate(
                self.case(view),
                ask.kind,
                ask.beliefs,
                ask.red_lines,
                draws=count,
                seed=self.seed,
                sample_given=self.sample(view, count) if count else None,
            )
        return self._evaluations[key]


def rows(draws: Draws, values: Floats) -> Draws:
    """``values`` (m, k) as rows at which lines count from a probability of one half; ``draws`` gives the paths."""
    return replace(draws, values=np.ascontiguousarray(values, dtype=np.float64))


def problem(case: Case, draws: Draws, ask: Ask) -> DealProblem:
    """The deal problem of a question, with deals outside ``ask.having`` forbidden."""
    from parley.model.compose import pattern
    from parley.model.compose import problem as compose

    made = compose(case, draws, ask.kind, ask.beliefs, ask.red_lines)
    if not ask.having:
        return made
    kind = case.kinds[ask.kind]
    extra = []
    for issue, options in ask.having:
        others = tuple(option for option in kind.only[issue] if option not in options)
        found = pattern(kind, {issue: others}) if others else None
        if found is not None:
            extra.append(found)
    return replace(made, forbidden=(*made.forbidden, *extra))


def zones(case: Case, draws: Draws, ask: Ask) -> ZoneDraws:
    """The zone test for every row."""
    from parley.deals.zone import zone_draws

    return zone_draws(problem(case, draws, ask))


def exists(case: Case, draws: Draws, ask: Ask) -> Bools:
    """(n,): whether a zone exists in each row (rows past the budget count as without)."""
    from parley.deals.zone import exists_draws

    found, decided = exists_draws(problem(case, draws, ask))
    return np.asarray(found & decided, dtype=np.bool_)
