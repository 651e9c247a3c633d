"""What a model of no-deal declares about itself, once, in its own file: a :class:`Record`.

Everything outside the model asks its record: the reader of cases which numbers there must be, the composition how the model is built from
them, ``observe`` how an engagement moves a belief, ``no-deal`` what winning means. No other file names a model. Records are found by
:mod:`parley.nodeal.registry`.

Names may hold ``{outcome}`` or ``{support}``: one number for each that the case names. Words may hold ``{party}``, ``{whose}``, ``{s}``
(the ending of a verb), ``{name}`` (the title of the outcome or support), ``{a}`` and ``{b}`` (the sides).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from parley.core.errors import InputError
from parley.nodeal.arrays import Floats
from parley.nodeal.observing import Seen
from parley.nodeal.protocol import NoDealModel

Get = Callable[[str], Floats | None]
"""The n draws of a path, or None where the case says nothing."""
Unit = Literal["points", "probability", "log-odds", "factor"]
Side = Literal["a", "b"]


class Missing(InputError):
    """A case does not state a number that its model of no-deal needs."""


RESERVED = frozenset(
    {
        "model",
        "outcomes",
        "sides",
        "beliefs",
        "beliefs_dated",
        "prior",
        "values",
        "asks",
        "office",
        "rates",
        "because",
        "evidence",
        "confidence",
        "who",
        "when",
    }
)
"""Keys that ``no_deal:`` has under every model."""
_NAME = re.compile(r"[a-z][a-z0-9-]*")
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ROOT = "no_deal"


@dataclass(frozen=True, slots=True)
class Number:
    """One number that a model asks for. It must be there unless its absence means a value or it is ``optional``."""

    name: str
    label: str
    """A noun phrase for a reader."""
    unit: Unit = "points"
    low: float = -math.inf
    high: float = math.inf
    absent: float | None = None
    """The value that its absence means."""
    optional: bool = False
    filled: bool = False
    """Whether the value of its absence is written into the case for parties whose consent is required."""
    most: str = ""
    """The whole number of the same table that bounds it from above."""
    monthly: bool = False
    """A rate a month, which may well be small and narrow."""
    raises: int = 0
    """+1 or −1 where raising it can only raise or only lower the least that its party accepts, whatever else holds; 0: neither is sure."""
    question: str = ""
    """The judgement as the question on which it turns; empty: its label, and "is it so?"."""
    question_to_us: str = ""
    """The same where it is the analyst's."""
    brief: str = ""
    """In three or four words, for a table; empty: the label."""

    @property
    def needed(self) -> bool:
        """Whether a case without it is wrong."""
        return self.absent is None and not self.optional


def points(name: str, label: str, **more: Any) -> Number:
    """A number in points, without bounds."""
    return Number(name, label, "points", **more)


def cost(name: str, label: str, **more: Any) -> Number:
    """Points of at least 0; none where the case says nothing."""
    return Number(name, label, "points", low=0.0, absent=0.0, **more)


def probability(name: str, label: str, **more: Any) -> Number:
    """A number from 0 to 1."""
    return Number(name, label, "probability", low=0.0, high=1.0, **more)


def factor(name: str, label: str, low: float = 0.0, high: float = math.inf, **more: Any) -> Number:
    """A rate, a strength or another bare number, of at least ``low``."""
    return Number(name, label, "factor", low=low, high=high, **more)


WORTH: dict[str, Any] = {
    "raises": 1, "question": "what would “{name}” really be worth to {party}?", "brief": "what going on is worth to {party}",
}  # fmt: skip
"""What numbers under ``no_deal.values`` have in common."""
COSTS = cost(
    "costs", "what going on costs {party}", filled=True, raises=-1, brief="what going on costs {party}",
    question="what does going on really cost {party}?",
)  # fmt: skip
TOLLS = cost("tolls", "what a month of war costs {party}", question="what does a month of war really cost {party}?")
PATIENCE = probability("patience", "how patient {party} is", absent=1.0)
AVERSION = factor("aversion", "how far {party} shuns risk", -20.0, 20.0, absent=0.0)
ASKS = cost("asks", "what {party} asks above its no-deal", raises=1)
"""Of every model: points above R that a party asks of a deal (:func:`parley.model.no_deal.asked`)."""


SHARED = (COSTS, TOLLS, PATIENCE, AVERSION)
"""Groups that a model of a war accepts, so that a case may change its model by one word; what it cannot feel, ``check`` says."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number that is structure, not a judgement: written plainly, never drawn."""

    name: str
    default: int
    least: int = 1
    most: int = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """A key of the model's own under ``no_deal:``."""

    key: str
    numbers: tuple[Number, ...] = ()
    """One number each."""
    series: tuple[Number, ...] = ()
    """Twelve numbers each, by calendar month."""
    by_party: tuple[Number, ...] = ()
    """One number a party each; only where ``named``."""
    wholes: tuple[Whole, ...] = ()
    named: str = ""
    """Not empty: the case names entries under the key, each with a title and these numbers; the noun for one, "a support"."""
    needed: bool = False
    example: str = ""
    """What to write, where it is missing."""
    noun: str = "number"
    check: Callable[[Mapping[str, float], Mapping[str, int]], tuple[str, str, str] | None] | None = None
    """From medians (names within the table) and whole numbers to (key at fault, message, hint); None: in order."""


