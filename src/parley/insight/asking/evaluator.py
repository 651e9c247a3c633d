"""The case on the evaluator: its views, their medians and their draws, made once and evaluated in batches.

Everything in ``insight`` asks its questions here, so that all answers of a run share one sample (common random numbers)
and one set of medians. A *row* is one full vector of judgements; many rows are evaluated together.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from parley.case.consent import suppliers
from parley.case.types import Case, View
from parley.core.by_clock import cuts
from parley.core.errors import ParleyError
from parley.core.fingerprint import fingerprint
from parley.core.jsonio import dumps
from parley.deals.problem import Bools, DealProblem, Floats
from parley.deals.results import WhyEmpty, ZoneDraws
from parley.insight.asking.cache import Cache, key_of, settled
from parley.insight.asking.recording import FIELDS, Memory, Read, note, note_all, recorded, recording
from parley.insight.asking.request import Request, case_hash, remembered
from parley.insight.asking.stored import read_back
from parley.model.evaluate import Evaluation, why_withheld
from parley.model.modes import RedLines

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.case.file.source import CaseSource
    from parley.case.schema.quantities import Quantity

T = TypeVar("T")
_NUMBERS = itertools.count()
"""Numbers of evaluators: unlike an object's id, none is ever given twice."""
MOST_READINGS = 8
"""Ways in which one part may have read its case (of one case or another) that are looked through."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A zone question: which kind of deal, by whose beliefs, with which lines, among which deals."""

    kind: str
    beliefs: str = "own"
    red_lines: RedLines = "weighed"
    having: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Issue and options: only deals with one of these options count."""


class Evaluator:
    """A case with its views, ready to be asked. ``view`` None is the base case throughout.

    ``request`` says what is changed for this run and how many draws are made; without one, its parts are given by name
    (``views``, ``as_of``, ``sets``, ``draws``, ``seed``).
    """

    def __init__(
        self,
        source: CaseSource,
        request: Request | None = None,
        *,
        tell: Callable[[str], None] | None = None,
        cache: Cache | None = None,
        **asked: Any,
    ) -> None:
        if request is not None and asked:
            raise TypeError("a request holds the arguments; none is given beside it")
        self._number = next(_NUMBERS)
        self._source = source
        self._request = request or Request.of(source, **asked)
        self.n, self.seed = self._request.draws, self._request.seed
        self.tell = tell or (lambda _: None)
        self.cache = cache if cache is not None and remembered(source) else Cache(on=False)
        self._lock = threading.RLock()
        self._hashes: dict[Read, str] = {}
        self._cases: dict[str | None, Case] = {}
        self._memory = Memory()
        views = self._request.views
        self._views: tuple[str, ...] = tuple(self.base.views) if views is None else views
        for view in self._views:
            self.case(view)  # a misspelt view is refused before any work is done

    @property
    def request(self) -> Request:
        """What is asked."""
        note(Read(self._number, "request"))
        return self._request

    @property
    def source(self) -> CaseSource:
        """The case as its file says it."""
        note(Read(self._number, "source"))
        return self._source

    @property
    def quantities(self) -> Mapping[str, Quantity]:
        """Every path that may be set, with the bounds of its number."""
        note(Read(self._number, "quantities"))
        return self._source.quantities

    @property
    def views(self) -> tuple[str, ...]:
        """The views that are compared."""
        note(Read(self._number, "views"))
        return self._views

    @property
    def base(self) -> Case:
        """The case without a view."""
        return self.case(None)

    def case(self, view: str | None) -> Case:
        """The case under a view."""
        found = self._cases.get(view)
        if found is None:
            request = self._request
            made = self._source.case(view=view, sets=request.overrides, as_of=request.as_of)
            found = self._cases.setdefault(view, recorded(made, self._number, view))
        return found

    def kept(self, part: Callable[..., T], *args: Any, as_: type[T] | None = None) -> T:
        """``part(self, *args)``, from the cache where all that it read when it was made is still the same.

        ``part`` is a function of a module, not one made inside another: what it knows comes from the evaluator, which
        writes down what is read, or from ``args``, which are hashed; nothing else can get in. ``as_``: the dataclass
        that it returns (None: plain data).
        """
        if part.__closure__ is not None or "<" in part.__qualname__:
            raise TypeError(f"{part.__qualname__} knows more than its arguments and cannot be kept")
        name = key_of(f"{part.__module__}.{part.__qualname__}", args, self.n, self.seed)
        for reads in self._read_before(name):
            found = self.cache.get(self._entry(name, reads))
            if isinstance(found, dict) and "value" in found:
                try:
                    value = found["value"] if as_ is None else read_back(as_, dumps(found["value"]))
                except (ValueError, TypeError):
                    continue
                note_all(reads)
                return value
        before = cuts()
        with recording() as seen:
            value = part(self, *args)
        if cuts() == before:
            self._keep(name, tuple(seen), value)
        return settled(value, as_)

    def _keep(self, name: str, reads: tuple[Read, ...], value: Any) -> None:
        if self.cache.folder is None or any(read.asker != self._number for read in reads):
            return  # it asked another evaluator too, which is not there when the entry is looked up
        self.cache.put(self._entry(name, reads), {"value": value})
        told = [[read.what, read.view, read.field] for read in reads]
        before = [known for known in self._listed(name) if known != told]
        self.cache.put(f"{name}.reads", [told, *before][:MOST_READINGS])

    def _listed(self, name: str) -> list[Any]:
        found = self.cache.get(f"{name}.reads")
        return found if isinstance(found, list) else []

    def _read_before(self, name: str) -> Iterator[tuple[Read, ...]]:
        """What was read when the part was made before, for this case or for others."""
        for told in self._listed(name):
            try:
                reads = tuple(Read(self._number, what, view, field) for what, view, field in told)
                for read in reads:
                    self._hash(read)
            except (ValueError, TypeError, AttributeError, ParleyError):
                continue  # of a case with other views, or spoilt
            yield reads

    def _entry(self, name: str, reads: Sequence[Read]) -> str:
        """The name of an entry: what was computed, and the content of all that it read."""
        return fingerprint(name, [(r.what, r.view, r.field, self._hash(r)) for r in reads])

    def _hash(self, read: Read) -> str:
        if read not in self._hashes:
            self._hashes[read] = fingerprint(self._content(read))
        return self._hashes[read]

    def _content(self, read: Read) -> Any:
        match read:
            case Read(_, "case", view, str(field)) if field in FIELDS:
                return object.__getattribute__(self.case(view), field)  # looked at, not read
            case Read(_, "views"):
                return self._views
            case Read(_, "request"):
                return self._request.asked, case_hash(self._source)
            case Read(_, "source"):
                return case_hash(self._source)
            case Read(_, "quantities"):
                return self._source.quantities
        raise ValueError(f"nothing is known of {read.what}")

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
        from parley.case.chance.sampling import medians

        with self._lock:
            return self._memory.get(("medians", view), lambda: medians(self.case(view)))

    def sample(self, view: str | None, n: int | None = None) -> Draws:
        """``n`` rows (default: the run's number of draws) from the stated ranges; the same uniforms under every view."""
        from parley.case.chance.sampling import sample

        count = self.n if n is None else n
        with self._lock:
            return self._memory.get(("sample", view, count), lambda: sample(self.case(view), count, self.seed))

    def evaluate(self, view: str | None, ask: Ask, *, n: int | None = None) -> Evaluation:
        """The zone test at the medians and over the draws (``n`` = 0: the medians alone)."""
        from parley.model.evaluate import evaluate

        count = self.n if n is None else n

        def make() -> Evaluation:
            return evaluate(
                self.case(view),
                ask.kind,
                ask.beliefs,
                ask.red_lines,
                draws=count,
                seed=self.seed,
                sample_given=self.sample(view, count) if count else None,
            )

        return self._memory.get(("evaluation", view, ask, count), make)


def rows(draws: Draws, values: Floats) -> Draws:
    """``values`` (m, k) as rows at which lines count from a probability of one half; ``draws`` gives the paths."""
    return replace(draws, values=np.ascontiguousarray(values, dtype=np.float64))


def problem(case: Case, draws: Draws, ask: Ask, *, consents: bool = True) -> DealProblem:
    """The deal problem of a question, with deals outside ``ask.having`` forbidden. ``consents`` False: as if every supplier
    of an option would supply it."""
    from parley.model.compose import problem as compose
    from parley.model.lines import pattern

    made = compose(case, draws, ask.kind, ask.beliefs, ask.red_lines, consents=consents)
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


def zones(case: Case, draws: Draws, ask: Ask, *, reasons: bool = False) -> ZoneDraws:
    """The zone test for every row. ``reasons``: where suppliers withhold what would make one, that is the reason given."""
    from parley.deals.zone import zone_draws

    found = zone_draws(problem(case, draws, ask))
    if reasons and suppliers(case, case.kinds[ask.kind]):
        supplied = zone_draws(problem(case, draws, ask, consents=False))
        every = list(WhyEmpty)

        def reason(row: int) -> int:
            with_them, without = (every[z.why[row]] if z.why[row] >= 0 else None for z in (found, supplied))
            why = why_withheld(with_them, bool(supplied.exists[row]), without)
            return -1 if why is None or found.exists[row] else every.index(why)

        found = replace(found, why=np.array([reason(i) for i in range(len(found.why))], dtype=np.int8))
    return found


def exists(case: Case, draws: Draws, ask: Ask) -> Bools:
    """(n,): whether a zone exists in each row (rows past the budget count as without)."""
    from parley.deals.zone import exists_draws

    found, decided = exists_draws(problem(case, draws, ask))
    return np.asarray(found & decided, dtype=np.bool_)