@dataclass(frozen=True)
class Setting:
    """What a case states about its war that is not a number with a range."""

    sides: tuple[str, str]
    """Side A (its success moves the line toward N) and side B."""
    outcomes: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    options: Mapping[str, int] = field(default_factory=dict)
    """Whole numbers of the model's tables."""
    horizon: int | None = None
    """Months."""
    first_month: int = 1
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Observed:
    """What one holder takes in."""

    seen: Seen
    won: float
    """Openness to an engagement that side A won."""
    lost: float
    openness: float
    """To everything else."""
    likelihood: Mapping[str, float]
    """Outcome → chance that side A wins a decisive engagement on that path, where the model asks for it."""


@dataclass(frozen=True, slots=True)
class Learning:
    """How an engagement moves a holder's beliefs."""

    moves: tuple[str, ...]
    """Names of the beliefs that move."""
    rule: Callable[[Mapping[str, float], Observed], Mapping[str, float]]
    """Beliefs of one holder by name (those that the case states) → the same after what was seen."""
    likelihood: bool = False
    """Whether the case must say how likely engagements are to be won on the path to each outcome (``no_deal.likelihood``)."""


@dataclass(frozen=True, slots=True)
class Mind:
    """One side that waits: what it believes, and its openness to engagements that side A won and lost."""

    beliefs: Mapping[str, float]
    won: float
    lost: float


@dataclass(frozen=True, slots=True)
class Waited:
    """One side's expectation, by its own belief, of waiting for a settlement."""

    value: float
    """Points: the settlement or the end, with what the wait gives and takes."""
    fight: float
    """R now: the same war fought on without a settlement."""
    opened: float
    """Chance, as it sees it, that a zone opens by the horizon."""
    months: float
    """Months that it expects until a settlement, an end or the horizon."""


@dataclass(frozen=True)
class Record:
    """A model of no-deal, as everything outside its file knows it."""

    name: str
    title: str
    """What going on is under this model, in a line."""
    build: Callable[[Reader], NoDealModel]
    beliefs: tuple[Number, ...] = ()
    """Of each holder."""
    values: tuple[Number, ...] = ()
    """Of each party."""
    by_party: tuple[Number, ...] = ()
    """Groups of one number a party each."""
    tables: tuple[Table, ...] = ()
    outcomes: bool = False
    """Whether the case must name the outcomes of going on. Others may name some as words."""
    sides: bool = True
    """Whether the model needs to know which principal is side A and which side B; others may be told."""
    clock: bool = False
    """Whether months pass: then R may hang on the calendar and the horizon."""
    shares: bool = False
    """Beliefs are shares of 1 over the outcomes, brought to that sum, and R is linear in them."""
    learning: Learning | None = None
    """None: no engagement moves a belief."""
    better: Callable[[Mapping[str, float], Side | None, Setting], int | None] | None = None
    """What success is: the index among the ends of a party's better one, from what they are worth to it and its side. None: its side's."""
    chance: Callable[[Mapping[str, float], int, Setting], float | None] | None = None
    """The chance of that end as beliefs have it, in (0, 1): what hardens with success follows it. None: nothing does."""
    winning: Callable[[Mapping[str, float], Side, Setting], Mapping[str, float] | None] | None = None
    """Beliefs of a side that is sure to win. None: ``no-deal`` does not ask how fast beliefs must move."""
    weakened: Callable[[Mapping[str, float], float], Mapping[str, float]] | None = None
    """Beliefs once a broken pause has shifted the log-odds against side A. None: it leaves no war of the same kind."""
    waiting: Callable[[Any, Floats, Sequence[Mind], Floats], Sequence[Waited]] | None = None
    """Worth of waiting for a settlement to sides A and B: (model, deals (F, 2), minds, asks (2,)); empty where it cannot say. None: never."""

    def __post_init__(self) -> None:
        """A record that could not be read from a case is refused where it is made. Raises :class:`InputError`."""
        groups = [n.name for n in self.by_party] + [t.key for t in self.tables]
        inside = [n.name for t in self.tables for n in (*t.numbers, *t.series, *t.by_party)]
        names = [self.name, *groups, *inside, *(n.name for n in (*self.beliefs, *self.values))]
        wrong = [
            name for name in names if not _NAME.fullmatch(name.replace("{outcome}", "x").replace("{support}", "x"))
        ]
        taken = [name for i, name in enumerate(groups) if name in RESERVED or name in groups[:i]]
        faults = {
            f"{(wrong or [''])[0]!r} is no name: lower-case letters, digits and hyphens": bool(wrong),
            f"{(taken or [''])[0]!r} is taken: every case may have it under no_deal, or it stands twice": bool(taken),
            "only one table may hold entries that the case names": sum(bool(t.named) for t in self.tables) > 1,
            "numbers by party within a table need entries that the case names": any(
                t.by_party and not t.named for t in self.tables
            ),
            "shares are over outcomes: outcomes=True is needed": self.shares and not self.outcomes,
        }
        for fault, holds in faults.items():
            if holds:
                raise InputError.one(f"the record of the model of no-deal {self.name!r}: {fault}")

    def better_end(self, worth: Mapping[str, float], side: Side | None, setting: Setting) -> int | None:
        """The index among the ends of the party's better one; None where it has none."""
        if self.better is not None:
            return self.better(worth, side, setting)
        return None if side is None else "ab".index(side)

    def number(self, parts: Sequence[str], setting: Setting) -> tuple[Number, str, str] | None:
        """(number, party or holder or "", name of an outcome, a support or the last part) at a path below ``no_deal``, split; None where
        the record declares none."""
        match list(parts):
            case ["beliefs" | "values" as group, who, name]:
                found = spelt(self.beliefs if group == "beliefs" else self.values, setting).get(name)
                return None if found is None else (found, who, _inside(found.name, name))
            case [group, who] if any(group == n.name for n in (*self.by_party, ASKS)):
                return next(n for n in (*self.by_party, ASKS) if n.name == group), who, group
        for table in self.tables:
            if len(parts) < 2 or parts[0] != table.key:
                continue
            inside = list(parts[2:] if table.named else parts[1:])
            entry = parts[1] if table.named else ""
            for number in (*table.numbers, *table.series, *table.by_party):
                if inside and inside[0] in _spelt(number.name, setting):
                    last = len(inside) == 2 and number in table.by_party
                    return number, inside[1] if last else "", entry or _inside(number.name, inside[0])
        return None


def spelt(declared: Sequence[Number], setting: Setting) -> dict[str, Number]:
    """The names that ``declared`` stand for in a case with this setting."""
    return {name: number for number in declared for name in _spelt(number.name, setting)}


def _spelt(name: str, setting: Setting) -> tuple[str, ...]:
    if "{outcome}" in name:
        return tuple(name.replace("{outcome}", o) for o in setting.outcomes)
    if "{support}" in name:
        return tuple(name.replace("{support}", s) for s in setting.supports)
    return (name,)


def _inside(template: str, name: str) -> str:
    """The outcome or support that ``name`` was made of; ``name`` itself where it is plain."""
    before, brace, rest = template.partition("{")
    return name.removeprefix(before).removesuffix(rest.partition("}")[2]) if brace else name


@dataclass(frozen=True)
class Reader:
    """A case's numbers as arrays for a model's builder. The one place where a name becomes a dotted path."""

    record: Record
    get: Get
    parties: Sequence[str]
    holders: Sequence[str]
    setting: Setting

    def beliefs(self, name: str) -> Floats:
        """(n, H)"""
        declared = spelt(self.record.beliefs, self.setting)[name]
        return self._each([f"{ROOT}.beliefs.{h}.{name}" for h in self.holders], declared.absent)

    def values(self, name: str) -> Floats:
        """(n, P)"""
        declared = spelt(self.record.values, self.setting)[name]
        return self._each([f"{ROOT}.values.{p}.{name}" for p in self.parties], declared.absent)

    def party(self, group: str) -> Floats:
        """(n, P)"""
        declared = next(n for n in self.record.by_party if n.name == group)
        return self._each([f"{ROOT}.{group}.{p}" for p in self.parties], declared.absent)

    def stated(self, group: str) -> Floats | None:
        """(n, P) as :meth:`party`, or None where the case states it for nobody. ``group`` may be a path such as ``support.aid.tolls``."""
        paths = [f"{ROOT}.{group}.{p}" for p in self.parties]
        return None if all(self.get(path) is None for path in paths) else self._each(paths, 0.0)

    def one(self, path: str, absent: float | None = None) -> Floats:
        """(n,): a number of the model's own tables, ``campaign.pace``."""
        return self._each([f"{ROOT}.{path}"], absent)[:, 0]

    def months(self, path: str, absent: float) -> Floats:
        """(n, 12), January first."""
        return self._each([f"{ROOT}.{path}.{month}" for month in MONTH_NAMES], absent)

    def _each(self, paths: Sequence[str], absent: float | None) -> Floats:
        """(n, len(paths)): what the case does not say takes ``absent`` (None: it is needed)."""
        found = [self._one(path, absent) for path in paths]
        n = max(len(f) for f in found) if found else 1
        return np.stack([np.broadcast_to(f, (n,)) for f in found], axis=1) if found else np.zeros((1, 0))

    def _one(self, path: str, absent: float | None) -> Floats:
        found = self.get(path)
        if found is not None:
            return np.asarray(found, dtype=np.float64)
        if absent is None:
            raise Missing.one(f"the no-deal model needs the number {path}", hint="parley check lists what is missing")
        return np.full(1, absent)


def even_odds(chance: str) -> Callable[[Mapping[str, float], int, Setting], float | None]:
    """A :attr:`Record.chance` for a model with a belief ``chance`` that side A wins: index 0 is A's end, 1 B's."""

    def of(beliefs: Mapping[str, float], end: int, setting: Setting) -> float | None:
        wins = beliefs.get(chance)
        return None if wins is None else wins if end == 0 else 1 - wins

    return of
